"""Finds the files to read: paths, folders and standard input, in an order that no machine changes."""

import os
import stat
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from kg.errors import UsageError
from kg.report import Problem, Severity

LARGEST = 2_000_000
"""Bytes; no article is larger, and what is larger is not read."""

STDIN = "-"


@dataclass(frozen=True, slots=True, order=True)
class Source:
    """A file to read.

    Attributes:
        name: relative to the folder that the user named, with ``/``; the file's own name if it was named
            itself. It goes into the graph and is the same on every machine.
        path: where it lies; ``-`` for standard input.
    """

    name: str
    path: str

    @property
    def label(self) -> str:
        """The path as it can be printed, stored and written to a graph, whatever bytes its name has."""
        return printable(self.path)


def printable(name: str) -> str:
    """Return a file name with U+FFFD for what is not UTF-8 or not to be shown, such as an escape character."""
    text = os.fsencode(name).decode("utf-8", "replace")
    return "".join(character if character.isprintable() else "\ufffd" for character in text)


def find(paths: Iterable[str | Path]) -> Iterator[Source | Problem]:
    """Yield all files in ``paths``, folders recursively; hidden files are passed over.

    Each folder's entries come sorted by name; a folder that links lead to twice is read once.

    Raises:
        UsageError: if a path does not exist.
    """
    for path in map(str, paths):
        if path == STDIN:
            yield Source("stdin", STDIN)
        elif Path(path).is_dir():
            yield from _walk(Path(path), "", set())
        elif os.path.lexists(path):
            yield Source(printable(Path(path).name), path)
        else:
            raise UsageError(f"there is no file or folder {printable(path)!r}; check the name")


def _walk(folder: Path, prefix: str, seen: set[tuple[int, int]]) -> Iterator[Source | Problem]:
    try:
        status = folder.stat()
        with os.scandir(folder) as listing:
            entries = sorted((entry for entry in listing if entry.name[0] != "."), key=lambda e: e.name)
    except OSError as error:
        yield _unreadable(str(folder), error)
        return
    key = (status.st_dev, status.st_ino)
    if key in seen:
        message = "the folder was reached twice through links; it was read once"
        yield Problem(
            code="folder-loop", severity=Severity.WARNING, message=message, path=printable(str(folder))
        )
        return
    seen.add(key)
    for entry in entries:
        if _is_folder(entry):
            yield from _walk(Path(entry.path), f"{prefix}{printable(entry.name)}/", seen)
        else:
            yield Source(f"{prefix}{printable(entry.name)}", entry.path)


def _is_folder(entry: "os.DirEntry[str]") -> bool:
    """Say whether an entry is a folder or leads to one; a link that cannot be followed is none."""
    try:
        return entry.is_dir()
    except OSError:
        return False


def _unreadable(path: str, error: OSError) -> Problem:
    message = f"cannot be read: {error.strerror or error}"
    if isinstance(error, FileNotFoundError):
        message = "is not there (any more), or is a link that leads nowhere"
    return Problem(code="unreadable", severity=Severity.ERROR, message=message, path=printable(path))


def load(source: Source) -> bytes | Problem:
    """Read a source's bytes; a problem if it cannot be read or is larger than :data:`LARGEST`."""
    try:
        if source.path == STDIN:
            data = sys.stdin.buffer.read(LARGEST + 1)
        elif not stat.S_ISREG(mode := Path(source.path).stat().st_mode):  # opening a pipe would wait for ever
            kind = "a folder" if stat.S_ISDIR(mode) else "a pipe, a device or a socket"
            message = f"is no regular file, but {kind}"
            return Problem(code="unreadable", severity=Severity.ERROR, message=message, path=source.label)
        else:
            with Path(source.path).open("rb") as file:
                data = file.read(LARGEST + 1)
    except OSError as error:
        return _unreadable(source.path, error)
    if len(data) > LARGEST:
        message = f"is larger than {LARGEST // 1_000_000} MB, as no article is"
        hint = "split it into one file for each article"
        return Problem(
            code="too-large", severity=Severity.ERROR, message=message, path=source.label, line=1, hint=hint
        )
    return data
