"""Nouns for persons: what a form like Abgeordneten, Sprecherinnen or Expert:innen says about gender and number."""

import re
from dataclasses import dataclass, replace

from kg.lang.nouns import Nouns, Number, adjectival, inflect
from kg.lang.tables import Lines

NO_PERSON = "no"
_INCLUSIVE = re.compile(r"(?:[*:_·/]-?in|(?<=[a-zäöüß])In|[*:_·/]-?r)(nen)?$")


@dataclass(frozen=True, slots=True)
class PersonNoun:
    """A form of a noun for persons.

    Attributes:
        lemma: the head in the nominative singular, masculine if it has one (Expertinnen: Experte); of an
            adjectival noun the form with ``-e`` (Abgeordnete).
        gender: m, f, n, p (plural only) or mf where the form leaves it open (Abgeordneten, Expert:innen).
        number: s, p or sp where the form leaves it open.
        kind: role, kin or demonym.
    """

    lemma: str
    gender: str
    number: Number
    kind: str


def parse_person_nouns(rows: Lines) -> Nouns[PersonNoun]:
    """Return the nouns of person_nouns.tsv; false friends are in it with the kind ``no``."""
    words: dict[str, PersonNoun] = {}
    heads: dict[str, PersonNoun] = {}
    for row in rows:
        noun, gender, plural, feminine, declension, place, kind = (
            "" if x == "-" else x for x in row.split("\t")
        )
        ending = noun.startswith("-")
        forms = _forms(noun.removeprefix("-"), gender, plural, feminine, declension=declension, kind=kind)
        if not ending:
            words.update(forms)
        if place == "h":
            heads.update(forms)
    return Nouns(words, heads)


def _forms(
    noun: str, gender: str, plural: str, feminine: str, *, declension: str, kind: str
) -> dict[str, PersonNoun]:
    if declension == "a":
        return {
            form.lower(): PersonNoun(noun + "e", sex, number, kind) for form, sex, number in adjectival(noun)
        }
    found: dict[str, PersonNoun] = {}
    for form, number in inflect(noun, gender, plural, weak=declension == "w"):
        found[form.lower()] = PersonNoun(noun, gender, "p" if gender == "p" else number, kind)
    if noun.lower().endswith("herr"):
        found[f"{noun}n".lower()] = PersonNoun(noun, gender, "s", kind)
    if kind == NO_PERSON:
        found.update(
            (f"{noun}{end}".lower(), PersonNoun(noun, gender, "sp", kind)) for end in ("n", "e", "en", "er")
        )
    if feminine:
        women = feminine + ("nen" if feminine.endswith("in") else "n" if feminine.endswith("e") else "en")
        if feminine.endswith("frau"):
            women = feminine + "en"
        elif feminine.endswith("mutter"):
            women = feminine.removesuffix("mutter") + "mütter"
        found[feminine.lower()] = PersonNoun(noun, "f", "s", kind)
        found[women.lower()] = PersonNoun(noun, "f", "p", kind)
    return found


def person_noun(nouns: Nouns[PersonNoun], form: str) -> PersonNoun | None:
    """Return what a capitalised form says, if it is a noun for a person or ends in one.

    Forms that include all genders (Expert*innen, Expert:in, ExpertInnen, Abgeordnete*r) are read as ``mf``.
    """
    inclusive = _INCLUSIVE.search(form)
    if inclusive:
        plain = form[: inclusive.start()]
        ending = "in" + (inclusive[1] or "") if not inclusive[0].endswith("r") else ""
        found = nouns.find(plain + ending)
        return replace(found, gender="mf") if found and found.kind != NO_PERSON else None
    found = nouns.find(form)
    return found if found and found.kind != NO_PERSON else None
