"""Runs the reading room on a port until somebody stops it."""

import socket
from collections.abc import Callable

import uvicorn
from starlette.applications import Starlette

from kg.errors import ServerError

_BACKLOG = 2048
_GRACE_S = 3


def open_port(host: str, port: int) -> socket.socket:
    """Take a port; nobody is answered before :func:`run`.

    Parameters:
        host: a name or address of this machine.
        port: 0 for any that is free.

    Raises:
        ServerError: if the port is taken or forbidden, or the host is not ours.
    """
    try:
        family, _, _, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        taken = socket.socket(family)
        taken.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        taken.bind(address)
    except OSError as error:
        raise ServerError(
            f"cannot serve at {host}, port {port}: {error.strerror or error}; choose others with --host and --port"
        ) from error
    return taken


class _Server(uvicorn.Server):
    """Tells when the first request can come."""

    def __init__(self, config: uvicorn.Config, opened: Callable[[], None]) -> None:
        super().__init__(config)
        self._opened = opened

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if self.started:
            self._opened()


def run(app: Starlette, port: socket.socket, opened: Callable[[], None]) -> None:
    """Answer until SIGINT or SIGTERM; requests under way get three seconds to end.

    Parameters:
        app: what answers.
        port: from :func:`open_port`.
        opened: called once, when requests are taken.
    """
    config = uvicorn.Config(
        app,
        log_level="warning",
        access_log=False,
        server_header=False,
        backlog=_BACKLOG,
        timeout_graceful_shutdown=_GRACE_S,
        lifespan="on",
    )
    _Server(config, opened).run(sockets=[port])
