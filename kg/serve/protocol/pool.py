"""The queries that are worked on at once, as many as the machine has processors, and those that wait for their turn.

async with Pool(processes, limits) as pool:
    answer = await pool.ask(Question("SELECT …"))

A query that takes too long, too much memory, or that nobody waits for any more, is ended with its process; the
next query gets a fresh one, and the others never notice (docs/decisions/0015).
"""

import asyncio
import os
import signal
import tempfile
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from types import TracebackType
from typing import BinaryIO, Self, cast

from kg.query.asking import Refused as NoAnswer
from kg.query.asking import Request, Writing, Written
from kg.query.processes import Processes, Worker
from kg.query.results import ROWS, TRIPLES
from kg.serve.protocol.accept import negotiate
from kg.serve.protocol.messages import Limits, Question, Refused

_WAIT_S = 10.0
"""How long a query waits for its turn."""
_STATUS = {"invalid": 400, "elsewhere": 403, "form": 406, "failed": 500}


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer, written down whole.

    Attributes:
        written: what it is.
        file: what it says; to be closed.
        size: in bytes.
    """

    written: Written
    file: BinaryIO
    size: int


class _Asking:
    """One query on its way through one process; another thread may stop it at any moment."""

    def __init__(self, processes: Processes, limits: Limits) -> None:
        self._processes = processes
        self._limits = limits
        self._worker: Worker | None = None
        self._stopped = False
        self._lock = threading.Lock()

    def run(self, writing: Writing) -> Answer:
        """Let a process answer.

        Raises:
            Refused: if there is no answer, or none in time.
        """
        worker = self._processes.take()
        with self._lock:
            self._worker = worker
            until = 0.0 if self._stopped else time.monotonic() + self._limits.seconds
        out = cast("BinaryIO", tempfile.TemporaryFile())  # noqa: SIM115 - who gets the answer closes it
        try:
            return self._ask(worker, writing, until, out)
        except BaseException:
            out.close()
            raise

    def _ask(self, worker: Worker, writing: Writing, until: float, out: BinaryIO) -> Answer:
        reply = None
        try:
            reply = worker.ask(writing, until, out)
        except TimeoutError:
            longest = f"{self._limits.seconds:g} seconds"
            raise Refused(
                500, f"the query took longer than {longest}; ask for less, or add a LIMIT"
            ) from None
        finally:
            status = self._leave(worker, again=reply is not None and not reply.last)
        if reply is None:
            raise self._died(status)
        if isinstance(reply.body, NoAnswer):
            raise Refused(_STATUS[reply.body.kind], reply.body.reason)
        out.seek(0)
        return Answer(cast("Written", reply.body), out, os.fstat(out.fileno()).st_size)

    def _leave(self, worker: Worker, *, again: bool) -> int | None:
        """Leave a process to the next query, or end it and return its status."""
        with self._lock:
            stopped = self._worker is None
            self._worker = None
        if again and not stopped:
            self._processes.give_back(worker)
            return None
        status = None if stopped else self._processes.end(worker)
        worker.connection.close()
        return status

    def stop(self) -> None:
        """End the process of a query that nobody waits for any more; who waits for its answer sees it, and clears up."""
        with self._lock:
            self._stopped = True
            worker, self._worker = self._worker, None
        if worker is not None:
            self._processes.end(worker)

    def _died(self, status: int | None) -> Refused:
        if status == -signal.SIGABRT:  # what Rust does when memory cannot be had, or the stack is full
            megabytes = self._limits.memory // 2**20
            return Refused(
                500,
                f"the query needs more than {megabytes} MB of memory, or is nested too deeply; ask for less, or add a LIMIT",
            )
        return Refused(500, f"the engine ended while it worked on the query (status {status})")


@dataclass(slots=True)
class Pool:
    """The turns of queries.

    Parameters:
        processes: that answer them; they are ended with the pool.
        limits: of each query. That of memory must be that of the processes.
        workers: how many queries are worked on at once.
        queue: how many more may wait.

    Attributes:
        at_work: how many queries are worked on now.
    """

    processes: Processes
    limits: Limits = field(default_factory=Limits)
    workers: int = field(default_factory=lambda: max(2, os.cpu_count() or 1))
    queue: int = 64
    at_work: int = field(default=0, init=False)
    _free: asyncio.Semaphore = field(init=False)
    _threads: ThreadPoolExecutor = field(init=False)
    _waiting: int = field(default=0, init=False)

    async def __aenter__(self) -> Self:
        """Begin; processes are started when they are needed."""
        self._free = asyncio.Semaphore(self.workers)
        self._threads = ThreadPoolExecutor(self.workers, "kg-query")
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End all processes."""
        await asyncio.to_thread(self.processes.close)
        self._threads.shutdown()

    async def ask(self, question: Question) -> Answer:
        """Answer a query.

        Raises:
            Refused: if there is no answer, or none in time.
        """
        request = Request(question.query, self.limits.rows, question.default_graphs, question.named_graphs)
        rows, triples = (negotiate(question.accept, [*offers]) or "" for offers in (ROWS, TRIPLES))
        await self._turn()
        self.at_work += 1
        asking = _Asking(self.processes, self.limits)
        try:
            work = asyncio.get_running_loop().run_in_executor(
                self._threads, asking.run, Writing(request, rows, triples, self.limits.size)
            )
            return await work
        except asyncio.CancelledError:
            asking.stop()
            raise
        finally:
            self.at_work -= 1
            self._free.release()

    async def _turn(self) -> None:
        busy = Refused(503, "too many queries at once; ask again in a few seconds", {"Retry-After": "5"})
        if self._free.locked() and self._waiting >= self.queue:
            raise busy
        self._waiting += 1
        try:
            await asyncio.wait_for(self._free.acquire(), _WAIT_S)
        except TimeoutError:
            raise busy from None
        finally:
            self._waiting -= 1
