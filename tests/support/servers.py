"""Starts real triple stores on loopback, and small servers that misbehave."""

import re
import shutil
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, cast

import httpx
import pytest

from tests.support.cli import ROOT

PASSWORD = "dba"
"""Of Virtuoso's user dba, as it is made."""


def free_ports() -> tuple[int, int]:
    """Return two ports that were free a moment ago."""
    with socket.socket() as first, socket.socket() as second:
        first.bind(("127.0.0.1", 0))
        second.bind(("127.0.0.1", 0))
        return int(first.getsockname()[1]), int(second.getsockname()[1])


@dataclass
class Running:
    """A triple store that runs.

    Attributes:
        graph_store, update, query: its addresses.
        bulk_port: of isql, for Virtuoso.
    """

    graph_store: str
    update: str
    query: str
    process: "subprocess.Popen[bytes]"
    bulk_port: int = 0
    auth: httpx.Auth | None = None

    def select(self, sparql: str) -> list[dict[str, str]]:
        """Ask with a client that is not ours."""
        answer = httpx.post(
            self.query, data={"query": sparql}, headers={"Accept": "application/sparql-results+json"},
            auth=self.auth, timeout=60,
        )  # fmt: skip
        assert answer.status_code == 200, answer.text[:500]
        rows = answer.json()["results"]["bindings"]
        return [{name: value["value"] for name, value in row.items()} for row in rows]

    def quads(self, within: str = "https://w3id.org/kg-news/") -> set[tuple[str, str, str, str]]:
        """Return graph, subject, predicate and object of what is in graphs under a namespace."""
        rows = self.select(
            f'SELECT ?g ?s ?p ?o {{ GRAPH ?g {{ ?s ?p ?o }} FILTER (STRSTARTS(STR(?g), "{within}")) }}'
        )
        return {(row["g"], row["s"], row["p"], row["o"]) for row in rows}

    def stop(self) -> None:
        self.process.kill()
        self.process.wait(timeout=30)


class _Ended(Exception):
    """A server ended as it started."""


def _wait(url: str, process: "subprocess.Popen[bytes]") -> None:
    """Wait until a server answers; one that does not is killed."""
    try:
        _answered(url, process)
    except BaseException:
        process.kill()
        raise


def _answered(url: str, process: "subprocess.Popen[bytes]", seconds: float = 60) -> None:
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if process.poll() is not None:
            raise _Ended(url)
        with suppress(httpx.TransportError):
            httpx.get(url, timeout=5)
            return
        time.sleep(0.05)
    raise AssertionError(f"{url} does not answer")


def _persistent(start: Callable[[], Running]) -> Running:
    """Start a server, again if somebody else took its port meanwhile."""
    for _ in range(3):
        try:
            return start()
        except _Ended:
            continue
    return start()


def start_oxigraph(folder: Path, port: int | None = None) -> Running:
    """Start ``oxigraph serve`` on a database folder."""
    found = shutil.which("oxigraph", path=str(Path(sys.executable).parent)) or shutil.which("oxigraph")
    if found is None:
        pytest.skip("the PyPI package oxigraph is not installed")
    program = found

    def start() -> Running:
        base = f"127.0.0.1:{port or free_ports()[0]}"
        process = subprocess.Popen(
            [program, "serve", "-l", str(folder), "-b", base],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        _wait(f"http://{base}/query", process)
        return Running(f"http://{base}/store", f"http://{base}/update", f"http://{base}/query", process)

    return _persistent(start)


def _virtuoso_ini(folder: Path, sql: int, http: int, buffers: int) -> str:
    """Return the configuration that docs/stores.md names, on other ports, with so many buffers."""
    (block,) = re.findall(r"```ini\n(.*?)```", (ROOT / "docs" / "stores.md").read_text("utf-8"), re.DOTALL)
    for there, here in (
        (":1111\n", f":{sql}\n"),
        (":8890\n", f":{http}\n"),
        ("/folder/of/bulk/files", str(folder)),
        ("NumberOfBuffers = 10000\n", f"NumberOfBuffers = {buffers}\n"),
        ("MaxDirtyBuffers = 6000\n", f"MaxDirtyBuffers = {buffers * 6 // 10}\n"),
    ):
        assert there in block
        block = block.replace(there, here)
    return str(block)


def start_virtuoso(folder: Path, buffers: int = 10_000) -> Running:
    """Start Virtuoso on an empty folder, which bulk loads may read from, too, with so many buffers of 8 KB."""
    found = shutil.which("virtuoso-t")
    if found is None:
        pytest.skip("Virtuoso is not installed (Debian: apt-get install virtuoso-opensource-7)")
    program = found

    def start() -> Running:
        sql, http = free_ports()
        (folder / "virtuoso.ini").write_text(_virtuoso_ini(folder, sql, http, buffers))
        process = subprocess.Popen(
            [program, "-f", "-c", "virtuoso.ini"], cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        base = f"http://127.0.0.1:{http}"
        _wait(f"{base}/sparql?query=ASK+%7B%7D", process)
        return Running(
            f"{base}/sparql-graph-crud-auth", f"{base}/sparql-auth", f"{base}/sparql-auth", process, sql,
            httpx.DigestAuth("dba", PASSWORD),
        )  # fmt: skip

    return _persistent(start)


@dataclass
class Seen:
    """A request that a server got."""

    method: str
    path: str
    headers: dict[str, str]
    body: bytes


@dataclass
class Scripted:
    """A server that answers as a test tells it.

    Attributes:
        url: of its root.
        seen: the requests, in order.
    """

    url: str
    seen: list[Seen] = field(default_factory=list)


Answer = tuple[int, dict[str, str], bytes]


@contextmanager
def scripted(answer: Callable[[Seen], Answer | None]) -> Iterator[Scripted]:
    """Run a server on loopback; where ``answer`` gives None, it hangs up without a word."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def _handle(self) -> None:
            length = int(self.headers.get("content-length", 0))
            headers = {name.lower(): value for name, value in self.headers.items()}
            request = Seen(self.command, self.path, headers, self.rfile.read(length))
            server.seen.append(request)
            given = answer(request)
            if given is None:
                self.close_connection = True
                return
            status, sent, body = given
            self.send_response(status)
            for name, value in sent.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        do_GET = do_PUT = do_POST = do_DELETE = _handle  # noqa: N815 - names of the library

        def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - name of the library
            """Say nothing."""

    httpd = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    httpd.daemon_threads = True
    server = Scripted(f"http://127.0.0.1:{cast('tuple[str, int]', httpd.server_address)[1]}/")
    thread = threading.Thread(target=httpd.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield server
    finally:
        httpd.shutdown()
        httpd.server_close()
        thread.join()
