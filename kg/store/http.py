"""A small HTTP client for triple stores and other servers that the user names: it tries again, and keeps secrets.

with Client("http://localhost:7878/") as client:
    answer = client.request("GET", "http://localhost:7878/store?default")
"""

import html
import json
import re
import time
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from types import TracebackType
from typing import Any, BinaryIO, Self
from urllib.parse import urlsplit

import httpx

from kg.errors import StoreError, UsageError
from kg.store.credentials import Negotiated, find
from kg.version import VERSION

ATTEMPTS = 6
_FIRST_PAUSE = 0.5
_LONGEST_PAUSE = 60.0
_TIMEOUT = 300.0
_CONNECT_TIMEOUT = 10.0
_REDIRECTS = 5
_AGAIN = frozenset({408, 425, 429, 500, 502, 503, 504})
_MOVED = frozenset({301, 302, 303, 307, 308})
_SAME_METHOD = frozenset({307, 308})
_LONGEST_REASON = 300
_MARKUP = re.compile(r"<(head|style|script)\b.*?</\1>|<[^>]*>", re.DOTALL | re.IGNORECASE)
_ERRNO = re.compile(r"^\[Errno -?\d+\] ")


@dataclass(frozen=True, slots=True)
class Response:
    """What a server answered.

    Attributes:
        status: of HTTP.
        headers: by name in lower case.
        content: the body; empty if it was written into a file.
    """

    status: int
    headers: Mapping[str, str]
    content: bytes

    @property
    def text(self) -> str:
        """The body as text; what is no UTF-8 becomes U+FFFD."""
        return self.content.decode("utf-8", "replace")

    def json(self) -> Any:
        """Return the body as JSON.

        Raises:
            StoreError: if it is none.
        """
        try:
            return json.loads(self.content)
        except ValueError as error:
            raise StoreError(f"the server's answer is no JSON: {_printable(self.text)!r}") from error


def check_url(url: str) -> str:
    """Return ``url`` if kg may talk to it.

    Raises:
        UsageError: if it is no http or https address, has a fragment, or carries a name and password.
    """
    try:
        parts = urlsplit(url)
        host, _ = parts.hostname, parts.port
    except ValueError:
        raise UsageError(f"{'the address' if '@' in url else repr(shown(url))} is no web address") from None
    if "@" in parts.netloc:
        raise UsageError(
            f"the address {shown(url)!r} carries a name or password, which others can see there; take them out and set "
            "KG_STORE_USER and KG_STORE_PASSWORD, or write them into ~/.netrc"
        )
    if parts.scheme not in ("http", "https") or not host or parts.fragment:
        raise UsageError(f"{shown(url)!r} is no address of a server, like http://localhost:7878/store")
    return url


def shown(url: str) -> str:
    """Return ``url`` as messages show it: without what may be a secret (name, password, query, fragment)."""
    scheme, colon, rest = url.partition("://")
    if not colon:
        return url.rpartition("@")[2]
    authority, slash, path = rest.partition("/")
    path = path.partition("?")[0].partition("#")[0]
    authority = authority.partition("?")[0].partition("#")[0] if not slash else authority
    return f"{scheme}://{authority.rpartition('@')[2]}{slash}{path}"


class Client:
    """Talks to one server, in one thread.

    Every request may be sent more than once: a server that is away, overloaded (429) or in trouble (5xx) is
    asked again after growing pauses, or when it says so (``Retry-After``). So requests must be such that twice is once.
    Redirects are followed within the server only; credentials go to no other.

    Parameters:
        url: an address of the server, which credentials are looked up for.
        timeout: seconds that the server may be silent.
        attempts: how often a request is sent at most.
        waiting: hears of trouble and for how many seconds it will be waited.
        pause: waits; tests need not.

    Raises:
        UsageError: as :func:`check_url` and :func:`kg.store.credentials.find` do.
    """

    def __init__(
        self, url: str, *, timeout: float = _TIMEOUT, attempts: int = ATTEMPTS,
        waiting: Callable[[str, float], None] = lambda trouble, seconds: None,
        pause: Callable[[float], None] = time.sleep,
    ) -> None:  # fmt: skip
        self._origin = _origin(check_url(url))
        self._credentials = find(httpx.URL(url).host)
        self._attempts = attempts
        self._waiting = waiting
        self._pause = pause
        self._http = httpx.Client(
            auth=Negotiated(self._credentials),
            timeout=httpx.Timeout(timeout, connect=min(timeout, _CONNECT_TIMEOUT)),
            headers={"User-Agent": f"kg/{VERSION}"},
            follow_redirects=False,
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._http.close()

    def request(
        self, method: str, url: str, *, content: bytes | None = None, headers: Mapping[str, str] | None = None,
        allow: Collection[int] = (), into: BinaryIO | None = None,
    ) -> Response:  # fmt: skip
        """Send a request until it is answered, and return the answer.

        Parameters:
            method: of HTTP.
            url: an address of the client's server.
            content: the body.
            headers: of this request.
            allow: statuses from 400 on that are no error here (404: there is no such graph).
            into: a file from its beginning, into which a good answer's body is written instead of into memory.

        Raises:
            StoreError: one sentence, if the server cannot be reached, refuses, or fails for good.
            UsageError: if the address is none of this server.
        """
        for redirect in range(_REDIRECTS + 1):
            if _origin(check_url(url)) != self._origin:
                raise UsageError(f"{shown(url)!r} is on another server than {self._origin!r}")
            request = self._http.build_request(method, url, content=content, headers=dict(headers or {}))
            response = self._answer(request, into)
            if response.status not in _MOVED:
                return self._judged(response, request, allow)
            url = self._moved(response, request)
            if redirect == _REDIRECTS:
                raise StoreError(f"{shown(url)} leads in circles")
        raise AssertionError("unreachable")

    def _answer(self, request: httpx.Request, into: BinaryIO | None) -> Response:
        """Send until there is an answer that asking again would not better."""
        trouble = ""
        for attempt in range(1, self._attempts + 1):
            pause = min(_FIRST_PAUSE * 2 ** (attempt - 1), _LONGEST_PAUSE)
            try:
                response = self._once(request, into)
            except httpx.InvalidURL as error:
                raise UsageError(f"{shown(str(request.url))!r} is no web address: {error}") from None
            except httpx.HTTPError as error:
                trouble = self._trouble(error)
            else:
                if response.status not in _AGAIN or attempt == self._attempts:
                    return response
                trouble = f"answers with status {response.status}"
                pause = _asked_pause(response.headers.get("retry-after", ""), pause)
            if attempt < self._attempts:
                self._waiting(f"{shown(str(request.url))} {trouble}", pause)
                self._pause(pause)
        times = f"tried {self._attempts} times" if self._attempts > 1 else "tried once"
        raise StoreError(f"{shown(str(request.url))} {trouble} ({times}); is the server running?")

    def _trouble(self, error: httpx.HTTPError) -> str:
        if isinstance(error, httpx.ReadTimeout):
            return f"does not answer within {self._http.timeout.read:g} s"
        return f"cannot be reached: {_ERRNO.sub('', self._plain(str(error) or type(error).__name__))}"

    def _once(self, request: httpx.Request, into: BinaryIO | None) -> Response:
        response = self._http.send(request, stream=True)
        try:
            headers = {name.lower(): value for name, value in response.headers.items()}
            if into is None or not response.is_success:
                return Response(response.status_code, headers, response.read())
            into.seek(0)
            into.truncate()
            for piece in response.iter_bytes():
                into.write(piece)
            return Response(response.status_code, headers, b"")
        finally:
            response.close()

    def _moved(self, response: Response, request: httpx.Request) -> str:
        place = str(request.url.join(response.headers.get("location", "")))
        if _origin(place) != self._origin:
            raise StoreError(
                f"{shown(str(request.url))} sends kg on to another server, {shown(place)}; give kg that address if you trust it"
            )
        if request.method not in ("GET", "HEAD") and response.status not in _SAME_METHOD:
            raise StoreError(f"{shown(str(request.url))} has moved to {shown(place)}; give kg that address")
        return place

    def _judged(self, response: Response, request: httpx.Request, allow: Collection[int]) -> Response:
        status = response.status
        if status < 400 or status in allow:
            return response
        where = shown(str(request.url))
        if status in (401, 403):
            raise StoreError(f"{where} refuses access (status {status}); {self._who()}", status=status)
        reason = self._reason(response)
        said = f": {reason}" if reason else ""
        times = f" (tried {self._attempts} times)" if status in _AGAIN and self._attempts > 1 else ""
        raise StoreError(f"{where} refuses {request.method} with status {status}{times}{said}", status=status)

    def _who(self) -> str:
        if self._credentials:
            return f"check the credentials from {self._credentials.source}"
        return "set KG_STORE_USER and KG_STORE_PASSWORD, or KG_STORE_TOKEN, or write them into ~/.netrc"

    def _reason(self, response: Response) -> str:
        text = response.text
        if "html" in response.headers.get("content-type", ""):
            text = html.unescape(" ".join(_MARKUP.sub(" ", text).split()))
        return self._plain(text)

    def _plain(self, text: str) -> str:
        return _printable(self._credentials.hide(text))


def _printable(text: str) -> str:
    """Return the first line of a server's words, without control characters, cut to a length."""
    first = next((line.strip() for line in text.splitlines() if line.strip()), "")
    plain = "".join(character for character in first if character.isprintable())
    return plain if len(plain) <= _LONGEST_REASON else f"{plain[:_LONGEST_REASON]} …"


def _origin(url: str) -> str:
    parts = urlsplit(url)
    port = parts.port or {"http": 80, "https": 443}.get(parts.scheme)
    return f"{parts.scheme}://{parts.hostname}:{port}"


def _asked_pause(value: str, otherwise: float) -> float:
    """Return the seconds of a Retry-After header (RFC 9110, section 10.2.3), within bounds."""
    if value.isascii() and value.isdigit():
        seconds = float(value)
    else:
        try:
            seconds = parsedate_to_datetime(value).timestamp() - time.time()
        except ValueError:
            return otherwise
    return min(max(seconds, 0.0), _LONGEST_PAUSE)
