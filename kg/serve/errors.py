"""Pages for what goes wrong: they say what, and what to do, and show no innards."""

from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from kg.serve.security import HEADERS

_ADVICE = {
    400: "The address asks for something that makes no sense.",
    404: "There is no such page, and nothing in the graph has this address.",
    405: "This page can be read, nothing else.",
    500: "The reading room made a mistake. The other pages go on.",
}


def _refused(request: Request, error: Exception) -> Response:
    status = error.status_code if isinstance(error, HTTPException) else 500
    headers: Mapping[str, str] = (isinstance(error, HTTPException) and error.headers) or {}
    answer: Response = request.app.state.pages.page(
        request,
        "error.html",
        status=status,
        title=HTTPStatus(status).phrase,
        advice=_ADVICE.get(status, "The request cannot be answered."),
    )
    answer.headers.update({**HEADERS, **headers})  # for 500 Starlette answers outside of our guard
    return answer


HANDLERS: dict[Any, Any] = {HTTPException: _refused, Exception: _refused}
"""What Starlette calls for errors."""
