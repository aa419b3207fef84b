"""Nouns for persons: gender and number in every form, compounds, inclusive forms, false friends."""

import pytest

from kg.lang import language
from kg.lang.tables import rows

GERMAN = language("de")


@pytest.mark.parametrize(
    ("form", "gender", "number"),
    [
        ("Sprecher", "m", "sp"),
        ("Sprecherin", "f", "s"),
        ("Sprecherinnen", "f", "p"),
        ("Präsidenten", "m", "sp"),
        ("Präsident", "m", "s"),
        ("Ministerin", "f", "s"),
        ("Experten", "m", "sp"),
        ("Expertin", "f", "s"),
        ("Abgeordnete", "mf", "sp"),
        ("Abgeordneter", "m", "sp"),
        ("Vorsitzender", "m", "sp"),
        ("Beamten", "mf", "sp"),
        ("Anwälte", "m", "p"),
        ("Anwältin", "f", "s"),
        ("Ärzten", "m", "p"),
        ("Herrn", "m", "s"),
        ("Eltern", "p", "p"),
        ("Mädchen", "n", "sp"),
        ("Kauffrau", "f", "s"),
        ("Bäuerinnen", "f", "p"),
        ("Kollegen", "m", "sp"),
        ("Direktoren", "m", "p"),
        ("Chefs", "m", "sp"),
        ("Zeugin", "f", "s"),
        ("Jugendlichen", "mf", "sp"),
        ("Russin", "f", "s"),
        ("Französinnen", "f", "p"),
        ("Garderobiere", "f", "s"),
        ("Garderobieren", "f", "p"),
        ("Deutschen", "mf", "sp"),
        ("Kassiererin", "f", "s"),
        ("Volontäre", "m", "p"),
    ],
)
def test_a_form_tells_gender_and_number(form: str, gender: str, number: str) -> None:
    found = GERMAN.person_noun(form)
    assert found is not None
    assert (found.gender, found.number) == (gender, number)


@pytest.mark.parametrize(
    ("form", "lemma"),
    [
        ("Bundesaußenministerin", "Außenminister"),
        ("Regierungssprecher", "Regierungssprecher"),
        ("Vize-Regierungssprecherin", "Regierungssprecher"),
        ("Kreml-Sprecher", "Kreml-Sprecher"),
        ("Ex-Ministern", "Minister"),
        ("71-Jährige", "Jährige"),
        ("Islamwissenschaftlerin", "Wissenschaftler"),
        ("Polizeihauptkommissar", "Hauptkommissar"),
        ("Biochemikerin", "Chemiker"),
        ("Verkehrssenatorin", "Senator"),
        ("Exil-Russen", "Russe"),
        ("SPD-Mann", "Mann"),
    ],
)
def test_a_compound_is_known_by_its_longest_end(form: str, lemma: str) -> None:
    found = GERMAN.person_noun(form)
    assert found is not None
    assert found.lemma == lemma


@pytest.mark.parametrize(
    ("form", "number"),
    [
        ("Expert:innen", "p"),
        ("Expert*innen", "p"),
        ("Expert_innen", "p"),
        ("ExpertInnen", "p"),
        ("Politiker:in", "s"),
        ("Abgeordnete*r", "sp"),
    ],
)
def test_forms_for_all_genders_leave_the_gender_open(form: str, number: str) -> None:
    found = GERMAN.person_noun(form)
    assert found is not None
    assert (found.gender, found.number) == ("mf", number)


@pytest.mark.parametrize(
    "form",
    [
        "Computer",
        "Sommer",
        "Zucker",
        "Orchester",
        "Trichter",
        "Apparat",
        "Vorrat",
        "Quadrat",
        "Angebote",
        "Kugelschreiber",
        "Plattenspieler",
        "Flugzeugträger",
        "Hubschrauber",
        "Fernsehsender",
        "Gefangenenlager",
        "Monologe",
        "Paragraf",
        "Parlament",
        "Argument",
        "Reaktor",
        "Bretter",
        "Mauer",
        "Dauer",
        "Aufsichtsrat",
        "Sicherheitsrat",
        "sprecher",
        "Haus",
        "Berlin",
        "Hermann",
        "Innen",
        "Fahrzeuge",
        "Toilette",
        "Naturheilkunde",
        "Gewerbe",
        "Patronen",
        "Konstante",
        "",
    ],
)
def test_false_friends_are_no_persons(form: str) -> None:
    assert GERMAN.person_noun(form) is None


def test_the_table_is_sorted_unique_and_well_formed() -> None:
    table = rows("de", "person_nouns.tsv")
    assert table == sorted(table)
    assert len({row[0] for row in table}) == len(table) > 1500
    assert {len(row) for row in table} == {7}
    assert {row[1] for row in table} <= {"m", "f", "n", "p", "mf", "-"}
    assert {row[4] for row in table} == {"s", "w", "a"}
    assert {row[5] for row in table} == {"h", "x"}
    assert {row[6] for row in table} <= {"role", "kin", "demonym", "no"}


def test_every_inhabitant_of_a_country_or_state_is_a_person() -> None:
    people = [
        entry.split("/")[0]
        for row in rows("de", "places.tsv")
        if row[1] != "city"
        for entry in row[6].split()
    ]
    masculine = {person for person in people if person != "-" and not person.startswith("~")}
    assert {person for person in masculine if GERMAN.person_noun(person) is None} == set()


@pytest.mark.parametrize(
    ("name", "gender"),
    [
        ("Jürgen Ost", "m"),
        ("Zoë Ost", "f"),
        ("Bjørn Ost", "m"),
        ("Nilüfer Ost", "f"),
        ("Kai Ost", "m"),
        ("Andrea Ost", "f"),
        ("Deniz Ost", ""),
    ],
)
def test_a_first_name_with_accents_tells_the_gender(name: str, gender: str) -> None:
    assert GERMAN.gender(name) == gender
    assert GERMAN.is_first_name(name.split()[0])
