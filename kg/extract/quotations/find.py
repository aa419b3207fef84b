"""Finds the quotations of a text: each rule in its turn, sentence by sentence, then who speaks where no frame says it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from kg.extract.quotations import direct, free, nominal, prepositional, reported, verbal
from kg.extract.quotations.finding import Finding
from kg.extract.quotations.reports import WRITTEN, Report, reports
from kg.extract.quotations.sentence import Parsed, parse
from kg.lang import Language
from kg.model import QuotationKind, Span, Token
from kg.syntax.clause import ClauseKind
from kg.text import Quoted, quoted

_POINTING = frozenset({"adverb-source", "wonach"})
"""Rules whose speaker is a word that points back; who is meant spoke before."""
_LONGEST = 800
"""Tokens of the longest sentence that is read: what is longer is a list or a hostile file, and rules look far."""
_CARRIED = frozenset(
    {"konjunktiv", "hearsay", "quote-alone", "fragment", "fragment-in-report", "name-colon-quote"}
)


@dataclass(slots=True)
class _Speaking:
    """Who spoke last, by which frame, and the subject of the sentence before."""

    last: Span | None = None
    frame: Finding | None = None
    spoke: bool = False
    subject: Span | None = None


def find(
    text: str,
    blocks: Sequence[Sequence[Sequence[Token]]],
    language: Language,
    *,
    cuts: Sequence[Sequence[int]] = (),
) -> Iterator[Finding]:
    """Yield the quotations of a text in order.

    Parameters:
        text: the whole text.
        blocks: the tagged sentences of each block.
        language: tables.
        cuts: for each block, offsets where the source lost text.
    """
    speaking = _Speaking()
    before: Parsed | None = None
    for index, sentences in enumerate(blocks):
        if not sentences:
            continue
        parsed = _parsed(text, sentences, language, index, cuts[index] if cuts else ())
        reporting = [reports(sentence) for sentence in parsed]
        found = [
            _framed(sentence, earlier, verbs)
            for sentence, earlier, verbs in zip(parsed, [before, *parsed], reporting, strict=False)
        ]
        before = parsed[-1] if parsed else before
        for position, finding in free.findings(parsed, found):
            found[position].append(finding)
        for sentence, findings, verbs in zip(parsed, found, reporting, strict=True):
            yield from _spoken(sentence, _completed(sentence, findings, verbs), speaking, verbs)


def _parsed(
    text: str, sentences: Sequence[Sequence[Token]], language: Language, index: int, cuts: Sequence[int]
) -> list[Parsed]:
    span = Span(sentences[0][0].start, sentences[-1][-1].end)
    marks = quoted(text, span, cuts)
    tokens = [token for sentence in sentences for token in sentence] if marks else []
    speech: list[Quoted] = []
    other: list[Quoted] = []
    for mark in marks:
        (speech if direct.is_speech(mark, tokens, text, language) else other).append(mark)
    parsed = parse(sentences, speech, other, language, index)
    return [sentence for sentence in parsed if len(sentence.tokens) <= _LONGEST]


def _framed(sentence: Parsed, before: Parsed | None, verbs: Sequence[Report]) -> list[Finding]:
    found = [
        *verbal.findings(sentence, verbs),
        *verbal.anaphoric(sentence, before, verbs),
        *prepositional.findings(sentence),
    ]
    found += nominal.findings(sentence, found)
    found += direct.unframed(sentence, found, verbs)
    return [*found, *reported.findings(sentence, verbs, found)]


def _completed(sentence: Parsed, found: list[Finding], verbs: Sequence[Report]) -> list[Finding]:
    fragments = list(direct.fragments(sentence, found, verbs))
    found = [finding for finding in found if not reported.is_quoted(finding, fragments)] + fragments
    return sorted(found, key=lambda finding: (finding.start, -finding.end))


def _spoken(
    sentence: Parsed, found: Sequence[Finding], speaking: _Speaking, verbs: Sequence[Report]
) -> Iterator[Finding]:
    """Yield the findings, those without a frame with the one who spoke before."""
    carried = speaking.last if speaking.spoke or speaking.subject is None else speaking.subject
    spoke = False
    for finding in found:
        spoken = finding
        if finding.speaker is None and finding.rule in _CARRIED and not _is_written(sentence):
            hearsay = finding.kind is QuotationKind.FREE_INDIRECT and speaking.last is not None
            spoken = replace(finding, speaker=speaking.last if hearsay else carried)
            if finding.rule == "quote-alone" and speaking.frame is not None and carried == speaking.last:
                spoken = replace(spoken, cue=speaking.frame.cue, frame=speaking.frame.frame)
        if spoken.speaker is not None:
            spoke = True
            if finding.rule not in _POINTING:
                speaking.last = carried = spoken.speaker
                speaking.frame = spoken if spoken.cue else speaking.frame
        yield spoken
    speaking.spoke = spoke
    speaking.subject = _subject(sentence, verbs)


def _is_written(sentence: Parsed) -> bool:
    """„…“, stand auf einem Zettel: whose words they are, the text does not tell."""
    return any(verb is not None and set(verb.lemmas) & WRITTEN for verb in sentence.predicates)


def _subject(sentence: Parsed, verbs: Sequence[Report]) -> Span | None:
    """Return who speaks by a verb of speech without content, else the last subject that can speak of what is told."""
    for report in verbs:
        if report.speaker is not None and report.speaks and report.cue.strength > 1:
            return report.speaker
    told: Span | None = None
    for position, clause in enumerate(sentence.clauses):
        verb = sentence.predicates[position]
        if verb is None or clause.kind is not ClauseKind.MAIN:
            continue
        if not sentence.is_subjunctive(position, certain=True):
            told = direct.speaking_subject(sentence, position) or told
    return told
