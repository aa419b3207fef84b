"""What the graphs of a file state all together: its N-Quads without the names of the graphs, line by line.

A store that has a statement once for each of a thousand articles walks a thousand times through it in each join, and counts it a
thousand times; the merge of RDF 1.1 (Semantics, section 4.1) has it once. Lines are cut as text, which is a fifth of the work that
reading their terms takes; a line that is not written as canonical N-Quads has it goes through Oxigraph's parser.
"""

import io
import re
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import BinaryIO, cast

import pyoxigraph

_PIECE = 1 << 20
_PART = 1000
_IRI, _OBJECTS = b"<"[0], b'<"_'
"""What a predicate, and an object, begins with."""
_NODE = rb'(?:<[^<>"\s]*>|_:\S+)'
_TERMS = rb'%b <[^<>"\s]*> (?:%b|"(?:[^"\\\n]|\\.)*"(?:@[\w-]+|\^\^<[^<>"\s]*>)?)' % (_NODE, _NODE)
_THREE_TERMS = re.compile(rb"(" + _TERMS + rb") \.\n")
"""A canonical line of the default graph."""
_FOUR_TERMS = re.compile(rb"(" + _TERMS + rb") " + _NODE + rb" \.\n")
_COMMENT = re.compile(rb"\.[ \t]*#")
"""May be a comment after the statement."""
_QUADS = pyoxigraph.RdfFormat.N_QUADS


def without_graphs(lines: Iterable[bytes]) -> Iterator[bytes]:
    """Yield lines of N-Quads without the names of their graphs; what is no N-Quads comes back as it is.

    Parameters:
        lines: each with the line feed at its end.
    """
    end = b"\0"  # of the last line: a graph's name, mostly the same as that of the line before
    for line in lines:
        if line.endswith(end) and _has_graph(line, end):
            yield line[: -len(end)] + b" .\n"
        elif found := _FOUR_TERMS.fullmatch(line):
            end = line[found.end(1) :]
            yield found[1] + b" .\n"
        else:
            yield line if _THREE_TERMS.fullmatch(line) else _parsed(line)


def in_graph(lines: Iterable[bytes], graph: pyoxigraph.NamedNode) -> Iterator[bytes]:
    """Yield lines of N-Quads, with a name for the graph of those that have none.

    Parameters:
        lines: each with the line feed at its end.
        graph: the name.
    """
    named = f" {graph} .\n".encode()
    end = b"\0"
    for line in lines:
        if line.endswith(end) and _has_graph(line, end) and not _COMMENT.search(line):
            yield line
        elif found := _FOUR_TERMS.fullmatch(line):
            end = line[found.end(1) :]
            yield line
        elif found := _THREE_TERMS.fullmatch(line):
            yield found[1] + named
        else:
            yield _parsed(line, graph)


def _has_graph(line: bytes, end: bytes) -> bool:
    """Say whether three terms stand before the end of a line, which may else be its object."""
    first = line.find(b" ")
    second = line.find(b" ", first + 1)
    return (
        0 < first < second < len(line) - len(end) and line[first + 1] == _IRI and line[second + 1] in _OBJECTS
    )


def _parsed(line: bytes, graph: pyoxigraph.NamedNode | None = None) -> bytes:
    """Return a line in canonical form: without the name of a graph, or with that of its own, or this one."""
    try:
        quads = list(pyoxigraph.parse(line, format=_QUADS))
    except SyntaxError:
        return line  # whoever reads the file will say so
    nameless = pyoxigraph.DefaultGraph()
    if graph is None:
        return "".join(f"{quad.triple} .\n" for quad in quads).encode()
    named = (
        q if q.graph_name != nameless else pyoxigraph.Quad(q.subject, q.predicate, q.object, graph)
        for q in quads
    )
    return "".join(f"{quad} .\n" for quad in named).encode()


def lines_of(quads: Iterable[pyoxigraph.Quad]) -> BinaryIO:
    """Return quads as a file of N-Quads."""
    found = iter(quads)

    def piece() -> bytes:
        return "".join(f"{quad} .\n" for quad in islice(found, _PART)).encode()

    return Pieces(piece).buffered()


class Pieces(io.RawIOBase):
    """A file that is made as it is read.

    Parameters:
        next_piece: returns what comes next, of any length; nothing at the end.
    """

    def __init__(self, next_piece: Callable[[], bytes]) -> None:
        self._next_piece = next_piece
        self._rest = memoryview(b"")

    def buffered(self) -> BinaryIO:
        """Return it as a file that can be read by the line as well."""
        return cast("BinaryIO", io.BufferedReader(self, _PIECE))

    def readable(self) -> bool:
        """It is."""
        return True

    def readinto(self, place: bytearray | memoryview) -> int:  # type: ignore[override]
        """Read as much as there is room for."""
        self._rest = self._rest or memoryview(self._next_piece())
        size = min(len(place), len(self._rest))
        place[:size] = self._rest[:size]
        self._rest = self._rest[size:]
        return size


def whole_lines(file: BinaryIO, change: Callable[[list[bytes]], Iterable[bytes]]) -> BinaryIO:
    """Return a file whose lines are those of another, changed.

    Parameters:
        file: of lines; the last one may lack its line feed.
        change: gets some lines, each with its line feed, and returns what stands for them.
    """
    rest = b""

    def piece() -> bytes:
        nonlocal rest
        while data := file.read(_PIECE):
            lines = (rest + data).split(b"\n")
            rest = lines.pop()
            if changed := b"".join(change([line + b"\n" for line in lines])):
                return changed
        last, rest = rest, b""
        return b"".join(change([last + b"\n"])) if last else b""

    return Pieces(piece).buffered()
