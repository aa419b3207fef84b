"""A role before a name shows where the name begins, and that it is a person's."""

import pytest

import kg
from kg.extract.mentions.titled import is_full, trimmed
from kg.lang import language
from kg.model import MentionForm, Span
from kg.tagging import Name, tag_sentences


def names(text: str) -> list[tuple[str, str, str]]:
    """Return the names in a text: the words, the kind, the role before them."""
    found = []
    for mention in kg.read_text(text).mentions:
        if mention.form is MentionForm.NAME:
            role = mention.role.of(text) if mention.role else ""
            found.append((mention.span.of(text), str(mention.kind), role))
    return found


@pytest.mark.parametrize(
    ("text", "name", "role"),
    [
        ("„Wir messen noch“, sagte Virologin Monika Brandt am Abend.", "Monika Brandt", "Virologin"),
        ("„Die Tür bleibt offen“, sagte Pastor Jens Lange am Sonntag.", "Jens Lange", "Pastor"),
        ("„Der Ball lief gut“, sagte Torfrau Karin Richter am Abend.", "Karin Richter", "Torfrau"),
        ("„Wir vertagen“, sagte Richter Christian Schneider am Abend.", "Christian Schneider", "Richter"),
        ("„Wir klagen“, sagte Rechtsanwältin Maria Richter am Abend.", "Maria Richter", "Rechtsanwältin"),
    ],
)
def test_a_role_is_no_part_of_a_full_name(text: str, name: str, role: str) -> None:
    assert (name, "person", role) in names(text)


@pytest.mark.parametrize(
    ("text", "name", "role"),
    [
        ("„Die Kraft hat gefehlt“, sagte Trainerin Kaltenbrunn.", "Kaltenbrunn", "Trainerin"),
        ("„Wir haben gesprochen“, sagte Bürgermeister Isenberg.", "Isenberg", "Bürgermeister"),
    ],
)
def test_behind_a_role_stands_a_person_though_it_sounds_like_a_town(text: str, name: str, role: str) -> None:
    assert names(text) == [(name, "person", role)]


def test_a_town_is_one_where_no_role_stands_before_it() -> None:
    found = names("Die Trainerin wohnt in Kaltenbrunn. Der Bürgermeister von Isenberg kennt sie.")
    assert {kind for _, kind, _ in found} == {"place"}


@pytest.mark.parametrize("surname", ["Richter", "Koch", "Bauer", "Fischer"])
def test_a_surname_that_is_a_trade_is_one_behind_a_bare_role(surname: str) -> None:
    text = f"„Das Gesetz kommt noch in diesem Jahr“, sagte Bürgermeister {surname}."
    assert names(text) == [(surname, "person", "Bürgermeister")]


@pytest.mark.parametrize(
    "text",
    [
        "Der Vorsitzende Richter vertagte die Verhandlung.",
        "Ein Richter und ein Koch saßen im Saal.",
    ],
)
def test_a_trade_is_no_name_behind_an_article(text: str) -> None:
    assert names(text) == []


@pytest.mark.parametrize(
    ("text", "end", "expected"),
    [
        ("Claudia von der Heide kam.", 4, ("Claudia von der Heide", True)),
        ("Claudia von der Heide kam.", 3, ("Claudia", False)),
        ("Virologin Monika Brandt kam.", 3, ("Monika Brandt", True)),
        ("Maria König kam.", 2, ("Maria König", True)),
        ("Maria Feuerwehr kam.", 2, ("Maria Feuerwehr", False)),
    ],
)
def test_a_full_name_begins_with_a_first_name_and_ends_with_no_particle(
    text: str, end: int, expected: tuple[str, bool]
) -> None:
    (sentence,) = tag_sentences(text, [Span(0, len(text))])
    name = trimmed(Name(0, end, "PER", 0.3), sentence.tokens, language("de"))
    words = " ".join(token.text for token in sentence.tokens[name.start : name.end])
    assert (words, is_full(name, sentence.tokens, language("de"))) == expected
