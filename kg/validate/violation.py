"""What a validation finds."""

from collections.abc import Iterable
from dataclasses import dataclass

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


def distinct(found: Iterable[Violation]) -> tuple[Violation, ...]:
    """Return violations sorted, of those with the same words about the same thing the first only."""
    first: dict[tuple[str, str, str, str], Violation] = {}
    for violation in sorted(found):
        first.setdefault((violation.focus, violation.path, violation.value, violation.message), violation)
    said_of_properties = {(v.focus, v.message) for v in first.values() if v.path}
    return tuple(v for v in first.values() if v.path or (v.focus, v.message) not in said_of_properties)
