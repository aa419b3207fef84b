"""Messages between kg and the processes that answer queries, over sockets on this machine."""

import socket
import time
from typing import Any

import msgspec

from kg.query.answer import Answer
from kg.query.asking import Refused, Request, Writing, Written

_LENGTH = 8
_PIECE = 1 << 20


class Ready(msgspec.Struct, frozen=True, tag=True):
    """The graph is loaded."""


class Unreadable(msgspec.Struct, frozen=True, tag=True):
    """The graph cannot be read."""

    reason: str


class Fork(msgspec.Struct, frozen=True, tag=True):
    """Start a process; the socket that it is to use follows."""


class Forked(msgspec.Struct, frozen=True, tag=True):
    """A process was started."""

    pid: int


class Kill(msgspec.Struct, frozen=True, tag=True):
    """End a process."""

    pid: int


class Killed(msgspec.Struct, frozen=True, tag=True):
    """A process has ended.

    Attributes:
        status: as Python tells it: the number of the signal that ended it, below zero.
    """

    status: int


class Reply(msgspec.Struct, frozen=True, tag=True):
    """What became of a request.

    Attributes:
        body: the answer, what was written, or why there is none.
        last: whether the process keeps too much memory to be asked again.
    """

    body: Answer | Written | Refused
    last: bool


Message = Ready | Unreadable | Fork | Forked | Kill | Killed | Request | Writing | Reply
_ENCODER = msgspec.msgpack.Encoder()
_DECODER: msgspec.msgpack.Decoder[Any] = msgspec.msgpack.Decoder(Message)


def send(connection: socket.socket, message: Message) -> None:
    """Send a message."""
    data = _ENCODER.encode(message)
    connection.sendall(len(data).to_bytes(_LENGTH, "big"))
    connection.sendall(data)


def receive(connection: socket.socket, until: float | None = None) -> Message | None:
    """Receive a message; None if the other side is gone.

    Parameters:
        connection: the socket.
        until: on the clock of :func:`time.monotonic`.

    Raises:
        TimeoutError: if there is none by then.
    """
    head = _read(connection, _LENGTH, until)
    data = head and _read(connection, int.from_bytes(head, "big"), until)
    message: Message | None = _DECODER.decode(data) if data else None
    return message


def _read(connection: socket.socket, size: int, until: float | None) -> bytes | None:
    data = bytearray()
    while len(data) < size:
        if until is None:
            connection.settimeout(None)
        else:
            left = until - time.monotonic()
            if left <= 0:
                raise TimeoutError
            connection.settimeout(left)
        try:
            piece = connection.recv(min(size - len(data), _PIECE))
        except ConnectionError:
            return None
        if not piece:
            return None
        data += piece
    return bytes(data)
