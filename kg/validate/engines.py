"""Validates whole graphs by either engine, or by both; writes the SHACL report.

It loads rdflib and pySHACL, which takes a third of a second.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import Literal, cast

import pyoxigraph
import pyshacl
import rdflib
from rdflib.namespace import SH

from kg.errors import GraphError
from kg.rdf import NamedGraph
from kg.validate.excerpt import around, only, to_rdflib
from kg.validate.results import violations
from kg.validate.shapes import compiled, shapes_text
from kg.validate.violation import Violation, distinct
from kg.validate.words import add_to_report, misplaced

Engine = Literal["auto", "shacl", "pyshacl"]
"""``auto`` lets ``shacl`` decide and pySHACL look again at whatever it finds."""


@dataclass(frozen=True, slots=True)
class ValidationReport:
    """What a validation found.

    Attributes:
        conforms: whether nothing was found.
        violations: sorted.
        graph: the SHACL report as RDF (SHACL, section 3.6).
    """

    conforms: bool
    violations: tuple[Violation, ...]
    graph: rdflib.Graph


def read_shapes(path: str | Path) -> str:
    """Return shapes of the user's own.

    Raises:
        GraphError: if the file cannot be read, or holds no shapes that make sense.
    """
    try:
        text = Path(path).read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise GraphError(f"cannot read the shapes {str(path)!r}: {error}") from error
    try:
        compiled(text)
    except ValueError as error:
        raise GraphError(f"the shapes {str(path)!r} are no valid shapes in Turtle: {error}") from error
    return text


@cache
def _shapes_graph(text: str) -> rdflib.Graph:
    return to_rdflib(text, pyoxigraph.RdfFormat.TURTLE)


class _Data:
    """A graph in the forms that the engines want, each made when it is first asked for."""

    def __init__(self, graph: rdflib.Graph | Iterable[NamedGraph]) -> None:
        self._given = graph if isinstance(graph, rdflib.Graph) else tuple(graph)

    @cached_property
    def lines(self) -> str:
        """The triples as N-Triples; of a data set those of all its graphs."""
        if isinstance(self._given, rdflib.Graph):
            return self.rdf.serialize(format="nt")
        return "".join(graph.ntriples() for graph in self._given)

    @cached_property
    def rdf(self) -> rdflib.Graph:
        """The triples as rdflib's graph."""
        if isinstance(self._given, rdflib.Dataset):
            union = rdflib.Graph()
            for subject, predicate, value, _ in self._given.quads():
                union.add((subject, predicate, value))
            return union
        if isinstance(self._given, rdflib.Graph):
            return self._given
        return to_rdflib(self.lines)


def _by_pyshacl(data: _Data, shapes: str) -> rdflib.Graph:
    _, report, _ = pyshacl.validate(data.rdf, shacl_graph=_shapes_graph(shapes), inference="none")
    return cast("rdflib.Graph", report)


def _by_shacl(data: _Data, shapes: str) -> rdflib.Graph:
    outcome = compiled(shapes).validate_text(data.lines, format="ntriples")
    return to_rdflib(outcome.serialize("ntriples"))


def _by_both(data: _Data, shapes: str) -> rdflib.Graph:
    """Let the fast engine look, and the reference again at what that found; by the bundled shapes only there."""
    report = _by_shacl(data, shapes)
    nodes = set(report.objects(None, SH.focusNode))
    if not nodes:
        return report
    if shapes != shapes_text() or not all(isinstance(node, rdflib.URIRef) for node in nodes):
        return _by_pyshacl(data, shapes)
    return only(_by_pyshacl(_Data(around(data.lines, nodes)), shapes), nodes)


_ENGINES: dict[Engine, Callable[[_Data, str], rdflib.Graph]] = {
    "auto": _by_both,
    "shacl": _by_shacl,
    "pyshacl": _by_pyshacl,
}


def validate(
    graph: rdflib.Graph | Iterable[NamedGraph],
    *,
    shapes: str | None = None,
    engine: Engine = "auto",
    language: str = "en",
) -> ValidationReport:
    """Validate a whole graph.

    Parameters:
        graph: a graph, a data set or named graphs; of several graphs the union is validated.
        shapes: Turtle; if None, the bundled shapes, and words are held against the text at their offsets.
        engine: ``shacl`` (fast), ``pyshacl`` (the reference) or ``auto``: the fast one looks at all, the
            reference again where that found anything, and its word counts.
        language: of the messages, ``en`` or ``de``.
    """
    data = _Data(graph)
    report = _ENGINES[engine](data, shapes_text() if shapes is None else shapes)
    found = violations(report, language)
    if shapes is None:
        syntax = pyoxigraph.RdfFormat.N_TRIPLES
        wrong = tuple(misplaced(pyoxigraph.parse(data.lines, format=syntax)))
        add_to_report(report, wrong)
        found = distinct((*found, *(item.violation(language) for item in wrong)))
    return ValidationReport(not found, found, report)


def explained(graph: NamedGraph, shapes: str) -> tuple[Violation, ...]:
    """Return what pySHACL finds wrong with a graph by shapes in Turtle, in English."""
    return violations(_by_pyshacl(_Data([graph]), shapes), "en")
