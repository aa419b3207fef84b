"""Merges what several graphs state, for formats without named graphs: every statement once, in flat memory."""

import sqlite3
from collections.abc import Iterable, Iterator
from itertools import groupby

from kg.rdf.terms import Triple

_RECENT = 20_000


class Union:
    """Holds statements that several graphs may make, each once.

    They are kept in a temporary SQLite file and come out sorted at the end.
    """

    def __init__(self) -> None:
        self._db = sqlite3.connect("", isolation_level=None)  # "": a temporary file that SQLite removes
        self._db.execute("PRAGMA journal_mode = OFF")
        self._db.execute("PRAGMA synchronous = OFF")
        self._db.execute("CREATE TABLE t (s TEXT, p TEXT, o TEXT, PRIMARY KEY (s, p, o)) WITHOUT ROWID")
        self._db.execute("BEGIN")
        self._recent: set[Triple] = set()

    def add(self, triples: Iterable[Triple]) -> None:
        """Take statements; they wait for :meth:`sorted`."""
        new = [triple for triple in triples if triple not in self._recent]
        if new:
            self._db.executemany("INSERT OR IGNORE INTO t VALUES (?, ?, ?)", new)
            self._recent.update(new)
            if len(self._recent) > _RECENT:
                self._recent.clear()

    @property
    def count(self) -> int:
        """How many different statements were taken so far."""
        return int(self._db.execute("SELECT count(*) FROM t").fetchone()[0])

    def sorted(self) -> Iterator[list[Triple]]:
        """Yield the statements about one subject after the other, sorted; then the union is spent."""
        rows: Iterator[Triple] = self._db.execute("SELECT s, p, o FROM t ORDER BY s, p, o")
        for _, triples in groupby(rows, key=lambda triple: triple[0]):
            yield list(triples)
        self._db.close()
