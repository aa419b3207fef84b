"""Who is who in the whole corpus: every name of every article is tied to a person.

Everything lies in SQLite and names are gone through one after the other, so that memory holds the people of one name. The
answer depends on the set of articles alone, never on their order.
"""

import sqlite3
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

import msgspec

from kg.link.identity.corrections import Corrections, Local
from kg.link.identity.curated import Curated, Ref
from kg.link.identity.deciding import Deciding, Runner, here
from kg.link.identity.names import fold
from kg.link.identity.namesakes import Decision, Placed
from kg.link.identity.profile import Profile
from kg.link.identity.surnames import Surnames
from kg.link.identity.tables import CHANGED, SCHEMA, UNDATED

_REMEMBERED = 50_000  # people, whom many articles mention

_DECISION = msgspec.msgpack.Decoder(Decision | Placed)
_encode = msgspec.msgpack.encode


@dataclass(frozen=True, slots=True)
class Identity:
    """Whom a name in an article means.

    Attributes:
        name: by which the person is known: that of the earliest article.
        hint: what tells the person from an earlier one of that name; ``""`` for the earliest.
        decision: why; None if there was nothing to decide.
        rival: name and hint of the one from whom the decision keeps apart.
    """

    name: str
    hint: str
    decision: Decision | None = None
    rival: tuple[str, str] | None = None


class Identities:
    """The index of people: fill it, :meth:`settle` it, then ask it.

    Parameters:
        connection: to the file of its tables.
        known: whether these have what an earlier build filled in.
    """

    def __init__(self, connection: sqlite3.Connection, *, known: bool = False) -> None:
        self._db = connection
        self._known_before = known
        for statement in SCHEMA.split(";"):
            self._db.execute(statement)
        self._surnames = Surnames(connection)
        self._named = lru_cache(_REMEMBERED)(self._person)

    def add(self, article: str, day: str, profiles: Iterable[Profile]) -> None:
        """Note the people of an article under its key, with the day of its publication (ISO 8601, or ``""``)."""
        rows = []
        for profile in profiles:
            name = fold(profile.known_as)
            rows.append((name.branch, day or UNDATED, article, profile.name, name.surname, _encode(profile)))
        self._db.executemany("INSERT OR IGNORE INTO profiles VALUES (?, ?, ?, ?, ?, ?)", rows)
        self._touch(profiles)

    def remove(self, article: str, day: str, profiles: Iterable[Profile]) -> None:
        """Take the people of an article out that was added."""
        self._db.executemany(
            "DELETE FROM profiles WHERE key = ? AND day = ? AND article = ? AND name = ?",
            [(fold(each.known_as).branch, day or UNDATED, article, each.name) for each in profiles],
        )
        self._db.execute("DELETE FROM identified WHERE article = ?", (article,))
        self._touch(profiles)

    def _touch(self, profiles: Iterable[Profile]) -> None:
        if not self._known_before:
            return
        for name in (fold(profile.known_as) for profile in profiles):
            if name.full:
                self._db.execute("INSERT OR IGNORE INTO redo VALUES (?, ?)", (name.branch, name.surname))
            else:
                self._surnames.touch(name.surname)

    def settle(self, curated: Curated, local: Local, run: Runner = here) -> list[tuple[int, Ref]]:
        """Tie every name to a person.

        Parameters:
            curated: what the user says, which wins; there must be nothing of it if an earlier build filled the tables.
            local: mints the local names by which the user means people.
            run: does what other processes can do.

        Returns:
            the lines and people of what the user says that the corpus does not have.

        Raises:
            UsageError: if the user contradicts himself.
        """
        self._db.execute("CREATE INDEX IF NOT EXISTS profiles_surname ON profiles (surname, key)")
        Deciding(self._db, self._surnames, known=self._known_before).decide(run)
        corrections = Corrections(self._db, curated, local)
        corrections.apply()
        return corrections.unknown

    def changed(self) -> Iterator[str]:
        """Yield the articles of which somebody may be somebody else than in the build before, or for other reasons."""
        if self._known_before:
            for (article,) in self._db.execute(CHANGED):
                yield article

    def of(self, article: str) -> Iterator[tuple[str, Identity]]:
        """Yield the names in an article that mean other than the first person of just that name, and whom."""
        rows = self._db.execute(
            "SELECT i.name, p.name, p.hint, i.decision FROM identified AS i JOIN persons AS p ON p.key = i.key AND p.number = i.number"
            " WHERE i.article = ? ORDER BY i.name",
            (article,),
        ).fetchall()
        for name, known_as, hint, encoded in rows:
            decision = None if encoded is None else _DECISION.decode(encoded)
            if isinstance(decision, Placed):
                decision = decision.decision(self._same(decision.key, (known_as, hint)))
            rival = None
            if decision is not None and decision.rival is not None:
                rival = self._named(*decision.rival)
            if rival == (known_as, hint):  # the user joined the two
                rival = None
            if decision is not None or (known_as, hint) != (name, ""):
                yield name, Identity(known_as, hint, decision, rival)

    def _same(self, key: str, person: tuple[str, str]) -> Callable[[int], bool]:
        return lambda number: self._named(key, number) == person

    def _person(self, key: str, number: int) -> tuple[str, str] | None:
        """Return name and hint of a person."""
        found: tuple[str, str] | None = self._db.execute(
            "SELECT name, hint FROM persons WHERE key = ? AND number = ?", (key, number)
        ).fetchone()
        return found
