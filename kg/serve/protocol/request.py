"""Reads the requests of the SPARQL 1.1 Protocol (https://www.w3.org/TR/sparql11-protocol/, 2.1)."""

from collections.abc import Sequence
from email.message import Message
from urllib.parse import parse_qsl

from starlette.requests import ClientDisconnect, Request

from kg.serve.protocol.messages import Question, Refused

METHODS = ("GET", "HEAD", "POST", "OPTIONS")
LONGEST_BODY = 2**20
_MOST_PARAMETERS = 1000
_FORM = "application/x-www-form-urlencoded"
_QUERY = "application/sparql-query"
_UPDATE = "application/sparql-update"
_READ_ONLY = "this endpoint is read-only: it answers queries, and takes no updates"

Parameters = Sequence[tuple[str, str]]


async def question(request: Request) -> Question | None:
    """Return what a request asks.

    Returns:
        None if it is a GET without a query, which asks for the service description.

    Raises:
        Refused: if it is no query operation of the protocol.
    """
    parameters = _parameters(request.scope["query_string"], "the address")
    if request.method in ("GET", "HEAD"):
        asked = any(name in ("query", "update") for name, _ in parameters)
        return _question(parameters, request) if asked else None
    if request.method != "POST":
        allowed = ", ".join(METHODS)
        raise Refused(405, f"{request.method} is no way to ask; use GET or POST", {"Allow": allowed})
    kind, charset = _content_type(request)
    if kind == _UPDATE:
        raise Refused(403, _READ_ONLY)
    if kind not in (_FORM, _QUERY):
        raise Refused(415, f"a query is sent as {_QUERY} or {_FORM}; the request says {kind or 'neither'}")
    if charset.lower() not in ("utf-8", "utf8", "us-ascii"):
        raise Refused(415, "a query is sent in UTF-8")
    body = await _body(request)
    if kind == _FORM:
        return _question([*parameters, *_parameters(body, "the form")], request)
    return _question([*parameters, ("query", _text(body))], request)


def _content_type(request: Request) -> tuple[str, str]:
    """Return media type and charset; UTF-8 if the request does not say."""
    header = Message()
    header["Content-Type"] = request.headers.get("content-type", "/")
    named = request.headers.get("content-type", "").strip() != ""
    return header.get_content_type() if named else "", str(header.get_param("charset", "utf-8"))


async def _body(request: Request) -> bytes:
    body = bytearray()
    try:
        async for chunk in request.stream():
            body += chunk
            if len(body) > LONGEST_BODY:
                raise Refused(413, f"a query has at most {LONGEST_BODY} bytes")
    except ClientDisconnect as error:
        raise Refused(400, "the request ended before its end") from error
    return bytes(body)


def _text(body: bytes) -> str:
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError as error:
        raise Refused(400, f"the query is no UTF-8: {error.reason} at byte {error.start}") from error


def _parameters(encoded: bytes, where: str) -> Parameters:
    try:
        return parse_qsl(
            encoded.decode("ascii"), keep_blank_values=True, errors="strict", max_num_fields=_MOST_PARAMETERS
        )
    except UnicodeDecodeError as error:
        raise Refused(400, f"{where} is not percent-encoded UTF-8") from error
    except ValueError as error:
        raise Refused(400, f"{where} has more than {_MOST_PARAMETERS} parameters") from error


def _question(parameters: Parameters, request: Request) -> Question:
    def given(name: str) -> list[str]:
        return [value for key, value in parameters if key == name]

    if given("update"):
        raise Refused(403, _READ_ONLY)
    queries = given("query")
    if len(queries) != 1:
        raise Refused(400, f"a request has one parameter 'query'; this one has {len(queries) or 'none'}")
    return Question(
        queries[0],
        tuple(given("default-graph-uri")),
        tuple(given("named-graph-uri")),
        ", ".join(request.headers.getlist("accept")) or None,
    )
