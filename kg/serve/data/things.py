"""What the catalogue knows of one person, organisation, place or topic."""

from dataclasses import dataclass

from kg.serve.data.catalogue import Catalogue, Row

NEWEST = 500
"""Articles in which those who appear together are counted: it bounds the cost where somebody is in very many."""
_MOST = 20
_MONTHS = 48
_QUOTATION = "SELECT quotation.*, article.iri, article.headline, speaker.iri AS speaker_iri, speaker.name AS speaker_name"


@dataclass(frozen=True, slots=True)
class Bar:
    """A month, a year or a decade of a chart."""

    label: str
    articles: int
    quotations: int


class Thing:
    """One of them.

    Attributes:
        row: ``iri``, ``kind``, ``name``, ``note``, and how many ``articles`` it appears in, how many ``quotations`` it has,
            in how many of others it is ``spoken_about``, and how many articles it ``wrote``.
    """

    def __init__(self, catalogue: Catalogue, row: Row) -> None:
        self._catalogue = catalogue
        self.row = row
        self._id = int(row["id"])

    @classmethod
    def find(cls, catalogue: Catalogue, iri: str) -> "Thing | None":
        """Return the one with an IRI, if the catalogue has it."""
        row = catalogue.row("SELECT * FROM thing WHERE iri = ?", (iri,))
        return cls(catalogue, row) if row is not None else None

    def said(self, size: int, offset: int) -> list[Row]:
        """Return what it said, the newest first."""
        return self._catalogue.rows(
            _QUOTATION + " FROM quotation JOIN article ON article.id = quotation.article"
            " JOIN thing AS speaker ON speaker.id = quotation.speaker WHERE quotation.speaker = ?"
            " ORDER BY quotation.day DESC, quotation.id LIMIT ? OFFSET ?",
            (self._id, size, offset),
        )

    def about(self, size: int, offset: int) -> list[Row]:
        """Return what others said about it, the newest first."""
        return self._catalogue.rows(
            _QUOTATION + " FROM about JOIN quotation ON quotation.id = about.quotation"
            " JOIN article ON article.id = quotation.article LEFT JOIN thing AS speaker ON speaker.id = quotation.speaker"
            " WHERE about.thing = ? ORDER BY about.day DESC, about.quotation LIMIT ? OFFSET ?",
            (self._id, size, offset),
        )

    def articles(self, size: int, offset: int) -> list[Row]:
        """Return the articles in which it appears, the newest first."""
        return self._catalogue.rows(
            "SELECT article.* FROM appears JOIN article ON article.id = appears.article WHERE thing = ?"
            " ORDER BY appears.day DESC, appears.article LIMIT ? OFFSET ?",
            (self._id, size, offset),
        )

    def written(self, size: int, offset: int) -> list[Row]:
        """Return the articles that it wrote, the newest first."""
        return self._catalogue.rows(
            "SELECT article.* FROM wrote JOIN article ON article.id = wrote.article WHERE thing = ?"
            " ORDER BY wrote.day DESC, wrote.article LIMIT ? OFFSET ?",
            (self._id, size, offset),
        )

    def companions(self) -> list[Row]:
        """Return the people and organisations that appear in the newest of the same articles, the most frequent first."""
        return self._catalogue.rows(
            "SELECT thing.iri, thing.name, count(*) AS times FROM"
            " (SELECT article FROM appears WHERE thing = ? ORDER BY day DESC LIMIT ?) AS mine"
            " JOIN appears AS other ON other.article = mine.article AND other.thing != ?"
            " JOIN thing ON thing.id = other.thing AND kind IN ('person', 'organization')"
            " GROUP BY other.thing ORDER BY times DESC, name LIMIT ?",
            (self._id, NEWEST, self._id, _MOST),
        )

    def names(self) -> list[Row]:
        """Return what it is called in articles, how often, and a place where."""
        return self._catalogue.rows(
            "SELECT words, times, iri, fragment, headline FROM called JOIN article ON article.id = called.article"
            " WHERE thing = ? ORDER BY times DESC, words LIMIT ?",
            (self._id, _MOST),
        )

    def same(self) -> list[str]:
        """Return its IRIs in other data sets."""
        return [
            row["iri"] for row in self._catalogue.rows("SELECT iri FROM same WHERE thing = ?", (self._id,))
        ]

    def chart(self) -> list[Bar]:
        """Count articles and quotations by month; by year or decade if they reach over a long time."""
        rows = self._catalogue.rows("SELECT * FROM month WHERE thing = ? ORDER BY month", (self._id,))
        if not rows:
            return []
        months = [row["month"] for row in rows]
        first, last = months[0], months[-1]
        labels, width = _months(first, last), 7
        if len(labels) > _MONTHS:
            labels, width = [str(year) for year in range(int(first[:4]), int(last[:4]) + 1)], 4
        if len(labels) > _MONTHS:
            labels, width = sorted({label[:3] for label in labels}), 3
        return [
            Bar(
                label if width > 3 else f"{label}0",
                sum(row["articles"] for row in rows if row["month"][:width] == label),
                sum(row["quotations"] for row in rows if row["month"][:width] == label),
            )
            for label in labels
        ]


def _months(first: str, last: str) -> list[str]:
    start, end = (int(month[:4]) * 12 + int(month[5:]) - 1 for month in (first, last))
    return [f"{at // 12:04}-{at % 12 + 1:02}" for at in range(start, end + 1)]
