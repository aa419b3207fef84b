"""Hands to the outputs what was written of each article, and notes where it stands there."""

from collections.abc import Callable, Sequence
from typing import Protocol

from kg.export import Part, Place, counted, renderer
from kg.ledger import Ledger, Line, Name, Standing, digests
from kg.pipeline.writing import Written
from kg.rdf import NamedGraph


class Sink(Protocol):
    """Takes parts; every exporter is one."""

    form: str
    compresses: bool

    def take(self, part: Part) -> Place | None:
        """Take a part, and return its place if the next build can have it again."""

    def again(self, offset: int, place: Place) -> bool:
        """Take a part again from what an earlier build wrote, or say that it is not there."""


class Delivery:
    """The outputs of a build, all of which get the same.

    Parameters:
        sinks: the outputs.
        base: namespace of the IRIs.
        ledger: what was handed to them in the build before.
    """

    def __init__(self, sinks: Sequence[Sink], base: str, ledger: Ledger) -> None:
        self._sinks = sinks
        self._base = base
        self._ledger = ledger
        self.forms = tuple(sorted({sink.form for sink in sinks}))
        self._own = 0
        self._others: list[bytes] = []

    def take(self, name: Name, key: bytes, written: Written) -> None:
        """Hand on what was written."""
        places = tuple(sink.take(self._part(sink, written)) for sink in self._sinks)
        self._put(name, Line(key, written.own, written.quotations, places), written)

    def again(self, name: Name, standing: Standing, written: Callable[[], Written]) -> None:
        """Hand on what stands in the outputs that are replaced, or what was ``written`` where it does not."""
        line = standing.line
        places = tuple(self._again(n, standing) for n in range(len(self._sinks)))
        if None not in places:
            self._own += line.own
            return
        made = written()
        places = tuple(
            place or sink.take(self._part(sink, made))
            for sink, place in zip(self._sinks, places, strict=True)
        )
        if places == line.places:
            self._own += line.own
        else:
            self._put(name, Line(line.key, line.own, line.quotations, places), made)

    def _again(self, n: int, standing: Standing) -> Place | None:
        places, offsets = standing.line.places, standing.offsets
        place = places[n] if n < len(places) else None
        if place is None or not self._sinks[n].again(offsets[n], Place(*place)):
            return None
        return Place(*place)

    def _put(self, name: Name, line: Line, written: Written) -> None:
        self._own += written.own
        self._ledger.put(name, line, written.stated, written.met)

    def _part(self, sink: Sink, written: Written) -> Part:
        return written.parts[self.forms.index(sink.form)]

    def hand_on(self, graph: NamedGraph) -> None:
        """Render what this process has made itself, and hand it on."""
        for sink in self._sinks:
            sink.take(renderer(sink.form, base=self._base)(graph))
        own, others = counted(graph)
        self._own += own
        self._others.append(digests(others))

    @property
    def triples(self) -> int:
        """How many different statements were handed on so far."""
        return self._own + self._ledger.statements(b"".join(self._others))
