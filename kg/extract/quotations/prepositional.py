"""Quotations whose frame is a preposition or adverb: „laut X“, „nach Angaben von X“, „X zufolge“, „so X“, „demnach“."""

from collections.abc import Iterator

from kg.extract.quotations.finding import Finding
from kg.extract.quotations.sentence import Parsed
from kg.lang import SourcePlace
from kg.model import QuotationKind, Span
from kg.syntax.clause import Clause, ClauseKind
from kg.syntax.phrases import Phrase, noun_phrase
from kg.syntax.subjects import can_speak, with_apposition

_PHRASE = 5
"""Words of the longest phrase in the tables."""
_BEFORE = frozenset({"laut", "nach", "gemäß", "lt."})
_BEHIND = frozenset({"zufolge", "nach", "gemäß"})
_ASIDES = frozenset({",", "–", "-"})
_ADVERBS = frozenset({"demnach", "demzufolge"})
_SENTENCE_ADVERBS = frozenset({"danach"})


def findings(sentence: Parsed) -> Iterator[Finding]:
    """Yield the quotations of a sentence that a preposition or adverb frames."""
    for index, token in enumerate(sentence.tokens):
        lower = token.text.lower()
        if lower == "so":
            yield from _so(sentence, index)
        elif lower in ("wonach", "worauf"):
            yield from _whereby(sentence, index)
        elif lower in _ADVERBS or (lower in _SENTENCE_ADVERBS and index == 0 and _is_account(sentence)):
            yield from _adverb(sentence, index)
        elif lower == "nach" and (words := _unnamed(sentence, index)):
            yield from _finding(sentence, (index + 1 - words, index + 1), None, index, "unnamed-source")
        elif lower == "aus":
            yield from _view(sentence, index)
        elif lower in _BEFORE and _opens_relative(sentence, index):
            yield from _whereby(sentence, index)
        elif lower in _BEFORE or lower in _BEHIND:
            frame = _before(sentence, index) or _behind(sentence, index)
            if frame is not None:
                yield from _around(sentence, index, frame)


def _before(sentence: Parsed, index: int) -> Phrase | None:
    """„laut einem Bericht“, „nach Angaben der Polizei“; „nach“ needs a noun that tells a source."""
    lower = sentence.lower(index)
    if lower not in _BEFORE or sentence.tokens[index].tag in ("PTKVZ", "ADJD"):
        return None
    phrase = noun_phrase(sentence.tokens, index + 1, len(sentence.tokens))
    if phrase is None or sentence.tokens[phrase.start].tag == "PPER":
        return None
    if lower == "nach" and not (_tells_source(sentence, phrase) or _is_document(sentence, phrase)):
        return None
    phrase = with_apposition(sentence.tokens, phrase, sentence.language)
    if lower == "gemäß" and not (
        _tells_source(sentence, phrase) or can_speak(sentence.tokens, phrase, sentence.language)
    ):
        return None
    return phrase


def _is_document(sentence: Parsed, phrase: Phrase) -> bool:
    """Say whether a phrase names a document or a medium („nach einer Studie“, „nach dem Grundgesetz“)."""
    nouns = (
        sentence.language.institution_noun(sentence.tokens[i].text) for i in range(phrase.head, phrase.core)
    )
    return any(noun is not None and noun.kind in ("document", "media") for noun in nouns)


def _unnamed(sentence: Parsed, index: int) -> int:
    """Return how many words before and with „nach“ name no source („dem Vernehmen nach“), 0 if they do not."""
    for phrase in sentence.language.cue_phrases():
        size = len(phrase.words)
        if phrase.source is SourcePlace.UNNAMED and phrase.words[-1] == "nach" and size <= index + 1:
            words = [sentence.lower(i) for i in range(index + 1 - size, index + 1)]
            if words == [word.lower() for word in phrase.words]:
                return size
    return 0


def _view(sentence: Parsed, index: int) -> Iterator[Finding]:
    """„aus Sicht der Grünen“: the phrases of the tables that begin with „aus“ and have their source in the genitive."""
    words = [sentence.lower(i) for i in range(index, min(len(sentence.tokens), index + _PHRASE))]
    for phrase in sentence.language.cue_phrases():
        size = len(phrase.words)
        if phrase.source is not SourcePlace.GENITIVE or words[:size] != [
            word.lower() for word in phrase.words
        ]:
            continue
        named = noun_phrase(sentence.tokens, index + 1, len(sentence.tokens))
        if named is not None and named.end > index + size:
            yield from _around(sentence, index, named)
        return


def _tells_source(sentence: Parsed, phrase: Phrase) -> bool:
    nouns = (sentence.language.cue_noun(sentence.tokens[i].text) for i in range(phrase.head, phrase.core))
    return any(noun is not None and noun.names_source for noun in nouns)


def _behind(sentence: Parsed, index: int) -> Phrase | None:
    """„Medienberichten zufolge“, „seiner Meinung nach“: the phrase that ends at the postposition."""
    lower = sentence.lower(index)
    if lower not in _BEHIND:
        return None
    for start in range(max(0, index - 14), index):
        if start and sentence.tokens[start - 1].tag in ("ART", "ADJA", "PPOSAT", "APPR", "APPRART", "CARD"):
            continue
        phrase = noun_phrase(sentence.tokens, start, index)
        if phrase is None or phrase.end != index or sentence.tokens[start].tag == "PPER":
            continue
        marked = sentence.tokens[start].tag in ("PPOSAT", "ADJA", "PDAT") and _tells_source(sentence, phrase)
        if lower == "zufolge" or marked:
            return phrase
    return None


def _around(sentence: Parsed, index: int, phrase: Phrase) -> Iterator[Finding]:
    """Yield the clause around a prepositional frame as what is quoted."""
    start, end = min(index, phrase.start), max(index + 1, phrase.end)
    yield from _finding(
        sentence, (start, end), (phrase.start, phrase.end), index, f"{sentence.lower(index)}-source"
    )


def _finding(
    sentence: Parsed, frame: tuple[int, int], speaker: tuple[int, int] | None, cue: int, rule: str
) -> Iterator[Finding]:
    """Yield what a frame covers; without a speaker the whole frame is the cue."""
    bounds = _scope(sentence, frame)
    behind = sentence.trimmed(_behind_relative(sentence, frame[1]), bounds[1])
    parts = [r for r in (sentence.trimmed(bounds[0], frame[0]), behind) if r]
    if not parts:
        return
    quotes = [i for a, b in parts for i in range(a, b) if i in sentence.stretches]
    direct = len(quotes) == 1 and sum(b - a for a, b in parts) == 1
    if len(parts) == 1:
        span = sentence.spans(range(*parts[0]))[0]
        direct = direct or any(mark.outer == span for mark in sentence.marks)
    yield Finding(
        kind=QuotationKind.DIRECT if direct else QuotationKind.INDIRECT,
        parts=tuple(span for a, b in parts for span in sentence.spans(range(a, b))),
        speaker=None if speaker is None else _words(sentence, speaker),
        cue=sentence.spans(range(*frame) if speaker is None else [cue]),
        frame=sentence.spans(range(*frame)),
        rule=rule,
        confidence=0.9,
    )


def _behind_relative(sentence: Parsed, end: int) -> int:
    """Pass a relative clause that belongs to the source: „Laut Kranz, der das Institut leitet, …“."""
    for clause in sentence.clauses:
        if (
            clause.kind is ClauseKind.RELATIVE
            and clause.start in (end, end + 1)
            and clause.end < _end(sentence)
        ):
            return clause.end
    return end


def _scope(sentence: Parsed, frame: tuple[int, int]) -> tuple[int, int]:
    """Return the tokens that a frame in a clause covers: that clause with all that depends on it.

    In a main clause that is the sentence; in a subordinate one the clause after its conjunction.
    """
    clause = _clause_at(sentence, frame[0])
    end = _end(sentence)
    if clause is None:
        return 0, end
    if clause.kind is ClauseKind.RELATIVE or (clause.kind is ClauseKind.SUBORDINATE and clause.start > 0):
        start = clause.lead + 1 if clause.kind is ClauseKind.SUBORDINATE else clause.start
        if frame[0] <= start < frame[1]:
            start = frame[1]
        return start, clause.end
    return 0, end


def _end(sentence: Parsed) -> int:
    """Return the token after the last one before the full stop."""
    end = len(sentence.tokens)
    while end and sentence.tokens[end - 1].tag == "$.":
        end -= 1
    return end


def _clause_at(sentence: Parsed, index: int) -> Clause | None:
    for clause in sentence.clauses:
        if any(start <= index < end for start, end in clause.pieces):
            return clause
    return None


def _so(sentence: Parsed, index: int) -> Iterator[Finding]:
    """„…, so der Minister“."""
    tokens = sentence.tokens
    if index + 1 >= len(tokens) or tokens[index + 1].tag in ("KOUS", "ADJD", "VVFIN", "VAFIN", "VMFIN"):
        return
    piece = _aside_at(sentence, index)
    if piece is None or not index:
        return
    phrase = noun_phrase(tokens, index + 1, len(tokens), wide=True)
    if phrase is None:
        return
    end = phrase.end
    if end < len(tokens) and tokens[end].text == "," and end + 1 < len(tokens):
        apposition = noun_phrase(tokens, end + 1, len(tokens))
        if apposition is not None and (
            apposition.end == len(tokens) or tokens[apposition.end].tag in ("$.", "$,")
        ):
            end = apposition.end
    stop = max(end, piece[1])
    speaker = (phrase.start, end)
    before = sentence.trimmed(0, index)
    if before is None:
        return
    if index - 1 in sentence.stretches or index - 2 in sentence.stretches:
        position = index - 1 if index - 1 in sentence.stretches else index - 2
        goes_on = (
            not sentence.stretches[position].ended
            and sentence.lower(stop) == ","
            and stop + 1 in sentence.stretches
        )
        yield Finding(
            kind=QuotationKind.DIRECT, parts=sentence.spans([position, *([stop + 1] if goes_on else [])]), speaker=_words(sentence, speaker),
            cue=sentence.spans([index]), frame=sentence.spans(range(index - 1, stop)), rule="quote-so-speaker", confidence=0.95,
        )  # fmt: skip
        return
    parts = [before]
    following = _goes_on(sentence, stop)
    if following is not None:
        behind = sentence.trimmed(following, _end(sentence))
        parts += [behind] if behind is not None else []
    yield Finding(
        kind=QuotationKind.INDIRECT, parts=tuple(span for a, b in parts for span in sentence.spans(range(a, b))),
        speaker=_words(sentence, speaker), cue=sentence.spans([index]), frame=sentence.spans(range(index - 1, stop)),
        rule="so-speaker", confidence=0.9,
    )  # fmt: skip


def _aside_at(sentence: Parsed, index: int) -> tuple[int, int] | None:
    """Return the piece without a verb that begins at a token: a fragment, or what stands inside a clause."""
    for clause in sentence.clauses:
        for start, end in clause.pieces:
            if start == index:
                return None if start <= clause.finite < end else (start, end)
    return None


def _goes_on(sentence: Parsed, stop: int) -> int | None:
    """Return where the words that „so X“ interrupts go on behind it."""
    for clause in sentence.clauses:
        if clause.kind in (ClauseKind.RELATIVE, ClauseKind.FRAGMENT):
            continue
        for start, _ in clause.pieces:
            if start >= stop:
                inside = start > clause.start
                return (
                    start
                    if clause.kind is not ClauseKind.QUOTE and (inside or clause.mark in _ASIDES)
                    else None
                )
    return None


def _words(sentence: Parsed, bounds: tuple[int, int]) -> Span:
    return Span(sentence.tokens[bounds[0]].start, sentence.tokens[bounds[1] - 1].end)


def _is_account(sentence: Parsed) -> bool:
    """Say whether a sentence after „danach“ is what a source says: Konjunktiv or „soll“, not what came next."""
    first = sentence.predicates[0]
    return first is not None and (first.modal == "sollen" or sentence.is_subjunctive(0, certain=True))


def _adverb(sentence: Parsed, index: int) -> Iterator[Finding]:
    """„Demnach …“: what an earlier source says; the adverb stands for it."""
    yield from _finding(sentence, (index, index + 1), (index, index + 1), index, "adverb-source")


def _whereby(sentence: Parsed, index: int) -> Iterator[Finding]:
    """„ein Bericht, wonach …“: the noun before the clause is the source."""
    clause = _clause_at(sentence, index)
    if clause is None or clause.lead not in (index, index + 1):
        return
    parts = sentence.trimmed(clause.lead + 1, clause.end)
    if parts is not None:
        yield Finding(
            kind=QuotationKind.INDIRECT, parts=sentence.spans(range(*parts)), speaker=_noun_before(sentence, index),
            cue=sentence.spans([index]), frame=sentence.spans([index]), rule="wonach", confidence=0.8,
        )  # fmt: skip


def _opens_relative(sentence: Parsed, index: int) -> bool:
    """Say whether „nach“ or „laut“ opens a relative clause: „Berichte, nach denen …“."""
    following = sentence.tokens[index + 1 : index + 2]
    return bool(following) and following[0].tag == "PRELS" and sentence.lower(index - 1) == ","


def _noun_before(sentence: Parsed, index: int) -> Span:
    """Return the phrase to which a relative clause belongs, else the word itself."""
    for phrases in sentence.phrases:
        for constituent in phrases:
            if constituent.phrase.end == index - 1:
                return _words(sentence, (constituent.phrase.start, constituent.phrase.end))
    return _words(sentence, (index, index + 1))
