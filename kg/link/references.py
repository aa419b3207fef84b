"""Resolves references between articles: by the publisher's number, then by title, cut ones by prefix.

All knowledge lies in SQLite, so memory does not grow with the corpus, and every answer depends on the set
of articles alone, never on their order.
"""

import re
import sqlite3
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kg.link.changes import LAST, Changes, Form, beginnings

_SCHEMA = """
CREATE TABLE IF NOT EXISTS articles (key TEXT PRIMARY KEY, number TEXT, title TEXT, cut INT) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS articles_cut ON articles (length(title)) WHERE cut = 1;
CREATE INDEX IF NOT EXISTS articles_title ON articles (title);
CREATE INDEX IF NOT EXISTS articles_number ON articles (number) WHERE number IS NOT NULL;
CREATE TABLE IF NOT EXISTS refs (
  number TEXT, asked TEXT, cut INT, title TEXT, kicker TEXT, headline TEXT, teaser TEXT, teaser_cut INT, article TEXT,
  PRIMARY KEY (number, asked, cut, title, kicker, headline, teaser, teaser_cut, article)) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS refs_title ON refs (title) WHERE title <> '';
CREATE TABLE IF NOT EXISTS led (
  number TEXT, asked TEXT, cut INT, title TEXT, article TEXT, to_number TEXT, to_title TEXT,
  PRIMARY KEY (number, asked, cut, title)) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS led_asked ON led (asked);
CREATE INDEX IF NOT EXISTS led_cut ON led (length(asked)) WHERE cut = 1;
CREATE TABLE IF NOT EXISTS stubs (number TEXT, title TEXT, count INT, written BLOB, PRIMARY KEY (number, title)) WITHOUT ROWID
"""
_FORM = "number = ? AND asked = ? AND cut = ? AND title = ?"


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
    """The index of titles and numbers; fill it, :meth:`settle` it, then ask it.

    Parameters:
        connection: to the file of its tables.
        known: whether these have what an earlier build filled in.
    """

    def __init__(self, connection: sqlite3.Connection, *, known: bool = False) -> None:
        self._db = connection
        self._changes = Changes(connection) if known else None
        for statement in _SCHEMA.split(";"):
            self._db.execute(statement)

    def add_article(
        self, key: str, number: str | None, kicker: str | None, headline: str, *, cut: bool = False
    ) -> None:
        """Note an article of the corpus under its key; ``cut`` if the source lost its headline's end."""
        title = title_key(kicker, headline)
        self._db.execute(
            "INSERT OR REPLACE INTO articles VALUES (?, ?, ?, ?)", (key, number, title, int(cut))
        )
        self._touch(number or "", title, cut=cut)

    def remove_article(self, key: str) -> None:
        """Take an article out."""
        row = self._db.execute("SELECT number, title, cut FROM articles WHERE key = ?", (key,)).fetchone()
        if row is not None:
            self._db.execute("DELETE FROM articles WHERE key = ?", (key,))
            self._touch(row[0] or "", row[1], cut=row[2])

    def _touch(self, number: str, title: str, *, cut: bool) -> None:
        if self._changes is not None:
            self._changes.touch(number, title, cut=cut)

    def add(self, article: str, reference: Reference) -> None:
        """Note what an article says of another."""
        row = _row(reference)
        self._db.execute("INSERT OR IGNORE INTO refs VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", (*row, article))
        if self._changes is not None:
            self._db.execute(
                "INSERT OR IGNORE INTO led (number, asked, cut, title) VALUES (?, ?, ?, ?)", row[:4]
            )
            self._changes.touch(row[0], row[1], cut=bool(row[2]))

    def remove(self, article: str, reference: Reference) -> None:
        """Take out what an article said of another."""
        row = _row(reference)
        self._db.execute(
            f"DELETE FROM refs WHERE {_FORM} AND kicker = ? AND headline = ? AND teaser = ? AND teaser_cut = ? AND article = ?",  # noqa: S608
            (*row, article),
        )
        self._touch(row[0], row[1], cut=bool(row[2]))

    def settle(self) -> Iterator[str]:
        """Look up where each reference leads, by everything that the corpus tells.

        Yields:
            the articles of which a reference leads elsewhere than in the build before.
        """
        if self._changes is None:
            self._db.execute(
                "INSERT INTO led (number, asked, cut, title) SELECT DISTINCT number, asked, cut, title FROM refs"
            )
        forms = None if self._changes is None else self._changes.reached()
        if self._changes is not None:
            self._drop(forms)
        for form in self._forms() if forms is None else forms:
            yield from self._settle(form)
        self._db.execute("DELETE FROM stubs WHERE count = 0")

    def _forms(self) -> Iterator[Form]:
        return self._db.execute(
            "SELECT number, asked, cut, title FROM led ORDER BY number, asked, cut, title"
        )

    def _drop(self, forms: Iterable[Form] | None) -> None:
        """Drop the forms that no reference has any more, so that nothing is learnt from them."""
        for form in self._forms() if forms is None else forms:
            if self._db.execute(f"SELECT 1 FROM refs WHERE {_FORM} LIMIT 1", form).fetchone() is None:  # noqa: S608
                before = self._led(form)
                if before is not None:
                    self._lead(before, -1)
                self._db.execute(f"DELETE FROM led WHERE {_FORM}", form)  # noqa: S608

    def _settle(self, form: Form) -> Iterator[str]:
        """Look up where references of one form lead; yield the articles that have them, if it is elsewhere than before."""
        articles = [a for (a,) in self._db.execute(f"SELECT DISTINCT article FROM refs WHERE {_FORM}", form)]  # noqa: S608
        if not articles:
            return
        before, now = self._led(form), self._resolve(form)
        if before is not None:
            self._lead(before, -1)
        self._lead(now, 1)
        if now != before:
            self._db.execute(
                f"UPDATE led SET article = ?, to_number = ?, to_title = ? WHERE {_FORM}",  # noqa: S608
                (now.article, now.number, now.title, *form),
            )
            if self._changes is not None:
                yield from articles

    def _led(self, form: Form) -> Resolved | None:
        row = self._db.execute(f"SELECT article, to_number, to_title FROM led WHERE {_FORM}", form).fetchone()  # noqa: S608
        return None if row is None or row[2] is None else Resolved(*row)

    def _lead(self, found: Resolved, more: int) -> None:
        """Count what leads to a stub, whose words may be others now."""
        if found.article is None:
            self._db.execute(
                "INSERT INTO stubs VALUES (?, ?, ?, NULL) ON CONFLICT DO UPDATE SET count = count + excluded.count, written = NULL",
                (found.number or "", "" if found.number else found.title, more),
            )

    def resolve(self, reference: Reference) -> Resolved:
        """Return where a reference of the corpus leads."""
        found = self._led(_row(reference)[:4])
        if found is None:
            raise KeyError(reference)
        return found

    def _resolve(self, form: Form) -> Resolved:
        """Look up where a reference leads.

        A number may be known of the article itself, or by a reference that gives both number and title. A
        title must fit exactly one article: where several have it, nothing is guessed and a stub is made.
        """
        number: str | None
        number, title, cut, _ = form
        number = number or (self._number_of(title, cut=bool(cut)) if title else None)
        if number:
            article = self._one("SELECT key FROM articles WHERE number = ?", number)
            if article is not None:
                return Resolved(article, number, title)
            known = self._db.execute(
                "SELECT title, cut FROM led WHERE number = ? AND title <> '' ORDER BY cut, length(title) DESC, title",
                (number,),
            ).fetchone()
            title, cut = known or (title, cut)
        elif cut:
            title, cut = self._completed(title)
        return Resolved(self._by_title(title, cut=bool(cut)) if title else None, number, title)

    def stubs(self) -> Iterator[tuple[str, str, bytes | None]]:
        """Yield the articles that are only referred to, in a fixed order.

        Of each its number or ``""``, its title if it has no number, and the key of what was written of it if that still holds.
        """
        return self._db.execute("SELECT number, title, written FROM stubs ORDER BY number, title")

    def wrote(self, number: str, title: str, key: bytes) -> None:
        """Note under which key what is written of a stub is kept."""
        self._db.execute("UPDATE stubs SET written = ? WHERE number = ? AND title = ?", (key, number, title))

    def unwrite_all(self) -> None:
        """Note of all stubs that something else is to be written now."""
        self._db.execute("UPDATE stubs SET written = NULL WHERE written IS NOT NULL")

    def stub(self, number: str, title: str) -> Stub:
        """Return what is known of an article that is only referred to."""
        if number:
            row = self._db.execute(
                "SELECT to_title FROM led WHERE number = ? AND article IS NULL LIMIT 1", (number,)
            ).fetchone()
            title = row[0]
        titled = "title = ?2 AND title <> ''"  # in the words of the index, which is not used without them
        where = f"number = ?1 OR ({titled})" if number else titled if title else "title = ?2"
        rows = self._db.execute(
            f"SELECT DISTINCT kicker, headline, cut, teaser, teaser_cut FROM refs WHERE {where}"  # noqa: S608
            " ORDER BY headline = '', cut, length(headline) DESC, kicker, headline, length(teaser) DESC, teaser",
            (number, title),
        ).fetchall()
        kicker, headline, cut, _, _ = rows[0]
        teasers = sorted((bool(c), -len(t), t) for _, _, _, t, c in rows if t)
        teaser_cut, _, teaser = teasers[0] if teasers else (False, 0, "")
        return Stub(
            number=number or None, title=title, kicker=kicker, headline=headline, cut=bool(cut),
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
            rows = self._db.execute(query, (title, title + LAST)).fetchall()
            keys = {key for (key,) in rows} | self._cut_beginnings(title)
        return keys.pop() if len(keys) == 1 else None

    def _cut_beginnings(self, title: str) -> set[str]:
        """Return the articles whose own headline is cut and is the beginning of ``title``."""
        shortest = self._db.execute("SELECT min(length(title)) FROM articles WHERE cut = 1").fetchone()[0]
        listed = beginnings(title, shortest)
        query = "SELECT key FROM articles WHERE cut = 1 AND title IN (SELECT value FROM json_each(?))"
        return {key for (key,) in self._db.execute(query, (listed,))} if listed else set()

    def _number_of(self, title: str, *, cut: bool) -> str | None:
        if cut:
            query = "SELECT DISTINCT number FROM led WHERE asked >= ? AND asked < ? AND title <> '' AND number <> ''"
            return self._one(query, title, title + LAST)
        return self._one(
            "SELECT DISTINCT number FROM led WHERE asked = ? AND title <> '' AND cut = 0 AND number <> ''",
            title,
        )

    def _completed(self, title: str) -> tuple[str, bool]:
        """Return the one full title of which ``title`` is the beginning, if another reference has it."""
        query = "SELECT DISTINCT title FROM led WHERE asked >= ? AND asked < ? AND title <> '' AND cut = 0"
        full = self._one(query, title, title + LAST)
        return (full, False) if full else (title, True)


def _title(reference: Reference) -> str:
    headline = reference.headline.rstrip("…") if reference.cut else reference.headline
    return title_key(reference.kicker, headline)


def _row(reference: Reference) -> tuple[str, str, int, str, str, str, str, int]:
    asked = _title(reference)
    return (
        reference.number or "",
        asked,
        int(reference.cut),
        asked if reference.headline else "",
        reference.kicker,
        reference.headline,
        reference.teaser,
        int(reference.teaser_cut),
    )
