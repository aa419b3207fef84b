"""What attributes content to a source: verbs, nouns and prepositional phrases of saying, thinking and writing."""

import enum
from collections import defaultdict
from dataclasses import dataclass

from kg.lang.nouns import Nouns, inflect
from kg.lang.tables import Lines


class Medium(enum.StrEnum):
    """How content leaves its source."""

    SPEECH = "speech"
    THOUGHT = "thought"
    WRITING = "writing"


class Takes(enum.StrEnum):
    """What can stand beside a cue as its content."""

    DASS = "d"
    MAIN_CLAUSE = "m"
    ZU_INFINITIVE = "z"
    QUESTION = "w"
    QUOTE = "q"
    NOUN = "n"
    PREDICATIVE = "a"
    TOPIC = "p"


@dataclass(frozen=True, slots=True, kw_only=True)
class CueVerb:
    """A verb whose subject is the source of content.

    Attributes:
        lemma: the infinitive with its prefix.
        prefix: the separable prefix, or nothing.
        words: fixed words beside the verb (``zur Sprache`` bringen), in their usual order.
        media: how the content is uttered.
        takes: what the content can be.
        addressee: ``dat``, ``acc``, a preposition, or nothing; ``gegenüber`` goes with every verb of speech.
        strength: 3 nearly always attributes content, 2 often, 1 mostly not.
        reflexive: needs ``sich``.
        factive: presents the content as true (bestätigen).
        negated: denies or rejects it (bestreiten, ablehnen).
        directive: asks for it (fordern, fragen).
        commissive: commits its subject to it (versprechen, drohen, planen).
        evaluative: judges the object or topic (loben, kritisieren).
        manner: tells the voice (flüstern); content is nearly always a direct quotation.
        impersonal: its subject is not the source (es heißt, es verlautete).
        quotes_object: its object is the source (zitieren).
        reports_object: its object alone reports words (forderte den Rücktritt, warnte vor Regen).
    """

    lemma: str
    prefix: str
    words: tuple[str, ...]
    media: frozenset[Medium]
    takes: frozenset[Takes]
    addressee: str
    strength: int
    reflexive: bool
    factive: bool
    negated: bool
    directive: bool
    commissive: bool
    evaluative: bool
    manner: bool
    impersonal: bool
    quotes_object: bool
    reports_object: bool


_MEDIA = {"s": Medium.SPEECH, "t": Medium.THOUGHT, "w": Medium.WRITING}
_MEDIA_SETS = {
    code: frozenset(_MEDIA[letter] for letter in code) for code in ("s", "t", "w", "st", "sw", "tw", "stw")
}


def media(code: str) -> frozenset[Medium]:
    """Return the media that a table writes as ``s``, ``t``, ``w`` or several of them."""
    return _MEDIA_SETS[code]


def _cue_verb(row: str) -> CueVerb:
    lemma, prefix, words, medium, takes, addressee, strength, flags = (
        "" if x == "-" else x for x in row.split("\t")
    )
    return CueVerb(
        lemma=lemma,
        prefix=prefix,
        words=tuple(words.split()),
        media=media(medium),
        takes=frozenset(map(Takes, takes)),
        addressee=addressee,
        strength=int(strength),
        reflexive="r" in flags,
        factive="f" in flags,
        negated="n" in flags,
        directive="c" in flags,
        commissive="k" in flags,
        evaluative="e" in flags,
        manner="u" in flags,
        impersonal="i" in flags,
        quotes_object="z" in flags,
        reports_object="o" in flags,
    )


def parse_cue_verbs(rows: Lines) -> dict[str, tuple[CueVerb, ...]]:
    """Return the rows of cue_verbs.tsv by infinitive, those with most fixed words first."""
    found: dict[str, list[CueVerb]] = defaultdict(list)
    for row in rows:
        cue = _cue_verb(row)
        found[cue.lemma].append(cue)
    return {
        lemma: tuple(sorted(cues, key=lambda cue: (-len(cue.words), not cue.reflexive, cue.words)))
        for lemma, cues in found.items()
    }


@dataclass(frozen=True, slots=True, kw_only=True)
class CueNoun:
    """A noun whose content stands beside it (der Vorwurf, dass …).

    Attributes:
        noun: nominative singular of the head.
        gender: m, f or n.
        media, takes, strength, factive, negated, directive, commissive, evaluative: as :class:`CueVerb`.
        names_source: stands in ``nach …`` with its source in the genitive or with ``von`` (nach Angaben der Polizei).
    """

    noun: str
    gender: str
    media: frozenset[Medium]
    takes: frozenset[Takes]
    strength: int
    factive: bool
    negated: bool
    directive: bool
    commissive: bool
    evaluative: bool
    names_source: bool


def parse_cue_nouns(rows: Lines) -> Nouns[CueNoun]:
    """Return the nouns of cue_nouns.tsv."""
    words: dict[str, CueNoun] = {}
    heads: dict[str, CueNoun] = {}
    for row in rows:
        noun, gender, plural, medium, takes, strength, flags = (
            "" if x == "-" else x for x in row.split("\t")
        )
        cue = CueNoun(
            noun=noun,
            gender=gender,
            media=media(medium),
            takes=frozenset(map(Takes, takes)),
            strength=int(strength),
            factive="f" in flags,
            negated="n" in flags,
            directive="c" in flags,
            commissive="k" in flags,
            evaluative="e" in flags,
            names_source="s" in flags,
        )
        weak = gender == "m" and plural == noun + "n" and noun.endswith("e")
        forms = {form.lower() for form, _ in inflect(noun, gender, plural, weak=weak)}
        if weak:  # Gedankens, Glaubens
            forms.add(f"{plural}s".lower())
        words.update(dict.fromkeys(forms, cue))
        if "x" not in flags:
            heads.update(dict.fromkeys(forms, cue))
    return Nouns(words, heads)


class SourcePlace(enum.StrEnum):
    """Where the source of a phrase stands."""

    AFTER = "prep"
    BEFORE = "post"
    GENITIVE = "gen"
    EARLIER = "back"
    SUBJECT = "own"
    SPEAKER = "speaker"
    UNNAMED = "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class CuePhrase:
    """A phrase that names or implies a source.

    Attributes:
        words: the words as they stand inside a sentence.
        source: where the source stands: after it (laut), before it (zufolge), after it in the genitive or with
            ``von`` (nach Angaben), earlier in the text (demnach), the subject of the clause (nach eigenen Angaben),
            whoever speaks (meines Erachtens), or unnamed (dem Vernehmen nach).
        case: the case of the source, or nothing.
        media, strength: as :class:`CueVerb`.
    """

    words: tuple[str, ...]
    source: SourcePlace
    case: str
    media: frozenset[Medium]
    strength: int


def parse_cue_phrases(rows: Lines) -> tuple[CuePhrase, ...]:
    """Return the phrases of cue_phrases.tsv, longest first, so that the first match is the best."""
    phrases = []
    for row in rows:
        words, source, case, medium, strength = ("" if x == "-" else x for x in row.split("\t"))
        phrases.append(
            CuePhrase(
                words=tuple(words.split()),
                source=SourcePlace(source),
                case=case,
                media=media(medium),
                strength=int(strength),
            )
        )
    return tuple(sorted(phrases, key=lambda phrase: (-len(phrase.words), phrase.words, phrase.source)))
