"""The address that answers SPARQL, as the SPARQL 1.1 Protocol says, over HTTP."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, BinaryIO, TypeVar

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response, StreamingResponse
from starlette.types import Receive, Scope, Send

from kg.query.results import ROWS, TRIPLES
from kg.serve.protocol.accept import negotiate
from kg.serve.protocol.description import describe
from kg.serve.protocol.messages import Refused
from kg.serve.protocol.pool import Answer, Pool
from kg.serve.protocol.request import METHODS, question

Found = TypeVar("Found")
_CHUNK = 2**16
_HTML = "text/html"
_COMMON = {"Vary": "Accept", "X-Content-Type-Options": "nosniff", "Cache-Control": "no-cache"}


@dataclass(frozen=True, slots=True)
class Endpoint:
    """An ASGI application.

    Attributes:
        pool: answers the queries.
        page: what browsers get that follow a link here.
        cors: whether pages of other sites may read the answers. Off by default: any page that a reader has open could
            then read the graph.
    """

    pool: Pool
    page: Callable[[Request], Awaitable[Response]] | None = None
    cors: bool = False

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        request = Request(scope, receive)
        try:
            response = await self._respond(request)
        except Refused as refused:
            response = PlainTextResponse(f"{refused}\n", refused.status, headers=dict(refused.headers))
        for name, value in (_COMMON | self._sharing(request)).items():
            response.headers.setdefault(name, value)
        await response(scope, receive, send)

    def _sharing(self, request: Request) -> dict[str, str]:
        """Return the headers of CORS (https://fetch.spec.whatwg.org/#http-cors-protocol)."""
        if not self.cors:
            return {}
        allow = {
            "Access-Control-Allow-Origin": "*",
            "Access-Control-Expose-Headers": "Kg-Incomplete, Retry-After",
        }
        if request.method == "OPTIONS":
            allow |= {"Access-Control-Allow-Methods": "GET, POST", "Access-Control-Allow-Headers": "*"}
        return allow

    async def _respond(self, request: Request) -> Response:
        if request.method == "OPTIONS":
            return Response(status_code=204, headers={"Allow": ", ".join(METHODS)})
        if self.page is not None and self._is_reader(request):
            return await self.page(request)
        asked = await question(request)
        if asked is None:
            return self._description(request)
        answer = await _while_there(request, self.pool.ask(asked))
        headers = {"Content-Length": str(answer.size)}
        if answer.written.cut:
            headers["Kg-Incomplete"] = f"the answer ends after {answer.written.rows} rows, there are more"
        return StreamingResponse(_pieces(answer), headers=headers, media_type=answer.written.media_type)

    def _is_reader(self, request: Request) -> bool:
        """Say whether a browser wants a page: it names HTML, before anything that an answer can be."""
        offers = [*ROWS, *TRIPLES, _HTML]
        return request.method in ("GET", "HEAD") and negotiate(request.headers.get("accept"), offers) == _HTML

    def _description(self, request: Request) -> Response:
        media_type = negotiate(request.headers.get("accept"), [*TRIPLES])
        if media_type is None:
            raise Refused(406, f"without a query there is the service description, as {', '.join(TRIPLES)}")
        endpoint = str(request.url.replace(query="", fragment=""))
        return Response(describe(endpoint, self.pool.limits, media_type), media_type=media_type)


async def _while_there(request: Request, work: Coroutine[Any, Any, Found]) -> Found:
    """Wait for work as long as the client does."""
    task = asyncio.ensure_future(work)
    gone = asyncio.ensure_future(_left(request))
    try:
        await asyncio.wait((task, gone), return_when=asyncio.FIRST_COMPLETED)
        if task.done():
            return task.result()
        raise Refused(499, "the client left")
    finally:
        gone.cancel()
        if not task.done():
            task.cancel()
            with suppress(asyncio.CancelledError, Refused):
                await task


async def _left(request: Request) -> None:
    while (await request.receive())["type"] != "http.disconnect":
        pass


async def _pieces(answer: Answer) -> AsyncIterator[bytes]:
    """Read an answer off its file, which is closed at the end, or when the client leaves."""
    with answer.file as file:
        while piece := await _read(file, answer.size):
            yield piece


async def _read(file: BinaryIO, size: int) -> bytes:
    if size <= _CHUNK:  # not worth a thread
        return file.read(_CHUNK)
    return await asyncio.to_thread(file.read, _CHUNK)
