"""Shows what is wrong with the material: a few of each kind to the user, every problem in a JSON file."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import BinaryIO

import click
import msgspec

from kg.cli.visible import visible
from kg.errors import NothingToRead
from kg.export import open_output
from kg.report import Listener, Problem, Report

BUILD = ("files", "articles", "quarantined", "quotations", "people", "triples")
EXTRACT = ("articles", "quarantined", "quotations")
"""What builds and extractions count."""


def echo_examples(report: Report, *, more: str = "") -> None:
    """Print the count and the first problems of each kind to standard error.

    Parameters:
        report: what was counted.
        more: where the rest of them can be seen.
    """
    for code, count in sorted(report.problems.items()):
        click.echo(f"{code}: {count}", err=True)
        for problem in report.examples[code]:
            click.echo(f"  {problem}", err=True)
        rest = count - len(report.examples[code])
        if rest:
            click.echo(f"  … and {rest} more" + (f" ({more})" if more else ""), err=True)


class ProblemFile(Listener):
    """One JSON object, written problem by problem, so that memory does not grow: ``problems``, one a line, and then what was counted.

    Parameters:
        file: where it goes.
        counts: which of the report's counts.
    """

    def __init__(self, file: BinaryIO, counts: Sequence[str]) -> None:
        self._file = file
        self._counts = counts
        self._between = b"\n"
        file.write(b'{"problems": [')

    def problem(self, problem: Problem) -> None:
        """Write a problem."""
        self._file.write(self._between + visible(msgspec.json.encode(problem)))
        self._between = b",\n"

    def end(self, report: Report) -> None:
        """Write the counts and close the object."""
        counts = {name: getattr(report, name) for name in self._counts}
        self._file.write(b"\n],\n" + msgspec.json.encode(counts).removeprefix(b"{") + b"\n")


@contextmanager
def problem_file(path: str | None, *, counts: Sequence[str] = BUILD) -> Iterator[Listener]:
    """Open what writes every problem, and counts, to ``path``; None gives a listener that writes nothing.

    The file is published also where nothing could be read: then it says why.

    Raises:
        OutputError: if the file cannot be written.
    """
    if path is None:
        yield Listener()
        return
    nothing: NothingToRead | None = None
    with open_output(path) as file:
        try:
            yield ProblemFile(file, counts)
        except NothingToRead as error:
            nothing = error
    if nothing is not None:
        raise nothing
