"""A place that acts stands for its government, and only where the sentence shows it."""

from pathlib import Path

import pytest

import kg
from tests.articles import HEAD, TAIL


def acting(text: str) -> dict[str, str]:
    document = kg.read_text(text)
    return {m.span.of(document.article.text): m.stands_for for m in document.mentions if m.stands_for}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Moskau fordert ein Ende der Sanktionen.", {"Moskau": "Regierung (Russland)"}),
        ("Berlin lehnt den Vorschlag ab.", {"Berlin": "Regierung (Deutschland)"}),
        ("„Das ist kein guter Tag“, hieß es aus Warschau.", {"Warschau": "Regierung (Polen)"}),
        ("Brüssel kritisiert die Reform.", {"Brüssel": "Europäische Union"}),
        (
            "Paris und Dublin versprachen rasche Hilfe.",
            {"Paris": "Regierung (Frankreich)", "Dublin": "Regierung (Irland)"},
        ),
        ("London sieht das anders.", {"London": "Regierung (Großbritannien)"}),
        ("Wien reagierte gereizt.", {"Wien": "Regierung (Österreich)"}),
    ],
)
def test_a_place_that_acts_stands_for_its_government(text: str, expected: dict[str, str]) -> None:
    assert acting(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Moskau liegt an einem Fluss.",
        "Berlin wächst weiter.",
        "In Paris fordert ein Minister mehr Geld.",
        "Die Ministerin sagte in Wien nichts.",
        "Irlands Finanzminister sagte ab.",
        "Göttingen fordert mehr Geld.",
        "Der Zug aus Warschau kam zu spät.",
    ],
)
def test_a_place_where_something_is_stands_for_nobody(text: str) -> None:
    assert acting(text) == {}


def test_the_graph_names_the_place_and_the_one_who_acts(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(HEAD + "Moskau fordert ein Ende der Sanktionen." + TAIL, "utf-8")
    rows = kg.build(tmp_path).rdf.query(
        """SELECT DISTINCT ?place ?who WHERE {
          ?m a kg:Mention ; kg:refersTo/schema:name ?place ; kg:standsFor/schema:name ?who }"""
    )
    assert [tuple(map(str, row)) for row in rows if not isinstance(row, bool)] == [
        ("Moskau", "Regierung (Russland)")
    ]
