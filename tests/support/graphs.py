"""Reads graph files with parsers that are not ours."""

from pathlib import Path

import pyoxigraph

from kg.graph import Graph

RDF = ("ttl", "nt", "nq", "trig", "jsonld", "rdf")
SYNTAX = {"ttl": "turtle", "nt": "nt", "nq": "nquads", "trig": "trig", "jsonld": "json-ld", "rdf": "xml"}


def triples_of(path: Path) -> set[tuple[str, str, str]]:
    form = pyoxigraph.RdfFormat.from_extension(path.suffix[1:])
    return {
        (str(q.subject), str(q.predicate), str(q.object))
        for q in pyoxigraph.parse(path=str(path), format=form)
    }


def expected(graph: Graph) -> set[tuple[str, str, str]]:
    lines = "".join(g.ntriples() for g in graph.graphs).encode()
    parsed = pyoxigraph.parse(lines, format=pyoxigraph.RdfFormat.N_TRIPLES)
    return {(str(q.subject), str(q.predicate), str(q.object)) for q in parsed}
