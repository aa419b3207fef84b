"""Whether the right one speaks: each annotated quotation, what the graph says, and what kind of error it is."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from benchmarks.resolving.gold import GoldQuotation
from benchmarks.resolving.matching import Match, plain, same_description
from benchmarks.resolving.system import Quoted

RIGHT, MISSED = "right", "quotation not found"
_MARKS = "„“”‚‘’»«›‹\"' "
_ENOUGH = 0.5
_SOMEBODY = frozenset({"jemand", "einer", "eine", ""})


@dataclass(frozen=True, slots=True)
class Outcome:
    """How one annotated quotation fared.

    Attributes:
        match, quotation: what was asked.
        kind: who speaks: person, unnamed, group, organization, place, several, untold.
        verdict: ``right``, or what went wrong.
        said: the names that the graph gives.
    """

    match: Match
    quotation: GoldQuotation
    kind: str
    verdict: str
    said: str


def outcomes(matches: Iterable[Match], *, direct: bool) -> Iterator[Outcome]:
    """Yield the outcome of each direct, or of each indirect quotation."""
    for match in matches:
        for quotation in match.gold.quotations:
            if quotation.direct == direct:
                yield _outcome(match, quotation)


def _outcome(match: Match, quotation: GoldQuotation) -> Outcome:
    kinds = [match.gold.entities[speaker].kind for speaker in quotation.speakers]
    kind = "untold" if not kinds else kinds[0] if len(kinds) == 1 or quotation.either else "several"
    quoted = _found(match, quotation)
    if quoted is None:
        return Outcome(match, quotation, kind, MISSED, "")
    said = ", ".join(
        match.entities[iri].names[0] if match.entities[iri].names else iri for iri in quoted.speakers
    )
    return Outcome(match, quotation, kind, _verdict(match, quotation, kind, quoted), said)


def _found(match: Match, quotation: GoldQuotation) -> Quoted | None:
    """Return the quotation of the answer that fits best and has at least half of the annotated characters.

    Words that are quoted inside another quotation are not found by that one.
    """
    wanted = _characters(match, quotation.parts)
    nested = any(wanted < _characters(match, other.parts) for other in match.gold.quotations)
    best, most = None, 0.0
    for quoted in match.answer.quotations:
        characters = _characters(match, quoted.parts)
        shared = len(wanted & characters)
        fit = 2 * shared / (len(wanted) + len(characters))
        enough = shared >= _ENOUGH * len(wanted) and (fit >= _ENOUGH or not nested)
        if enough and fit > most and (quoted.direct or not quotation.direct):
            best, most = quoted, fit
    return best


def _characters(match: Match, parts: Iterable[tuple[int, int]]) -> set[int]:
    text = match.gold.text
    return {at for start, end in parts for at in range(start, end) if text[at] not in _MARKS}


def _verdict(match: Match, quotation: GoldQuotation, kind: str, quoted: Quoted) -> str:
    expected = set(quotation.speakers)
    if not expected:
        return RIGHT if _nobody(match, quoted) else "speaker given where the text tells none"
    if not quoted.speakers:
        return "no speaker given"
    got = {match.stands_for(iri, quotation.speakers) for iri in quoted.speakers}
    if got == expected or (quotation.either and len(got) == 1 and got <= expected):
        return RIGHT
    if kind != "several" and _same_words(match, quotation, kind, quoted):
        return RIGHT
    if kind == "several":
        return "one of several" if got & expected else "none of several"
    return _error(kind, {k for iri in quoted.speakers for k in match.kinds(iri)})


def _nobody(match: Match, quoted: Quoted) -> bool:
    """Whether no speaker is given, or a source that is called no more than „jemand“."""
    entities = [match.entities[iri] for iri in quoted.speakers]
    return all("source" in entity.kinds and plain(entity.names[0]) in _SOMEBODY for entity in entities)


def _same_words(match: Match, quotation: GoldQuotation, kind: str, quoted: Quoted) -> bool:
    """Whether one without a name, or an institution, is described in the words of the text."""
    if kind == "person" or any("person" in match.kinds(iri) for iri in quoted.speakers):
        return False
    known = any(iri in match.meaning for iri in quoted.speakers)
    names = [match.entities[iri].names[:1] for iri in quoted.speakers]
    said = [quoted.words, *(name for some in names for name in some)]
    own = [name for speaker in quotation.speakers for name in match.names_of(speaker)]
    return not known and any(same_description(words, name) for words in said for name in own if words)


def _error(kind: str, got: set[str]) -> str:
    institution = kind in ("organization", "place", "group")
    if institution:
        return "a person for an institution" if "person" in got else "another institution or source"
    if kind == "unnamed":
        return "a named person for one without a name" if "person" in got else "another source"
    if "person" in got:
        return "another person"
    return "an unnamed source, not tied to the person" if "source" in got else "an institution for a person"
