"""Shows what is wrong with the material: a few of each kind to the user, every problem in a JSON file."""

from typing import BinaryIO

import click
import msgspec

from kg.report import Listener, Problem, Report


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
    """One JSON object, written problem by problem, so that memory does not grow: ``problems``, one a line, and then what the build counted.

    Parameters:
        file: where it goes.
    """

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._between = b"\n"
        file.write(b'{"problems": [')

    def problem(self, problem: Problem) -> None:
        """Write a problem."""
        self._file.write(self._between + msgspec.json.encode(problem))
        self._between = b",\n"

    def end(self, report: Report) -> None:
        """Write the counts and close the object."""
        counts = {
            "files": report.files, "articles": report.articles, "quarantined": report.quarantined,
            "quotations": report.quotations, "people": report.people, "triples": report.triples,
        }  # fmt: skip
        self._file.write(b"\n],\n" + msgspec.json.encode(counts).removeprefix(b"{") + b"\n")
