"""Clauses that a verb of speech governs: which verb, who speaks, to whom."""

from collections.abc import Sequence
from dataclasses import dataclass

from kg.extract.quotations.sentence import Parsed
from kg.lang import CueVerb, Medium, Takes
from kg.model import Span
from kg.syntax.clause import Clause, ClauseKind
from kg.syntax.phrases import Phrase
from kg.syntax.predicates import Predicate
from kg.syntax.subjects import Constituent, agent, can_speak, nominative, subject, with_apposition

_CORRELATES = frozenset(
    "darauf darin daran darum darüber davon davor dazu dafür dagegen damit danach daraus dahin dahingehend hierzu".split()
)
_REFLEXIVE = frozenset({"sich", "mich", "uns", "dich", "euch"})
_SOURCES_BY_PREPOSITION = frozenset({"aus", "in", "im", "bei", "laut", "nach", "auf", "von", "vom", "beim"})
_DATIVES = frozenset({"dem", "einem", "ihm", "ihnen", "den", "seinem", "ihrem", "diesem", "mir", "uns"})
_FEMININE_DATIVES = frozenset({"der", "einer", "ihr", "seiner", "ihrer", "dieser"})
_SURE = 3
WRITTEN = frozenset({"stehen", "prangen"})
"""Verbs by which words stand somewhere: who speaks them, their clause does not tell."""
_ANY_VERB = CueVerb(
    lemma="", prefix="", words=(), media=frozenset({Medium.SPEECH}), takes=frozenset({Takes.QUOTE}), addressee="", strength=1,
    reflexive=False, factive=False, negated=False, directive=False, commissive=False, evaluative=False, manner=True,
    impersonal=False, quotes_object=False, reports_object=False,
)  # fmt: skip
"""What is known of a verb that no table has, behind quoted speech."""
_PRONOUNS = ("PPER", "PIS", "PDS", "PRELS")


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
        known = _cue(sentence, clause, verb) or _behind_speech(sentence, index, verb)
        if known is not None:
            cue, fixed = known
            words = tuple(sorted({*verb.words, *fixed, *_correlate(sentence, clause)}))
            speaker, addressee = _roles(sentence, index, verb, cue, frozenset(fixed))
            speaks = speaker is not None and any(
                sentence.tokens[c.phrase.start].start == speaker.start
                and can_speak(sentence.tokens, c.phrase, sentence.language)
                for c in sentence.phrases[index]
            )
            if cue is _ANY_VERB and not speaks:
                continue
            found.append(
                Report(
                    index,
                    clause,
                    verb,
                    cue,
                    words,
                    speaker,
                    speaks or (clause.first and speaker is not None and index > 0),
                    addressee,
                )
            )
    return found


def _cue(sentence: Parsed, clause: Clause, verb: Predicate) -> tuple[CueVerb, list[int]] | None:
    """Return what the tables say of a verb, and where the fixed words and „sich“ of the cue stand in the clause."""
    indices = clause.indices()
    reflexive = [i for i in indices if sentence.lower(i) in _REFLEXIVE]
    for lemma in (*((verb.modal,) if verb.modal else ()), *verb.lemmas):
        for cue in sentence.language.cue_verbs(lemma):
            fixed = _places(sentence, indices, cue.words)
            if fixed is not None and (reflexive or not cue.reflexive):
                return cue, fixed + (reflexive[:1] if cue.reflexive else [])
    return None


def _behind_speech(sentence: Parsed, index: int, verb: Predicate) -> tuple[CueVerb, list[int]] | None:
    """Take any verb right behind quoted speech for one of speech: „…“, grinst der Trainer; but not „…“, steht an der Wand."""
    clause = sentence.clauses[index]
    behind = clause.first and not clause.conjunction and clause.mark == "," and index > 0
    if not behind or sentence.clauses[index - 1].kind is not ClauseKind.QUOTE or verb.passive:
        return None
    return None if WRITTEN & set(verb.lemmas) else (_ANY_VERB, [])


def _places(sentence: Parsed, indices: Sequence[int], words: tuple[str, ...]) -> list[int] | None:
    """Return where the fixed words of a cue stand in a clause, in their order; None if one is missing."""
    found: list[int] = []
    remaining = iter(
        reversed(indices)
    )  # the last „die“ is the one of „die Vermutung“, the first the subject's
    for word in reversed(words):
        place = next((i for i in remaining if sentence.lower(i) == word.lower()), None)
        if place is None:
            return None
        found.append(place)
    return found


def _correlate(sentence: Parsed, clause: Clause) -> list[int]:
    """Return the word that announces a clause: „wies darauf hin, dass“, „forderte dazu auf, zu …“."""
    indices = clause.indices()
    return [
        i
        for i in indices[-3:]
        if i > clause.finite
        and sentence.tokens[i].tag in ("PAV", "PROAV")
        and sentence.lower(i) in _CORRELATES
    ]


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
        speaker = _span(sentence, by.phrase) if by else _document(sentence, found)
        return speaker, _spoken_to(sentence, found, phrase, cue)
    if cue.quotes_object and not verb.passive:
        return _object(sentence, found, phrase), None
    if (
        phrase is None
        or cue.impersonal
        or (_is_es(sentence, phrase) and not _takes_up(sentence, clause, verb, cue))
    ):
        return _document(sentence, found), None
    whole = with_apposition(tokens, phrase, sentence.language)
    return _span(sentence, whole), _addressee(sentence, found, whole, cue)


def _is_es(sentence: Parsed, phrase: Phrase) -> bool:
    return sentence.lower(phrase.start) == "es" and phrase.end == phrase.start + 1


def _takes_up(sentence: Parsed, clause: Clause, verb: Predicate, cue: CueVerb) -> bool:
    """Say whether „es“ may take up an institution: „Das Theater …, kündigte es an“ behind the words, with a verb of speech."""
    behind = (
        clause.first
        and clause.finite + 1 < len(sentence.tokens)
        and sentence.lower(clause.finite + 1) == "es"
    )
    return behind and not verb.passive and cue.strength == _SURE


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


def _spoken_to(
    sentence: Parsed, found: list[Constituent], patient: Phrase | None, cue: CueVerb
) -> Span | None:
    """Return who is spoken to in a passive: „Dem Minister wird vorgeworfen“, „Die Männer werden beschuldigt“."""
    dative = next((c.phrase for c in found if c.preposition < 0 and _in_dative(sentence, c.phrase)), None)
    if cue.addressee == "dat" and dative is not None:
        return _span(sentence, dative)
    if patient is None or sentence.lower(patient.start) == "es":
        return None
    return _span(sentence, patient)


def _in_dative(sentence: Parsed, phrase: Phrase) -> bool:
    first = sentence.lower(phrase.start)
    feminine = first in _FEMININE_DATIVES and not nominative(sentence.tokens, phrase, sentence.language)
    return first in _DATIVES or feminine


def _document(sentence: Parsed, found: list[Constituent]) -> Span | None:
    """„heißt es in einer Erklärung“: the source stands after the preposition."""
    for constituent in found:
        if (
            constituent.preposition >= 0
            and sentence.lower(constituent.preposition) in _SOURCES_BY_PREPOSITION
        ):
            return _span(sentence, constituent.phrase)
    return None


def _addressee(
    sentence: Parsed, found: list[Constituent], speaker: Phrase | None, cue: CueVerb
) -> Span | None:
    for constituent in found:
        phrase = constituent.phrase
        if speaker is not None and speaker.start <= phrase.start < speaker.end:
            continue
        if constituent.preposition >= 0:
            if sentence.lower(constituent.preposition) == "gegenüber":
                return _span(sentence, phrase)
            continue
        first = sentence.lower(phrase.start)
        if cue.addressee == "dat" and first in _DATIVES | _FEMININE_DATIVES:
            return _span(sentence, phrase)
        if cue.addressee == "acc" and speaker is not None and Takes.PREDICATIVE not in cue.takes:
            return _span(sentence, phrase)
    return None


def _span(sentence: Parsed, phrase: Phrase | None) -> Span | None:
    return (
        None
        if phrase is None
        else Span(sentence.tokens[phrase.start].start, sentence.tokens[phrase.end - 1].end)
    )
