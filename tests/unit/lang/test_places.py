"""Places and organisations by every form, with the right Wikidata ids, and well-formed tables."""

import re

import pytest

from kg.lang import Relation, language
from kg.lang.tables import rows

GERMAN = language("de")


@pytest.mark.parametrize(
    ("form", "name", "qid", "relation"),
    [
        ("Russland", "Russland", "Q159", Relation.NAME),
        ("Russlands", "Russland", "Q159", Relation.NAME),
        ("russischen", "Russland", "Q159", Relation.ADJECTIVE),
        ("Russe", "Russland", "Q159", Relation.DEMONYM),
        ("Russin", "Russland", "Q159", Relation.DEMONYM),
        ("Russinnen", "Russland", "Q159", Relation.DEMONYM),
        ("US-amerikanische", "USA", "Q30", Relation.ADJECTIVE),
        ("Vereinigten Staaten", "USA", "Q30", Relation.NAME),
        ("Großbritanniens", "Großbritannien", "Q145", Relation.NAME),
        ("Holland", "Niederlande", "Q55", Relation.NAME),
        ("Deutsche", "Deutschland", "Q183", Relation.DEMONYM),
        ("deutsche", "Deutschland", "Q183", Relation.ADJECTIVE),
        ("Weißrussland", "Belarus", "Q184", Relation.NAME),
        ("NRW", "Nordrhein-Westfalen", "Q1198", Relation.NAME),
        ("sächsische", "Sachsen", "Q1202", Relation.ADJECTIVE),
        ("bayerischer", "Bayern", "Q980", Relation.ADJECTIVE),
        ("Berliner", "Berlin", "Q64", Relation.ADJECTIVE_OR_DEMONYM),
        ("Berlinerinnen", "Berlin", "Q64", Relation.DEMONYM),
        ("Münchner", "München", "Q1726", Relation.ADJECTIVE_OR_DEMONYM),
        ("Göttinger", "Göttingen", None, Relation.ADJECTIVE_OR_DEMONYM),
        ("Kyjiw", "Kiew", "Q1899", Relation.NAME),
        ("europäischen", "Europa", "Q46", Relation.ADJECTIVE),
        ("Schweizerinnen", "Schweiz", "Q39", Relation.DEMONYM),
        ("Zyprioten", "Zypern", "Q229", Relation.DEMONYM),
    ],
)
def test_a_form_leads_to_its_place(form: str, name: str, qid: str | None, relation: Relation) -> None:
    found = GERMAN.place(form)
    assert found is not None
    assert (found.place.name, found.place.qid, found.relation) == (name, qid, relation)


@pytest.mark.parametrize(
    ("capital", "country"),
    [
        ("Moskau", "Russland"),
        ("Washington", "USA"),
        ("Berlin", "Deutschland"),
        ("Peking", "China"),
        ("Brüssel", "Belgien"),
        ("Dresden", "Sachsen"),
    ],
)
def test_a_capital_knows_what_it_can_stand_for(capital: str, country: str) -> None:
    found = GERMAN.place(capital)
    assert found is not None
    assert found.place.capital_of == country


@pytest.mark.parametrize(
    ("city", "speaks_for"),
    [
        ("Moskau", ("Russland",)),
        ("Brüssel", ("Europäische Union",)),
        ("Dresden", ()),
        ("Karlsruhe", ("Bundesverfassungsgericht",)),
    ],
)
def test_a_city_knows_who_may_be_meant_when_it_speaks(city: str, speaks_for: tuple[str, ...]) -> None:
    found = GERMAN.place(city)
    assert found is not None
    assert found.place.stands_for == speaks_for


@pytest.mark.parametrize("form", ["Haus", "die", "polnischerseits", "Regierung", "europa", ""])
def test_other_words_are_no_places(form: str) -> None:
    assert GERMAN.place(form) is None


@pytest.mark.parametrize(
    ("form", "name", "qid", "kind"),
    [
        ("NATO", "Nato", "Q7184", "alliance"),
        ("Nato", "Nato", "Q7184", "alliance"),
        ("EU", "Europäische Union", "Q458", "alliance"),
        ("Vereinten Nationen", "Vereinte Nationen", "Q1065", "alliance"),
        ("SPD", "SPD", "Q49768", "party"),
        ("Grünen", "Bündnis 90/Die Grünen", "Q49766", "party"),
        ("AfD", "AfD", "Q6721203", "party"),
        ("Auswärtigen Amt", "Auswärtiges Amt", None, "ministry"),
        ("Bundestags", "Bundestag", "Q154797", "parliament"),
        ("WHO", "WHO", "Q7817", "agency"),
        ("EZB", "Europäische Zentralbank", "Q8901", "bank"),
        ("BBC", "BBC", None, "media"),
    ],
)
def test_a_form_leads_to_its_organisation(form: str, name: str, qid: str | None, kind: str) -> None:
    found = GERMAN.organization(form)
    assert found is not None
    assert (found.organization.name, found.organization.qid, found.organization.kind) == (name, qid, kind)


@pytest.mark.parametrize(
    ("form", "country"),
    [("Kreml", "Russland"), ("Weißen Hauses", "USA"), ("Pentagon", "USA"), ("Élysée", "Frankreich")],
)
def test_a_seat_of_government_stands_for_its_country(form: str, country: str) -> None:
    found = GERMAN.organization(form)
    assert found is not None
    assert found.relation is Relation.METONYM
    assert found.organization.stands_for == country


@pytest.mark.parametrize(
    ("form", "ambiguous"), [("Essen", True), ("Essener", False), ("Hof", True), ("Berlin", False)]
)
def test_a_place_name_that_is_a_common_word_is_marked(form: str, ambiguous: bool) -> None:
    found = GERMAN.place(form)
    assert found is not None
    assert found.ambiguous is ambiguous


@pytest.mark.parametrize(
    ("form", "ambiguous"), [("Bild", True), ("Bild-Zeitung", False), ("Linke", True), ("SPD", False)]
)
def test_an_organisation_name_that_is_a_common_word_is_marked(form: str, ambiguous: bool) -> None:
    found = GERMAN.organization(form)
    assert found is not None
    assert found.ambiguous is ambiguous


def test_every_country_has_an_id_of_its_own() -> None:
    countries = [row for row in rows("de", "places.tsv") if row[1] == "country"]
    assert len(countries) >= 195
    assert {row[0] for row in countries if row[2] == "-" or not re.fullmatch("[A-Z]{2}", row[3])} == set()
    assert len({row[3] for row in countries}) == len(countries)


def test_sixteen_german_states_are_known() -> None:
    states = {row[0] for row in rows("de", "places.tsv") if row[1] == "state" and row[4] == "Deutschland"}
    assert len(states | {"Berlin", "Bremen", "Hamburg"}) == 16


@pytest.mark.parametrize("name", ["places.tsv", "organizations.tsv"])
def test_tables_are_sorted_and_ids_unique(name: str) -> None:
    table = rows("de", name)
    assert table == sorted(table)
    assert len({(row[0], row[1]) for row in table}) == len(table)
    assert {len(row) for row in table} == {12 if name == "places.tsv" else 8}
    ids = [row[2] for row in table if row[2] != "-"]
    assert len(set(ids)) == len(ids)
    assert all(re.fullmatch("Q[1-9][0-9]*", qid) for qid in ids)


@pytest.mark.parametrize("name", ["places.tsv", "organizations.tsv"])
def test_an_id_is_in_a_table_if_and_only_if_a_source_confirms_it(name: str) -> None:
    table = rows("de", name)
    assert [row[0] for row in table if (row[2] == "-") != (row[-1] == "-")] == []
    assert {source for row in table for source in row[-1].split(",")} <= {
        "-", "country-coder", "natural-earth", "nsi", "osm-capitals", "german-cities", "intl-orgs", "intl-lists", "parties"
    }  # fmt: skip


def test_countries_states_and_parties_have_confirmed_ids() -> None:
    table = rows("de", "places.tsv")
    assert all(row[2] != "-" for row in table if row[1] == "country")
    assert all(row[2] != "-" for row in table if row[1] == "state" and row[4] == "Deutschland")
    for party in ("CDU", "CSU", "SPD", "AfD", "FDP", "Die Linke", "Bündnis 90/Die Grünen"):
        found = GERMAN.organization(party)
        assert found is not None
        assert found.organization.qid is not None
        assert found.organization.confirmed_by


def test_places_name_countries_and_capitals_of_the_table() -> None:
    table = rows("de", "places.tsv")
    countries = {row[0] for row in table if row[1] == "country"}
    names = {row[0] for row in table}
    assert {row[4] for row in table} - {"-"} <= countries
    assert {row[7] for row in table if row[1] == "country"} - {"-"} <= names
    organizations = rows("de", "organizations.tsv")
    assert {row[3] for row in organizations} | {row[4] for row in organizations} <= countries | {"-"}


def test_what_a_city_stands_for_is_in_the_tables() -> None:
    names = {row[0] for name in ("places.tsv", "organizations.tsv") for row in rows("de", name)}
    meant = {name for row in rows("de", "places.tsv") if row[10] != "-" for name in row[10].split("|")}
    assert meant <= names
