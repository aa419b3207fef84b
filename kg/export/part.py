"""What becomes of one graph in one format: bytes that stand in the file, and statements that other graphs share."""

import gzip
import io
import zlib
from collections.abc import Sequence
from typing import Protocol

import msgspec

from kg.rdf import NamedGraph
from kg.rdf.terms import Triple

_GZIP = 16 + zlib.MAX_WBITS  # one member with header and checksum


class Part(msgspec.Struct, frozen=True):
    """One graph, rendered; it needs nothing else of the file in which it will stand.

    Attributes:
        block: the bytes that go into the file at once, if any; a gzip member (RFC 1952) if ``packed``.
        shared: statements that other graphs may make, too, for formats without named graphs, which write each once,
            apart from the block.
        packed: whether the block is compressed.
    """

    block: bytes
    shared: tuple[Triple, ...] = ()
    packed: bool = False

    def packed_at(self, level: int) -> "Part":
        """Return the same part with its block compressed at a level of zlib (1 to 9)."""
        if self.packed or not self.block:
            return self
        return msgspec.structs.replace(self, block=member(self.block, level), packed=True)

    def plain(self) -> bytes:
        """Return the block as it is without compression."""
        return zlib.decompress(self.block, _GZIP, _size(self.block)) if self.packed else self.block


def _size(packed: bytes) -> int:
    """Return how many bytes a member has unpacked, up to 4 GiB; its last four bytes tell."""
    return int.from_bytes(packed[-4:], "little")


def member(data: bytes, level: int) -> bytes:
    """Compress ``data`` to one gzip member without file name and time, so that the same data gives the same bytes."""
    sink = io.BytesIO()
    with gzip.GzipFile("", "wb", level, sink, mtime=0) as file:
        file.write(data)
    return sink.getvalue()


class Syntax(Protocol):
    """How a format writes graphs, one apart from the other.

    Attributes:
        header, footer: what begins and ends a file.
        between: what stands between two blocks.
        merges: whether the format has no named graphs, so that a statement that several make is written once.
    """

    header: bytes
    footer: bytes
    between: bytes
    merges: bool

    def block(self, name: str | None, triples: Sequence[Triple]) -> bytes:
        """Return the bytes of sorted triples under a graph's name; None is the default graph."""


class Renderer(Protocol):
    """Turns graphs that belong together into a part; any process can do it."""

    def __call__(self, *graphs: NamedGraph) -> Part:
        """Return the graphs' part."""


def render(syntax: Syntax, *graphs: NamedGraph) -> Part:
    """Return graphs in a syntax."""
    blocks: list[bytes] = []
    shared: list[Triple] = []
    for graph in graphs:
        name, stated = graph.name, graph.triples
        if syntax.merges:
            (stated, others), name = _parted(graph), None
            shared.extend(others)
        if stated:
            blocks.append(syntax.block(name, stated))
    return Part(syntax.between.join(blocks), tuple(shared))


def _parted(graph: NamedGraph) -> tuple[tuple[Triple, ...], tuple[Triple, ...]]:
    """Part a graph's own statements, which can be written at once, from those that other graphs may make, too."""
    prefixes = () if graph.own is None else (f"{graph.own}>", f"{graph.own}#")
    own = tuple(triple for triple in graph.triples if triple[0].startswith(prefixes))
    return own, tuple(triple for triple in graph.triples if not triple[0].startswith(prefixes))


def counted(*graphs: NamedGraph) -> tuple[int, list[str]]:
    """Return how many statements graphs have that no other makes, and those that others may make, each as a line."""
    parted = [_parted(graph) for graph in graphs]
    return sum(len(own) for own, _ in parted), [" ".join(triple) for _, others in parted for triple in others]


def whole(*graphs: NamedGraph) -> Part:
    """Return graphs as a part from which :func:`graphs_of` makes them again, for what needs them as they are."""
    return Part(msgspec.msgpack.encode(graphs))


_GRAPHS = msgspec.msgpack.Decoder(tuple[NamedGraph, ...])


def graphs_of(part: Part) -> tuple[NamedGraph, ...]:
    """Return the graphs of which :func:`whole` made a part."""
    return _GRAPHS.decode(part.plain())
