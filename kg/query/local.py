"""Answers queries over a graph file or a database folder, in processes that can be stopped."""

import json
import os
import socket
import subprocess
import sys
import threading
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self, cast

from kg.errors import GraphError, QueryError, QueryStopped
from kg.query.answer import Answer
from kg.query.asking import Refused, Request
from kg.query.wire import Fork, Forked, Kill, Message, Unreadable, receive, send
from kg.rdf.sparql import asks_elsewhere

_PROGRAM = (
    "import json, sys; sys.path[:] = json.loads(sys.argv[1]); from kg.query.answering import main; "
    "main(int(sys.argv[2]), sys.argv[3], int(sys.argv[4]))"
)
_PATIENCE = 5.0
"""Seconds that the first process has to end its children and itself."""


@dataclass(frozen=True, slots=True)
class _Worker:
    """A process that answers, and the way to it."""

    pid: int
    connection: socket.socket


class Local:
    """The engine for files and folders; see :class:`kg.query.engine.Engine`.

    Parameters:
        source: a graph file or a database folder.
        workers: how many queries are answered at the same time.
        memory: bytes that one query may need.

    Raises:
        GraphError: if the graph cannot be read, or the system has no processes that fork.
    """

    def __init__(self, source: str | Path, *, workers: int = 1, memory: int | None = None) -> None:
        if not hasattr(os, "fork"):
            raise GraphError(
                "this system cannot stop a query (it has no fork); load the graph into a server and ask that"
            )
        self._free = threading.Semaphore(workers)
        self._idle: list[_Worker] = []
        self._asked = threading.Lock()
        self._control, theirs = socket.socketpair()
        with theirs:
            self._process = subprocess.Popen(  # noqa: S603 - our own interpreter and code
                [sys.executable, "-P", "-c", _PROGRAM, json.dumps(sys.path), str(theirs.fileno()), str(source), str(memory or 0)],
                stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, pass_fds=[theirs.fileno()],
            )  # fmt: skip
        try:
            self._loaded(receive(self._control))
        except BaseException:
            self._process.kill()
            self.close()
            raise

    def _loaded(self, message: Message | None) -> None:
        if isinstance(message, Unreadable):
            raise GraphError(message.reason)
        if message is None:
            raise GraphError(
                "the process that loads the graph has ended; the graph may need more memory than there is"
            )

    def query(
        self, text: str, *, timeout: float | None = None, limit: int | None = None,
        default: tuple[str, ...] = (), named: tuple[str, ...] = (),
    ) -> Answer:  # fmt: skip
        """Answer a query; see :meth:`kg.query.engine.Engine.query`."""
        if asks_elsewhere(text):
            raise QueryError("SERVICE asks a server on the network; kg asks only the graph that it is given")
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
        if isinstance(reply, Refused):
            raise QueryError(f"the query is not valid SPARQL: {reply.reason}")
        if not isinstance(reply, Answer):
            raise QueryStopped(
                "the engine gave up: the query needs more memory than it may have, or is nested too deeply"
            )
        return reply

    def _reply(self, request: Request, until: float | None) -> Message | None:
        worker = self._take()
        reply = None
        try:
            send(worker.connection, request)
            reply = receive(worker.connection, until)
        except BrokenPipeError:
            pass
        finally:
            if reply is None:
                self._end(worker)
            else:
                self._idle.append(worker)
        return reply

    def _take(self) -> _Worker:
        """Return a process that does nothing, a new one if there is none."""
        with suppress(IndexError):
            return self._idle.pop()
        ours, theirs = socket.socketpair()
        with theirs, self._asked:
            try:
                send(self._control, Fork())
                socket.send_fds(self._control, [b"f"], [theirs.fileno()])
                started = receive(self._control)
            except OSError:
                started = None
        if started is None:
            ours.close()
            raise QueryStopped("the process that has the graph has ended; open the graph again")
        return _Worker(cast("Forked", started).pid, ours)

    def _end(self, worker: _Worker) -> None:
        """Kill a process; what it needed is free when this returns."""
        worker.connection.close()
        with self._asked, suppress(OSError):
            send(self._control, Kill(worker.pid))
            receive(self._control)

    def close(self) -> None:
        """End all processes."""
        for worker in self._idle:
            worker.connection.close()
        self._idle.clear()
        self._control.close()  # the first process sees it and ends the others
        try:
            self._process.wait(_PATIENCE)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
