"""The corpus of one build, in order: which article is where, on disk, so that memory does not grow."""

import sqlite3
from collections.abc import Iterable, Iterator
from typing import NamedTuple

_SCHEMA = """
CREATE TABLE IF NOT EXISTS sources (id INTEGER PRIMARY KEY, name TEXT, path TEXT, key BLOB, told BLOB, UNIQUE (name, path));
CREATE TABLE IF NOT EXISTS entries (
  local TEXT, name TEXT, path TEXT, sha256 TEXT, text BLOB, format TEXT, number TEXT, day TEXT, length INT,
  source BLOB, n INT, original TEXT, head BLOB,
  PRIMARY KEY (local, sha256, name, path)
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS entries_number ON entries (number) WHERE number IS NOT NULL;
CREATE INDEX IF NOT EXISTS entries_original ON entries (original) WHERE original IS NOT NULL;
CREATE TABLE IF NOT EXISTS written (local TEXT PRIMARY KEY, key BLOB) WITHOUT ROWID;
CREATE TEMP TABLE touched (local TEXT PRIMARY KEY) WITHOUT ROWID
"""
_COLUMNS = "local, name, path, sha256, text, format, number, day, length, source, n, head"
_NEW = "?"  # instead of the original's name, of what was not settled yet
_KEY = "local, sha256, name, path"

# Whose place may be another now: what was touched, and what has a number with them.
_REACHED = """
CREATE TEMP TABLE reached AS
WITH RECURSIVE reach(local) AS (
  SELECT local FROM touched
  UNION
  SELECT b.local FROM reach JOIN entries AS a ON a.local = reach.local JOIN entries AS b ON b.number = a.number
  WHERE a.number IS NOT NULL)
SELECT local FROM reach
"""
_RANKED = """
CREATE TEMP TABLE ranked AS
SELECT e.local, e.sha256, e.name, e.path, e.number, e.day, e.length, e.original AS before,
  row_number() OVER (PARTITION BY e.local ORDER BY e.length DESC, e.sha256, e.name, e.path) AS place
FROM reached CROSS JOIN entries AS e ON e.local = reached.local
"""
_MOVED = """
CREATE TEMP TABLE moved AS
SELECT local, first FROM (
  SELECT local, first_value(local) OVER (PARTITION BY number ORDER BY day DESC, length DESC, local) AS first
  FROM ranked WHERE place = 1 AND number IS NOT NULL)
WHERE local <> first
"""
_MOVED_INDEX = "CREATE UNIQUE INDEX temp.moved_local ON moved (local)"
_DECIDED = f"""
CREATE TEMP TABLE decided AS
SELECT {_KEY}, before, after FROM (
  SELECT r.local, sha256, name, path, before, coalesce(m.first, CASE WHEN place > 1 THEN r.local END) AS after
  FROM ranked AS r LEFT JOIN moved AS m ON m.local = r.local)
WHERE before IS NOT after
"""  # noqa: S608 - our own names
_APPLIED = f"""
UPDATE entries SET original = d.after FROM decided AS d
WHERE {" AND ".join(f"entries.{column} = d.{column}" for column in _KEY.split(", "))}
"""  # noqa: S608 - our own names


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
    """Articles by IRI, and their sources, in SQLite tables. Fill it, :meth:`settle` it, then ask it.

    Of entries with one IRI, or with one number of the publisher, one is kept as the article, and the others
    count as its duplicates: of one IRI the longest is kept, of one number the latest. The order in which they
    come does not matter. Tables that an earlier build filled are brought up to date: sources that come again as
    they were are only seen, the rest is removed and added.

    Parameters:
        connection: to the file of the tables.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._db = connection
        for statement in _SCHEMA.split(";"):
            self._db.execute(statement)
        self._seen = bytearray()

    def source(self, name: str, path: str, key: bytes) -> bytes | None:
        """See a source again and return what was told of it, or None if it is not known as it is now."""
        row = self._db.execute(
            "SELECT id, key, told FROM sources WHERE name = ? AND path = ?", (name, path)
        ).fetchone()
        if row is None or row[1] != key:
            return None
        self._see(row[0])
        told: bytes = row[2]
        return told

    def put_source(self, name: str, path: str, key: bytes, told: bytes) -> bytes | None:
        """Note a source and return what was told of it before, if its entries are to be removed.

        Two sources with the same name and path are never taken for known.
        """
        row = self._db.execute(
            "SELECT id, told FROM sources WHERE name = ? AND path = ?", (name, path)
        ).fetchone()
        if row is None:
            number = self._db.execute(
                "INSERT INTO sources VALUES (NULL, ?, ?, ?, ?)", (name, path, key, told)
            )
            self._see(number.lastrowid or 0)
            return None
        if self._is_seen(row[0]):
            self._db.execute("UPDATE sources SET key = x'' WHERE id = ?", (row[0],))
            return None
        self._db.execute("UPDATE sources SET key = ?, told = ? WHERE id = ?", (key, told, row[0]))
        self._see(row[0])
        before: bytes = row[1]
        return before

    def unseen(self) -> Iterator[tuple[str, str, bytes]]:
        """Yield name and path of the sources that did not come again, and what was told of them, and remove them."""
        numbers = (number for (number,) in self._db.execute("SELECT id FROM sources"))
        for number in filter(lambda number: not self._is_seen(number), numbers):
            row = self._db.execute("SELECT name, path, told FROM sources WHERE id = ?", (number,))
            yield row.fetchone()
            self._db.execute("DELETE FROM sources WHERE id = ?", (number,))

    def _see(self, number: int) -> None:
        place = number >> 3
        if place >= len(self._seen):
            self._seen.extend(bytes(place - len(self._seen) + 1024))
        self._seen[place] |= 1 << (number & 7)

    def _is_seen(self, number: int) -> bool:
        place = number >> 3
        return place < len(self._seen) and bool(self._seen[place] & 1 << (number & 7))

    def add(self, entry: Entry) -> None:
        """Take an article."""
        self._db.execute(
            f"INSERT OR IGNORE INTO entries ({_COLUMNS}, original) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, '{_NEW}')",  # noqa: S608
            entry,
        )
        self._db.execute("INSERT OR IGNORE INTO touched VALUES (?)", (entry.local,))

    def remove(self, local: str, name: str, path: str) -> Iterator[Entry]:
        """Remove the entries of an article in a source, and yield those that were settled as the article."""
        which, values = "local = ? AND name = ? AND path = ?", (local, name, path)
        gone = list(self._entries(f"original IS NULL AND {which}", *values))
        self._db.execute(
            f"INSERT OR IGNORE INTO touched SELECT b.local FROM entries AS a JOIN entries AS b ON b.number = a.number WHERE a.{which.replace('AND ', 'AND a.')}",  # noqa: S608
            values,
        )
        self._db.execute("INSERT OR IGNORE INTO touched VALUES (?)", (local,))
        self._db.execute(f"DELETE FROM entries WHERE {which}", values)  # noqa: S608
        yield from gone

    def settle(self) -> None:
        """Decide which entries are the articles; until :meth:`settled` it can be asked what that changes."""
        for statement in (_REACHED, _RANKED, _MOVED, _MOVED_INDEX, _DECIDED):
            self._db.execute(statement)

    def leaving(self) -> Iterator[Entry]:
        """Yield the entries that were articles and are no more."""
        return self._joined("d.before IS NULL")

    def coming(self) -> Iterator[Entry]:
        """Yield the entries that are articles now and were not."""
        return self._joined("d.after IS NULL")

    def _joined(self, which: str) -> Iterator[Entry]:
        columns = ", ".join(f"e.{column}" for column in _COLUMNS.split(", "))
        same = " AND ".join(f"e.{column} = d.{column}" for column in _KEY.split(", "))
        rows = self._db.execute(
            f"SELECT {columns} FROM decided AS d CROSS JOIN entries AS e ON {same} WHERE {which}"  # noqa: S608
        )
        return map(Entry._make, rows)

    def settled(self) -> None:
        """Let what was decided hold."""
        self._db.execute(_APPLIED)
        self._db.execute("DELETE FROM written WHERE local IN (SELECT local FROM reached)")
        for table in ("reached", "ranked", "moved", "decided"):
            self._db.execute(f"DROP TABLE temp.{table}")
        self._db.execute("DELETE FROM touched")

    def unwrite(self, locals_: Iterable[str]) -> None:
        """Note of articles that something else is to be written now."""
        self._db.executemany("DELETE FROM written WHERE local = ?", [(local,) for local in locals_])

    def unwrite_all(self) -> None:
        """Note of all articles that something else is to be written now."""
        self._db.execute("DELETE FROM written")

    def wrote(self, local: str, key: bytes) -> None:
        """Note under which key what is written of an article is kept."""
        self._db.execute("INSERT OR REPLACE INTO written VALUES (?, ?)", (local, key))

    def __len__(self) -> int:
        """Return how many articles there are."""
        query = "SELECT count(*) FROM entries WHERE original IS NULL"
        return int(self._db.execute(query).fetchone()[0])

    def __iter__(self) -> Iterator[tuple[str, str, bytes, bytes | None]]:
        """Yield the articles, sorted by IRI: that, path, source, and the key of what was written of it if that still holds."""
        return self._db.execute(
            "SELECT e.local, e.path, e.source, w.key FROM entries AS e LEFT JOIN written AS w ON w.local = e.local"
            " WHERE e.original IS NULL ORDER BY e.local"
        )

    def article(self, local: str) -> Entry:
        """Return the entry of an article."""
        return next(self._entries("original IS NULL AND local = ?", local))

    def duplicates(self, local: str) -> Iterator[Entry]:
        """Yield the other entries of an article, in a fixed order."""
        return self._entries("original = ? ORDER BY original, sha256, name, path", local)

    def all_duplicates(self) -> Iterator[tuple[Entry, Entry]]:
        """Yield each entry that was not kept, with the article that it is, in the order of their paths."""
        kept, gone = (
            ", ".join(f"{table}.{column}" for column in _COLUMNS.split(", ")) for table in ("k", "g")
        )
        rows = self._db.execute(
            f"SELECT {gone}, {kept} FROM entries AS g JOIN entries AS k ON k.local = g.original"  # noqa: S608
            " WHERE g.original IS NOT NULL AND k.original IS NULL ORDER BY g.path, g.n"
        )
        width = len(Entry._fields)
        return ((Entry._make(row[:width]), Entry._make(row[width:])) for row in rows)

    def _entries(self, which: str, *values: str) -> Iterator[Entry]:
        rows = self._db.execute(f"SELECT {_COLUMNS} FROM entries WHERE {which}", values)  # noqa: S608
        return map(Entry._make, rows)
