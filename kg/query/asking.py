"""Lets Oxigraph answer one query from one store, in this process."""

import tempfile
import time
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import IO, cast

import msgspec
import pyoxigraph

from kg.query.answer import UNBOUND, Answer, Times
from kg.rdf.sparql import has_dataset, names_graphs
from kg.rdf.terms import boolean
from kg.rdf.vocab import PREFIXES

_Found = pyoxigraph.QueryBoolean | pyoxigraph.QuerySolutions | pyoxigraph.QueryTriples
_Row = tuple[str, ...]
_LINES = pyoxigraph.RdfFormat.N_TRIPLES


class Request(msgspec.Struct, frozen=True, tag=True):
    """A query and what it is asked of.

    Attributes:
        text: SPARQL 1.1; known prefixes need no declaration.
        limit: of rows; what is more is left out, and the answer says so.
        default: IRIs of the graphs that make up the default graph.
        named: IRIs of the graphs that GRAPH sees. Where neither the query nor the request names graphs, the
            default graph is the union of all, and GRAPH sees all named ones.
    """

    text: str
    limit: int | None = None
    default: tuple[str, ...] = ()
    named: tuple[str, ...] = ()


class Refused(msgspec.Struct, frozen=True, tag=True):
    """Stands for the answer to a query that is no valid SPARQL."""

    reason: str


class Stores:
    """What a graph is asked in.

    Oxigraph's own union of graphs has a statement as often as there are graphs that state it, against the merge of RDF:
    counts would be wrong, and the name that a thousand articles state would be walked through for each of its uses. So a
    graph in memory is held twice, once without its graphs' names; a database folder is asked as it is.

    Parameters:
        named: the graphs.
        merge: whether to hold what they state in a store of its own as well.
    """

    def __init__(self, named: pyoxigraph.Store, *, merge: bool) -> None:
        self.named = named
        self.merged: pyoxigraph.Store | None = None
        if merge:
            self.merged = _merged(named) if next(named.named_graphs(), None) else named

    def query(self, request: Request) -> _Found:
        """Start to answer a request."""
        scoped = bool(request.default or request.named)
        if self.merged is not None and not scoped and not names_graphs(request.text):
            return self.merged.query(request.text, prefixes=PREFIXES)
        return self.named.query(
            request.text,
            prefixes=PREFIXES,
            use_default_graph_as_union=not scoped and not has_dataset(request.text),
            default_graph=[pyoxigraph.NamedNode(name) for name in request.default] if scoped else None,
            named_graphs=[pyoxigraph.NamedNode(name) for name in request.named] if scoped else None,
        )


def _merged(named: pyoxigraph.Store) -> pyoxigraph.Store:
    """Return a store with each statement once; all of it is done by Oxigraph, for speed."""
    merged = pyoxigraph.Store()
    with tempfile.TemporaryFile() as file:
        found = named.query("CONSTRUCT WHERE { ?s ?p ?o }", use_default_graph_as_union=True)
        cast("pyoxigraph.QueryTriples", found).serialize(cast("IO[bytes]", file), format=_LINES)
        file.seek(0)
        merged.bulk_load(file, format=_LINES)
    return merged


def answer(stores: Stores, request: Request) -> Answer | Refused:
    """Answer a request; the caller has made sure that its query asks nobody else."""
    begun = time.perf_counter()
    try:
        pyoxigraph.Store().query(
            request.text, prefixes=PREFIXES
        )  # of nothing, it costs what reading it costs
        read = time.perf_counter()
        watched = _Watched()
        collected = _collected(stores.query(request), request.limit, watched)
        ended = time.perf_counter()
        first = watched.first or ended
        return msgspec.structs.replace(collected, times=Times(read - begun, first - read, ended - first))
    except (SyntaxError, ValueError, OSError, RuntimeError) as error:
        return Refused(str(error))


class _Watched:
    """Passes on rows.

    Attributes:
        first: when the first came, on the clock of :func:`time.perf_counter`; 0 if none did.
    """

    def __init__(self) -> None:
        self.first = 0.0

    def __call__(self, rows: Iterator[_Row]) -> Iterator[_Row]:
        """Pass on rows."""
        for row in rows:
            self.first = self.first or time.perf_counter()
            yield row


def _collected(found: _Found, limit: int | None, watched: _Watched) -> Answer:
    if isinstance(found, pyoxigraph.QueryBoolean):
        return Answer("ask", ("answer",), ((boolean(bool(found)),),))
    if isinstance(found, pyoxigraph.QueryTriples):
        triples, more = _first(watched(_distinct(found)), limit)
        return Answer("construct", ("subject", "predicate", "object"), tuple(sorted(triples)), more)
    solutions = (tuple(UNBOUND if v is None else str(v) for v in solution) for solution in found)
    rows, more = _first(watched(solutions), limit)
    return Answer("select", tuple(variable.value for variable in found.variables), tuple(rows), more)


def _distinct(triples: Iterable[pyoxigraph.Triple]) -> Iterator[tuple[str, ...]]:
    seen = set()
    for triple in triples:
        row = (str(triple.subject), str(triple.predicate), str(triple.object))
        if row not in seen:
            seen.add(row)
            yield row


def _first(rows: Iterator[tuple[str, ...]], limit: int | None) -> tuple[list[tuple[str, ...]], bool]:
    """Return the first rows, and whether there are more."""
    if limit is None:
        return list(rows), False
    taken = list(islice(rows, limit + 1))
    return taken[:limit], len(taken) > limit
