"""Queries that take too much are ended, and the others never notice; nothing is reached outside the database."""

import json
import os
import socket
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from pathlib import Path

import httpx
import pytest

from kg.serve.protocol import Limits
from tests.support.endpoint import Serving, database, serving

pytestmark = pytest.mark.usefixtures("loopback")

NUMBERS = "".join(f'<u:s{n}> <u:p> "{n}" <u:g> .\n' for n in range(1000))
ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a <u:p> ?b . ?c <u:p> ?d . ?e <u:p> ?f . ?g <u:p> ?h FILTER (?b != ?d && ?f != ?h) }"
GREEDY = "SELECT ?b ?d ?f { ?a <u:p> ?b . ?c <u:p> ?d . ?e <u:p> ?f } ORDER BY ?b ?d"
QUICK = "SELECT (COUNT(*) AS ?n) { ?s <u:p> ?o }"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return database(tmp_path_factory.mktemp("limits") / "store", NUMBERS)


def children() -> set[int]:
    found: set[int] = set()
    for task in Path("/proc/self/task").iterdir():
        with suppress(OSError):  # a thread that has just ended
            found |= {int(pid) for pid in (task / "children").read_text("ascii").split()}
    return found


def workers(running: Serving) -> set[int]:
    """The processes that wait for a query."""
    return {worker.pid for worker in running.pool.processes.idle}


@contextmanager
def behind(running: Serving, *queries: str) -> Iterator[list["httpx.Response"]]:
    """Ask queries in threads, and wait until they are under way."""
    answers: list[httpx.Response] = []
    threads = [threading.Thread(target=lambda q=query: answers.append(running.get(q))) for query in queries]
    for thread in threads:
        thread.start()
    while running.pool.at_work < len(queries):
        assert not answers, answers[0].text
        time.sleep(0.01)
    yield answers
    for thread in threads:
        thread.join()


@pytest.mark.slow
def test_the_slowest_query_is_stopped_while_others_go_on(folder: Path) -> None:
    with serving(folder, Limits(seconds=4), workers=2) as running, behind(running, ENDLESS) as stopped:
        quick = [running.get(QUICK) for _ in range(10)]
        assert not stopped, "the slow query ended before the quick ones"
    assert {answer.status_code for answer in quick} == {200}
    assert {answer.json()["results"]["bindings"][0]["n"]["value"] for answer in quick} == {"1000"}
    assert stopped[0].status_code == 500
    assert "longer than 4 seconds" in stopped[0].text


@pytest.mark.slow
def test_what_a_stopped_query_took_is_free_again(folder: Path) -> None:
    before = children()
    with serving(folder, Limits(seconds=1), workers=1) as running:
        assert running.get(QUICK).status_code == 200
        (worker,) = workers(running)
        assert running.get(ENDLESS).status_code == 500
        assert not Path(f"/proc/{worker}").exists()
        assert running.get(QUICK).status_code == 200, "there is a fresh worker"
    assert children() == before, "a server that ended leaves no process"


@pytest.mark.slow
def test_a_query_that_wants_too_much_memory_is_stopped(folder: Path) -> None:
    with serving(folder, Limits(seconds=60, memory=128 * 2**20), workers=1) as running:
        answer = running.get(GREEDY)
        assert answer.status_code == 500
        assert "128 MB of memory" in answer.text
        assert running.get(QUICK).status_code == 200


def resident(process: int) -> int:
    return int(Path(f"/proc/{process}/statm").read_text("ascii").split()[1]) * os.sysconf("SC_PAGE_SIZE")


@pytest.mark.slow
def test_what_a_large_query_took_is_free_again(folder: Path) -> None:
    with serving(folder, Limits(memory=300 * 2**20), workers=1) as running:
        assert running.get(QUICK).status_code == 200
        (worker,) = workers(running)
        small = resident(worker)
        large = "SELECT ?b ?d { ?a <u:p> ?b . ?c <u:p> ?d } ORDER BY ?b LIMIT 1"
        assert running.get(large).status_code == 200
        assert running.get(QUICK).status_code == 200
        (worker,) = workers(running)
        assert resident(worker) - small < 80 * 2**20


@pytest.mark.slow
def test_a_query_that_nobody_waits_for_is_stopped(folder: Path) -> None:
    with serving(folder, Limits(seconds=60), workers=1) as running:
        with pytest.raises(httpx.ReadTimeout):
            httpx.get(running.url, params={"query": ENDLESS}, timeout=0.5)
        assert running.get(QUICK).status_code == 200, "the only worker is free long before the limit"


@pytest.mark.slow
def test_too_many_queries_are_told_to_come_back(folder: Path) -> None:
    with serving(folder, Limits(seconds=1.5), workers=1, queue=0) as running, behind(running, ENDLESS):
        answer = running.get(QUICK)
        assert answer.status_code == 503
        assert answer.headers["retry-after"] == "5"


def test_many_ask_at_once(folder: Path) -> None:
    with serving(folder, workers=2) as running, ThreadPoolExecutor(16) as threads:
        answers = [
            *threads.map(lambda n: running.get(f"SELECT ?o {{ <u:s{n}> ?p ?o }}", "text/csv").text, range(60))
        ]
    assert answers == [f"o\r\n{n}\r\n" for n in range(60)]


def test_a_long_answer_ends_at_its_limit_and_says_so(folder: Path) -> None:
    with serving(folder, Limits(rows=10)) as running:
        cut = running.get("SELECT * { ?s ?p ?o }")
        assert len(json.loads(cut.text)["results"]["bindings"]) == 10
        assert "after 10 rows" in cut.headers["kg-incomplete"]
        triples = running.get("CONSTRUCT WHERE { ?s ?p ?o }", "application/n-triples")
        assert len(triples.text.splitlines()) == 10
        assert "kg-incomplete" in triples.headers
        assert "kg-incomplete" not in running.get("SELECT * { ?s ?p ?o } LIMIT 10").headers


def test_a_long_answer_comes_whole(folder: Path) -> None:
    with serving(folder) as running:
        answer = running.get("SELECT * { ?s ?p ?o . ?t ?q ?r } LIMIT 50000", "text/csv")
    assert len(answer.text.splitlines()) == 50001
    assert int(answer.headers["content-length"]) == len(answer.content)


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * {{ SERVICE <{}> {{ ?s ?p ?o }} }}",
        "SELECT * {{ SERVICE SILENT <{}> {{ ?s ?p ?o }} }}",
        "SELECT * {{ service<{}>{{ ?s ?p ?o }} }}",
        "SELECT * {{ VALUES ?server {{ <{}> }} SERVICE ?server {{ ?s ?p ?o }} }}",
        "SELECT * FROM <{}> {{ ?s ?p ?o }}",
        "SELECT * FROM NAMED <{}> {{ GRAPH ?g {{ ?s ?p ?o }} }}",
        "DESCRIBE <{}>",
        "LOAD <{}>",
    ],
)
def test_no_query_opens_a_connection(folder: Path, query: str) -> None:
    with (
        socket.create_server(("127.0.0.1", 0)) as door,
        serving(folder, Limits(seconds=5), workers=1) as running,
    ):
        door.setblocking(False)
        answer = running.get(query.format(f"http://127.0.0.1:{door.getsockname()[1]}/data"))
        with pytest.raises(BlockingIOError):
            door.accept()
    assert answer.status_code == 200 or answer.text
    assert "SERVICE" not in query.upper() or answer.status_code == 403


def test_no_query_reads_a_file(folder: Path, tmp_path: Path) -> None:
    secret = tmp_path / "secret.nt"
    secret.write_text('<u:secret> <u:p> "secret" .\n')
    with serving(folder) as running:
        for query in (
            f"SELECT * FROM <{secret.as_uri()}> {{ ?s ?p ?o }}",
            f"SELECT * {{ GRAPH <{secret.as_uri()}> {{ ?s ?p ?o }} }}",
            f"LOAD <{secret.as_uri()}>",
        ):
            assert "secret>" not in running.get(query, "text/csv").text
            assert '"secret"' not in running.get(query, "text/csv").text
        answer = running.get("ASK { ?s ?p ?o }", **{"default-graph-uri": secret.as_uri()})
        assert answer.json()["boolean"] is False


def test_pages_of_other_sites_may_read_if_the_user_says_so(folder: Path) -> None:
    with serving(folder, cors=True) as running:
        assert running.get("ASK {}").headers["access-control-allow-origin"] == "*"
        assert running.get("ASK {").headers["access-control-allow-origin"] == "*"
        asked = httpx.options(
            running.url, headers={"Origin": "http://a", "Access-Control-Request-Method": "POST"}
        )
        assert asked.status_code == 204
        assert asked.headers["access-control-allow-methods"] == "GET, POST"


def test_a_query_that_is_too_long_is_refused(folder: Path) -> None:
    with serving(folder) as running:
        answer = httpx.post(running.url, data={"query": "ASK {} #" + "x" * 2**20})
        assert answer.status_code == 413
        deep = "ASK " + "{" * 50000 + "}" * 50000
        assert httpx.post(running.url, data={"query": deep}, timeout=60).status_code in (200, 400, 500)
        assert running.get("ASK {}").status_code == 200


def test_a_graph_file_is_asked_in_the_memory_of_the_process_that_read_it(tmp_path: Path) -> None:
    path = tmp_path / "graph.nq"
    lines = (f'{node} <u:p> "words" <u:{graph}> .\n' for node in ("_:b", "<u:a>") for graph in "gh")
    path.write_text("".join(lines), "utf-8")
    before = children()
    with serving(path) as running:
        path.unlink()
        assert running.get("SELECT ?o { ?s ?p ?o }", "text/csv").text == "o\r\nwords\r\nwords\r\n"
        named = "SELECT ?g { GRAPH ?g { <u:a> ?p ?o } } ORDER BY ?g"
        assert running.get(named, "text/csv").text == "g\r\nu:g\r\nu:h\r\n"
        both = "SELECT ?g { <u:a> ?p ?o GRAPH ?g { <u:a> ?p ?o } } ORDER BY ?g"
        assert running.get(both, "text/csv").text == "g\r\nu:g\r\nu:h\r\n"
    assert children() == before
