"""Adjectives and inhabitants are mentions of their place, and make no person."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import kg
from kg.model import Document, EntityKind, MentionForm

POINTERS = (MentionForm.ADJECTIVE, MentionForm.DEMONYM)


def pointers(document: Document) -> list[tuple[str, str, str]]:
    found = []
    for mention in document.mentions:
        if mention.form in POINTERS:
            assert mention.kind is EntityKind.PLACE
            assert mention.chain is not None
            chain = document.chains[mention.chain]
            found.append((mention.span.of(document.article.text), str(mention.form), chain.name))
    return found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Die russische Regierung schweigt seit Tagen.",
            [("russische", "adjective", "Russland")],
        ),
        (
            "US-amerikanische Firmen ziehen sich zurück.",
            [("US-amerikanische", "adjective", "USA")],
        ),
        ("Moskauer Zeitungen melden nichts davon.", [("Moskauer", "adjective", "Moskau")]),
        ("Viele Russen haben das Land verlassen.", [("Russen", "demonym", "Russland")]),
        ("Damit haben die Berliner nicht gerechnet.", [("Berliner", "demonym", "Berlin")]),
        ("Am Abend kam eine Polin ins Rathaus.", [("Polin", "demonym", "Polen")]),
        ("Schweizer Banken melden Verluste.", [("Schweizer", "adjective", "Schweiz")]),
    ],
)
def test_a_word_points_to_its_place(text: str, expected: list[tuple[str, str, str]]) -> None:
    assert pointers(kg.read_text(text)) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Er sprach deutsch und lachte.",
        "Sie lernt seit Jahren Russisch.",
        "Die Deutsche Bahn baut eine Brücke.",
        "Die Berliner Zeitung berichtet darüber.",
        "Deutschland und Polen verhandeln.",
    ],
)
def test_languages_and_names_do_not_point_to_places(text: str) -> None:
    assert pointers(kg.read_text(text)) == []


def test_the_berliner_alone_is_no_person() -> None:
    document = kg.read_text("Der Berliner sagte nichts. Die Moskauerin ging nach Hause.")
    assert [chain.name for chain in document.chains if chain.named and chain.kind is EntityKind.PERSON] == []


def test_name_and_adjective_are_one_place() -> None:
    document = kg.read_text("Frankreich zögert. Die französische Regierung berät, sagen Franzosen.")
    places = {m.chain for m in document.mentions if m.kind is EntityKind.PLACE}
    assert len(places) == 1


@given(st.text(alphabet="Berlin russischer Deutsche die, .\n", max_size=80))
@settings(max_examples=60, deadline=None)
def test_any_text_gives_disjoint_pointers(text: str) -> None:
    document = kg.read_text(text)
    spans = sorted(m.span for m in document.mentions if m.form in POINTERS or m.form is MentionForm.NAME)
    assert all(one.end <= other.start for one, other in pairwise(spans))
