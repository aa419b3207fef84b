"""Runs pure functions on many tasks: in this process, in several, or on a cluster; results come in order.

An engine is anything that makes a :class:`concurrent.futures.Executor`. Other packages add engines by an
entry point of the group ``kg.engines``.
"""

import multiprocessing
import os
import signal
import sys
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import BrokenExecutor, Executor, Future, ProcessPoolExecutor
from pathlib import Path
from types import TracebackType
from typing import Any, Generic, Protocol, TypeVar

from kg.errors import UsageError
from kg.plugins import load

ENGINES = {"local": "kg.engine:Local", "dask": "kg.cluster:Dask"}
"""Built-in engines: name to class."""

BATCH = 8  # tasks that travel together, so that their way costs little beside the work
_FEW = 64  # tasks for copies of this process, unless the engine says so; to start others takes half a second
_PATIENCE = 32  # known results that come after tasks until these are handed out, though no full batch
_KNOWN = 256  # known results that wait at most for those of tasks before them

Task = TypeVar("Task")
Result = TypeVar("Result")


class Done(Generic[Result]):
    """Stands among tasks for one whose result is known."""

    __slots__ = ("value",)

    def __init__(self, value: Result) -> None:
        self.value = value


class Engine(Protocol):
    """What an engine offers.

    Attributes:
        jobs: how many tasks are worked on at the same time.
        broken: what a future raises when the process that worked on it is gone.

    It may have ``few``, too: so many tasks are done by copies of the main process before its workers are started.
    """

    jobs: int
    broken: tuple[type[BaseException], ...]

    def executor(self) -> Executor:
        """Start workers."""


class Local:
    """Processes on this machine.

    Parameters:
        jobs: how many; None for one a processor that this process may use.
        scheduler: of a cluster; there is none here.

    Raises:
        UsageError: if a scheduler is named.
    """

    broken: tuple[type[BaseException], ...] = (BrokenExecutor,)
    few = 512  # its own processes work no faster than copies

    def __init__(self, jobs: int | None = None, scheduler: str | None = None) -> None:
        if scheduler is not None:
            raise UsageError("--scheduler names a cluster, which needs --engine dask")
        self.jobs = jobs or processors()

    def executor(self) -> Executor:
        """Start workers; they end when this process does, however it ends."""
        if self.jobs == 1:
            return _Here()
        context = multiprocessing.get_context("spawn")  # a fork would copy locks and open files
        return ProcessPoolExecutor(self.jobs, mp_context=context, initializer=_begin)


def engine(name: str, jobs: int | None = None, scheduler: str | None = None) -> Engine:
    """Return the engine of that name.

    Parameters:
        name: of the engine.
        jobs: tasks at the same time; None for as many as its machines can.
        scheduler: where a cluster is asked for workers; None for this machine.

    Raises:
        UsageError: if there is none.
        PluginError: if it cannot be loaded.
    """
    made: Engine = load("kg.engines", name, ENGINES)(jobs, scheduler)
    return made


def processors() -> int:
    """Return how many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _copies(jobs: int) -> Executor | None:
    """Return copies of this process, which begin at once, or None where a copy could hang or is not to be had.

    A fork copies locks that other threads hold, so there must be none; and they must not live long, since they hold
    on to open files.
    """
    tasks = Path("/proc/self/task")
    if sys.platform != "linux" or not tasks.is_dir() or len(list(tasks.iterdir())) > 1:
        return None
    context = multiprocessing.get_context("fork")
    return ProcessPoolExecutor(jobs, mp_context=context, initializer=_begin)


def _begin() -> None:
    """Prepare a worker: Ctrl-C is the parent's to hear, and nobody outlives a parent that was killed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_end_with, args=(parent,), daemon=True).start()


def _end_with(parent: Any) -> None:
    parent.join()
    os._exit(1)


class _Here(Executor):
    """Does each task at once, in this process."""

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> "Future[Any]":
        future: Future[Any] = Future()
        try:
            future.set_result(fn(*args, **kwargs))
        except Exception as error:  # noqa: BLE001 - it is raised where the result is asked for
            future.set_exception(error)
        return future


def _each(function: Callable[[Task], Result], tasks: tuple[Task, ...]) -> list[Result]:
    return [function(task) for task in tasks]


class _Batch(Generic[Task, Result]):
    """Tasks that travel together."""

    def __init__(self) -> None:
        self.tasks: list[Task] = []
        self.results: list[Result] | None = None
        self.future: Future[list[Result]] | None = None
        self.workers: Executor | None = None


class Crew:
    """The workers of one build: copies of this process for few tasks, then those of the engine. Use as a context manager.

    Whoever works on a task may die of it, so only an engine of one job has it done in this process.

    Parameters:
        engine: where they come from.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._broken: tuple[type[BaseException], ...] = (*engine.broken, BrokenExecutor)
        self._workers: Executor | None = None
        self._started = False
        self._given = 0.0
        self._few: int = getattr(engine, "few", _FEW)

    def __enter__(self) -> "Crew":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._workers is None:
            return
        if error is not None:  # nobody waits for what they do
            for process in list((getattr(self._workers, "_processes", None) or {}).values()):
                process.kill()
        self._workers.shutdown(wait=True, cancel_futures=True)

    def run(
        self,
        function: Callable[[Task], Result],
        work: Iterable[Task | Done[Result]],
        *,
        lost: Callable[[Task], Result],
        weight: float = 1.0,
        heavy: Callable[[Task], bool] = lambda task: False,
    ) -> Iterator[Result]:
        """Yield the result of each task, in order; memory holds a few batches for each worker.

        Tasks are worked on while results that are known come after them.

        Parameters:
            function: pure; it, the tasks and the results can be sent to another process.
            work: tasks, and results that are known already.
            lost: what to say of a task whose worker dies of it, when it is alone, too.
            weight: how much work a task is, beside the reading of an article.
            heavy: whether a task is so much more than others that it is to travel alone.
        """
        slots: deque[tuple[_Batch[Task, Result], int] | Done[Result]] = deque()
        batch: _Batch[Task, Result] = _Batch()
        ahead = BATCH * 3 * self._engine.jobs
        tasks = passed = alone = 0
        for item in work:
            passed += 1
            if isinstance(item, Done):
                slots.append(item)
            else:
                alone = int(heavy(item))
                if alone:
                    self._submit(function, batch, weight)
                    batch = _Batch()
                passed = 0 if not batch.tasks else passed
                slots.append((batch, len(batch.tasks)))
                batch.tasks.append(item)
                tasks += 1
            if len(batch.tasks) == BATCH or (batch.tasks and (alone or passed >= _PATIENCE)):
                self._submit(function, batch, weight)
                batch = _Batch()
            while slots and (tasks > ahead or len(slots) > ahead + _KNOWN or isinstance(slots[0], Done)):
                tasks -= not isinstance(slots[0], Done)
                yield self._result(function, slots.popleft(), lost)
        self._submit(function, batch, weight)
        while slots:
            yield self._result(function, slots.popleft(), lost)

    def _submit(self, function: Callable[[Task], Result], batch: _Batch[Task, Result], weight: float) -> None:
        if not batch.tasks:
            return
        self._given += weight * len(batch.tasks)
        batch.workers = self._hired()
        try:
            batch.future = batch.workers.submit(_each, function, tuple(batch.tasks))
        except self._broken:  # by an earlier batch; what this one holds is done when its turn comes
            batch.future = None

    def _hired(self) -> Executor:
        """Return the workers, which are started if need be."""
        if self._workers is None and self._engine.jobs > 1:
            self._workers = _copies(self._engine.jobs)
        if self._workers is None or (self._given > self._few and not self._started):
            return self._start()
        return self._workers

    def _start(self) -> Executor:
        """Start the engine's workers; those before them finish what they have, unless they are broken."""
        if self._workers is not None:
            self._workers.shutdown(wait=False, cancel_futures=self._started)
        self._workers, self._started = self._engine.executor(), True
        return self._workers

    def _result(
        self,
        function: Callable[[Task], Result],
        slot: tuple[_Batch[Task, Result], int] | Done[Result],
        lost: Callable[[Task], Result],
    ) -> Result:
        if isinstance(slot, Done):
            return slot.value
        batch, index = slot
        if batch.results is None:
            batch.results = self._results(function, batch, lost)
        return batch.results[index]

    def _results(
        self, function: Callable[[Task], Result], batch: _Batch[Task, Result], lost: Callable[[Task], Result]
    ) -> list[Result]:
        try:
            if batch.future is not None:
                return batch.future.result()
        except self._broken:
            pass
        if batch.workers is self._workers:
            self._start()
        return [self._alone(function, task, lost) for task in batch.tasks]

    def _alone(
        self, function: Callable[[Task], Result], task: Task, lost: Callable[[Task], Result]
    ) -> Result:
        """Do a task, which may have killed its worker, apart from others: if need be by workers that do nothing else."""
        for _ in range(2):
            try:
                return self._hired().submit(function, task).result()
            except self._broken:
                self._start()
        return lost(task)
