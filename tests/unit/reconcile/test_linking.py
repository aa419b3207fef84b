"""A graph's nodes become items where that is clear, by a real service on loopback."""

import json
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path

import pytest
from starlette.responses import Response

from kg.errors import StoreError
from kg.model import EntityKind
from kg.rdf import NamedGraph
from kg.rdf.terms import parse_literal
from kg.rdf.vocab import DEFAULT_BASE, term
from kg.reconcile import Asking, Linked, Options, Row, Verdict, Watcher, link
from kg.validate import validate
from tests.support.reconciliation import SPACE, Item, Service, reconciling
from tests.support.servers import scripted

pytestmark = pytest.mark.usefixtures("loopback")

Graphs = Callable[[], list[NamedGraph]]
ANNA = Item("Q101", "Anna Berg", "Q5", "politician", {"P39": "Senatorin", "P102": "SPD"})
DEICH = Item("Q102", "Deichverband Nord", "Q43229")
HANS = Item("Q103", "Hans Müller", "Q5")


def options(service: Service, tmp_path: Path, **more: object) -> Options:
    return replace(Options(endpoint=service.url, cache=tmp_path / "cache", attempts=1), **more)  # type: ignore[arg-type]


def same(linked: Linked | Iterable[NamedGraph]) -> dict[str, str]:
    graphs = linked.graphs if isinstance(linked, Linked) else linked
    found = {
        s.removeprefix(f"<{DEFAULT_BASE}")[:-1]: o.removeprefix(f"<{SPACE}")[:-1]
        for graph in graphs
        for s, p, o in graph.triples
        if p == term("schema:sameAs")
    }
    return {
        node: item
        for node, item in found.items()
        if node not in ("organization/spd", "organization/taz", "place/kiel")
    }


def why(linked: Linked, node: str) -> dict[str, str]:
    values = [
        (p, o) for g in linked.graphs for s, p, o in g.triples if s.startswith(f"<{DEFAULT_BASE}{node}#is=")
    ]
    return {
        p.rpartition("#")[2].rpartition("/")[2][:-1]: parse_literal(o).value if o.startswith('"') else o
        for p, o in values
    }


def test_what_is_clear_is_linked_with_its_evidence(graphs: Graphs, tmp_path: Path) -> None:
    with reconciling(ANNA, DEICH) as service:
        linked = link(graphs(), options(service, tmp_path))
    assert same(linked) == {"person/anna-berg": "Q101", "organization/deichverband": "Q102"}
    evidence = why(linked, "person/anna-berg")
    assert evidence["extractor"] == "reconciliation"
    assert evidence["rule"] == "match"
    assert evidence["score"] == "100.00"
    assert evidence["confidence"] == "1.00"
    assert evidence["name"] == "Anna Berg"
    assert evidence["endpoint"] == f"<{service.url}>"
    assert json.loads(evidence["query"]) == {"query": "Anna Berg", "limit": 5, "type": "Q5"}
    assert validate(linked.graphs).conforms


def test_every_named_graph_that_describes_a_node_says_what_it_is(graphs: Graphs, tmp_path: Path) -> None:
    with reconciling(ANNA) as service:
        linked = link(graphs(), options(service, tmp_path))
    stated = [g.name for g in linked.graphs if any(s.endswith("anna-berg#is=Q101>") for s, _, _ in g.triples)]
    assert stated == [f"<{DEFAULT_BASE}article/{n}#graph>" for n in (1, 2)]


def test_what_has_an_item_is_not_asked_about(graphs: Graphs, tmp_path: Path) -> None:
    with reconciling() as service:
        link(graphs(), options(service, tmp_path))
    assert sorted(service.names) == ["Anna Berg", "Deichverband Nord", "Hans Müller", "Hans Müller", "Voss"]


def test_the_data_set_says_how_many_statements_there_are_now(graphs: Graphs, tmp_path: Path) -> None:
    with reconciling(ANNA, DEICH) as service:
        linked = link(graphs(), options(service, tmp_path))
    dataset = f"<{DEFAULT_BASE}dataset>"
    (count,) = (o for g in linked.graphs for s, p, o in g.triples if p == term("void:triples"))
    others = {t for g in linked.graphs for t in g.triples if t[0] != dataset}
    assert parse_literal(count).value == str(len(others))


def test_the_service_says_how_much_it_takes_at_once(graphs: Graphs, tmp_path: Path) -> None:
    with reconciling(ANNA, batch=2) as service:
        linked = link(graphs(), options(service, tmp_path))
    assert [len(batch) for batch in service.batches] == [2, 2, 1]
    assert linked.requests == 3


def test_a_batch_that_is_too_large_is_sent_in_halves(graphs: Graphs, tmp_path: Path) -> None:
    with reconciling(ANNA, DEICH, batch=None) as service:
        service.trouble = lambda number: Response("too large", 413) if number == 1 else None
        linked = link(graphs(), options(service, tmp_path))
    assert [len(batch) for batch in service.batches] == [2, 3]
    assert len(same(linked)) == 2


def test_the_threshold_is_what_a_candidate_needs(graphs: Graphs, tmp_path: Path) -> None:
    near = replace(ANNA, name="Anna Bergh")
    with reconciling(near) as service:
        low = link(graphs(), options(service, tmp_path, threshold=99.0))
        high = link(graphs(), options(service, tmp_path, threshold=90.0))
    assert same(low) == {}
    (row,) = [row for row in low.rows if row.name == "Anna Berg"]
    assert (row.item, row.label, row.why) == (f"{SPACE}Q101", "Anna Bergh", "below the threshold")
    assert row.context == "Senatorin, SPD; = A. Berg; 2022-01-02 „Der Kran steht“"
    assert same(high) == {"person/anna-berg": "Q101"}
    assert why(high, "person/anna-berg")["rule"] == "score"


def test_a_service_may_have_a_scale_of_its_own(graphs: Graphs, tmp_path: Path) -> None:
    with reconciling(ANNA) as service:
        linked = link(graphs(), options(service, tmp_path, best=200.0, threshold=100.0))
    assert why(linked, "person/anna-berg")["confidence"] == "0.50"


def test_several_good_candidates_are_left_to_a_person(graphs: Graphs, tmp_path: Path) -> None:
    with reconciling(ANNA, replace(ANNA, id="Q201")) as service:
        linked = link(graphs(), options(service, tmp_path))
    assert same(linked) == {}
    assert {row.item.removeprefix(SPACE) for row in linked.rows if row.name == "Anna Berg"} == {
        "Q101",
        "Q201",
    }
    assert {row.why for row in linked.rows if row.name == "Anna Berg"} == {"several candidates"}


def test_people_whom_the_graph_keeps_apart_are_never_one_item(graphs: Graphs, tmp_path: Path) -> None:
    with reconciling(HANS) as service:
        linked = link(graphs(), options(service, tmp_path))
    assert same(linked) == {}
    assert [row.why for row in linked.rows if row.name == "Hans Müller"] == [
        "same item as another person"
    ] * 2


def test_a_single_name_of_a_person_is_never_clear(graphs: Graphs, tmp_path: Path) -> None:
    with reconciling(Item("Q104", "Voss", "Q5")) as service:
        linked = link(graphs(), options(service, tmp_path))
    assert same(linked) == {}
    assert [row.why for row in linked.rows] == ["a single name"]


def test_types_and_what_the_graph_knows_are_part_of_the_question(graphs: Graphs, tmp_path: Path) -> None:
    asking = Asking(
        kinds=frozenset({EntityKind.PERSON}),
        types={EntityKind.PERSON: "Q215627"},
        properties={"role": "P39", "party": "P102"},
    )
    with reconciling(replace(ANNA, type="Q215627")) as service:
        linked = link(graphs(), options(service, tmp_path, asking=asking))
    (query,) = [query for batch in service.batches for query in batch if query["query"] == "Anna Berg"]
    assert query["type"] == "Q215627"
    assert query["properties"] == [
        {"pid": "P102", "v": [{"id": "Q49768", "name": "SPD"}]},
        {"pid": "P39", "v": ["Senatorin"]},
    ]
    assert "Deichverband Nord" not in service.names
    assert same(linked) == {"person/anna-berg": "Q101"}


def test_the_same_answers_give_the_same_graph_and_nothing_is_asked_twice(
    graphs: Graphs, tmp_path: Path
) -> None:
    with reconciling(ANNA, DEICH, HANS) as service:
        first = link(graphs(), options(service, tmp_path))
        asked = len(service.names)
        second = link(graphs(), options(service, tmp_path))
        assert len(service.names) == asked
        third = link(graphs(), options(service, tmp_path, fresh=True))
        assert len(service.names) == 2 * asked
        again = link(first.graphs, options(service, tmp_path))
    assert first.graphs == second.graphs == third.graphs == again.graphs
    assert (second.kept, second.requests) == (5, 0)


class Counting(Watcher):
    def __init__(self) -> None:
        self.done: list[int] = []

    def asked(self, done: int, total: int) -> None:
        self.done.append(done)


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (Response("gone wrong", 500), "with status 500"),
        (Response('{"q0": {"res', 200), "no result of reconciliation"),
        (Response("<html>", 200), "no result of reconciliation"),
        (Response('{"status": "error", "message": "x"}', 200), "no result of reconciliation"),
        (
            Response('{"q0": {"result": [{"id": "a", "name": "b", "score": NaN}]}}', 200),
            "no result of reconciliation",
        ),
        (Response('{"q0": {"result": []}}', 200), "leaves one of 2 queries without a result"),
    ],
)
def test_trouble_ends_it_with_one_sentence_and_keeps_what_was_answered(
    graphs: Graphs, tmp_path: Path, answer: Response, words: str
) -> None:
    watcher = Counting()
    with reconciling(ANNA, DEICH, batch=2) as service:
        service.trouble = lambda number: answer if number == 2 else None
        with pytest.raises(StoreError, match=words) as raised:
            link(graphs(), options(service, tmp_path), watcher=watcher)
        assert "\n" not in str(raised.value)
        assert watcher.done == [0, 2]
        asked = service.names
        linked = link(graphs(), options(service, tmp_path))
    assert len(asked) == 2
    assert len(service.names) == 5
    assert linked.kept == 2


def test_a_service_that_is_busy_is_asked_again_when_it_says(
    graphs: Graphs, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    waited: list[float] = []

    class Patient(Watcher):
        def waiting(self, trouble: str, seconds: float) -> None:
            waited.append(seconds)

    with reconciling(ANNA) as service:
        service.trouble = lambda number: (
            Response("slow down", 429, {"Retry-After": "0"}) if number < 3 else None
        )
        linked = link(graphs(), options(service, tmp_path, attempts=4), watcher=Patient())
    assert waited == [0.0, 0.0]
    assert same(linked) == {"person/anna-berg": "Q101"}


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (b"[]", "answers what is no manifest"),
        (b"no json", "answers what is no manifest"),
        (b'{"name": "x"}', "no identifierSpace"),
        (b'{"name": "x", "identifierSpace": "urn:x:"}', "no identifierSpace"),
    ],
)
def test_what_is_no_reconciliation_service_is_refused(
    graphs: Graphs, tmp_path: Path, answer: bytes, words: str
) -> None:
    with scripted(lambda seen: (200, {}, answer)) as server, pytest.raises(StoreError, match=words):
        link(graphs(), Options(endpoint=server.url, cache=tmp_path / "cache", attempts=1))


def test_candidates_without_an_address_are_left_out_and_counted(graphs: Graphs, tmp_path: Path) -> None:
    with reconciling(replace(DEICH, id="")) as service:
        linked = link(graphs(), options(service, tmp_path))
    assert (linked.unusable, same(linked)) == (1, {})


def test_an_identifier_is_encoded_and_a_label_stays_a_label(graphs: Graphs, tmp_path: Path) -> None:
    hostile = 'Anna Berg" . <x> <y> <z> . \x1b[31m\n'
    with reconciling(replace(ANNA, id="a/../b> <c#\u202e", name=hostile)) as service:
        linked = link(graphs(), options(service, tmp_path, threshold=40.0))
    (item,) = same(linked).values()
    assert item == "a%2F..%2Fb%3E%20%3Cc%23%E2%80%AE"
    assert why(linked, "person/anna-berg")["name"] == hostile
    assert validate(linked.graphs).conforms


def reviewed(node: str, item: str, decision: Verdict) -> Row:
    return Row(node=f"{DEFAULT_BASE}{node}", item=f"{SPACE}{item}", decision=decision)


def test_what_a_person_says_wins(graphs: Graphs, tmp_path: Path) -> None:
    decisions = [
        reviewed("person/anna-berg", "Q101", Verdict.NO),
        reviewed("person/hans-mueller", "Q103", Verdict.YES),
        reviewed("place/kiel", "Q777", Verdict.YES),
        reviewed("person/nobody", "Q1", Verdict.YES),
    ]
    with reconciling(ANNA, HANS) as service:
        linked = link(graphs(), options(service, tmp_path), decisions)
    assert same(linked) == {"person/hans-mueller": "Q103"}
    assert why(linked, "person/hans-mueller")["rule"] == "review"
    kiel = {
        o
        for g in linked.graphs
        for s, p, o in g.triples
        if s == f"<{DEFAULT_BASE}place/kiel>" and "same" in p
    }
    assert kiel == {f"<{SPACE}Q777>"}
    assert why(linked, "place/kiel")["rule"] == "review"
    assert linked.unknown == 1
    assert [row for row in linked.rows if row.decision] == decisions
    (left,) = [
        row
        for row in linked.rows
        if not row.decision and row.item == f"{SPACE}Q103" and row.name != "Anna Berg"
    ]
    assert (left.node.rpartition("/")[2], left.why) == ("hans-mueller+maler", "same item as another person")
    assert validate(linked.graphs).conforms


def test_decisions_alone_need_no_service(graphs: Graphs, closed_network: None) -> None:
    yes = reviewed("person/anna-berg", "Q101", Verdict.YES)
    linked = link(graphs(), Options(), [yes])
    assert same(linked) == {"person/anna-berg": "Q101"}
    undone = link(linked.graphs, Options(), [replace(yes, decision=Verdict.NO)])
    assert undone.graphs == link(graphs(), Options(), []).graphs
