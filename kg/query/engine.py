"""What answers queries: the same for a graph file, a database folder and a server."""

from pathlib import Path
from types import TracebackType
from typing import Protocol, Self

from kg.query.answer import Answer
from kg.rdf.keywords import may_name_graphs


class Engine(Protocol):
    """Answers SPARQL queries; may be used by several threads at once, and as a context manager."""

    def query(
        self, text: str, *, timeout: float | None = None, limit: int | None = None,
        default: tuple[str, ...] = (), named: tuple[str, ...] = (),
    ) -> Answer:  # fmt: skip
        """Answer a query.

        Parameters:
            text: SPARQL 1.1; the prefixes of :data:`kg.rdf.vocab.PREFIXES` need no declaration.
            timeout: seconds until it is stopped.
            limit: of rows; what is more is left out, and the answer says so.
            default: IRIs of the graphs that make up the default graph, as of SPARQL 1.1 Protocol; they go before FROM.
            named: IRIs of the graphs that GRAPH sees. If neither the query nor these name graphs, the default graph
                is the merge of all, in which each statement is once.

        Raises:
            QueryError: if it is no valid query, or asks for a connection.
            QueryStopped: if it takes longer than its time, or more memory than there is.
            StoreError: if a server cannot be reached, refuses, or fails.
        """

    def close(self) -> None:
        """End its processes or connections."""

    def __enter__(self) -> Self: ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None: ...


def open_engine(
    source: str | Path, *, workers: int = 1, memory: int | None = None, graphs: bool = True
) -> Engine:
    """Open what is to be asked.

    Parameters:
        source: a graph file, a database folder of ``kg load``, or the address of a SPARQL endpoint.
        workers: how many queries are answered at the same time; others wait.
        memory: bytes that one query may need beyond what the graph needs (on Linux); a server has its own limits.
        graphs: whether to read the graphs of a file by name at once, which half of the time and of the memory goes into;
            else that is done when a query names graphs, and counts for its time.

    Raises:
        GraphError: if the file or folder cannot be read.
        UsageError: if the address makes no sense.
    """
    if str(source).startswith(("http://", "https://")):
        from kg.query.remote import Remote

        return Remote(str(source))
    from kg.query.local import Local

    return Local(source, workers=workers, memory=memory, graphs=graphs)


def run(source: str | Path, text: str, *, timeout: float | None = None, limit: int | None = None) -> Answer:
    """Open a graph, ask one query, and close it again; see :func:`open_engine` and :meth:`Engine.query`.

    Raises:
        KgError: what these raise.
    """
    with open_engine(source, graphs=may_name_graphs(text)) as engine:
        return engine.query(text, timeout=timeout, limit=limit)
