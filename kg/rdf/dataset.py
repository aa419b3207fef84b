"""Whole graph files in memory: in a store of Oxigraph, as named graphs, or as an rdflib data set."""

from collections.abc import Iterable, Iterator
from itertools import groupby
from pathlib import Path

import pyoxigraph
import rdflib

from kg.rdf.files import GraphFile
from kg.rdf.named_graph import NamedGraph
from kg.rdf.vocab import PREFIXES


def read_dataset(path: str | Path) -> Iterator[NamedGraph]:
    """Yield the named graphs of a file, sorted by name, the default graph first.

    Raises:
        GraphError: if the file is missing or not what its suffix says.
    """
    with GraphFile(path) as graph:
        quads = sorted(
            (
                "" if isinstance(q.graph_name, pyoxigraph.DefaultGraph) else str(q.graph_name),
                str(q.subject),
                str(q.predicate),
                str(q.object),
            )
            for q in graph.quads()
        )
    for name, group in groupby(quads, key=lambda quad: quad[0]):
        yield NamedGraph.of(name or None, ((s, p, o) for _, s, p, o in group))


def to_dataset(graphs: Iterable[NamedGraph]) -> rdflib.Dataset:
    """Return graphs as an rdflib data set whose default graph is the union of all."""
    dataset = rdflib.Dataset(default_union=True)
    for prefix, namespace in PREFIXES.items():
        dataset.bind(prefix, namespace)
    lines = "".join(graph.nquads() for graph in graphs)
    dataset.parse(data=lines, format="nquads")
    return dataset
