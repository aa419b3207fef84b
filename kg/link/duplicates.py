"""Finds articles that are nearly the same: an agency's text in two papers, a version under another title.

Texts are compared by the word sequences that they share: the Jaccard similarity of their sets of shingles (A. Broder,
*On the resemblance and containment of documents*, 1997), estimated by MinHash; candidates come from locality-sensitive
hashing in bands (J. Leskovec, A. Rajaraman, J. Ullman, *Mining of Massive Datasets*, section 3.4). Everything lies in
SQLite, and each article is compared with the first of those that share a band with it, so cost grows linearly.
"""

import re
import sqlite3
from collections.abc import Iterator

from rensa import RMinHash

NEAR = 0.8
"""Estimated similarity from which two articles are nearly the same."""

_SHINGLE = 5  # words
_HASHES = 128
_BANDS, _ROWS = (
    16,
    8,
)  # two texts of similarity 0.8 share a band in 95 of 100 cases, of 0.9 always, of 0.5 in 6
_SHORTEST = 30  # words; shorter texts resemble each other too easily
_BYTES = 4
_SEED = 1
_WORD = re.compile(r"\w+")

_SCHEMA = """
CREATE TABLE IF NOT EXISTS bands (band INT, hash INT, day TEXT, key TEXT, PRIMARY KEY (band, hash, day, key)) WITHOUT ROWID;
CREATE TEMP TABLE new_bands (band INT, hash INT, day TEXT, key TEXT);
CREATE TABLE IF NOT EXISTS signatures (key TEXT PRIMARY KEY, day TEXT, signature BLOB) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS near (key TEXT PRIMARY KEY, other TEXT, similarity REAL) WITHOUT ROWID;
CREATE TEMP TABLE touched_bands (band INT, hash INT, PRIMARY KEY (band, hash)) WITHOUT ROWID
"""
_SORTED_IN = "INSERT INTO bands SELECT band, hash, day, key FROM new_bands ORDER BY band, hash, day, key"
_FITS = (1 << 61) - 1  # a prime, below the largest number that SQLite knows


def signature(text: str) -> bytes:
    """Return a text's MinHash signature: 128 numbers of four bytes; ``b""`` of a text of less than 30 words."""
    words = _WORD.findall(text.casefold())
    if len(words) < _SHORTEST:
        return b""
    hashes = RMinHash(num_perm=_HASHES, seed=_SEED)
    hashes.update([" ".join(words[start : start + _SHINGLE]) for start in range(len(words) - _SHINGLE + 1)])
    return b"".join(number.to_bytes(_BYTES, "big") for number in hashes.digest())


def similarity(one: bytes, other: bytes) -> float:
    """Return the estimated Jaccard similarity of two signed texts, 0 to 1."""
    same = sum(one[at : at + _BYTES] == other[at : at + _BYTES] for at in range(0, _HASHES * _BYTES, _BYTES))
    return same / _HASHES


class Duplicates:
    """The index of signatures: fill it, :meth:`settle` it, then ask it.

    Parameters:
        connection: to the file of its tables.
        known: whether these have what an earlier build filled in.
    """

    def __init__(self, connection: sqlite3.Connection, *, known: bool = False) -> None:
        self._db = connection
        self._known = known
        for statement in _SCHEMA.split(";"):
            self._db.execute(statement)

    def add(self, key: str, day: str, signed: bytes) -> None:
        """Note an article under its key, with the day of its publication (ISO 8601) and its signature."""
        if not signed:
            return
        self._db.execute("INSERT INTO signatures VALUES (?, ?, ?)", (key, day, signed))
        bands = list(_bands(signed))
        self._db.executemany(
            "INSERT INTO new_bands VALUES (?, ?, ?, ?)", [(*band, day, key) for band in bands]
        )
        self._touch(bands)

    def remove(self, key: str, day: str, signed: bytes) -> None:
        """Take an article out that was added."""
        if not signed:
            return
        self._db.execute("DELETE FROM signatures WHERE key = ?", (key,))
        self._db.execute("DELETE FROM near WHERE key = ?", (key,))
        bands = list(_bands(signed))
        self._db.executemany(
            "DELETE FROM bands WHERE band = ? AND hash = ? AND day = ? AND key = ?",
            [(*band, day, key) for band in bands],
        )
        self._touch(bands)

    def _touch(self, bands: list[tuple[int, int]]) -> None:
        if self._known:
            self._db.executemany("INSERT OR IGNORE INTO touched_bands VALUES (?, ?)", bands)

    def settle(self) -> list[str]:
        """Compare each article with the first that shares a band with it, and keep the nearest.

        Returns:
            the keys of articles of which something else is known than in the build before.
        """
        self._db.execute(_SORTED_IN)
        self._db.execute("DELETE FROM new_bands")
        self._db.execute("CREATE TEMP TABLE suspects (key TEXT PRIMARY KEY) WITHOUT ROWID")
        if self._known:
            self._db.execute(
                "INSERT OR IGNORE INTO suspects SELECT b.key FROM touched_bands AS t CROSS JOIN bands AS b ON b.band = t.band AND b.hash = t.hash"
            )
        else:
            self._db.executemany("INSERT OR IGNORE INTO suspects VALUES (?)", self._sharing())
        changed = [key for (key,) in self._db.execute("SELECT key FROM suspects") if self._compare(key)]
        self._db.execute("DROP TABLE suspects")
        self._db.execute("DELETE FROM touched_bands")
        return changed

    def _sharing(self) -> Iterator[tuple[str]]:
        """Yield the articles that share a band with an earlier one."""
        before = None
        for band, digest, key in self._db.execute(
            "SELECT band, hash, key FROM bands ORDER BY band, hash, day, key"
        ):
            if (band, digest) == before:
                yield (key,)
            before = (band, digest)

    def _compare(self, key: str) -> bool:
        """Keep which of the first in its bands is nearest to an article; say whether that is news."""
        signed = self._signature(key)
        firsts = {
            self._db.execute(
                "SELECT key FROM bands WHERE band = ? AND hash = ? ORDER BY day, key LIMIT 1", band
            ).fetchone()[0]
            for band in _bands(signed)
        } - {key}
        ranked = sorted((-similarity(signed, self._signature(first)), first) for first in firsts)
        nearest = next(((first, -least) for least, first in ranked if -least >= NEAR), None)
        if nearest == self.of(key):
            return False
        self._db.execute("DELETE FROM near WHERE key = ?", (key,))
        if nearest is not None:
            self._db.execute("INSERT INTO near VALUES (?, ?, ?)", (key, *nearest))
        return True

    def _signature(self, key: str) -> bytes:
        row = self._db.execute("SELECT signature FROM signatures WHERE key = ?", (key,)).fetchone()
        found: bytes = row[0]
        return found

    def of(self, key: str) -> tuple[str, float] | None:
        """Return the key of the earlier article that this one nearly repeats, and their similarity."""
        found: tuple[str, float] | None = self._db.execute(
            "SELECT other, similarity FROM near WHERE key = ?", (key,)
        ).fetchone()
        return found


def _bands(signed: bytes) -> Iterator[tuple[int, int]]:
    """Yield the bands of a signature: number and hash."""
    width = _ROWS * _BYTES
    for band in range(_BANDS):
        yield band, int.from_bytes(signed[band * width : (band + 1) * width], "big") % _FITS
