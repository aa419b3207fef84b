"""What is read: a file, or a piece of one, with a name that is the same on every machine."""

import os
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import BinaryIO

from kg.report import Problem, Severity

LARGEST = 2_000_000
"""Bytes; no article is larger, and what is larger is not read."""

STDIN = "-"


@dataclass(frozen=True, slots=True, order=True)
class Source:
    """A file to read, or an article in a shard.

    Attributes:
        name: relative to the folder that the user named, with ``/``; the file's own name if it was named
            itself; for an article in a shard the shard's name and its place (``news.jsonl:12``,
            ``crawl.warc.gz@34567``). It goes into the graph and is the same on every machine.
        path: where it lies; ``-`` for standard input. Of an address without what may be secret in it.
        data: its bytes, if they came along; None if :func:`kg.sources.load` is to read them.
        opens: opens it, if that takes more than its path; it can be sent to another process.
    """

    name: str
    path: str
    data: bytes | None = field(default=None, compare=False, repr=False)
    opens: Callable[[], BinaryIO] | None = field(default=None, compare=False, repr=False)

    @property
    def label(self) -> str:
        """The path as it can be printed, stored and written to a graph, whatever bytes its name has."""
        return printable(self.path)


def printable(name: str) -> str:
    """Return a file name with U+FFFD for what is not UTF-8 or not to be shown, such as an escape character."""
    text = os.fsencode(name).decode("utf-8", "replace")
    if text.isprintable():
        return text
    return "".join(character if character.isprintable() else "\ufffd" for character in text)


def unreadable(path: str, error: BaseException | str) -> Problem:
    """Return the problem that a file, or the rest of a shard, cannot be read."""
    reason = getattr(error, "strerror", None) or str(error) or type(error).__name__
    message = f"cannot be read: {printable(reason)}"
    if isinstance(error, FileNotFoundError):
        message = "is not there (any more), or is a link that leads nowhere"
    return Problem(code="unreadable", severity=Severity.ERROR, message=message, path=printable(path))


def too_large(path: str, line: int | None = 1) -> Problem:
    """Return the problem that something is larger than an article can be."""
    message = f"is larger than {LARGEST // 1_000_000} MB, as no article is"
    hint = "split it into one file for each article, or into JSON lines"
    return Problem(
        code="too-large", severity=Severity.ERROR, message=message, path=printable(path), line=line, hint=hint
    )
