"""Tells how a query is understood, how much of the graph each of its patterns matches, and where the time went."""

import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from kg.errors import KgError, QueryStopped
from kg.query.answer import Answer
from kg.query.engine import Engine, open_engine
from kg.rdf.keywords import may_name_graphs
from kg.rdf.sparql import with_prefixes

if TYPE_CHECKING:
    from kg.query.algebra import Step

COUNT_SECONDS = 10.0
"""How long the matches of one pattern are counted."""


@dataclass(frozen=True, slots=True)
class Explanation:
    """What can be told of a query.

    Attributes:
        sent: the query with the prefixes that it uses declared, as a server gets it.
        steps: what the query means; None if it cannot be told.
        counts: for each step how many matches it has, or why that is not known; empty where it is no pattern.
        loading: seconds that opening the graph took.
        answering: seconds from sending the query to having the whole answer.
        answer: None if the query was stopped.
        stopped: why.
        remote: whether a server answered, which counts nothing for us.
    """

    sent: str
    steps: "tuple[Step, ...] | None"
    counts: tuple[str, ...]
    loading: float
    answering: float
    answer: Answer | None
    stopped: str
    remote: bool

    def __str__(self) -> str:
        return "\n".join(self._lines()) + "\n"

    def _lines(self) -> Iterator[str]:
        yield "The query" + (", as the server gets it" if self.remote else "")
        yield from ("", *(f"  {line}" for line in self.sent.strip().splitlines()), "")
        yield from self._meaning()
        yield "Seconds"
        yield ""
        yield from (f"  {seconds:10.3f}  {what}" for what, seconds in self._spent())
        if self.remote:
            yield "  A server tells neither how it plans a query nor what takes its time; ask it by its own means."

    def _meaning(self) -> Iterator[str]:
        if self.steps is None:
            yield from ("What it means cannot be told; it is no SPARQL 1.1 that rdflib reads.", "")
            return
        yield "What it means, the last step first" + (
            "" if self.remote else ", with the number of matches that each pattern has by itself"
        )
        yield ""
        width = max(map(len, self.counts), default=0)
        for step, count in zip(self.steps, self.counts or [""] * len(self.steps), strict=True):
            yield f"  {count:>{width}}  {'  ' * step.depth}{step.text}".rstrip()
        yield ""

    def _spent(self) -> Iterator[tuple[str, float]]:
        if not self.remote:
            yield "opening the graph", self.loading
        times = self.answer.times if self.answer is not None else None
        if times is not None:
            yield "reading and planning the query", times.reading
            yield "up to the first row; sorting, groups and counts are done by then", times.first
            yield "up to the last row", times.further
            rest = self.answering - times.reading - times.first - times.further
            yield "the way to the process that answers, and back", max(rest, 0)
        rows = f"; rows: {len(self.answer.terms):,}" if self.answer is not None else ", when it was stopped"
        yield f"in all, without opening the graph{rows}", self.answering


def explain(
    source: str | Path, text: str, *, timeout: float | None = None, limit: int | None = None
) -> Explanation:
    """Ask a query, and tell what it means, how many matches its patterns have, and how long it took.

    Parameters:
        source: as for :func:`kg.query.open_engine`.
        text: SPARQL 1.1.
        timeout: seconds until the query is stopped; what it means is told all the same.
        limit: of rows.

    Raises:
        KgError: as :func:`kg.query.run`, except that a query that is stopped is explained.
    """
    from kg.query.algebra import read_steps  # its parser is slow to load

    remote = str(source).startswith(("http://", "https://"))
    begun = time.perf_counter()
    with open_engine(source, graphs=may_name_graphs(text)) as engine:
        loaded = time.perf_counter()
        answer, stopped = None, ""
        try:
            answer = engine.query(text, timeout=timeout, limit=limit)
        except QueryStopped as error:
            stopped = str(error)
        ended = time.perf_counter()
        steps = read_steps(text)
        counts = () if remote or steps is None else tuple(_matching(engine, step) for step in steps)
    return Explanation(
        with_prefixes(text), steps, counts, loaded - begun, ended - loaded, answer, stopped, remote
    )  # fmt: skip


def _matching(engine: Engine, step: "Step") -> str:
    if step.count is None:
        return ""
    try:
        return f"{int(engine.query(step.count, timeout=COUNT_SECONDS).rows[0][0]):,}"
    except QueryStopped:
        return f"more than {COUNT_SECONDS:g} s"
    except KgError:
        return "?"
