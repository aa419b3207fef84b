"""Loads a graph file into a database folder."""

import io
from collections.abc import Callable
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import BinaryIO, cast

import pyoxigraph

from kg.errors import UsageError
from kg.loading.parts import Rest, read_parts
from kg.rdf.files import BASE, DAMAGED, GraphFile
from kg.rdf.vocab import term
from kg.store.database import is_database, open_database, read_note, replace_database

_DERIVED = pyoxigraph.NamedNode(term("prov:wasDerivedFrom")[1:-1])
_ALTERNATE = pyoxigraph.NamedNode(term("prov:alternateOf")[1:-1])
_DEFAULT = pyoxigraph.DefaultGraph()
_PART = 1000


class _Watched(io.RawIOBase):
    """A file that says after each piece how far it was read; where it fails, it keeps the reason."""

    def __init__(self, file: BinaryIO, told: Callable[[], None]) -> None:
        self._file = file
        self._told = told
        self.stopped: BaseException | None = None

    def readable(self) -> bool:
        """It is."""
        return True

    def read(self, size: int = -1) -> bytes:
        """Read a piece."""
        try:
            self._told()
            return self._file.read(size)
        except BaseException as error:
            self.stopped = error
            raise


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
    return all(described.has_graph(str(name)) for name in open_database(folder).named_graphs())


def _fill(
    store: pyoxigraph.Store, *, graph: GraphFile, described: Rest | None, told: Callable[[int], None]
) -> None:
    if described is not None:
        _forget(store, described)
    watched = _Watched(graph.file, lambda: told(graph.done))
    try:
        store.bulk_load(cast("BinaryIO", watched), format=graph.syntax, base_iri=BASE)
    except (*DAMAGED, RuntimeError) as error:
        if watched.stopped is None and isinstance(error, OSError | RuntimeError):
            raise  # of the disk
        cause = watched.stopped or error
        if isinstance(cause, DAMAGED):
            raise graph.damaged(cause) from error
        raise cause from None  # the user wants to stop


def _forget(store: pyoxigraph.Store, described: Rest) -> None:
    """Remove what a file is about to replace, with files from which nothing is derived any more."""
    for name in described.names():
        store.remove_graph(pyoxigraph.NamedNode(name[1:-1]))
    for subject, _ in described.subjects():
        for quad in _remove(store, pyoxigraph.NamedNode(subject[1:-1])):
            if quad.predicate == _DERIVED and isinstance(quad.object, pyoxigraph.NamedNode):
                _forget_file(store, quad.object)


def _forget_file(store: pyoxigraph.Store, file: pyoxigraph.NamedNode) -> None:
    """Remove a file from which no graph is derived any more, and the other files with its article."""
    if _derived(store, file):
        return
    _remove(store, file)
    for quad in list(store.quads_for_pattern(None, _ALTERNATE, file, _DEFAULT)):
        if isinstance(quad.subject, pyoxigraph.NamedNode) and not _derived(store, quad.subject):
            _remove(store, quad.subject)


def _derived(store: pyoxigraph.Store, file: pyoxigraph.NamedNode) -> bool:
    return next(store.quads_for_pattern(None, _DERIVED, file, _DEFAULT), None) is not None


def _remove(store: pyoxigraph.Store, node: pyoxigraph.NamedNode) -> list[pyoxigraph.Quad]:
    """Remove what the default graph says of a node, and return it."""
    found = list(store.quads_for_pattern(node, None, None, _DEFAULT))
    for quad in found:
        store.remove(quad)
    return found
