"""Offices and professions: who has them, for whom they are held, and what the graph says of them."""

from pathlib import Path

import pytest

import kg
from kg.records import read_text
from kg.redaction import redact
from tests.articles import HEAD, TAIL

Found = tuple[str, str, str | None]


def roles(text: str) -> list[Found]:
    """Title, holder, and for whom it is held."""
    found = read_text(text)
    return [
        (role.title, found.chains[role.holder].name, None if role.held_for is None else found.chains[role.held_for].name)
        for role in found.roles
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("Russlands Außenminister Sergei Lawrow kam.", ("Außenminister", "Sergei Lawrow", "Russland")),
        ("Der russische Außenminister Sergei Lawrow kam.", ("Außenminister", "Sergei Lawrow", "Russland")),
        ("Die US-Außenministerin Amanda Hale rief an.", ("Außenministerin", "Amanda Hale", "USA")),
        ("Jan Claussen, seit Mai Sprecher der Stiftung, lachte.", ("Sprecher", "Jan Claussen", "Stiftung")),
        ("Der Sprecher der Polizei, Jan Claussen, lachte.", ("Sprecher", "Jan Claussen", "Polizei")),
        ("Man traf den Präsidenten Jan Claussen in Kiel.", ("Präsident", "Jan Claussen", None)),
        ("Trainerin Eva Kant schwieg.", ("Trainerin", "Eva Kant", None)),
        (
            "Ein Sprecher der Polizei sagte, das Wasser steige.",
            ("Sprecher", "Ein Sprecher der Polizei", "Polizei"),
        ),
    ],
)
def test_roles_of_the_text(text: str, role: Found) -> None:
    assert role in roles(text)


@pytest.mark.parametrize(
    "text",
    [
        "Der Nachbar Jan Claussen kam.",
        "Ihr Vater Jan Claussen kam.",
        "Herr Claussen kam.",
        "Eva Kant, die in Kiel wohnt, traf Jan Claussen.",
    ],
)
def test_what_is_no_office_or_profession(text: str) -> None:
    assert roles(text) == []


def test_a_role_in_an_enumeration_is_that_of_the_name_behind_it() -> None:
    assert roles("Es kamen Eva Kant, Minister Jan Claussen und andere.") == [
        ("Minister", "Jan Claussen", None)
    ]


def test_the_graph_says_who_held_what_for_whom_and_where_that_stands(tmp_path: Path) -> None:
    text = (
        HEAD
        + "Russlands Außenminister Sergei Lawrow kam. Ein Sprecher der Polizei sagte, das Wasser steige."
        + TAIL
    )
    (tmp_path / "a.txt").write_text(text, "utf-8")
    graph = kg.build(tmp_path).rdf
    rows = graph.query(
        """SELECT ?title ?who ?for ?words ?rule WHERE {
             ?role a schema:Role ; schema:roleName ?title ; kg:heldBy/schema:name ?who ; kg:heldFor/schema:name ?for ;
                   oa:exact ?words ; kg:rule ?rule } ORDER BY ?title"""
    )
    assert [[str(row[v]) for v in rows.vars or ()] for row in rows.bindings] == [
        ["Außenminister", "Sergei Lawrow", "Russland", "Außenminister", "role-before-name"],
        ["Sprecher", "Ein Sprecher der Polizei", "Polizei", "Sprecher", "role-of-source"],
    ]
    jobs = graph.query('SELECT ?job { ?p schema:name "Sergei Lawrow" ; schema:jobTitle ?job }')
    assert [str(row) for row in jobs.bindings[0].values()] == ["Außenminister"]
    sources = graph.query('SELECT ?d { ?s schema:name "Ein Sprecher der Polizei"@de ; kg:definite ?d }')
    assert [str(row) for row in sources.bindings[0].values()] == ["false"]


def test_a_forgotten_person_holds_no_role() -> None:
    document = read_text("Russlands Außenminister Sergei Lawrow kam.")
    assert len(document.roles) == 1
    assert redact(document, lambda name: name == "Sergei Lawrow").roles == ()
