"""Reads a query as the steps that SPARQL says it means (SPARQL 1.1, section 18), for people who want to know why it is slow.

The steps are those of the recommendation, as rdflib translates them; an engine may take them in another order.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from rdflib.plugins.sparql.algebra import translateGroupGraphPattern, translateQuery
from rdflib.plugins.sparql.parser import parseQuery
from rdflib.plugins.sparql.parserutils import CompValue

from kg.query.expressions import Names, exact, words
from kg.rdf.vocab import PREFIXES

_KINDS = {
    "SelectQuery": "SELECT",
    "AskQuery": "ASK",
    "ConstructQuery": "CONSTRUCT",
    "DescribeQuery": "DESCRIBE",
}


@dataclass(frozen=True, slots=True)
class Step:
    """One line of what a query means.

    Attributes:
        depth: how far it is indented; a step works on what the deeper ones below it find.
        text: what it does, with known prefixes.
        count: for a pattern, a query that counts the statements that match it; None for other steps.
    """

    depth: int
    text: str
    count: str | None = None


def read_steps(query: str) -> tuple[Step, ...] | None:
    """Return the steps of a query, the last one first; None if rdflib does not understand the query.

    Parameters:
        query: valid SPARQL 1.1; known prefixes need no declaration.
    """
    try:
        parsed: Any = parseQuery(query)
        translated: Any = translateQuery(parsed, initNs=PREFIXES).algebra
        if parsed[1].projection is None and translated.PV:  # a star, of which rdflib makes a list in no order
            translated.PV = sorted(translated.PV)
        return tuple(_Reader(translated).steps())
    except Exception:  # noqa: BLE001 - its parser raises whatever its rules stumble upon, and RecursionError
        return None


class _Reader:
    def __init__(self, query: CompValue) -> None:
        self._query = query
        self._dataset = "".join(_from(clause) for clause in query.datasetClause or ())
        self._kinds: dict[str, Callable[[CompValue, int, str], Iterator[Step]]] = {
            "BGP": self._patterns, "Graph": self._graph, "Filter": self._filter, "Extend": self._extend,
            "AggregateJoin": self._group, "OrderBy": self._order, "Slice": self._slice, "ToMultiSet": self._inner,
            "Project": self._project, "values": self._values,
        }  # fmt: skip
        self._names: Names = {}

    def steps(self) -> Iterator[Step]:
        name = _KINDS[self._query.name]
        asked = " ".join(words(each, self._names) for each in self._query.PV) if name[0] in "SD" else ""
        yield Step(0, " ".join(filter(None, (name, asked, self._dataset.strip()))))
        if self._query.p is not None:
            yield from self._read(self._query.p, 1, "")

    def _read(self, part: CompValue, depth: int, graph: str) -> Iterator[Step]:
        if part.name == "Join":
            yield from self._read(part.p1, depth, graph)
            yield from self._read(part.p2, depth, graph)
        elif part.name == "Union":
            for word, side in (("either", part.p1), ("or", part.p2)):
                yield Step(depth, word)
                yield from self._read(side, depth + 1, graph)
        elif part.name in ("Minus", "LeftJoin"):
            yield from self._read(part.p1, depth, graph)
            bare = part.name == "Minus" or part.expr.name == "TrueFilter"
            where = "" if bare else f" where {words(part.expr, self._names)}"
            yield Step(depth, f"{'without' if part.name == 'Minus' else 'optionally'}{where}")
            yield from self._read(part.p2, depth + 1, graph)
        elif part.name in self._kinds:
            yield from self._kinds[part.name](part, depth, graph)
        else:  # Distinct and Reduced, which say all by their names
            yield Step(depth, part.name.lower())
            yield from self._read(part.p, depth, graph)

    def _patterns(self, part: CompValue, depth: int, graph: str) -> Iterator[Step]:
        for triple in part.triples:
            inner = f"{{ {' '.join(map(exact, triple))} }}"
            where = f"{{ GRAPH {graph} {inner} }}" if graph else inner
            said = " ".join(words(term, self._names) for term in triple)
            yield Step(depth, said, f"SELECT (COUNT(*) AS ?matching) {self._dataset}{where}")

    def _graph(self, part: CompValue, depth: int, graph: str) -> Iterator[Step]:
        yield Step(depth, f"in graph {words(part.term, self._names)}")
        yield from self._read(part.p, depth + 1, exact(part.term))

    def _filter(self, part: CompValue, depth: int, graph: str) -> Iterator[Step]:
        yield Step(depth, f"filter {words(part.expr, self._names)}")
        for group in _groups(part.expr):
            yield Step(depth + 1, "of which there is, or is not, any")
            yield from self._read(translateGroupGraphPattern(group), depth + 2, graph)
        yield from self._read(part.p, depth, graph)

    def _extend(self, part: CompValue, depth: int, graph: str) -> Iterator[Step]:
        name, said = words(part.var, self._names), words(part.expr, self._names)
        if said != f"SAMPLE({name})":  # a variable of GROUP BY
            yield Step(depth, f"{name} = {said}")
        yield from self._read(part.p, depth, graph)

    def _group(self, part: CompValue, depth: int, graph: str) -> Iterator[Step]:
        by = ", ".join(words(each, self._names) for each in part.p.expr or ())
        yield Step(depth, f"group by {by}" if by else "take all together")
        yield from self._read(part.p.p, depth, graph)

    def _order(self, part: CompValue, depth: int, graph: str) -> Iterator[Step]:
        by = ((words(each.expr, self._names), each.order) for each in part.expr)
        yield Step(
            depth, f"order by {', '.join(f'{order}({name})' if order else name for name, order in by)}"
        )
        yield from self._read(part.p, depth, graph)

    def _slice(self, part: CompValue, depth: int, graph: str) -> Iterator[Step]:
        limit = f"the first {part.length}" if part.length is not None else "all"
        yield Step(depth, limit + (f" after {part.start}" if part.start else ""))
        yield from self._read(part.p, depth, graph)

    def _inner(self, part: CompValue, depth: int, graph: str) -> Iterator[Step]:
        if part.p.name != "values":
            yield Step(depth, "by itself")
        yield from self._read(part.p, depth + (part.p.name != "values"), graph)

    def _project(self, part: CompValue, depth: int, graph: str) -> Iterator[Step]:
        outer = self._names
        self._names = {str(found.res): words(found, {}) for found in _aggregates(part.p)}
        if depth > 1:
            yield Step(depth, f"select {' '.join(words(each, self._names) for each in sorted(part.PV))}")
        yield from self._read(part.p, depth, graph)
        self._names = outer

    def _values(self, part: CompValue, depth: int, graph: str) -> Iterator[Step]:
        yield Step(depth, f"{len(part.res)} given rows")


def _from(clause: CompValue) -> str:
    return f"FROM <{clause.default}> " if clause.default else f"FROM NAMED <{clause.named}> "


def _aggregates(part: CompValue) -> list[CompValue]:
    """Return what is counted, summed up and so on by the query whose steps these are, not by one within it."""
    while part.name in ("OrderBy", "Extend", "Filter"):
        part = part.p
    return list(part.A) if part.name == "AggregateJoin" else []


def _groups(expression: object) -> Iterator[CompValue]:
    """Yield the groups of EXISTS and NOT EXISTS in an expression."""
    if isinstance(expression, CompValue):
        if expression.name in ("Builtin_EXISTS", "Builtin_NOTEXISTS"):
            yield expression.graph
            return
        for value in expression.values():
            yield from _groups(value)
    elif isinstance(expression, list):
        for value in expression:
            yield from _groups(value)
