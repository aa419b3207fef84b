"""Walks through folders of this machine in an order that no machine changes."""

import os
from collections.abc import Iterator
from pathlib import Path

from kg.report import Problem, Severity
from kg.sources.source import Source, printable, unreadable


def walk(folder: Path) -> Iterator[Source | Problem]:
    """Yield all files in a folder and its folders; hidden files are passed over.

    Each folder's entries come sorted by name; a folder that links lead to twice is read once.
    """
    yield from _walk(folder, "", set())


def _walk(folder: Path, prefix: str, seen: set[tuple[int, int]]) -> Iterator[Source | Problem]:
    try:
        status = folder.stat()
        with os.scandir(folder) as listing:
            entries = sorted((entry for entry in listing if entry.name[0] != "."), key=lambda e: e.name)
    except OSError as error:
        yield unreadable(str(folder), error)
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
