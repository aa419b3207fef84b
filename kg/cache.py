"""Keeps what was made of each article, on disk, under a hash of everything that it was made of.

A build finds there what an earlier one made of the same bytes with the same program and options, so that it
only does what changed, and goes on where a killed one stopped. Nothing is looked up by name or by time, so
nothing can be out of date.
"""

import hashlib
import os
import sqlite3
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType

from kg.errors import OutputError

ANSWERS = "answers.sqlite"
"""What services answered to ``kg link``; see :mod:`kg.reconcile.answers`."""
_VERSION = 1
_SCHEMA = """
CREATE TABLE IF NOT EXISTS read (key BLOB PRIMARY KEY, head BLOB) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS document (key BLOB, n INT, data BLOB, PRIMARY KEY (key, n));
CREATE TABLE IF NOT EXISTS written (key BLOB PRIMARY KEY, source BLOB, data BLOB);
CREATE INDEX IF NOT EXISTS written_source ON written (source);
CREATE TABLE IF NOT EXISTS used (key BLOB PRIMARY KEY, day INT) WITHOUT ROWID;
"""
_ROWS, _BYTES = 256, 1 << 23
"""What waits to be written together at most; a build that is killed has to do so much again."""
_USED = 4096
"""Uses that are noted together."""
_DAY = 86400
_CORPORA = "corpus-*.sqlite"


def folder(named: str | None = None) -> Path:
    """Return where the cache lies: the folder that the user named, or ``$XDG_CACHE_HOME/kg``.

    Source: XDG Base Directory Specification 0.8, which has relative paths ignored.
    """
    if named:
        return Path(named)
    home = os.environ.get("XDG_CACHE_HOME", "")
    return (Path(home) if home.startswith("/") else Path.home() / ".cache") / "kg"


@dataclass(frozen=True, slots=True)
class Contents:
    """What a cache holds.

    Attributes:
        sources: files that were read.
        documents: articles in them.
        written: parts of outputs.
        size: bytes on disk.
    """

    sources: int
    documents: int
    written: int
    size: int


def key(*parts: bytes | str) -> bytes:
    """Return the hash (BLAKE2b, 20 bytes) of parts, each with its length, so that no two lists have the same."""
    digest = hashlib.blake2b(digest_size=20)
    for part in parts:
        data = part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part
        digest.update(len(data).to_bytes(8, "big"))
        digest.update(data)
    return digest.digest()


class Cache:
    """What was made of sources and articles, by hash. Use as a context manager.

    Several builds may use one cache at the same time. What is written in one go is there as a whole or not at
    all, whenever the process or the machine stops (SQLite, write-ahead log).

    Parameters:
        where: a folder, which is made if need be; None for a temporary file that goes away.
        fresh: whether to find nothing of earlier builds.

    Raises:
        OutputError: here or later, if the cache cannot be read or written.
    """

    def __init__(self, where: Path | None = None, *, fresh: bool = False) -> None:
        self.path = None if where is None else where / "cache.sqlite"
        self._fresh = fresh
        self._rows: list[tuple[str, tuple[object, ...]]] = []
        self._used: list[bytes] = []
        self._waiting = 0
        with self.explained():
            if where is not None:
                where.mkdir(parents=True, exist_ok=True)
            self._db = sqlite3.connect(self.path or "", isolation_level=None, timeout=120)
            self._prepare()

    def _prepare(self) -> None:
        self._db.execute("PRAGMA cache_size = -20000")
        self._db.execute("PRAGMA secure_delete = ON")  # what kg forget takes out is overwritten
        if self.path is None:
            self._db.execute("PRAGMA journal_mode = OFF")
        else:
            self._db.execute("PRAGMA journal_mode = WAL")
            self._db.execute("PRAGMA synchronous = NORMAL")
        if self._db.execute("PRAGMA user_version").fetchone()[0] not in (0, _VERSION):
            for (table,) in self._db.execute(
                "SELECT name FROM sqlite_schema WHERE type = 'table'"
            ).fetchall():
                self._db.execute(f'DROP TABLE "{table}"')
        self._db.executescript(_SCHEMA)
        self._db.execute(f"PRAGMA user_version = {_VERSION}")
        if not self.epoch:
            self._renew()

    @property
    def epoch(self) -> int:
        """A number that is another one when something was taken out, so that nobody relies on what was there."""
        with self.explained():
            return int(self._db.execute("PRAGMA application_id").fetchone()[0])

    def _renew(self) -> None:
        self._db.execute(f"PRAGMA application_id = {1 + int.from_bytes(os.urandom(4), 'big') // 4}")

    def corpus(self, of: bytes) -> Path | None:
        """Return the path under which a build may keep what it knows of its corpus; None in a temporary cache.

        Parameters:
            of: hash of what tells the corpus from others.
        """
        if self.path is None or sys.platform == "win32":  # an open file cannot be removed there
            return None
        path = self.path.with_name(f"corpus-{of.hex()}.sqlite")
        if self._fresh:
            path.unlink(missing_ok=True)
        return path

    def __enter__(self) -> "Cache":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            if not isinstance(error, OutputError):  # a full disk takes nothing more
                self.flush()
        finally:
            self._db.close()

    @contextmanager
    def explained(self, *causes: type[Exception]) -> Iterator[None]:
        """Say in one sentence what is wrong with SQLite's files.

        Parameters:
            causes: exceptions that are so explained; SQLite's and those of files if none are named.

        Raises:
            OutputError: if something is.
        """
        meant = causes or (sqlite3.Error, OSError)
        try:
            yield
        except meant as error:
            place = "temporary files" if self.path is None else f"the cache {str(self.path)!r}"
            hint = "make room, or name another folder with --cache"
            if isinstance(error, sqlite3.DatabaseError) and not isinstance(error, sqlite3.OperationalError):
                hint = "it is damaged; remove it with kg cache --clear"
            raise OutputError(f"cannot use {place}: {error}; {hint}") from error

    def use(self, of: bytes) -> None:
        """Note that something is in use, so that :meth:`prune` leaves it."""
        self._used.append(of)
        if len(self._used) >= _USED:
            self.flush()

    def head(self, of: bytes) -> bytes | None:
        """Return what is known of a source's items, without their documents."""
        return None if self._fresh else self._one("SELECT head FROM read WHERE key = ?", of)

    def document(self, of: bytes, n: int) -> bytes:
        """Return the ``n``-th item's document of a source whose head is known."""
        found = self._one("SELECT data FROM document WHERE key = ? AND n = ?", of, n)
        if found is None:
            self._renew()
            raise OutputError(f"the cache {str(self.path)!r} was cleared while it was in use; run kg again")
        return found

    def written(self, of: bytes) -> bytes | None:
        """Return what was written for a key."""
        return None if self._fresh else self._one("SELECT data FROM written WHERE key = ?", of)

    def _one(self, query: str, *values: object) -> bytes | None:
        with self.explained():
            row = self._db.execute(query, values).fetchone()
        if row is None:
            return None
        if isinstance(values[0], bytes):
            self.use(values[0])
        data: bytes = row[0]
        return data

    def put_source(self, of: bytes, head: bytes, documents: dict[int, bytes]) -> None:
        """Keep a source's head and documents; what was written of others under this key does not hold any more."""
        self._rows.append(("DELETE FROM written WHERE source = ?", (of,)))
        for n, data in documents.items():
            self._rows.append(("REPLACE INTO document VALUES (?, ?, ?)", (of, n, data)))
            self._waiting += len(data)
        self._put(of, "REPLACE INTO read VALUES (?, ?)", head)

    def put_written(self, of: bytes, source: bytes, data: bytes) -> None:
        """Keep what was written for a key of a source's article."""
        self._put(of, "REPLACE INTO written VALUES (?, ?, ?)", source, data)

    def _put(self, of: bytes, statement: str, *values: bytes) -> None:
        self._rows.append((statement, (of, *values)))
        self._used.append(of)
        self._waiting += len(values[-1])
        if len(self._rows) >= _ROWS or self._waiting >= _BYTES:
            self.flush()

    def flush(self, *, lasting: bool = False) -> None:
        """Write what waits, all of it or nothing; if ``lasting``, so that it also lasts over a loss of power."""
        if lasting:
            self._db.execute("PRAGMA synchronous = FULL")
        day = int(time.time()) // _DAY
        with self.explained():
            self._db.execute("BEGIN IMMEDIATE")
            try:
                for statement, values in self._rows:
                    self._db.execute(statement, values)
                self._db.executemany(
                    "INSERT INTO used VALUES (?, ?) ON CONFLICT DO UPDATE SET day = excluded.day WHERE day <> excluded.day",
                    [(of, day) for of in self._used],
                )
                self._db.execute("COMMIT")
            except sqlite3.Error:
                if self._db.in_transaction:
                    self._db.execute("ROLLBACK")
                raise
        self._rows.clear()
        self._used.clear()
        self._waiting = 0

    def contents(self) -> Contents:
        """Count what is there."""
        with self.explained():
            sources, documents, written = (
                int(self._db.execute(f"SELECT count(*) FROM {table}").fetchone()[0])  # noqa: S608 - our own names
                for table in ("read", "document", "written")
            )
        files = _files(self.path.parent) if self.path else ()
        return Contents(sources, documents, written, sum(file.stat().st_size for file in files))

    def heads(self) -> Iterator[tuple[bytes, bytes]]:
        """Yield every source's key and head."""
        with self.explained():
            yield from self._db.execute("SELECT key, head FROM read ORDER BY key")

    def remove(self, sources: list[bytes]) -> None:
        """Remove sources and all that was made of them, and overwrite the place where they were."""
        with self.explained():
            self._db.execute("BEGIN IMMEDIATE")
            for of in sources:
                for statement in (
                    "read WHERE key",
                    "document WHERE key",
                    "written WHERE source",
                    "used WHERE key",
                ):
                    self._db.execute(f"DELETE FROM {statement} = ?", (of,))  # noqa: S608 - our own names
            self._db.execute("COMMIT")
            self._db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            for file in self.path.parent.glob(_CORPORA) if self.path else ():
                file.write_bytes(bytes(file.stat().st_size))
                file.unlink()

    def prune(self, days: int) -> int:
        """Remove what no build has used for so many days; return how many sources that were."""
        oldest = int(time.time()) // _DAY - days
        stale = "NOT IN (SELECT key FROM used WHERE day >= ?)"
        with self.explained():
            self._db.execute("BEGIN IMMEDIATE")
            count = self._db.execute(f"DELETE FROM read WHERE key {stale}", (oldest,)).rowcount  # noqa: S608
            for table in ("document", "written"):
                self._db.execute(f"DELETE FROM {table} WHERE key {stale}", (oldest,))  # noqa: S608
            self._db.execute("DELETE FROM used WHERE day < ?", (oldest,))
            self._renew()
            self._db.execute("COMMIT")
            for file in self.path.parent.glob(_CORPORA) if self.path else ():
                if file.stat().st_mtime < oldest * _DAY:
                    file.unlink()
            self._db.execute("VACUUM")
        return count


def clear(where: Path) -> int:
    """Remove a cache and the answers of services; return how many bytes they had.

    Raises:
        OutputError: if that is not allowed.
    """
    size = 0
    for file in _files(where):
        try:
            size += file.stat().st_size
            file.unlink()
        except OSError as error:
            raise OutputError(f"cannot remove {str(file)!r}: {error.strerror or error}") from error
    return size


def _files(where: Path) -> list[Path]:
    return sorted(file for name in ("cache.sqlite", ANSWERS, _CORPORA) for file in where.glob(f"{name}*"))
