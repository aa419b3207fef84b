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
CREATE TABLE bands (band INT, hash BLOB, day TEXT, key TEXT);
CREATE TABLE signatures (key TEXT PRIMARY KEY, signature BLOB) WITHOUT ROWID;
CREATE TABLE near (key TEXT PRIMARY KEY, other TEXT, similarity REAL) WITHOUT ROWID;
"""


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
    """The index of signatures: fill it, :meth:`settle` it, then ask it."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._db = connection
        for statement in _SCHEMA.split(";"):
            self._db.execute(statement)

    def add(self, key: str, day: str, signed: bytes) -> None:
        """Note an article under its key, with the day of its publication (ISO 8601) and its signature."""
        if not signed:
            return
        width = _ROWS * _BYTES
        self._db.execute("INSERT INTO signatures VALUES (?, ?)", (key, signed))
        self._db.executemany(
            "INSERT INTO bands VALUES (?, ?, ?, ?)",
            [(band, signed[band * width : (band + 1) * width], day, key) for band in range(_BANDS)],
        )

    def settle(self) -> None:
        """Compare each article with the first that shares a band with it, and keep the nearest."""
        self._db.execute("CREATE INDEX bands_hash ON bands (band, hash, day, key)")
        for key, first in self._candidates():
            found = similarity(self._signature(key), self._signature(first))
            if found >= NEAR:
                self._db.execute(
                    "INSERT INTO near VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET other = excluded.other, similarity = excluded.similarity"
                    " WHERE (excluded.similarity, near.other) > (near.similarity, excluded.other)",
                    (key, first, found),
                )
        self._db.execute("DROP TABLE bands")

    def _candidates(self) -> Iterator[tuple[str, str]]:
        """Yield an article and the first, by day and key, of those with the same band, if that is another."""
        before, first = None, ""
        for band, digest, key in self._db.execute(
            "SELECT band, hash, key FROM bands ORDER BY band, hash, day, key"
        ):
            if (band, digest) != before:
                before, first = (band, digest), key
            else:
                yield key, first

    def _signature(self, key: str) -> bytes:
        found: bytes = self._db.execute("SELECT signature FROM signatures WHERE key = ?", (key,)).fetchone()[
            0
        ]
        return found

    def of(self, key: str) -> tuple[str, float] | None:
        """Return the key of the earlier article that this one nearly repeats, and their similarity."""
        found: tuple[str, float] | None = self._db.execute(
            "SELECT other, similarity FROM near WHERE key = ?", (key,)
        ).fetchone()
        return found
