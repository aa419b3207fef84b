"""Puts the reading room together: the graph, the rooms, the pages and the guard at the door."""

import contextlib
import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from kg.query.processes import Processes
from kg.query.stores import open_stores
from kg.serve.data import open_graph
from kg.serve.errors import HANDLERS
from kg.serve.language import Words
from kg.serve.pages import Pages
from kg.serve.protocol import Endpoint, Limits, Pool
from kg.serve.rooms import ROUTES, sparql
from kg.serve.security import Guard

_GZIP_FROM = 1000
_GZIP_LEVEL = 4
_LATER = 5
"""By how much the processes that answer queries give way to the pages (nice)."""
_STATIC = Path(__file__).parent / "static"


@dataclass(frozen=True, slots=True)
class Settings:
    """What the user chose.

    Attributes:
        graph: a graph file, or a folder that ``kg load`` made.
        language: of the pages, ``de`` or ``en``; None for what the browser asks for.
        names: host names of this machine besides localhost and its addresses.
        limits: of each SPARQL query.
        cors: whether pages of other sites may read the answers to queries.
    """

    graph: str | Path
    language: str | None = None
    names: frozenset[str] = frozenset()
    limits: Limits = field(default_factory=Limits)
    cors: bool = False


def application(settings: Settings) -> Starlette:
    """Open the graph and return the application that shows it.

    Its ``state`` holds ``graph`` (:class:`kg.serve.data.ServedGraph`) and ``pages`` (:class:`kg.serve.pages.Pages`).

    Raises:
        GraphError: if the graph cannot be read.
    """
    stores = open_stores(settings.graph)
    processes = Processes.share(stores, memory=settings.limits.memory)
    _step_back(processes.first.pid)
    try:
        graph = open_graph(stores)
    except BaseException:
        processes.close()
        raise
    pool = Pool(processes, settings.limits)

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        async with pool:
            yield
        graph.close()

    routes: list[Route | Mount] = [
        *ROUTES,
        Route(sparql.ADDRESS, Endpoint(pool, page=sparql.page, cors=settings.cors)),
        Mount("/static", StaticFiles(directory=_STATIC), name="static"),
    ]
    app = Starlette(
        routes=routes,
        lifespan=lifespan,
        exception_handlers=HANDLERS,
        middleware=[
            Middleware(Guard, names=settings.names),
            Middleware(GZipMiddleware, minimum_size=_GZIP_FROM, compresslevel=_GZIP_LEVEL),
        ],
    )
    app.state.graph = graph
    app.state.pages = Pages(graph.addresses, Words.load(), settings.language)
    return app


def _step_back(process: int) -> None:
    """Let the process that answers queries, and those that it forks, take what time the pages leave."""
    with contextlib.suppress(OSError):  # it has just ended, which the first query will say
        os.setpriority(os.PRIO_PROCESS, process, os.getpriority(os.PRIO_PROCESS, 0) + _LATER)
