"""What is wrong with the material, as data: problems, and a report that counts them."""

import enum
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field


def shown(text: str) -> str:
    """Return text on one line, with U+FFFD for every character that is not to be shown.

    A terminal obeys some characters (ECMA-48 control sequences) and turns others around (Unicode TR 36); a
    message quotes what stands in files, so it is printed through here.
    """
    if text.isprintable():
        return text
    line = " ".join(text.splitlines())
    return "".join(c if c.isprintable() else " " if c == "\t" else "\ufffd" for c in line)


class Severity(enum.StrEnum):
    """How much a problem costs."""

    ERROR = "error"
    """The article is quarantined: nothing of it is in the graph."""
    WARNING = "warning"
    """The article is in the graph, but something of it could not be understood or was lost."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One thing that is wrong with one source.

    Attributes:
        code: a short name that stays the same (``not-an-article``); ``docs/problems.md`` lists them.
        severity: what it costs.
        message: one sentence: what is wrong.
        path: the file, as the user gave it.
        line: the line in it, from 1; None where the file as a whole is meant.
        hint: what to do about it, or why nothing can be done.
    """

    code: str
    severity: Severity
    message: str
    path: str
    line: int | None = None
    hint: str = ""

    def __str__(self) -> str:
        place = self.path if self.line is None else f"{self.path}:{self.line}"
        return shown(f"{place}: {self.message}" + (f" ({self.hint})" if self.hint else ""))


EXAMPLES_PER_CODE = 5
"""How many problems of one code the summary shows; the report file has them all."""


@dataclass(slots=True)
class Report:
    """Counts what a build did and keeps a few examples of each problem.

    Memory does not grow with the corpus: every problem goes to a :class:`Listener` (a file, say), and only
    ``EXAMPLES_PER_CODE`` of each code stay here.
    """

    files: int = 0
    articles: int = 0
    quarantined: int = 0
    quotations: int = 0
    people: int = 0
    triples: int = 0
    problems: Counter[str] = field(default_factory=Counter)
    examples: dict[str, list[Problem]] = field(default_factory=dict)

    def add(self, problem: Problem) -> None:
        """Count ``problem`` and keep it if it is one of the first of its code."""
        self.problems[problem.code] += 1
        kept = self.examples.setdefault(problem.code, [])
        if len(kept) < EXAMPLES_PER_CODE:
            kept.append(problem)


class Listener:
    """Hears what happens; the command line overrides it to show progress and to write problems down."""

    def problem(self, problem: Problem) -> None:
        """Hear of a problem, at once."""

    def begin(self, stage: str, total: Callable[[], int | None]) -> None:
        """Hear that ``stage`` (``read`` or ``write``) begins, and ask how many steps it has if need be; None if that is not known."""

    def step(self, stage: str, done: int) -> None:
        """Hear that ``done`` files are read, or articles written."""

    def end(self, report: Report) -> None:
        """Hear the counts at the end, also at that of a build that found nothing."""
