"""The catalogue: what lists, counts and searches need, in an SQLite file that lives as long as the server.

The graph stays the source of every page about one article; the catalogue only knows what stands where, so that a list, a
count or a search costs the same in a large graph as in a small one.
"""

import sqlite3
import tempfile
import threading
from collections.abc import Callable, Sequence
from functools import lru_cache
from pathlib import Path

Row = sqlite3.Row
_COUNTS_KEPT = 1000


class Catalogue:
    """Answers from the catalogue of one graph, from any thread.

    Parameters:
        fill: writes the catalogue to a new file; :func:`kg.serve.data.building.build_catalogue` does so for a graph.
    """

    def __init__(self, fill: Callable[[Path], None]) -> None:
        self._folder = tempfile.TemporaryDirectory(prefix="kg-serve-")
        self._path = Path(self._folder.name) / "catalogue.sqlite"
        self._mine = threading.local()
        self._counted = lru_cache(_COUNTS_KEPT)(self._count)
        fill(self._path)

    def size(self) -> int:
        """Return the bytes of the file."""
        return self._path.stat().st_size

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

    def count(self, sql: str, values: tuple[object, ...] = ()) -> int:
        """Return the number in the first row; nothing changes here, so what was counted lately is not counted again."""
        return self._counted(sql, values)

    def _count(self, sql: str, values: tuple[object, ...]) -> int:
        row = self.row(sql, values)
        return int(row[0]) if row is not None and row[0] is not None else 0
