"""Merges named graphs for formats that have none: every triple once, in flat memory."""

import sqlite3
from collections.abc import Iterator
from itertools import groupby

from kg.rdf import NamedGraph
from kg.rdf.terms import Triple

_RECENT = 20_000


class Union:
    """Parts each graph's own triples from those that several graphs may state.

    Own triples can be written at once. The others (people, topics, files) are kept in a temporary SQLite
    file and come out sorted at the end.
    """

    def __init__(self) -> None:
        self._db = sqlite3.connect("", isolation_level=None)  # "": a temporary file that SQLite removes
        self._db.execute("PRAGMA journal_mode = OFF")
        self._db.execute("PRAGMA synchronous = OFF")
        self._db.execute("CREATE TABLE t (s TEXT, p TEXT, o TEXT, PRIMARY KEY (s, p, o)) WITHOUT ROWID")
        self._db.execute("BEGIN")
        self._recent: set[Triple] = set()
        self.own = 0

    def add(self, graph: NamedGraph) -> list[Triple]:
        """Take a graph and return its own triples, to be written now; the rest waits for :meth:`shared`."""
        if graph.own is None:
            own, shared = [], list(graph.triples)
        else:
            prefixes = (f"{graph.own}>", f"{graph.own}#")
            own = [triple for triple in graph.triples if triple[0].startswith(prefixes)]
            shared = [triple for triple in graph.triples if not triple[0].startswith(prefixes)]
        new = [triple for triple in shared if triple not in self._recent]
        if new:
            self._db.executemany("INSERT OR IGNORE INTO t VALUES (?, ?, ?)", new)
            self._recent.update(new)
            if len(self._recent) > _RECENT:
                self._recent.clear()
        self.own += len(own)
        return own

    @property
    def count(self) -> int:
        """How many different triples were taken so far."""
        return self.own + int(self._db.execute("SELECT count(*) FROM t").fetchone()[0])

    def shared(self) -> Iterator[list[Triple]]:
        """Yield the shared triples of one subject after the other, sorted; then the union is spent."""
        rows: Iterator[Triple] = self._db.execute("SELECT s, p, o FROM t ORDER BY s, p, o")
        for _, triples in groupby(rows, key=lambda triple: triple[0]):
            yield list(triples)
        self._db.close()
