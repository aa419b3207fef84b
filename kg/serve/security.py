"""What every answer says to the browser, and whom the server answers: its own machine's names only."""

import ipaddress

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data: blob:",
        "font-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)
"""Nothing inline and nothing from elsewhere runs, whatever a headline holds (CSP level 3)."""

HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}
"""Of every answer."""


def is_ours(host: str, names: frozenset[str]) -> bool:
    """Say whether a Host header names this machine, as far as a page elsewhere cannot make it so.

    A page of another site can let its own name point at 127.0.0.1 (DNS rebinding), but it cannot be called an IP
    address or localhost. Other names are ours only if the user said so.
    """
    name = host.rsplit(":", 1)[0] if not host.endswith("]") else host
    name = name.strip("[]").lower().rstrip(".")
    if name == "localhost" or name.endswith(".localhost") or name in names:
        return True
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True


class Guard:
    """Middleware: refuses strange Host headers, and adds the headers that every answer has.

    Parameters:
        app: what answers.
        names: host names that are ours besides localhost and IP addresses.
    """

    def __init__(self, app: ASGIApp, names: frozenset[str]) -> None:
        self._app = app
        self._names = names

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, or refuse (421, RFC 9110, 15.5.20)."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        if is_ours(Headers(scope=scope).get("host", ""), self._names):
            await self._app(scope, receive, guarded)
            return
        refusal = PlainTextResponse(
            "this server does not go by that name; see kg serve --allow-name", status_code=421
        )
        await refusal(scope, receive, guarded)
