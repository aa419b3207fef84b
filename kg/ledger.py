"""What a build has handed to its outputs, article by article, for the next build: where it stands there, and what it states.

It lies in SQLite tables beside those of the corpus. What several articles state is counted under hashes, so that the
statements and people of a graph are known without going through all of it.
"""

import hashlib
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from itertools import zip_longest
from typing import NamedTuple

import msgspec

_SCHEMA = """
CREATE TABLE IF NOT EXISTS lines (stage INT, name TEXT, title TEXT, line BLOB, stated BLOB, met BLOB);
CREATE UNIQUE INDEX IF NOT EXISTS lines_name ON lines (stage, name, title);
CREATE TABLE IF NOT EXISTS stated (digest BLOB PRIMARY KEY, count INT) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS met (digest BLOB PRIMARY KEY, count INT) WITHOUT ROWID
"""
_SIZE = 12
"""Bytes of a hash: of 100,000,000,000 statements no two have the same one, but for one chance in 15,000,000."""
_TOGETHER = 500  # lines that are looked up together
_WAITING = 100_000  # hashes whose count is changed together

ARTICLES, STUBS = 0, 1


class Name(NamedTuple):
    """What a line is about: an article, by its IRI, or one that is only referred to, by number and title."""

    stage: int
    name: str
    title: str = ""


class Line(msgspec.Struct, frozen=True, array_like=True):
    """What is remembered of what was written.

    Attributes:
        key: under which it is kept in the cache.
        own: how many statements nobody else makes.
        quotations: how many.
        places: in each output length and checksum of what was written there, None where it cannot be had again.
    """

    key: bytes
    own: int
    quotations: int
    places: tuple[tuple[int, int] | None, ...]


class Standing(NamedTuple):
    """A line of the build before, and how many bytes are before it in each output."""

    line: Line
    offsets: tuple[int, ...]


_LINE = msgspec.msgpack.Decoder(Line)
_encode = msgspec.msgpack.encode


def digests(words: Iterable[str]) -> bytes:
    """Return the hashes (BLAKE2b) of words, one behind the other."""
    return b"".join(
        hashlib.blake2b(word.encode("utf-8", "surrogatepass"), digest_size=_SIZE).digest() for word in words
    )


class _Counts:
    """How often each hash was noted."""

    def __init__(self, connection: sqlite3.Connection, table: str) -> None:
        self._db = connection
        self._table = table
        self._waiting: dict[bytes, int] = {}

    def add(self, hashes: bytes, more: int) -> None:
        """Note hashes once more, or once less."""
        for start in range(0, len(hashes), _SIZE):
            digest = hashes[start : start + _SIZE]
            self._waiting[digest] = self._waiting.get(digest, 0) + more
        if len(self._waiting) > _WAITING:
            self._write()

    def _write(self) -> None:
        changed = sorted(each for each in self._waiting.items() if each[1])
        self._waiting.clear()
        self._db.executemany(
            f"INSERT INTO {self._table} VALUES (?, ?) ON CONFLICT DO UPDATE SET count = count + excluded.count",  # noqa: S608
            changed,
        )
        self._db.executemany(
            f"DELETE FROM {self._table} WHERE digest = ? AND count = 0",  # noqa: S608 - our own names
            ((digest,) for digest, more in changed if more < 0),
        )

    def total(self, hashes: bytes) -> int:
        """Return how many different hashes there are, those that are given included."""
        self._write()
        query = f"SELECT 1 FROM {self._table} WHERE digest = ?"  # noqa: S608
        given = {hashes[start : start + _SIZE] for start in range(0, len(hashes), _SIZE)}
        more = sum(self._db.execute(query, (digest,)).fetchone() is None for digest in given)
        return more + int(self._db.execute(f"SELECT count(*) FROM {self._table}").fetchone()[0])  # noqa: S608


class Ledger:
    """The lines of a build in order. Ask :meth:`find` for each name in order, :meth:`put` what is new, then :meth:`end` it.

    Parameters:
        connection: to the file of its tables.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._db = connection
        for statement in _SCHEMA.split(";"):
            self._db.execute(statement)
        self._stated, self._met = _Counts(connection, "stated"), _Counts(connection, "met")
        self._before = self._rows()
        self._next: tuple[Name, Line] | None = None
        self._offsets: tuple[int, ...] = ()

    def begin(self, *, known: bool) -> None:
        """Begin with the first name; forget all lines if they are not ``known`` to hold."""
        if not known:
            for table in ("lines", "stated", "met"):
                self._db.execute(f"DELETE FROM {table}")  # noqa: S608 - our own names
        self._next = next(self._before, None)

    def _rows(self) -> Iterator[tuple[Name, Line]]:
        """Yield all lines in order. They are looked up in parts, since they are changed meanwhile."""
        query = "SELECT stage, name, title, line FROM lines WHERE (stage, name, title) > (?, ?, ?) ORDER BY stage, name, title LIMIT ?"
        last: Sequence[object] = (-1, "", "")
        while rows := self._db.execute(query, (*last, _TOGETHER)).fetchall():
            for *name, line in rows:
                yield Name(*name), _LINE.decode(line)
            last = rows[-1][:3]

    def find(self, name: Name) -> Standing | None:
        """Return the line of a name, if there was one in the build before; those of names before it are gone."""
        while self._next is not None and self._next[0] < name:
            self.drop(self._next[0])
            self._go_on()
        if self._next is None or self._next[0] != name:
            return None
        return self._go_on()

    def _go_on(self) -> Standing | None:
        """Go on to the next line and return the one that was next."""
        if self._next is None:
            return None
        line, offsets = self._next[1], self._offsets
        offsets += (0,) * (len(line.places) - len(offsets))
        grown = zip_longest(offsets, line.places)
        self._offsets = tuple(offset + (place[0] if place else 0) for offset, place in grown)
        self._next = next(self._before, None)
        return Standing(line, offsets)

    def put(self, name: Name, line: Line, stated: bytes, met: bytes) -> None:
        """Note what was written, with the hashes of what others may state, too, and of the people."""
        self.drop(name)
        self._db.execute("INSERT INTO lines VALUES (?, ?, ?, ?, ?, ?)", (*name, _encode(line), stated, met))
        self._stated.add(stated, 1)
        self._met.add(met, 1)

    def drop(self, name: Name) -> None:
        """Take out what was written under a name, if there is anything."""
        row = self._db.execute(
            "SELECT rowid, stated, met FROM lines WHERE stage = ? AND name = ? AND title = ?", name
        ).fetchone()
        if row is not None:
            self._stated.add(row[1], -1)
            self._met.add(row[2], -1)
            self._db.execute("DELETE FROM lines WHERE rowid = ?", row[:1])

    def end(self) -> None:
        """Drop all names that were not asked for."""
        self.find(Name(STUBS + 1, ""))

    def statements(self, others: bytes) -> int:
        """Return how many different statements several may make, with those of ``others``."""
        return self._stated.total(others)

    def people(self) -> int:
        """Return how many people there are."""
        return self._met.total(b"")
