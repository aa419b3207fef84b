"""The processes that answer queries: one loads the graph, its children answer and can be killed at any moment.

The first process reads a graph file once; each child is a fork of it and shares the memory that the graph needs. A child
opens a database folder by itself. No process here has threads, so that a fork is a whole copy.
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
from kg.query.asking import Request, Stores, answer
from kg.query.wire import Fork, Forked, Kill, Ready, Unreadable, receive, send
from kg.rdf.files import load_store
from kg.store.database import open_database

_PAGE = resource.getpagesize()


def main(descriptor: int, source: str, memory: int) -> None:
    """Serve one parent until it is gone.

    Parameters:
        descriptor: of the socket to the parent.
        source: a graph file or database folder.
        memory: bytes that one query may need; 0 for any number.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the parent, which then ends us
    control = socket.socket(fileno=descriptor)
    with suppress(BrokenPipeError):
        try:
            store = _opener(source)
        except KgError as error:
            send(control, Unreadable(str(error)))
            return
        send(control, Ready())
        _serve(control, store, memory)


def _opener(source: str) -> Callable[[], Stores]:
    if Path(source).is_dir():
        open_database(source)  # so that what is wrong with it is said at once
        return lambda: Stores(open_database(source), merge=False)
    stores = Stores(load_store(source), merge=True)
    return lambda: stores


def _serve(control: socket.socket, store: Callable[[], Stores], memory: int) -> None:
    children: set[int] = set()
    try:
        while message := receive(control):
            if isinstance(message, Fork):
                _, (descriptor, *_), _, _ = socket.recv_fds(control, 1, 1)
                pid = os.fork()
                if pid == 0:
                    control.close()
                    _answer(socket.socket(fileno=descriptor), store, memory)
                os.close(descriptor)
                children.add(pid)
                send(control, Forked(pid))
            elif isinstance(message, Kill) and message.pid in children:
                children.remove(message.pid)
                _end(message.pid)
                send(control, Forked(message.pid))
    finally:
        for pid in children:
            _end(pid)


def _end(pid: int) -> None:
    os.kill(pid, signal.SIGKILL)  # nobody else has this number before we have waited for it
    os.waitpid(pid, 0)


def _answer(connection: socket.socket, store: Callable[[], Stores], memory: int) -> None:
    """Answer one query after the other; never returns."""
    try:
        opened = store()
        _limit(memory)
        while isinstance(request := receive(connection), Request):
            send(connection, answer(opened, request))
    finally:
        os._exit(0)  # what the first process has is not ours to clear up


def _limit(memory: int) -> None:
    """Let this process need no more than what it has and some bytes more; the engine gives up beyond that."""
    if memory and sys.platform == "linux":
        has = int(Path("/proc/self/statm").read_text().split()[0]) * _PAGE
        resource.setrlimit(resource.RLIMIT_AS, (has + memory, has + memory))
        os.dup2(os.open(os.devnull, os.O_WRONLY), 2)  # it would say so in words that are not ours
