"""Quotations and mentions as plain records, one for each text: what `kg extract` reads and writes as JSON lines.

Offsets are half-open ranges of code points in the text that was given.
"""

import hashlib
import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Annotated, BinaryIO

import msgspec

from kg import sources
from kg.errors import UsageError
from kg.extract import DEFAULT, annotate, check
from kg.model import (
    Article,
    Block,
    BlockKind,
    Document,
    Mention,
    Quotation,
    QuotationKind,
    Span,
)
from kg.pipeline import annotate as annotate_source
from kg.report import Problem, Severity
from kg.text import with_marks

_TYPES = {
    QuotationKind.DIRECT: "Direct",
    QuotationKind.INDIRECT: "Indirect",
    QuotationKind.REPORTED: "Reported",
    QuotationKind.FREE_INDIRECT: "FreeIndirect",
    QuotationKind.INDIRECT_FREE_INDIRECT: "IndirectFreeIndirect",
}
_NEW_LINE = r"(?>\r\n|[\r\n\u2028\u2029\x85])"
_BLANK_LINES = re.compile(rf"{_NEW_LINE}[ \t\xa0]*{_NEW_LINE}\s*")
_BREAKS = str.maketrans(dict.fromkeys("\r\n\t\v\f\x85\u2028\u2029", " "))
_SURROGATE = re.compile("[\ud800-\udfff]")
_HINT = 'each line is one object {"id": …, "text": …}'

Identifier = str | Annotated[int, msgspec.Meta(ge=-(2**63), le=2**63 - 1)]
Spans = list[tuple[int, int]]


class QuotationRecord(msgspec.Struct, frozen=True):
    """A quotation.

    Attributes:
        type: Direct, Indirect, Reported, FreeIndirect or IndirectFreeIndirect.
        quote: the words; those of a direct quotation with their quotation marks, if they have any.
        speaker, cue, addressee, frame: the words that say who, how, to whom and the clause that reports.
        speaker_entity: the name, or description, of the one who speaks; None if the text does not tell.
        confidence: 0 to 1, for words and speaker together.
        rule: which rule found it.
        extractor: which extractor.
    """

    type: str
    quote: Spans
    speaker: Spans
    cue: Spans
    addressee: Spans
    frame: Spans
    speaker_entity: str | None
    confidence: float
    rule: str
    extractor: str


class MentionRecord(msgspec.Struct, frozen=True):
    """A place where the text names or refers to something; ``type`` is Person, Organization, Place, Event, Thing."""

    begin: int
    end: int
    type: str
    entity: str | None


class Record(msgspec.Struct, frozen=True):
    """What was found in one text; ``text`` is left out where the user has it already."""

    id: Identifier
    quotations: list[QuotationRecord]
    mentions: list[MentionRecord]
    text: str | msgspec.UnsetType = msgspec.UNSET


class _Line(msgspec.Struct):
    id: Identifier
    text: str


_DECODER = msgspec.json.Decoder(_Line)


def plain_article(text: str, *, name: str = "text") -> Article:
    """Make an article of a text as it is; offsets in the article are those in the text.

    Its paragraphs are what blank lines part; a line break within one counts as a blank.
    """
    spans = _paragraphs(text)
    return Article(
        name=name, path=name, format="plain", sha256=hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest(), id=None,
        text=text.translate(_BREAKS),
        blocks=tuple(
            Block(kind=BlockKind.PARAGRAPH, span=span, line=line) for span, line in zip(spans, _lines(text, spans), strict=True)
        ),
        language="de", publisher="", published=None, dateline=None, authors=(), keywords=(), links=(), related=(), turns=(), satire=False,
    )  # fmt: skip


def _paragraphs(text: str) -> list[Span]:
    bounds = [0, *(at for match in _BLANK_LINES.finditer(text) for at in match.span()), len(text)]
    found = []
    for start, end in zip(bounds[::2], bounds[1::2], strict=True):
        words = text[start:end]
        left, right = start + len(words) - len(words.lstrip()), start + len(words.rstrip())
        if left < right:
            found.append(Span(left, right))
    return found


def _lines(text: str, spans: Iterable[Span]) -> Iterator[int]:
    """Yield the line on which each paragraph begins, from 1."""
    line, seen = 1, 0
    for span in spans:
        line += text.count("\n", seen, span.start)
        seen = span.start
        yield line


def read_text(text: str, *, name: str = "text", extractors: Sequence[str] = DEFAULT) -> Document:
    """Extract from a text as it is, without any format; see :func:`plain_article`.

    Raises:
        UsageError: if an extractor is unknown or lacks what it needs, or the text has half a surrogate pair.
    """
    check(extractors)
    if _SURROGATE.search(text):
        raise UsageError(
            "the text has half a surrogate pair, which no encoding can write; decode it with errors='replace'"
        )
    return annotate(plain_article(text, name=name), extractors)


def record(document: Document, identifier: Identifier, *, text: bool = False) -> Record:
    """Return what was found in a document as a record, with its text if asked for."""
    return Record(
        id=identifier,
        quotations=[_quotation(document, quotation) for quotation in document.quotations],
        mentions=[_mention(document, mention) for mention in document.mentions],
        text=document.article.text if text else msgspec.UNSET,
    )


def _quotation(document: Document, quotation: Quotation) -> QuotationRecord:
    parts: Iterable[Span] = quotation.parts
    if quotation.kind is QuotationKind.DIRECT:
        parts = (with_marks(document.article.text, part) for part in parts)
    return QuotationRecord(
        type=_TYPES[quotation.kind],
        quote=_pairs(parts),
        speaker=_pairs([quotation.speaker] if quotation.speaker else ()),
        cue=_pairs(quotation.cue),
        addressee=_pairs([quotation.addressee] if quotation.addressee else ()),
        frame=_pairs(quotation.frame),
        speaker_entity=_entity(document, quotation.source),
        confidence=round(quotation.confidence, 4),
        rule=quotation.rule,
        extractor=quotation.extractor,
    )


def _mention(document: Document, mention: Mention) -> MentionRecord:
    return MentionRecord(
        begin=mention.span.start,
        end=mention.span.end,
        type=mention.kind.value.capitalize(),
        entity=_entity(document, mention.chain),
    )


def _entity(document: Document, chain: int | None) -> str | None:
    return None if chain is None else document.chains[chain].name


def _pairs(spans: Iterable[Span]) -> Spans:
    return [(span.start, span.end) for span in spans]


def extract_lines(
    file: BinaryIO, *, path: str, extractors: Sequence[str] = DEFAULT
) -> Iterator[Record | Problem]:
    """Yield a record for each JSON line with a text, a problem for each line without one; blank lines count as none.

    Parameters:
        file: lines ``{"id": …, "text": …}`` in UTF-8; more keys are ignored.
        path: its name in messages.
        extractors: names, in the order of work.

    Raises:
        UsageError: if an extractor is unknown or lacks what it needs.
    """
    check(extractors)
    for number, line in sources.numbered(file):
        item = _decoded(line, path, number)
        if isinstance(item, Problem):
            yield item
        else:
            yield record(annotate(plain_article(item.text), extractors), item.id)


def _decoded(line: bytes | None, path: str, number: int) -> _Line | Problem:
    if line is None:
        return _too_large(path, number)
    try:
        item = _DECODER.decode(line)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        return Problem(
            code="bad-line", severity=Severity.ERROR, message=f"is no text to extract from: {error}", path=path, line=number, hint=_HINT
        )  # fmt: skip
    return item if len(item.text) <= sources.LARGEST else _too_large(path, number)


def _too_large(path: str, number: int) -> Problem:
    message = f"is larger than {sources.LARGEST // 1_000_000} MB, as no article is"
    return Problem(code="too-large", severity=Severity.ERROR, message=message, path=path, line=number)


def extract_articles(
    paths: Iterable[str | Path], *, extractors: Sequence[str] = DEFAULT
) -> Iterator[Record | Problem]:
    """Yield a record with its text for each article in files and folders, and the problems with them.

    Raises:
        UsageError: if a path does not exist, or an extractor is unknown or lacks what it needs.
    """
    check(extractors)
    for source in sources.find(paths):
        if isinstance(source, Problem):
            yield source
            continue
        for item in annotate_source(source, extractors):
            yield item if isinstance(item, Problem) else record(item, item.article.name, text=True)
