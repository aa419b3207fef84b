"""Reported speech: a sentence that says what somebody said or demanded, without a clause for the words themselves."""

from collections.abc import Iterator, Sequence

from kg.extract.quotations.finding import Finding
from kg.extract.quotations.reports import Report
from kg.extract.quotations.sentence import Parsed
from kg.lang import Mood
from kg.model import QuotationKind, Span
from kg.syntax.clause import ClauseKind

_NOBODY = frozenset({"es", "man", "das", "dies", "was"})


def findings(sentence: Parsed, reports: Sequence[Report], taken: Sequence[Finding]) -> Iterator[Finding]:
    """Yield the clauses of a sentence that report by a verb and its object alone.

    Parameters:
        sentence: the sentence.
        reports: its clauses with a verb of speech.
        taken: what other rules found in it.
    """
    for report in reports:
        if not _can_report(sentence, report):
            continue
        words = sentence.spans(report.verb.words)
        if any(cue in finding.cue for finding in taken for cue in words):
            continue
        verb = Span(sentence.tokens[report.verb.verb].start, sentence.tokens[report.verb.verb].end)
        if any(part.contains(verb) for finding in taken for part in finding.parts):
            continue
        yield Finding(
            kind=QuotationKind.REPORTED, parts=(_extent(sentence, report),), speaker=report.speaker,
            rule="verb-object", confidence=0.5,
        )  # fmt: skip


def is_quoted(finding: Finding, fragments: Sequence[Finding]) -> bool:
    """Say whether a report is a quotation after all, since the verb's object stands in quotation marks."""
    if finding.kind is not QuotationKind.REPORTED:
        return False
    return any(f.rule == "fragment-of-verb" and finding.parts[0].contains(f.parts[0]) for f in fragments)


def _can_report(sentence: Parsed, report: Report) -> bool:
    if report.clause.kind is not ClauseKind.MAIN or report.verb.modal:
        return False
    if report.verb.verb != report.clause.finite and not report.verb.passive:
        return False  # „hat gefordert“ mostly tells of an act in the past, not of words
    if report.speaker is None or (report.verb.mood is not Mood.INDICATIVE and report.verb.certain):
        return False
    if not report.cue.reports_object:
        return False
    return report.speaks and not _announces(sentence, report)


def _announces(sentence: Parsed, report: Report) -> bool:
    """„Sie haben angekündigt, sollte Bouterse …“: what is said would follow, in a shape that no rule reads."""
    following = sentence.clauses[report.index + 1 : report.index + 2]
    return report.clause.end - report.clause.start < 4 and bool(following)


def _extent(sentence: Parsed, report: Report) -> Span:
    """Return the sentence, or the coordinated clause with what depends on it."""
    clauses = sentence.clauses
    start, end = 0, len(sentence.tokens)
    for clause in clauses[: report.index]:
        if clause.kind is ClauseKind.MAIN:
            start = report.clause.start
    for clause in clauses[report.index + 1 :]:
        if clause.kind is ClauseKind.MAIN:
            end = clause.start
            break
    if start or end < len(sentence.tokens):
        bounds = sentence.trimmed(start, end if end < len(sentence.tokens) else _without_stop(sentence))
        if bounds is not None:
            start, end = bounds
    return Span(sentence.tokens[start].start, sentence.tokens[end - 1].end)


def _without_stop(sentence: Parsed) -> int:
    return len(sentence.tokens)
