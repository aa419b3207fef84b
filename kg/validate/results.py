"""Reads what a validation found from the SHACL report, of whatever engine wrote it."""

from collections.abc import Iterable

import rdflib
from rdflib.namespace import SH

from kg.rdf.vocab import curie
from kg.validate.violation import Violation, distinct


def violations(report: rdflib.Graph, language: str) -> tuple[Violation, ...]:
    """Return what a SHACL report says, sorted; what two constraints say in the same words comes once.

    A value of the wrong datatype is also out of its range, and a node of two classes may lack for both what
    both shapes ask for; a reader has one thing to mend. The report itself keeps every result.

    Parameters:
        report: as SHACL, section 3.6, has it.
        language: of the messages, ``en`` or ``de``.
    """
    return distinct(_violation(report, result, language) for result in _results(report))


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
