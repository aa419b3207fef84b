"""Cuts a tagged sentence into clauses by the topological fields of German.

A clause is found by its finite verb and its left edge: a subordinator with the verb at the end, a relative
pronoun, a verb in second or first place (Höhle, Topologische Felder, 1986; tags: STTS, Schiller et al. 1999).
Commas, colons, dashes and coordinated verbs bound the pieces; a clause that another one interrupts has
several pieces.
"""

import enum
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from kg.model import Token

QUOTE = "QUOTE"
"""Tag of a token that stands for a whole stretch of quoted speech."""

FINITE = frozenset({"VVFIN", "VAFIN", "VMFIN", "VVIMP"})
_NONFINITE = frozenset({"VVINF", "VVPP", "VVIZU", "VAINF", "VAPP", "VMINF", "VMPP"})
_INFINITIVE = frozenset({"VVINF", "VAINF", "VMINF"})
_BOUNDARY = frozenset({",", ";", ":", "–", "—", "-", "--"})
_RELATIVE = frozenset("der die das dem den denen deren dessen welche welcher welches welchem welchen".split())
_INTRODUCES_INFINITIVE = frozenset({"um", "ohne", "statt", "anstatt"})
_QUESTION = frozenset({"PWS", "PWAV", "PWAT"})
_LIGHT = frozenset({"KON", "ADV", "$(", "PTKA", "PTKNEG", "APPR", "PAV", "PROAV"})
_BRACKET_ENDS = frozenset({"PTKVZ", "ADJD", "VVPP", "VVINF", "APPR"})
_LOOK_AHEAD = 3


class ClauseKind(enum.Enum):
    """What a clause is within its sentence."""

    MAIN = "main"
    SUBORDINATE = "subordinate"
    RELATIVE = "relative"
    INFINITIVE = "infinitive"
    FRAGMENT = "fragment"
    QUOTE = "quote"


@dataclass(slots=True)
class Clause:
    """One clause of a sentence; positions are indices of its tokens.

    Attributes:
        kind: main, subordinate, ….
        pieces: half-open ranges of tokens, in order.
        lead: the subordinator, relative pronoun or question word, -1 without one.
        finite: the finite verb, -1 without one.
        first: whether the finite verb opens the clause.
        conjunction: whether „und“, „oder“, „aber“ opens it.
        mark: the punctuation before it, ``""`` at the start of the sentence or where nothing stands.
    """

    kind: ClauseKind
    pieces: list[tuple[int, int]]
    lead: int = -1
    finite: int = -1
    first: bool = False
    conjunction: bool = False
    mark: str = ""

    @property
    def start(self) -> int:
        """Its first token."""
        return self.pieces[0][0]

    @property
    def end(self) -> int:
        """The token after its last one."""
        return self.pieces[-1][1]

    def indices(self) -> list[int]:
        """Return the indices of its tokens."""
        return [index for start, end in self.pieces for index in range(start, end)]


@dataclass(slots=True)
class _Segment:
    """What stands between two boundaries."""

    start: int
    end: int
    mark: str
    finite: list[int] = field(default_factory=list)


def clauses(tokens: Sequence[Token]) -> list[Clause]:
    """Return the clauses of a sentence in the order of their first tokens.

    Parameters:
        tokens: tagged tokens; one with the tag :data:`QUOTE` stands for quoted speech.
    """
    made: list[Clause] = []
    waiting: list[Clause] = []  # clauses whose verb has not come yet, innermost last
    segments = _segments(tokens)
    read = [_read(tokens, segment, position) for position, segment in enumerate(segments)]
    for position, clause in enumerate(read):
        _place(tokens, clause, read[position + 1 :], made, waiting)
    return made


def _segments(tokens: Sequence[Token]) -> list[_Segment]:
    found: list[_Segment] = []
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
            found.append(_Segment(start, index, mark))
        if token.tag == QUOTE:
            found.append(_Segment(index, index + 1, mark if start == index else ""))
            mark = ""
        else:
            mark = token.text
        start = index + 1
    end = len(tokens)
    while end > start and tokens[end - 1].tag == "$.":
        end -= 1
    if start < end:
        found.append(_Segment(start, end, mark))
    return [part for segment in found for part in _coordinated(tokens, segment)]


def _coordinated(tokens: Sequence[Token], segment: _Segment) -> list[_Segment]:
    """Cut a segment before each „und“ that joins two finite verbs."""
    finite = [
        i
        for i in _outside_brackets(tokens, segment)
        if tokens[i].tag in FINITE and not (tokens[i].text == "folgt" and tokens[i - 1].text == "wie")
    ]
    parts: list[_Segment] = []
    start, mark = segment.start, segment.mark
    for left, right in pairwise(finite):
        cut = next((i for i in range(right - 1, left, -1) if tokens[i].tag == "KON"), None)
        if cut is not None and cut > start:
            parts.append(_Segment(start, cut, mark))
            start, mark = cut, ""
    parts.append(_Segment(start, segment.end, mark))
    for part in parts:
        part.finite = [i for i in finite if part.start <= i < part.end]
    return parts


def _outside_brackets(tokens: Sequence[Token], segment: _Segment) -> list[int]:
    depth, found = 0, []
    for index in range(segment.start, segment.end):
        text = tokens[index].text
        depth += (text == "(") - (text == ")")
        if depth <= 0:
            found.append(index)
    return found


def _read(tokens: Sequence[Token], segment: _Segment, position: int) -> Clause:
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


def _mistagged(tokens: Sequence[Token], segment: _Segment) -> int:
    """Return a last verb that the tagger took for an infinitive or participle, where a finite one is due."""
    last = segment.end - 1
    while last > segment.start and tokens[last].tag == "$(":
        last -= 1
    tag, word = tokens[last].tag, tokens[last].text
    if tag in _INFINITIVE or (tag == "VVPP" and word.endswith("t")):
        return last
    return -1


def _has_infinitive(tokens: Sequence[Token], segment: _Segment) -> bool:
    return any(
        tokens[i].tag == "VVIZU"
        or (tokens[i].tag == "PTKZU" and i + 1 < segment.end and tokens[i + 1].tag in _NONFINITE)
        for i in range(segment.start, segment.end)
    )


def _lead(tokens: Sequence[Token], segment: _Segment, position: int) -> tuple[ClauseKind, int] | None:
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
    tokens: Sequence[Token], segment: _Segment, index: int, *, position: int, last: bool
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


def _comparison(tokens: Sequence[Token], segment: _Segment, index: int) -> bool:
    """Say whether „wie“ stands in „wie folgt“."""
    return index + 1 < segment.end and tokens[index + 1].text == "folgt"


def _verb_last(tokens: Sequence[Token], segment: _Segment) -> bool:
    """Say whether the segment ends with its finite verb, perhaps with infinitives after it."""
    if not segment.finite:
        return False
    if segment.finite[-1] > segment.start and tokens[segment.finite[-1] - 1].tag in _NONFINITE:
        return True
    index = segment.end - 1
    while index > segment.finite[-1]:
        if tokens[index].tag not in _NONFINITE and tokens[index].tag != "$(":
            return False
        index -= 1
    return segment.finite[-1] - segment.start > 1


def _place(
    tokens: Sequence[Token],
    clause: Clause,
    following: list[Clause],
    made: list[Clause],
    waiting: list[Clause],
) -> None:
    """Add a clause to the sentence, or join it to the one that waits for its verb."""
    if clause.kind is ClauseKind.QUOTE:
        made.append(clause)
    elif clause.kind in (ClauseKind.SUBORDINATE, ClauseKind.RELATIVE, ClauseKind.INFINITIVE):
        made.append(clause)
        if clause.finite < 0 and clause.kind is not ClauseKind.INFINITIVE:
            waiting.append(clause)
    elif clause.kind is ClauseKind.FRAGMENT:
        _place_fragment(tokens, clause, following, made, waiting)
    elif waiting and _is_inserted(tokens, clause, following):
        made.append(clause)
    elif waiting and _completes(tokens, waiting[-1], clause, made):
        _join(waiting.pop(), clause)
    elif not clause.first and _continues_subordinate(tokens, clause, made):
        clause.kind = made[-1].kind
        made.append(clause)
    else:
        waiting.clear()
        made.append(clause)


def _place_fragment(
    tokens: Sequence[Token],
    clause: Clause,
    following: list[Clause],
    made: list[Clause],
    waiting: list[Clause],
) -> None:
    if waiting and tokens[clause.start].text.lower() != "so":
        _join(waiting[-1], clause)
        return
    if _closes_bracket(tokens, clause, made):
        while made[-1].kind is ClauseKind.FRAGMENT:
            _join(made[-2], made.pop())
        _join(made[-1], clause)
        return
    made.append(clause)
    coming = next((c for c in following if c.kind in (ClauseKind.MAIN, ClauseKind.QUOTE)), None)
    if coming is None or coming.kind is ClauseKind.QUOTE or tokens[clause.start].text.lower() == "so":
        return
    adjacent = following[0] is coming and (len(made) == 1 or made[-2].kind is not ClauseKind.MAIN)
    if (coming.first and not coming.conjunction) or (adjacent and len(made) == 1 and coming.mark == ","):
        waiting.append(clause)


def _closes_bracket(tokens: Sequence[Token], clause: Clause, made: list[Clause]) -> bool:
    """„gab der Leiter, Andreas Huber, bekannt“: the particle or participle of a main clause after an apposition."""
    if clause.end - clause.start > 2 or tokens[clause.end - 1].tag not in _BRACKET_ENDS:
        return False
    fragments = 0
    while fragments < len(made) and made[-1 - fragments].kind is ClauseKind.FRAGMENT:
        fragments += 1
    return 0 < fragments < len(made) and made[-1 - fragments].kind is ClauseKind.MAIN


def _is_inserted(tokens: Sequence[Token], clause: Clause, following: list[Clause]) -> bool:
    """„Das Flugzeug, sagte X, sei gestartet“: a verb in first place, and another one that the clause can take."""
    opens = clause.first or (tokens[clause.start].text.lower() == "so" and clause.finite == clause.start + 1)
    if not opens or clause.conjunction:
        return False
    coming = next((c for c in following if c.kind is ClauseKind.MAIN), None)
    return coming is not None and coming.first and not coming.conjunction and coming.mark in (",", "–", "-")


def _completes(tokens: Sequence[Token], open_clause: Clause, clause: Clause, made: list[Clause]) -> bool:
    """Say whether ``clause`` brings the verb that ``open_clause`` waits for."""
    if open_clause.kind is ClauseKind.FRAGMENT:
        return clause.first or made[-1] is open_clause
    index = clause.end - 1
    while index > clause.finite and tokens[index].tag in _NONFINITE:
        index -= 1
    return index == clause.finite


def _join(left: Clause, right: Clause) -> None:
    left.pieces.extend(right.pieces)
    if right.finite >= 0:
        left.finite = right.finite
        if left.kind is ClauseKind.FRAGMENT:
            left.kind = ClauseKind.MAIN
            left.first = False


def _continues_subordinate(tokens: Sequence[Token], clause: Clause, made: list[Clause]) -> bool:
    """„…, dass A kommt und B geht“: a verb at the very end after a subordinate clause."""
    if not made or made[-1].kind not in (ClauseKind.SUBORDINATE, ClauseKind.RELATIVE):
        return False
    if not (clause.conjunction or clause.mark == ","):
        return False
    return clause.finite == clause.end - 1 and clause.finite - clause.start > 2
