"""Stores and graphs that all tests of loading share; the servers are started once."""

import dataclasses
from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.testing import generated
from tests.support.servers import PASSWORD, Running, start_oxigraph, start_virtuoso
from tests.support.stores import Target, clear, corpus, in_folder, value


@pytest.fixture(autouse=True)
def login(loopback: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KG_STORE_USER", "dba")
    monkeypatch.setenv("KG_STORE_PASSWORD", PASSWORD)
    monkeypatch.delenv("KG_STORE_TOKEN", raising=False)


@pytest.fixture(scope="package")
def first(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Five articles."""
    return corpus(tmp_path_factory.mktemp("first") / "g", [generated(number) for number in range(5)])


@pytest.fixture(scope="package")
def changed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same articles, but one has another text."""
    articles = [generated(number) for number in range(5)]
    articles[2] = dataclasses.replace(
        articles[2], body=("Kiel taz | Alles ist anders. Mehr [1][dazu hier].",)
    )
    return corpus(tmp_path_factory.mktemp("changed") / "g", articles)


@pytest.fixture(scope="package")
def fewer(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three of the articles."""
    return corpus(tmp_path_factory.mktemp("fewer") / "g", [generated(number) for number in range(3)])


@pytest.fixture(scope="package")
def oxigraph(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    server = start_oxigraph(tmp_path_factory.mktemp("oxigraph"))
    yield server
    server.stop()


@pytest.fixture(scope="package")
def virtuoso(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    server = start_virtuoso(tmp_path_factory.mktemp("virtuoso"))
    yield server
    server.stop()


@pytest.fixture(params=["folder", "oxigraph store", "oxigraph update", "virtuoso store", "virtuoso update"])
def target(request: pytest.FixtureRequest, tmp_path: Path) -> Target:
    name = str(request.param)
    if name == "folder":
        folder = tmp_path / "db"
        return str(folder), lambda: in_folder(folder)
    server: Running = request.getfixturevalue(name.split()[0])
    clear(server)
    return (server.update if name.endswith("update") else server.graph_store), lambda: {
        (g, s, p, value(o)) for g, s, p, o in server.quads()
    }
