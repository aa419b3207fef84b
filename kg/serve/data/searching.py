"""Search by words, also mistyped ones, in an index of SQLite (FTS5) beside the catalogue.

A word of the question stands for itself and for what begins with it. Where that finds too little, it stands for the known
words nearest to it, too: candidates share groups of three letters with it, and the optimal string alignment distance (a
slip is one letter more, less, another, or two in the wrong order) decides.
"""

import re
import unicodedata
from dataclasses import dataclass

from rapidfuzz.distance import OSA

from kg.serve.data.catalogue import Catalogue, Row

_WORD = re.compile(r"\w+")
_MOST_WORDS = 8
_LONGEST = 200
_ENOUGH = 5
_CANDIDATES = 200
_VARIANTS = 6
_SHORTEST_MISTYPED = 4
_TWO_SLIPS_FROM = 7


@dataclass(frozen=True, slots=True)
class Found:
    """What a search found, each list the best first.

    Attributes:
        nearly: the words that mistyped ones were taken for.
    """

    things: list[Row]
    articles: list[Row]
    quotations: list[Row]
    nearly: tuple[str, ...]


class Search:
    """Searches one catalogue."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue

    def find(self, question: str, most: int) -> Found:
        """Return what fits all words of a question, at most so many of each kind."""
        words = [_folded(word) for word in _WORD.findall(question[:_LONGEST])][:_MOST_WORDS]
        if not words:
            return Found([], [], [], ())
        exact = " AND ".join(f'"{word}"*' for word in words)
        found = self._all(exact, most)
        nearly: tuple[str, ...] = ()
        if sum(map(len, found)) < _ENOUGH:
            near = {word: self.nearest(word) for word in words}
            nearly = tuple(other for others in near.values() for other in others)
            if nearly:
                wide = " AND ".join(
                    "(" + " OR ".join([f'"{word}"*', *(f'"{other}"' for other in others)]) + ")"
                    for word, others in near.items()
                )
                found = self._all(wide, most)
        return Found(*found, nearly)

    def _all(self, words: str, most: int) -> tuple[list[Row], list[Row], list[Row]]:
        return self._things(words, most), self._articles(words, most), self._quotations(words, most)

    def nearest(self, word: str) -> list[str]:
        """Return the known words that a word may be a slip for, the nearest and then the most frequent first."""
        if len(word) < _SHORTEST_MISTYPED:
            return []
        slips = 1 + (len(word) >= _TWO_SLIPS_FROM)
        framed = f"^{word}$"
        groups = " OR ".join(f'"{framed[i : i + 3]}"' for i in range(len(framed) - 2))
        rows = self._catalogue.rows(
            "SELECT word.word, times FROM near JOIN word ON word.id = near.rowid WHERE near MATCH ? ORDER BY rank LIMIT ?",
            (groups, _CANDIDATES),
        )
        ranked = sorted(
            (distance, -row["times"], row["word"])
            for row in rows
            if 0 < (distance := OSA.distance(word, row["word"])) <= slips
        )
        return [name for _, _, name in ranked[:_VARIANTS]]

    def _things(self, words: str, most: int) -> list[Row]:
        return self._catalogue.rows(
            "SELECT thing.* FROM found_thing JOIN thing ON thing.id = found_thing.rowid WHERE found_thing MATCH ?"
            " ORDER BY articles + 3 * quotations DESC, name LIMIT ?",
            (words, most),
        )

    def _articles(self, words: str, most: int) -> list[Row]:
        return self._catalogue.rows(
            "SELECT article.* FROM (SELECT rowid AS id, rank FROM found_article WHERE found_article MATCH ?"
            " ORDER BY rank LIMIT ?) AS hit JOIN article USING (id) ORDER BY hit.rank, day DESC",
            (words, most),
        )

    def _quotations(self, words: str, most: int) -> list[Row]:
        return self._catalogue.rows(
            "SELECT quotation.*, article.iri, article.headline, thing.iri AS speaker_iri, thing.name AS speaker_name"
            " FROM (SELECT rowid AS id, rank FROM found_quotation WHERE found_quotation MATCH ? ORDER BY rank LIMIT ?) AS hit"
            " JOIN quotation USING (id) JOIN article ON article.id = quotation.article"
            " LEFT JOIN thing ON thing.id = speaker ORDER BY hit.rank, quotation.day DESC",
            (words, most),
        )


def _folded(word: str) -> str:
    """Write a word as the index does: small, without marks on letters."""
    return "".join(c for c in unicodedata.normalize("NFKD", word.lower()) if not unicodedata.combining(c))
