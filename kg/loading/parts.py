"""Cuts a graph file into what a store is sent: named graphs one after the other, and the rest.

A graph of kg is identified by its name: what an article's graph holds is replaced as a whole. A statement
in the default graph is identified by its subject: what a new load says of an article's graph, a file, a
stub, a run or the data set replaces what an older one said of it.
"""

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

import pyoxigraph

from kg.errors import GraphError, UsageError
from kg.rdf.files import GraphFile
from kg.rdf.terms import Triple, parse_literal
from kg.rdf.vocab import DEFAULT_BASE, term

_BUFFER = 10_000


@dataclass(frozen=True, slots=True)
class Part:
    """Statements of one named graph.

    Attributes:
        graph: the name, an IRI term.
        lines: N-Triples.
        first: whether they replace what the store has under that name, or are added to what came before.
    """

    graph: str
    lines: tuple[str, ...]
    first: bool


class Rest:
    """What stands in no named graph, and which graphs were seen, in a temporary SQLite file.

    Attributes:
        statements: how many quads were read, those of named graphs included.
    """

    def __init__(self) -> None:
        self._db = sqlite3.connect("", isolation_level=None)  # "": a temporary file that SQLite removes
        self._db.execute("PRAGMA journal_mode = OFF")
        self._db.execute("PRAGMA synchronous = OFF")
        self._db.execute("CREATE TABLE rest (s TEXT, p TEXT, o TEXT, PRIMARY KEY (s, p, o)) WITHOUT ROWID")
        self._db.execute("CREATE TABLE graphs (name TEXT PRIMARY KEY) WITHOUT ROWID")
        self._db.execute("BEGIN")
        self._waiting: list[Triple] = []
        self.statements = 0

    def close(self) -> None:
        """Remove the file."""
        self._db.close()

    def add(self, triple: Triple) -> None:
        """Take a statement of the default graph."""
        self._waiting.append(triple)
        if len(self._waiting) >= _BUFFER:
            self._settle()

    def _settle(self) -> None:
        self._db.executemany("INSERT OR IGNORE INTO rest VALUES (?, ?, ?)", self._waiting)
        self._waiting.clear()

    @property
    def empty(self) -> bool:
        """Whether nothing stood in the default graph."""
        return next(self.subjects(), None) is None

    def is_new(self, graph: str) -> bool:
        """Note a graph; say whether it was not seen before."""
        return self._db.execute("INSERT OR IGNORE INTO graphs VALUES (?)", (graph,)).rowcount == 1

    @property
    def graphs(self) -> int:
        """How many named graphs were seen."""
        return int(self._db.execute("SELECT count(*) FROM graphs").fetchone()[0])

    def names(self) -> Iterator[str]:
        """Yield the names of the graphs."""
        for (name,) in self._db.execute("SELECT name FROM graphs ORDER BY name"):
            yield name

    def subjects(self) -> Iterator[tuple[str, list[Triple]]]:
        """Yield each subject of the default graph with its statements, sorted."""
        self._settle()
        rows: Iterator[Triple] = self._db.execute("SELECT s, p, o FROM rest ORDER BY s, p, o")
        for subject, triples in groupby(rows, key=lambda triple: triple[0]):
            yield subject, list(triples)

    def batches(self, size: int) -> Iterator[dict[str, list[Triple]]]:
        """Yield the subjects of the default graph in batches of about ``size`` statements, no subject in two."""
        batch: dict[str, list[Triple]] = {}
        count = 0
        for subject, triples in self.subjects():
            if batch and count + len(triples) > size:
                yield batch
                batch, count = {}, 0
            batch[subject] = triples
            count += len(triples)
        if batch:
            yield batch

    def has_graph(self, name: str) -> bool:
        """Say whether a graph was seen."""
        return self._db.execute("SELECT 1 FROM graphs WHERE name = ?", (name,)).fetchone() is not None

    def _one(self, predicate: str, value: str | None = None) -> tuple[str, str] | None:
        self._settle()
        sql = "SELECT s, o FROM rest WHERE p = ? AND o = coalesce(?, o) LIMIT 2"
        found = self._db.execute(sql, (predicate, value)).fetchall()
        return found[0] if len(found) == 1 else None

    def dataset(self) -> str | None:
        """Return the IRI term of the data set that describes itself, None if there is none or several."""
        found = self._one(*DATASET)
        return found and found[0]

    def space(self) -> str | None:
        """Return the namespace of the data set's IRIs (``void:uriSpace``), None if it says none."""
        found = self._one(term("void:uriSpace"))
        return found and parse_literal(found[1]).value


DATASET = (term("rdf:type"), term("void:Dataset"))
"""Predicate and object by which a data set is known."""


def home(dataset: str | None) -> str:
    """Return the name of the graph in which a store keeps what stands in no named graph of a data set."""
    return f"<{dataset[1:-1] if dataset else f'{DEFAULT_BASE}dataset'}#graph>"


def home_term(named: str) -> str:
    """Return the IRI that a user gave for that graph as a term.

    Raises:
        UsageError: if it is none.
    """
    try:
        return str(pyoxigraph.NamedNode(named))
    except ValueError:
        raise UsageError(f"--default-graph {named!r} is no absolute IRI") from None


def find_dataset(graph: GraphFile) -> str | None:
    """Read a whole file for the IRI term of the data set that it is, None if it says none or several."""
    kind, dataset = (pyoxigraph.NamedNode(name[1:-1]) for name in DATASET)
    found = {str(q.subject) for q in graph.quads() if q.object == dataset and q.predicate == kind}
    return found.pop() if len(found) == 1 else None


def read_parts(graph: GraphFile, rest: Rest, *, size: int, into: str | None = None) -> Iterator[Part]:
    """Yield the parts of a file; what stands in no named graph goes into ``rest``.

    Parameters:
        graph: the file.
        rest: takes the statements of the default graph, and notes the graphs.
        size: how many statements a part has at most.
        into: the name of a graph, an IRI term, into which the default graph goes instead of into ``rest``.

    Raises:
        GraphError: if the file is not what its suffix says, or has blank nodes, which nothing identifies.
    """
    for name, quads in groupby(graph.quads(), key=lambda quad: quad.graph_name):
        named = into if isinstance(name, pyoxigraph.DefaultGraph) else str(name)
        lines: list[str] = []
        for quad in quads:
            triple = str(quad.subject), str(quad.predicate), str(quad.object)
            if triple[0][0] == "_" or triple[2][0] == "_":
                raise GraphError(
                    f"{str(graph.path)!r} has blank nodes, which cannot be replaced; kg builds none"
                )
            rest.statements += 1
            if named is None:
                rest.add(triple)
                continue
            lines.append(f"{triple[0]} {triple[1]} {triple[2]} .\n")
            if len(lines) == size:
                yield Part(named, tuple(lines), rest.is_new(named))
                lines.clear()
        if named is not None and lines:
            yield Part(named, tuple(lines), rest.is_new(named))
