"""Who the user is: negotiated, told to one server only, and shown to nobody."""

import logging
from collections.abc import Callable
from pathlib import Path

import pytest

from kg.errors import StoreError, UsageError
from kg.store.credentials import find
from tests.support.clients import client, ok, once
from tests.support.servers import Answer, Seen, scripted

SECRET = "s3cret-Geheim"


def login(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KG_STORE_USER", "eva")
    monkeypatch.setenv("KG_STORE_PASSWORD", SECRET)


def guarded(challenge: str) -> Callable[[Seen], Answer]:
    def answer(request: Seen) -> Answer:
        if "authorization" in request.headers:
            return 200, {}, b""
        return 401, {"WWW-Authenticate": challenge}, b""

    return answer


@pytest.mark.parametrize("challenge", ['Basic realm="x"', "", "Negotiate"])
def test_basic_is_sent_once_it_is_asked_for(challenge: str, monkeypatch: pytest.MonkeyPatch) -> None:
    login(monkeypatch)
    with scripted(guarded(challenge)) as server, client(server) as talk:
        talk.request("PUT", server.url, content=b"1")
        talk.request("PUT", server.url, content=b"2")
    assert [("authorization" in request.headers, request.body) for request in server.seen] == [
        (False, b"1"),
        (True, b"1"),
        (True, b"2"),
    ]


def test_a_bare_refusal_asks_for_it_too(monkeypatch: pytest.MonkeyPatch) -> None:
    login(monkeypatch)
    with scripted(once((403, {}, b""))) as server, client(server) as talk:
        talk.request("GET", server.url)
    assert server.seen[1].headers["authorization"].startswith("Basic ")


def test_digest_is_preferred_and_sends_no_password(monkeypatch: pytest.MonkeyPatch) -> None:
    login(monkeypatch)
    challenge = 'Digest realm="SPARQL", nonce="abc", qop="auth", algorithm="MD5", opaque="o"'
    with scripted(guarded(challenge)) as server, client(server) as talk:
        talk.request("PUT", server.url, content=b"1")
        talk.request("PUT", server.url, content=b"2")
    sent = [request.headers.get("authorization", "") for request in server.seen]
    assert sent[-1].startswith('Digest username="eva"')
    assert not any(SECRET in header or "Basic" in header for header in sent)


def test_a_token_goes_with_every_request(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KG_STORE_TOKEN", SECRET)
    with scripted(ok) as server, client(server) as talk:
        talk.request("GET", server.url)
    assert server.seen[0].headers["authorization"] == f"Bearer {SECRET}"


def test_without_a_challenge_no_password_is_sent(monkeypatch: pytest.MonkeyPatch) -> None:
    login(monkeypatch)
    with scripted(ok) as server, client(server) as talk:
        talk.request("GET", server.url)
    assert "authorization" not in server.seen[0].headers


def test_credentials_of_the_netrc_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    file = tmp_path / "netrc"
    file.write_text(
        f"machine 127.0.0.1 login eva password {SECRET}\nmachine example.org login x password y\n"
    )
    file.chmod(0o600)
    monkeypatch.setenv("NETRC", str(file))
    with scripted(guarded('Basic realm="x"')) as server, client(server) as talk:
        talk.request("GET", server.url)
    assert "authorization" in server.seen[1].headers
    assert find("example.net", {"NETRC": str(file)}).user == ""
    file.write_text(f"machine 127.0.0.1 login eva pass {SECRET}")
    with pytest.raises(UsageError, match="line 1 makes no sense") as raised:
        find("127.0.0.1", {"NETRC": str(file)})
    assert SECRET not in str(raised.value)


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"KG_STORE_USER": "eva"}, "KG_STORE_PASSWORD is not set"),
        ({"KG_STORE_PASSWORD": SECRET}, "KG_STORE_USER is not set"),
        ({"KG_STORE_TOKEN": SECRET, "KG_STORE_USER": "eva"}, "both KG_STORE_TOKEN and"),
    ],
)
def test_half_of_the_credentials_is_an_error(given: dict[str, str], words: str) -> None:
    with pytest.raises(UsageError, match=words) as raised:
        find("127.0.0.1", given)
    assert SECRET not in str(raised.value)


@pytest.mark.parametrize("kind", ["password", "token"])
def test_no_secret_is_said_even_if_the_server_echoes_it(
    kind: str, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    if kind == "password":
        login(monkeypatch)
    else:
        monkeypatch.setenv("KG_STORE_TOKEN", SECRET)

    def echo(request: Seen) -> Answer:
        said = f"you sent {request.headers.get('authorization')} {SECRET}".encode()
        return (400 if "authorization" in request.headers else 401), {"Content-Type": "text/plain"}, said

    with scripted(echo) as server, client(server) as talk, pytest.raises(StoreError) as raised:
        talk.request("GET", server.url)
    sent = server.seen[-1].headers["authorization"].split()[1]
    for text in (str(raised.value), repr(find("127.0.0.1")), caplog.text):
        assert SECRET not in text
        assert sent not in text


def test_wrong_credentials_name_where_they_are_from(monkeypatch: pytest.MonkeyPatch) -> None:
    refused: Answer = (401, {"WWW-Authenticate": "Basic"}, b"")
    with scripted(lambda request: refused) as server:
        with client(server) as talk, pytest.raises(StoreError, match="set KG_STORE_USER and"):
            talk.request("GET", server.url)
        login(monkeypatch)
        with (
            client(server) as talk,
            pytest.raises(StoreError, match="check the credentials from KG_STORE_USER"),
        ):
            talk.request("GET", server.url)
