"""What every answer has, whom the server answers, and what it says when something is wrong."""

import pytest
from starlette.testclient import TestClient

HTML = "text/html; charset=utf-8"


@pytest.mark.parametrize("path", ["/", "/nothing", "/static/kg.css", "/data/../../etc/passwd"])
def test_no_answer_lets_anything_inline_or_foreign_run(room: TestClient, path: str) -> None:
    answer = room.get(path)
    policy = dict(rule.split(" ", 1) for rule in answer.headers["content-security-policy"].split("; "))
    assert policy["default-src"] == "'none'"
    assert policy["script-src"] == policy["style-src"] == "'self'"
    assert policy["frame-ancestors"] == policy["base-uri"] == "'none'"
    assert answer.headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize(
    "host", ["localhost", "localhost:8000", "127.0.0.1:8000", "[::1]:8000", "192.168.1.7"]
)
def test_this_machine_answers_to_its_names(room: TestClient, host: str) -> None:
    assert room.get("/", headers={"Host": host}).status_code == 200


@pytest.mark.parametrize(
    "host", ["evil.example", "localhost.evil.example:8000", "127.0.0.1.evil.example", "", ":"]
)
def test_a_name_that_somebody_else_gave_it_is_refused(room: TestClient, host: str) -> None:
    answer = room.get("/", headers={"Host": host})
    assert answer.status_code == 421
    assert "content-security-policy" in answer.headers


@pytest.mark.parametrize(
    "path",
    ["/nothing", "/data/nothing", "/data/", "/data//evil.example/", "/resource", "/resource?iri=%3Cscript%3E",
     "/data/%2e%2e/%2e%2e/etc/passwd", "/static/../app.py", "/static/%2e%2e/app.py", "/data/k%FF"],
)  # fmt: skip
def test_what_is_not_there_is_said_on_a_page(room: TestClient, path: str) -> None:
    answer = room.get(path, headers={"Accept-Language": "en"}, follow_redirects=False)
    assert answer.status_code == 404
    assert answer.headers["content-type"] == HTML
    assert "There is no such page" in answer.text


def test_pages_can_be_read_and_nothing_else(room: TestClient) -> None:
    assert room.head("/").status_code == 200
    answer = room.post("/")
    assert answer.status_code == 405
    assert set(answer.headers["allow"].split(", ")) == {"GET", "HEAD"}


def test_every_node_of_the_graph_has_a_page(room: TestClient) -> None:
    graph = room.app.state.graph  # type: ignore[attr-defined]
    nodes = {quad.subject.value for quad in graph.store}
    assert len(nodes) > 300
    for node in sorted(nodes)[::7]:
        answer = room.get(graph.addresses.of(node))
        assert answer.status_code == 200, node
