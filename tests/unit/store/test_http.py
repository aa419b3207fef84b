"""The client: it tries again, follows no redirect to another server, and says what is wrong in one sentence."""

import io
import time

import pytest

from kg.errors import StoreError, UsageError
from kg.store.http import Client, check_url, shown
from tests.support.clients import client, ok, once
from tests.support.servers import Answer, scripted

SECRET = "s3cret-Geheim"


@pytest.mark.parametrize("status", [429, 500, 502, 503, 504])
def test_a_server_in_trouble_is_asked_again(status: int) -> None:
    pauses: list[float] = []
    with scripted(once((status, {}, b""))) as server, client(server, pauses=pauses) as talk:
        assert talk.request("PUT", server.url, content=b"x").status == 200
    assert [request.body for request in server.seen] == [b"x", b"x"]
    assert pauses == [0.5]


def test_a_server_that_hangs_up_is_asked_again() -> None:
    with scripted(once(None)) as server, client(server) as talk:
        assert talk.request("GET", server.url).status == 200


def test_pauses_grow_and_each_is_told() -> None:
    pauses: list[float] = []
    told: list[tuple[str, float]] = []
    with (
        scripted(lambda request: (503, {}, b"")) as server,
        Client(
            server.url,
            attempts=5,
            pause=pauses.append,
            waiting=lambda trouble, seconds: told.append((trouble, seconds)),
        ) as talk,
        pytest.raises(StoreError, match=r"refuses GET with status 503 \(tried 5 times\)"),
    ):
        talk.request("GET", server.url)
    assert pauses == [0.5, 1, 2, 4]
    assert [seconds for _, seconds in told] == pauses
    assert told[0][0] == f"{server.url} answers with status 503"


@pytest.mark.parametrize(("asked", "waited"), [("7", 7), ("0", 0), ("99999", 60), ("soon", 0.5), ("-3", 0.5)])
def test_the_server_may_say_how_long_to_wait(asked: str, waited: float) -> None:
    pauses: list[float] = []
    with scripted(once((429, {"Retry-After": asked}, b""))) as server, client(server, pauses=pauses) as talk:
        talk.request("GET", server.url)
    assert pauses == [waited]


def test_a_refusal_is_final_and_says_why() -> None:
    refuse: Answer = (400, {"Content-Type": "text/plain"}, b"\n\x1b[31mno such\tgraph\nand more\n")
    with scripted(lambda request: refuse) as server, client(server) as talk:
        with pytest.raises(StoreError, match="refuses POST with status 400: ") as raised:
            talk.request("POST", f"{server.url}store?graph=http://secret/", content=b"x")
        assert len(server.seen) == 1
    assert raised.value.status == 400
    assert "\x1b" not in str(raised.value)
    assert "and more" not in str(raised.value)
    assert "secret" not in str(raised.value)
    assert raised.value.exit_code == 4


def test_the_reason_is_taken_out_of_a_page_for_browsers() -> None:
    body = (
        b"<html><head><title>Oh</title></head>\n<h1>no</h1>\n<p>such &lt;graph&gt; <script>x</script></html>"
    )
    page: Answer = (404, {"Content-Type": "text/html; charset=utf-8"}, body)
    with scripted(lambda request: page) as server, client(server) as talk:
        with pytest.raises(StoreError, match=r"status 404: no such <graph>$"):
            talk.request("GET", server.url)
        assert talk.request("GET", server.url, allow={404}).status == 404


def test_nobody_there_is_one_sentence() -> None:
    with scripted(ok) as server:
        pass
    with (
        client(server) as talk,
        pytest.raises(StoreError, match=r"cannot be reached: Connection refused \(tried 3"),
    ):
        talk.request("GET", server.url)


def test_a_server_that_keeps_silent_is_one_sentence() -> None:
    def sleep(request: object) -> Answer:
        time.sleep(0.3)
        return 200, {}, b""

    words = r"does not answer within 0.1 s \(tried once\); is the server running"
    with (
        scripted(sleep) as server,
        Client(server.url, timeout=0.1, attempts=1) as talk,
        pytest.raises(StoreError, match=words),
    ):
        talk.request("GET", server.url)


def test_a_body_can_go_into_a_file_from_its_beginning() -> None:
    sink = io.BytesIO(b"older and longer content")
    with scripted(once((503, {}, b"oops"), (200, {}, b"all of it"))) as server, client(server) as talk:
        assert talk.request("GET", server.url, into=sink).content == b""
    assert sink.getvalue() == b"all of it"


def test_json_that_is_none() -> None:
    with scripted(ok) as server, client(server) as talk, pytest.raises(StoreError, match="no JSON: 'fine'"):
        talk.request("GET", server.url).json()


def test_redirects_are_followed_within_the_server() -> None:
    with scripted(once((307, {"Location": "/there"}, b""))) as server, client(server) as talk:
        talk.request("PUT", f"{server.url}here", content=b"x")
    assert [(r.method, r.path, r.body) for r in server.seen] == [
        ("PUT", "/here", b"x"),
        ("PUT", "/there", b"x"),
    ]


def test_no_redirect_leads_to_another_server(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KG_STORE_TOKEN", SECRET)
    with scripted(ok) as other, scripted(once((302, {"Location": other.url}, b""))) as server:
        with client(server) as talk, pytest.raises(StoreError, match="to another server, http"):
            talk.request("GET", server.url)
        with client(server) as talk, pytest.raises(UsageError, match="on another server"):
            talk.request("GET", other.url)
    assert other.seen == []


def test_redirects_that_change_the_method_or_lead_in_circles() -> None:
    with scripted(lambda request: (301, {"Location": "/a"}, b"")) as server, client(server) as talk:
        with pytest.raises(StoreError, match="has moved to"):
            talk.request("PUT", server.url, content=b"x")
        with pytest.raises(StoreError, match="leads in circles"):
            talk.request("GET", server.url)


@pytest.mark.parametrize(
    "url",
    [
        "ftp://example.org/",
        "localhost:7878",
        "http://",
        "http://example.org/#there",
        "http://h:99999/",
        "http://[::1/",
    ],
)
def test_what_is_no_address_of_a_server(url: str) -> None:
    with pytest.raises(UsageError, match="is no"):
        check_url(url)


@pytest.mark.parametrize(
    "url",
    [f"http://eva:{SECRET}@example.org/store", f"https://{SECRET}@example.org", f"http://eva:{SECRET}@h:99999/",
     f"http://eva:{SECRET}/@example.org", f"eva:{SECRET}@example.org"],
)  # fmt: skip
def test_an_address_with_a_password_is_refused_without_repeating_it(url: str) -> None:
    with pytest.raises(UsageError) as raised:
        check_url(url)
    assert SECRET not in str(raised.value)


def test_addresses_are_shown_without_what_may_be_secret() -> None:
    assert shown(f"https://a:b@example.org:81/x/y?key={SECRET}#{SECRET}") == "https://example.org:81/x/y"
    assert shown(f"https://example.org?key={SECRET}") == "https://example.org"
