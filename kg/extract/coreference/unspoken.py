"""Who speaks where no words of the frame are the speaker's name: „hieß es dort“, „sagte von der Heide“, words of a headline."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from kg.extract.coreference.chains import Chains
from kg.extract.coreference.sieve import Sieve
from kg.lang import Language, language
from kg.model import BlockKind, Document, Quotation, QuotationKind, Span

_THERE = re.compile(r"\b(?:dort|hier|darin)\b")
_SAYS = re.compile(r"\b(?:heißt|hieß|heiße|verlautet|verlautete|verlautbarte)\b")
_STANDS = re.compile(
    r"[“”\"’‘«»]?,? (?:steht|stand|stehe|stünde) (?:\w+ )?(?:in|im) (?:\w+ ){0,3}?"
    r"(?P<letter>\w*(?:[Bb]rief|[Ss]chreiben|[Mm]itteilung|[Ee]rklärung|[Ss]tellungnahme|[Aa]ushang|[Mm]ail|[Nn]achricht|[Aa]ntwort))\b"
)
"""Words stand in what somebody sends; what stands in a law or a visitors' book is nobody's of the article."""
_WORD = re.compile(r"\w+")
_AHEAD = frozenset({BlockKind.KICKER, BlockKind.HEADLINE, BlockKind.LEDE})
_ALONE = "quote-alone"
_TURN = "interview-turn"
_LEAST_WORDS = 3
_KEY = 3
"""Words at the beginning by which repeated words are looked for."""
_SAME_WORDS = 0.7


def complete(
    quotations: Sequence[Quotation], document: Document, sieve: Sieve, chains: Chains
) -> list[Quotation]:
    """Return the quotations, those without a speaker with the one whom the article shows elsewhere.

    Parameters:
        quotations: in the order of the text.
        document: the document.
        sieve: what refers to whom in it.
        chains: the chains of those it speaks of.
    """
    text = document.article.text
    tables = language(document.article.language)
    framed = [q if q.source is not None else _framed(q, text, sieve, chains, tables) for q in quotations]
    framed = list(_going_on(quotations, framed, text))
    said = _by_beginning(framed, text)
    framed = [q if q.source is not None else _repeated(q, text, said) for q in framed]
    asked = {q.source for q in document.quotations if q.rule == _TURN}
    if len(asked) != 1:
        return framed
    (one,) = asked
    ahead = [block.span for block in document.article.blocks if block.kind in _AHEAD]
    return [_answered(q, one, ahead) for q in framed]


def _framed(quotation: Quotation, text: str, sieve: Sieve, chains: Chains, tables: Language) -> Quotation:
    if quotation.rule == _ALONE and quotation.speaker is None:
        return _written(quotation, text, sieve, chains)
    stands = quotation.speaker is not None and _is_document(quotation.speaker.of(text), tables)
    if (quotation.speaker is not None and not stands) or not quotation.frame or not quotation.cue:
        return quotation
    if any(_SAYS.search(cue.of(text)) for cue in quotation.cue):
        for frame in quotation.frame:
            for word in _WORD.finditer(frame.of(text)):
                said = (
                    word[0] != "es" or quotation.kind is QuotationKind.DIRECT
                )  # „hieß es“ of rumours is nobody's
                place = sieve.there.get(frame.start + word.start()) if said else None
                if place is not None:
                    span = Span(frame.start + word.start(), frame.start + word.end())
                    return _with(quotation, chains.of(place), span if _THERE.fullmatch(word[0]) else None)
        return quotation
    behind = quotation.cue[0].end + 1
    named = sieve.named_at(behind)
    if named is not None and any(frame.start <= behind < frame.end for frame in quotation.frame):
        return _with(quotation, named[0], named[1])
    return quotation


def _written(quotation: Quotation, text: str, sieve: Sieve, chains: Chains) -> Quotation:
    """Return words that stand in a letter as those of the institution just named: „…“, stand in dem Brief."""
    stands = _STANDS.match(text, quotation.span.end)
    place = sieve.there.get(stands.start("letter")) if stands is not None else None
    return quotation if place is None else _with(quotation, chains.of(place), None)


def _going_on(before: Sequence[Quotation], after: Sequence[Quotation], text: str) -> Iterator[Quotation]:
    """Yield the quotations; words without a frame go on with the one who was found to speak right before them."""
    last: Quotation | None = None
    for old, new in zip(before, after, strict=True):
        if old.source is None and new.source is not None:
            last = new
        elif last is not None and new.rule == _ALONE and _follows(new, last, text):
            last = replace(new, source=last.source, speaker=last.speaker, cue=last.cue, frame=last.frame)
            yield last
            continue
        yield new


def _follows(quotation: Quotation, last: Quotation, text: str) -> bool:
    """Say whether nothing but marks stands between words and those before them with their frame."""
    end = max(span.end for span in (*last.parts, *last.frame))
    between = text[end : quotation.span.start]
    return end <= quotation.span.start and "\n" not in between and not any(map(str.isalnum, between))


def _answered(quotation: Quotation, one: int | None, ahead: Sequence[Span]) -> Quotation:
    """Return words in the headline of an interview as those of the only one who is asked."""
    alone = quotation.kind is QuotationKind.DIRECT and quotation.source is None and quotation.speaker is None
    if not alone or not any(span.contains(quotation.span) for span in ahead):
        return quotation
    return replace(quotation, source=one, confidence=max(quotation.confidence, _SAME_WORDS))


def _is_document(words: str, tables: Language) -> bool:
    """Say whether words are for what something stands in: „der Mitteilung“; not „der Mitteilung der Werft“, which says whose it is."""
    noun = tables.institution_noun(words.rpartition(" ")[2])
    return noun is not None and noun.kind == "document"


def _with(quotation: Quotation, chain: int, words: Span | None) -> Quotation:
    return replace(quotation, source=chain, speaker=words, confidence=min(quotation.confidence, 0.7))


def _by_beginning(quotations: Sequence[Quotation], text: str) -> dict[str, list[Quotation]]:
    """Return direct quotations with a speaker by their first words."""
    found: dict[str, list[Quotation]] = {}
    for quotation in quotations:
        if quotation.source is not None and quotation.kind is QuotationKind.DIRECT:
            words = _words(quotation, text)
            for at in range(len(words) - _KEY + 1):
                found.setdefault(" ".join(words[at : at + _KEY]), []).append(quotation)
    return found


def _repeated(quotation: Quotation, text: str, said: dict[str, list[Quotation]]) -> Quotation:
    """Return words of a headline with the speaker of the same words in the text, if they are one's alone."""
    words = _words(quotation, text)
    if (
        quotation.speaker is not None
        or len(words) < _LEAST_WORDS
        or quotation.kind is not QuotationKind.DIRECT
    ):
        return quotation
    same = [
        q for q in said.get(" ".join(words[:_KEY]), ())[:_KEY] if " ".join(words) in " ".join(_words(q, text))
    ]
    if len({q.source for q in same}) != 1:
        return quotation
    return replace(
        quotation,
        source=same[0].source,
        together=same[0].together,
        confidence=max(quotation.confidence, _SAME_WORDS),
    )


def _words(quotation: Quotation, text: str) -> list[str]:
    return [word for part in quotation.parts for word in _WORD.findall(part.of(text).lower())]
