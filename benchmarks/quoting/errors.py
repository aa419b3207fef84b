"""What went wrong with each quotation, and why."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from benchmarks.quoting.corpus import FOUND, Pair
from kg.lang import Language, language

WHOLE = 0.9
"""Token F1 below which the extent of a quotation that was found counts as wrong."""
_PRONOUNS = frozenset(
    "er sie es ich wir ihr ihm ihnen dieser diese dieses letzterer letztere jener jene der die das man".split()
)
_CONTEXT = 120
_STRONG = 3


@dataclass(frozen=True)
class Failure:
    """One thing that went wrong.

    Attributes:
        kind: ``missed``, ``speaker``, ``extent`` or ``spurious``.
        what: the type of the quotation in the corpus; for a spurious one the rule that found it.
        why: the class of the error.
        pair: the quotations.
    """

    kind: str
    what: str
    why: str
    pair: Pair


def failures(pairs: Iterable[Pair]) -> Iterator[Failure]:
    """Yield what is wrong with each pair, at most two things."""
    tables = language("de")
    for pair in pairs:
        gold, found = pair.gold, pair.found
        if gold is not None and pair.overlap < FOUND:
            yield Failure("missed", gold["type"], _missed(pair, gold, tables), pair)
        if found is not None and pair.overlap < FOUND:
            yield Failure("spurious", found["rule"], "extent" if pair.overlap else "no quotation there", pair)
        if gold is None or found is None or pair.overlap < FOUND:
            continue
        if pair.overlap < WHOLE:
            yield Failure("extent", gold["type"], found["rule"], pair)
        if not pair.who:
            yield Failure("speaker", gold["type"], _speaker(pair.article["text"], gold, found), pair)


def _missed(pair: Pair, gold: dict[str, Any], tables: Language) -> str:
    if pair.overlap:
        return "extent wrong"
    cue = _words(pair.article["text"], gold["cue"])
    if not cue:
        inside = _words(pair.article["text"], gold["quote"])
        return "no cue annotated, a verb of speech inside" if _reports(inside, tables) else "no cue annotated"
    return "cue known, no content found" if _known(cue, tables) else "no cue known"


def _reports(words: Iterable[str], tables: Language) -> bool:
    """Say whether a verb among the words often reports by itself."""
    cues = (
        cue
        for word in words
        for reading in tables.verb(word.lower())
        for cue in tables.cue_verbs(reading.lemma)
    )
    return any(cue.reports_object or cue.strength == _STRONG for cue in cues)


def _known(words: Sequence[str], tables: Language) -> bool:
    """Say whether the tables have a verb, noun or phrase of speech for the words of a cue."""
    if any(tables.cue_noun(word) for word in words if word[:1].isupper()):
        return True
    lower = [word.lower() for word in words]
    phrases = {word for phrase in tables.cue_phrases() for word in phrase.words}
    if len(lower) == 1 and lower[0] in phrases | {
        "so",
        "laut",
        "nach",
        "zufolge",
        "gemäß",
        "demnach",
        "wonach",
    }:
        return True
    lemmas = [reading.lemma for word in lower for reading in tables.verb(word)]
    joined = [tables.separable(prefix, lemma) for prefix in lower for lemma in lemmas]
    return any(tables.cue_verbs(lemma) for lemma in [*lemmas, *joined] if lemma)


def _speaker(text: str, gold: dict[str, Any], found: dict[str, Any]) -> str:
    if not found["speaker"]:
        return "missing"
    if not gold["speaker"]:
        return "named where the corpus has none"
    if not found["cue"]:
        return "wrong, carried over"
    pronoun = {word.lower() for word in _words(text, found["speaker"])} <= _PRONOUNS
    return "wrong, pronoun" if pronoun else "wrong, other"


def _words(text: str, spans: Iterable[Sequence[int]] | None) -> list[str]:
    return [word for begin, end in spans or () for word in text[begin:end].split()]


def counts(found: Iterable[Failure]) -> dict[str, Counter[tuple[str, str]]]:
    """Count failures by kind, and within by what and why."""
    table: dict[str, Counter[tuple[str, str]]] = {}
    for failure in found:
        table.setdefault(failure.kind, Counter())[failure.what, failure.why] += 1
    return table


def describe(failure: Failure) -> dict[str, Any]:
    """Return a failure with its words, for a file to read through."""
    pair, text = failure.pair, failure.pair.article["text"]
    return {
        "kind": failure.kind,
        "what": failure.what,
        "why": failure.why,
        "id": pair.article["id"],
        "overlap": round(pair.overlap, 3),
        "corpus": pair.gold and _shown(text, pair.gold),
        "kg": pair.found and _shown(text, pair.found),
    }


def _shown(text: str, quotation: dict[str, Any]) -> dict[str, Any]:
    """Return a quotation's words in ⟦…⟧ with what stands around them, and its roles."""
    parts = quotation["quote"]
    pieces, at = [], max(0, parts[0][0] - _CONTEXT)
    for begin, end in parts:
        pieces += [text[at:begin], "⟦", text[begin:end], "⟧"]
        at = end
    pieces.append(text[at : at + _CONTEXT])
    roles = {
        role: [text[begin:end] for begin, end in quotation.get(role) or ()]
        for role in ("speaker", "cue", "addressee")
    }
    return {
        "type": quotation["type"],
        "rule": quotation.get("rule"),
        "words": " ".join("".join(pieces).split()),
        **roles,
    }
