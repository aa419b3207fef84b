"""Places and organisations of the tables carry their Wikidata item, with evidence; nothing else does."""

from pathlib import Path

import pytest

import kg
from kg.model import EntityKind
from kg.rdf.items import item
from tests.articles import HEAD, TAIL


@pytest.mark.parametrize(
    ("kind", "name", "expected"),
    [
        (EntityKind.PLACE, "Russland", "Q159"),
        (EntityKind.PLACE, "Niedersachsen", "Q1197"),
        (EntityKind.PLACE, "Hanoi", "Q1858"),
        (EntityKind.ORGANIZATION, "SPD", "Q49768"),
        (EntityKind.ORGANIZATION, "Nato", "Q7184"),
        (EntityKind.PERSON, "Berlin", None),
        (EntityKind.ORGANIZATION, "Berlin", None),
        (EntityKind.PLACE, "Neverwhere", None),
        (EntityKind.PLACE, "russisch", None),
    ],
)
def test_a_name_has_the_item_of_its_table(kind: EntityKind, name: str, expected: str | None) -> None:
    found = item(kind, name)
    assert (found and found.id) == expected


def test_a_name_that_is_a_common_word_is_less_sure() -> None:
    essen, berlin = item(EntityKind.PLACE, "Essen"), item(EntityKind.PLACE, "Berlin")
    assert essen is not None
    assert berlin is not None
    assert essen.confidence < berlin.confidence


def test_the_graph_says_which_item_and_why(tmp_path: Path) -> None:
    body = "Die polnische Regierung berät mit der SPD."
    (tmp_path / "a.txt").write_text(HEAD + body + TAIL, "utf-8")
    rows = kg.build(tmp_path).rdf.query(
        """SELECT DISTINCT ?name ?item ?table WHERE {
          ?node schema:name ?name ; schema:sameAs ?item .
          ?why a kg:Reconciliation ; schema:about ?node ; kg:refersTo ?item ; kg:rule ?table }
        ORDER BY ?name"""
    )
    assert [tuple(map(str, row)) for row in rows if not isinstance(row, bool)] == [
        ("Polen", "http://www.wikidata.org/entity/Q36", "places"),
        ("SPD", "http://www.wikidata.org/entity/Q49768", "organizations"),
    ]
