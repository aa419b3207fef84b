"""Cuts a tagged sentence into segments and reads what clause each of them is or begins."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from kg.model import Token
from kg.syntax.clause import FINITE, NONFINITE, QUOTE, Clause, ClauseKind

_INFINITIVE = frozenset({"VVINF", "VAINF", "VMINF"})
_BOUNDARY = frozenset({",", ";", ":", "–", "—", "-", "--"})
_RELATIVE = frozenset("der die das dem den denen deren dessen welche welcher welches welchem welchen".split())
_QUESTION = frozenset({"PWS", "PWAV", "PWAT"})
_LIGHT = frozenset({"KON", "ADV", "$(", "PTKA", "PTKNEG", "APPR", "PAV", "PROAV"})
_LOOK_AHEAD = 3


@dataclass(slots=True)
class Segment:
    """What stands between two boundaries."""

    start: int
    end: int
    mark: str
    finite: list[int] = field(default_factory=list)


def segments(tokens: Sequence[Token]) -> list[Segment]:
    """Cut a sentence at punctuation, at quoted speech, and before each „und“ that joins two finite verbs."""
    found: list[Segment] = []
    start, mark, depth = 0, "", 0
    for index, token in enumerate(tokens):
        if token.text == "(":
            depth += 1
        elif token.text == ")":
            depth = max(0, depth - 1)
        boundary = not depth and (token.text in _BOUNDARY or token.tag == QUOTE)
        if not boundary:
            continue
        if start < index:
            found.append(Segment(start, index, mark))
        if token.tag == QUOTE:
            found.append(Segment(index, index + 1, mark if start == index else ""))
            mark = ""
        else:
            mark = token.text
        start = index + 1
    end = len(tokens)
    while end > start and tokens[end - 1].tag == "$.":
        end -= 1
    if start < end:
        found.append(Segment(start, end, mark))
    return [part for segment in found for part in _coordinated(tokens, segment)]


def _coordinated(tokens: Sequence[Token], segment: Segment) -> list[Segment]:
    """Cut a segment before each „und“ that joins two finite verbs."""
    finite = [
        i
        for i in _outside_brackets(tokens, segment)
        if tokens[i].tag in FINITE and not (tokens[i].text == "folgt" and tokens[i - 1].text == "wie")
    ]
    parts: list[Segment] = []
    start, mark = segment.start, segment.mark
    for left, right in pairwise(finite):
        cut = next((i for i in range(right - 1, left, -1) if tokens[i].tag == "KON"), None)
        if cut is not None and cut > start:
            parts.append(Segment(start, cut, mark))
            start, mark = cut, ""
    parts.append(Segment(start, segment.end, mark))
    for part in parts:
        part.finite = [i for i in finite if part.start <= i < part.end]
    return parts


def _outside_brackets(tokens: Sequence[Token], segment: Segment) -> list[int]:
    depth, found = 0, []
    for index in range(segment.start, segment.end):
        text = tokens[index].text
        depth += (text == "(") - (text == ")")
        if depth <= 0:
            found.append(index)
    return found


def read(tokens: Sequence[Token], segment: Segment, position: int) -> Clause:
    """Make a clause of a segment, by its left edge and its finite verb."""
    clause = Clause(ClauseKind.FRAGMENT, [(segment.start, segment.end)], mark=segment.mark)
    if tokens[segment.start].tag == QUOTE:
        clause.kind = ClauseKind.QUOTE
        return clause
    clause.conjunction = tokens[segment.start].tag == "KON"
    lead = _lead(tokens, segment, position)
    if lead is not None:
        clause.kind, clause.lead = lead
    if not segment.finite and clause.kind is ClauseKind.FRAGMENT and _has_infinitive(tokens, segment):
        clause.kind = ClauseKind.INFINITIVE
        return clause
    if clause.kind in (ClauseKind.SUBORDINATE, ClauseKind.RELATIVE):
        clause.finite = segment.finite[-1] if segment.finite else _mistagged(tokens, segment)
    elif segment.finite:
        clause.kind = ClauseKind.MAIN
        clause.finite = segment.finite[0]
        clause.first = all(tokens[i].tag in ("KON", "$(") for i in range(segment.start, clause.finite))
    return clause


def _mistagged(tokens: Sequence[Token], segment: Segment) -> int:
    """Return a last verb that the tagger took for an infinitive or participle, where a finite one is due."""
    last = segment.end - 1
    while last > segment.start and tokens[last].tag == "$(":
        last -= 1
    tag, word = tokens[last].tag, tokens[last].text
    if tag in _INFINITIVE or (tag == "VVPP" and word.endswith("t")):
        return last
    return -1


def _has_infinitive(tokens: Sequence[Token], segment: Segment) -> bool:
    return any(
        tokens[i].tag == "VVIZU"
        or (tokens[i].tag == "PTKZU" and i + 1 < segment.end and tokens[i + 1].tag in NONFINITE)
        for i in range(segment.start, segment.end)
    )


def _lead(tokens: Sequence[Token], segment: Segment, position: int) -> tuple[ClauseKind, int] | None:
    """Return what kind of clause a word at the left edge opens, and that word."""
    last = _verb_last(tokens, segment)
    for index in range(segment.start, min(segment.end, segment.start + _LOOK_AHEAD)):
        kind = _opened(tokens, segment, index, position=position, last=last)
        if kind is not None:
            return kind, index
        if tokens[index].tag not in _LIGHT or tokens[index].text.lower() == "wie":
            return None
    return None


def _opened(
    tokens: Sequence[Token], segment: Segment, index: int, *, position: int, last: bool
) -> ClauseKind | None:
    """Return what kind of clause the word at ``index`` opens, None if it opens none.

    Parameters:
        tokens: the sentence.
        segment: where the word stands.
        index: the word.
        position: how many segments stand before.
        last: whether the segment ends with its finite verb.
    """
    tag, lower = tokens[index].tag, tokens[index].text.lower()
    if tag == "KOUS":
        return ClauseKind.SUBORDINATE
    if tag == "KOUI" and not segment.finite:
        return ClauseKind.INFINITIVE
    if tag in ("PRELS", "PRELAT") and (last or not segment.finite or lower not in _RELATIVE):
        return ClauseKind.RELATIVE
    if lower == "wie":
        opening = last or (not segment.finite and index == segment.start and not position)
        return ClauseKind.SUBORDINATE if opening and not _comparison(tokens, segment, index) else None
    if last and tag in _QUESTION:
        return ClauseKind.SUBORDINATE
    if last and position and index == segment.start and lower in _RELATIVE and segment.end - index > 2:
        return ClauseKind.RELATIVE
    return None


def _comparison(tokens: Sequence[Token], segment: Segment, index: int) -> bool:
    """Say whether „wie“ stands in „wie folgt“."""
    return index + 1 < segment.end and tokens[index + 1].text == "folgt"


def _verb_last(tokens: Sequence[Token], segment: Segment) -> bool:
    """Say whether the segment ends with its finite verb, perhaps with infinitives after it."""
    if not segment.finite:
        return False
    if segment.finite[-1] > segment.start and tokens[segment.finite[-1] - 1].tag in NONFINITE:
        return True
    index = segment.end - 1
    while index > segment.finite[-1]:
        if tokens[index].tag not in NONFINITE and tokens[index].tag != "$(":
            return False
        index -= 1
    return segment.finite[-1] - segment.start > 1
