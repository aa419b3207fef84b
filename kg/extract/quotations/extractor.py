"""Adds quotations to a document: finds them in its text, takes interviews' turns, and ties each to its speaker."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from kg.extract.quotations.find import find
from kg.extract.quotations.finding import Finding
from kg.extract.quotations.speakers import Speakers
from kg.lang import language
from kg.model import Article, BlockKind, Document, Quotation, QuotationKind, Sentence, Span, Token
from kg.text import strip_marks

_SPOKEN = frozenset({BlockKind.QUESTION, BlockKind.ANSWER})


class Quotations:
    """Adds quotations, their speakers' chains and the pronouns resolved for them."""

    name = "quotations"
    requires = ("sentences", "mentions")
    provides = ("quotations",)

    def __call__(self, document: Document) -> Document:
        """Return ``document`` with quotations."""
        speakers = Speakers(document)
        found = [*_turns(document.article, speakers), *_in_text(document, speakers)]
        mentions = sorted((*document.mentions, *speakers.mentions), key=lambda mention: mention.span)
        return replace(
            document, quotations=_distinct(found), chains=tuple(speakers.chains), mentions=tuple(mentions)
        )


def _turns(article: Article, speakers: Speakers) -> Iterator[Quotation]:
    """Yield the answers of an interview; the questions are the interviewer's."""
    for turn in article.turns:
        if not turn.question:
            yield Quotation(
                kind=QuotationKind.DIRECT, parts=(turn.span,), source=speakers.labelled(turn.speaker),
                exact=not article.is_cut(turn.span), extractor="quotations", rule="interview-turn",
                confidence=0.95 if turn.labelled else 0.75,
            )  # fmt: skip


def _in_text(document: Document, speakers: Speakers) -> Iterator[Quotation]:
    article = document.article
    blocks = [block for block in article.blocks if block.kind not in _SPOKEN]
    sentences = _by_block(document.sentences, [block.span for block in blocks])
    tables = language(article.language)
    for finding in find(article.text, sentences, tables, cuts=[block.cuts for block in blocks]):
        yield _quotation(article, finding, speakers)


def _by_block(sentences: Sequence[Sentence], spans: Sequence[Span]) -> list[list[tuple[Token, ...]]]:
    """Return the words of the sentences of each block."""
    found: list[list[tuple[Token, ...]]] = [[] for _ in spans]
    position = 0
    for sentence in sentences:
        while position < len(spans) and spans[position].end <= sentence.span.start:
            position += 1
        if position < len(spans) and spans[position].contains(sentence.span):
            found[position].append(sentence.tokens)
    return found


def _quotation(article: Article, finding: Finding, speakers: Speakers) -> Quotation:
    direct = finding.kind is QuotationKind.DIRECT
    parts = tuple(strip_marks(article.text, part) for part in finding.parts) if direct else finding.parts
    source = speakers.resolve(finding.speaker) if finding.speaker is not None else None
    confidence = finding.confidence
    return Quotation(
        kind=finding.kind, parts=parts, speaker=finding.speaker, source=source, cue=finding.cue,
        addressee=finding.addressee, frame=finding.frame, exact=not any(article.is_cut(part) for part in parts),
        extractor="quotations", rule=finding.rule, confidence=confidence if source is not None else min(confidence, 0.6),
    )  # fmt: skip


def _distinct(found: Sequence[Quotation]) -> tuple[Quotation, ...]:
    """Keep one quotation for each stretch of text, the surest, in the order of the text."""
    best: dict[Span, Quotation] = {}
    for quotation in found:
        known = best.get(quotation.span)
        if known is None or quotation.confidence > known.confidence:
            best[quotation.span] = quotation
    return tuple(best[span] for span in sorted(best))


EXTRACTOR = Quotations()
