"""The processes that answer queries: one has the graph, its children answer and can be killed at any moment.

The first process has a graph file in memory; each child is a fork of it and shares that memory. A child opens a database
folder by itself, for RocksDB does not survive a fork. No process here has threads, so that a fork is a whole copy.
"""

import os
import resource
import signal
import socket
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from kg.errors import KgError
from kg.query.asking import Refused, Request, Writing, Written, answer, write
from kg.query.stores import Stores, open_stores
from kg.query.wire import Fork, Forked, Kill, Killed, Ready, Reply, Unreadable, receive, send

_PAGE = resource.getpagesize()
_FRESH = 4
"""A process that keeps more than that part of the memory of a query is asked no more."""
_MOST_KEPT = 1 << 29
"""The same in bytes, where queries may need any."""


def main(descriptor: int, source: str, memory: int, graphs: int) -> None:
    """Open a graph and serve one parent until it is gone.

    Parameters:
        descriptor: of the socket to the parent.
        source: a graph file or database folder.
        memory: bytes that one query may need; 0 for any number.
        graphs: whether the graphs of a file are wanted by name, 0 or 1.
    """
    control = socket.socket(fileno=descriptor)
    with suppress(BrokenPipeError):
        try:
            stores = _opener(source, graphs=bool(graphs))
        except KgError as error:
            send(control, Unreadable(str(error)))
            return
        send(control, Ready())
        serve(control, stores, memory)


def _opener(source: str, *, graphs: bool) -> Callable[[], Stores]:
    stores = open_stores(
        source, graphs=graphs
    )  # also of a folder, so that what is wrong with it is said at once
    return (lambda: open_stores(source)) if Path(source).is_dir() else lambda: stores


def serve(control: socket.socket, stores: Callable[[], Stores], memory: int) -> None:
    """Start and end processes for one parent until it is gone.

    Parameters:
        control: the socket to the parent.
        stores: returns what is asked, in the process that will ask it.
        memory: bytes that one query may need; 0 for any number.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the parent, which then ends us
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    children: set[int] = set()
    try:
        while message := receive(control):
            if isinstance(message, Fork):
                _, (descriptor, *_), _, _ = socket.recv_fds(control, 1, 1)
                pid = os.fork()
                if pid == 0:
                    control.close()
                    _answer(socket.socket(fileno=descriptor), stores, memory)
                os.close(descriptor)
                children.add(pid)
                send(control, Forked(pid))
            elif isinstance(message, Kill):
                status = _end(message.pid) if message.pid in children else 0
                children.discard(message.pid)
                send(control, Killed(status))
    finally:
        for pid in children:
            _end(pid)


def _end(pid: int) -> int:
    os.kill(pid, signal.SIGKILL)  # nobody else has this number before we have waited for it
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])


def _answer(connection: socket.socket, stores: Callable[[], Stores], memory: int) -> None:
    """Answer one query after the other; never returns."""
    try:
        opened = stores()
        resident = _limit(memory)
        most = memory // _FRESH or _MOST_KEPT
        while isinstance(request := receive(connection), Request | Writing):
            body = (
                answer(opened, request)
                if isinstance(request, Request)
                else _write(connection, opened, request)
            )
            send(connection, Reply(body, _memory()[0] - resident > most))
    finally:
        os._exit(0)  # what the first process has is not ours to clear up


def _write(connection: socket.socket, stores: Stores, writing: Writing) -> Written | Refused:
    _, (descriptor, *_), _, _ = socket.recv_fds(connection, 1, 1)
    with open(descriptor, "wb") as out:  # noqa: PTH123 - a descriptor has no path
        return write(stores, writing, out)


def _memory() -> tuple[int, int]:
    """Return how much memory this process has, and how much the system counts as its data, in bytes; 0 if it won't say."""
    statm = Path("/proc/self/statm")
    if not statm.exists():
        return 0, 0
    pages = [int(number) * _PAGE for number in statm.read_text("ascii").split()]
    return pages[1], pages[5]


def _limit(memory: int) -> int:
    """Let this process need no more than what it has and some bytes more; the engine gives up beyond that.

    Returns:
        how much it has in the memory of the machine, in bytes.
    """
    resident, data = _memory()
    if memory and sys.platform == "linux":
        resource.setrlimit(resource.RLIMIT_DATA, (data + memory, data + memory))
        os.dup2(os.open(os.devnull, os.O_WRONLY), 2)  # it would say so in words that are not ours
    return resident
