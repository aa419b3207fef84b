"""Merges what several graphs state: every statement once, in flat memory."""

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
        self._recent.update(triples)
        if len(self._recent) > _RECENT:
            self._flush()

    def _flush(self) -> None:
        self._db.executemany("INSERT OR IGNORE INTO t VALUES (?, ?, ?)", self._recent)
        self._recent.clear()

    def sorted(self) -> Iterator[list[Triple]]:
        """Yield the statements about one subject after the other, sorted; then the union is spent."""
        self._flush()
        rows: Iterator[Triple] = self._db.execute("SELECT s, p, o FROM t ORDER BY s, p, o")
        for _, triples in groupby(rows, key=lambda triple: triple[0]):
            yield list(triples)
        self.close()

    def close(self) -> None:
        """Remove the file."""
        self._db.close()
