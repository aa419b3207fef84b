"""Sends the parts of a graph to a server: by the SPARQL 1.1 Graph Store HTTP Protocol, or by SPARQL 1.1 Update."""

from typing import Protocol
from urllib.parse import quote, urlsplit, urlunsplit

from kg.errors import UsageError
from kg.loading import updates
from kg.loading.parts import Part, Rest
from kg.store.http import Client, shown

UPDATE_ENDS = ("update", "statements", "sparql-auth")
"""How the paths of SPARQL Update addresses end: Oxigraph and Fuseki, GraphDB and RDF4J, Virtuoso."""

_UPDATE_BESIDE = (
    ("/sparql-graph-crud-auth", "/sparql-auth"),
    ("/rdf-graphs/service", "/statements"),
    ("/store", "/update"),
    ("/data", "/update"),
)
"""Ends of the path of a Graph Store, and of the SPARQL Update address beside it, in the servers that we know."""


class Server(Protocol):
    """Takes the parts of one load.

    Attributes:
        sent: how many graphs the server has taken so far, be it in parts.
    """

    @property
    def sent(self) -> int:
        """How many graphs the server has taken so far."""

    def put(self, part: Part) -> None:
        """Take a part of a named graph; it may be sent later."""

    def finish(self) -> None:
        """Send what waits."""


class Updates:
    """Sends parts by SPARQL Update, several in a request.

    Parameters:
        client: of the server.
        url: of its SPARQL Update service.
        size: how many statements a request has at most.
    """

    def __init__(self, client: Client, url: str, size: int) -> None:
        self._client = client
        self._url = url
        self._size = size
        self._waiting: list[str] = []
        self._statements = 0
        self._graphs = 0
        self.sent = 0

    def put(self, part: Part) -> None:
        """Take a part; it is sent with its neighbours, and a store with transactions shows all or none of them."""
        weight = len(part.lines) + 1
        if self._statements + weight > self._size:
            self.finish()
        self._waiting.append(updates.put(part))
        self._statements += weight
        self._graphs += part.first

    def finish(self) -> None:
        """Send what waits."""
        if self._waiting:
            self.run(*self._waiting)
        self.sent += self._graphs
        self._waiting.clear()
        self._statements = self._graphs = 0

    def run(self, *operations: str) -> None:
        """Run operations in one request; sent twice, it does nothing more."""
        self._client.request(
            "POST", self._url, content=" ;\n".join(operations).encode(),
            headers={"Content-Type": "application/sparql-update; charset=utf-8"},
        )  # fmt: skip

    def replace(self, rest: Rest, home: str, *, prune: str | None = None) -> None:
        """Replace what the graph ``home`` says of the subjects of ``rest``.

        Parameters:
            rest: what stands in no named graph.
            home: name of the graph, an IRI term.
            prune: namespace in which everything is removed that was not loaded; None to keep it.
        """
        if prune is not None:
            self.run(updates.clear_marks(home))
        for batch in rest.batches(self._size // 2):  # its subjects are named, too
            marks = [] if prune is None else [updates.mark(home, batch)]
            self.run(updates.replace(home, batch), *marks)
        if prune is not None:
            self.run(updates.prune(home, prune))


class GraphStore:
    """Sends each part in a request of its own; a store with transactions shows the old graph or the new one.

    Parameters:
        client: of the server.
        url: of its Graph Store.
    """

    def __init__(self, client: Client, url: str) -> None:
        self._client = client
        self._url = url
        self.sent = 0

    def put(self, part: Part) -> None:
        """Send a part: PUT replaces the graph, POST adds to it (SPARQL 1.1 Graph Store HTTP Protocol, section 5)."""
        joint = "&" if urlsplit(self._url).query else "?"
        self._client.request(
            "PUT" if part.first else "POST", f"{self._url}{joint}graph={quote(part.graph[1:-1], safe='')}",
            content="".join(part.lines).encode(), headers={"Content-Type": "application/n-triples"},
        )  # fmt: skip
        self.sent += part.first

    def finish(self) -> None:
        """Nothing waits."""


def speaks_update(url: str) -> bool:
    """Say whether an address looks like one of SPARQL Update."""
    return urlsplit(url).path.rstrip("/").endswith(tuple(f"/{end}" for end in UPDATE_ENDS))


def update_beside(url: str) -> str:
    """Return the SPARQL Update address that belongs to a Graph Store's.

    Raises:
        UsageError: if the Graph Store is none that we know.
    """
    parts = urlsplit(url)
    for end, other in _UPDATE_BESIDE:
        if parts.path.endswith(end):
            return urlunsplit(parts._replace(path=parts.path.removesuffix(end) + other))
    raise UsageError(
        f"what stands in no named graph is replaced by SPARQL Update, whose address {shown(url)!r} does not tell; "
        "give it with --update-url"
    )
