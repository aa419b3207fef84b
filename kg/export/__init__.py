"""Exporters write a stream of named graphs to a file, piece by piece, and publish it whole or not at all."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, Protocol

from kg.export.output import open_output
from kg.formats import Format, for_output
from kg.plugins import load
from kg.rdf import NamedGraph

EXPORTERS = {
    "turtle": "kg.export.turtle:TurtleExporter",
    "ntriples": "kg.export.lines:NTriplesExporter",
    "nquads": "kg.export.lines:NQuadsExporter",
    "trig": "kg.export.turtle:TriGExporter",
    "jsonld": "kg.export.jsonld:JsonLdExporter",
    "rdfxml": "kg.export.rdfxml:RdfXmlExporter",
    "graphml": "kg.export.graphs:graphml",
    "gexf": "kg.export.graphs:gexf",
    "nodelink": "kg.export.graphs:nodelink",
}
"""Format name to what makes an exporter of a sink."""


class Exporter(Protocol):
    """Writes graphs in one format.

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


def exporter(form: Format, sink: BinaryIO, *, base: str) -> Exporter:
    """Return an exporter of the given format that writes to ``sink``."""
    made: Exporter = load("kg.exporters", form.name, EXPORTERS)(sink, base=base)
    return made


@contextmanager
def open_exporter(path: str | Path, *, base: str, form: str | None = None) -> Iterator[Exporter]:
    """Open an exporter for a file; the file appears, whole, only if the block ends without an error.

    Parameters:
        path: of the file; ``-`` for standard output.
        base: namespace of the minted IRIs, which Turtle shortens.
        form: name of the format; without it the suffix tells.

    Raises:
        UnknownFormat: if neither tells a format.
        OutputError: if the file cannot be written.
    """
    chosen, gzipped = for_output(path, form)
    with open_output(path, gzipped=gzipped) as sink:
        opened = exporter(chosen, sink, base=base)
        yield opened
        opened.finish()


__all__ = ["EXPORTERS", "Exporter", "exporter", "open_exporter", "open_output"]
