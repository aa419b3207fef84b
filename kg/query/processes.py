"""Starts, asks and ends the processes that answer queries; the one mechanism for ``kg query``, ``kg.query`` and ``kg serve``."""

import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time
import warnings
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Protocol, Self

from kg.errors import GraphError, QueryStopped
from kg.query.asking import Request, Writing
from kg.query.stores import Stores
from kg.query.wire import Fork, Forked, Kill, Killed, Message, Reply, Unreadable, receive, send

_PROGRAM = (
    "import json, sys; sys.path[:] = json.loads(sys.argv[1]); from kg.query.answering import main; "
    "main(int(sys.argv[2]), sys.argv[3], int(sys.argv[4]), int(sys.argv[5]))"
)
_PATIENCE = 5.0
"""Seconds that the first process has to end its children and itself."""
_POLL = 0.01


class First(Protocol):
    """The first process, as far as its parent has to do with it."""

    @property
    def pid(self) -> int:
        """Its number."""

    def wait(self, timeout: float | None = None) -> int:
        """Wait for its end.

        Raises:
            subprocess.TimeoutExpired: if it does not end in time.
        """


@dataclass(frozen=True, slots=True)
class Worker:
    """A process that answers, and the way to it."""

    pid: int
    connection: socket.socket

    def ask(
        self, request: Request | Writing, until: float | None, out: BinaryIO | None = None
    ) -> Reply | None:
        """Let it answer a request.

        Parameters:
            request: what is asked.
            until: on the clock of :func:`time.monotonic`.
            out: the file for the answer to :class:`~kg.query.asking.Writing`.

        Returns:
            None if the process has ended.

        Raises:
            TimeoutError: if there is no answer by then.
        """
        try:
            send(self.connection, request)
            if out is not None:
                socket.send_fds(self.connection, [b"f"], [out.fileno()])
            reply = receive(self.connection, until)
        except OSError as error:
            if isinstance(error, TimeoutError):
                raise
            return None  # ended, or by somebody else's word ended, while it was asked
        return reply if isinstance(reply, Reply) else None


class Processes:
    """The first process, which has the graph, and its children; may be used by several threads at once.

    They are a process group of their own: a child that counts for ever hears nobody when the first process has crashed.

    Parameters:
        control: the socket to the first process.
        first: that process.
    """

    def __init__(self, control: socket.socket, first: First) -> None:
        self.first = first
        self.idle: list[Worker] = []
        self._control = control
        self._asked = threading.Lock()

    @classmethod
    def open(cls, source: str | Path, *, memory: int | None, graphs: bool) -> Self:
        """Let a new process open a graph.

        Parameters:
            source: a graph file or a database folder.
            memory: bytes that one query may need.
            graphs: whether to read the graphs of a file by name at once.

        Raises:
            GraphError: if the graph cannot be read, or the system has no processes that fork.
        """
        _check()
        control, theirs = socket.socketpair()
        with theirs:
            words = (json.dumps(sys.path), theirs.fileno(), source, memory or 0, int(graphs))
            process = subprocess.Popen(  # noqa: S603 - our own interpreter and code
                [sys.executable, "-P", "-c", _PROGRAM, *map(str, words)],
                stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, pass_fds=[theirs.fileno()], process_group=0,
            )  # fmt: skip
        opened = cls(control, process)
        try:
            _loaded(receive(control))
        except BaseException:
            opened.close(patience=0)
            raise
        return opened

    @classmethod
    def share(cls, stores: Stores, *, memory: int | None) -> Self:
        """Let others ask what this process has opened; a fork of it shares the memory of a file, which is read once.

        Parameters:
            stores: of a file, or of a folder, which is opened again, for RocksDB does not survive a fork.
            memory: bytes that one query may need.

        Raises:
            GraphError: if the system has no processes that fork.
        """
        _check()
        if stores.path.is_dir():
            return cls.open(stores.path, memory=memory, graphs=True)
        control, theirs = socket.socketpair()
        with warnings.catch_warnings():
            # Of Python 3.12, where other threads run: they may hold locks for ever in the fork. It takes none of theirs.
            warnings.simplefilter("ignore", DeprecationWarning)
            pid = os.fork()
        if pid == 0:
            _serve(theirs, stores, memory or 0)
        with suppress(OSError):  # here as well as there: nobody knows which comes first
            os.setpgid(pid, pid)
        theirs.close()
        return cls(control, _Fork(pid))

    def take(self) -> Worker:
        """Return a process that does nothing, a new one if there is none.

        Raises:
            QueryStopped: if the first process has ended.
        """
        with suppress(IndexError):
            return self.idle.pop()
        ours, theirs = socket.socketpair()
        started = None
        with theirs, self._asked, suppress(OSError):
            send(self._control, Fork())
            socket.send_fds(self._control, [b"f"], [theirs.fileno()])
            started = receive(self._control)
        if not isinstance(started, Forked):
            ours.close()
            raise QueryStopped("the process that has the graph has ended; open the graph again")
        return Worker(started.pid, ours)

    def give_back(self, worker: Worker) -> None:
        """Keep a process for the next query."""
        self.idle.append(worker)

    def end(self, worker: Worker) -> int | None:
        """Kill a process; what it needed is free when this returns.

        Returns:
            its exit status, the negative number of a signal that ended it; None if nobody knows.
        """
        with self._asked, suppress(OSError):
            send(self._control, Kill(worker.pid))
            ended = receive(self._control)
            return ended.status if isinstance(ended, Killed) else None
        return None

    def close(self, patience: float = _PATIENCE) -> None:
        """End all processes; none outlives this, also where the first one has crashed or is slow.

        Parameters:
            patience: seconds that the first one has to end the others and itself.
        """
        if self._control.fileno() < 0:
            return  # closed before; somebody else may have got the number of the group
        while self.idle:
            self.idle.pop().connection.close()
        self._control.close()  # the first process sees it and ends the others
        with suppress(subprocess.TimeoutExpired):
            self.first.wait(patience)
        with suppress(OSError):  # they are one group, which is gone with the last of them
            os.killpg(self.first.pid, signal.SIGKILL)
        self.first.wait()


def _check() -> None:
    if not hasattr(os, "fork"):
        raise GraphError(
            "this system cannot stop a query (it has no fork); load the graph into a server and ask that"
        )


def _loaded(message: Message | None) -> None:
    if isinstance(message, Unreadable):
        raise GraphError(message.reason)
    if message is None:
        raise GraphError(
            "the process that loads the graph has ended; the graph may need more memory than there is"
        )


def _serve(control: socket.socket, stores: Stores, memory: int) -> None:
    """Be the first process; never returns."""
    from kg.query.answering import serve

    try:
        os.setpgid(0, 0)
        for descriptor in range(3):
            os.dup2(os.open(os.devnull, os.O_RDWR), descriptor)
        keep = control.fileno()
        most = os.sysconf("SC_OPEN_MAX")
        os.closerange(3, keep)  # ports and sockets of the parent, which would stay open with us
        os.closerange(keep + 1, most)
        for number in (signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, signal.SIG_DFL)
        serve(control, lambda: stores, memory)
    finally:
        os._exit(0)


class _Fork:
    """A fork of this process; see :class:`First`."""

    def __init__(self, pid: int) -> None:
        self.pid = pid

    def wait(self, timeout: float | None = None) -> int:
        until = None if timeout is None else time.monotonic() + timeout
        while True:
            try:
                pid, status = os.waitpid(self.pid, 0 if until is None else os.WNOHANG)
            except ChildProcessError:  # somebody else has waited for it
                return 0
            if pid:
                return os.waitstatus_to_exitcode(status)
            if until is not None and time.monotonic() > until:
                raise subprocess.TimeoutExpired("fork", timeout or 0)
            time.sleep(_POLL)
