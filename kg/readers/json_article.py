"""Reads articles in JSON: an object with named fields, or one that holds a file of another format.

``docs/readers.md`` lists the keys. An object is a file of its own or a line of a shard.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Literal

import msgspec

from kg import readers
from kg.model import Article, BlockKind
from kg.readers.decode import decode
from kg.readers.fields import Fields, Part, compose, paragraphs
from kg.report import Problem, Severity

name = "json"

_SNIFF = re.compile(rb'(?:\xef\xbb\xbf)?\s*\{\s*["}]')
_FOREIGN = b'"@context"'
"""JSON-LD has fields of the same names that mean something else."""
_HINT = "docs/readers.md lists the keys of an article in JSON"


class _Part(msgspec.Struct):
    text: str
    kind: Literal["heading", "paragraph", "question", "answer", "verse"] = "paragraph"
    speaker: str = ""


class _Item(msgspec.Struct):
    """The keys of an article; more are ignored."""

    content: str | None = None
    name: str | None = None
    id: str | int | None = None
    url: str | None = None
    publisher: str | None = None
    language: str | None = None
    kicker: str | None = None
    headline: str | None = None
    lede: str | None = None
    caption: str | None = None
    published: str | None = None
    authors: list[str] | str | None = None
    keywords: list[str] | str | None = None
    body: list[str | _Part] | str | None = None
    text: str | None = None
    satire: bool | None = None


_DECODER = msgspec.json.Decoder(_Item)


def sniff(head: bytes) -> bool:
    """Say whether the first bytes of a source look like a JSON object that is no JSON-LD."""
    return _SNIFF.match(head) is not None and _FOREIGN not in head


def read(data: bytes, *, name: str, path: str) -> Iterator[Article | Problem]:
    """Read one JSON object.

    Parameters:
        data: the source's bytes.
        name: the source's name in the graph.
        path: the source's name in messages.

    Yields:
        the article and problems with it; of ``content`` whatever its own reader yields.
    """
    try:
        decoded = decode(data)
        item = _DECODER.decode(decoded.text if decoded else data)
    except (msgspec.DecodeError, UnicodeError, RecursionError) as error:
        yield _bad(f"is no article in JSON: {error}", path)
        return
    if item.content is not None:
        yield from _content(item, item.content, data, name=name, path=path)
    elif item.text is not None and item.body is not None:
        yield _bad("has both a text and a body, which say the same in two ways", path)
    else:
        form = "json/fields" if item.text is None else "json/text"
        yield from compose(_fields(item), data, form=form, name=name, path=path)


def _content(item: _Item, content: str, data: bytes, *, name: str, path: str) -> Iterator[Article | Problem]:
    """Read the file that an object holds, under the name that it gives; what the object says beside it is kept."""
    for found in readers.read(content.encode(), name=item.name or name, path=path):
        if isinstance(found, Article):
            number = found.id if item.id is None else str(item.id)
            yield replace(found, name=name, sha256=readers.digest(data), id=number, url=found.url or item.url)
        else:
            yield found


def _fields(item: _Item) -> Fields:
    headline, body = item.headline or "", _parts(item.body)
    if item.text is not None:
        whole = paragraphs(item.text)
        if not headline and whole:
            headline, whole = whole[0], whole[1:]
        body = [Part(kind=BlockKind.PARAGRAPH, text=words) for words in whole]
    return Fields(
        headline=headline, body=body, kicker=item.kicker or "", lede=item.lede or "", caption=item.caption or "",
        published=item.published or "", authors=_list(item.authors), keywords=_list(item.keywords),
        publisher=item.publisher or "", language=item.language or "de", url=item.url or "",
        id=None if item.id is None else str(item.id), satire=bool(item.satire),
    )  # fmt: skip


def _parts(body: list[str | _Part] | str | None) -> list[Part]:
    if body is None:
        return []
    if isinstance(body, str):
        body = [*paragraphs(body)]
    parts = (_Part(part) if isinstance(part, str) else part for part in body)
    return [Part(kind=BlockKind(part.kind), text=part.text, speaker=part.speaker) for part in parts]


def _list(value: list[str] | str | None) -> list[str]:
    return [value] if isinstance(value, str) else value or []


def _bad(message: str, path: str) -> Problem:
    return Problem(code="bad-line", severity=Severity.ERROR, message=message, path=path, hint=_HINT)
