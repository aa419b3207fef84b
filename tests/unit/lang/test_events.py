"""The tables of events."""

import pytest

from kg.lang import language
from kg.lang.tables import rows

DE = language("de")


@pytest.mark.parametrize(
    ("form", "lemma"),
    [("Weltkriegs", "Krieg"), ("Filmfestspielen", "Filmfestspiele"), ("G20-Gipfel", "Gipfel"), ("WM", "WM")],
)
def test_a_compound_is_read_by_the_noun_that_it_ends_in(form: str, lemma: str) -> None:
    noun = DE.event_noun(form)
    assert noun is not None
    assert noun.lemma == lemma
    assert form.lower().endswith(noun.form)


@pytest.mark.parametrize(
    "form", ["Pressekonferenz", "Auswahl", "Bischofskonferenz", "Kultusministerkonferenz", "Haus"]
)
def test_false_friends_are_no_events(form: str) -> None:
    assert DE.event_noun(form) is None


@pytest.mark.parametrize(
    ("words", "name", "recurs"),
    [
        ("Zweiten Weltkrieges", "Zweiter Weltkrieg", False),
        ("Olympischen Spielen", "Olympische Spiele", True),
        ("Shoah", "Holocaust", False),
        ("documenta", "Documenta", True),
        ("Tag der Deutschen Einheit", "Tag der Deutschen Einheit", True),
    ],
)
def test_known_events_are_found_in_all_cases(words: str, name: str, recurs: bool) -> None:
    event = DE.event(words)
    assert event is not None
    assert (event.name, event.recurs) == (name, recurs)


@pytest.mark.parametrize(("table", "columns"), [("event_nouns.tsv", 5), ("events.tsv", 3)])
def test_tables_are_whole_sorted_and_without_repeated_rows(table: str, columns: int) -> None:
    read = rows("de", table)
    assert {len(row) for row in read} == {columns}
    names = [row[0] for row in read]
    assert names == sorted(set(names))


def test_letters_that_tell_how_a_noun_makes_names_are_known() -> None:
    assert {
        letter for row in rows("de", "event_nouns.tsv") if row[4] not in ("-", "no") for letter in row[4]
    } <= set("cpnso")


def test_no_name_means_two_events() -> None:
    names = [name for row in rows("de", "events.tsv") for name in (row[0], *row[1].split("|")) if name != "-"]
    assert len(names) == len(set(names))
