"""Exporters write a stream of named graphs to a file, piece by piece, and publish it whole or not at all.

A graph is first rendered to a :class:`Part`, which any process can do, and then put into the file.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from kg.export.exporter import BlockExporter, Exporter, WholeExporter, renderer_of
from kg.export.output import open_output
from kg.export.part import Part, Renderer, Syntax, counted, graphs_of
from kg.export.renewed import Place
from kg.formats import Format, for_output
from kg.plugins import load

_SYNTAXES = {
    "turtle": "kg.export.turtle:Turtle",
    "ntriples": "kg.export.lines:NTriples",
    "nquads": "kg.export.lines:NQuads",
    "trig": "kg.export.turtle:TriG",
    "jsonld": "kg.export.jsonld:JsonLd",
    "rdfxml": "kg.export.rdfxml:RdfXml",
}
EXPORTERS = _SYNTAXES | {
    "graphml": "kg.export.graphs:graphml",
    "gexf": "kg.export.graphs:gexf",
    "nodelink": "kg.export.graphs:nodelink",
}
"""Format name to its syntax, or to what makes an exporter of a sink."""

GRAPHS = "graphs"
"""The form of parts that hold graphs as they are."""


def _syntax(name: str, base: str) -> Syntax | None:
    if name not in _SYNTAXES:
        return None
    made: Syntax = load("kg.exporters", name, _SYNTAXES)(base)
    return made


def renderer(name: str, *, base: str) -> Renderer:
    """Return what makes parts for exporters whose ``form`` is ``name``."""
    return renderer_of(_syntax(name, base))


def exporter(form: Format, sink: BinaryIO, *, base: str) -> Exporter:
    """Return an exporter of the given format that writes to ``sink``."""
    syntax = _syntax(form.name, base)
    if syntax is not None:
        return BlockExporter(form.name, syntax, sink)
    return WholeExporter(GRAPHS, load("kg.exporters", form.name, EXPORTERS)(sink, base=base))


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


__all__ = [
    "EXPORTERS",
    "GRAPHS",
    "Exporter",
    "Part",
    "Place",
    "Renderer",
    "counted",
    "exporter",
    "graphs_of",
    "open_exporter",
    "open_output",
    "renderer",
]
