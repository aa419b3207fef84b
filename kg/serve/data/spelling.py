"""Which known words a mistyped one may stand for, in a time that hardly grows with their number.

A slip is one letter more, less, another, or two in the wrong order (optimal string alignment distance). Where a word is cut
into one piece more than there are slips, a piece stays whole, and stands at most so many letters away from its place
(Li, Deng, Wang and Feng 2011, Pass-Join). So words share a piece with the question, or are none of its candidates.
Two letters in the wrong order can spoil two pieces at once: where there are but two, the orders are tried one by one; of
three, one stays whole unless the other slip is in it, and then the word is not found.
"""

import sqlite3
from collections.abc import Iterator
from itertools import pairwise

from rapidfuzz.distance import OSA

from kg.serve.data.catalogue import Catalogue

_SHORTEST = 4
_TWO_SLIPS_FROM = 7
_LONGEST = 40
_MOST = 6


def slips_in(length: int) -> int:
    """Return how many slips are allowed for in a word of so many letters."""
    return 0 if length < _SHORTEST else 1 if length < _TWO_SLIPS_FROM else 2


def put_in_order(database: sqlite3.Connection) -> None:
    """Cut all known words (the table ``word``) into pieces."""
    database.execute("CREATE TEMP TABLE cut (key TEXT, word INT)")
    database.execute("CREATE TABLE piece (key TEXT, word INT, PRIMARY KEY (key, word)) WITHOUT ROWID")
    words = database.execute("SELECT id, word FROM word").fetchall()
    database.execute("BEGIN")
    database.executemany(
        "INSERT INTO temp.cut VALUES (?, ?)", ((key, number) for number, word in words for key in _keys(word))
    )
    database.execute("INSERT OR IGNORE INTO piece SELECT key, word FROM temp.cut ORDER BY key, word")
    database.execute("COMMIT")
    database.execute("DROP TABLE temp.cut")


def _keys(word: str) -> Iterator[str]:
    """Yield what a word is found by: its pieces, for each number of slips that a question for it may have."""
    for slips in (1, 2):
        if any(slips_in(len(word) + more) == slips for more in range(-slips, slips + 1)):
            for number, (start, end) in enumerate(_cuts(len(word), slips + 1)):
                yield _key(len(word), slips, number, word[start:end])


def _cuts(length: int, pieces: int) -> list[tuple[int, int]]:
    edges = [length * n // pieces for n in range(pieces + 1)]
    return list(pairwise(edges))


def _key(length: int, slips: int, number: int, piece: str) -> str:
    return f"{length}.{slips}.{number}{piece}"


def nearest(word: str, catalogue: Catalogue) -> list[str]:
    """Return the known words that a word may be a slip for, the nearest and then the most frequent first.

    Parameters:
        word: as the index writes it.
        catalogue: with its words in order.
    """
    slips = slips_in(len(word))
    if not slips or len(word) > _LONGEST:
        return []
    found = _known(catalogue, "piece JOIN word ON word.id = piece.word WHERE key", _looked_for(word, slips))
    if slips == 1:
        found |= _known(catalogue, "word WHERE word", _swapped(word))
    ranked = sorted(
        (distance, -times, other)
        for other, times in found.items()
        if 0 < (distance := OSA.distance(word, other, score_cutoff=slips)) <= slips
    )
    return [other for _, _, other in ranked[:_MOST]]


def _known(catalogue: Catalogue, where: str, values: list[str]) -> dict[str, int]:
    marks = ", ".join("?" * len(values))
    rows = catalogue.rows(f"SELECT word.word, times FROM {where} IN ({marks})", values)  # noqa: S608
    return {row["word"]: row["times"] for row in rows}


def _looked_for(word: str, slips: int) -> list[str]:
    """Return the keys that a known word has which is at most so many slips away."""
    keys = {
        _key(length, slips, number, word[start + shift : end + shift])
        for length in range(len(word) - slips, len(word) + slips + 1)
        for number, (start, end) in enumerate(_cuts(length, slips + 1))
        for shift in range(-slips, slips + 1)
        if start + shift >= 0 and end + shift <= len(word)
    }
    return sorted(keys)


def _swapped(word: str) -> list[str]:
    return [word[:at] + word[at + 1] + word[at] + word[at + 2 :] for at in range(len(word) - 1)]
