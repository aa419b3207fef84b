"""Runs the SPARQL endpoint as it runs for users: uvicorn on loopback, workers in processes of their own."""

import threading
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx
import uvicorn
from starlette.applications import Starlette
from starlette.routing import Route

from kg.loading import Options, load
from kg.query.processes import Processes
from kg.query.stores import open_stores
from kg.serve.protocol import Endpoint, Limits, Pool


def database(folder: Path, nquads: str) -> Path:
    """Make a database as ``kg load`` does."""
    path = folder.with_suffix(".nq")
    path.write_text(nquads, "utf-8")
    load(str(path), str(folder), Options())
    return folder


@dataclass
class Serving:
    """An endpoint that runs.

    Attributes:
        url: its address.
        pool: its workers.
    """

    url: str
    pool: Pool

    def get(self, query: str, accept: str | None = None, **parameters: str) -> httpx.Response:
        headers = {"Accept": accept} if accept is not None else {}
        return httpx.get(self.url, params={"query": query, **parameters}, headers=headers, timeout=60)


@contextmanager
def running(app: Starlette) -> Iterator[str]:
    """Run an application in a thread; give its root."""
    config = uvicorn.Config(app, port=0, log_level="critical", lifespan="on", timeout_graceful_shutdown=1)
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    try:
        while not server.started:
            assert thread.is_alive(), "the server did not start"
            time.sleep(0.01)
        yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join(timeout=30)


@contextmanager
def serving(
    folder: Path, limits: Limits | None = None, *, workers: int = 2, queue: int = 64, cors: bool = False
) -> Iterator[Serving]:
    limits = limits or Limits()
    processes = Processes.share(open_stores(folder), memory=limits.memory)
    pool = Pool(processes, limits, workers=workers, queue=queue)

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        async with pool:
            yield

    app = Starlette(routes=[Route("/sparql", Endpoint(pool, cors=cors))], lifespan=lifespan)
    with running(app) as root:
        yield Serving(f"{root}/sparql", pool)
