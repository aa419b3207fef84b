"""What a validation finds, read from the SHACL report of whatever engine wrote it."""

from collections.abc import Iterable
from dataclasses import dataclass

import rdflib
from rdflib.namespace import SH

from kg.rdf.vocab import curie
from kg.report import Problem, Severity


@dataclass(frozen=True, slots=True, order=True)
class Violation:
    """One result of a validation.

    Attributes:
        focus: the node that is at fault: an IRI, or ``_:`` and the label of a blank node.
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


def violations(report: rdflib.Graph, language: str) -> tuple[Violation, ...]:
    """Return what a SHACL report says, sorted; what two constraints say in the same words comes once.

    A value of the wrong datatype is also out of its range, and a node of two classes may lack for both what
    both shapes ask for; a reader has one thing to mend. The report itself keeps every result.

    Parameters:
        report: as SHACL, section 3.6, has it.
        language: of the messages, ``en`` or ``de``.
    """
    return distinct(_violation(report, result, language) for result in _results(report))


def distinct(found: Iterable[Violation]) -> tuple[Violation, ...]:
    """Return violations sorted, of those with the same words about the same thing the first only."""
    first: dict[tuple[str, str, str, str], Violation] = {}
    for violation in sorted(found):
        first.setdefault((violation.focus, violation.path, violation.value, violation.message), violation)
    said_of_properties = {(v.focus, v.message) for v in first.values() if v.path}
    return tuple(v for v in first.values() if v.path or (v.focus, v.message) not in said_of_properties)


def _results(report: rdflib.Graph) -> Iterable[rdflib.term.Node]:
    """Return the report's own results; those that explain another (``sh:detail``) are part of that one."""
    found = set(report.objects(None, SH.result))
    return found or set(report.subjects(rdflib.RDF.type, SH.ValidationResult))


def _violation(report: rdflib.Graph, result: rdflib.term.Node, language: str) -> Violation:
    component = str(report.value(result, SH.sourceConstraintComponent)).rpartition("#")[2]
    message = _message(report, result, language) or f"Breaks a constraint: {component}."
    details = sorted({_message(report, detail, language) for detail in report.objects(result, SH.detail)})
    return Violation(
        focus=_plain(report.value(result, SH.focusNode)),
        path=curie(str(report.value(result, SH.resultPath) or "")),
        value=_plain(report.value(result, SH.value)),
        message=f"{message} ({'; '.join(details)})" if details else message,
        component=component,
    )


def _plain(node: rdflib.term.Node | None) -> str:
    return "" if node is None else f"_:{node}" if isinstance(node, rdflib.BNode) else str(node)


def _message(report: rdflib.Graph, result: rdflib.term.Node, language: str) -> str:
    messages = [m for m in report.objects(result, SH.resultMessage) if isinstance(m, rdflib.Literal)]
    return str(min(messages, key=lambda m: (m.language != language, str(m)), default=""))
