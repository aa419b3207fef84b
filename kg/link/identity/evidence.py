"""Weighs whether two profiles are of one person: what speaks for it, what against it, and the words for each reason.

Weights are logarithms of odds, as in the model of record linkage by I. Fellegi and A. Sunter (*A Theory for Record
Linkage*, 1969); they were set by hand and are held by the floors of ``tests/quality``. No count of the whole corpus is
among them, so that an article that is added changes no earlier decision.
"""

import math
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from kg.link.identity.names import fold
from kg.link.identity.profile import Profile

_FAR = 60  # features of one kind that a group keeps
_RARE, _LARGE = 0.01, 100  # a feature of a smaller share of a group of so many articles is no evidence
_FAIR = (
    0.25  # of the articles that tell the most frequent value of a kind, so large a share must tell another
)
_REGULAR = {"field": math.inf, "area": math.inf, "with": 3, "place": 3}  # or so many articles; of these kinds
_CERTAIN, _STEPS = 6.0, 20

Values = Collection[str]


class Reason(NamedTuple):
    """One thing that speaks for or against: its kind, what agrees or differs, its weight (negative: against).

    The values are those of the two who were weighed, so its words are to be asked for before these learn more.
    """

    kind: str
    value: str | tuple[Values, ...]
    weight: float

    def __str__(self) -> str:
        value = self.value if isinstance(self.value, str) else ", not ".join(map(_shown, self.value))
        return f"{self.kind}{': ' if value else ''}{value} ({self.weight:+.1f})"


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether a profile is of a person: the sum of all weights, and the reasons, the weightiest first."""

    score: float
    reasons: tuple[Reason, ...] = ()

    @property
    def confidence(self) -> float:
        """Return how sure the verdict is, one or the other way, 0.5 to 1."""
        return round(round(_STEPS / (1 + math.exp(-min(abs(self.score), _CERTAIN)))) / _STEPS, 2)


@dataclass(slots=True)
class Known:
    """What is known of one person from several articles.

    Attributes:
        first: the name of the earliest of its profiles.
        articles: how many.
        names: the letters of its names; see :class:`kg.link.identity.names.Name`.
        seconds: the second words of its names.
        features: kind to value to the number of articles that have it.
        born: years of birth.
        suffixes: ``junior``, ``senior``.
        written: what people named with this one are called, by their folded names.
    """

    first: str
    articles: int = 0
    names: set[str] = field(default_factory=set)
    seconds: set[str] = field(default_factory=set)
    features: dict[str, dict[str, int]] = field(default_factory=dict)
    born: set[int] = field(default_factory=set)
    suffixes: set[str] = field(default_factory=set)
    written: dict[str, str] = field(default_factory=dict)

    def add(self, profile: Profile) -> None:
        """Take what an article tells over."""
        self.articles += 1
        for name in (profile.known_as, *profile.forms):
            folded = fold(name)
            self.names.add(folded.letters)
            if folded.second:
                self.seconds.add(folded.second)
            if folded.suffix:
                self.suffixes.add(folded.suffix)
        if profile.born is not None:
            self.born.add(profile.born)
        for feature in profile.features:
            kind, _, value = feature.partition(":")
            value, _, written = value.partition("~")
            if written:
                self.written.setdefault(value, written)
            counts = self.features.setdefault(kind, {})
            counts[value] = counts.get(value, 0) + 1
        self._trim()

    def join(self, other: "Known") -> None:
        """Take over what is known of another who turned out to be the same."""
        self.articles += other.articles
        self.names |= other.names
        self.seconds |= other.seconds
        self.born |= other.born
        self.suffixes |= other.suffixes
        self.written = other.written | self.written
        for kind, values in other.features.items():
            counts = self.features.setdefault(kind, {})
            for value, count in values.items():
                counts[value] = counts.get(value, 0) + count
        self._trim()

    def _trim(self) -> None:
        for kind, counts in self.features.items():
            if len(counts) > 2 * _FAR:
                kept = sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:_FAR]
                self.features[kind] = dict(kept)
        if len(self.written) > 2 * _FAR:
            self.written = {key: self.written[key] for key in self.features["with"] if key in self.written}

    def otherwise_called(self, other: "Known") -> bool:
        """Say whether the second words of the names tell that they are of others."""
        return bool(self.seconds and other.seconds) and not self.seconds & other.seconds

    def of(self, kind: str) -> Values:
        """Return the values of a kind, without those that only a few of many articles have.

        Fields must have a fair share: one article may err. So must people and places, or come regularly: in many
        articles namesakes share some by chance.
        """
        counts = self.features.get(kind)
        if not counts:
            return ()
        least = self.least(kind)
        return counts.keys() if least <= 1 else [value for value, count in counts.items() if count >= least]

    def has(self, kind: str) -> bool:
        """Say whether there is a value of a kind; see :meth:`of`."""
        return kind in self.features and (self.articles < _LARGE or bool(self.of(kind)))

    def least(self, kind: str) -> float:
        """Return how many articles must have a value of a kind that there is."""
        least = _RARE * self.articles if self.articles >= _LARGE else 0.0
        if kind not in _REGULAR or _FAIR * self.articles <= 1:
            return least
        return max(least, min(_FAIR * max(self.features[kind].values()), _REGULAR[kind]))


Shared = dict[str, set[str]]
"""Kinds to the values that two have in common."""


def _shared(one: Known, other: Known) -> Shared:
    many = one.articles >= _LARGE or other.articles >= _LARGE
    found: Shared = {}
    for kind, mine in one.features.items():
        others = other.features.get(kind)
        both = mine.keys() & others.keys() if others else None
        if both and (many or kind in _REGULAR):
            least, least_other = one.least(kind), other.least(kind)
            both = {
                value for value in both if mine[value] >= least and other.features[kind][value] >= least_other
            }
        if both:
            found[kind] = both
    return found


_SAME_NAME, _COMMON_NAME, _SINGLE_NAME = 1.7, 0.5, 0.3
_OTHER_SPELLING, _OTHER_WORDS, _RARE_SURNAME = -0.5, -1.0, -0.2
_FAR_FIELDS, _NEAR_FIELDS, _FAR_AREAS, _OTHER_ROLE = -2.5, -1.1, -0.8, -0.5
_OFTEN = 3  # articles of both from which on a difference weighs no more
_NEAR = {
    frozenset(pair.split("+"))
    for pair in (
        "politics+protest politics+business politics+labour politics+farming politics+science politics+justice politics+media "
        "politics+education politics+health politics+military politics+church science+health science+education science+farming "
        "justice+police justice+crime police+crime media+arts arts+education arts+science sport+business sport+health protest+church "
        "business+labour business+farming business+science health+education rescue+police rescue+health business+arts "
        "protest+farming protest+science church+education politics+police politics+rescue justice+business crime+business sport+media"
    ).split()
}
"""Fields between which one person may well move, or which one article may well join."""


def weigh(profile: Known, other: Known, *, common: bool) -> Verdict:
    """Weigh whether two are one person, whose names may be one.

    Parameters:
        profile: what one article, or a group of them, tells.
        other: whom it may be.
        common: whether so many bear the surname that namesakes are to be expected.
    """
    shared = _shared(profile, other)
    reasons = [*_names(profile, other, common=common), *_ages(profile, other)]
    for rule in (_roles, _fields, _employers, _company):
        reasons += rule(profile, other, shared)
    if profile.features and other.features and not any(r.weight > 0 and r.kind != "name" for r in reasons):
        reasons.append(Reason("nothing shared", "", -0.8))
    reasons.sort(key=lambda reason: (-abs(reason.weight), reason.kind))
    return Verdict(round(sum(reason.weight for reason in reasons), 2), tuple(reasons))


def _names(one: Known, other: Known, *, common: bool) -> Iterable[Reason]:
    if one.suffixes and other.suffixes and not one.suffixes & other.suffixes:
        yield Reason("suffix", (one.suffixes, other.suffixes), -8.0)
    single = not fold(one.first).full
    if one.names & other.names:
        yield Reason("name", "", _SINGLE_NAME if single else _COMMON_NAME if common else _SAME_NAME)
    elif single == fold(other.first).full and not common:
        yield Reason("surname", other.first, _RARE_SURNAME)
    else:
        alike = fold(one.first).words.count("-") == fold(other.first).words.count("-")
        yield Reason("spelling", f"{one.first} and {other.first}", _OTHER_SPELLING if alike else _OTHER_WORDS)


def _ages(one: Known, other: Known) -> Iterable[Reason]:
    if one.born and other.born:
        apart = min(abs(a - b) for a in one.born for b in other.born)
        if apart <= 1:
            yield Reason("born", f"about {min(one.born)}", 1.5)
        elif apart > 2:
            yield Reason("born", f"about {min(one.born)}, not {min(other.born)}", -5.0)


def _often(one: Known, other: Known, shared: Shared) -> int:
    """Return how often it counts that two differ in what they do: once if they know the same people, who may see them change."""
    return 1 if "with" in shared else min(one.articles, other.articles, _OFTEN)


def _roles(one: Known, other: Known, shared: Shared) -> Iterable[Reason]:
    heads = shared.get("head", set())
    if "role" in shared:
        special = shared["role"] - heads
        yield Reason("role", (special or shared["role"],), 2.5 if special else 1.3)
    elif heads:
        yield Reason("role", (heads,), 0.8)
    elif one.has("role") and other.has("role"):
        weight = round(_OTHER_ROLE * _often(one, other, shared), 2)
        yield Reason("role", (one.of("role"), other.of("role")), weight)
    if heads and "in" not in shared and one.has("in") and other.has("in"):
        yield Reason("place of the role", (one.of("in"), other.of("in")), -1.5)


def _fields(one: Known, other: Known, shared: Shared) -> Iterable[Reason]:
    if "field" in shared:
        yield Reason("field", (shared["field"],), 1.0)
        return
    mine, others = one.of("field"), other.of("field")
    if mine and others:
        near = any(frozenset((a, b)) in _NEAR for a in mine for b in others)
        weight = round(_NEAR_FIELDS * _often(one, other, shared), 2) if near else _FAR_FIELDS
        yield Reason("field", (mine, others), weight)
        return
    mine, others = mine or one.of("area"), others or other.of("area")
    same = set(mine).intersection(others)
    if same:
        yield Reason("subject", (same,), 0.6)
    elif mine and others and not any(frozenset((a, b)) in _NEAR for a in mine for b in others):
        yield Reason("subject", (mine, others), _FAR_AREAS)


def _employers(one: Known, other: Known, shared: Shared) -> Iterable[Reason]:
    if "party" in shared:
        yield Reason("party", (shared["party"],), 1.2)
    elif one.has("party") and other.has("party"):
        yield Reason("party", (one.of("party"), other.of("party")), -1.2)
    if "of" in shared:
        yield Reason("organisation", (shared["of"],), 1.2)
    if "in" in shared:
        yield Reason("place of the role", (shared["in"],), 0.4)


_COMPANY: tuple[tuple[str, str, Callable[[int], float]], ...] = (
    ("with", "named with", lambda n: min(1.2 + 0.8 * (n - 1), 3.6)),
    ("org", "organisations", lambda n: min(0.8 * n, 1.6)),
    ("topic", "topics", lambda n: min(0.4 * n, 0.8)),
    ("place", "places", lambda n: min(0.3 * n, 0.6)),
    ("listed", "known organisations", lambda n: min(0.2 * n, 0.4)),
    ("country", "countries", lambda n: min(0.1 * n, 0.3)),
)


_APART, _ENOUGH = {"with": -0.7, "place": -1.0, "org": -0.3}, 5


def _company(one: Known, other: Known, shared: Shared) -> Iterable[Reason]:
    for kind, word, weight in _COMPANY:
        both = shared.get(kind)
        if both:
            values = [one.written.get(value, value) for value in both] if one.written else both
            yield Reason(word, (values,), round(weight(len(both)), 2))
        elif kind in _APART and one.has(kind) and other.has(kind):
            seen = min(one.articles, other.articles, _ENOUGH)
            yield Reason(f"no {word} shared", "", round(_APART[kind] * (seen - 0.5), 2))


def _shown(values: Values) -> str:
    chosen = sorted(values)
    return ", ".join(chosen[:4]) + (" …" if len(chosen) > 4 else "")
