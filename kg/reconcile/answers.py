"""Keeps what reconciliation services answered, on disk, so that nothing is asked twice and a killed run goes on."""

import hashlib
import sqlite3
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Self

import msgspec

from kg import cache
from kg.errors import OutputError
from kg.rdf.iris import slug
from kg.reconcile.service import Candidate, Query

_SCHEMA = "CREATE TABLE IF NOT EXISTS answer (key BLOB PRIMARY KEY, about BLOB, data BLOB)"
_CANDIDATES = msgspec.msgpack.Decoder(tuple[Candidate, ...])


class Answers:
    """Answers by a hash of service and query. Use as a context manager.

    Parameters:
        folder: that of the cache; it is made if need be.

    Raises:
        OutputError: here or later, if the file cannot be read or written.
    """

    def __init__(self, folder: Path) -> None:
        self.path = folder / cache.ANSWERS
        with self._explained():
            folder.mkdir(parents=True, exist_ok=True)
            self._db = sqlite3.connect(self.path, isolation_level=None, timeout=120)
            self._db.execute("PRAGMA journal_mode = WAL")
            self._db.execute("PRAGMA secure_delete = ON")
            self._db.execute(_SCHEMA)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._db.close()

    @contextmanager
    def _explained(self) -> Iterator[None]:
        try:
            yield
        except (sqlite3.Error, OSError) as error:
            raise OutputError(
                f"cannot use the kept answers {str(self.path)!r}: {error}; name another folder with --cache"
            ) from error

    def get(self, endpoint: str, query: Query, node: str) -> tuple[Candidate, ...] | None:
        """Return what a service answered to a query about a node (an IRI), if that is known."""
        with self._explained():
            row = self._db.execute(
                "SELECT data FROM answer WHERE key = ?", (_key(endpoint, query, node),)
            ).fetchone()
        return None if row is None else _CANDIDATES.decode(row[0])

    def put(self, endpoint: str, answers: Iterable[tuple[Query, str, tuple[Candidate, ...]]]) -> None:
        """Keep answers, all of them or none.

        Parameters:
            endpoint: address of the service.
            answers: query, IRI of the node that it is about, and candidates.
        """
        rows = [
            (_key(endpoint, query, node), _digest(node), msgspec.msgpack.encode(found))
            for query, node, found in answers
        ]
        with self._explained():
            self._db.execute("BEGIN IMMEDIATE")
            self._db.executemany("REPLACE INTO answer VALUES (?, ?, ?)", rows)
            self._db.execute("COMMIT")

    def forget(self, nodes: Collection[str]) -> int:
        """Remove what was answered about nodes, and what names them; return how many answers that were.

        Parameters:
            nodes: IRIs, without what tells people of one name apart.
        """
        about = {_digest(node) for node in nodes}
        slugs = {node.rpartition("/")[2] for node in nodes}
        with self._explained():
            gone = [
                (key,)
                for key, of, data in self._db.execute("SELECT key, about, data FROM answer")
                if of in about or any(slug(found.name) in slugs for found in _CANDIDATES.decode(data))
            ]
            self._db.execute("BEGIN IMMEDIATE")
            self._db.executemany("DELETE FROM answer WHERE key = ?", gone)
            self._db.execute("COMMIT")
            self._db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        return len(gone)


def _key(endpoint: str, query: Query, node: str) -> bytes:
    return cache.key("answer", endpoint, query.text(), _digest(node))


def _digest(node: str) -> bytes:
    """Return under what answers about a node lie; people of one name lie together."""
    return hashlib.sha256(node.partition("+")[0].encode()).digest()
