"""Finds what to read: files, folders, shards, addresses and standard input, in an order that no machine changes.

A shard (``.jsonl``, ``.warc``, also compressed) holds many articles; each is a source of its own, whose bytes
come along. Everything else is a file with one article, which :func:`load` reads.
"""

import os
import stat
import sys
from collections.abc import Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import BinaryIO

from kg.errors import UsageError
from kg.report import Problem, Severity
from kg.sources import remote
from kg.sources.folders import walk
from kg.sources.lines import LONGEST_LINE, numbered
from kg.sources.shards import entries, is_shard
from kg.sources.source import LARGEST, STDIN, Source, printable, too_large, unreadable

_USUAL = 1 << 16  # bytes that hold most articles

__all__ = [
    "LARGEST",
    "LONGEST_LINE",
    "STDIN",
    "Source",
    "count",
    "find",
    "load",
    "numbered",
    "printable",
]


def find(paths: Iterable[str | Path]) -> Iterator[Source | Problem]:
    """Yield all sources in ``paths``: folders recursively without hidden files, shards article by article.

    Raises:
        UsageError: if a path does not exist, or a package that it needs is not installed.
    """
    for found in _files(paths):
        if isinstance(found, Problem) or not is_shard(found.name):
            yield found
        elif (problem := _no_file(found)) is not None:
            yield problem
        else:
            yield from entries(partial(_opened, found), found.name, found.path)


def count(paths: Iterable[str | Path]) -> int | None:
    """Return how many sources there are; None if that cannot be known without reading shards."""
    number = 0
    for found in _files(paths):
        if isinstance(found, Source):
            if is_shard(found.name):
                return None
            number += 1
    return number


def _files(paths: Iterable[str | Path]) -> Iterator[Source | Problem]:
    for path in map(remote.local, map(str, paths)):
        if path == STDIN:
            yield Source("stdin", STDIN)
        elif remote.is_address(path):
            yield from remote.find(path)
        elif Path(path).is_dir():
            yield from walk(Path(path))
        elif os.path.lexists(path):
            yield Source(printable(Path(path).name), path)
        else:
            raise UsageError(f"there is no file or folder {printable(path)!r}; check the name")


def _opened(source: Source) -> BinaryIO:
    return open(source.path, "rb") if source.opens is None else source.opens()  # noqa: PTH123 - see above


def load(source: Source) -> bytes | Problem:
    """Return a source's bytes; a problem if it cannot be read or is larger than :data:`LARGEST`."""
    if source.data is not None:
        return source.data
    if source.path == STDIN:
        data = sys.stdin.buffer.read(LARGEST + 1)
    elif (problem := _no_file(source)) is not None:
        return problem
    else:
        try:
            with _opened(
                source
            ) as file:  # room for the largest is not asked for: that takes longer than to read
                data = file.read(_USUAL)
                if len(data) == _USUAL:
                    data += file.read(LARGEST + 1 - _USUAL)
        except Exception as error:
            if source.opens is None and not isinstance(error, OSError):
                raise
            return unreadable(source.path, error)
    return too_large(source.path) if len(data) > LARGEST else data


def _no_file(source: Source) -> Problem | None:
    """Return a problem if a path is no regular file: to open a pipe would wait for ever."""
    if source.opens is not None:
        return None
    try:
        mode = os.stat(source.path).st_mode  # noqa: PTH116 - asked of each file of an archive
    except OSError as error:
        return unreadable(source.path, error)
    if stat.S_ISREG(mode):
        return None
    kind = "a folder" if stat.S_ISDIR(mode) else "a pipe, a device or a socket"
    message = f"is no regular file, but {kind}"
    return Problem(code="unreadable", severity=Severity.ERROR, message=message, path=source.label)
