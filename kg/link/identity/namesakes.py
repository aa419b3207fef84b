"""Parts the articles that have one name into people: each article joins the person it fits best, or begins a new one.

Articles come in the order of their days, and a later one changes nothing for an earlier one, so that an archive may grow.
Only people who turn out to be one when all is known are joined in the end.
"""

import hashlib
from collections import OrderedDict
from collections.abc import Collection
from dataclasses import dataclass

import msgspec

from kg.link.identity.evidence import Known, Reason, Verdict, weigh
from kg.link.identity.names import fold
from kg.link.identity.profile import Profile

_RIVALS = 64  # people of one name with whom an article is compared: those that were in the news last
_CLOSE = 1.0  # a score below it is a decision that is worth telling
_JOINS = 3.0  # the score from which two people of several articles are one after all
_HARD = -2.0  # a reason that keeps them apart whatever else agrees
_HINTS = ("role", "party", "of", "field", "in", "area", "topic", "place")
_MOST_REASONS = 6
_HASH = 6


class Decision(msgspec.Struct, frozen=True):
    """Why an article's person is one with others, or apart from them.

    Attributes:
        rule: ``name`` (joined those of the name), ``spelling`` (whose name is written otherwise), ``surname`` (of a
            full name elsewhere), ``apart`` (is none of those before), ``joined`` (turned out to be another), ``user``.
        confidence: 0.5 to 1.
        reasons: in words, for and against those whom the article joined; the weightiest first.
        rival: the nearest of those from whom it is apart: key and number of the name; None if there is none.
        against: the reasons for that.
    """

    rule: str
    confidence: float
    reasons: tuple[str, ...] = ()
    rival: tuple[str, int] | None = None
    against: tuple[str, ...] = ()


@dataclass(slots=True)
class Person:
    """Somebody of a name.

    Attributes:
        known: what is known from all articles so far.
        profile: what the earliest article tells.
        earliest: that article.
        latest: the last article so far.
        words: how that one writes the name; see :class:`kg.link.identity.names.Name`.
    """

    known: Known
    profile: Profile
    earliest: str
    latest: str = ""
    words: frozenset[str] = frozenset()


class Namesakes:
    """The people of one name. Give it the profiles in order, then :meth:`settle` it.

    Parameters:
        key: of the name; see :class:`kg.link.identity.names.Name`.
    """

    def __init__(self, key: str) -> None:
        self.key = key
        self.people: list[Person] = []
        self._recent: OrderedDict[int, Person] = OrderedDict()

    def place(self, article: str, profile: Profile) -> tuple[int, Decision | None]:
        """Return the number of the person whom a profile shows, and the decision if there was anything to decide."""
        alone = Known(profile.name)
        alone.add(profile)
        ranked = sorted(
            ((weigh(alone, person.known, common=profile.common), number) for number, person in self._rivals(article, profile)),
            key=lambda item: (-item[0].score, item[1]),
        )  # fmt: skip
        if not ranked or ranked[0][0].score < 0:
            number = self._begin(alone, article, profile)
            return number, self._apart(*ranked[0]) if ranked else None
        verdict, number = ranked[0]
        known = self.people[number].known
        spelled = fold(profile.name).letters in known.names
        first = known.first
        known.add(profile)
        self._touch(number, article, profile)
        rival = ranked[1] if len(ranked) > 1 else None
        if rival is None and verdict.score >= _CLOSE and spelled and first == profile.name:
            return number, None
        return number, self._told("name" if spelled else "spelling", verdict, rival)

    def _rivals(self, article: str, profile: Profile) -> list[tuple[int, Person]]:
        """Return who may be meant: an article that writes two names otherwise means two people."""
        words = fold(profile.name).words
        return [
            (number, person)
            for number, person in self._recent.items()
            if person.latest != article or words in person.words
        ]

    def _begin(self, alone: Known, article: str, profile: Profile) -> int:
        number = len(self.people)
        self.people.append(Person(alone, profile, article))
        self._touch(number, article, profile)
        return number

    def _touch(self, number: int, article: str, profile: Profile) -> None:
        person = self.people[number]
        person.words = frozenset({fold(profile.name).words}) | (
            person.words if person.latest == article else frozenset()
        )
        person.latest = article
        self._recent[number] = person
        self._recent.move_to_end(number)
        if len(self._recent) > _RIVALS:
            self._recent.popitem(last=False)

    def _apart(self, verdict: Verdict, number: int) -> Decision:
        return Decision("apart", verdict.confidence, (), (self.key, number), in_words(verdict.reasons))

    def _told(self, rule: str, verdict: Verdict, rival: tuple[Verdict, int] | None) -> Decision:
        return Decision(
            rule, verdict.confidence, in_words(verdict.reasons),
            None if rival is None else (self.key, rival[1]), () if rival is None else in_words(rival[0].reasons),
        )  # fmt: skip

    def settle(self) -> dict[int, tuple[int, Decision]]:
        """Join people who turn out to be one; return whom each of them joined, and why."""
        joined: dict[int, tuple[int, Decision]] = {}
        for number in sorted(self._recent):
            found = self._same(number, joined)
            if found is not None:
                verdict, other = found
                self.people[other].known.join(self.people[number].known)
                joined[number] = (other, self._told("joined", verdict, None))
        return joined

    def _same(self, number: int, joined: dict[int, tuple[int, Decision]]) -> tuple[Verdict, int] | None:
        person = self.people[number]
        verdicts = [
            (weigh(person.known, self.people[other].known, common=True), other)
            for other in sorted(self._recent)
            if other < number and other not in joined and self.people[other].latest != person.latest
        ]
        fitting = [
            (verdict, other)
            for verdict, other in verdicts
            if verdict.score >= _JOINS and all(reason.weight > _HARD for reason in verdict.reasons)
        ]
        return max(fitting, key=lambda item: (item[0].score, -item[1]), default=None)


def in_words(reasons: tuple[Reason, ...]) -> tuple[str, ...]:
    """Return the weightiest reasons in words."""
    return tuple(str(reason) for reason in reasons[:_MOST_REASONS])


def hint_of(profile: Profile, article: str, taken: Collection[str]) -> str:
    """Return what tells a person from namesakes: a role, an employer, a field; else a hash of the article.

    Parameters:
        profile: of the person in its earliest article.
        article: the key of that.
        taken: the words (:attr:`kg.link.identity.names.Name.words`) of the hints that others of the name have.
    """
    values: dict[str, list[str]] = {}
    for feature in profile.features:
        kind, _, value = feature.partition(":")
        values.setdefault(kind, []).append(value)
    kind = next((kind for kind in _HINTS if kind in values), "")
    hint = ""
    if kind:
        hint = max(values[kind], key=lambda value: (kind == "role") * len(value))
    if not hint or fold(hint).words in taken:
        hint = f"{hint} {hashlib.sha256(article.encode()).hexdigest()[:_HASH]}".strip()
    return hint
