"""Exporters put parts into a file, in the order in which they come."""

from functools import partial
from typing import BinaryIO, Protocol

from kg.export.output import Members
from kg.export.part import Part, Renderer, Syntax, graphs_of, render, whole
from kg.export.union import Union
from kg.rdf import NamedGraph


class GraphWriter(Protocol):
    """What another package's exporter offers: it takes graphs as they are.

    Attributes:
        triples: how many statements were taken so far, each counted once as the format holds them.
    """

    @property
    def triples(self) -> int:
        """How many statements were taken so far."""

    def write(self, graph: NamedGraph) -> None:
        """Take one graph."""

    def finish(self) -> None:
        """Write what remains; nothing may be written after it."""


class Exporter(GraphWriter, Protocol):
    """Writes graphs in one format; takes graphs, or the parts that :func:`kg.export.renderer` made of them.

    Attributes:
        form: the name under which :func:`kg.export.renderer` finds what makes the parts.
        compresses: whether the file is gzipped, so that parts are best compressed well where they are made.
    """

    form: str
    compresses: bool

    def take(self, part: Part) -> None:
        """Take a part."""


class BlockExporter:
    """Writes parts of a syntax as they come, and what they share, once each, at the end."""

    def __init__(self, form: str, syntax: Syntax, sink: BinaryIO) -> None:
        self.form = form
        self.compresses = isinstance(sink, Members)
        self._syntax = syntax
        self._sink = sink
        self._own = 0
        self._first = True
        self._union = Union() if syntax.merges else None
        sink.write(syntax.header)

    @property
    def triples(self) -> int:
        """How many statements were taken so far; in a format without named graphs each counts once."""
        return self._own + (self._union.count if self._union else 0)

    def write(self, graph: NamedGraph) -> None:
        """Take one graph."""
        self.take(render(self._syntax, graph))

    def take(self, part: Part) -> None:
        """Take a part."""
        self._own += part.own
        if self._union:
            self._union.add(part.shared)
        if not part.own:
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
        if self._union:
            for triples in self._union.sorted():
                self._sink.write(self._syntax.block(None, triples))
        self._sink.write(self._syntax.footer)


class WholeExporter:
    """Hands graphs as they are to a writer that knows nothing of parts."""

    compresses = False

    def __init__(self, form: str, writer: GraphWriter) -> None:
        self.form = form
        self._writer = writer

    @property
    def triples(self) -> int:
        """How many statements were taken so far."""
        return self._writer.triples

    def write(self, graph: NamedGraph) -> None:
        """Take one graph."""
        self._writer.write(graph)

    def take(self, part: Part) -> None:
        """Take a part."""
        for graph in graphs_of(part):
            self._writer.write(graph)

    def finish(self) -> None:
        """Write what remains."""
        self._writer.finish()


def renderer_of(syntax: Syntax | None) -> Renderer:
    """Return what makes parts in a syntax; without one they hold the graphs as they are."""
    if syntax is None:
        return whole
    return partial(render, syntax)
