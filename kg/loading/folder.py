"""Loads a graph file into a database folder.

There, each named graph of the file stands under its name, what stands in no named graph under :data:`HOME`, and what all of them
state stands once in the default graph, which is what a query asks that names no graphs.
"""

from collections.abc import Callable, Iterator
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import BinaryIO, cast

import pyoxigraph

from kg.errors import UsageError
from kg.loading.parts import Rest, home, read_parts
from kg.rdf.files import GraphFile
from kg.rdf.merging import in_graph, whole_lines, without_graphs
from kg.rdf.vocab import term
from kg.store.database import is_database, open_database, read_note, replace_database

_DERIVED = pyoxigraph.NamedNode(term("prov:wasDerivedFrom")[1:-1])
_ALTERNATE = pyoxigraph.NamedNode(term("prov:alternateOf")[1:-1])
_DEFAULT = pyoxigraph.DefaultGraph()
_PART = 1000


HOME = pyoxigraph.NamedNode(home(None)[1:-1])
"""The graph that has what stands in no named graph of a file."""


def load_folder(graph: GraphFile, folder: str | Path, *, prune: bool, told: Callable[[int], None]) -> None:
    """Replace in a database what a file describes; the database appears whole, or stays as it was.

    Parameters:
        graph: the file.
        folder: the database, made if it is missing.
        prune: whether to leave out what the file does not describe.
        told: hears how many bytes of the file were read.

    Raises:
        UsageError: if the folder is something else, or was loaded from files with named graphs and this has none.
        GraphError: if the file is not what its suffix says.
        OutputError: if the database cannot be written.
    """
    datasets = graph.form.datasets
    merged = is_database(folder) and not prune
    if merged and read_note(Path(folder)).datasets != datasets:
        has = "no named graphs" if datasets else "named graphs"
        raise UsageError(
            f"the database {str(folder)!r} was loaded from a file with {has}; load such a file, or begin anew with --prune"
        )
    with closing(Rest()) as described:
        keep = merged and datasets and not _covers(graph, described, folder)
        fill = partial(_fill, graph=graph, described=described if keep else None, told=told)
        replace_database(folder, fill, keep=keep, datasets=datasets)


def _covers(graph: GraphFile, described: Rest, folder: str | Path) -> bool:
    """Note what a file describes; say whether that is all that a database has."""
    for _ in read_parts(graph, described, size=_PART):
        pass
    graph.rewind()
    names = open_database(folder).named_graphs()
    return all(name == HOME or described.has_graph(str(name)) for name in names)


def _fill(
    store: pyoxigraph.Store, *, graph: GraphFile, described: Rest | None, told: Callable[[int], None]
) -> None:
    if described is not None:
        _forget(store, described)

    if graph.form.datasets:
        graph.load(store, _both(graph.lines()), pyoxigraph.RdfFormat.N_QUADS, told)
    else:
        graph.load(store, graph.file, graph.syntax, told)
    if described is None:
        store.optimize()  # a load leaves a layer of files for each million statements, and a look-up goes through all


def _both(lines: BinaryIO) -> BinaryIO:
    """Return N-Quads without their graphs' names, and again with them."""

    def change(some: list[bytes]) -> Iterator[bytes]:
        yield from without_graphs(some)
        yield from in_graph(some, HOME)

    return whole_lines(lines, change)


def _forget(store: pyoxigraph.Store, described: Rest) -> None:
    """Remove what a file is about to replace, with files from which nothing is derived any more."""
    for name in described.names():
        graph = pyoxigraph.NamedNode(name[1:-1])
        _remove(store, list(store.quads_for_pattern(None, None, None, graph)))
        store.remove_graph(graph)
    for subject, _ in described.subjects():
        for quad in _remove_node(store, pyoxigraph.NamedNode(subject[1:-1])):
            if quad.predicate == _DERIVED and isinstance(quad.object, pyoxigraph.NamedNode):
                _forget_file(store, quad.object)


def _forget_file(store: pyoxigraph.Store, file: pyoxigraph.NamedNode) -> None:
    """Remove a file from which no graph is derived any more, and the other files with its article."""
    if _derived(store, file):
        return
    _remove_node(store, file)
    for quad in list(store.quads_for_pattern(None, _ALTERNATE, file, HOME)):
        if isinstance(quad.subject, pyoxigraph.NamedNode) and not _derived(store, quad.subject):
            _remove_node(store, quad.subject)


def _derived(store: pyoxigraph.Store, file: pyoxigraph.NamedNode) -> bool:
    return next(store.quads_for_pattern(None, _DERIVED, file, HOME), None) is not None


def _remove_node(store: pyoxigraph.Store, node: pyoxigraph.NamedNode) -> list[pyoxigraph.Quad]:
    """Remove what the graph of the rest says of a node, and return it."""
    found = list(store.quads_for_pattern(node, None, None, HOME))
    _remove(store, found)
    return found


def _remove(store: pyoxigraph.Store, quads: list[pyoxigraph.Quad]) -> None:
    """Remove statements of a graph, also from the merge where no other graph states them."""
    for quad in quads:
        store.remove(quad)
        if next(_stated(store, quad), None) is None:
            store.remove(pyoxigraph.Quad(quad.subject, quad.predicate, quad.object))


def _stated(store: pyoxigraph.Store, quad: pyoxigraph.Quad) -> Iterator[pyoxigraph.Quad]:
    found = store.quads_for_pattern(quad.subject, quad.predicate, quad.object, None)
    return (each for each in found if each.graph_name != _DEFAULT)


def count(folder: str | Path) -> tuple[int, int]:
    """Return how many statements a database has, and in how many named graphs of files.

    Raises:
        GraphError: as :func:`kg.store.database.open_database`.
    """
    store = open_database(folder)
    found = cast("pyoxigraph.QuerySolutions", store.query("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"))
    once = int(next(iter(found))["n"].value)
    if not read_note(Path(folder)).datasets:
        return once, 0
    return len(store) - once, sum(name != HOME for name in store.named_graphs())
