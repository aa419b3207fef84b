"""Answers queries over a graph file or a database folder, in processes that can be stopped."""

import threading
import time
from pathlib import Path
from types import TracebackType
from typing import Self

from kg.errors import QueryError, QueryStopped
from kg.query.answer import Answer
from kg.query.asking import Refused, Request
from kg.query.processes import Processes
from kg.query.wire import Reply

GAVE_UP = "the engine gave up: the query needs more memory than it may have, or is nested too deeply"


class Local:
    """The engine for files and folders; see :class:`kg.query.engine.Engine`.

    Parameters:
        source: a graph file or a database folder.
        workers: how many queries are answered at the same time.
        memory: bytes that one query may need.
        graphs: whether to read the graphs of a file by name at once.

    Raises:
        GraphError: if the graph cannot be read, or the system has no processes that fork.
    """

    def __init__(
        self, source: str | Path, *, workers: int = 1, memory: int | None = None, graphs: bool = True
    ) -> None:
        self._free = threading.Semaphore(workers)
        self._processes = Processes.open(source, memory=memory, graphs=graphs)

    def query(
        self, text: str, *, timeout: float | None = None, limit: int | None = None,
        default: tuple[str, ...] = (), named: tuple[str, ...] = (),
    ) -> Answer:  # fmt: skip
        """Answer a query; see :meth:`kg.query.engine.Engine.query`."""
        until = None if timeout is None else time.monotonic() + timeout
        if not self._free.acquire(timeout=timeout):
            raise QueryStopped(f"no process was free for the query within {timeout:g} s; ask again later")
        try:
            reply = self._reply(Request(text, limit, default, named), until)
        except TimeoutError:
            raise QueryStopped(
                f"the query was stopped after {timeout:g} s; ask for less, or give it more time"
            ) from None
        finally:
            self._free.release()
        if reply is None:
            raise QueryStopped(GAVE_UP)
        if isinstance(reply.body, Refused):
            raise QueryError(reply.body.reason)
        assert isinstance(reply.body, Answer)
        return reply.body

    def _reply(self, request: Request, until: float | None) -> Reply | None:
        worker = self._processes.take()
        reply = None
        try:
            reply = worker.ask(request, until)
        finally:
            if reply is None or reply.last:
                self._processes.end(worker)
                worker.connection.close()
            else:
                self._processes.give_back(worker)
        return reply

    def close(self) -> None:
        """End all processes."""
        self._processes.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
