"""Reads one record of a web archive: what a server sent, or the plain text that was made of it (WARC 1.1).

The payload is a file of a format that another reader knows, or plain text, whose first paragraph is then the
headline.
"""

import io
from collections.abc import Iterator
from dataclasses import dataclass, replace

from kg import readers
from kg.model import Article, BlockKind
from kg.readers.decode import decode
from kg.readers.fields import Fields, Part, compose, paragraphs
from kg.report import Problem, Severity

name = "warc"

_LARGEST = 2_000_000  # bytes of a payload; a small record can unpack to much more
_LANGUAGE = "deu"
_OK = "200"


def sniff(head: bytes) -> bool:
    """Say whether the first bytes of a source are those of a WARC record."""
    return head.startswith(b"WARC/1.")


@dataclass(frozen=True, slots=True)
class _Record:
    """What a record says: where its payload is from, and what it is."""

    url: str
    media: str
    languages: str
    status: str
    payload: bytes


def read(data: bytes, *, name: str, path: str) -> Iterator[Article | Problem]:
    """Read one record with its headers, as it stands in a file that is not compressed.

    Parameters:
        data: the record's bytes.
        name: the source's name in the graph.
        path: the source's name in messages.
    """
    try:
        record = _parsed(data)
    except ImportError:
        yield _refuse(
            "bad-record", "a WARC record needs the package warcio", path, "pip install 'kg-news[shards]'"
        )
        return
    except Exception as error:  # noqa: BLE001 - warcio raises whatever a damaged record makes it raise
        yield _refuse("bad-record", f"is no WARC record: {error or type(error).__name__}", path)
        return
    if record.status != _OK:
        yield _refuse("bad-record", f"the server answered {record.status[:20]}, not with an article", path)
    elif len(record.payload) > _LARGEST:
        message = f"unpacks to more than {_LARGEST // 1_000_000} MB, as no article does"
        yield _refuse("too-large", message, path)
    elif record.languages and _LANGUAGE not in record.languages.split(","):
        message = f"the record's language is „{record.languages[:60]}“"
        yield _refuse("language", message, path, "kg reads German (deu)")
    else:
        yield from _articles(record, data, name=name, path=path)


def _articles(record: _Record, data: bytes, *, name: str, path: str) -> Iterator[Article | Problem]:
    if readers.knows(record.payload):
        for found in readers.read(record.payload, name=record.url or name, path=path):
            if isinstance(found, Article):
                yield replace(
                    found, name=name, sha256=readers.digest(data), url=found.url or record.url or None
                )
            else:
                yield found
    elif record.media == "text/plain":
        yield from _plain(record, data, name=name, path=path)
    else:
        hint = "kg reads text/plain, and files of the formats that it knows"
        message = f"the payload is {record.media[:60] or 'of unknown type'}"
        yield _refuse("unknown-format", message, path, hint)


def _plain(record: _Record, data: bytes, *, name: str, path: str) -> Iterator[Article | Problem]:
    decoded = decode(record.payload)
    if decoded is None:
        yield _refuse("binary", "the payload is binary, not text", path)
        return
    whole = paragraphs(decoded.text)
    fields = Fields(
        headline=whole[0] if whole else "",
        body=[Part(kind=BlockKind.PARAGRAPH, text=words) for words in whole[1:]],
        url=record.url,
    )
    yield from compose(fields, data, form="warc/text", name=name, path=path)


def _parsed(data: bytes) -> _Record:
    from warcio.archiveiterator import ArchiveIterator

    record = next(iter(ArchiveIterator(io.BytesIO(data))))
    http = record.http_headers
    payload = record.content_stream().read(_LARGEST + 1)
    media = (http.get_header("Content-Type") if http else record.content_type) or ""
    return _Record(
        url=record.rec_headers.get_header("WARC-Target-URI") or "",
        media=media.partition(";")[0].strip().lower(),
        languages=record.rec_headers.get_header("WARC-Identified-Content-Language") or "",
        status=http.get_statuscode() if http else _OK,
        payload=payload,
    )


def _refuse(code: str, message: str, path: str, hint: str = "") -> Problem:
    return Problem(code=code, severity=Severity.ERROR, message=message, path=path, hint=hint)
