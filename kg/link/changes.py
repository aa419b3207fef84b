"""Follows what a change of an article or a reference can mean for the references of others."""

import json
import sqlite3
from collections.abc import Iterator

LAST = "\U0010ffff"
"""Comes after all letters that a title begins with."""
MOST = 50_000
"""Numbers and titles that are followed one by one; if there are more, all references are looked up again."""

Form = tuple[str, str, int, str]
"""What decides where a reference leads: number or ``""``, title, whether that is cut, and again the title if it is the
headline's too."""


class Changes:
    """Follows what a change of an article or a reference can mean for others: the same number, the same or a cut title.

    Parameters:
        connection: to the tables of :class:`kg.link.References`.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._db = connection
        self._numbers: set[str] = set()
        self._titles: set[tuple[str, bool]] = set()
        self._waiting: list[tuple[str, str, bool]] = []

    def touch(self, number: str, title: str, *, cut: bool) -> None:
        """Note a number or ``""`` and a title of something that was added or removed."""
        if self._too_many():
            return
        if number and number not in self._numbers:
            self._numbers.add(number)
            self._waiting.append((number, "", False))
        if title and (title, cut) not in self._titles:
            self._titles.add((title, cut))
            self._waiting.append(("", title, cut))

    def reached(self) -> set[Form] | None:
        """Return the forms of references that may lead elsewhere now; None if there are too many to follow."""
        shortest = self._db.execute("SELECT min(length(asked)) FROM led WHERE cut = 1").fetchone()[0]
        found: set[Form] = set()
        while self._waiting:
            number, title, cut = self._waiting.pop()
            for form in list(self._by_number(number) if number else self._by_title(title, shortest, cut=cut)):
                found.add(form)
                self.touch(form[0], form[1], cut=bool(form[2]))
            if self._too_many():
                return None
        return None if self._too_many() else found

    def _too_many(self) -> bool:
        return len(self._numbers) + len(self._titles) > MOST

    def _by_number(self, number: str) -> Iterator[Form]:
        return self._db.execute("SELECT number, asked, cut, title FROM led WHERE number = ?", (number,))

    def _by_title(self, title: str, shortest: int | None, *, cut: bool) -> Iterator[Form]:
        columns = "SELECT number, asked, cut, title FROM led"
        if cut:
            yield from self._db.execute(f"{columns} WHERE asked >= ? AND asked < ?", (title, title + LAST))
        else:
            yield from self._db.execute(f"{columns} WHERE asked = ?", (title,))
        listed = beginnings(title, shortest)
        if listed:
            query = f"{columns} WHERE cut = 1 AND asked IN (SELECT value FROM json_each(?))"  # noqa: S608
            yield from self._db.execute(query, (listed,))


def beginnings(title: str, shortest: int | None) -> str:
    """Return the beginnings of a title that have a length or more, as a JSON list; ``""`` if there are none."""
    if shortest is None or shortest > len(title):
        return ""
    return json.dumps([title[:length] for length in range(max(1, shortest), len(title) + 1)])
