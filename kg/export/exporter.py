"""Exporters put parts into a file, in the order in which they come."""

from functools import partial
from typing import BinaryIO, Protocol

from kg.export.output import Members
from kg.export.part import Part, Renderer, Syntax, graphs_of, render, whole
from kg.export.union import Tally
from kg.rdf import NamedGraph


class GraphWriter(Protocol):
    """What another package's exporter offers: it takes graphs as they are."""

    def write(self, graph: NamedGraph) -> None:
        """Take one graph."""

    def finish(self) -> None:
        """Write what remains; nothing may be written after it."""


class Exporter(GraphWriter, Protocol):
    """Writes graphs in one format; takes graphs, or the parts that :func:`kg.export.renderer` made of them.

    Attributes:
        form: the name under which :func:`kg.export.renderer` finds what makes the parts.
        compresses: whether the file is gzipped, so that parts are best compressed well where they are made.
        triples: how many different statements were taken so far; the same number in every format.
    """

    form: str
    compresses: bool

    @property
    def triples(self) -> int:
        """How many different statements were taken so far."""

    def take(self, part: Part) -> None:
        """Take a part."""


class BlockExporter:
    """Writes parts of a syntax as they come, and what they share, once each, at the end."""

    def __init__(self, form: str, syntax: Syntax, sink: BinaryIO) -> None:
        self.form = form
        self.compresses = isinstance(sink, Members)
        self._syntax = syntax
        self._sink = sink
        self._first = True
        self._tally = Tally()
        sink.write(syntax.header)

    @property
    def triples(self) -> int:
        """How many different statements were taken so far."""
        return self._tally.count

    def write(self, graph: NamedGraph) -> None:
        """Take one graph."""
        self.take(render(self._syntax, graph))

    def take(self, part: Part) -> None:
        """Take a part."""
        self._tally.add(part)
        if not part.block:
            return
        if not self._first:
            self._sink.write(self._syntax.between)
        self._first = False
        if part.packed and isinstance(self._sink, Members):
            self._sink.append(part.block)
        else:
            self._sink.write(part.plain())

    def finish(self) -> None:
        """Write the shared statements and the footer."""
        if self._syntax.merges:
            for triples in self._tally.union.sorted():
                self._sink.write(self._syntax.block(None, triples))
        self._tally.union.close()
        self._sink.write(self._syntax.footer)


class WholeExporter:
    """Hands graphs as they are to a writer that knows nothing of parts."""

    compresses = False

    def __init__(self, form: str, writer: GraphWriter) -> None:
        self.form = form
        self._writer = writer
        self._tally = Tally()

    @property
    def triples(self) -> int:
        """How many different statements were taken so far."""
        return self._tally.count

    def write(self, graph: NamedGraph) -> None:
        """Take one graph."""
        self.take(whole(graph))

    def take(self, part: Part) -> None:
        """Take a part."""
        self._tally.add(part)
        for graph in graphs_of(part):
            self._writer.write(graph)

    def finish(self) -> None:
        """Write what remains."""
        self._tally.union.close()
        self._writer.finish()


def renderer_of(syntax: Syntax | None) -> Renderer:
    """Return what makes parts in a syntax; without one they hold the graphs as they are."""
    if syntax is None:
        return whole
    return partial(render, syntax)
