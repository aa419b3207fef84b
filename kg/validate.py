"""Holds graphs against the bundled SHACL shapes: a fast engine decides, pySHACL explains and has the last word.

``shacl`` (PyPI) needs about a millisecond an article, pySHACL 160; where the fast one finds anything, and on
a sample of what it passes, pySHACL looks again, and what it says counts.
"""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

import pyshacl
import rdflib
import shacl
from rdflib.namespace import SH

from kg.errors import GraphError
from kg.rdf import NamedGraph
from kg.rdf.terms import iri_value
from kg.rdf.vocab import curie
from kg.report import Problem, Severity
from kg.resources import folder

Engine = Literal["fast", "reference"]

SAMPLE = 1000
"""Of so many graphs that the fast engine passes, pySHACL checks one, chosen by the hash of its name."""


def _bundle(name: str) -> str:
    files = sorted((f for f in folder(name).iterdir() if f.name.endswith(".ttl")), key=lambda f: f.name)
    return "\n".join(file.read_text("utf-8") for file in files)


def shapes_text() -> str:
    """Return the bundled shapes as Turtle."""
    return _bundle("shapes")


def ontology_text() -> str:
    """Return the bundled vocabulary as Turtle."""
    return _bundle("ontology")


@dataclass(frozen=True, slots=True, order=True)
class Violation:
    """One result of a validation.

    Attributes:
        focus: IRI of the node that is at fault.
        path: the property, as CURIE; "" where the node as a whole is meant.
        value: the value at fault, "" if one is missing.
        message: what is wrong, in plain words.
        component: the local name of the SHACL constraint component.
    """

    focus: str
    path: str
    value: str
    message: str
    component: str

    def __str__(self) -> str:
        where = f"{self.focus} {self.path}".strip()
        value = f": {self.value!r}" if self.value else ""
        return f"{where}{value}. {self.message}"

    def problem(self, path: str) -> Problem:
        """Return the problem that this makes of the article in file ``path``."""
        hint = "the article is left out of the graph; see docs/shapes.md"
        return Problem(
            code="not-conforming", severity=Severity.ERROR, message=str(self), path=path, line=1, hint=hint
        )


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
        _compiled(text)
    except ValueError as error:
        raise GraphError(f"the shapes {str(path)!r} are no valid shapes in Turtle: {error}") from error
    return text


@cache
def _shapes_graph(text: str) -> rdflib.Graph:
    return rdflib.Graph().parse(data=text, format="turtle")


@cache
def _compiled(text: str) -> "shacl.Shapes":
    return shacl.Shapes.from_text(text, format="turtle")


def _results(report: rdflib.Graph, language: str) -> Iterator[Violation]:
    for result in report.subjects(rdflib.RDF.type, SH.ValidationResult):
        messages = [m for m in report.objects(result, SH.resultMessage) if isinstance(m, rdflib.Literal)]
        chosen = sorted(messages, key=lambda m: (m.language != language, str(m)))
        yield Violation(
            focus=str(report.value(result, SH.focusNode)),
            path=curie(str(report.value(result, SH.resultPath) or "")),
            value=str(report.value(result, SH.value) or ""),
            message=str(chosen[0]) if chosen else "",
            component=str(report.value(result, SH.sourceConstraintComponent)).rpartition("#")[2],
        )


def _reference(graph: rdflib.Graph, shapes: str, language: str) -> ValidationReport:
    conforms, report, _ = pyshacl.validate(graph, shacl_graph=_shapes_graph(shapes), inference="none")
    return ValidationReport(bool(conforms), tuple(sorted(_results(report, language))), report)


def validate(
    graph: rdflib.Graph, *, shapes: str | None = None, engine: Engine = "reference", language: str = "en"
) -> ValidationReport:
    """Validate a whole graph.

    Parameters:
        graph: a graph or data set; of a data set the union is validated.
        shapes: Turtle; the bundled shapes if None.
        engine: ``reference`` (pySHACL) or ``fast`` (``shacl``).
        language: of the messages, ``en`` or ``de``.
    """
    text = shapes_text() if shapes is None else shapes
    union = rdflib.Graph()
    if isinstance(graph, rdflib.Dataset):
        for subject, predicate, value, _ in graph.quads():
            union.add((subject, predicate, value))
    else:
        union = graph
    if engine == "reference":
        return _reference(union, text, language)
    outcome = _compiled(text).validate_text(_ntriples(union), format="ntriples")
    report = rdflib.Graph().parse(data=outcome.serialize("ntriples"), format="nt")
    return ValidationReport(bool(outcome.conforms), tuple(sorted(_results(report, language))), report)


def _ntriples(graph: rdflib.Graph) -> str:
    return graph.serialize(format="nt")


class Validator:
    """Checks graph after graph against the same shapes."""

    def __init__(self, shapes: str | None = None, *, sample: int = SAMPLE) -> None:
        self._text = shapes_text() if shapes is None else shapes
        self._sample = sample

    def check(self, graph: NamedGraph) -> tuple[Violation, ...]:
        """Return what is wrong with ``graph``, by pySHACL's word; () if it conforms."""
        lines = graph.ntriples()
        outcome = _compiled(self._text).validate_text(lines, format="ntriples", max_results=1)
        if outcome.conforms and not self._sampled(graph):
            return ()
        parsed = rdflib.Graph().parse(data=lines, format="nt")
        return _reference(parsed, self._text, "en").violations

    def _sampled(self, graph: NamedGraph) -> bool:
        name = iri_value(graph.name) if graph.name else ""
        return int(hashlib.sha256(name.encode()).hexdigest()[:8], 16) % self._sample == 0
