"""Cuts a tagged sentence into clauses by the topological fields of German.

A clause is found by its finite verb and its left edge: a subordinator with the verb at the end, a relative
pronoun, a verb in second or first place (Höhle, Topologische Felder, 1986; tags: STTS, Schiller et al. 1999).
Commas, colons, dashes and coordinated verbs bound the pieces; a clause that another one interrupts has
several pieces.
"""

from collections.abc import Sequence

from kg.model import Token
from kg.syntax.clause import NONFINITE, Clause, ClauseKind
from kg.syntax.segments import read, segments

_BRACKET_ENDS = frozenset({"PTKVZ", "ADJD", "VVPP", "VVINF", "APPR"})


def clauses(tokens: Sequence[Token]) -> list[Clause]:
    """Return the clauses of a sentence in the order of their first tokens.

    Parameters:
        tokens: tagged tokens; one with the tag :data:`QUOTE` stands for quoted speech.
    """
    made: list[Clause] = []
    waiting: list[Clause] = []  # clauses whose verb has not come yet, innermost last
    parts = segments(tokens)
    found = [read(tokens, segment, position) for position, segment in enumerate(parts)]
    for position, clause in enumerate(found):
        _place(tokens, clause, found[position + 1 :], made, waiting)
    return made


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
    while index > clause.finite and tokens[index].tag in NONFINITE:
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
