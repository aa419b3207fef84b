"""Exporters put parts into a file, in the order in which they come."""

from functools import partial
from typing import BinaryIO, Protocol

from kg.export.output import Members, member_of
from kg.export.part import Part, Renderer, Syntax, graphs_of, render, whole
from kg.export.renewed import Place, Renewed, place_of
from kg.export.union import Union
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
    """

    form: str
    compresses: bool

    def take(self, part: Part) -> Place | None:
        """Take a part, and return its place if the next build can have it again."""

    def again(self, offset: int, place: Place) -> bool:
        """Take a part again from the file that this one takes the place of, or say that it is not there.

        Parameters:
            offset: how many bytes of other parts are before it there.
            place: its place.
        """


class BlockExporter:
    """Writes parts of a syntax as they come, and what they share, once each, at the end."""

    def __init__(self, form: str, syntax: Syntax, sink: BinaryIO) -> None:
        self.form = form
        self.compresses = isinstance(sink, Members)
        self._syntax = syntax
        self._sink = sink
        self._first = True
        self._shared = Union() if syntax.merges else None
        sink.write(syntax.header)
        header = member_of(syntax.header) if self.compresses and syntax.header else syntax.header
        self._begin = len(header)

    def write(self, graph: NamedGraph) -> None:
        """Take one graph."""
        self.take(render(self._syntax, graph))

    def take(self, part: Part) -> Place | None:
        """Take a part, and return its place if the next build can have it again."""
        if self._shared is not None:
            self._shared.add(part.shared)
        if not part.block:
            return Place(0, 0)
        if not self._first:
            self._sink.write(self._syntax.between)
        self._first = False
        if isinstance(self._sink, Members):
            if not part.packed:
                self._sink.write(part.block)
                return None
            self._sink.append(part.block)
            return place_of(part.block)
        data = part.plain()
        self._sink.write(data)
        return place_of(data)

    def again(self, offset: int, place: Place) -> bool:
        """Take a part again from the file before; what is apart from the blocks, or between them, is not there."""
        if self._shared is not None or self._syntax.between or not isinstance(self._sink, Members | Renewed):
            return False
        return not place.length or self._sink.copy(self._begin + offset, place)

    def finish(self) -> None:
        """Write the shared statements and the footer."""
        if self._shared is not None:
            for triples in self._shared.sorted():
                self._sink.write(self._syntax.block(None, triples))
        self._sink.write(self._syntax.footer)


class WholeExporter:
    """Hands graphs as they are to a writer that knows nothing of parts."""

    compresses = False

    def __init__(self, form: str, writer: GraphWriter) -> None:
        self.form = form
        self._writer = writer

    def write(self, graph: NamedGraph) -> None:
        """Take one graph."""
        self._writer.write(graph)

    def take(self, part: Part) -> None:
        """Take a part."""
        for graph in graphs_of(part):
            self._writer.write(graph)

    def again(self, offset: int, place: Place) -> bool:
        """Say that nothing can be had again."""
        return False

    def finish(self) -> None:
        """Write what remains."""
        self._writer.finish()


def renderer_of(syntax: Syntax | None) -> Renderer:
    """Return what makes parts in a syntax; without one they hold the graphs as they are."""
    if syntax is None:
        return whole
    return partial(render, syntax)
