"""Finds what a reporting clause reports: the clauses that hold the content, after, before or around it."""

from dataclasses import dataclass

from kg.extract.quotations.sentence import Parsed
from kg.lang import CueVerb, Mood, Takes
from kg.syntax.clause import Clause, ClauseKind

_OBJECT_LEADS = frozenset(
    "dass daß ob wie was wer wen wem wessen wo wohin woher warum weshalb wieso wann weswegen welche welcher welches "
    "welchen welchem inwieweit inwiefern womit wofür wogegen worauf woran worüber wovon wozu wodurch".split()
)
_DASS = frozenset({Takes.DASS, Takes.TOPIC})
_SURE = 3
_RESULT = frozenset({"so", "ohne", "statt", "anstatt", "dadurch"})
_ADVERBIAL_INFINITIVE = frozenset({"um", "ohne", "statt", "anstatt"})


@dataclass(frozen=True, slots=True)
class Content:
    """The clauses that are reported.

    Attributes:
        ranges: half-open ranges of tokens.
        first: index of its first clause.
        direct: whether it is quoted speech.
        before: whether it stands before the reporting clause.
        shape: how it is tied to the clause (``dass``, ``main``, ``zu``, ``colon``, ``wie``).
    """

    ranges: tuple[tuple[int, int], ...]
    first: int
    direct: bool
    before: bool
    shape: str


def after(sentence: Parsed, index: int, cue: CueVerb) -> Content | None:
    """Return what follows a reporting clause, or None.

    Parameters:
        sentence: the sentence.
        index: the reporting clause.
        cue: what its verb takes.
    """
    clauses = sentence.clauses
    for position in range(index + 1, len(clauses)):
        clause = clauses[position]
        shape = _shape(sentence, position, cue)
        if shape:
            if shape == "question" and (answer := _speech(sentence, index, position + 1)) is not None:
                return answer  # „sagte auf die Frage, ob …: „…““
            if (
                clause.kind is ClauseKind.QUOTE
                and sentence.clauses[index].kind is not ClauseKind.MAIN
                and clause.mark == ":"
            ):
                return None
            if clause.kind is ClauseKind.QUOTE:
                return Content(((clause.start, clause.end),), position, True, False, "quote")
            last = last_of(sentence, position)
            return Content(_ranges(sentence, position, last, index), position, False, False, shape)
        if clause.kind not in (ClauseKind.FRAGMENT, ClauseKind.RELATIVE) or clause.mark == ":":
            return _speech(sentence, index, position) or _relative(sentence, index)
    return _relative(sentence, index)


def _relative(sentence: Parsed, index: int) -> Content | None:
    """„… verwies auf die Pflicht, die man erfüllen müsse“: a relative clause in the Konjunktiv I behind the verb."""
    following = sentence.clauses[index + 1 : index + 2]
    if (
        not following
        or following[0].kind is not ClauseKind.RELATIVE
        or not _in_konjunktiv_1(sentence, index + 1)
    ):
        return None
    last = last_of(sentence, index + 1)
    return Content(_ranges(sentence, index + 1, last, index), index + 1, False, False, "relative")


def _speech(sentence: Parsed, index: int, start: int) -> Content | None:
    """„Sie warnte vor Hunger, wenn nichts geschehe: „…““: the quoted speech after a colon, over clauses between."""
    for position in range(start, len(sentence.clauses)):
        clause = sentence.clauses[position]
        if clause.kind is ClauseKind.QUOTE:
            return Content(((clause.start, clause.end),), position, True, False, "quote")
        if clause.kind is ClauseKind.MAIN:
            return None
    return None


def _shape(sentence: Parsed, position: int, cue: CueVerb) -> str:
    """Return how a clause after a reporting one can be its content, ``""`` if it cannot."""
    clause = sentence.clauses[position]
    if clause.kind is ClauseKind.QUOTE:
        return "quote"
    if clause.kind is ClauseKind.SUBORDINATE:
        return "" if clause.conjunction else _subordinate(sentence, position, cue)
    if clause.mark == ":" and clause.kind is not ClauseKind.FRAGMENT:
        return "colon"
    if clause.kind is ClauseKind.INFINITIVE:
        takes = Takes.ZU_INFINITIVE in cue.takes or cue.strength == _SURE
        return "zu" if takes and sentence.lower(clause.start) not in _ADVERBIAL_INFINITIVE else ""
    if clause.kind is ClauseKind.MAIN and not clause.first and not clause.conjunction:
        takes = Takes.MAIN_CLAUSE in cue.takes or sentence.is_subjunctive(position, certain=True)
        return "main" if takes and clause.mark in (",", "–", "") else ""
    return ""


def _subordinate(sentence: Parsed, position: int, cue: CueVerb) -> str:
    """Return how a clause with a conjunction or question word can be reported."""
    clause = sentence.clauses[position]
    lead = sentence.lower(clause.lead)
    if lead not in _OBJECT_LEADS:
        return _adverbial(sentence, position)
    if lead not in ("dass", "daß"):
        return "question" if Takes.QUESTION in cue.takes else ""
    return "dass" if cue.takes & _DASS and sentence.lower(clause.lead - 1) not in _RESULT else ""


def _adverbial(sentence: Parsed, position: int) -> str:
    """Return how a clause with „weil“ or „sobald“ can be reported: by its own Konjunktiv, or that of its main clause."""
    if sentence.lower(sentence.clauses[position].lead) in ("weil", "da"):
        return "reason" if _in_konjunktiv_1(sentence, position) else ""
    following = position + 1
    if (
        following < len(sentence.clauses)
        and sentence.clauses[following].first
        and not sentence.clauses[following].conjunction
    ):
        return "main" if sentence.is_subjunctive(following, certain=True) else ""
    return ""


def _in_konjunktiv_1(sentence: Parsed, position: int) -> bool:
    verb = sentence.predicates[position]
    return verb is not None and verb.mood is Mood.KONJUNKTIV_1 and verb.certain


def last_of(sentence: Parsed, first: int) -> int:
    """Return the last clause that belongs to a content that begins with clause ``first``."""
    clauses = sentence.clauses
    opening = clauses[first]
    for position in range(first + 1, len(clauses)):
        clause = clauses[position]
        if clause.kind is ClauseKind.QUOTE or _reports_as(sentence, position):
            return position - 1
        if clause.kind is not ClauseKind.MAIN:
            continue
        if clause.start < clauses[first].end:  # an interrupted clause that began earlier
            continue
        if sentence.is_subjunctive(position, certain=opening.kind is not ClauseKind.MAIN) and (
            not clause.first or clause.conjunction
        ):
            continue
        if opening.kind is ClauseKind.MAIN and opening.mark == ":":
            continue
        return position - 1
    return len(clauses) - 1


def _reports_as(sentence: Parsed, position: int) -> bool:
    """Say whether a clause is „so der Minister“."""
    clause = sentence.clauses[position]
    return (
        clause.kind is ClauseKind.FRAGMENT
        and sentence.lower(clause.start) == "so"
        and clause.mark in (",", "–")
    )


def before(sentence: Parsed, index: int) -> Content | None:
    """Return what precedes a reporting clause that its verb opens („…, sagte X“), or None."""
    clauses = sentence.clauses
    previous = index - 1
    while previous >= 0 and clauses[previous].kind in (
        ClauseKind.RELATIVE,
        ClauseKind.FRAGMENT,
        ClauseKind.SUBORDINATE,
        ClauseKind.INFINITIVE,
    ):
        previous -= 1
    if clauses[index - 1].kind is ClauseKind.QUOTE:
        quotes = [clauses[index - 1]]
        if _goes_on(sentence, index):
            quotes.append(clauses[index + 1])
        return Content(tuple((c.start, c.end) for c in quotes), index - 1, True, True, "quote")
    if previous < 0:
        lead = sentence.lower(clauses[0].lead) if clauses[0].kind is ClauseKind.SUBORDINATE else ""
        if lead not in ("dass", "daß", "ob"):
            return None
    first = _first(sentence, index)
    ranges = list(_ranges(sentence, first, index - 1, index))
    last = _continued(sentence, index)
    if last > index:
        ranges += _ranges(sentence, index + 1, last, index)
    return Content(tuple(ranges), first, False, True, "main")


def _goes_on(sentence: Parsed, index: int) -> bool:
    """„A“, sagte X, „b“: the words behind the reporting clause are the rest of the same sentence."""
    following = sentence.clauses[index + 1 : index + 2]
    if not following or following[0].kind is not ClauseKind.QUOTE or following[0].mark != ",":
        return False
    return not sentence.stretches[sentence.clauses[index - 1].start].ended


def _first(sentence: Parsed, index: int) -> int:
    """Return the first clause of a content that ends before clause ``index``."""
    first = 0
    for position in range(index):
        if sentence.clauses[position].kind is ClauseKind.QUOTE:
            first = position + 1
    return min(first, index - 1)


def _continued(sentence: Parsed, index: int) -> int:
    """Return the last clause of a content that goes on behind its reporting clause, ``index`` if it does not."""
    last = index
    for position in range(index + 1, len(sentence.clauses)):
        clause = sentence.clauses[position]
        if clause.kind is ClauseKind.MAIN:
            goes_on = sentence.is_subjunctive(position) and not clause.first
        elif clause.kind is ClauseKind.SUBORDINATE:
            goes_on = True
        else:
            goes_on = clause.kind is not ClauseKind.QUOTE and last > index
        if not goes_on:
            return last
        last = position
    return last


def _ranges(sentence: Parsed, first: int, last: int, frame: int) -> tuple[tuple[int, int], ...]:
    """Return the tokens from the first to the last clause, without those of the reporting one."""
    clauses = sentence.clauses
    start = clauses[first].start
    end = _with_mark(sentence, start, max(clause.end for clause in clauses[first : last + 1]))
    taken = [piece for piece in clauses[frame].pieces if piece[0] < end and piece[1] > start]
    ranges = []
    for piece in sorted(taken):
        if start < piece[0]:
            ranges.append((start, piece[0]))
        start = piece[1]
    if start < end:
        ranges.append((start, end))
    return tuple(found for bounds in ranges if (found := sentence.trimmed(*bounds)) is not None)


def _with_mark(sentence: Parsed, start: int, end: int) -> int:
    """Move an end that lies between quotation marks behind the closing one."""
    if end == len(sentence.tokens):
        return end
    tokens = sentence.tokens
    for mark in sentence.marks:
        if tokens[start].start <= mark.outer.start < tokens[end].start < mark.outer.end:
            while end < len(tokens) and tokens[end].start < mark.outer.end:
                end += 1
    return end


def matrix(sentence: Parsed, index: int) -> Content | None:
    """Return what a clause „wie X mitteilt“ reports: the sentence around it."""
    clauses = sentence.clauses
    end = len(sentence.tokens)
    while end and sentence.tokens[end - 1].tag == "$.":
        end -= 1
    start, stop = clauses[index].start, clauses[index].end
    following = index + 1
    while start > 0 and following < len(clauses) and _goes_with_subject(sentence, following):
        stop = clauses[following].end
        following += 1
    ranges = tuple(r for r in (sentence.trimmed(0, start), sentence.trimmed(stop, end)) if r is not None)
    if not ranges:
        return None
    quotes = [c for c in clauses if c.kind is ClauseKind.QUOTE]
    if start and len(quotes) == 1 and quotes[0].end <= start <= quotes[0].end + 1:
        return Content(((quotes[0].start, quotes[0].end),), 0, True, True, "wie")
    return Content(ranges, 0, False, start > 0, "wie")


def _goes_with_subject(sentence: Parsed, position: int) -> bool:
    """Say whether a piece behind „wie X mitteilte“ belongs to X: a relative clause or an apposition."""
    clause = sentence.clauses[position]
    if clause.kind is ClauseKind.RELATIVE:
        return True
    return clause.kind is ClauseKind.FRAGMENT and sentence.tokens[clause.start].tag in (
        "ART",
        "NN",
        "NE",
        "PPOSAT",
    )


def opens(sentence: Parsed, clause: Clause) -> bool:
    """Say whether a clause can follow its content: its verb stands first, perhaps after „so“."""
    if clause.kind is not ClauseKind.MAIN or not clause.start:
        return False
    if clause.first:
        return not clause.conjunction
    return sentence.lower(clause.start) == "so" and clause.finite == clause.start + 1
