"""What the networks are told of a word beside its pieces: cluster, what lists say, part of speech, shape."""

from functools import cache

from kg.models.words import FINITE, INFINITIVE, NOUN, PARTICIPLE, words
from kg.tagging.forms import NAMES, Form, shape

TAGS = (
    "ADJA ADJD ADV APPR APPRART APPO APZR ART CARD FM ITJ KOUI KOUS KON KOKOM NN NE PDS PDAT PIS PIAT PIDAT PPER "
    "PPOSS PPOSAT PRELS PRELAT PRF PWS PWAT PWAV PAV PTKZU PTKNEG PTKVZ PTKANT PTKA TRUNC VVFIN VVIMP VVINF VVIZU "
    "VVPP VAFIN VAIMP VAINF VAPP VMFIN VMINF VMPP XY $, $. $("
).split()
SHAPES = (
    "x X Xx XX XXx 0 00 Xx-Xx XX-Xx X-Xx Xx-x x-x Xx- -Xx XxXx XX-XX Xx-Xx-Xx Xx/Xx X. Xx. XX. x. 0. 00. 0x 00x "
    ". , : ; - ( ) \" ' / * & % ! ?"
).split()
_LISTS = tuple(1 << bit for bit in range(16) if (NAMES | NOUN) >> bit & 1)
_VERBAL = (FINITE, PARTICIPLE, INFINITIVE)
_CLUSTERS = 1 << 10
SIZES = (_CLUSTERS, 256, 64, 1 << len(_LISTS), 1 << len(_VERBAL), len(TAGS) + 1, len(SHAPES) + 1)
"""How many values each feature has: cluster, two shorter beginnings of its path, nouns and names, verbs, tag, shape."""
ROWS = sum(SIZES)
_FIRST = tuple(sum(SIZES[:at]) for at in range(len(SIZES)))
FACTS = len(SIZES) - 1
"""Features of a word form, all but the part of speech."""
NONE = _FIRST
"""The rows of a word of which nothing is known; they also stand where there is none."""
_TAG = {tag: number for number, tag in enumerate(TAGS)}
_SHAPE = {pattern: number for number, pattern in enumerate(SHAPES)}


def numbers(form: Form, tag: str) -> tuple[int, ...]:
    """Return the row of each feature in one common table.

    Parameters:
        form: the word, analysed.
        tag: its part of speech.
    """
    *known, pattern = of_form(form)
    return *known, _FIRST[5] + of_tag(tag), pattern


def of_form(form: Form) -> tuple[int, ...]:
    """Return the rows of what a word form shows by itself, all but its part of speech."""
    return *_looked_up(form.path, form.facts), _FIRST[6] + _SHAPE.get(shape(form.text), len(SHAPES))


def of_tag(tag: str) -> int:
    """Return the number of a part of speech."""
    return _TAG.get(tag, len(TAGS))


@cache
def _clusters() -> dict[int, int]:
    return {path: number for number, path in enumerate(words().paths(), 1)}


@cache
def _looked_up(path: int, facts: int) -> tuple[int, ...]:
    cluster = _clusters()[path] if path >= 0 else 0
    lists = sum(1 << at for at, bit in enumerate(_LISTS) if facts & bit)
    verbal = sum(1 << at for at, bit in enumerate(_VERBAL) if facts & bit)
    values = (cluster, path & 255 if cluster else 0, path & 63 if cluster else 0, lists, verbal)
    return tuple(first + value for first, value in zip(_FIRST, values, strict=False))
