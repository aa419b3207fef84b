"""Lets Oxigraph answer one query from one store, in this process."""

from collections.abc import Iterable, Iterator
from itertools import islice

import msgspec
import pyoxigraph

from kg.query.answer import UNBOUND, Answer
from kg.rdf.sparql import names_graphs
from kg.rdf.terms import boolean
from kg.rdf.vocab import PREFIXES


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


def answer(store: pyoxigraph.Store, request: Request) -> Answer | Refused:
    """Answer a request; the caller has made sure that the query asks nobody else."""
    scoped = bool(request.default or request.named)
    try:
        found = store.query(
            request.text,
            prefixes=PREFIXES,
            use_default_graph_as_union=not scoped and not names_graphs(request.text),
            default_graph=[pyoxigraph.NamedNode(name) for name in request.default] if scoped else None,
            named_graphs=[pyoxigraph.NamedNode(name) for name in request.named] if scoped else None,
        )
        return _collected(found, request.limit)
    except (SyntaxError, ValueError, OSError, RuntimeError) as error:
        return Refused(str(error))


def _collected(
    found: pyoxigraph.QueryBoolean | pyoxigraph.QuerySolutions | pyoxigraph.QueryTriples, limit: int | None
) -> Answer:
    if isinstance(found, pyoxigraph.QueryBoolean):
        return Answer("ask", ("answer",), ((boolean(bool(found)),),))
    if isinstance(found, pyoxigraph.QueryTriples):
        triples, more = _first(_distinct(found), limit)
        return Answer("construct", ("subject", "predicate", "object"), tuple(sorted(triples)), more)
    solutions = (tuple(UNBOUND if v is None else str(v) for v in solution) for solution in found)
    rows, more = _first(solutions, limit)
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
