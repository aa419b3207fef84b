"""Places by every form that German news give them: Russland, Russlands, russischen, Russin, Moskauer."""

import enum
from collections.abc import Iterator
from dataclasses import dataclass

from kg.lang.nouns import adjectival
from kg.lang.tables import Lines

ENDINGS = ("", "e", "en", "er", "es", "em")


class Relation(enum.StrEnum):
    """How a form points to its place or organisation.

    Whether a capital or a seat of government stands for its country (``Moskau fordert``) the text decides: a capital
    is a ``name`` with :attr:`Place.capital_of`, the Kremlin is a ``metonym`` wherever it speaks.
    """

    NAME = "name"
    ADJECTIVE = "adjective"
    DEMONYM = "demonym"
    ADJECTIVE_OR_DEMONYM = "adjective-or-demonym"
    METONYM = "metonym"


@dataclass(frozen=True, slots=True)
class Place:
    """A place.

    Attributes:
        name: the usual German name.
        kind: country, state, region, city, continent or former-country.
        qid: the Wikidata id, or nothing where nobody confirms it.
        confirmed_by: the sources that say the same id (training/wikidata.py names them).
        iso: ISO 3166-1 of a country.
        country: the country that a region or city lies in.
        capital_of: the country or state whose capital it is.
        stands_for: countries and organisations that may be meant when the city speaks (Moskau: Russland;
            Brüssel: Europäische Union), the likeliest first; names of the tables.
    """

    name: str
    kind: str
    qid: str | None
    confirmed_by: tuple[str, ...]
    iso: str
    country: str
    capital_of: str
    stands_for: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PlaceForm:
    """What a form says.

    Attributes:
        place: the place.
        relation: how the form points to it.
        ambiguous: the name is a common word, first name or surname as well (Essen, Hof, Sofia).
    """

    place: Place
    relation: Relation
    ambiguous: bool


def parse_places(rows: Lines) -> dict[str, PlaceForm]:
    """Return the forms of places.tsv as they are written; of two places with one form the larger kind wins."""
    table = [["" if x == "-" else x for x in row.split("\t")] for row in rows]
    states = [row for row in table if row[7] and row[1] == "state"]
    countries = {row[7]: row[0] for row in table if row[7] and row[1] == "country"}
    capitals = {row[7]: row[0] for row in states} | countries
    found: dict[str, PlaceForm] = {}
    for rank in ("country", "state", "city", "region", "continent", "former-country"):
        for name, kind, qid, iso, country, adjectives, people, _, aliases, word, stands_for, by in table:
            if kind != rank:
                continue
            capital_of = capitals.get(name, "") if kind == "city" else ""
            speaks_for = tuple(stands_for.split("|")) if stands_for else ()
            if kind == "city" and not speaks_for and name in countries:
                speaks_for = (capital_of,)
            place = Place(name, kind, qid or None, _sources(by), iso, country, capital_of, speaks_for)
            for form, relation in _forms(name, kind, adjectives, people, aliases):
                found.setdefault(form, PlaceForm(place, relation, word == "w" and relation is Relation.NAME))
    return found


def _sources(column: str) -> tuple[str, ...]:
    return tuple(filter(None, column.split(",")))


def _forms(
    name: str, kind: str, adjectives: str, people: str, aliases: str
) -> Iterator[tuple[str, Relation]]:
    for alias in (name, *filter(None, aliases.split("|"))):
        yield alias, Relation.NAME
        if not alias.endswith(("s", "x", "z", "ß")):
            yield alias + "s", Relation.NAME
        else:
            yield from ((alias + "'", Relation.NAME), (alias + "’", Relation.NAME))
    for stem in adjectives.split():
        for ending in ENDINGS:
            yield stem + ending, Relation.ADJECTIVE
    if kind == "city":
        yield from _from_city(people)
    else:
        yield from _inhabitants(people)
        for stem in adjectives.split():  # Deutsche Bahn, Deutschen: after the inhabitants, who win
            for ending in ENDINGS:
                yield stem[:1].upper() + stem[1:] + ending, Relation.ADJECTIVE


def _from_city(people: str) -> Iterator[tuple[str, Relation]]:
    for form in filter(None, people.split("|")):
        yield form, Relation.ADJECTIVE_OR_DEMONYM
        for ending in ("s", "n", "in", "innen"):
            yield form + ending, Relation.DEMONYM


def _inhabitants(people: str) -> Iterator[tuple[str, Relation]]:
    for entry in people.split():
        if entry.startswith("~"):
            yield from ((form, Relation.DEMONYM) for form, _, _ in adjectival(entry[1:]))
            continue
        man, plural, woman = ("" if x == "-" else x for x in entry.split("/"))
        for form in (man, plural, man + "s", plural if plural.endswith(("n", "s")) else plural + "n"):
            yield form, Relation.DEMONYM
        if woman:
            women = woman + "s" if woman.endswith("a") else woman + "nen"
            yield from ((woman, Relation.DEMONYM), (women, Relation.DEMONYM))


@dataclass(frozen=True, slots=True)
class Organization:
    """An organisation.

    Attributes:
        name: the usual German name.
        kind: party, alliance, government, ministry, court, company, media … (the head of organizations.tsv).
        qid: the Wikidata id, or nothing where nobody confirms it.
        confirmed_by: the sources that say the same id.
        country: the country that it belongs to, or nothing.
        stands_for: the country that speaks when it is the subject (Kreml: Russland), or nothing.
    """

    name: str
    kind: str
    qid: str | None
    confirmed_by: tuple[str, ...]
    country: str
    stands_for: str


@dataclass(frozen=True, slots=True)
class OrganizationForm:
    """What a form says.

    Attributes:
        organization: the organisation.
        relation: name, or metonym if it stands for a country.
        ambiguous: the form is a common word, a surname or another abbreviation as well (Bild, Linke, Springer).
    """

    organization: Organization
    relation: Relation
    ambiguous: bool


def parse_organizations(rows: Lines) -> dict[str, OrganizationForm]:
    """Return the forms of organizations.tsv as they are written; names win over aliases."""
    table = [["" if x == "-" else x for x in row.split("\t")] for row in rows]
    found: dict[str, OrganizationForm] = {}
    for name, kind, qid, country, stands_for, aliases, words, by in table:
        ambiguous = words.split("|")
        organization = Organization(name, kind, qid or None, _sources(by), country, stands_for)
        relation = Relation.METONYM if stands_for else Relation.NAME
        for alias in (name, *filter(None, aliases.split("|"))):
            form = OrganizationForm(organization, relation, alias in ambiguous)
            found.setdefault(alias, form)
            if not alias.endswith(("s", "x", "z", "ß", "n")):
                found.setdefault(alias + "s", form)
    return found
