"""Nouns for institutions and documents, in every form and at the end of compounds."""

import pytest

from kg.lang import language
from kg.lang.tables import rows

GERMAN = language("de")


@pytest.mark.parametrize(
    ("form", "kind", "gender"),
    [
        ("Innenministerium", "authority", "n"),
        ("Bundesinnenministeriums", "authority", "n"),
        ("Polizei", "authority", "f"),
        ("Bundespolizei", "authority", "f"),
        ("Staatsanwaltschaft", "authority", "f"),
        ("Regierung", "government", "f"),
        ("Bundesregierung", "government", "f"),
        ("Landtag", "parliament", "m"),
        ("SPD-Fraktion", "parliament", "f"),
        ("Regierungsparteien", "party", "f"),
        ("Verwaltungsgericht", "court", "n"),
        ("EU-Kommission", "council", "f"),
        ("Lehrerverband", "association", "m"),
        ("Autokonzerns", "company", "m"),
        ("Humboldt-Universität", "science", "f"),
        ("Nachrichtenagentur", "media", "f"),
        ("Regionalzeitungen", "media", "f"),
        ("Sicherheitskreisen", "circle", "p"),
        ("SPD-Kreise", "circle", "p"),
        ("Bertelsmann-Studie", "document", "f"),
        ("Militärs", "military", "n"),
    ],
)
def test_a_form_tells_kind_and_gender(form: str, kind: str, gender: str) -> None:
    found = GERMAN.institution_noun(form)
    assert found is not None
    assert (found.kind, found.gender) == (kind, gender)


@pytest.mark.parametrize(
    "form",
    [
        "Autobahn",
        "Datenbank",
        "Flüchtlingslager",
        "Widerstand",
        "Entführung",
        "Feuerwerk",
        "Vorrat",
        "Hausgeräte",
        "Journalisten",
        "Kontakte",
        "Uraufführung",
        "Ehrenämter",
        "Monat",
        "Haus",
        "amt",
        "",
    ],
)
def test_false_friends_are_no_institutions(form: str) -> None:
    assert GERMAN.institution_noun(form) is None


def test_the_table_is_sorted_unique_and_well_formed() -> None:
    table = rows("de", "institution_nouns.tsv")
    assert table == sorted(table)
    assert len({row[0] for row in table}) == len(table)
    assert {len(row) for row in table} == {5}
    assert {row[1] for row in table} <= {"m", "f", "n", "p"}
    assert {row[3] for row in table} == {"h", "x"}
