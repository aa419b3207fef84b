"""Makes an article of named fields, for readers whose sources tell what is what: JSON, web archives."""

import datetime
import hashlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from kg.model import Article, Block, BlockKind, Span, Turn
from kg.readers.decode import clean
from kg.readers.taz.titles import article_id
from kg.report import Problem, Severity

PUBLISHERS = {"taz.de": "taz"}
"""What a publisher is called whose articles come from a web site; any other is called like its site."""

_LANGUAGE = re.compile(r"de(-[A-Za-z0-9]{1,8})*", re.IGNORECASE)
_DAY = re.compile(r"(\d{4}-\d{2}-\d{2})(?:$|[T ])")
_BLANK_LINES = re.compile(r"\n[ \t]*\n\s*")
_SHOWN = 60
_SPOKEN = frozenset({BlockKind.QUESTION, BlockKind.ANSWER})


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A block of the body; ``speaker`` only for questions and answers."""

    kind: BlockKind
    text: str
    speaker: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fields:
    """What a source says of an article; see :class:`kg.model.Article`. Texts may hold any characters.

    Attributes:
        body: headings, paragraphs, turns, verses.
        published: a day, or a day and a time (ISO 8601).
        url: where it was published; tells the publisher if ``publisher`` does not.
    """

    headline: str
    body: Sequence[Part]
    kicker: str = ""
    lede: str = ""
    caption: str = ""
    published: str = ""
    authors: Sequence[str] = ()
    keywords: Sequence[str] = ()
    publisher: str = ""
    language: str = "de"
    url: str = ""
    id: str | None = None
    satire: bool = False


def paragraphs(text: str) -> tuple[str, ...]:
    """Part a plain text: by blank lines, or by lines if it has no blank ones."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").strip()
    parts = _BLANK_LINES.split(text) if _BLANK_LINES.search(text) else text.split("\n")
    return tuple(part for part in parts if part.strip())


def publisher_of(url: str) -> str:
    """Return what the publisher of a web address is called, "" if it is no web address."""
    try:
        parts = urlsplit(url)
        host = (
            (parts.hostname or "").rstrip(".").removeprefix("www.")
            if parts.scheme in ("http", "https")
            else ""
        )
    except ValueError:  # an unfinished IPv6 address
        return ""
    return PUBLISHERS.get(host, host)


def compose(fields: Fields, data: bytes, *, form: str, name: str, path: str) -> Iterator[Article | Problem]:
    """Yield the article of some fields and the problems with it, or the problem why it is none.

    Characters are composed (NFC) and blanks joined before anything is counted, as in every reader.

    Parameters:
        fields: what the source says.
        data: the source's bytes.
        form: the reader and what it found, for ``Article.format``.
        name, path: of the source.
    """
    text = _Text()
    text.add(BlockKind.KICKER, fields.kicker)
    text.add(BlockKind.HEADLINE, fields.headline)
    headed = any(block.kind is BlockKind.HEADLINE for block in text.blocks)
    text.add(BlockKind.LEDE, fields.lede)
    text.add(BlockKind.CAPTION, fields.caption)
    before = len(text.blocks)
    for part in fields.body:
        text.add(part.kind, part.text, part.speaker)
    refusal = _refusal(fields, path, headed=headed, empty=len(text.blocks) == before)
    if refusal is not None:
        yield refusal
        return
    published = day(fields.published)
    publisher = text.line(fields.publisher) or publisher_of(fields.url)
    yield Article(
        name=name, path=path, format=form, sha256=hashlib.sha256(data).hexdigest(),
        id=fields.id or (article_id(fields.url) if publisher in PUBLISHERS.values() else None),
        url=text.line(fields.url) or None, text=text.text, blocks=tuple(text.blocks), language=fields.language.lower(),
        publisher=publisher, published=published, dateline=None, authors=text.lines(fields.authors),
        keywords=text.lines(fields.keywords), links=(), related=(), turns=tuple(text.turns), satire=fields.satire,
    )  # fmt: skip
    yield from _warnings(fields, published, text.controls, path)


class _Text:
    """The article's text as it grows, and how many control characters were taken out of it."""

    def __init__(self) -> None:
        self.text = ""
        self.blocks: list[Block] = []
        self.turns: list[Turn] = []
        self.controls = 0

    def line(self, words: str) -> str:
        """Return words as one clean line."""
        cleaned, controls = clean(words.replace("\n", " "))
        self.controls += controls
        return " ".join(cleaned.split())

    def lines(self, words: Sequence[str]) -> tuple[str, ...]:
        """Return several, each once, without empty ones."""
        return tuple(dict.fromkeys(filter(None, map(self.line, words))))

    def add(self, kind: BlockKind, words: str, speaker: str = "") -> None:
        """Append a block; words of blanks alone add nothing."""
        line = self.line(words)
        if not line:
            return
        if self.blocks:
            verse = kind is BlockKind.VERSE and self.blocks[-1].kind is kind
            self.text += "\n" if verse else "\n\n"
        span = Span(len(self.text), len(self.text) + len(line))
        self.text += line
        self.blocks.append(Block(kind=kind, span=span, line=1))
        name = self.line(speaker)
        if kind in _SPOKEN and name:
            question = kind is BlockKind.QUESTION
            self.turns.append(Turn(speaker=name, question=question, span=span, labelled=True))


def _refusal(fields: Fields, path: str, *, headed: bool, empty: bool) -> Problem | None:
    """Return why the fields are no article that kg can read."""
    if not headed:
        return _refuse(
            "not-an-article", "the record has no headline", path, "an article needs a headline and a text"
        )
    if empty:
        return _refuse("no-text", "the article has a headline but no text", path)
    if not _LANGUAGE.fullmatch(fields.language):
        message = f"the article's language is „{fields.language[:_SHOWN]}“"
        return _refuse("language", message, path, "kg reads German (de)")
    if not (clean(fields.publisher)[0].strip() or publisher_of(fields.url)):
        hint = "give each article a publisher, or the url where it was published"
        return _refuse("no-publisher", "nothing tells who published the article", path, hint)
    return None


def _refuse(code: str, message: str, path: str, hint: str = "") -> Problem:
    return Problem(code=code, severity=Severity.ERROR, message=message, path=path, hint=hint)


def day(text: str) -> datetime.date | None:
    """Return the day of a date, or of a date and time, in ISO 8601; None if it is neither."""
    match = _DAY.match(text.strip())
    try:
        return datetime.date.fromisoformat(match[1]) if match else None
    except ValueError:
        return None


def _warnings(fields: Fields, published: datetime.date | None, controls: int, path: str) -> Iterator[Problem]:
    if published is None:
        message = "there is no date of publication"
        if fields.published.strip():
            message = f"„{fields.published[:_SHOWN]}“ is no date of the form YYYY-MM-DD"
        hint = "the article is kept as undated"
        yield Problem(code="no-date", severity=Severity.WARNING, message=message, path=path, hint=hint)
    if fields.url.strip() and not publisher_of(fields.url):
        message = f"„{fields.url[:_SHOWN]}“ is no web address"
        hint = "the graph has no such address"
        yield Problem(
            code="link-no-address", severity=Severity.WARNING, message=message, path=path, hint=hint
        )
    if controls:
        message = f"{controls} control character(s) or bidirectional overrides were removed"
        yield Problem(code="control-characters", severity=Severity.WARNING, message=message, path=path)
