"""Finds out whom articles mean that have a surname alone: the people of full names elsewhere."""

import sqlite3
from collections.abc import Iterator

import msgspec

from kg.link.identity.evidence import Known, weigh
from kg.link.identity.names import fold
from kg.link.identity.namesakes import Decision, in_words
from kg.link.identity.profile import Profile
from kg.link.identity.tables import Tie, person_key

_SIGNS = ("role", "with", "org", "of")
_SIGN_STARTS = tuple(f"{kind}:" for kind in _SIGNS)
_NEAREST = 8  # people of a surname whom an article with the surname alone may mean
_MEANT, _CLEARLY = 1.2, 0.7
_SAME_ARTICLE = 0.9  # confidence

_KNOWN = msgspec.msgpack.Decoder(Known)
_encode = msgspec.msgpack.encode


class Surnames:
    """What tells people of full names apart, for articles that have the surname alone.

    It is kept from one build to the next, so that a name that did not change is not gone through again.

    Parameters:
        connection: with the tables.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._db = connection

    def touch(self, surname: str) -> None:
        """Note that articles with a surname alone may mean somebody else now."""
        self._db.execute("INSERT OR IGNORE INTO redo_alone VALUES (?)", (surname,))

    def asked(self, surname: str) -> bool:
        """Say whether an article has a surname alone."""
        return self._db.execute("SELECT 1 FROM alone WHERE surname = ?", (surname,)).fetchone() is not None

    def know(self, key: str, surname: str, now: dict[int, bytes], *, asked: bool) -> None:
        """Keep what tells the people of a full name apart if it is ``asked`` for, instead of what was kept of them."""
        before = dict(self._db.execute("SELECT number, known FROM known WHERE key = ?", (key,)).fetchall())
        for number in before.keys() | now.keys():
            if before.get(number) == now.get(number):
                continue
            if number in before:
                self._db.execute("DELETE FROM known WHERE key = ? AND number = ?", (key, number))
                self._db.executemany(
                    "DELETE FROM signs WHERE surname = ? AND feature = ? AND key = ? AND number = ?",
                    ((surname, sign, key, number) for sign in _signs(before[number])),
                )
            if number in now:
                self._db.execute("INSERT INTO known VALUES (?, ?, ?)", (key, number, now[number]))
                self._db.executemany(
                    "INSERT INTO signs VALUES (?, ?, ?, ?)",
                    ((surname, sign, key, number) for sign in _signs(now[number])),
                )
        if asked and before != now:
            self.touch(surname)

    def meant(self, article: str, profile: Profile) -> Tie | None:
        """Return the one person of a full name whom a single name in an article clearly means, if there is one."""
        if profile.shared:
            return None
        if profile.within:
            return self._within(article, profile)
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
        people = ((key, number, self._known(key, number)) for key, number in rows)
        ranked = sorted(
            (
                (weigh(alone, known, common=profile.common), key, number)
                for key, number, known in people
                if not alone.seconds or alone.seconds & known.seconds
            ),
            key=lambda item: (-item[0].score, item[1:]),
        )
        if not ranked or ranked[0][0].score < _MEANT:
            return None
        rival = ranked[1] if len(ranked) > 1 else None
        if rival is not None and ranked[0][0].score - rival[0].score < _CLEARLY:
            return None
        verdict, key, number = ranked[0]
        decision = Decision(
            "surname", verdict.confidence, in_words(verdict.reasons),
            rival[1:] if rival else None, in_words(rival[0].reasons) if rival else (),
        )  # fmt: skip
        return key, number, _encode(decision)

    def _within(self, article: str, profile: Profile) -> Tie:
        """Return the only full name of its article that has a single name, though in another spelling."""
        key = person_key(self._db, fold(profile.within).branch)
        self._db.execute("INSERT OR IGNORE INTO persons VALUES (?, 0, 0, ?, '')", (key, profile.within))
        tied = self._db.execute(
            "SELECT number FROM identified WHERE article = ? AND name = ?", (article, profile.within)
        ).fetchone()
        decision = Decision(
            "surname", _SAME_ARTICLE, (f"the only one of that surname in the article: {profile.within}",)
        )
        return key, 0 if tied is None else tied[0], _encode(decision)

    def _known(self, key: str, number: int) -> Known:
        row = self._db.execute(
            "SELECT known FROM known WHERE key = ? AND number = ?", (key, number)
        ).fetchone()
        return _KNOWN.decode(row[0])


def _signs(known: bytes) -> Iterator[str]:
    """Yield what of a person an article may tell, too, by which the person is looked up."""
    person = _KNOWN.decode(known)
    return (f"{kind}:{value}" for kind in _SIGNS for value in person.of(kind))
