"""Writes answers as CSV, TSV, JSON and XML (SPARQL 1.1 Query Results), Markdown and Turtle."""

import csv
import io
import json
from collections.abc import Callable
from xml.sax.saxutils import escape, quoteattr

import pyoxigraph

from kg.errors import UsageError
from kg.query.answer import UNBOUND, Answer
from kg.rdf.terms import iri_value, is_iri, parse_literal
from kg.rdf.vocab import PREFIXES

_NOT_XML = dict.fromkeys([*range(9), 11, 12, *range(14, 32), 65534, 65535], "�")


def write(answer: Answer, form: str) -> str:
    """Return an answer as text.

    Parameters:
        answer: what is written.
        form: ``csv``, ``tsv``, ``json``, ``xml``, ``markdown`` or ``ttl``.

    Raises:
        UsageError: if the form does not fit the kind of query.
    """
    fitting = forms_for(answer.kind)
    if form not in fitting:
        raise UsageError(
            f"the answer to a {answer.kind.upper()} query cannot be {form}; ask for {' or '.join(('table', *fitting))}"
        )
    return _WRITERS[form](answer)


def forms_for(kind: str) -> tuple[str, ...]:
    """Return the forms that fit a kind of query."""
    return ("ttl", "markdown") if kind == "construct" else ("csv", "tsv", "json", "xml", "markdown")


def _csv(answer: Answer) -> str:
    sink = io.StringIO()
    writer = csv.writer(sink, lineterminator="\r\n")
    writer.writerow(answer.variables)
    writer.writerows(answer.rows)
    return sink.getvalue()


def _tsv(answer: Answer) -> str:
    head = "\t".join(f"?{name}" for name in answer.variables)
    return "".join(f"{line}\n" for line in (head, *("\t".join(row) for row in answer.terms)))


def _json(answer: Answer) -> str:
    if answer.kind == "ask":
        return json.dumps({"head": {}, "boolean": bool(answer)})
    bindings = [
        {name: _json_term(term) for name, term in zip(answer.variables, row, strict=True) if term != UNBOUND}
        for row in answer.terms
    ]
    found = {"head": {"vars": answer.variables}, "results": {"bindings": bindings}}
    return json.dumps(found, ensure_ascii=False)


def _json_term(term: str) -> dict[str, str]:
    kind, value, language, datatype = _parts(term)
    named = {"type": kind, "value": value}
    if language:
        named["xml:lang"] = language
    return named | {"datatype": datatype} if datatype else named


def _parts(term: str) -> tuple[str, str, str | None, str | None]:
    if term.startswith('"'):
        literal = parse_literal(term)
        return "literal", literal.value, literal.language, literal.datatype
    if is_iri(term):
        return "uri", iri_value(term), None, None
    return "bnode", term.removeprefix("_:"), None, None


def _xml(answer: Answer) -> str:
    """Return SPARQL Query Results XML Format; characters that XML cannot hold become U+FFFD."""
    names = (
        "" if answer.kind == "ask" else "".join(f"<variable name={quoteattr(v)}/>" for v in answer.variables)
    )
    if answer.kind == "ask":
        body = f"<boolean>{str(bool(answer)).lower()}</boolean>"
    else:
        rows = ("".join(map(_xml_binding, answer.variables, row)) for row in answer.terms)
        body = f"<results>{''.join(f'<result>{row}</result>' for row in rows)}</results>"
    return (
        '<?xml version="1.0"?>\n<sparql xmlns="http://www.w3.org/2005/sparql-results#">'
        f"<head>{names}</head>{body}</sparql>\n"
    )


def _xml_binding(name: str, term: str) -> str:
    if term == UNBOUND:
        return ""
    kind, value, language, datatype = _parts(term)
    more = f" xml:lang={quoteattr(language)}" if language else ""
    more += f" datatype={quoteattr(datatype)}" if datatype else ""
    text = escape(value.translate(_NOT_XML), {"\r": "&#13;"})
    return f"<binding name={quoteattr(name)}><{kind}{more}>{text}</{kind}></binding>"


def _markdown(answer: Answer) -> str:
    lines = (answer.variables, ["---"] * len(answer.variables), *answer.rows)
    return "".join(f"| {' | '.join(_cell(value) for value in line)} |\n" for line in lines)


def _cell(value: str) -> str:
    """Return a value as a table of Markdown holds it: on one line, and none of it taken for markup."""
    words = " ".join(value.split())
    return "".join(f"\\{c}" if c in "\\`*_[]<>|&#~!" else c for c in words) if words != "---" else words


def _ttl(answer: Answer) -> str:
    lines = "".join(f"{s} {p} {o} .\n" for s, p, o in answer.terms)
    triples = [quad.triple for quad in pyoxigraph.parse(lines, format=pyoxigraph.RdfFormat.N_TRIPLES)]
    written = pyoxigraph.serialize(triples, format=pyoxigraph.RdfFormat.TURTLE, prefixes=PREFIXES)
    return (written or b"").decode()


_WRITERS: dict[str, Callable[[Answer], str]] = {
    "csv": _csv, "tsv": _tsv, "json": _json, "xml": _xml, "markdown": _markdown, "ttl": _ttl,
}  # fmt: skip
