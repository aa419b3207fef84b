"""Describes the endpoint in RDF (SPARQL 1.1 Service Description, https://www.w3.org/TR/sparql11-service-description/)."""

import io
from typing import Final

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from kg.query.results import TRIPLES, write_triples
from kg.rdf.vocab import PREFIXES
from kg.serve.protocol.messages import Limits

SD: Final = "http://www.w3.org/ns/sparql-service-description#"
_FORMATS: Final = "http://www.w3.org/ns/formats/"
_WRITTEN: Final = (
    "SPARQL_Results_JSON SPARQL_Results_XML SPARQL_Results_CSV SPARQL_Results_TSV "
    "Turtle N-Triples JSON-LD RDF_XML N-Quads TriG"
).split()
"""The names of the formats that answers are written in (https://www.w3.org/ns/formats/)."""


def _terms(endpoint: str, limits: Limits) -> list[Triple]:
    service, data, graph = NamedNode(endpoint), BlankNode("data"), BlankNode("default")
    a = NamedNode(PREFIXES["rdf"] + "type")
    comment = NamedNode(PREFIXES["rdfs"] + "comment")

    def sd(name: str) -> NamedNode:
        return NamedNode(SD + name)

    note = (
        "Read-only. The default graph is the merge of all graphs. A query ends after "
        f"{limits.seconds:g} seconds, an answer after {limits.rows} rows or {limits.size // 2**20} MB."
    )
    return [
        Triple(service, a, sd("Service")),
        Triple(service, sd("endpoint"), service),
        Triple(service, sd("supportedLanguage"), sd("SPARQL11Query")),
        Triple(service, sd("feature"), sd("UnionDefaultGraph")),
        Triple(service, comment, Literal(note, language="en")),
        *(Triple(service, sd("resultFormat"), NamedNode(_FORMATS + name)) for name in _WRITTEN),
        Triple(service, sd("defaultDataset"), data),
        Triple(data, a, sd("Dataset")),
        Triple(data, sd("defaultGraph"), graph),
        Triple(graph, a, sd("Graph")),
    ]


def describe(endpoint: str, limits: Limits, media_type: str) -> bytes:
    """Return the description.

    Parameters:
        endpoint: its address, absolute.
        limits: of each query.
        media_type: one of :data:`kg.query.results.TRIPLES`.
    """
    out = io.BytesIO()
    write_triples(_terms(endpoint, limits), TRIPLES[media_type], out, {"sd": SD, **PREFIXES})
    return out.getvalue()
