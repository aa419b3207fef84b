"""Writes the answers to queries in the formats of SPARQL 1.1 and of RDF, one row after the other, up to a limit.

The writers of SELECT are our own because Oxigraph's write all rows or none, and let through what XML cannot hold.
"""

import csv
import io
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import BinaryIO, Generic, TypeVar, cast
from xml.sax.saxutils import escape, quoteattr

import msgspec
import pyoxigraph

Term = pyoxigraph.NamedNode | pyoxigraph.BlankNode | pyoxigraph.Literal | pyoxigraph.Triple
Row = Sequence[Term | None]
Item = TypeVar("Item")

_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What an XML 1.0 document cannot hold, even escaped (XML 1.0, 2.2)."""
_XML_NAME = re.compile(r"[^\W\d][\w.-]*$")
"""What a predicate ends with, so that RDF/XML can write it as the name of an element."""
_STRING = "http://www.w3.org/2001/XMLSchema#string"


@dataclass(frozen=True, slots=True)
class Form:
    """A format for the rows of SELECT: what stands before, for, between and after them."""

    head: Callable[[Sequence[str]], str]
    row: Callable[[Sequence[str], Row], str]
    between: str
    tail: str
    boolean: Callable[[bool], str]


def _json_term(term: Term) -> dict[str, object]:
    match term:
        case pyoxigraph.NamedNode():
            return {"type": "uri", "value": term.value}
        case pyoxigraph.BlankNode():
            return {"type": "bnode", "value": term.value}
        case pyoxigraph.Triple():
            parts = {"subject": term.subject, "predicate": term.predicate, "object": term.object}
            return {"type": "triple", "value": {name: _json_term(part) for name, part in parts.items()}}
    found: dict[str, object] = {"type": "literal", "value": term.value}
    if term.language:
        found["xml:lang"] = term.language
    elif term.datatype.value != _STRING:
        found["datatype"] = term.datatype.value
    return found


def _json_row(variables: Sequence[str], row: Row) -> str:
    bound = zip(variables, row, strict=True)
    return msgspec.json.encode({name: _json_term(term) for name, term in bound if term is not None}).decode()


def _json_head(variables: Sequence[str]) -> str:
    return f'{{"head":{{"vars":{msgspec.json.encode(variables).decode()}}},"results":{{"bindings":['


def xml_text(text: str) -> str:
    """Return text as it may stand in XML; what XML cannot hold becomes U+FFFD."""
    return escape(_NOT_XML.sub("\ufffd", text), {"\r": "&#13;"})  # parsers make line feeds of bare ones


def _xml_term(term: Term) -> str:
    match term:
        case pyoxigraph.NamedNode():
            return f"<uri>{xml_text(term.value)}</uri>"
        case pyoxigraph.BlankNode():
            return f"<bnode>{xml_text(term.value)}</bnode>"
        case pyoxigraph.Triple():
            parts = (("subject", term.subject), ("predicate", term.predicate), ("object", term.object))
            return (
                f"<triple>{''.join(f'<{name}>{_xml_term(part)}</{name}>' for name, part in parts)}</triple>"
            )
    about = ""
    if term.language:
        about = f" xml:lang={quoteattr(term.language)}"
    elif term.datatype.value != _STRING:
        about = f" datatype={quoteattr(term.datatype.value)}"
    return f"<literal{about}>{xml_text(term.value)}</literal>"


def _xml_row(variables: Sequence[str], row: Row) -> str:
    bound = zip(variables, row, strict=True)
    cells = "".join(
        f"<binding name={quoteattr(name)}>{_xml_term(term)}</binding>"
        for name, term in bound
        if term is not None
    )
    return f"<result>{cells}</result>\n"


_XML = '<?xml version="1.0" encoding="UTF-8"?>\n<sparql xmlns="http://www.w3.org/2005/sparql-results#">\n'


def _xml_head(variables: Sequence[str]) -> str:
    names = "".join(f"<variable name={quoteattr(name)}/>" for name in variables)
    return f"{_XML}<head>{names}</head>\n<results>\n"


def _csv_line(cells: Iterable[str]) -> str:
    line = io.StringIO()
    csv.writer(line, lineterminator="\r\n").writerow(list(cells))
    return line.getvalue()


def _csv_row(variables: Sequence[str], row: Row) -> str:
    return _csv_line(_csv_value(term) for term in row)


def _csv_value(term: Term | None) -> str:
    match term:
        case None:
            return ""
        case pyoxigraph.BlankNode() | pyoxigraph.Triple():
            return str(term)
    return term.value


def _tsv_row(variables: Sequence[str], row: Row) -> str:
    return "\t".join("" if term is None else str(term).replace("\t", "\\t") for term in row) + "\n"


FORMS = {
    "json": Form(
        _json_head, _json_row, ",\n", "]}}",
        lambda answer: f'{{"head":{{}},"boolean":{str(answer).lower()}}}',
    ),
    "xml": Form(
        _xml_head, _xml_row, "", "</results>\n</sparql>\n",
        lambda answer: f"{_XML}<head/>\n<boolean>{str(answer).lower()}</boolean>\n</sparql>\n",
    ),
    "csv": Form(_csv_line, _csv_row, "", "", lambda answer: f"{str(answer).lower()}\r\n"),
    "tsv": Form(
        lambda variables: "\t".join(f"?{name}" for name in variables) + "\n", _tsv_row, "", "",
        lambda answer: f"{str(answer).lower()}\n",
    ),
}  # fmt: skip
"""The formats of rows (SPARQL 1.1 Query Results JSON, XML, CSV and TSV Formats); CSV and TSV have none for ASK."""

ROWS = {
    "application/sparql-results+json": "json",
    "application/sparql-results+xml": "xml",
    "text/csv": "csv",
    "text/tab-separated-values": "tsv",
    "application/json": "json",
    "application/xml": "xml",
    "text/xml": "xml",
}
"""Media types for SELECT and ASK, the one that we like best first."""
TRIPLES = {
    "text/turtle": pyoxigraph.RdfFormat.TURTLE,
    "application/n-triples": pyoxigraph.RdfFormat.N_TRIPLES,
    "application/ld+json": pyoxigraph.RdfFormat.JSON_LD,
    "application/rdf+xml": pyoxigraph.RdfFormat.RDF_XML,
    "application/n-quads": pyoxigraph.RdfFormat.N_QUADS,
    "application/trig": pyoxigraph.RdfFormat.TRIG,
    "text/n3": pyoxigraph.RdfFormat.N3,
    "application/json": pyoxigraph.RdfFormat.JSON_LD,
    "application/xml": pyoxigraph.RdfFormat.RDF_XML,
    "text/xml": pyoxigraph.RdfFormat.RDF_XML,
    "text/plain": pyoxigraph.RdfFormat.N_TRIPLES,
}
"""Media types for CONSTRUCT and DESCRIBE, the one that we like best first."""


class Limited(Generic[Item]):
    """Passes on items until there are too many, or until what was written of them is too long.

    Attributes:
        count: of those passed on.
        cut: whether there were more.
    """

    def __init__(self, items: Iterable[Item], out: BinaryIO, *, rows: int | None, size: int) -> None:
        self._items = items
        self._out = out
        self._rows = rows
        self._size = size
        self.count = 0
        self.cut = False

    def __iter__(self) -> Iterator[Item]:
        for item in self._items:
            if self.count == self._rows or self._out.tell() >= self._size:
                self.cut = True
                return
            self.count += 1
            yield item


def write_rows(variables: Sequence[str], rows: Iterable[Row], form: str, out: BinaryIO) -> None:
    """Write the answer to SELECT."""
    writer = FORMS[form]
    out.write(writer.head(variables).encode())
    between = b""
    for row in rows:
        out.write(between + writer.row(variables, row).encode())
        between = writer.between.encode()
    out.write(writer.tail.encode())


def write_boolean(answer: bool, form: str, out: BinaryIO) -> None:
    """Write the answer to ASK."""
    out.write(FORMS[form].boolean(answer).encode())


def write_triples(
    triples: Iterable[pyoxigraph.Triple],
    form: pyoxigraph.RdfFormat,
    out: BinaryIO,
    prefixes: dict[str, str],
) -> None:
    """Write the answer to CONSTRUCT or DESCRIBE.

    Raises:
        ValueError: if the format cannot say it, as RDF/XML cannot say every predicate.
    """
    if form == pyoxigraph.RdfFormat.RDF_XML:
        triples = (_for_xml(triple) for triple in triples)
        out = cast("BinaryIO", _CarriageReturns(out))
    pyoxigraph.serialize(triples, out, form, prefixes=prefixes)


class _CarriageReturns:
    """Escapes carriage returns, of which parsers of XML make line feeds; Oxigraph's own XML has none."""

    def __init__(self, out: BinaryIO) -> None:
        self._out = out

    def write(self, piece: bytes) -> int:
        self._out.write(piece.replace(b"\r", b"&#13;"))
        return len(piece)

    def flush(self) -> None:
        self._out.flush()


def _for_xml(triple: pyoxigraph.Triple) -> pyoxigraph.Triple:
    if not _XML_NAME.search(triple.predicate.value):
        raise ValueError(
            f"RDF/XML cannot write the predicate <{triple.predicate.value}>; ask for text/turtle"
        )
    literal = triple.object
    if not isinstance(literal, pyoxigraph.Literal) or not _NOT_XML.search(literal.value):
        return triple
    value = _NOT_XML.sub("\ufffd", literal.value)
    clean = (
        pyoxigraph.Literal(value, language=literal.language)
        if literal.language
        else pyoxigraph.Literal(value, datatype=literal.datatype)
    )
    return pyoxigraph.Triple(triple.subject, triple.predicate, clean)
