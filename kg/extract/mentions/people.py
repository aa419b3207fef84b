"""People of an article: full names, surnames that stand for them, spellings, roles and genders."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache

from kg.lang import Language, WordClass

_MOST_NAMES = 6
"""Words of a name whose ends are remembered."""
_MOST_NAMESAKES = 20
_GENERATIONS = frozenset({"senior", "junior"})
_LETTERS = str.maketrans(
    {"ß": "ss", "ø": "o", "ł": "l", "đ": "d", "ı": "i", "æ": "a", "œ": "o", "’": "", "'": "", "‘": ""}
)
_SPELLINGS = (
    ("schtsch", "shch"), ("tsch", "ch"), ("sch", "sh"), ("ae", "a"), ("oe", "o"), ("ue", "u"), ("w", "v"), ("ph", "f"), ("yj", "i"),
    ("ij", "i"), ("iy", "i"), ("j", "i"), ("y", "i"), ("ck", "k"), ("th", "t"), ("kh", "ch"), ("zh", "sh"),
)  # fmt: skip
"""Spellings of one sound in transliterated names, and the one that stands for all; in this order."""
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
        self._by_first: dict[str, list[Person]] = {}
        self._by_end: dict[str, list[Person]] = {}
        self._parts: set[str] = set()
        self._single: dict[str, Person] = {}

    def learn(self, name: str) -> Person:
        """Return the person of a full name, a new one unless a spelling of it, or a longer name, is known."""
        name = self.plain(name)
        known = self._known(name)
        if known is not None:
            if known.name != name and not fold(known.name).endswith(" " + fold(name)):
                known.spellings.add(name)
            return known
        person = Person(name, self._tables.gender(name))
        self._by_surname.setdefault(fold(surname_of(name)), []).append(person)
        self._by_first.setdefault(fold(name.split()[0]), []).append(person)
        words = fold(name).split()
        self._parts.update(words)
        for start in range(1, min(len(words), _MOST_NAMES)):
            self._by_end.setdefault(" ".join(words[start:]), []).append(person)
        return person

    def _known(self, name: str) -> Person | None:
        for person in self._by_surname.get(fold(surname_of(name)), ())[-_MOST_NAMESAKES:]:
            if person.name == name or (
                same_first_name(person.name, name) and _generation(person.name) == _generation(name)
            ):
                return person
        longer = self._by_end.get(fold(name), ())
        if len(longer) == 1:
            return longer[0]
        rest = fold("".join(name.split()[1:]))
        for person in self._by_first.get(fold(name.split()[0]), ())[-_MOST_NAMESAKES:]:
            if fold("".join(person.name.split()[1:])) == rest:
                return person
        return None

    def named(self, words: str) -> Person | None:
        """Return the person whom a surname or first name alone means; None if it may mean several."""
        words = self.plain(words)
        key = fold(words)
        candidates = self._by_end.get(key) or self._by_surname.get(key) or self._by_first.get(key) or []
        if len(candidates) == 1:
            return candidates[0]
        return None if candidates else self._single.setdefault(key, Person(words, ""))

    def may_name(self, word: str) -> bool:
        """Say whether a word is part of a name of somebody who is named in full; a genitive is, too."""
        key = fold(word)
        return key in self._parts or (key.endswith("s") and key[:-1] in self._parts)

    def is_first_name(self, word: str) -> bool:
        """Say whether a word is the first name of somebody who is named in full."""
        return word[:1].isupper() and any(
            p.name.split()[0] == word for p in self._by_first.get(fold(word), ())
        )

    def knows(self, name: str) -> bool:
        """Say whether somebody is named in full just so."""
        return any(person.name == name for person in self._by_surname.get(fold(surname_of(name)), ()))

    def full_name(self, first_name: str) -> str:
        """Return the name of the only one who is named in full with a first name, ``""`` if there is none."""
        known = self._by_first.get(fold(first_name), ())
        return known[0].name if len(known) == 1 else ""

    def is_surname(self, words: str) -> bool:
        """Say whether words are the surname of somebody who is named in full; „lange“ is not that of Uwe Lange."""
        words = words.rstrip(".,")
        return (
            words[-1:].isalpha()
            and not words.rsplit(" ", 1)[-1].islower()
            and any(
                fold(part) in self._by_end and fold(surname_of(part)) in self._by_surname
                for part in (words, words.removesuffix("s"))
                if part
            )
        )

    def plain(self, words: str) -> str:
        """Strip titles and a genitive „s“ that the article shows to be one."""
        words = self._without_titles(words)
        last = words.rsplit(" ", 1)[-1]
        if last.endswith(("’", "'")):
            return words[:-1]
        if last.endswith("s") and (last[:-1] in self._words or fold(last[:-1]) in self._by_surname):
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
        return _looks_full(words) and self._tables.is_first_name(words.split()[0])


def surname_of(name: str) -> str:
    """Return the last word of a name, without „senior“ and „junior“."""
    words = name.split()
    while len(words) > 1 and words[-1].lower() in _GENERATIONS:
        words.pop()
    return words[-1]


def _generation(name: str) -> str:
    last = name.rsplit(" ", 1)[-1].lower()
    return last if last in _GENERATIONS else ""


@lru_cache(maxsize=1 << 14)
def fold(words: str) -> str:
    """Return words in one spelling for all that news give a name: Selenskyj, Selenskij; Schtscherbak, Shcherbak; Nguyễn."""
    plain = (
        unicodedata.normalize("NFKD", words.casefold().translate(_LETTERS)).encode("ascii", "ignore").decode()
    )
    for spelling, one in _SPELLINGS:
        plain = plain.replace(spelling, one)
    return plain or words.casefold()


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


def _looks_full(words: str) -> bool:
    parts = words.split()
    return len(parts) in (2, 3) and all(part[0].isupper() for part in parts)


def learn_labels(people: People, labels: Iterable[str]) -> None:
    """Take the labels of those who are interviewed; what stands there is a name, whether or not a table has it."""
    for label in labels:
        if _looks_full(label):
            people.learn(label)


def learn_all(people: People, names: Iterable[str]) -> None:
    """Take full names that stand outside the text, such as a tag „Joe Biden“."""
    for name in names:
        if people.is_full_name(name):
            people.learn(name)
