"""Quotations of invented sentences in a form that a test can name."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

import pytest

from kg.extract import annotate
from kg.model import Document, Quotation, QuotationKind, Span
from kg.records import plain_article

DIRECT, INDIRECT, REPORTED = QuotationKind.DIRECT, QuotationKind.INDIRECT, QuotationKind.REPORTED
FREE, MIXED = QuotationKind.FREE_INDIRECT, QuotationKind.INDIRECT_FREE_INDIRECT
BETWEEN = " | "
"""Stands between the parts of what an inserted frame splits, and between the words of a cue that stand apart."""


@dataclass(frozen=True)
class Found:
    """A quotation by its words.

    Attributes:
        kind: its type.
        words: what is quoted.
        speaker: the words that name the speaker, ``""`` if none do.
        cue: the words that report.
        addressee: the words that name who is spoken to.
        name: the one who speaks, None if the text does not tell.
        named: whether that is a name, not a description.
        rule: what found it.
        confidence: how sure that is.
    """

    kind: QuotationKind
    words: str
    speaker: str
    cue: str
    addressee: str
    name: str | None
    named: bool
    rule: str
    confidence: float


def annotated(text: str, *, cuts: Sequence[int] = ()) -> Document:
    """Extract from a text; ``cuts`` are offsets before which the source lost words."""
    article = plain_article(text)
    blocks = tuple(
        replace(block, cuts=tuple(cut for cut in cuts if block.span.start < cut <= block.span.end))
        for block in article.blocks
    )
    return annotate(replace(article, blocks=blocks))


def found(text: str, *, cuts: Sequence[int] = ()) -> list[Found]:
    """Return the quotations of a text in its order."""
    document = annotated(text, cuts=cuts)
    return [_found(document, quotation) for quotation in document.quotations]


def only(text: str) -> Found:
    """Return the one quotation of a text."""
    (quotation,) = found(text)
    return quotation


def broken(reason: str, *values: object) -> Any:
    """A case that the rules do not read yet; the day they do, the test says so."""
    return pytest.param(*values, marks=pytest.mark.xfail(strict=True, reason=reason))


def _found(document: Document, quotation: Quotation) -> Found:
    text = document.article.text
    source = None if quotation.source is None else document.chains[quotation.source]
    return Found(
        kind=quotation.kind,
        words=_words(text, quotation.parts),
        speaker=_words(text, [quotation.speaker]),
        cue=_words(text, quotation.cue),
        addressee=_words(text, [quotation.addressee]),
        name=source.name if source else None,
        named=bool(source and source.named),
        rule=quotation.rule,
        confidence=quotation.confidence,
    )


def _words(text: str, spans: Iterable[Span | None]) -> str:
    return BETWEEN.join(" ".join(span.of(text).split()) for span in spans if span is not None)
