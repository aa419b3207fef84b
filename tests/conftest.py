"""What all tests share: the seed, the example corpus, and a door that keeps the network shut."""

import signal
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from kg.graph import Graph, build
from kg.model import Document
from tests.support.cli import end_all

ROOT = Path(__file__).parents[1]
EXAMPLES = ROOT / "examples" / "taz"
SEED = EXAMPLES / "000_523f7856abcfb505.txt"
_CONNECT = socket.socket.connect

settings.register_profile(
    "shared", deadline=None, suppress_health_check=[HealthCheck.too_slow], print_blob=True
)
settings.load_profile("shared")  # how long an example takes depends on who else uses the machine


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--accept", action="store_true", help="rewrite golden files; read the diff")


@pytest.fixture(scope="session", autouse=True)
def own_cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Keep the user's cache and lists out of the tests, and the tests out of them."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))
        patch.setenv("XDG_DATA_HOME", str(tmp_path_factory.mktemp("data")))
        yield


@pytest.fixture(scope="session", autouse=True)
def ctrl_c_is_heard() -> None:
    """A shell has what it runs in the background ignore Ctrl-C, and so would all that the tests start."""
    if signal.getsignal(signal.SIGINT) == signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture(autouse=True)
def no_process_is_left() -> Iterator[None]:
    yield
    end_all()


@pytest.fixture(autouse=True)
def closed_network(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(self: socket.socket, address: object) -> None:
        raise AssertionError(f"a connection to {address} was opened")

    monkeypatch.setattr(socket.socket, "connect", refuse)


@pytest.fixture
def loopback(closed_network: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """Open the network to servers that the tests start on this machine."""

    def only_here(self: socket.socket, address: object) -> None:
        assert isinstance(address, tuple)
        assert address[0] in ("127.0.0.1", "localhost"), address
        _CONNECT(self, address)

    monkeypatch.setattr(socket.socket, "connect", only_here)


@pytest.fixture(scope="session")
def seed() -> Document:
    from kg import read

    return read(SEED)


@pytest.fixture(scope="session")
def examples() -> Graph:
    return build(EXAMPLES)
