"""Servers refuse, die and come back, and the user sees how a load goes."""

import re
from pathlib import Path

import pytest

from kg.errors import StoreError
from kg.loading import Options, Watcher, load
from tests.support.cli import kg, on_terminal
from tests.support.servers import PASSWORD, Running, start_oxigraph
from tests.support.stores import HOME, clear, content, value

pytestmark = pytest.mark.slow


def test_without_credentials_or_with_wrong_ones(
    virtuoso: Running, first: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    clear(virtuoso)
    for url in (virtuoso.graph_store, virtuoso.update):
        monkeypatch.setenv("KG_STORE_PASSWORD", "Geheimnis")
        wrong = kg("load", first, url)
        assert wrong.returncode == 4
        assert b"refuses access (status 401); check the credentials from KG_STORE_USER" in wrong.stderr
        assert b"Geheimnis" not in wrong.stderr
        monkeypatch.delenv("KG_STORE_PASSWORD")
        monkeypatch.delenv("KG_STORE_USER")
        none = kg("load", first, url)
        assert none.returncode == 4
        assert b"set KG_STORE_USER and KG_STORE_PASSWORD" in none.stderr
        monkeypatch.setenv("KG_STORE_USER", "dba")
    monkeypatch.setenv("KG_STORE_PASSWORD", PASSWORD)
    assert virtuoso.quads() == set()


@pytest.mark.parametrize("protocol", ["graph-store", "update"])
def test_a_server_that_dies_is_asked_again_then_given_up_and_a_second_run_completes(
    first: Path, tmp_path: Path, protocol: str
) -> None:
    server = start_oxigraph(tmp_path / "db")
    waits: list[float] = []

    class Killer(Watcher):
        def sent(self, graphs: int) -> None:
            if graphs == 2:
                server.stop()

        def waiting(self, trouble: str, seconds: float) -> None:
            waits.append(seconds)

    url = server.update if protocol == "update" else server.graph_store
    with pytest.raises(StoreError, match=r"cannot be reached: .* \(tried 2 times\); is the server running\?"):
        load(str(first), url, Options(batch=200, attempts=2), Killer())
    assert waits == [0.5]
    again = start_oxigraph(tmp_path / "db", int(url.split(":")[2].split("/")[0]))
    try:
        assert 0 < len({quad[0] for quad in again.quads()} - {HOME}) < 5
        load(str(first), url, Options(batch=200))
        assert {(g, s, p, value(o)) for g, s, p, o in again.quads()} == content(first)
    finally:
        again.stop()


def test_a_server_that_comes_back_is_gone_on_with(first: Path, tmp_path: Path) -> None:
    servers = [start_oxigraph(tmp_path / "db")]
    port = int(servers[0].graph_store.split(":")[2].split("/")[0])

    class Restarter(Watcher):
        def sent(self, graphs: int) -> None:
            if graphs == 2 and len(servers) == 1:
                servers[0].stop()

        def waiting(self, trouble: str, seconds: float) -> None:
            if len(servers) == 1:
                servers.append(start_oxigraph(tmp_path / "db", port))

    load(str(first), servers[0].graph_store, Options(), Restarter())
    try:
        assert len(servers) == 2
        assert {(g, s, p, value(o)) for g, s, p, o in servers[1].quads()} == content(first)
    finally:
        servers[-1].stop()


def test_what_was_sent_before_an_end_is_told(oxigraph: Running, first: Path, tmp_path: Path) -> None:
    clear(oxigraph)
    broken = tmp_path / "broken.nq"
    broken.write_bytes(first.read_bytes() + b"nonsense\n")
    done = kg("load", broken, oxigraph.graph_store)
    assert done.returncode == 2
    assert b"kg: 5 named graphs were sent before this; the same command again replaces all\n" in done.stderr
    assert b"is no valid N-Quads" in done.stderr


def test_a_terminal_shows_how_far_a_load_is(first: Path, tmp_path: Path, oxigraph: Running) -> None:
    for target, words in ((tmp_path / "db", ""), (oxigraph.graph_store, "5 graphs")):
        status, output, shown = on_terminal("load", first, target)
        assert (status, output) == (0, b"")
        assert re.search(rf"loading .*100%.*{words}", shown)
    assert on_terminal("load", first, tmp_path / "db", "-q") == (0, b"", "")
    assert kg("load", first, oxigraph.graph_store).stderr.decode().splitlines() == [
        f"{len(content(first)):,} statements, 5 named graphs",
        f"what stood in no named graph is in <{HOME}>",
    ]
