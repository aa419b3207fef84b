"""Clients that lose no time, and servers that answer in simple ways."""

from collections.abc import Callable

from kg.store.http import Client
from tests.support.servers import Answer, Scripted, Seen


def ok(request: Seen) -> Answer:
    return 200, {"Content-Type": "text/plain"}, b"fine"


def once(first: Answer | None, then: Answer = (200, {}, b"")) -> Callable[[Seen], Answer | None]:
    given: list[Answer | None] = [first]
    return lambda request: given.pop() if given else then


def client(server: Scripted, *, attempts: int = 3, pauses: list[float] | None = None) -> Client:
    waited = pauses if pauses is not None else []
    return Client(server.url, attempts=attempts, pause=waited.append)
