"""The workers: as many processes as the machine has processors, each answering one query at a time.

async with Pool("graph.nq") as pool:
    answer = await pool.ask(Question("SELECT …"))

A query that takes too long, too much memory, or that nobody waits for any more, is ended with its process; the
next query gets a fresh one, and the others never notice (docs/decisions/0019).
"""

import asyncio
import os
import signal
import sys
import tempfile
from asyncio.subprocess import PIPE, Process
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Self

import msgspec

from kg.serve.protocol.messages import Limits, Question, Refused, Reply
from kg.serve.protocol.source import Source

_LONGEST_LINE = 2**20
_WAIT_S = 10.0
"""How long a query waits for a worker that is free."""


@dataclass(slots=True)
class _Worker:
    """A process, and the file that it writes its answers into."""

    process: Process
    place: Path

    async def ready(self) -> None:
        """Wait until the process has opened the database.

        Raises:
            Refused: if it cannot.
        """
        assert self.process.stdout is not None
        if await self.process.stdout.readline() != b"\n":
            raise Refused(500, "no worker could be started; see whether the database is whole")

    async def ask(self, question: Question) -> Reply:
        """Send a question and wait for the reply.

        Raises:
            EOFError: if the process ended instead.
        """
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.write(msgspec.json.encode(question) + b"\n")
        with suppress(ConnectionError):  # the end of its output tells that it is gone
            await self.process.stdin.drain()
        line = await self.process.stdout.readline()
        if not line.endswith(b"\n"):
            raise EOFError
        return msgspec.json.decode(line, type=Reply)

    async def end(self) -> int:
        """End the process, if it has not ended, and return its exit status."""
        with suppress(ProcessLookupError):
            self.process.kill()
        status = await self.process.wait()
        self.place.unlink(missing_ok=True)
        return status


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer, written down whole.

    Attributes:
        reply: what it is.
        file: what it says; to be closed.
        size: in bytes.
    """

    reply: Reply
    file: BinaryIO
    size: int


@dataclass(slots=True)
class Pool:
    """Workers on one database.

    Parameters:
        graph: a graph file, or a folder that ``kg load`` made.
        limits: of each query.
        workers: how many queries are worked on at once.
        queue: how many more may wait.

    Attributes:
        at_work: how many queries are worked on now.
    """

    graph: str | Path
    limits: Limits = field(default_factory=Limits)
    workers: int = field(default_factory=lambda: max(2, os.cpu_count() or 1))
    queue: int = 64
    at_work: int = field(default=0, init=False)
    _idle: list[_Worker] = field(default_factory=list, init=False)
    _free: asyncio.Semaphore = field(init=False)
    _waiting: int = field(default=0, init=False)
    _made: int = field(default=0, init=False)
    _folder: "tempfile.TemporaryDirectory[str]" = field(init=False)
    _source: Source = field(init=False)

    async def __aenter__(self) -> Self:
        """Begin; workers are started when they are needed."""
        self._free = asyncio.Semaphore(self.workers)
        self._folder = tempfile.TemporaryDirectory(prefix="kg-serve-")
        self._source = Source(Path(self.graph), Path(self._folder.name))
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End all idle workers; those at work are ended by what waits for them."""
        await self._source.close()
        while self._idle:
            await self._idle.pop().end()
        self._folder.cleanup()

    async def _start(self) -> _Worker:
        database = await self._source.database(_WAIT_S)
        self._made += 1
        place = Path(self._folder.name) / f"answer-{self._made}"
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-P", "-m", "kg.serve.protocol.worker",
            str(database), str(place), msgspec.json.encode(self.limits).decode(),
            stdin=PIPE, stdout=PIPE, stderr=asyncio.subprocess.DEVNULL, limit=_LONGEST_LINE,
        )  # fmt: skip
        worker = _Worker(process, place)
        try:
            await worker.ready()
        except BaseException:
            await worker.end()
            raise
        return worker

    async def ask(self, question: Question) -> Answer:
        """Answer a query.

        Raises:
            Refused: if there is no answer, or none in time.
        """
        await self._turn()
        self.at_work += 1
        try:
            worker = self._idle.pop() if self._idle else await self._start()
            reply = await self._within_limits(worker, question)
            return await self._take(worker, reply)
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

    async def _within_limits(self, worker: _Worker, question: Question) -> Reply:
        """Ask a worker, and end it if it takes too much, or if nobody waits any more."""
        try:
            return await asyncio.wait_for(worker.ask(question), self.limits.seconds)
        except TimeoutError:
            await worker.end()
            raise Refused(
                500,
                f"the query took longer than {self.limits.seconds:g} seconds; ask for less, or add a LIMIT",
            ) from None
        except EOFError:
            raise self._died(await worker.end()) from None
        except BaseException:
            await worker.end()
            raise

    def _died(self, status: int) -> Refused:
        if status == -signal.SIGABRT:  # what Rust does when memory cannot be had
            megabytes = self.limits.memory // 2**20
            return Refused(
                500, f"the query needs more than {megabytes} MB of memory; ask for less, or add a LIMIT"
            )
        return Refused(500, f"the engine ended while it worked on the query (status {status})")

    async def _take(self, worker: _Worker, reply: Reply) -> Answer:
        """Take over the file of an answer; the worker writes the next one into a new file of this name."""
        file = worker.place.open("rb")
        worker.place.unlink()  # it lives until it is closed
        if reply.last:
            await worker.end()
        else:
            self._idle.append(worker)
        if reply.status != 200:
            file.close()
            raise Refused(reply.status, reply.message)
        return Answer(reply, file, os.fstat(file.fileno()).st_size)
