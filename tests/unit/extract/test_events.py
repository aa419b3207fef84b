"""Events that have names are found, with their names in the nominative; bare nouns are none."""

import pytest

import kg
from kg.model import EntityKind


def events(text: str) -> list[tuple[str, str]]:
    """Return the words of each mention of an event in a text, and the event's name."""
    document = kg.read_text(text)
    return [
        (mention.span.of(text), document.chains[mention.chain].name)
        for mention in document.mentions
        if mention.kind is EntityKind.EVENT and mention.chain is not None
    ]


@pytest.mark.parametrize(
    ("text", "words", "name"),
    [
        ("Auf der Münchner Sicherheitskonferenz sprach er.", "Münchner Sicherheitskonferenz", ""),
        ("Der G20-Gipfel in Hamburg begann am Freitag.", "G20-Gipfel", ""),
        ("Vor dem SPD-Parteitag wurde gestritten.", "SPD-Parteitag", ""),
        ("Bei der Bundestagswahl 2021 gewann sie.", "Bundestagswahl 2021", ""),
        ("Nach der WM 2006 ging er.", "WM 2006", ""),
        ("Während des Irakkrieges floh sie.", "Irakkrieges", "Irakkrieg"),
        ("Der Ukraine-Krieg dauert an.", "Ukraine-Krieg", ""),
        ("Seit dem Ende des Zweiten Weltkrieges war es still.", "Zweiten Weltkrieges", "Zweiter Weltkrieg"),
        ("Bis zum ersten Weltkrieg war es still.", "ersten Weltkrieg", "Erster Weltkrieg"),
        ("Bei den Olympischen Spielen in Tokio gewann sie.", "Olympischen Spielen", "Olympische Spiele"),
        ("Bei Olympia 2012 gewann sie.", "Olympia 2012", "Olympische Spiele 2012"),
        ("Nach Olympia 20 Jahre lang nichts.", "Olympia", "Olympische Spiele"),
        ("Auf der documenta 14 hing das Bild.", "documenta 14", "Documenta 14"),
        ("Die Schlacht um Stalingrad war lang.", "Schlacht um Stalingrad", ""),
        ("Der Hurrikan Katrina zog ab.", "Hurrikan Katrina", ""),
        ("Beim Filmfest München lief der Film.", "Filmfest München", ""),
        (
            "Im Mai kommt der Deutsche Evangelische Kirchentag nach Hannover.",
            "Deutsche Evangelische Kirchentag",
            "Deutscher Evangelischer Kirchentag",
        ),
        ("Am Samstag beginnt das Rheingau Musik Festival.", "Rheingau Musik Festival", ""),
    ],
)
def test_an_event_is_named(text: str, words: str, name: str) -> None:
    assert events(text) == [(words, name or words)]


@pytest.mark.parametrize(
    "text",
    [
        "Die Konferenz endete. Der Parteitag der SPD tagte, die Pressekonferenz dauerte lange.",
        "Ein EU-Gipfel soll folgen, kein Berliner Parteitag.",
        "Die Deutsche Bischofskonferenz widersprach.",
        "Bei der Wahl 2007 kam er nicht. Nach der Stichwahl ging er.",
        "Große Turniere sind selten. Die Spiele begannen.",
        "Es war warm im deutschen Herbst.",
        "Er las das Buch „Die Revolution“ ganz.",
        "Das Komitee für die Schlacht um Wähler tagte. Das Zugunglück bei Stendal war schlimm.",
    ],
)
def test_a_bare_noun_is_no_name(text: str) -> None:
    assert events(text) == []


def test_what_stands_inside_of_an_event_is_no_mention_of_its_own() -> None:
    text = "Der DFB-Pokal und der Berlin-Marathon, die Frankfurter Buchmesse und die Kieler Woche."
    found = kg.read_text(text).mentions
    assert [(mention.span.of(text), mention.kind) for mention in found] == [
        (words, EntityKind.EVENT)
        for words in ("DFB-Pokal", "Berlin-Marathon", "Frankfurter Buchmesse", "Kieler Woche")
    ]


def test_all_cases_of_a_name_are_one_event() -> None:
    text = "Vor dem Zweiten Weltkrieg war es laut. Die Folgen des Zweiten Weltkriegs sind bekannt. Der 2. Weltkrieg endete."
    assert {name for _, name in events(text)} == {"Zweiter Weltkrieg"}


def test_an_event_does_not_speak() -> None:
    document = kg.read_text("Die Münchner Sicherheitskonferenz teilte mit, der Saal bleibe offen.")
    sources = [document.chains[each.source] for each in document.quotations if each.source is not None]
    assert sources
    assert all(chain.kind is not EntityKind.EVENT for chain in sources)
