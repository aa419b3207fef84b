"""Resolves references between articles: by the publisher's number, then by title, cut ones by prefix.

All knowledge lies in SQLite, so memory does not grow with the corpus, and every answer depends on the set
of articles alone, never on their order.
"""

import re
import sqlite3
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

_SCHEMA = """
CREATE TABLE articles (key TEXT PRIMARY KEY, number TEXT, title TEXT, cut INT) WITHOUT ROWID;
CREATE INDEX articles_cut ON articles (cut, title);
CREATE INDEX articles_title ON articles (title);
CREATE INDEX articles_number ON articles (number);
CREATE TABLE refs (number TEXT, title TEXT, kicker TEXT, headline TEXT, cut INT, teaser TEXT, teaser_cut INT,
                   PRIMARY KEY (number, title, kicker, headline, cut, teaser, teaser_cut)) WITHOUT ROWID;
CREATE INDEX refs_title ON refs (title);
"""
_LAST = "\U0010ffff"
_NEAREST = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """What one article says of another.

    Attributes:
        number: the publisher's number, or None.
        kicker, headline: of the other article, ``""`` where only its number is known.
        cut: whether the headline's end is lost.
        teaser: ``""`` if there is none.
        teaser_cut: whether the teaser lost text.
    """

    number: str | None = None
    kicker: str = ""
    headline: str = ""
    cut: bool = False
    teaser: str = ""
    teaser_cut: bool = False


@dataclass(frozen=True, slots=True)
class Resolved:
    """Where a reference leads: an article of the corpus, or a stub by number or title."""

    article: str | None
    number: str | None
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Stub:
    """All that is known of an article that is only referred to; see :class:`Reference`."""

    number: str | None
    title: str
    kicker: str
    headline: str
    cut: bool
    teaser: str
    teaser_cut: bool


def title_key(kicker: str | None, headline: str) -> str:
    """Return the form in which titles are compared: letters and digits only, folded."""
    text = unicodedata.normalize("NFKC", f"{kicker or ''} {headline}").casefold()
    return re.sub(r"[\W_]+", " ", text).strip()


class References:
    """The index of titles and numbers; fill it, :meth:`settle` it, then ask it."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._db = connection
        for statement in _SCHEMA.split(";"):
            self._db.execute(statement)

    def add_article(
        self, key: str, number: str | None, kicker: str | None, headline: str, *, cut: bool = False
    ) -> None:
        """Note an article of the corpus under its key; ``cut`` if the source lost its headline's end."""
        self._db.execute(
            "INSERT OR REPLACE INTO articles VALUES (?, ?, ?, ?)",
            (key, number, title_key(kicker, headline), int(cut)),
        )

    def add(self, reference: Reference) -> None:
        """Note what an article says of another."""
        self._db.execute("INSERT OR IGNORE INTO refs VALUES (?, ?, ?, ?, ?, ?, ?)", _row(reference))

    def resolve(self, reference: Reference) -> Resolved:
        """Return where a reference leads, by everything that the corpus tells.

        A number may be known of the article itself, or by a reference that gives both number and title. A
        title must fit exactly one article: where several have it, nothing is guessed and a stub is made.
        """
        number, title, cut = reference.number, _title(reference), reference.cut
        if number is None and title:
            number = self._number_of(title, cut=cut)
        if number is not None:
            article = self._one("SELECT key FROM articles WHERE number = ?", number)
            if article is not None:
                return Resolved(article, number, title)
            known = self._db.execute(
                "SELECT title, cut FROM refs WHERE number = ? AND title <> '' ORDER BY cut, length(title) DESC, title",
                (number,),
            ).fetchone()
            title, cut = known or (title, cut)
        elif cut:
            title, cut = self._completed(title)
        return Resolved(self._by_title(title, cut=bool(cut)) if title else None, number, title)

    def stubs(self) -> Iterator[Stub]:
        """Yield what is known of each article that is only referred to, each once, in a fixed order."""
        done: set[tuple[str | None, str]] = set()
        rows = self._db.execute("SELECT * FROM refs ORDER BY number, title")
        for number, _, kicker, headline, cut, teaser, teaser_cut in rows:
            found = self.resolve(
                Reference(
                    number=number or None, kicker=kicker, headline=headline, cut=bool(cut),
                    teaser=teaser, teaser_cut=bool(teaser_cut),
                )
            )  # fmt: skip
            key = (found.number, "" if found.number else found.title)
            if found.article is None and key not in done:
                done.add(key)
                yield self._stub(found)

    def _stub(self, found: Resolved) -> Stub:
        where, value = ("number = ?", found.number) if found.number else ("title = ?", found.title)
        rows = self._db.execute(
            f"SELECT kicker, headline, cut, teaser, teaser_cut FROM refs WHERE {where} OR (title = ? AND title <> '')"  # noqa: S608
            " ORDER BY headline = '', cut, length(headline) DESC, kicker, headline, length(teaser) DESC, teaser",
            (value, found.title),
        ).fetchall()
        kicker, headline, cut, _, _ = rows[0]
        teasers = sorted((bool(c), -len(t), t) for _, _, _, t, c in rows if t)
        teaser_cut, _, teaser = teasers[0] if teasers else (False, 0, "")
        return Stub(
            number=found.number, title=found.title, kicker=kicker, headline=headline, cut=bool(cut),
            teaser=teaser, teaser_cut=teaser_cut,
        )  # fmt: skip

    def _one(self, query: str, *values: str) -> str | None:
        """Return the only value of the query's first column, None if there are several or none."""
        rows = self._db.execute(f"{query} LIMIT 2", values).fetchall()
        return rows[0][0] if len(rows) == 1 else None

    def _by_title(self, title: str, *, cut: bool) -> str | None:
        """Return the one article that can have this title, which is only a beginning if ``cut``."""
        if not cut:
            exact = self._one("SELECT key FROM articles WHERE title = ?", title)
            if exact is not None:
                return exact
            keys = self._cut_beginnings(title)
        else:
            query = "SELECT key FROM articles WHERE title >= ? AND title < ? LIMIT 2"
            rows = self._db.execute(query, (title, title + _LAST)).fetchall()
            keys = {key for (key,) in rows} | self._cut_beginnings(title)
        return keys.pop() if len(keys) == 1 else None

    def _cut_beginnings(self, title: str) -> set[str]:
        """Return the articles whose own headline is cut and is the beginning of ``title``."""
        query = "SELECT key, title FROM articles WHERE cut = 1 AND title <= ? ORDER BY title DESC LIMIT ?"
        rows = self._db.execute(query, (title, _NEAREST)).fetchall()
        return {key for key, beginning in rows if title.startswith(beginning)}

    def _number_of(self, title: str, *, cut: bool) -> str | None:
        if cut:
            query = "SELECT DISTINCT number FROM refs WHERE title >= ? AND title < ? AND number <> ''"
            return self._one(query, title, title + _LAST)
        return self._one(
            "SELECT DISTINCT number FROM refs WHERE title = ? AND cut = 0 AND number <> ''", title
        )

    def _completed(self, title: str) -> tuple[str, bool]:
        """Return the one full title of which ``title`` is the beginning, if another reference has it."""
        query = "SELECT DISTINCT title FROM refs WHERE title >= ? AND title < ? AND cut = 0"
        full = self._one(query, title, title + _LAST)
        return (full, False) if full else (title, True)


def _title(reference: Reference) -> str:
    headline = reference.headline.rstrip("…") if reference.cut else reference.headline
    return title_key(reference.kicker, headline)


def _row(reference: Reference) -> tuple[str, str, str, str, int, str, int]:
    return (
        reference.number or "",
        _title(reference) if reference.headline else "",
        reference.kicker,
        reference.headline,
        int(reference.cut),
        reference.teaser,
        int(reference.teaser_cut),
    )
