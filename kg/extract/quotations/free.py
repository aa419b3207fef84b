"""Reported speech without a frame: sentences in the Konjunktiv, and hearsay with „soll“."""

from collections.abc import Iterator, Sequence

from kg.extract.quotations.finding import Finding
from kg.extract.quotations.sentence import Parsed
from kg.lang import Mood
from kg.model import QuotationKind, Span
from kg.syntax.clause import ClauseKind

_Kind = tuple[QuotationKind, float]
"""What a sentence is, and how sure that is."""


def findings(
    sentences: Sequence[Parsed], framed: Sequence[Sequence[Finding]]
) -> Iterator[tuple[int, Finding]]:
    """Yield runs of sentences of a block that are reported without a frame, with the index of the first.

    Parameters:
        sentences: of one block, in order.
        framed: what else was found in each of them.
    """
    run: list[int] = []
    reported: _Kind | None = None
    for index, sentence in enumerate(sentences):
        kind = _kind(sentence, framed[index], after=index > 0 and bool(framed[index - 1]))
        if kind is None and reported is not None and not framed[index]:
            kind = _weak(sentence, reported)
        if reported is not None and (kind is None or kind[0] is not reported[0]):
            yield run[0], _finding(sentences, run, *reported)
            run, reported = [], None
        if kind is not None:
            run.append(index)
            reported = reported or kind
    if reported is not None:
        yield run[0], _finding(sentences, run, *reported)


def _finding(
    sentences: Sequence[Parsed], run: Sequence[int], kind: QuotationKind, confidence: float
) -> Finding:
    span = Span(sentences[run[0]].span.start, sentences[run[-1]].span.end)
    rule = "konjunktiv" if kind is QuotationKind.INDIRECT_FREE_INDIRECT else "hearsay"
    return Finding(kind=kind, parts=(span,), rule=rule, confidence=confidence)


def _kind(sentence: Parsed, framed: Sequence[Finding], *, after: bool) -> _Kind | None:
    """Say whether a sentence without a frame is reported speech, and how sure that is."""
    if any(finding.kind is not QuotationKind.DIRECT or finding.cue for finding in framed):
        return None
    if sentence.tokens[-1].text == "!":
        return None  # a wish: „Es lebe die Freiheit!“
    for index, clause in enumerate(sentence.clauses):
        if clause.kind is not ClauseKind.MAIN:
            continue
        verb = sentence.predicates[index]
        if verb is None:
            continue
        if verb.mood is Mood.KONJUNKTIV_1 and verb.certain:
            return QuotationKind.INDIRECT_FREE_INDIRECT, 0.85
        if verb.mood is Mood.KONJUNKTIV_2 and verb.certain and after:
            return QuotationKind.INDIRECT_FREE_INDIRECT, 0.6
        if verb.modal == "sollen" and not verb.certain and (after or _perfect(sentence, index)):
            return QuotationKind.FREE_INDIRECT, 0.6
        return None
    return None


def _weak(sentence: Parsed, before: _Kind) -> _Kind | None:
    """A Konjunktiv II after reported speech goes on with it."""
    if before[0] is not QuotationKind.INDIRECT_FREE_INDIRECT:
        return None
    for index, clause in enumerate(sentence.clauses):
        if clause.kind is ClauseKind.MAIN:
            return (before[0], 0.6) if sentence.is_subjunctive(index, certain=True) else None
    return None


def _perfect(sentence: Parsed, index: int) -> bool:
    """„soll … gesagt haben“: hearsay about what has happened."""
    verb = sentence.predicates[index]
    return verb is not None and any(
        sentence.lower(i) in ("haben", "sein") for i in verb.words if i != verb.verb
    )
