"""Search by words, also mistyped ones, in an index of SQLite (FTS5) beside the catalogue.

A word of the question stands for itself and for what begins with it. Where that finds too little, it stands for the known
words nearest to it, too (:mod:`kg.serve.data.spelling`).
"""

import re
import unicodedata
from dataclasses import dataclass

from kg.serve.data.catalogue import Catalogue, Row
from kg.serve.data.spelling import nearest

_WORD = re.compile(r"\w+")
_MOST_WORDS = 8
_LONGEST = 200
_ENOUGH = 5
_SHORTEST_BEGINNING = 3
_WEIGHED = 2000
"""Hits that are weighed against each other; articles and quotations are numbered by day, so the newest are at hand."""


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
        exact = " AND ".join(map(_begun, words))
        found = self._all(exact, most)
        nearly: tuple[str, ...] = ()
        if sum(map(len, found)) < _ENOUGH:
            near = {word: nearest(word, self._catalogue) for word in words}
            nearly = tuple(other for others in near.values() for other in others)
            if nearly:
                wide = " AND ".join(
                    "(" + " OR ".join([_begun(word), *(f'"{other}"' for other in others)]) + ")"
                    for word, others in near.items()
                )
                found = self._all(wide, most)
        return Found(*found, nearly)

    def _all(self, words: str, most: int) -> tuple[list[Row], list[Row], list[Row]]:
        return self._things(words, most), self._articles(words, most), self._quotations(words, most)

    def _things(self, words: str, most: int) -> list[Row]:
        return self._catalogue.rows(
            "SELECT thing.* FROM found_thing JOIN thing ON thing.id = found_thing.rowid WHERE found_thing MATCH ?"
            " ORDER BY articles + 3 * quotations DESC, name LIMIT ?",
            (words, most),
        )

    def _articles(self, words: str, most: int) -> list[Row]:
        return self._in_order(
            "SELECT article.* FROM article WHERE id IN ({marks})", "found_article", words, most
        )

    def _quotations(self, words: str, most: int) -> list[Row]:
        return self._in_order(
            "SELECT quotation.*, article.iri, article.headline, thing.iri AS speaker_iri, thing.name AS speaker_name"
            " FROM quotation JOIN article ON article.id = quotation.article LEFT JOIN thing ON thing.id = speaker"
            " WHERE quotation.id IN ({marks})",
            "found_quotation", words, most,
        )  # fmt: skip

    def _in_order(self, sql: str, index: str, words: str, most: int) -> list[Row]:
        """Return what fits, the best first (BM25); of very much the newest, for to weigh all of it takes too long."""
        found = f"SELECT rowid FROM {index} WHERE {index} MATCH ? ORDER BY"  # noqa: S608 - a name of ours
        hits = self._catalogue.rows(f"{found} rowid DESC LIMIT ?", (words, _WEIGHED + 1))
        if len(hits) <= _WEIGHED:
            hits = self._catalogue.rows(f"{found} rank, rowid DESC LIMIT ?", (words, most))
        places = {hit["rowid"]: place for place, hit in enumerate(hits[:most])}
        rows = self._catalogue.rows(sql.format(marks=", ".join("?" * len(places))), [*places])
        return sorted(rows, key=lambda row: places[row["id"]])


def _begun(word: str) -> str:
    """Return how the index is asked for a word and, unless it is very short, for what begins with it."""
    return f'"{word}"*' if len(word) >= _SHORTEST_BEGINNING else f'"{word}"'


def _folded(word: str) -> str:
    """Write a word as the index does: small, without marks on letters."""
    return "".join(c for c in unicodedata.normalize("NFKD", word.lower()) if not unicodedata.combining(c))
