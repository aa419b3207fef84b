"""Who is who in the whole corpus: every name of every article is tied to a person.

Everything lies in SQLite and names are gone through one after the other, so that memory holds the people of one name. The
answer depends on the set of articles alone, never on their order.
"""

import sqlite3
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter

import msgspec

from kg.link.identity.corrections import Corrections, Local
from kg.link.identity.curated import Curated, Ref
from kg.link.identity.evidence import Known, weigh
from kg.link.identity.names import fold
from kg.link.identity.namesakes import Decision, Namesakes, Placed, hint_of, in_words
from kg.link.identity.profile import Profile
from kg.link.identity.tables import (
    ALSO_REDO,
    CHANGED,
    OTHERS,
    PART_AGAIN,
    SCHEMA,
    SINGLE,
    SINGLE_AGAIN,
    TIED,
    TO_PART,
    UNDATED,
)

_SIGNS = ("role", "with", "org", "of")
_SIGN_STARTS = tuple(f"{kind}:" for kind in _SIGNS)
_NEAREST = 8  # people of a surname whom an article with the surname alone may mean
_MEANT, _CLEARLY = 1.5, 0.7
_SAME_ARTICLE = 0.9  # confidence

_PROFILE = msgspec.msgpack.Decoder(Profile)
_KNOWN = msgspec.msgpack.Decoder(Known)
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

    def add(self, article: str, day: str, profiles: Iterable[Profile]) -> None:
        """Note the people of an article under its key, with the day of its publication (ISO 8601, or ``""``)."""
        rows = []
        for profile in profiles:
            name = fold(profile.known_as)
            rows.append((name.key, day or UNDATED, article, profile.name, name.surname, _encode(profile)))
        self._db.executemany("INSERT OR IGNORE INTO profiles VALUES (?, ?, ?, ?, ?, ?)", rows)
        self._touch(profiles)

    def remove(self, article: str, day: str, profiles: Iterable[Profile]) -> None:
        """Take the people of an article out that was added."""
        self._db.executemany(
            "DELETE FROM profiles WHERE key = ? AND day = ? AND article = ? AND name = ?",
            [(fold(each.known_as).key, day or UNDATED, article, each.name) for each in profiles],
        )
        self._db.execute("DELETE FROM identified WHERE article = ?", (article,))
        self._touch(profiles)

    def _touch(self, profiles: Iterable[Profile]) -> None:
        if self._known_before:
            names = [fold(profile.known_as) for profile in profiles]
            self._db.executemany(
                "INSERT OR IGNORE INTO redo VALUES (?, ?)", [(name.key, name.surname) for name in names]
            )

    def settle(self, curated: Curated, local: Local) -> list[tuple[int, Ref]]:
        """Tie every name to a person.

        Parameters:
            curated: what the user says, which wins; there must be nothing of it if an earlier build filled the tables.
            local: mints the local names by which the user means people.

        Returns:
            the lines and people of what the user says that the corpus does not have.

        Raises:
            UsageError: if the user contradicts himself.
        """
        self._db.execute("CREATE INDEX IF NOT EXISTS profiles_surname ON profiles (surname, key)")
        if self._known_before:
            self._begin_again()
        parted, single = (PART_AGAIN, SINGLE_AGAIN) if self._known_before else (TO_PART, SINGLE)
        for key, rows in groupby(self._db.execute(parted), key=itemgetter(0)):
            self._part(key, rows)
        for article, encoded in self._db.execute(single):
            self._surname(article, _PROFILE.decode(encoded))
        self._db.execute("DELETE FROM known")
        self._db.execute("DELETE FROM signs")
        corrections = Corrections(self._db, curated, local)
        corrections.apply()
        return corrections.unknown

    def _begin_again(self) -> None:
        """Forget what was decided of the names that have other articles now, and of those that hang on them."""
        self._db.execute(ALSO_REDO)
        self._db.execute(f"CREATE TEMP TABLE before_identified AS {TIED}")
        self._db.execute(
            "CREATE TEMP TABLE before_persons AS SELECT * FROM persons WHERE key IN (SELECT key FROM redo)"
        )
        self._db.execute(
            "DELETE FROM identified WHERE (article, name) IN (SELECT article, name FROM before_identified)"
        )
        self._db.execute("DELETE FROM persons WHERE key IN (SELECT key FROM redo)")

    def changed(self) -> Iterator[str]:
        """Yield the articles of which somebody is somebody else than in the build before, or for other reasons."""
        if not self._known_before:
            return
        now = "SELECT * FROM persons WHERE key IN (SELECT key FROM redo)"
        self._db.execute(
            f"CREATE TEMP TABLE other_persons AS {OTHERS.format(what='key', of='persons', now=now)}"
        )
        for (article,) in self._db.execute(CHANGED):
            yield article

    def _part(self, key: str, rows: Iterable[tuple[str, str, str, bytes]]) -> None:
        """Part the articles that have one name into people."""
        namesakes = Namesakes(key)
        surname = ""
        for _, _, article, encoded in rows:
            profile = _PROFILE.decode(encoded)
            surname = fold(profile.known_as).surname
            number, placed = namesakes.place(article, profile)
            if placed is not None or number or namesakes.groups[0].known.first != profile.name:
                self._tie(article, profile.name, key, number, placed)
        namesakes.settle()
        for number in namesakes.joined:
            self._db.execute(
                "UPDATE identified SET number = ? WHERE key = ? AND number = ?",
                (namesakes.root(number), key, number),
            )
        self._name(namesakes)
        if not key.startswith("="):
            self._remember(namesakes, surname)

    def _tie(
        self, article: str, name: str, key: str, number: int, decision: Decision | Placed | None
    ) -> None:
        encoded = None if decision is None else _encode(decision)
        self._db.execute(
            "INSERT OR REPLACE INTO identified VALUES (?, ?, ?, ?, ?)", (article, name, key, number, encoded)
        )

    def _name(self, namesakes: Namesakes) -> None:
        """Give each person a name and a hint: the earliest of a name has none."""
        taken: dict[str, set[str]] = {}
        named: list[tuple[str, str]] = []
        for number, group in enumerate(namesakes.groups):
            root = namesakes.root(number)
            if root != number:
                named.append(named[root])
                continue
            hints = taken.setdefault(fold(group.known.first).words, set())
            hint = hint_of(group.profile, group.earliest, hints) if hints else ""
            hints.add(fold(hint).words if hint else "")
            named.append((group.known.first, hint))
        self._db.executemany(
            "INSERT INTO persons VALUES (?, ?, ?, ?)",
            [(namesakes.key, number, name, hint) for number, (name, hint) in enumerate(named)],
        )

    def _remember(self, namesakes: Namesakes, surname: str) -> None:
        """Keep what tells people of a full name apart, for articles that have the surname alone."""
        asked = self._db.execute(
            "SELECT 1 FROM profiles WHERE surname = ? AND key >= '=' AND key < '>' LIMIT 1", (surname,)
        )
        if asked.fetchone() is None:
            return
        for number, person in enumerate(namesakes.groups):
            if number in namesakes.joined:
                continue
            self._db.execute(
                "INSERT INTO known VALUES (?, ?, ?)", (namesakes.key, number, _encode(person.known))
            )
            signs = [
                (surname, f"{kind}:{value}", namesakes.key, number)
                for kind in _SIGNS
                for value in person.known.of(kind)
            ]
            self._db.executemany("INSERT INTO signs VALUES (?, ?, ?, ?)", signs)

    def _surname(self, article: str, profile: Profile) -> None:
        """Tie a single name to the one person of a full name whom its article clearly means, if there is one."""
        if profile.shared:
            return
        if profile.within:
            self._within(article, profile)
            return
        signs = [
            feature.partition("~")[0] for feature in profile.features if feature.startswith(_SIGN_STARTS)
        ]
        rows = self._db.execute(
            "SELECT key, number FROM signs WHERE surname = ? AND feature IN (SELECT value FROM json_each(?))"
            " GROUP BY key, number ORDER BY count(*) DESC, key, number LIMIT ?",
            (fold(profile.known_as).surname, msgspec.json.encode(signs).decode(), _NEAREST),
        ).fetchall()
        alone = Known(profile.known_as)
        alone.add(profile)
        ranked = sorted(
            (
                (weigh(alone, self._known(key, number), common=profile.common), key, number)
                for key, number in rows
            ),
            key=lambda item: (-item[0].score, item[1:]),
        )
        if not ranked or ranked[0][0].score < _MEANT:
            return
        rival = ranked[1] if len(ranked) > 1 else None
        if rival is not None and ranked[0][0].score - rival[0].score < _CLEARLY:
            return
        verdict, key, number = ranked[0]
        decision = Decision(
            "surname", verdict.confidence, in_words(verdict.reasons),
            rival[1:] if rival else None, in_words(rival[0].reasons) if rival else (),
        )  # fmt: skip
        self._tie(article, profile.name, key, number, decision)

    def _within(self, article: str, profile: Profile) -> None:
        """Tie a single name to the only full name of its article that has it, though in another spelling."""
        key = fold(profile.within).key
        self._db.execute("INSERT OR IGNORE INTO persons VALUES (?, 0, ?, '')", (key, profile.within))
        tied = self._db.execute(
            "SELECT number FROM identified WHERE article = ? AND name = ?", (article, profile.within)
        ).fetchone()
        decision = Decision(
            "surname", _SAME_ARTICLE, (f"the only one of that surname in the article: {profile.within}",)
        )
        self._tie(article, profile.name, key, 0 if tied is None else tied[0], decision)

    def _known(self, key: str, number: int) -> Known:
        row = self._db.execute(
            "SELECT known FROM known WHERE key = ? AND number = ?", (key, number)
        ).fetchone()
        return _KNOWN.decode(row[0])

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

    def _named(self, key: str, number: int) -> tuple[str, str] | None:
        """Return name and hint of a person."""
        found: tuple[str, str] | None = self._db.execute(
            "SELECT name, hint FROM persons WHERE key = ? AND number = ?", (key, number)
        ).fetchone()
        return found
