"""The corpus of one build, in order: which article is where, in a temporary file, so that memory does not grow."""

import sqlite3
from collections.abc import Iterator
from typing import NamedTuple

_SCHEMA = """
CREATE TABLE entries (local TEXT PRIMARY KEY, sha256 TEXT, name TEXT, path TEXT, source BLOB, n INT, head BLOB)
  WITHOUT ROWID;
"""


class Entry(NamedTuple):
    """One article of the corpus.

    Attributes:
        local: its IRI without the base.
        sha256: of its source.
        name: of its source, in the graph.
        path: of its source, in messages.
        source: the source's key in the cache.
        n: which of the source's items it is.
        head: its summary, encoded.
    """

    local: str
    sha256: str
    name: str
    path: str
    source: bytes
    n: int
    head: bytes


class Spool:
    """Articles by IRI, in a temporary SQLite file that goes away when it is closed.

    :attr:`connection` may hold further tables of the same build.
    """

    def __init__(self) -> None:
        self.connection = sqlite3.connect("", isolation_level=None)  # "": SQLite removes the file
        self.connection.execute("PRAGMA journal_mode = OFF")
        self.connection.execute("PRAGMA synchronous = OFF")
        self.connection.execute("PRAGMA cache_size = -20000")
        self.connection.executescript(_SCHEMA)
        self.connection.execute("BEGIN")

    def close(self) -> None:
        """Let the file go away."""
        self.connection.close()

    def add(self, entry: Entry) -> tuple[str, str] | None:
        """Keep an article.

        Of two with one IRI the one whose (hash, name) sorts first stays, so that the order of reading does
        not matter.

        Returns:
            path of the article that had to go and path of the one that stays, or None if there was none.
        """
        row = self.connection.execute(
            "SELECT sha256, name, path FROM entries WHERE local = ?", (entry.local,)
        ).fetchone()
        if row is not None and (row[0], row[1]) <= (entry.sha256, entry.name):
            return entry.path, row[2]
        self.connection.execute("REPLACE INTO entries VALUES (?, ?, ?, ?, ?, ?, ?)", entry)
        return None if row is None else (row[2], entry.path)

    def __len__(self) -> int:
        """Return how many articles are kept."""
        return int(self.connection.execute("SELECT count(*) FROM entries").fetchone()[0])

    def __iter__(self) -> Iterator[Entry]:
        """Yield the articles, sorted by IRI."""
        return map(Entry._make, self.connection.execute("SELECT * FROM entries ORDER BY local"))
