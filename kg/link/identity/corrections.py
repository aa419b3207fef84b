"""Applies what the user says of who is who to what was decided: joins people, takes articles out of them, and wins."""

import sqlite3
from collections.abc import Callable, Iterator
from itertools import chain

import msgspec

from kg.errors import UsageError
from kg.link.identity.curated import Curated, Entry, Ref
from kg.link.identity.names import Name, fold
from kg.link.identity.namesakes import Decision, hint_of
from kg.link.identity.profile import Profile
from kg.link.identity.tables import FAMILY_KEYS, ROOTS, decided_together, person_key

Person = tuple[str, int]
"""Key of a name, and number of the person of it."""
Local = Callable[[str, str], str]
"""Returns the local name (``person/…``) of a person by name and hint."""

_PROFILE = msgspec.msgpack.Decoder(Profile)
_encode = msgspec.msgpack.encode


class Corrections:
    """One file of the user's, applied to the tables of :class:`kg.link.identity.registry.Identities`.

    Parameters:
        connection: with the tables.
        curated: what the user says.
        local: mints local names.
    """

    def __init__(self, connection: sqlite3.Connection, curated: Curated, local: Local) -> None:
        self._db = connection
        self._curated = curated
        self._local = local
        self._of: dict[Ref, Person] = {}
        self._moved: dict[Ref, tuple[Person, Decision]] = {}
        self._joined: dict[Person, tuple[Person, Decision]] = {}
        self.unknown: list[tuple[int, Ref]] = []

    def apply(self) -> None:
        """Apply all entries; :attr:`unknown` then has the lines and people that the corpus does not have.

        Raises:
            UsageError: if two entries contradict each other.
        """
        if self._curated.entries:
            self._db.execute("CREATE INDEX profiles_article ON profiles (article, name)")
            self._db.execute(ROOTS)
        self._find()
        for entry in self._curated.entries:
            if not entry.same:
                self._part(entry)
        for entry in self._curated.entries:
            if entry.same:
                self._join(entry)
        self._check()
        self._write()

    def _find(self) -> None:
        """Find whom each entry means."""
        for entry in self._curated.entries:
            for ref in entry.people:
                found = self._of.get(ref) or (self._at(ref) if ref.name else self._called(ref.local))
                if found is None:
                    self.unknown.append((entry.line, ref))
                else:
                    self._of[ref] = found

    def _at(self, ref: Ref) -> Person | None:
        found = self._profile(ref)
        if found is None:
            return None
        tied: Person | None = self._db.execute(
            "SELECT key, number FROM identified WHERE article = ? AND name = ?", (ref.article, ref.name)
        ).fetchone()
        return self._existing(found[0]) if tied is None else tied

    def _profile(self, ref: Ref) -> tuple[str, bytes] | None:
        """Return the key of a name in an article, and its profile."""
        found = self._db.execute(
            "SELECT key, profile FROM profiles WHERE article = ? AND name = ?", (ref.article, ref.name)
        ).fetchone()
        return None if found is None else (person_key(self._db, found[0]), found[1])

    def _existing(self, key: str) -> Person:
        """Return the first person of a name, noted if there was nothing to part."""
        self._db.execute(
            "INSERT OR IGNORE INTO persons SELECT key, 0, 0, name, '' FROM profiles WHERE key = ? LIMIT 1",
            (key,),
        )
        return key, 0

    def _called(self, local: str) -> Person | None:
        """Return the person whose address has a local name."""
        words = local.partition("/")[2].partition("+")[0]
        for key in chain(self._keys(_folded(words).key), self._other_keys()):
            self._existing(key)
            for number, name, hint in self._db.execute(
                "SELECT number, name, hint FROM persons WHERE key = ? AND number = root ORDER BY number",
                (key,),
            ).fetchall():
                if self._local(name, hint) == local:
                    return key, number
        return None

    def _keys(self, family: str) -> list[str]:
        """Return the keys of people whose names have the same first and last word."""
        rows = self._db.execute(FAMILY_KEYS, (family,)).fetchall()
        return sorted({person_key(self._db, key) for (key,) in rows})

    def _other_keys(self) -> Iterator[str]:
        """Yield the keys of names that their addresses do not tell: in other letters than Latin, double surnames alone."""
        rows = self._db.execute("SELECT DISTINCT key, name FROM profiles").fetchall()
        for key, name in rows:
            if _folded(self._local(name, "").partition("/")[2]).branch != key:
                yield person_key(self._db, key)

    def _part(self, entry: Entry) -> None:
        """Take articles out of people, so that no two of an entry are one."""
        seen: dict[Person, Ref] = {}
        for ref in sorted((ref for ref in entry.people if ref in self._of), key=lambda ref: bool(ref.name)):
            person = self._now(ref)
            found = self._profile(ref) if person in seen and ref.name else None
            if found is not None:
                new = self._new(ref, found[0], _PROFILE.decode(found[1]))
                self._moved[ref] = new, _decision(entry, rival=person)
                person = self._moved[ref][0]
            seen[person] = ref

    def _now(self, ref: Ref) -> Person:
        """Return the person whom a reference means after what was applied so far."""
        person = self._moved[ref][0] if ref in self._moved else self._of[ref]
        while person in self._joined:
            person = self._joined[person][0]
        return person

    def _new(self, ref: Ref, key: str, profile: Profile) -> Person:
        """Make a person of a single article."""
        rows = self._db.execute("SELECT number, hint FROM persons WHERE key = ?", (key,)).fetchall()
        hint = hint_of(profile, ref.article, {fold(hint).words for _, hint in rows if hint})
        number = max((number for number, _ in rows), default=-1) + 1
        self._db.execute(
            "INSERT INTO persons VALUES (?, ?, ?, ?, ?)",
            (key, number, number, profile.known_as, hint if number else ""),
        )
        return key, number

    def _join(self, entry: Entry) -> None:
        first, *others = [ref for ref in entry.people if ref in self._of] or [Ref()]
        for ref in others:
            target = self._now(first)
            if self._now(ref) == target:
                continue
            if ref.name:
                self._moved[ref] = target, _decision(entry)
            else:
                self._joined[self._now(ref)] = target, _decision(entry)

    def _check(self) -> None:
        """Make sure that nobody is joined whom another entry parts."""
        for entry in self._curated.entries:
            if entry.same:
                continue
            seen: dict[Person, Ref] = {}
            for ref in entry.people:
                if ref in self._of and seen.setdefault(self._now(ref), ref) is not ref:
                    other = seen[self._now(ref)]
                    message = f"{ref} and {other} are different here, but one by what else the file says, or by their address"
                    raise UsageError(f"{self._curated.path}:{entry.line}: {message}")

    def _write(self) -> None:
        for (key, number), (_, decision) in self._joined.items():
            target = (key, number)
            while target in self._joined:
                target = self._joined[target][0]
            if number == 0:  # its articles were not tied: there was nothing to tell
                for article, name, *_ in decided_together(self._db, key):
                    self._db.execute(
                        "INSERT OR IGNORE INTO identified VALUES (?, ?, ?, 0, NULL)", (article, name, key)
                    )
            self._db.execute(
                "UPDATE identified SET key = ?, number = ?, decision = ? WHERE key = ? AND number = ?",
                (*target, _encode(decision), key, number),
            )
            self._db.execute(
                "UPDATE persons SET (name, hint) = (SELECT name, hint FROM persons WHERE key = ? AND number = ?)"
                " WHERE key = ? AND root = ?",
                (*target, key, number),
            )
        for ref, (_, decision) in self._moved.items():
            self._db.execute(
                "INSERT OR REPLACE INTO identified VALUES (?, ?, ?, ?, ?)",
                (ref.article, ref.name, *self._now(ref), _encode(decision)),
            )


def _folded(address: str) -> Name:
    """Return what the words of an address decide, in which hyphens stand for spaces."""
    return fold(address.replace("-", " "))


def _decision(entry: Entry, rival: Person | None = None) -> Decision:
    said = f"{'same-as' if entry.same else 'different-from'} by the user" + (
        f": {entry.because}" if entry.because else ""
    )
    return Decision("user", 1.0, (said,) if entry.same else (), rival, () if entry.same else (said,))
