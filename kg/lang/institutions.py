"""Nouns for institutions and documents: what can say something without being a person."""

from dataclasses import dataclass

from kg.lang.nouns import Nouns, Number, inflect
from kg.lang.tables import Lines

NO_INSTITUTION = "no"


@dataclass(frozen=True, slots=True)
class InstitutionNoun:
    """A form of a noun for an institution, a group that speaks as one, or a document.

    Attributes:
        lemma: the head in the nominative singular.
        gender: m, f, n or p (plural only).
        number: s, p or sp where the form leaves it open.
        kind: authority, government, parliament, party, court, council, association, company, science, media,
            military, circle (Kreise, Seite, Belegschaft) or document (Studie, Urteil).
    """

    lemma: str
    gender: str
    number: Number
    kind: str


def parse_institution_nouns(rows: Lines) -> Nouns[InstitutionNoun]:
    """Return the nouns of institution_nouns.tsv; false friends are in it with the kind ``no``."""
    words: dict[str, InstitutionNoun] = {}
    heads: dict[str, InstitutionNoun] = {}
    for row in rows:
        noun, gender, plural, place, kind = ("" if x == "-" else x for x in row.split("\t"))
        forms = {
            form.lower(): InstitutionNoun(noun, gender, "p" if gender == "p" else number, kind)
            for form, number in inflect(noun, gender, plural)
        }
        words.update(forms)
        if place == "h":
            heads.update(forms)
    return Nouns(words, heads)


def institution_noun(nouns: Nouns[InstitutionNoun], form: str) -> InstitutionNoun | None:
    """Return what a capitalised form says, if it is a noun for an institution or document or ends in one."""
    found = nouns.find(form)
    return found if found and found.kind != NO_INSTITUTION else None
