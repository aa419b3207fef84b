"""A client of the Reconciliation Service API 0.2: the manifest, and queries in batches.

Source: https://www.w3.org/community/reports/reconciliation/CG-FINAL-specs-0.2-20230410/, sections 3.1, 4.1 to 4.3.
"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import quote, urlencode, urlsplit

import msgspec

from kg.errors import StoreError
from kg.rdf.iris import web
from kg.rdf.vocab import WIKIDATA
from kg.report import shown as printed
from kg.store.http import Client, shown

_FORM = {"Content-Type": "application/x-www-form-urlencoded", "Accept": "application/json"}
_TOO_MANY = 413
_LONGEST = 300  # characters of what a service says

Value = str | dict[str, str]
"""A value of a property: words, or an item of the same service by ``id`` and ``name``."""


@dataclass(frozen=True, slots=True)
class Query:
    """What a service is asked about one node.

    Attributes:
        words: the name.
        type: identifier of one of the service's types; nothing for any.
        limit: how many candidates may come back.
        properties: identifiers of the service's properties, with what the graph knows of them.
    """

    words: str
    type: str = ""
    limit: int = 5
    properties: tuple[tuple[str, tuple[Value, ...]], ...] = ()

    def body(self) -> dict[str, object]:
        """Return the query as the service takes it (section 4.1)."""
        body: dict[str, object] = {"query": self.words, "limit": self.limit}
        if self.type:
            body["type"] = self.type
        if self.properties:
            body["properties"] = [{"pid": pid, "v": list(values)} for pid, values in self.properties]
        return body

    def text(self) -> str:
        """Return the query as JSON, always the same for the same query."""
        return _json(self.body())


class Candidate(msgspec.Struct, frozen=True):
    """An item that may be what was asked about (section 4.2).

    Attributes:
        id: of the item, within the service's identifier space.
        name: what the service calls it.
        score: the higher, the likelier; on the service's own scale.
        match: whether the service takes it for certain.
        description: a few words, or nothing.
    """

    id: str
    name: str
    score: float
    match: bool = False
    description: str | None = None


class _Result(msgspec.Struct):
    result: list[Candidate]


class _Manifest(msgspec.Struct, rename="camel"):
    name: str = ""
    identifier_space: str = ""
    batch_size: int | None = None


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a service says of itself (section 3.1).

    Attributes:
        name: for people.
        space: with what the addresses of its items begin.
        batch: how many queries it takes at once; None if it does not say.
    """

    name: str
    space: str
    batch: int | None = None

    def address(self, item: str) -> str | None:
        """Return the IRI of an item by its identifier; None if none can be made of it."""
        if urlsplit(item).scheme in ("http", "https"):
            term = web(item)
        else:
            term = web(self.space + quote(item, safe=""))
        return term and term[1:-1]


class Service:
    """One reconciliation service.

    Parameters:
        client: of the server; it tries again where that makes sense.
        endpoint: the service's address.
    """

    def __init__(self, client: Client, endpoint: str) -> None:
        self._client = client
        self._endpoint = endpoint
        self.requests = 0

    def manifest(self) -> Manifest:
        """Ask the service what it is.

        Raises:
            StoreError: if it cannot be reached, or what it answers is no manifest.
        """
        answer = self._client.request("GET", self._endpoint, headers={"Accept": "application/json"})
        try:
            found = msgspec.json.decode(answer.content, type=_Manifest)
        except msgspec.MsgspecError as error:
            raise self._nonsense("manifest of a reconciliation service", error) from error
        space = found.identifier_space
        space += "" if space[-1:] in ("/", "#", "=", ":", "?") else "/"  # CSV Reconcile leaves it out
        if space.partition("://")[2] == WIKIDATA.partition("://")[2]:
            space = WIKIDATA  # as Wikidata itself writes it, whatever the service's scheme
        if web(space) is None:
            raise StoreError(
                f"{shown(self._endpoint)} gives no identifierSpace that is a web address, so its items have none either"
            )
        return Manifest(printed(found.name)[:_LONGEST], space, found.batch_size)

    def ask(self, queries: Sequence[Query]) -> Iterator[tuple[Candidate, ...]]:
        """Yield the candidates of each query, in the service's order.

        A batch that is too large for the service (status 413) is sent in halves.

        Raises:
            StoreError: if the service cannot be reached, refuses, or answers what is no result.
        """
        batch = {f"q{number}": query.body() for number, query in enumerate(queries)}
        content = urlencode({"queries": _json(batch)}).encode()
        self.requests += 1
        allow = (_TOO_MANY,) if len(queries) > 1 else ()
        answer = self._client.request("POST", self._endpoint, content=content, headers=_FORM, allow=allow)
        if answer.status == _TOO_MANY:
            middle = len(queries) // 2
            yield from self.ask(queries[:middle])
            yield from self.ask(queries[middle:])
            return
        try:
            results = msgspec.json.decode(answer.content, type=dict[str, _Result])
        except msgspec.MsgspecError as error:
            raise self._nonsense("result of reconciliation", error) from error
        for key in batch:
            if key not in results:
                raise StoreError(
                    f"{shown(self._endpoint)} leaves one of {len(batch)} queries without a result"
                )
            yield tuple(results[key].result)

    def _nonsense(self, what: str, error: Exception) -> StoreError:
        return StoreError(
            f"{shown(self._endpoint)} answers what is no {what}: {printed(str(error))[:_LONGEST]}"
        )


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
