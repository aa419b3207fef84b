"""People of an article: full names, surnames that stand for them, spellings, roles and genders."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from kg.lang import Language, WordClass

_ADDRESSES = frozenset({"Herr", "Herrn", "Frau"})


@dataclass(slots=True)
class Person:
    """Somebody whom the article names.

    Attributes:
        name: the fullest name.
        gender: ``m``, ``f`` or ``""``.
        spellings: other full names that mean the same person.
    """

    name: str
    gender: str
    spellings: set[str] = field(default_factory=set)


class People:
    """The people of one article by their full names.

    Parameters:
        text: the article's text, which tells whether an „s“ at the end is a genitive.
        tables: the language's.
    """

    def __init__(self, text: str, tables: Language) -> None:
        self._words = set(re.findall(r"[^\W\d_][\w’'-]*", text))
        self._tables = tables
        self._degrees = tables.members(WordClass.DEGREE)
        self._by_surname: dict[str, list[Person]] = {}
        self._single: dict[str, Person] = {}

    def learn(self, name: str) -> Person:
        """Return the person of a full name, a new one unless a spelling of it is known."""
        name = self.plain(name)
        surname = _surname(name)
        for person in self._by_surname.get(surname, []):
            if person.name == name or same_first_name(person.name, name):
                if person.name != name:
                    person.spellings.add(name)
                return person
        person = Person(name, self._tables.gender(name))
        self._by_surname.setdefault(surname, []).append(person)
        return person

    def named(self, words: str) -> Person:
        """Return the person whom a surname or first name alone means, as the only one of that name."""
        words = self.plain(words)
        candidates = self._by_surname.get(words, [])
        if not candidates:
            candidates = [
                p for group in self._by_surname.values() for p in group if p.name.split()[0] == words
            ]
        if len(candidates) == 1:
            return candidates[0]
        return self._single.setdefault(words, Person(words, ""))

    def plain(self, words: str) -> str:
        """Strip titles and a genitive „s“ that the article shows to be one."""
        words = self._without_titles(words)
        last = words.rsplit(" ", 1)[-1]
        if last.endswith(("’", "'")):
            return words[:-1]
        if last.endswith("s") and (last[:-1] in self._words or last[:-1] in self._by_surname):
            return words[:-1]
        return words

    def _without_titles(self, words: str) -> str:
        parts = words.split(" ")
        while len(parts) > 1 and (parts[0] in _ADDRESSES or parts[0] in self._degrees):
            parts.pop(0)
        return " ".join(parts)

    def is_full(self, words: str) -> bool:
        """Say whether words are more than a surname: two words or more, without a title."""
        return " " in self.plain(words)

    def is_full_name(self, words: str) -> bool:
        """Say whether words outside the text, such as a tag, are a person's full name."""
        parts = words.split()
        if len(parts) not in (2, 3) or not all(part[0].isupper() for part in parts):
            return False
        return all(half.lower() in self._tables.first_names for half in parts[0].split("-"))


def _surname(name: str) -> str:
    return name.rsplit(" ", 1)[-1]


def same_first_name(one: str, other: str) -> bool:
    """Say whether two full names differ in spelling only: Sergei and Sergej, Wolodymyr and W."""
    left, right = one.split()[0].rstrip("."), other.split()[0].rstrip(".")
    if left[0] != right[0]:
        return False
    if min(len(left), len(right)) == 1:
        return True
    return abs(len(left) - len(right)) <= 1 and _distance(left.lower(), right.lower()) <= 1


def _distance(one: str, other: str) -> int:
    """Return the edit distance of two short words (Levenshtein 1966)."""
    row = list(range(len(other) + 1))
    for i, left in enumerate(one, 1):
        previous, row[0] = row[0], i
        for j, right in enumerate(other, 1):
            previous, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, previous + (left != right))
    return row[-1]


def learn_all(people: People, names: Iterable[str]) -> None:
    """Take full names that stand outside the text, such as a tag „Joe Biden“ or the label of an interview."""
    for name in names:
        if people.is_full_name(name):
            people.learn(name)
