"""RDF/XML through pyoxigraph's streaming writer."""

import re
from collections.abc import Sequence

import pyoxigraph

from kg.rdf.terms import Triple
from kg.rdf.vocab import PREFIXES

_NOT_XML = re.compile(r"\\u00[01][0-9A-F]|\\[bf]|\\uFFF[EF]|\\uD[89A-F][0-9A-F]{2}")
_WRITTEN = ("dcterms", "foaf", "kg", "oa", "prov", "schema", "skos", "void")


class RdfXml:
    """Descriptions of subjects (RDF 1.1 XML Syntax).

    Characters that XML 1.0 cannot hold become U+FFFD; the readers let none through.
    """

    between = b""
    merges = True

    def __init__(self, base: str) -> None:
        self.header, _, self.footer = _split(_serialized(()))

    def block(self, name: str | None, triples: Sequence[Triple]) -> bytes:
        """Return the descriptions."""
        _, body, _ = _split(_serialized(triples))
        return body.replace(b"\r", b"&#13;")  # XML parsers make line feeds of bare ones


def _serialized(triples: Sequence[Triple]) -> bytes:
    lines = "".join(f"{s} {p} {_NOT_XML.sub(chr(0xFFFD), o)} .\n" for s, p, o in triples)
    parsed = pyoxigraph.parse(lines.encode(), format=pyoxigraph.RdfFormat.N_TRIPLES)
    made = pyoxigraph.serialize(
        (quad.triple for quad in parsed),
        format=pyoxigraph.RdfFormat.RDF_XML,
        prefixes={prefix: PREFIXES[prefix] for prefix in _WRITTEN},
    )
    return made or b""


def _split(document: bytes) -> tuple[bytes, bytes, bytes]:
    """Part one document's head (XML declaration and rdf:RDF) and tail from its descriptions."""
    start = document.index(b">", document.index(b"<rdf:RDF")) + 1
    end = document.rindex(b"</rdf:RDF>")
    return document[:start], document[start:end], document[end:]
