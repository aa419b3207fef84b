"""Words that somebody quotes while speaking: „Sie hat gesagt: ‚Das Wasser steigt.‘“, erzählt er."""

from collections.abc import Iterator, Sequence

from kg.extract.quotations.find import find
from kg.extract.quotations.finding import Finding
from kg.lang import Language
from kg.model import QuotationKind, Sentence, Span, Token
from kg.text import quoted

_SPEAKING = frozenset({"ich", "wir"})
"""Who speaks anyway: „Ich habe gerufen: ‚Halt!‘“."""


def within(
    text: str, sentences: Sequence[Sentence], spoken: Sequence[Span], language: Language
) -> Iterator[Finding]:
    """Yield the very words of others inside what is spoken; only those of which a frame tells whose they are.

    Parameters:
        text: the article's text.
        sentences: all of it, tagged.
        spoken: stretches of the article's direct speech, without their marks, in order.
        language: tables.
    """
    position = 0
    for span in spoken:
        if not any(mark.closed for mark in quoted(text, span)):
            continue
        while position < len(sentences) and sentences[position].span.end <= span.start:
            position += 1
        words = list(_words(sentences, position, span))
        for finding in find(text, [words] if words else [], language):
            who = finding.speaker.of(text).lower() if finding.speaker is not None and finding.cue else ""
            others = who and who not in _SPEAKING
            if finding.kind is QuotationKind.DIRECT and others and span.contains(finding.parts[0]):
                yield finding


def _words(sentences: Sequence[Sentence], position: int, span: Span) -> Iterator[tuple[Token, ...]]:
    """Yield the words inside a stretch, by sentence, from the sentence at a position on."""
    for sentence in sentences[position:]:
        if sentence.span.start >= span.end:
            return
        inside = tuple(t for t in sentence.tokens if span.start <= t.start and t.end <= span.end)
        if inside:
            yield inside
