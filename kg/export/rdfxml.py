"""RDF/XML through pyoxigraph's streaming writer."""

import re
from collections.abc import Iterable
from typing import BinaryIO

import pyoxigraph

from kg.export.union import Union
from kg.rdf import NamedGraph
from kg.rdf.terms import Triple
from kg.rdf.vocab import PREFIXES

_NOT_XML = re.compile(r"\\u00[01][0-9A-F]|\\[bf]|\\uFFF[EF]|\\uD[89A-F][0-9A-F]{2}")
_WRITTEN = ("dcterms", "kg", "oa", "prov", "schema", "skos", "void")


class RdfXmlExporter:
    """Writes own triples as they come and shared ones at the end.

    Characters that XML 1.0 cannot hold become U+FFFD; the readers let none through.
    """

    def __init__(self, sink: BinaryIO, *, base: str) -> None:
        self._sink = sink
        self._union = Union()
        self._head: bytes | None = None

    @property
    def triples(self) -> int:
        """How many different triples were taken so far."""
        return self._union.count

    def write(self, graph: NamedGraph) -> None:
        """Write one graph's own triples."""
        self._write(self._union.add(graph))

    def _write(self, triples: Iterable[Triple]) -> None:
        lines = "".join(f"{s} {p} {_NOT_XML.sub(chr(0xFFFD), o)} .\n" for s, p, o in triples)
        if not lines and self._head is not None:
            return
        parsed = pyoxigraph.parse(lines.encode(), format=pyoxigraph.RdfFormat.N_TRIPLES)
        made = pyoxigraph.serialize(
            (quad.triple for quad in parsed),
            format=pyoxigraph.RdfFormat.RDF_XML,
            prefixes={prefix: PREFIXES[prefix] for prefix in _WRITTEN},
        )
        head, body, tail = _split(made or b"")
        if self._head is None:
            self._head, self._tail = head, tail
            self._sink.write(head)
        self._sink.write(body.replace(b"\r", b"&#13;"))  # XML parsers make line feeds of bare ones

    def finish(self) -> None:
        """Write the shared triples and close the document."""
        for triples in self._union.shared():
            self._write(triples)
        self._sink.write(self._tail)


def _split(document: bytes) -> tuple[bytes, bytes, bytes]:
    """Part one document's head (XML declaration and rdf:RDF) and tail from its descriptions."""
    start = document.index(b">", document.index(b"<rdf:RDF")) + 1
    end = document.rindex(b"</rdf:RDF>")
    return document[:start], document[start:end], document[end:]
