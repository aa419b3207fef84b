"""Engines answer over files, folders and servers alike; a query that takes too long ends, and its memory is free."""

import json
import os
import signal
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph
import pytest

from kg.errors import GraphError, QueryError, QueryStopped, StoreError
from kg.loading import Options, load
from kg.query import Engine, open_engine, run
from kg.query.local import Local
from tests.support.servers import Seen, scripted, start_oxigraph

ENDLESS = "SELECT (count(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?n ?o }"
GREEDY = "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY ?a ?d ?g ?c"
COUNT = "SELECT (count(*) AS ?n) { ?s schema:name ?o }"
NAMES = "SELECT ?n { ?s schema:name ?n } ORDER BY ?n"


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """300 names in three named graphs, and one in none."""
    path = tmp_path_factory.mktemp("engine") / "g.nq"
    lines = [f'<urn:s{n}> <https://schema.org/name> "name {n:03}"@de <urn:g{n % 3}> .\n' for n in range(300)]
    path.write_text("".join(lines) + '<urn:x> <https://schema.org/name> "x\\u001By\\"" .\n')
    return path


@pytest.fixture(scope="module")
def engine(graph: Path) -> Iterator[Engine]:
    with open_engine(graph, workers=2, memory=1 << 28) as opened:
        yield opened


def alive(pid: int) -> bool:
    return Path(f"/proc/{pid}").exists()


def test_a_file_is_asked_over_the_union_of_its_graphs(engine: Engine) -> None:
    assert engine.query(COUNT).rows == (("301",),)
    assert engine.query("SELECT ?n { GRAPH ?g { ?s schema:name ?n } } ORDER BY ?n LIMIT 1").terms == (
        ('"name 000"@de',),
    )
    assert engine.query("ASK { ?s schema:name 'none' }").rows == (("false",),)


def test_graphs_can_be_named_in_the_query_and_beside_it(engine: Engine) -> None:
    assert engine.query(COUNT.replace("{", "FROM <urn:g0> {", 1)).rows == (("100",),)
    assert engine.query(COUNT.replace("{", "FROM <urn:g0> FROM <urn:g1> {", 1)).rows == (("200",),)
    assert engine.query(COUNT, default=("urn:g1",)).rows == (("100",),)
    assert engine.query("SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } }", named=("urn:g2",)).rows == (
        ("urn:g2",),
    )
    assert engine.query(COUNT, named=("urn:g2",)).rows == (("0",),)
    assert engine.query("# from <urn:g0>\nSELECT (count(*) AS ?from) { ?s schema:name ?o }").rows == (
        ("301",),
    )


def test_a_statement_of_several_graphs_counts_once(tmp_path: Path) -> None:
    (tmp_path / "g.nq").write_text("".join(f"<urn:a> <urn:b> <urn:c> <urn:g{n}> .\n" for n in range(9)))
    assert run(tmp_path / "g.nq", "SELECT (count(*) AS ?n) { ?s ?p ?o }").rows == (("1",),)
    load(str(tmp_path / "g.nq"), str(tmp_path / "store"), Options())
    with open_engine(tmp_path / "g.nq") as file, open_engine(tmp_path / "store") as folder:
        for engine in (file, folder):
            for inner, count in (
                ("?s ?p ?o", "1"),
                ("GRAPH ?g { ?s ?p ?o }", "9"),
                ("?s ?p ?o GRAPH ?g { ?s ?p ?o }", "9"),
                ("?s ?p ?o FILTER EXISTS { GRAPH <urn:g1> { ?s ?p ?o } }", "1"),
            ):
                assert engine.query(f"SELECT (count(*) AS ?n) {{ {inner} }}").rows == ((count,),), inner


def test_graphs_are_read_when_they_are_asked_for(graph: Path) -> None:
    with open_engine(graph, graphs=False) as engine:
        assert engine.query(COUNT).rows == (("301",),)
        assert engine.query(COUNT, default=("urn:g1",)).rows == (("100",),)
        assert engine.query("SELECT (count(*) AS ?n) { GRAPH ?g { ?s ?p ?o } }").rows == (("300",),)
        graph.rename(graph.with_suffix(".away"))
        try:
            assert engine.query(COUNT).rows == (("301",),)
        finally:
            graph.with_suffix(".away").rename(graph)


def test_rows_are_limited_and_the_answer_says_so(engine: Engine) -> None:
    answer = engine.query(NAMES, limit=2)
    assert (answer.rows, answer.truncated) == ((("name 000",), ("name 001",)), True)
    assert not engine.query(NAMES, limit=301).truncated
    assert len(engine.query("CONSTRUCT WHERE { ?s ?p ?o }", limit=7).terms) == 7


@pytest.mark.parametrize(
    "query", ["SELEC", "ASK { ?s schema:name }", "INSERT DATA { <a:a> <a:a> <a:a> }", "LOAD <urn:x>"]
)
def test_what_is_no_query_is_refused(engine: Engine, query: str) -> None:
    with pytest.raises(QueryError, match="not valid SPARQL"):
        engine.query(query)


def test_a_query_is_stopped_at_its_time_while_others_go_on(engine: Engine) -> None:
    stopped: list[Exception] = []

    def ask() -> None:
        try:
            engine.query(ENDLESS, timeout=1)
        except QueryStopped as error:
            stopped.append(error)

    thread = threading.Thread(target=ask)
    thread.start()
    while thread.is_alive():
        assert engine.query(COUNT).rows == (("301",),)
    thread.join()
    assert "stopped after 1 s" in str(stopped[0])
    assert engine.query(COUNT).rows == (("301",),)


def test_the_process_of_a_stopped_query_is_gone(graph: Path) -> None:
    with Local(graph) as local:
        local.query(COUNT)
        (worker,) = local._processes.idle
        with pytest.raises(QueryStopped):
            local.query(ENDLESS, timeout=0.2)
        assert not alive(worker.pid)
        assert local.query(COUNT).rows == (("301",),)


def test_a_query_waits_for_a_free_process_no_longer_than_its_time(graph: Path) -> None:
    with Local(graph) as local:

        def ask() -> None:
            with pytest.raises(QueryStopped):
                local.query(ENDLESS, timeout=2)

        thread = threading.Thread(target=ask)
        thread.start()
        while local._free._value and thread.is_alive():
            time.sleep(0.01)
        with pytest.raises(QueryStopped, match="no process was free"):
            local.query(COUNT, timeout=0.1)
        thread.join()


def test_a_query_that_needs_too_much_memory_ends_alone(engine: Engine) -> None:
    with pytest.raises(QueryStopped, match="more memory than it may have"):
        engine.query(GREEDY, timeout=60)
    assert engine.query(COUNT).rows == (("301",),)


def test_a_query_that_is_nested_too_deeply_ends_alone(engine: Engine) -> None:
    depth = 200_000
    with pytest.raises((QueryStopped, QueryError)):
        engine.query(f"SELECT * {'{' * depth}{'}' * depth}", timeout=30)
    assert engine.query(COUNT).rows == (("301",),)


def test_nothing_is_left_when_the_engine_is_closed(graph: Path) -> None:
    with Local(graph, workers=2) as local:
        local.query(COUNT)
        pids = [local._processes.first.pid, *(worker.pid for worker in local._processes.idle)]
        assert all(map(alive, pids))
    assert not any(map(alive, pids))


def test_nothing_is_left_either_when_the_first_process_has_crashed(graph: Path) -> None:
    with Local(graph) as local:
        local.query(COUNT)
        (worker,) = local._processes.idle
        os.kill(local._processes.first.pid, signal.SIGKILL)
        with pytest.raises(QueryStopped):
            local.query(ENDLESS, timeout=0.2)
        assert alive(worker.pid)
        with pytest.raises(QueryStopped, match="open the graph again"):
            local.query(COUNT)
    until = time.monotonic() + 20
    while alive(worker.pid):  # whoever takes in orphans does so in a moment
        assert time.monotonic() < until, "a query outlived its engine"
        time.sleep(0.01)


def test_a_database_folder_is_asked_the_same(graph: Path, tmp_path: Path) -> None:
    load(str(graph), str(tmp_path / "store"), Options())
    with open_engine(tmp_path / "store", workers=2) as engine:
        assert engine.query(NAMES).terms == run(graph, NAMES).terms
        with pytest.raises(QueryStopped):
            engine.query(ENDLESS, timeout=0.2)
        assert engine.query(COUNT).rows == (("301",),)


@pytest.mark.parametrize(
    ("name", "words"),
    [("missing.nq", "cannot read"), ("broken.nt", "no valid N-Triples"), ("folder", "no database")],
)
def test_what_cannot_be_opened_is_told_at_once(tmp_path: Path, name: str, words: str) -> None:
    (tmp_path / "broken.nt").write_text("<a> b")
    (tmp_path / "folder").mkdir()
    with pytest.raises(GraphError, match=words):
        open_engine(tmp_path / name)


@pytest.mark.slow
@pytest.mark.usefixtures("loopback")
def test_a_server_is_asked_the_same(graph: Path, tmp_path: Path) -> None:
    server = start_oxigraph(tmp_path)
    try:
        load(str(graph), server.graph_store, Options())
        with open_engine(server.query) as engine:
            query = "SELECT ?n ?none { GRAPH ?g { ?s schema:name ?n } } ORDER BY ?n"
            here = "SELECT ?n ?none { ?s schema:name ?n } ORDER BY ?n"
            assert engine.query(query).terms == run(graph, here).terms
            made = "CONSTRUCT { ?s ?p ?o } { GRAPH <urn:g1> { ?s ?p ?o } }"
            assert engine.query(made).terms == run(graph, made).terms
            assert engine.query("ASK { GRAPH ?g { ?s schema:name 'name 003'@de } }")
            with pytest.raises(QueryError, match="no valid SPARQL"):
                engine.query("SELEC")
    finally:
        server.stop()


@pytest.mark.usefixtures("loopback")
def test_a_server_gets_the_prefixes_the_query_uses_and_its_answer_is_checked() -> None:
    def reply(body: object, media: str = "application/sparql-results+json") -> list[Seen]:
        data = json.dumps(body).encode()
        with scripted(lambda seen: (200, {"Content-Type": media}, data)) as server:
            with open_engine(server.url) as engine:
                engine.query("SELECT ?x { ?x schema:name 'kg:name' }")
            return server.seen

    good = {"head": {"vars": ["x"]}, "results": {"bindings": [{"x": {"type": "uri", "value": "urn:a"}}]}}
    (request,) = reply(good)
    assert b"PREFIX+schema%3A" in request.body
    assert b"PREFIX+kg%3A" not in request.body
    broken = {"head": {"vars": ["x"]}, "results": {"bindings": [{"x": {"type": "uri", "value": "a b>"}}]}}
    unreadable: tuple[object, ...] = ("text", {"head": {}}, broken)
    for bad in unreadable:
        with pytest.raises(StoreError, match="cannot be read"):
            reply(bad)
    with pytest.raises(StoreError, match="text/html"):
        reply(good, "text/html")


def test_terms_keep_what_they_are(engine: Engine) -> None:
    answer = engine.query("SELECT ?n (1.5 AS ?d) (bnode() AS ?b) ?none { <urn:x> schema:name ?n }")
    (row,) = answer.terms
    assert row[0] == str(pyoxigraph.Literal('x\x1by"'))
    assert answer.rows[0][:2] == ('x\x1by"', "1.5")
    assert row[2].startswith("_:")
    assert row[3] == ""
