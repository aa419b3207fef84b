"""Queries that would make the engine open a connection are told by their text."""

import socket
import threading
from collections.abc import Iterator
from dataclasses import dataclass

import pyoxigraph
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.rdf.sparql import asks_elsewhere
from kg.rdf.vocab import PREFIXES

HERE = "<http://127.0.0.1:9/>"

SPELLINGS = [
    "SELECT * { SERVICE <@> { ?s ?p ?o } }",
    "SELECT * { service silent <@> {} }",
    "SELECT*{SERVICESILENT<@>{}}",
    "SELECT*{?a ?b 1SERVICE<@>{}}",
    "SELECT*{?a ?b 1.SERVICE<@>{}}",
    "SELECT*{?a ?b 'x'@enSERVICE<@>{}}",
    "SELECT*{?a ?b 1#x\rSERVICE<@>{}}",
    "SELECT*{SERVICE#x\r#y\n\t<@>#}\r{}}",
    "PREFIX : <@> SELECT*{SERVICE:{}}",
    "PREFIX : <@> SELECT*{?s ?p trueSERVICE:{}}",
    "PREFIX p: <@> SELECT*{SERVICE p:a\\#b {}}",
    "PREFIX silent: <@> SELECT*{SERVICE silent:{}}",
    "PREFIX a: <http://a:> SELECT*{?s ?p ?v OPTIONAL{?s ?p a:SERVICE<@>{}}}",
    'SELECT*{FILTER(1<2#>"""\n)SERVICE<@>{}#"""\n}',
    "SELECT*{SERVICE#\\u000A x\n<@>{}}",
    "SELECT*{SERVICE <@\\u0061>{}}",
    "SELECT*{\\u0053ERVICE<@>{}}",
    "SELECT*{SERVI\\U00000043E<@>{}}",
    "SELECT*{SERVICE\\u0020<@>{}}",
    "SELECT*{VALUES ?u {<@>} SERVICE ?u{}}",
    "SELECT*{VALUES ?u {<@>} SERVICE$u{}}",
    "SELECT*{BIND('a' AS ?x) { { OPTIONAL { SERVICE <@> { } } } } }",
    "SELECT*{SERVICE " + "#\n" * 5000 + "<@>{}}",
]

HARMLESS = [
    "SELECT * { ?s ?p ?o }",
    "SELECT * { ?s a schema:Service ; schema:serviceType ?service . ?service ?p ?o }",
    "SELECT * { ?service <http://a/service/b> 'Secret Service' } # the service",
    'SELECT * { ?s schema:name """SERVICE""" FILTER(CONTAINS(?s, "SERVICE <")) }',
    "SELECT * { GRAPH ?service { ?s ?p ?o } }",
    "SELECT * { VALUES ?service { 1 } }",
    "PREFIX sd: <http://www.w3.org/ns/sparql-service-description#> SELECT * { ?s sd:endpoint ?o }",
    f"SELECT * FROM {HERE} FROM NAMED {HERE} {{ GRAPH {HERE} {{ ?s ?p ?o }} }}",
]


PIECES = (
    "SERVICE|service|sErVice|SILENT|<@>|<@#>|<2#>|?u|$u|a:b|a:SERVICE|SERVICE:|:|{}|{|}|(|)|.|,|;|1|1.|1e1|true|?s|?p|'x'"
    '|"|"""|\'\'\'|FILTER(1<2|FILTER(|<|<<|>>|@en|\\u0053ERVICE|\\u0020|\\u000A|UNION|OPTIONAL{|a|[]|\\|^^a:b'
    "| |\t|\r|\n|#|#>|\x0c"
).split("|")


@dataclass
class Listener:
    """A server that counts who comes, and hangs up."""

    url: str
    connections: int = 0


@pytest.fixture(scope="module")
def listener() -> Iterator[Listener]:
    with socket.create_server(("127.0.0.1", 0), backlog=64) as server:
        heard = Listener(f"http://127.0.0.1:{server.getsockname()[1]}/")

        def listen() -> None:
            while True:
                connection, _ = server.accept()
                heard.connections += 1
                with connection:
                    if connection.recv(1) == b"!":
                        return

        thread = threading.Thread(target=listen, daemon=True)
        thread.start()
        yield heard
        with socket.create_connection(server.getsockname()) as last:
            last.sendall(b"!")
        thread.join()


def connections(listener: Listener, query: str) -> int:
    """Let Oxigraph answer, and return how often it connected."""
    store = pyoxigraph.Store()
    node = pyoxigraph.NamedNode("x:a")
    store.add(pyoxigraph.Quad(node, node, node))
    before = listener.connections
    try:
        answer = store.query(query.replace("@", listener.url), prefixes=PREFIXES)
        if isinstance(answer, pyoxigraph.QuerySolutions):
            list(answer)
    except (SyntaxError, OSError, ValueError, RuntimeError):
        pass
    return listener.connections - before


@pytest.mark.parametrize("query", SPELLINGS)
def test_every_spelling_of_service_is_found(query: str) -> None:
    assert asks_elsewhere(query)
    assert asks_elsewhere(query.replace("SERVICE", "sERvice"))


@pytest.mark.parametrize("query", HARMLESS)
def test_harmless_queries_are_let_through_and_open_no_connection(query: str, listener: Listener) -> None:
    query = query.replace(HERE, f"<{listener.url}>")
    assert not asks_elsewhere(query)
    assert connections(listener, query) == 0


def test_the_listener_hears_what_is_refused(listener: Listener) -> None:
    """Else the tests beside this one would prove nothing."""
    heard = [query for query in SPELLINGS if connections(listener, query)]
    assert len(heard) >= 12


@given(parts=st.lists(st.sampled_from(PIECES), max_size=9))
@settings(max_examples=400, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_whatever_the_engine_connects_for_is_refused(listener: Listener, parts: list[str]) -> None:
    body = "".join(parts)
    query = f"PREFIX : <@> PREFIX a: <http://a:> SELECT * {{ VALUES ?u {{<@>}} {body} }}"
    if not asks_elsewhere(query):
        assert connections(listener, query) == 0


gaps = st.text(" \t\r\n", max_size=3) | st.text("ab>'\"{}", max_size=4).map(lambda text: f"#{text}\n")


servers = st.sampled_from(["<http://a/>", "?x", "$x", "p:q", ":"])
clauses = st.tuples(gaps, st.sampled_from(["", "SILENT"]), gaps, servers, gaps).map("".join)


@given(st.text(), clauses, st.text())
def test_no_surroundings_hide_the_clause(before: str, clause: str, after: str) -> None:
    assert asks_elsewhere(f"{before}SERVICE{clause}{{{after}")


@pytest.mark.parametrize(
    "piece", ["service", "service ", "service#", "service<", "service?a", "service:", "\\u0053"]
)
def test_long_hostile_texts_are_answered(piece: str) -> None:
    assert isinstance(asks_elsewhere(piece * (200_000 // len(piece))), bool)
