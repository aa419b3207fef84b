"""What a German word form can be as a verb: person, tense, mood, or participle; and which mood it shows for certain."""

import enum
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Literal

from kg.lang.tables import Lines

Number = Literal["s", "p"]


class VerbForm(enum.StrEnum):
    """What kind of form a reading is."""

    FINITE = "finite"
    PARTICIPLE = "participle"
    INFINITIVE = "infinitive"
    ZU_INFINITIVE = "zu-infinitive"


class Mood(enum.StrEnum):
    """The mood of a finite form; Konjunktiv I is the mood of reported speech."""

    INDICATIVE = "indicative"
    KONJUNKTIV_1 = "konjunktiv1"
    KONJUNKTIV_2 = "konjunktiv2"
    IMPERATIVE = "imperative"


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read a word form as a verb.

    Attributes:
        lemma: the infinitive, with its prefix if the prefix is part of the form (``ankündigte``: ankündigen).
        form: finite, participle (gesagt), infinitive, or infinitive with ``zu`` inside (anzukündigen).
        prefix: the separable prefix that the form contains, or nothing.
        mood, past, person, number: of a finite form. ``past`` is true of sagte and gab, false of Konjunktiv.
    """

    lemma: str
    form: VerbForm
    prefix: str = ""
    mood: Mood | None = None
    past: bool = False
    person: int = 0
    number: Number | None = None


@dataclass(frozen=True, slots=True)
class Subjunctive:
    """What a form says about its mood.

    Attributes:
        mood: Konjunktiv I or II.
        certain: no indicative of the same person and number looks the same (sei, gebe, käme; not machte, hielten).
    """

    mood: Mood
    certain: bool


@dataclass(frozen=True, eq=False)
class Verbs:
    """The verbs of one language.

    Attributes:
        forms: lower-case form of a simple verb, with its packed readings.
        separable: (prefix, base infinitive) of every separable verb.
        prefixes: the separable prefixes.
    """

    forms: dict[str, str]
    separable: frozenset[tuple[str, str]]
    prefixes: frozenset[str]


_MOODS = {
    "p": (Mood.INDICATIVE, False),
    "t": (Mood.INDICATIVE, True),
    "k": (Mood.KONJUNKTIV_1, False),
    "c": (Mood.KONJUNKTIV_2, False),
    "i": (Mood.IMPERATIVE, False),
}


@cache
def _reading(lemma: str, code: str) -> Reading:
    if code == "pp":
        return Reading(lemma, VerbForm.PARTICIPLE)
    if code == "inf":
        return Reading(lemma, VerbForm.INFINITIVE)
    mood, past = _MOODS[code[0]]
    number: Number = "s" if code[2] == "s" else "p"
    return Reading(lemma, VerbForm.FINITE, "", mood, past, int(code[1]), number)


@lru_cache(maxsize=1 << 15)
def _simple(packed: str) -> tuple[Reading, ...]:
    return tuple(
        _reading(lemma, code)
        for entry in packed.split("; ")
        for lemma, *codes in [entry.split()]
        for code in codes
    )


def parse_verbs(forms: Lines, separable: Lines) -> Verbs:
    """Return the verbs of verbs.tsv and separable_verbs.tsv."""
    prefixes = dict(line.split("\t", 1) for line in separable)
    return Verbs(
        forms=dict(line.split("\t", 1) for line in forms),
        separable=frozenset((prefix, base) for prefix, bases in prefixes.items() for base in bases.split()),
        prefixes=frozenset(prefixes),
    )


@lru_cache(maxsize=1 << 16)
def readings(verbs: Verbs, form: str) -> tuple[Reading, ...]:
    """Return every reading of a lower-case form; a separable verb is known joined and by its base alone.

    A form that nobody knows is tried in the other spelling of ß: muß (before 1996), heisst (Switzerland).
    """
    for spelling in dict.fromkeys((form, form.replace("ß", "ss"), form.replace("ss", "ß"))):
        packed = verbs.forms.get(spelling)
        if found := (_simple(packed) if packed else ()) + tuple(_joined(verbs, spelling)):
            return found
    return ()


def _joined(verbs: Verbs, form: str) -> list[Reading]:
    """Read a form as prefix and base: ankündigte, angekündigt, ankündigen, anzukündigen."""
    found = []
    for end in range(len(form) - 1, 1, -1):
        prefix, rest = form[:end], form[end:]
        if prefix not in verbs.prefixes:
            continue
        for zu, packed in ((False, verbs.forms.get(rest)), (True, _after_zu(verbs, rest))):
            for reading in _simple(packed) if packed else ():
                fits = reading.form is VerbForm.INFINITIVE if zu else reading.mood is not Mood.IMPERATIVE
                if fits and (prefix, reading.lemma) in verbs.separable:
                    kind = VerbForm.ZU_INFINITIVE if zu else reading.form
                    lemma = prefix + reading.lemma
                    found.append(
                        Reading(
                            lemma, kind, prefix, reading.mood, reading.past, reading.person, reading.number
                        )
                    )
    return found


def _after_zu(verbs: Verbs, rest: str) -> str | None:
    return verbs.forms.get(rest[2:]) if rest.startswith("zu") else None


def subjunctive(
    found: tuple[Reading, ...], *, person: int = 3, number: Number | None = None
) -> Subjunctive | None:
    """Return the Konjunktiv that readings of one form have in a person, or nothing if there is none.

    Konjunktiv I wins over II where a form is both (``führe`` of führen and fahren). The first person singular
    present looks like Konjunktiv I of the third (``ich habe``): that is for the caller, who sees the subject.
    """
    finite = [
        reading
        for reading in found
        if reading.form is VerbForm.FINITE and reading.person == person and number in (None, reading.number)
    ]
    moods = {reading.mood for reading in finite}
    for mood in (Mood.KONJUNKTIV_1, Mood.KONJUNKTIV_2):
        if mood in moods:
            return Subjunctive(mood, Mood.INDICATIVE not in moods)
    return None
