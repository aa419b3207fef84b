"""Quotations whose frame is a verb of speech: „X sagte, …“, „…, sagte X“, „wie X mitteilte“, „X nannte es „…““."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg.extract.quotations import content
from kg.extract.quotations.content import Content, is_subjunctive
from kg.extract.quotations.finding import Finding
from kg.extract.quotations.sentence import Parsed
from kg.lang import CueVerb, Mood
from kg.model import QuotationKind, Span
from kg.syntax.clauses import FINITE, Clause, ClauseKind
from kg.syntax.phrases import Phrase, noun_phrase
from kg.syntax.predicates import Predicate
from kg.syntax.subjects import Constituent, agent, can_speak, subject

_CORRELATES = frozenset(
    "darauf darin daran darum darüber davon davor dazu dafür dagegen damit danach daraus dahin dahingehend hierzu".split()
)
_STOPS = frozenset((".", "!", "?", "…"))
_POINTERS = frozenset({"das", "dies", "dieses"})
_REFLEXIVE = frozenset({"sich", "mich", "uns", "dich", "euch"})
_SOURCES_BY_PREPOSITION = frozenset({"aus", "in", "im", "bei", "laut", "nach", "auf", "von", "vom", "beim"})


@dataclass(frozen=True, slots=True)
class Report:
    """A clause with a verb of speech.

    Attributes:
        index: which clause of the sentence.
        clause: it.
        verb: its verb complex.
        cue: what the tables say about the verb.
        words: indices of all words of the cue: verb complex, fixed words, „darauf“.
        speaker: the words that name the one who speaks.
        speaks: whether they name a person or an institution.
        addressee: the words that name who is spoken to.
    """

    index: int
    clause: Clause
    verb: Predicate
    cue: CueVerb
    words: tuple[int, ...]
    speaker: Span | None
    speaks: bool
    addressee: Span | None


def reports(sentence: Parsed) -> list[Report]:
    """Return the clauses of a sentence that a verb of speech governs."""
    found: list[Report] = []
    for index, clause in enumerate(sentence.clauses):
        verb = sentence.predicates[index]
        if verb is None:
            continue
        known = _cue(sentence, clause, verb)
        if known is not None:
            cue, fixed = known
            words = tuple(sorted({*verb.words, *fixed, *_correlate(sentence, clause)}))
            speaker, addressee = _roles(sentence, index, verb, cue, frozenset(fixed))
            speaks = speaker is not None and any(
                sentence.tokens[c.phrase.start].start == speaker.start and can_speak(sentence.tokens, c.phrase, sentence.language)
                for c in sentence.phrases[index]
            )
            found.append(Report(index, clause, verb, cue, words, speaker, speaks or (clause.first and speaker is not None and index > 0), addressee))
    return found


def _cue(sentence: Parsed, clause: Clause, verb: Predicate) -> tuple[CueVerb, list[int]] | None:
    """Return what the tables say of a verb, and where the fixed words and „sich“ of the cue stand in the clause."""
    indices = clause.indices()
    reflexive = [i for i in indices if sentence.lower(i) in _REFLEXIVE]
    for lemma in verb.lemmas:
        for cue in sentence.language.cue_verbs(lemma):
            fixed = _places(sentence, indices, cue.words)
            if fixed is not None and (reflexive or not cue.reflexive):
                return cue, fixed + (reflexive[:1] if cue.reflexive else [])
    return None


def _places(sentence: Parsed, indices: Sequence[int], words: tuple[str, ...]) -> list[int] | None:
    """Return where the fixed words of a cue stand in a clause, in their order; None if one is missing."""
    found: list[int] = []
    remaining = iter(indices)
    for word in words:
        place = next((i for i in remaining if sentence.lower(i) == word.lower()), None)
        if place is None:
            return None
        found.append(place)
    return found


def _correlate(sentence: Parsed, clause: Clause) -> list[int]:
    """Return the word that announces a clause: „wies darauf hin, dass“, „forderte dazu auf, zu …“."""
    indices = clause.indices()
    return [i for i in indices[-3:] if i > clause.finite and sentence.tokens[i].tag in ("PAV", "PROAV") and sentence.lower(i) in _CORRELATES]


def findings(sentence: Parsed) -> Iterator[Finding]:
    """Yield the quotations of a sentence that a verb of speech frames."""
    for report in reports(sentence):
        found = _content(sentence, report)
        if found is not None and (found.direct or _credible(sentence, report, found)):
            yield _finding(sentence, report, found)


def anaphoric(sentence: Parsed, before: Parsed | None) -> Iterator[Finding]:
    """Yield „… Dies bestätigte X“: what the sentence or the clause before says, with the pronoun that takes it up.

    Parameters:
        sentence: the sentence.
        before: the one before it.
    """
    for report in reports(sentence):
        clause = report.clause
        if clause.kind is not ClauseKind.MAIN or sentence.lower(clause.start) not in _POINTERS or clause.finite != clause.start + 1:
            continue
        told_by = report.speaker is not None and (report.speaks or report.verb.passive or report.cue.impersonal)
        if report.cue.strength < 3 or not told_by or report.cue.evaluative or report.cue.negated:
            continue
        if content.after(sentence, report.index, report.cue) is not None:
            continue
        told = _told(sentence, report, before)
        if told is not None:
            pointer = sentence.spans([clause.start])
            frame = [i for i in clause.indices() if i != clause.start]
            yield Finding(
                kind=QuotationKind.INDIRECT, parts=(told, *pointer), speaker=report.speaker, cue=sentence.spans(report.words),
                frame=sentence.spans(frame), addressee=report.addressee, rule="verb-pointing-back", confidence=0.7,
            )  # fmt: skip


def _told(sentence: Parsed, report: Report, before: Parsed | None) -> Span | None:
    """Return the words that „dies“ takes up: the clauses before it, else the sentence before."""
    if report.index:
        bounds = content.trimmed(sentence, 0, report.clause.start)
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
        case "main" if found.before:
            return not _judges(report) and (strength == 3 or sure)
        case "main" | "colon":
            return sure or (strength == 3 and found.shape == "main" and is_subjunctive(sentence, found.first))
        case "wie":
            return strength == 3 or not found.before
        case "zu":
            return strength > 1
        case "question":
            return strength == 3 and sure
        case _:
            return strength == 3 or sure


def _judges(report: Report) -> bool:
    """„…, muss die Polizei klären“, „… wird verboten“: the verb speaks of the content as open or as done."""
    return bool(report.verb.modal) or (report.verb.passive and report.cue.lemma != "zitieren")


def _in_konjunktiv(sentence: Parsed, found: Content) -> bool:
    """Say whether a clause of the content has a verb that can be nothing but a Konjunktiv."""
    return any(
        is_subjunctive(sentence, index, certain=True)
        for index, clause in enumerate(sentence.clauses)
        if any(start <= clause.start < end for start, end in found.ranges)
    )


def _content(sentence: Parsed, report: Report) -> Content | None:
    clause, cue = report.clause, report.cue
    if clause.kind is ClauseKind.MAIN and report.verb.certain and report.verb.mood is Mood.KONJUNKTIV_1:
        return None  # the reporting itself is reported: „Die Behörde gehe davon aus, dass …“
    if clause.kind is ClauseKind.SUBORDINATE and sentence.lower(clause.lead) == "wie":
        return content.matrix(sentence, report.index)
    quoted = report.index and sentence.clauses[report.index - 1].kind is ClauseKind.QUOTE
    if quoted and content.opens(sentence, clause):
        return content.before(sentence, report.index)
    found = content.after(sentence, report.index, cue)
    if found is None and content.opens(sentence, clause) and report.index:
        found = content.before(sentence, report.index)
    return found


def _finding(sentence: Parsed, report: Report, found: Content) -> Finding:
    kind = QuotationKind.DIRECT if found.direct else QuotationKind.INDIRECT
    return Finding(
        kind=kind,
        parts=tuple(span for bounds in found.ranges for span in sentence.spans(range(*bounds))),
        speaker=report.speaker,
        cue=sentence.spans(report.words),
        frame=_frame(sentence, report, found),
        addressee=report.addressee,
        rule=f"verb-{'before' if found.before else 'after'}-{found.shape}",
        confidence=0.7 + 0.08 * report.cue.strength,
    )


def _frame(sentence: Parsed, report: Report, found: Content) -> tuple[Span, ...]:
    """Return the words that report: the sentence up to its content, or from the reporting verb to the end."""
    inside = {i for start, end in found.ranges for i in range(start, end)}
    clause = report.clause
    if not found.before:
        first = clause.start if clause.conjunction and clause.start > 0 and _reported_before(sentence, report) else 0
        frame = range(first, min(inside))
    elif clause.start > max(inside):
        frame = range(max(inside) + 1, _frame_end(sentence, report))
    else:
        frame = range(clause.start - 1, clause.end + 1)
    words = (i for i in frame if 0 <= i < len(sentence.tokens) and i not in inside)
    return sentence.spans(i for i in words if sentence.tokens[i].text not in _STOPS)


def _reported_before(sentence: Parsed, report: Report) -> bool:
    """Say whether an earlier clause of the sentence has a verb of speech of its own."""
    return any(other.index < report.index and other.cue.strength > 1 for other in reports(sentence))


def _frame_end(sentence: Parsed, report: Report) -> int:
    """Return the token before which a frame behind its content ends: at a coordinated clause, or with the sentence."""
    for clause in sentence.clauses[report.index + 1 :]:
        if clause.kind is ClauseKind.MAIN:
            return clause.start
    return len(sentence.tokens)


def _roles(
    sentence: Parsed, index: int, verb: Predicate, cue: CueVerb, fixed: frozenset[int]
) -> tuple[Span | None, Span | None]:
    """Return the words for the speaker and the one spoken to of a reporting clause."""
    found = sentence.phrases[index]
    tokens, clause = sentence.tokens, sentence.clauses[index]
    if clause.first and clause.conjunction and not verb.passive:
        inherited = _inherited(sentence, index)
        if inherited is not None:
            return inherited, _addressee(sentence, found, None, cue)
    phrase = subject(tokens, clause, verb, found, sentence.language, fixed)
    if phrase is None and clause.first and clause.mark == "," and index and not verb.passive:
        return _inherited(sentence, index), _addressee(sentence, found, None, cue)
    if verb.passive and not cue.quotes_object:
        by = agent(tokens, found)
        return (_span(sentence, by.phrase) if by else _document(sentence, found)), _span(sentence, phrase)
    if cue.quotes_object and not verb.passive:
        return _object(sentence, found, phrase), None
    if phrase is None or (sentence.lower(phrase.start) == "es" and phrase.end == phrase.start + 1):
        return _document(sentence, found), None
    whole = with_apposition(sentence, phrase)
    return _span(sentence, whole), _addressee(sentence, found, whole, cue)


def _object(sentence: Parsed, found: list[Constituent], phrase: Phrase | None) -> Span | None:
    """„Die Zeitung zitierte ihn mit den Worten“: the one who is quoted is the object."""
    return next((_span(sentence, c.phrase) for c in found if c.preposition < 0 and c.phrase != phrase), None)


def _inherited(sentence: Parsed, index: int) -> Span | None:
    """„X kam an und sagte, …“: the subject of the clause before."""
    for position in range(index - 1, -1, -1):
        clause, verb = sentence.clauses[position], sentence.predicates[position]
        if clause.kind is not ClauseKind.MAIN or verb is None:
            continue
        phrase = subject(sentence.tokens, clause, verb, sentence.phrases[position], sentence.language)
        if phrase is not None:
            return _span(sentence, phrase)
    return None


def _document(sentence: Parsed, found: list[Constituent]) -> Span | None:
    """„heißt es in einer Erklärung“: the source stands after the preposition."""
    for constituent in found:
        if constituent.preposition >= 0 and sentence.lower(constituent.preposition) in _SOURCES_BY_PREPOSITION:
            return _span(sentence, constituent.phrase)
    return None


def _addressee(sentence: Parsed, found: list[Constituent], speaker: Phrase | None, cue: CueVerb) -> Span | None:
    for constituent in found:
        phrase = constituent.phrase
        if speaker is not None and speaker.start <= phrase.start < speaker.end:
            continue
        if constituent.preposition >= 0:
            if sentence.lower(constituent.preposition) == "gegenüber":
                return _span(sentence, phrase)
            continue
        first = sentence.lower(phrase.start)
        if cue.addressee == "dat" and first in ("dem", "der", "einem", "einer", "ihm", "ihr", "ihnen", "den", "seinem", "seiner"):
            return _span(sentence, phrase)
        if cue.addressee == "acc" and speaker is not None:
            return _span(sentence, phrase)
    return None


def with_apposition(sentence: Parsed, phrase: Phrase) -> Phrase:
    """Take „der Leiter der Behörde, Bagus Puruhito,“ as one phrase: what stands between commas names it again."""
    tokens, end = sentence.tokens, phrase.end
    if end + 1 >= len(tokens) or tokens[end].text != "," or tokens[phrase.head].tag in ("PPER", "PIS", "PDS", "PRELS"):
        return phrase
    again = noun_phrase(tokens, end + 1, len(tokens), wide=True)
    if again is None or tokens[again.head].tag in ("PPER", "PIS", "PDS", "PRELS") or not can_speak(tokens, again, sentence.language):
        return phrase
    closed = again.end == len(tokens) or tokens[again.end].text in (",", ".", ":", "–") or tokens[again.end].tag in FINITE
    return Phrase(phrase.start, again.end, phrase.head, phrase.core) if closed else phrase


def _span(sentence: Parsed, phrase: Phrase | None) -> Span | None:
    return None if phrase is None else Span(sentence.tokens[phrase.start].start, sentence.tokens[phrase.end - 1].end)
