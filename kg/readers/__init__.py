"""Readers turn the bytes of a source into articles, and into problems where they cannot.

A reader is a module with ``name``, ``sniff(head) -> bool`` and
``read(data, *, name, path) -> Iterator[Article | Problem]``. It never raises on any bytes, consumes every
line or reports it, and gives the same article for the same bytes. Other packages add readers by an entry
point of the group ``kg.readers``.
"""

import hashlib
from collections.abc import Iterator
from typing import Protocol

from kg.model import Article
from kg.plugins import load, names
from kg.readers.decode import as_utf8, decode, is_blank
from kg.report import Problem, Severity

READERS = {"json": "kg.readers.json_article", "warc": "kg.readers.warc", "taz": "kg.readers.taz"}
"""Built-in readers: name to module, in the order in which they are asked; containers before what they can hold."""

_HEAD = 65536


class Reader(Protocol):
    """What a reader module offers."""

    name: str

    def sniff(self, head: bytes) -> bool:
        """Say whether a source's first bytes (UTF-16 comes as UTF-8) look like this reader's format."""

    def read(self, data: bytes, *, name: str, path: str) -> Iterator[Article | Problem]:
        """Yield the source's articles and problems."""


def read(data: bytes, *, name: str, path: str) -> Iterator[Article | Problem]:
    """Read one source with the first reader that knows its format.

    Parameters:
        data: the source's bytes.
        name: the source's name in the graph: relative, the same on every machine.
        path: the source's name in messages.
    """
    if is_blank(data):
        yield _refuse("empty", "the file is empty", path)
        return
    reader = _reader(data)
    if reader is not None:
        yield from _nonempty(reader.read(data, name=name, path=path), path)
    elif decode(data) is None:
        yield _refuse("binary", "the file is binary, not text", path)
    else:
        hint = f"known formats: {', '.join(names('kg.readers', READERS))}"
        yield _refuse("unknown-format", "the file is in no format that kg reads", path, hint)


def _reader(data: bytes) -> Reader | None:
    head = as_utf8(data[:_HEAD])
    for name in names("kg.readers", READERS):
        reader: Reader = load("kg.readers", name, READERS)
        if reader.sniff(head):
            return reader
    return None


def knows(data: bytes) -> bool:
    """Say whether a reader knows the format of a source."""
    return _reader(data) is not None


def digest(data: bytes) -> str:
    """Return the hash under which an article names its source (SHA-256, hexadecimal)."""
    return hashlib.sha256(data).hexdigest()


def _nonempty(found: Iterator[Article | Problem], path: str) -> Iterator[Article | Problem]:
    count = 0
    for item in found:
        count += 1
        yield item
    if count == 0:
        yield _refuse("not-an-article", "there is no headline „# taz.de -- …“ at the start of a line", path)


def _refuse(code: str, message: str, path: str, hint: str = "") -> Problem:
    return Problem(code=code, severity=Severity.ERROR, message=message, path=path, line=1, hint=hint)
