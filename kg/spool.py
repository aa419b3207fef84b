"""Keeps the documents of a build between its two passes, on disk, so that memory does not grow."""

import sqlite3
from collections.abc import Iterator
from types import TracebackType

import msgspec

from kg.model import Document

_SCHEMA = """
CREATE TABLE documents (key TEXT PRIMARY KEY, sha256 TEXT, name TEXT, path TEXT, data BLOB) WITHOUT ROWID;
"""


class Spool:
    """Documents by key, in a temporary SQLite file that goes away on exit.

    Use as a context manager. :attr:`connection` may hold further tables of the same build.
    """

    def __init__(self) -> None:
        self.connection = sqlite3.connect(
            "", isolation_level=None
        )  # "": a temporary file that SQLite removes
        self.connection.execute("PRAGMA journal_mode = OFF")
        self.connection.execute("PRAGMA synchronous = OFF")
        self.connection.execute("PRAGMA cache_size = -20000")
        self.connection.executescript(_SCHEMA)
        self.connection.execute("BEGIN")
        self._encoder = msgspec.msgpack.Encoder()
        self._decoder = msgspec.msgpack.Decoder(Document)

    def __enter__(self) -> "Spool":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.connection.close()

    def add(self, key: str, document: Document) -> tuple[str, str] | None:
        """Keep ``document`` under ``key``.

        Of two documents with one key the one whose (hash, name) sorts first stays, so that the order of
        reading does not matter.

        Returns:
            path of the document that had to go and path of the one that stays, or None if there was none.
        """
        article = document.article
        row = self.connection.execute(
            "SELECT sha256, name, path FROM documents WHERE key = ?", (key,)
        ).fetchone()
        if row is not None and (row[0], row[1]) <= (article.sha256, article.name):
            return article.path, row[2]
        self.connection.execute(
            "REPLACE INTO documents VALUES (?, ?, ?, ?, ?)",
            (key, article.sha256, article.name, article.path, self._encoder.encode(document)),
        )
        return None if row is None else (row[2], article.path)

    def __len__(self) -> int:
        """Return how many documents are kept."""
        return int(self.connection.execute("SELECT count(*) FROM documents").fetchone()[0])

    def __iter__(self) -> Iterator[tuple[str, Document]]:
        """Yield keys and documents, sorted by key."""
        for key, data in self.connection.execute("SELECT key, data FROM documents ORDER BY key"):
            yield key, self._decoder.decode(data)
