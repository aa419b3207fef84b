"""Quotations whose frame is a verb of speech: „X sagte, …“, „…, sagte X“, „wie X mitteilte“, „Dies bestätigte X“."""

from collections.abc import Iterator, Sequence

from kg.extract.quotations import content
from kg.extract.quotations.content import Content
from kg.extract.quotations.finding import Finding
from kg.extract.quotations.reports import Report
from kg.extract.quotations.sentence import Parsed
from kg.lang import Mood, Takes
from kg.model import QuotationKind, Span
from kg.syntax.clause import ClauseKind

_STOPS = frozenset((".", "!", "?", "…"))
_NAMES_CONTENT = frozenset({Takes.NOUN, Takes.DASS})
_POINTERS = frozenset({"das", "dies", "dieses"})


def findings(sentence: Parsed, reports: Sequence[Report]) -> Iterator[Finding]:
    """Yield the quotations of a sentence that a verb of speech frames."""
    for report in reports:
        found = _content(sentence, report)
        if found is not None and (found.direct or _credible(sentence, report, found)):
            yield _finding(sentence, report, found, reports)


def anaphoric(sentence: Parsed, before: Parsed | None, reports: Sequence[Report]) -> Iterator[Finding]:
    """Yield „… Dies bestätigte X“: what the sentence or the clause before says, with the pronoun that takes it up.

    Parameters:
        sentence: the sentence.
        before: the one before it.
        reports: its clauses with a verb of speech.
    """
    for report in reports:
        clause = report.clause
        pointer = _pointer(sentence, report)
        if clause.kind is not ClauseKind.MAIN or pointer is None:
            continue
        told_by = report.speaker is not None and (
            report.speaks or report.verb.passive or report.cue.impersonal
        )
        if (
            (report.cue.strength < 3 and not report.cue.impersonal)
            or not told_by
            or report.cue.evaluative
            or report.cue.negated
        ):
            continue
        if content.after(sentence, report.index, report.cue) is not None:
            continue
        told = _told(sentence, report, before)
        if told is not None:
            frame = [i for i in clause.indices() if i != pointer]
            yield Finding(
                kind=QuotationKind.INDIRECT, parts=(told, *sentence.spans([pointer])), speaker=report.speaker, cue=sentence.spans(report.words),
                frame=sentence.spans(frame), addressee=report.addressee, rule="verb-pointing-back", confidence=0.7,
            )  # fmt: skip


def _pointer(sentence: Parsed, report: Report) -> int | None:
    """Return the „dies“ that takes up what was said: before the verb, or as the object at the end of the clause."""
    clause = report.clause
    if sentence.lower(clause.start) in _POINTERS and clause.finite == clause.start + 1:
        return clause.start
    last = clause.indices()[-1]
    alone = sentence.lower(last) in _POINTERS and sentence.tokens[last].tag == "PDS"
    return last if alone and last > clause.finite else None


def _told(sentence: Parsed, report: Report, before: Parsed | None) -> Span | None:
    """Return the words that „dies“ takes up: the clauses before it, else the sentence before."""
    if report.index:
        bounds = sentence.trimmed(0, report.clause.start)
        return sentence.spans(range(*bounds))[0] if bounds is not None else None
    if before is None:
        return None
    end = len(before.tokens) - (before.tokens[-1].tag == "$.")
    return before.spans(range(end))[0] if end else None


def _credible(sentence: Parsed, report: Report, found: Content) -> bool:
    """Say whether a clause of this shape is reported by a verb of this strength.

    A verb that nearly always reports needs no more; a weaker one needs a Konjunktiv in what it reports.
    """
    strength = report.cue.strength
    sure = _in_konjunktiv(sentence, found)
    match found.shape:
        case "reason" | "relative":
            return True
        case "main" | "colon":
            return _main_is_credible(sentence, report, found, sure)
        case "wie":
            return strength == 3 or not found.before
        case "zu":
            return strength == 3 or (strength == 2 and bool(report.cue.takes & _NAMES_CONTENT))
        case "question":
            return strength == 3 and (sure or report.cue.directive)
        case "dass":
            plain = report.speaks and report.verb.verb == report.clause.finite and not report.verb.passive
            return strength == 3 or sure or (strength == 2 and plain)
        case _:
            return strength == 3 or sure


def _main_is_credible(sentence: Parsed, report: Report, found: Content, sure: bool) -> bool:
    """Say the same of a main clause: before the frame, after it, or after a colon, where questions stand, too."""
    strong = report.cue.strength == 3
    if found.before:
        return not _judges(report) and (strong or sure)
    if found.shape == "colon":
        asked = sentence.tokens[-1].text == "?" and Takes.QUESTION in report.cue.takes
        return sure or (strong and (asked or (report.speaks and Takes.QUOTE in report.cue.takes)))
    return sure or (strong and sentence.is_subjunctive(found.first))


def _judges(report: Report) -> bool:
    """„…, muss die Polizei klären“, „… wird verboten“: the verb speaks of the content as open or as done."""
    return bool(report.verb.modal) or (report.verb.passive and report.cue.lemma != "zitieren")


def _in_konjunktiv(sentence: Parsed, found: Content) -> bool:
    """Say whether a clause of the content has a verb that can be nothing but a Konjunktiv."""
    return any(
        sentence.is_subjunctive(index, certain=True)
        for index, clause in enumerate(sentence.clauses)
        if any(start <= clause.start < end for start, end in found.ranges)
    )


def _content(sentence: Parsed, report: Report) -> Content | None:
    clause, cue = report.clause, report.cue
    if clause.kind is ClauseKind.SUBORDINATE and sentence.lower(clause.lead) == "wie":
        return content.matrix(sentence, report.index)
    quoted = report.index and sentence.clauses[report.index - 1].kind is ClauseKind.QUOTE
    reported = (
        clause.kind is ClauseKind.MAIN and report.verb.certain and report.verb.mood is Mood.KONJUNKTIV_1
    )
    if reported and not quoted:
        return None  # the reporting itself is reported: „Die Behörde gehe davon aus, dass …“
    if quoted and content.opens(sentence, clause):
        return content.before(sentence, report.index)
    found = content.after(sentence, report.index, cue)
    if found is None and content.opens(sentence, clause) and report.index:
        found = content.before(sentence, report.index)
    return found


def _finding(sentence: Parsed, report: Report, found: Content, reports: Sequence[Report]) -> Finding:
    kind = QuotationKind.DIRECT if found.direct else QuotationKind.INDIRECT
    return Finding(
        kind=kind,
        parts=tuple(span for bounds in found.ranges for span in sentence.spans(range(*bounds))),
        speaker=report.speaker,
        cue=sentence.spans(report.words),
        frame=_frame(sentence, report, found, reports),
        addressee=report.addressee,
        rule=f"verb-{'before' if found.before else 'after'}-{found.shape}",
        confidence=0.7 + 0.08 * report.cue.strength,
    )


def _frame(sentence: Parsed, report: Report, found: Content, reports: Sequence[Report]) -> tuple[Span, ...]:
    """Return the words that report: the sentence up to its content, or from the reporting verb to the end."""
    inside = {i for start, end in found.ranges for i in range(start, end)}
    clause = report.clause
    if not found.before:
        first = (
            clause.start
            if clause.conjunction and clause.start > 0 and _reported_before(report, reports)
            else 0
        )
        frame = range(first, min(inside))
    elif clause.start > max(inside):
        frame = range(max(inside) + 1, _frame_end(sentence, report))
    else:
        frame = range(clause.start - 1, clause.end + 1)
    words = (i for i in frame if 0 <= i < len(sentence.tokens) and i not in inside)
    return sentence.spans(i for i in words if sentence.tokens[i].text not in _STOPS)


def _reported_before(report: Report, reports: Sequence[Report]) -> bool:
    """Say whether an earlier clause of the sentence has a verb of speech of its own."""
    return any(other.index < report.index and other.cue.strength > 1 for other in reports)


def _frame_end(sentence: Parsed, report: Report) -> int:
    """Return the token before which a frame behind its content ends: at a coordinated clause, or with the sentence."""
    for clause in sentence.clauses[report.index + 1 :]:
        if clause.kind is ClauseKind.MAIN:
            return clause.start
    return len(sentence.tokens)
