"""Answers queries by asking a SPARQL 1.1 endpoint that the user names."""

import json
from types import TracebackType
from typing import Any, Self
from urllib.parse import urlencode

import pyoxigraph

from kg.errors import QueryError, QueryStopped, StoreError
from kg.query.answer import UNBOUND, Answer
from kg.rdf.sparql import with_prefixes
from kg.rdf.terms import boolean
from kg.store.http import Client, Response, check_url

_ACCEPT = "application/sparql-results+json, application/n-triples, text/turtle;q=0.9"
_GRAPHS = {
    "application/n-triples": pyoxigraph.RdfFormat.N_TRIPLES,
    "text/turtle": pyoxigraph.RdfFormat.TURTLE,
}


class Remote:
    """The engine for servers; see :class:`kg.query.engine.Engine`.

    Parameters:
        url: of a SPARQL endpoint; credentials as for ``kg load``.

    Raises:
        UsageError: if the address makes no sense.
    """

    def __init__(self, url: str) -> None:
        self._url = check_url(url)

    def query(
        self, text: str, *, timeout: float | None = None, limit: int | None = None,
        default: tuple[str, ...] = (), named: tuple[str, ...] = (),
    ) -> Answer:  # fmt: skip
        """Answer a query; see :meth:`kg.query.engine.Engine.query`. The server decides what the default graph is."""
        fields = [("query", with_prefixes(text))]
        fields += [("default-graph-uri", name) for name in default] + [
            ("named-graph-uri", name) for name in named
        ]
        headers = {"Content-Type": "application/x-www-form-urlencoded", "Accept": _ACCEPT}
        options = {} if timeout is None else {"timeout": timeout, "attempts": 1}
        with Client(self._url, **options) as client:  # type: ignore[arg-type]
            try:
                response = client.request(
                    "POST", self._url, content=urlencode(fields).encode(), headers=headers
                )
            except StoreError as error:
                if error.status == 400:
                    raise QueryError(f"the server takes the query for no valid SPARQL: {error}") from error
                if timeout is not None and f"within {timeout:g} s" in str(error):
                    raise QueryStopped(f"the server did not answer within {timeout:g} s") from error
                raise
        return _read(response, limit)

    def close(self) -> None:
        """Nothing is open between queries."""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None: ...


def _read(response: Response, limit: int | None) -> Answer:
    media = response.headers.get("content-type", "").partition(";")[0].strip().lower()
    try:
        if media in _GRAPHS:
            found = pyoxigraph.parse(response.content, format=_GRAPHS[media])
            triples = sorted({(str(q.subject), str(q.predicate), str(q.object)) for q in found})
            return _cut(Answer("construct", ("subject", "predicate", "object"), tuple(triples)), limit)
        if media not in ("application/sparql-results+json", "application/json"):
            raise StoreError(
                f"the server answers with {media or 'no type'}, not with results in JSON or with triples"
            )
        return _cut(_results(json.loads(response.content)), limit)
    except (SyntaxError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise StoreError(f"the server's answer cannot be read: {error}") from error


def _results(found: dict[str, Any]) -> Answer:
    if "boolean" in found:
        return Answer("ask", ("answer",), ((boolean(found["boolean"] is True),),))
    names = tuple(str(name) for name in found["head"]["vars"])
    rows = tuple(tuple(_term(row.get(name)) for name in names) for row in found["results"]["bindings"])
    return Answer("select", names, rows)


def _term(value: dict[str, str] | None) -> str:
    """Return a term of SPARQL 1.1 Query Results JSON, section 3.2.2; Oxigraph checks and escapes it."""
    if value is None:
        return UNBOUND
    if value["type"] == "uri":
        return str(pyoxigraph.NamedNode(value["value"]))
    if value["type"] == "bnode":
        return str(pyoxigraph.BlankNode(value["value"]))
    language, datatype = value.get("xml:lang"), value.get("datatype")
    if language:
        return str(pyoxigraph.Literal(value["value"], language=language))
    kind = pyoxigraph.NamedNode(datatype) if datatype else None
    return str(pyoxigraph.Literal(value["value"], datatype=kind))


def _cut(answer: Answer, limit: int | None) -> Answer:
    if limit is None or len(answer.terms) <= limit:
        return answer
    return Answer(answer.kind, answer.variables, answer.terms[:limit], truncated=True)
