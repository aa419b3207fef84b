"""Where a build keeps what it knows of the corpus as a whole: beside the cache, for the next build of the same, or in a
temporary file.

All of it is one transaction: a build that is stopped leaves what the one before it knew.
"""

import sqlite3
from contextlib import suppress
from pathlib import Path

_MADE = "CREATE TABLE IF NOT EXISTS made (by BLOB, writing BLOB)"
_CACHE = "PRAGMA cache_size = -20000"


class State:
    """A SQLite file of tables that others define. Fill them, then :meth:`keep` them, or :meth:`close` without.

    A file that another build holds is left alone, and a temporary one is used.

    Parameters:
        path: of the file; None for a temporary one.
        by: hash of all that decides what is in it; a file that was made by something else is emptied.

    Attributes:
        connection: to the tables.
        known: whether they have what an earlier build knew.
    """

    def __init__(self, path: Path | None = None, by: bytes = b"") -> None:
        self.known = False
        self._by = by
        self._path = path
        taken = None if path is None else self._taken(path)
        self._kept = taken is not None
        self.connection = taken if taken is not None else _temporary()

    def _taken(self, path: Path) -> sqlite3.Connection | None:
        """Return the file, whose tables are those of this build, or None if another build has it."""
        connection = sqlite3.connect(path, isolation_level=None, timeout=0)
        try:
            connection.execute(_CACHE)
            connection.execute("BEGIN EXCLUSIVE")
            connection.execute(_MADE)
            made = connection.execute("SELECT by FROM made").fetchone()
            self.known = made is not None and made[0] == self._by
            if not self.known:
                _empty(connection)
        except sqlite3.OperationalError:
            connection.close()
            return None
        except sqlite3.DatabaseError:  # damaged: nothing is lost but time
            connection.close()
            path.unlink()
            return self._taken(path)
        return connection

    def made_for(self, writing: bytes) -> bool:
        """Say whether what was written last was written in just this way, and note that it is from now on."""
        row = self.connection.execute("SELECT writing FROM made").fetchone()
        self.connection.execute("DELETE FROM made")
        self.connection.execute("INSERT INTO made VALUES (?, ?)", (self._by, writing))
        return row is not None and row[0] == writing

    def keep(self) -> None:
        """Keep the tables for the next build."""
        if self._kept:
            self.connection.execute("COMMIT")

    def close(self) -> None:
        """Close the file; what was not kept is as it was before."""
        self.connection.close()

    def forget(self) -> None:
        """Remove the file, which does not fit what is kept elsewhere."""
        self.connection.close()
        if self._kept and self._path is not None:
            with suppress(OSError):
                self._path.unlink()


def _temporary() -> sqlite3.Connection:
    connection = sqlite3.connect("", isolation_level=None)  # "": SQLite removes the file
    connection.execute("PRAGMA journal_mode = OFF")
    connection.execute("PRAGMA synchronous = OFF")
    connection.execute(_CACHE)
    connection.execute("BEGIN")
    connection.execute(_MADE)
    return connection


def _empty(connection: sqlite3.Connection) -> None:
    tables = connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table' AND name <> 'made'")
    for (table,) in tables.fetchall():
        connection.execute(f'DROP TABLE "{table}"')
    connection.execute("DELETE FROM made")
