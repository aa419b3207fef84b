"""Lets Oxigraph answer one query from the stores of one graph, in this process: as rows, or written into a file."""

import re
import time
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import BinaryIO, Literal, TypeVar

import msgspec
import pyoxigraph

from kg.errors import GraphError
from kg.query import results
from kg.query.answer import UNBOUND, Answer, Times
from kg.query.stores import Found, Stores
from kg.rdf.sparql import asks_elsewhere
from kg.rdf.terms import boolean
from kg.rdf.vocab import PREFIXES

Work = TypeVar("Work")
_Row = tuple[str, ...]
_LONGEST_REASON = 200


class Request(msgspec.Struct, frozen=True, tag=True):
    """A query and what it is asked of.

    Attributes:
        text: SPARQL 1.1; known prefixes need no declaration.
        limit: of rows or triples; what is more is left out, and the answer says so.
        default: IRIs of the graphs that make up the default graph.
        named: IRIs of the graphs that GRAPH sees. Where neither the query nor the request names graphs, the
            default graph is the merge of all, and GRAPH sees all named ones.
    """

    text: str
    limit: int | None = None
    default: tuple[str, ...] = ()
    named: tuple[str, ...] = ()


class Writing(msgspec.Struct, frozen=True, tag=True):
    """A request whose answer is to be written into a file.

    Attributes:
        request: the query.
        rows: media type for SELECT and ASK, of :data:`kg.query.results.ROWS`; empty if none will do.
        triples: the same for CONSTRUCT and DESCRIBE, of :data:`kg.query.results.TRIPLES`.
        size: of the answer in bytes; it ends with the row that reaches it.
    """

    request: Request
    rows: str
    triples: str
    size: int


class Written(msgspec.Struct, frozen=True, tag=True):
    """Says what was written.

    Attributes:
        media_type: of the answer.
        rows: or triples, in the answer.
        cut: whether the answer ends before its end.
    """

    media_type: str
    rows: int
    cut: bool = False


class Refused(msgspec.Struct, frozen=True, tag=True):
    """Stands for an answer that there is not.

    Attributes:
        reason: a sentence.
        kind: whether the query is not valid, asks another server, cannot have this form, or cannot be answered.
    """

    reason: str
    kind: Literal["invalid", "elsewhere", "form", "failed"]


class _Refusal(Exception):
    """Carries a refusal out of the work."""

    def __init__(self, reason: str, kind: Literal["invalid", "elsewhere", "form", "failed"]) -> None:
        super().__init__(reason)
        self.refused = Refused(reason, kind)


def answer(stores: Stores, request: Request) -> Answer | Refused:
    """Answer a request."""

    def work() -> Answer:
        begun = time.perf_counter()
        if not asks_elsewhere(request.text):  # which the next call would refuse
            _parse(request.text)
        read = time.perf_counter()
        watched = _Watched()
        collected = _collected(_evaluate(stores, request), request.limit, watched)
        ended = time.perf_counter()
        first = watched.first or ended
        return msgspec.structs.replace(collected, times=Times(read - begun, first - read, ended - first))

    return _answered(work)


def write(stores: Stores, writing: Writing, out: BinaryIO) -> Written | Refused:
    """Write the answer to a request."""
    return _answered(lambda: _write(_evaluate(stores, writing.request), writing, out))


def _answered(work: Callable[[], Work]) -> Work | Refused:
    try:
        return work()
    except _Refusal as refusal:
        return refusal.refused
    except (ValueError, RuntimeError, OSError, GraphError) as error:
        return Refused(f"the query cannot be answered: {error}", "failed")


def _parse(text: str) -> None:
    """Read a query; of an empty store, that is all that it costs.

    Raises:
        _Refusal: if it is no valid query.
    """
    try:
        pyoxigraph.Store().query(text, prefixes=PREFIXES)
    except SyntaxError as error:
        raise _Refusal(_explained(str(error)), "invalid") from error


def _evaluate(stores: Stores, request: Request) -> Found:
    if asks_elsewhere(request.text):
        raise _Refusal("SERVICE asks another server; kg asks only the graph that it is given", "elsewhere")
    default, named = _graphs(request.default), _graphs(request.named)
    try:
        return stores.query(request.text, default, named)
    except SyntaxError as error:
        raise _Refusal(_explained(str(error)), "invalid") from error


def _graphs(iris: tuple[str, ...]) -> tuple[pyoxigraph.NamedNode, ...]:
    try:
        return tuple(pyoxigraph.NamedNode(iri) for iri in iris)
    except ValueError as error:
        raise _Refusal(f"a graph of the data set is no IRI: {error}", "invalid") from error


def _explained(said: str) -> str:
    """Return a sentence of a parser's error; what it expects can be pages of characters."""
    place = re.search(r"at (\d+):(\d+): ?(.*)", said, re.DOTALL)
    if place is None:
        return f"the query is not valid SPARQL 1.1: {said}"
    line, column, reason = place.groups()
    brief = f" ({reason})" if len(reason) <= _LONGEST_REASON and "\n" not in reason else ""
    return f"the query is not valid SPARQL 1.1 at line {line}, column {column}{brief}"


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


def _collected(found: Found, limit: int | None, watched: _Watched) -> Answer:
    if isinstance(found, pyoxigraph.QueryBoolean):
        return Answer("ask", ("answer",), ((boolean(bool(found)),),))
    if isinstance(found, pyoxigraph.QueryTriples):
        triples, more = _first(watched(_distinct(found)), limit)
        return Answer("construct", ("subject", "predicate", "object"), tuple(sorted(triples)), more)
    solutions = (tuple(UNBOUND if v is None else str(v) for v in solution) for solution in found)
    rows, more = _first(watched(solutions), limit)
    return Answer("select", tuple(variable.value for variable in found.variables), tuple(rows), more)


def _distinct(triples: Iterable[pyoxigraph.Triple]) -> Iterator[_Row]:
    seen = set()
    for triple in triples:
        row = (str(triple.subject), str(triple.predicate), str(triple.object))
        if row not in seen:
            seen.add(row)
            yield row


def _first(rows: Iterator[_Row], limit: int | None) -> tuple[list[_Row], bool]:
    """Return the first rows, and whether there are more."""
    if limit is None:
        return list(rows), False
    taken = list(islice(rows, limit + 1))
    return taken[:limit], len(taken) > limit


def _write(found: Found, writing: Writing, out: BinaryIO) -> Written:
    limit = writing.request.limit
    if isinstance(found, pyoxigraph.QueryTriples):
        chosen = _chosen(writing.triples, results.TRIPLES, "CONSTRUCT or DESCRIBE")
        triples = results.Limited(found, out, rows=limit, size=writing.size)
        results.write_triples(triples, results.TRIPLES[chosen], out, PREFIXES)
        return Written(chosen, triples.count, triples.cut)
    if isinstance(found, pyoxigraph.QueryBoolean):
        chosen = _chosen(writing.rows, results.ROWS, "ASK")
        results.write_boolean(bool(found), results.ROWS[chosen], out)
        return Written(chosen, 1)
    chosen = _chosen(writing.rows, results.ROWS, "SELECT")
    names = [variable.value for variable in found.variables]
    rows = results.Limited((tuple(row) for row in found), out, rows=limit, size=writing.size)
    results.write_rows(names, rows, results.ROWS[chosen], out)
    return Written(chosen, rows.count, rows.cut)


def _chosen(media_type: str, offers: Iterable[str], kind: str) -> str:
    if not media_type:
        raise _Refusal(f"the answer to a {kind} query can be {', '.join(offers)}", "form")
    return media_type
