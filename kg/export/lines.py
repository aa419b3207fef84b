"""N-Triples and N-Quads in canonical form: terms are held as N-Triples writes them, so lines are joins."""

from typing import BinaryIO

from kg.export.union import Union
from kg.rdf import NamedGraph
from kg.rdf.terms import Triple


class NQuadsExporter:
    """Writes each graph's lines as they come."""

    def __init__(self, sink: BinaryIO, *, base: str) -> None:
        self._sink = sink
        self.triples = 0

    def write(self, graph: NamedGraph) -> None:
        """Write one graph."""
        self.triples += len(graph.triples)
        self._sink.write(graph.nquads().encode())

    def finish(self) -> None:
        """Nothing remains to be written."""


class NTriplesExporter:
    """Writes own triples as they come and shared ones, once each, at the end."""

    def __init__(self, sink: BinaryIO, *, base: str) -> None:
        self._sink = sink
        self._union = Union()

    @property
    def triples(self) -> int:
        """How many different triples were taken so far."""
        return self._union.count

    def write(self, graph: NamedGraph) -> None:
        """Write one graph's own triples."""
        self._sink.write(_lines(self._union.add(graph)))

    def finish(self) -> None:
        """Write the shared triples."""
        for triples in self._union.shared():
            self._sink.write(_lines(triples))


def _lines(triples: list[Triple]) -> bytes:
    return "".join(f"{s} {p} {o} .\n" for s, p, o in triples).encode()
