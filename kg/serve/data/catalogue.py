"""The catalogue: what lists, counts and searches need, in an SQLite file that lives as long as the server.

The graph stays the source of every page about one article; the catalogue only knows what stands where, so that a list, a
count or a search costs the same in a large graph as in a small one.
"""

import sqlite3
import tempfile
import threading
from collections.abc import Sequence
from pathlib import Path

import pyoxigraph

from kg.serve.data.building import build_catalogue

Row = sqlite3.Row


class Catalogue:
    """Answers from the catalogue of one graph, from any thread.

    Parameters:
        store: the graph, which is read once.
    """

    def __init__(self, store: pyoxigraph.Store) -> None:
        self._folder = tempfile.TemporaryDirectory(prefix="kg-serve-")
        self._path = Path(self._folder.name) / "catalogue.sqlite"
        self._mine = threading.local()
        build_catalogue(store, self._path)

    def close(self) -> None:
        """Remove the file."""
        self._folder.cleanup()

    def rows(self, sql: str, values: Sequence[object] = ()) -> list[Row]:
        """Return the rows of a question; ``values`` are what its question marks stand for."""
        database: sqlite3.Connection | None = getattr(self._mine, "database", None)
        if database is None:
            database = sqlite3.connect(
                f"{self._path.as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False
            )
            database.row_factory = sqlite3.Row
            self._mine.database = database
        return database.execute(sql, values).fetchall()

    def row(self, sql: str, values: Sequence[object] = ()) -> Row | None:
        """Return the first row."""
        return next(iter(self.rows(sql, values)), None)

    def count(self, sql: str, values: Sequence[object] = ()) -> int:
        """Return the number in the first row."""
        row = self.row(sql, values)
        return int(row[0]) if row is not None and row[0] is not None else 0
