"""Takes shards apart: files with an article a line (JSON lines) or a record (WARC), compressed or not.

Nothing is held but one article at a time, so the size of a shard does not matter.
"""

import bz2
import gzip
import lzma
import re
import sys
from collections.abc import Callable, Iterator
from typing import Any, BinaryIO, cast

from kg.errors import UsageError
from kg.report import Problem, Severity
from kg.sources.lines import numbered
from kg.sources.source import LARGEST, Source, printable, too_large, unreadable

EXTRA = "pip install 'kg-news[shards]'"
_OBJECT = re.compile(rb'\s*\{\s*["}]')
_HINT = "each line is one JSON object; docs/readers.md lists its keys"
_TYPES = frozenset({"response", "resource", "conversion"})
"""Records that hold what a server sent, a file, or what was made of either (WARC 1.1, section 6)."""


def is_shard(name: str) -> bool:
    """Say whether a file's name tells that it holds many articles."""
    return _kind(name) is not None


def entries(opened: Callable[[], BinaryIO], name: str, path: str) -> Iterator[Source | Problem]:
    """Yield the articles of a shard, and a problem for what in it is none or cannot be read.

    Parameters:
        opened: opens the file.
        name: the shard's name in the graph.
        path: where it lies.

    Raises:
        UsageError: if the package that reads its format is not installed.
    """
    split = _kind(name)
    if split is None:
        raise ValueError(f"{name!r} is no shard")
    try:
        with opened() as file, _unpacked(file, name) as content:
            yield from split(content, name, path)
    except UsageError:
        raise
    except Exception as error:  # noqa: BLE001 - stores, unpackers and warcio each have exceptions of their own
        yield unreadable(path, error)


def _suffixes(name: str) -> tuple[str, str]:
    """Return the suffix that tells the format, and the one that tells the compression, or ""."""
    *_, last = name.rpartition("/")
    suffixes = [f".{suffix}" for suffix in last.lower().lstrip(".").split(".")[1:]]
    packed = suffixes.pop() if suffixes and suffixes[-1] in _UNPACK else ""
    return (suffixes[-1] if suffixes else ""), packed


def _kind(name: str) -> Callable[[BinaryIO, str, str], Iterator[Source | Problem]] | None:
    return _SPLIT.get(_suffixes(name)[0])


def _unpacked(file: BinaryIO, name: str) -> BinaryIO:
    return _UNPACK[_suffixes(name)[1]](file)


def _zstandard(file: BinaryIO) -> BinaryIO:
    try:
        if sys.version_info >= (3, 14):
            from compression import zstd
        else:
            from backports import zstd
    except ImportError as error:
        raise UsageError(
            f"a file that ends in .zst needs the package backports.zstd; run: {EXTRA}"
        ) from error
    return cast("BinaryIO", zstd.ZstdFile(file))


def _lines(file: BinaryIO, name: str, path: str) -> Iterator[Source | Problem]:
    for number, line in numbered(file):
        if line is None:
            yield too_large(path, number)
        elif not _OBJECT.match(line):
            message = "the line is no JSON object"
            yield Problem(
                code="bad-line", severity=Severity.ERROR, message=message, path=printable(path), line=number, hint=_HINT
            )  # fmt: skip
        else:
            yield Source(f"{name}:{number}", f"{path}:{number}", line.strip())


def _records(file: BinaryIO, name: str, path: str) -> Iterator[Source | Problem]:
    try:
        from warcio.archiveiterator import ArchiveIterator
    except ImportError as error:
        raise UsageError(f"a WARC file needs the package warcio; run: {EXTRA}") from error
    iterator = ArchiveIterator(file, no_record_parse=True)
    for record in iterator:
        place = f"@{iterator.offset}"  # asked before the content is read, it is where the record begins
        if record.rec_type in _TYPES and not _is_for_robots(record):
            yield _record(record, name + place, path + place)


def _record(record: Any, name: str, path: str) -> Source | Problem:
    """Return a record with its headers, as it stands in a file that is not compressed."""
    content: bytes = record.raw_stream.read(LARGEST + 1)
    if len(content) > LARGEST:
        return too_large(path, None)
    if len(content) < (record.length or 0):
        message = f"the record ends after {len(content)} of {record.length} bytes"
        return Problem(code="bad-record", severity=Severity.ERROR, message=message, path=printable(path))
    return Source(name, path, bytes(record.rec_headers.to_bytes()) + content)


def _is_for_robots(record: Any) -> bool:
    """Say whether a record is a site's robots.txt, which is plain text but no article."""
    return str(record.rec_headers.get_header("WARC-Target-URI") or "").endswith("/robots.txt")


_SPLIT: dict[str, Callable[[BinaryIO, str, str], Iterator[Source | Problem]]] = {
    ".jsonl": _lines,
    ".ndjson": _lines,
    ".warc": _records,
    ".wet": _records,
}
_UNPACK: dict[str, Callable[[BinaryIO], BinaryIO]] = {
    "": lambda file: file,
    ".gz": lambda file: cast("BinaryIO", gzip.GzipFile(fileobj=file)),
    ".bz2": lambda file: cast("BinaryIO", bz2.BZ2File(file)),
    ".xz": lambda file: cast("BinaryIO", lzma.LZMAFile(file)),  # noqa: SIM115 - closed by whoever asked
    ".zst": _zstandard,
}
