"""A reconciliation service that keeps to the Specification 0.2, on loopback, over a list of items."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs

from rapidfuzz.fuzz import ratio
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from tests.support.endpoint import running

SPACE = "http://www.wikidata.org/entity/"
_QUERY_KEYS = {"query", "type", "limit", "properties", "type_strict"}
_LOWEST = 40


@dataclass(frozen=True)
class Item:
    id: str
    name: str
    type: str = ""
    description: str = ""
    facts: dict[str, str] = field(default_factory=dict)


@dataclass
class Service:
    """The service and what it was asked.

    Attributes:
        url: of the endpoint.
        items: that it knows.
        batch: how many queries it takes at once.
        batches: the queries of each request that it answered.
        trouble: gives an answer of its own to a request, or None; the number of requests so far is its argument.
    """

    items: list[Item]
    batch: int | None = 10
    url: str = ""
    batches: list[list[dict[str, Any]]] = field(default_factory=list)
    trouble: Callable[[int], Response | None] = lambda number: None
    requests: int = 0
    manifests: int = 0

    @property
    def names(self) -> list[str]:
        """The names that were asked about, in order."""
        return [query["query"] for batch in self.batches for query in batch]

    def candidates(self, query: dict[str, Any]) -> list[dict[str, Any]]:
        assert set(query) <= _QUERY_KEYS
        assert query["query"]
        found = []
        for item in self.items:
            score = ratio(query["query"].lower(), item.name.lower())
            if query.get("type") not in (None, item.type):
                score /= 2
            for constraint in query.get("properties", ()):
                values = constraint["v"]
                assert isinstance(values, list)
                words = [v["name"] if isinstance(v, dict) else v for v in values]
                score -= 0 if item.facts.get(constraint["pid"], "") in words else 20
            if score >= _LOWEST:
                found.append((score, item))
        found.sort(key=lambda pair: (-pair[0], pair[1].id))
        clear = len(found) == 1 or (len(found) > 1 and found[0][0] - found[1][0] > 10)
        return [
            {
                "id": item.id,
                "name": item.name,
                "description": item.description,
                "score": score,
                "match": number == 0 and clear and score > 95,
                "type": [{"id": item.type, "name": item.type}] if item.type else [],
            }
            for number, (score, item) in enumerate(found[: query.get("limit", 3)])
        ]

    async def answer(self, request: Request) -> Response:
        if request.method == "GET" and "queries" not in request.query_params:
            self.manifests += 1
            manifest = {
                "versions": ["0.2"], "name": "Test items", "identifierSpace": SPACE, "schemaSpace": f"{SPACE}prop/",
                "view": {"url": "https://example.org/{{id}}"},
            }  # fmt: skip
            return JSONResponse(manifest if self.batch is None else {**manifest, "batchSize": self.batch})
        self.requests += 1
        given = self.trouble(self.requests)
        if given is not None:
            return given
        assert request.headers["content-type"] == "application/x-www-form-urlencoded"
        form = await request.body()
        queries = json.loads(parse_qs(form.decode())["queries"][0])
        if self.batch is not None and len(queries) > self.batch:
            return Response("too many", status_code=413)
        self.batches.append(list(queries.values()))
        return JSONResponse({key: {"result": self.candidates(query)} for key, query in queries.items()})


@contextmanager
def reconciling(*items: Item, batch: int | None = 10) -> Iterator[Service]:
    """Run a service."""
    service = Service(list(items), batch)
    app = Starlette(routes=[Route("/reconcile", service.answer, methods=["GET", "POST"])])
    with running(app) as root:
        service.url = f"{root}/reconcile"
        yield service
