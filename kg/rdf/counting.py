"""Keeps what a data set says of its own size (VoID) true when statements come or go."""

from collections.abc import Sequence

from kg.rdf.named_graph import NamedGraph
from kg.rdf.terms import integer
from kg.rdf.vocab import term

_A, _DATASET, _ARTICLE = term("rdf:type"), term("void:Dataset"), term("schema:NewsArticle")
_DOCUMENTS, _TRIPLES = term("void:documents"), term("void:triples")


def recounted(graphs: Sequence[NamedGraph]) -> list[NamedGraph]:
    """Return graphs in which the data set's description says how many articles and statements they hold.

    A statement counts once, in however many graphs it stands; the description itself does not count.
    """
    datasets = {s for graph in graphs for s, p, o in graph.triples if p == _A and o == _DATASET}
    if not datasets:
        return list(graphs)
    held = {triple for graph in graphs for triple in graph.triples if triple[0] not in datasets}
    counts = {
        _TRIPLES: integer(len(held)),
        _DOCUMENTS: integer(sum(p == _A and o == _ARTICLE for _, p, o in held)),
    }
    return [
        NamedGraph.of(
            graph.name,
            ((s, p, counts.get(p, o) if s in datasets else o) for s, p, o in graph.triples),
            own=graph.own,
        )
        for graph in graphs
    ]
