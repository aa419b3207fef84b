"""Who the user is to a store: told by the environment or a netrc file, never on the command line, shown nowhere."""

import base64
import netrc
import os
from collections.abc import Generator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import httpx

from kg.errors import UsageError

USER, PASSWORD, TOKEN = "KG_STORE_USER", "KG_STORE_PASSWORD", "KG_STORE_TOKEN"
_HIDDEN = "***"


@dataclass(frozen=True, slots=True)
class Credentials:
    """A name and password, or a bearer token (RFC 6750), or nothing.

    Attributes:
        source: where they are from, for messages.
    """

    user: str = ""
    password: str = field(default="", repr=False)
    token: str = field(default="", repr=False)
    source: str = ""

    def __bool__(self) -> bool:
        return bool(self.user or self.token)

    def hide(self, text: str) -> str:
        """Return ``text`` without the secrets, should a server have echoed them."""
        pair = base64.b64encode(f"{self.user}:{self.password}".encode()).decode()
        for secret in (pair, self.password, self.token):
            if secret:
                text = text.replace(secret, _HIDDEN)
        return text


def find(host: str, environment: Mapping[str, str] = os.environ) -> Credentials:
    """Return the credentials for a host: those of the environment, else those of the netrc file, else none.

    Parameters:
        host: without a port.
        environment: where KG_STORE_TOKEN, KG_STORE_USER, KG_STORE_PASSWORD and NETRC are looked up.

    Raises:
        UsageError: if a name has no password or the other way round, or the netrc file is damaged.
    """
    token, user, password = (environment.get(name, "") for name in (TOKEN, USER, PASSWORD))
    if token:
        if user or password:
            raise UsageError(
                f"both {TOKEN} and {USER} or {PASSWORD} are set; unset what the store does not take"
            )
        return Credentials(token=token, source=TOKEN)
    if bool(user) != bool(password):
        missing = PASSWORD if user else USER
        raise UsageError(f"{missing} is not set, and the store needs both {USER} and {PASSWORD}")
    if user:
        return Credentials(user=user, password=password, source=f"{USER} and {PASSWORD}")
    return _from_netrc(host, environment.get("NETRC"))


def _from_netrc(host: str, named: str | None) -> Credentials:
    path = Path(named) if named else Path.home() / ".netrc"
    if not path.is_file():
        return Credentials()
    try:
        entry = netrc.netrc(path).authenticators(host)
    except (OSError, netrc.NetrcParseError) as error:
        reason = error.strerror if isinstance(error, OSError) else f"line {error.lineno} makes no sense"
        raise UsageError(f"cannot read the credentials in {str(path)!r}: {reason}") from None
    if entry is None or not entry[2]:
        return Credentials()
    return Credentials(user=entry[0], password=entry[2], source=str(path))


class Negotiated(httpx.Auth):
    """Answers the challenge of one store: Digest (RFC 7616), Basic (RFC 7617) or a bearer token.

    A name and password are sent only after the store asked for them or refused, then with every request,
    and by Digest wherever the store offers it.
    """

    def __init__(self, credentials: Credentials) -> None:
        self._credentials = credentials
        self._chosen: httpx.Auth | None = None

    def auth_flow(self, request: httpx.Request) -> Generator[httpx.Request, httpx.Response, None]:
        """Send, and send again in the way that the store asks for."""
        if self._credentials.token:
            request.headers["Authorization"] = f"Bearer {self._credentials.token}"
            yield request
            return
        if self._chosen is None:
            response = yield request
            if not self._credentials or response.status_code not in (401, 403):
                return
            self._chosen = self._choose(response.headers.get_list("www-authenticate"))
        yield from self._chosen.auth_flow(request)

    def _choose(self, challenges: list[str]) -> httpx.Auth:
        user, password = self._credentials.user, self._credentials.password
        if any("digest" in challenge.lower() for challenge in challenges):
            return httpx.DigestAuth(user, password)
        return httpx.BasicAuth(user, password)
