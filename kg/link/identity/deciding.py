"""Decides on names one after the other, by whoever works for the build, and notes what is another decision than before."""

import sqlite3
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from itertools import chain, islice
from typing import NamedTuple, Protocol

import msgspec

from kg.link.identity.names import SINGLE
from kg.link.identity.parting import NameTask, Parted, Parting, Person, part
from kg.link.identity.profile import Profile
from kg.link.identity.surnames import Surnames
from kg.link.identity.tables import AGAIN, FIRST, Row, Tie, decided_together

_HEAVY = 100  # rows that are work enough for a worker's way
_MANY = 2000  # rows that are not sent to another process, nor held in memory at once

# So no worker is left with a name of many rows while others have nothing to do any more.
_LARGEST_FIRST = """
SELECT {key} AS named, surname FROM {names} ORDER BY (SELECT count(*) FROM profiles AS p WHERE p.key = named) DESC, named
"""

_PROFILE = msgspec.msgpack.Decoder(Profile)


class Runner(Protocol):
    """Does tasks and yields the results in order, as :meth:`kg.engine.Crew.run` does."""

    def __call__(
        self,
        function: Callable[[NameTask], Parted],
        work: Iterable[NameTask],
        *,
        lost: Callable[[NameTask], Parted],
        heavy: Callable[[NameTask], bool],
    ) -> Iterator[Parted]:
        """Do tasks."""


def here(
    function: Callable[[NameTask], Parted],
    work: Iterable[NameTask],
    *,
    lost: Callable[[NameTask], Parted],
    heavy: Callable[[NameTask], bool],
) -> Iterator[Parted]:
    """Do tasks in this process."""
    return map(function, work)


def _is_heavy(task: NameTask) -> bool:
    return len(task.rows) >= _HEAVY


class _Name(NamedTuple):
    """A name that is decided: its key, the surname, whether people of it are asked for, its rows."""

    key: str
    surname: str
    asked: bool
    rows: list[Row]


class Deciding:
    """Ties names to people, and what an earlier build has tied only where that is another now.

    Parameters:
        connection: with the tables.
        known: whether they have what an earlier build decided.
        surnames: knows whom a surname alone means.
    """

    def __init__(self, connection: sqlite3.Connection, surnames: Surnames, *, known: bool) -> None:
        self._db = connection
        self._known = known
        self._surnames = surnames

    def decide(self, run: Runner) -> None:
        """Decide on all names that were touched: first on full ones, since a surname alone may mean these."""
        for statement in AGAIN if self._known else FIRST:
            self._db.execute(statement)
        for names in (
            _LARGEST_FIRST.format(key="key", names="redo"),
            _LARGEST_FIRST.format(key=f"'{SINGLE}' || surname", names="redo_alone"),
        ):
            waiting: deque[_Name] = deque()
            for parted in run(part, self._tasks(names, waiting), lost=part, heavy=_is_heavy):
                name = waiting.popleft()
                for row, tie in zip(name.rows, parted.ties, strict=True):
                    self._tie(name.key, row, tie)
                self._keep(name, parted.people, parted.known)

    def _tasks(self, names: str, waiting: deque[_Name]) -> Iterator[NameTask]:
        """Yield names to be parted, and note them as waiting; what is little or very much is done at once."""
        for key, surname in self._db.execute(names):
            asked = not key.startswith(SINGLE) and self._surnames.asked(surname)
            found = decided_together(self._db, key)
            rows = list(islice(found, _MANY))
            name = _Name(key, surname, asked, rows)
            if len(rows) == _MANY:
                parting = Parting(key)
                for row in chain(rows, found):
                    self._tie(key, row, parting.place(row[0], row[2]))
                self._keep(name, *parting.settle(asked=asked))
            elif len(rows) > 1 or (rows and (asked or key.startswith(SINGLE))):
                waiting.append(name)
                yield NameTask(key, tuple((row[0], row[2]) for row in rows), asked)
            else:
                for row in rows:
                    self._tie(key, row, None)
                self._keep(name, (), {})

    def _tie(self, key: str, row: Row, tie: Tie | None) -> None:
        """Tie a name in an article to a person, if it was not so before."""
        article, name, profile, *before = row
        if key.startswith(SINGLE):
            tie = self._surnames.meant(article, _PROFILE.decode(profile)) or tie
        if tuple(before) == (tie or (None, None, None)):
            return
        if tie is None:
            self._db.execute("DELETE FROM identified WHERE article = ? AND name = ?", (article, name))
        else:
            self._db.execute(
                "INSERT OR REPLACE INTO identified VALUES (?, ?, ?, ?, ?)", (article, name, *tie)
            )
        if self._known:
            self._db.execute("INSERT OR IGNORE INTO other_articles VALUES (?)", (article,))

    def _keep(self, name: _Name, people: tuple[Person, ...], known: dict[int, bytes]) -> None:
        """Keep the people of a name instead of those before."""
        if self._known:
            query = "SELECT number, root, name, hint FROM persons WHERE key = ? ORDER BY number"
            before = tuple(self._db.execute(query, (name.key,)).fetchall())
            others = {person[0]: person for person in before}
            if any(others.get(person[0], person) != person for person in people):
                self._db.execute("INSERT OR IGNORE INTO other_names VALUES (?, ?)", (name.key, name.surname))
            if before != people:
                self._db.execute("DELETE FROM persons WHERE key = ?", (name.key,))
        if not self._known or before != people:
            rows = ((name.key, *person) for person in people)
            self._db.executemany("INSERT INTO persons VALUES (?, ?, ?, ?, ?)", rows)
        if name.asked or self._known:
            self._surnames.know(name.key, name.surname, known, asked=name.asked)
