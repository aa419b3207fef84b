"""Finds the subject, the agent of a passive and the one spoken to, among the noun phrases of a clause.

A German main clause has exactly one constituent before its finite verb; if that is a noun phrase that can be
nominative it is the subject, otherwise the subject is the first such phrase after the verb.
"""

from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass

from kg.lang import Language
from kg.model import Token
from kg.syntax.clause import FINITE, Clause, ClauseKind
from kg.syntax.phrases import Phrase, noun_phrase
from kg.syntax.predicates import Predicate

_OBLIQUE = frozenset(
    "den dem des einen einem eines diesen diesem dieses jenen ihn ihm ihnen mich mir dich dir uns euch sich "
    "seinen seinem ihren ihrem keinen keinem meinen meinem unseren unserem welchen welchem denen dessen "
    "allen allem vielen mehreren".split()
)
_DATIVE_OR_NOMINATIVE = frozenset({"der", "einer", "dieser", "jener", "ihrer", "seiner", "keiner"})
_PLURAL_PRONOUNS = frozenset(
    {"sie", "wir", "beide", "viele", "einige", "alle", "manche", "andere", "mehrere"}
)
_SINGULAR_PRONOUNS = frozenset({"er", "es", "man", "ich", "dieser", "jener", "niemand", "jemand", "keiner"})
_SURE_PRONOUNS = frozenset({"er", "ich", "wir", "man"})
_SURE_ARTICLES = frozenset({"der", "ein", "dieser", "jener"})
_NEUTER_PRONOUNS = frozenset({"das", "dies", "dieses", "es", "was", "beides", "alles", "nichts", "vieles"})
_NOBODY = _NEUTER_PRONOUNS | {"man", "niemand", "keiner"}
_SINGULAR_ARTICLES = frozenset(
    {"der", "ein", "das", "eine", "dieser", "dieses", "jeder", "jede", "jedes", "kein"}
)
_DETERMINERS = frozenset({"ART", "PDAT", "PPOSAT", "PIAT", "PDS"})
_FEMININE = (
    "in",
    "ung",
    "heit",
    "keit",
    "schaft",
    "ion",
    "tät",
    "schrift",
    "ei",
    "behörde",
    "agentur",
    "ur",
    "presse",
    "zentrale",
    "e",
)
_PLURAL = ("ungen", "heiten", "keiten", "schaften", "ionen", "innen", "täten", "eien", "ismen")
_PRONOUNS = frozenset({"PPER", "PIS", "PDS", "PRELS"})
_PREPOSITIONS = frozenset({"APPR", "APPRART"})


@dataclass(frozen=True, slots=True)
class Constituent:
    """A noun phrase of a clause and how it stands there.

    Attributes:
        phrase: the phrase.
        preposition: index of the preposition that governs it, -1 without one.
        before: whether it stands before the finite verb.
    """

    phrase: Phrase
    preposition: int
    before: bool


def constituents(tokens: Sequence[Token], clause: Clause) -> list[Constituent]:
    """Return the noun phrases of a clause in order, those of the topmost level only."""
    return list(_constituents(tokens, clause))


def _constituents(tokens: Sequence[Token], clause: Clause) -> Iterator[Constituent]:
    verb = clause.finite
    fronted = clause.kind is ClauseKind.MAIN and not clause.first
    for start, end in clause.pieces:
        index = start
        while index < end:
            before = fronted and index < verb
            limit = min(end, verb) if before else end
            preposition = -1
            if tokens[index].tag in _PREPOSITIONS and index + 1 < limit:
                preposition, index = index, index + 1
            phrase = noun_phrase(tokens, index, limit, wide=before and preposition < 0)
            if phrase is None:
                index += 1
                continue
            if index != clause.lead or clause.kind is ClauseKind.RELATIVE:
                yield Constituent(phrase, preposition, before)
            index = phrase.end


def subject(
    tokens: Sequence[Token],
    clause: Clause,
    verb: Predicate,
    found: Sequence[Constituent],
    language: Language,
    taken: Set[int] = frozenset(),
) -> Phrase | None:
    """Return the noun phrase that is the subject of a clause, or None.

    Parameters:
        tokens: the sentence.
        clause: the clause.
        verb: its verb complex.
        found: its noun phrases.
        language: tables.
        taken: words that are part of a fixed expression („der Meinung“ in „ist der Meinung“).
    """
    fitting = [
        c
        for c in found
        if c.preposition < 0
        and not set(range(c.phrase.start, c.phrase.end)) & taken
        and nominative(tokens, c.phrase, language)
        and _agrees(tokens, c.phrase, verb, language)
    ]
    if not fitting:
        return None
    fronted = (
        [c.phrase for c in fitting if c.before] if clause.kind is ClauseKind.MAIN and not clause.first else []
    )
    after = [c.phrase for c in fitting if not c.before]
    likely = next(
        (phrase for phrase in after if can_speak(tokens, phrase, language)), after[0] if after else None
    )
    if not fronted:
        return likely
    if likely is not None and _object_first(tokens, fronted[0], likely, language):
        return likely
    return fronted[0]


def _object_first(tokens: Sequence[Token], front: Phrase, after: Phrase, language: Language) -> bool:
    """„Das bestätigte der Minister“, „Diese Zahl nannte sie“: the one that can only be nominative wins."""
    first, second = tokens[front.start].text.lower(), tokens[after.start].text.lower()
    if front.end == front.start + 1 and first in _NEUTER_PRONOUNS:
        return True
    if first in _SURE_PRONOUNS or first in _SURE_ARTICLES:
        return False
    if second in _SURE_PRONOUNS or (second in _SURE_ARTICLES and _masculine(tokens, after, language)):
        return tokens[front.start].tag in _DETERMINERS or not can_speak(tokens, front, language)
    return can_speak(tokens, after, language) and not can_speak(tokens, front, language)


def can_speak(tokens: Sequence[Token], phrase: Phrase, language: Language) -> bool:
    """Say whether a phrase names somebody who can speak: a person, a name, a pronoun, an institution."""
    head = tokens[phrase.head]
    if head.tag in ("PPER", "PIS", "PDS", "PRELS"):
        return head.text.lower() not in _NOBODY
    return any(
        tokens[i].tag in ("NE", "ADJA", "CARD")
        or language.person_noun(tokens[i].text) is not None
        or language.institution_noun(tokens[i].text) is not None
        for i in range(phrase.head, phrase.core)
    )


def with_apposition(tokens: Sequence[Token], phrase: Phrase, language: Language) -> Phrase:
    """Take „der Leiter der Behörde, Bagus Puruhito,“ as one phrase: what stands between commas names it again."""
    end = phrase.end
    if end + 1 >= len(tokens) or tokens[end].text != "," or tokens[phrase.head].tag in _PRONOUNS:
        return phrase
    again = noun_phrase(tokens, end + 1, len(tokens), wide=True)
    if again is None or tokens[again.head].tag in _PRONOUNS or not can_speak(tokens, again, language):
        return phrase
    behind = tokens[again.end] if again.end < len(tokens) else None
    closed = behind is None or behind.text in (",", ".", ":", "–") or behind.tag in FINITE
    return Phrase(phrase.start, again.end, phrase.head, phrase.core) if closed else phrase


def nominative(tokens: Sequence[Token], phrase: Phrase, language: Language) -> bool:
    """Say whether the form of a phrase's first word allows the nominative."""
    first = tokens[phrase.start].text.lower()
    if first in _DATIVE_OR_NOMINATIVE and phrase.end > phrase.start + 1:
        return not _feminine(tokens, phrase, language)
    return first not in _OBLIQUE


def _masculine(tokens: Sequence[Token], phrase: Phrase, language: Language) -> bool:
    """Say whether a head is known to be masculine, so that „der“ and „ein“ before it are nominative."""
    word = tokens[phrase.head].text
    noun = language.person_noun(word) or language.institution_noun(word)
    return noun is not None and noun.gender == "m" and noun.number != "p"


def _feminine(tokens: Sequence[Token], phrase: Phrase, language: Language) -> bool:
    """Say whether a head shows that it is feminine, or plural: then „der“ is genitive or dative."""
    word = tokens[phrase.head].text
    if tokens[phrase.head].tag in ("ADJA", "CARD"):
        return False  # „der Angeklagte“, „der 81-Jährige“: weak endings tell nothing
    noun = language.person_noun(word) or language.institution_noun(word)
    if noun is not None:
        return noun.gender == "f" or noun.number == "p"
    cue = language.cue_noun(word)
    return cue.gender == "f" if cue is not None else word.lower().endswith(_FEMININE)


def _agrees(tokens: Sequence[Token], phrase: Phrase, verb: Predicate, language: Language) -> bool:
    first = tokens[phrase.start].text.lower()
    if tokens[phrase.start].tag in ("PPER", "PIS", "PDS"):
        if verb.plural:
            return first not in _SINGULAR_PRONOUNS
        return first not in _PLURAL_PRONOUNS or first == "sie"
    if any(tokens[i].tag == "KON" for i in range(phrase.start, phrase.end)):
        return True
    person = language.person_noun(tokens[phrase.head].text)
    if verb.plural:
        return first not in _SINGULAR_ARTICLES
    if person is not None and person.number == "p":
        return False
    return not tokens[phrase.head].text.lower().endswith(_PLURAL)


def agent(tokens: Sequence[Token], found: Sequence[Constituent]) -> Constituent | None:
    """Return the phrase after „von“, „vom“ or „durch“ that a passive clause names as the one who acts."""
    for constituent in found:
        if constituent.preposition >= 0 and tokens[constituent.preposition].text.lower() in (
            "von",
            "vom",
            "durch",
            "seitens",
        ):
            return constituent
    return None
