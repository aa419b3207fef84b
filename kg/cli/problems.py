"""Writes every problem of a build to a JSON file, one by one, so that memory does not grow with their number."""

from typing import BinaryIO

import msgspec

from kg.report import Listener, Problem, Report


class ProblemFile(Listener):
    """One JSON object: ``problems``, one a line, and then what the build counted.

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
