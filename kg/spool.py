"""The corpus of one build, in order: which article is where, in a temporary file, so that memory does not grow."""

import sqlite3
from collections.abc import Iterator
from typing import NamedTuple

_SCHEMA = """
CREATE TABLE entries (
  local TEXT, name TEXT, path TEXT, sha256 TEXT, text BLOB, format TEXT, number TEXT, day TEXT, length INT,
  source BLOB, n INT, head BLOB, original TEXT,
  PRIMARY KEY (local, sha256, name, path)
) WITHOUT ROWID;
CREATE INDEX entries_number ON entries (number) WHERE number IS NOT NULL;
"""
_COLUMNS = "local, name, path, sha256, text, format, number, day, length, source, n, head"
_SAME_IRI = """
UPDATE entries SET original = local WHERE (local, sha256, name, path) IN (
  SELECT local, sha256, name, path FROM (
    SELECT local, sha256, name, path,
      row_number() OVER (PARTITION BY local ORDER BY length DESC, sha256, name, path) AS place
    FROM entries WHERE local IN (SELECT local FROM entries GROUP BY local HAVING count(*) > 1)
  ) WHERE place > 1)
"""
_SAME_NUMBER = """
CREATE TEMP TABLE moved AS
  SELECT local, first FROM (
    SELECT local, first_value(local) OVER (PARTITION BY number ORDER BY day DESC, length DESC, local) AS first
    FROM entries WHERE original IS NULL AND number IN (
      SELECT number FROM entries WHERE number IS NOT NULL AND original IS NULL GROUP BY number HAVING count(*) > 1)
  ) WHERE local <> first
"""
_MOVED = """
UPDATE entries SET original = (SELECT first FROM moved WHERE moved.local = entries.local)
WHERE local IN (SELECT local FROM moved)
"""
_BY_ORIGINAL = "CREATE INDEX entries_original ON entries (original) WHERE original IS NOT NULL"


class Entry(NamedTuple):
    """One article of one source.

    Attributes:
        local: its IRI without the base.
        name: of its source, in the graph.
        path: of its source, in messages.
        sha256: of its source.
        text: the hash of its words.
        format: of its source.
        number: the publisher's, or None.
        day: of publication, ISO 8601; ``""`` if unknown.
        length: of its text, in code points.
        source: the source's key in the cache.
        n: which of the source's items it is.
        head: its summary, encoded.
    """

    local: str
    name: str
    path: str
    sha256: str
    text: bytes
    format: str
    number: str | None
    day: str
    length: int
    source: bytes
    n: int
    head: bytes


class Spool:
    """Articles by IRI, in a temporary SQLite file that goes away when it is closed. Fill it, :meth:`settle` it, then ask it.

    Of entries with one IRI, or with one number of the publisher, one is kept as the article, and the others
    count as its duplicates: of one IRI the longest is kept, of one number the latest. The order in which they
    come does not matter. :attr:`connection` may hold further tables of the same build.
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

    def add(self, entry: Entry) -> None:
        """Take an article."""
        self.connection.execute(
            f"INSERT OR IGNORE INTO entries ({_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",  # noqa: S608
            entry,
        )

    def settle(self) -> None:
        """Decide which entries are the articles."""
        for statement in (_SAME_IRI, _SAME_NUMBER, _MOVED, _BY_ORIGINAL):
            self.connection.execute(statement)

    def __len__(self) -> int:
        """Return how many articles there are."""
        query = "SELECT count(*) FROM entries WHERE original IS NULL"
        return int(self.connection.execute(query).fetchone()[0])

    def __iter__(self) -> Iterator[Entry]:
        """Yield the articles, sorted by IRI."""
        return self._entries("original IS NULL ORDER BY local")

    def duplicates(self, local: str) -> Iterator[Entry]:
        """Yield the other entries of an article, in a fixed order."""
        return self._entries("original = ? ORDER BY original, sha256, name, path", local)

    def all_duplicates(self) -> Iterator[tuple[Entry, Entry]]:
        """Yield each entry that was not kept, with the article that it is, in the order of their paths."""
        kept, gone = (
            ", ".join(f"{table}.{column}" for column in _COLUMNS.split(", ")) for table in ("k", "g")
        )
        rows = self.connection.execute(
            f"SELECT {gone}, {kept} FROM entries AS g JOIN entries AS k ON k.local = g.original"  # noqa: S608
            " WHERE g.original IS NOT NULL AND k.original IS NULL ORDER BY g.path, g.n"
        )
        width = len(Entry._fields)
        return ((Entry._make(row[:width]), Entry._make(row[width:])) for row in rows)

    def _entries(self, which: str, *values: str) -> Iterator[Entry]:
        rows = self.connection.execute(f"SELECT {_COLUMNS} FROM entries WHERE {which}", values)  # noqa: S608
        return map(Entry._make, rows)
