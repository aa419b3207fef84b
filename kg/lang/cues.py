"""What attributes content to a source: verbs, nouns and prepositional phrases of saying, thinking and writing."""

import enum
from collections import defaultdict
from dataclasses import dataclass

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
