"""Parts the articles that have one name into people: each article joins the person it fits best, or begins a new one.

Articles come in the order of their days, and what is told of the reasons is what was known when the article came, so that
an archive may grow without all of it being written anew.
"""

import hashlib
from collections import OrderedDict
from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from itertools import starmap

import msgspec

from kg.link.identity.evidence import Known, Reason, Verdict, weigh
from kg.link.identity.names import SINGLE, fold
from kg.link.identity.profile import Profile

MOST = 32  # groups of one name with whom an article is compared: those that were in the news last
_MOST_OF_SINGLE = 12  # of a surname alone, which says less
_KEPT = 0.75  # the share of them that is kept when there are more, even after joining
_CLEAR = 4.5  # the score from which an article joins a group at once
_CLEAR_OF_MANY, _AHEAD, _SETTLED = 2.0, 1.0, 3  # or this one, of so many articles, if no other comes near
_CLOSE = 1.0  # a score below it is a decision that is worth telling
_HARD, _BEING = (
    -2.0,
    frozenset({"born", "suffix", "field"}),
)  # reasons that keep groups apart whatever else agrees
_HINTS = ("role", "party", "of", "field", "in", "area", "topic", "place")
_MOST_REASONS, _TELLING = 6, 0.8
_MOST_RANKED = 4
_HASH = 6


class Decision(msgspec.Struct, frozen=True, tag=True):
    """Why an article's person is one with others, or apart from them.

    Attributes:
        rule: ``name`` (joined those of the name), ``spelling`` (whose name is written otherwise), ``surname`` (of a
            full name elsewhere), ``apart`` (is none of those before), ``joined`` (only later articles showed whom),
            ``user``.
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


class Compared(msgspec.Struct, frozen=True):
    """How well an article fitted a group when it came: the person's number; 1 for well, 0 for hardly, -1 for not; how sure
    that is; the reasons."""

    number: int
    fit: int
    confidence: float
    reasons: tuple[str, ...]


class Placed(msgspec.Struct, frozen=True, tag=True):
    """What was weighed when an article came.

    Attributes:
        key: of the name.
        spelled: whether the name is spelled as before.
        ranked: the groups that fitted best, the best first.
    """

    key: str
    spelled: bool
    ranked: tuple[Compared, ...] = ()

    def decision(self, same: Callable[[int], bool]) -> Decision | None:
        """Return what was decided, or None if there was nothing to decide.

        Parameters:
            same: whether the article is of the person of a group, now that all articles are known.
        """
        own = next((each for each in self.ranked if same(each.number)), None)
        rival = next((each for each in self.ranked if not same(each.number)), None)
        if rival is None and (own is None or (own.fit > 0 and self.spelled)):
            return None
        if own is None or own.fit < 0:
            rule = "joined" if own else "apart"
        else:
            rule = "name" if self.spelled else "spelling"
        return Decision(
            rule, (own or rival or self.ranked[0]).confidence, own.reasons if own else (),
            (self.key, rival.number) if rival else None, rival.reasons if rival else (),
        )  # fmt: skip


@dataclass(slots=True)
class Group:
    """Articles of one person of a name.

    Attributes:
        number: of the person, the same whatever other people there are: 0 for the first, else a hash of its first article.
        known: what is known from all articles so far.
        profile: what the earliest article tells.
        earliest: that article.
        latest: the last article so far.
        words: how that one writes the name; see :class:`kg.link.identity.names.Name`.
        others: groups that are somebody else, since an article has both under other spellings.
    """

    number: int
    known: Known
    profile: Profile
    earliest: str
    latest: str = ""
    words: frozenset[str] = frozenset()
    others: set[int] = field(default_factory=set)


class Namesakes:
    """The people of one name. Give it the profiles in order, then :meth:`settle` it.

    An article joins a group if it clearly fits; else it begins one. In the end groups are joined, the best fitting first;
    while there are too many to compare, those that clearly fit, and those that leave.

    Parameters:
        key: of the name; see :class:`kg.link.identity.names.Name`.
    """

    def __init__(self, key: str) -> None:
        self.key = key
        self._most = _MOST_OF_SINGLE if key.startswith(SINGLE) else MOST
        self.groups: list[Group] = []
        self.joined: dict[int, int] = {}
        self._recent: OrderedDict[int, Group] = OrderedDict()

    def place(self, article: str, profile: Profile) -> tuple[int, Placed | None]:
        """Return the place of the group that an article joins, and what was weighed if that may be worth telling."""
        alone = Known(profile.known_as)
        alone.add(profile)
        name = fold(profile.known_as)
        strangers = {n for n, g in self._recent.items() if g.latest == article and name.words not in g.words}
        ranked = sorted(
            (
                (weigh(alone, group.known, common=profile.common), n)
                for n, group in self._recent.items()
                if n not in strangers and not alone.otherwise_called(group.known)
            ),
            key=lambda item: (-item[0].score, item[1]),
        )
        spelled = not ranked or name.letters in self.groups[ranked[0][1]].known.names
        clear = self._clear(ranked)
        number = ranked[0][1] if clear else len(self.groups)
        trivial = not ranked or (
            clear and len(ranked) == 1 and spelled and self.groups[number].known.first == profile.name
        )
        placed = (
            None
            if trivial
            else Placed(self.key, spelled, tuple(starmap(self._compared, ranked[:_MOST_RANKED])))
        )
        if clear:
            self.groups[number].known.join(alone)
        else:
            person = _hash(article, profile.name) if self.groups else 0
            self.groups.append(Group(person, alone, profile, article))
        self._touch(number, article, name.words, strangers)
        return number, placed

    def _compared(self, verdict: Verdict, number: int) -> Compared:
        fit = -1 if verdict.score < 0 else int(verdict.score >= _CLOSE)
        return Compared(self.groups[number].number, fit, verdict.confidence, in_words(verdict.reasons))

    def _clear(self, ranked: list[tuple[Verdict, int]]) -> bool:
        """Say whether an article joins the group that fits it best: a group of many articles asks for less."""
        if not ranked:
            return False
        score = ranked[0][0].score
        ahead = score - ranked[1][0].score if len(ranked) > 1 else score
        settled = self.groups[ranked[0][1]].known.articles >= _SETTLED
        return score >= _CLEAR or (settled and score >= _CLEAR_OF_MANY and ahead >= _AHEAD)

    def _touch(self, number: int, article: str, words: str, strangers: set[int]) -> None:
        group = self.groups[number]
        group.words = frozenset({words}) | (group.words if group.latest == article else frozenset())
        group.latest = article
        group.others |= strangers
        for stranger in strangers:
            self.groups[stranger].others.add(number)
        self._recent[number] = group
        self._recent.move_to_end(number)
        if len(self._recent) > self._most:
            self._join_all(_CLEAR_OF_MANY)
            while len(self._recent) > _KEPT * self._most:
                self._leave()

    def _leave(self) -> None:
        """Decide on the group that was in the news longest ago: it joins the one that it fits best, or stays what it is."""
        oldest = next(iter(self._recent))
        fits = {other: self._fit(oldest, other) for other in self._recent if other != oldest}
        best = max(fits, key=lambda other: (fits[other], -other))
        if fits[best] < 0:
            self._recent.pop(oldest)
        else:
            self._recent.move_to_end(self._join(oldest, best))

    def settle(self) -> None:
        """Join groups that are one person, the best fitting first; :attr:`joined` then has those that were, with an earlier one."""
        self._join_all(0.0)

    def _join_all(self, least: float) -> None:
        """Join groups that fit at least so well, the best fitting first."""
        scores = {
            (one, other): self._fit(one, other)
            for one in self._recent
            for other in self._recent
            if one < other
        }
        while scores:
            best = max(scores, key=lambda pair: (scores[pair], -pair[0], -pair[1]))
            if scores[best] < least:
                return
            kept = self._join(*best)
            scores = {pair: score for pair, score in scores.items() if not set(best) & set(pair)}
            for other in self._recent:
                if other != kept:
                    scores[min(kept, other), max(kept, other)] = self._fit(kept, other)

    def _fit(self, one: int, other: int) -> float:
        """Return how well two groups fit; less than zero if they are not one person."""
        one, other = min(one, other), max(one, other)
        first, second = self.groups[one], self.groups[other]
        if one == other or one in second.others or first.known.otherwise_called(second.known):
            return -1.0
        verdict = weigh(second.known, first.known, common=first.profile.common)
        hard = any(reason.kind in _BEING and reason.weight <= _HARD for reason in verdict.reasons)
        return min(verdict.score, -1.0) if hard else verdict.score

    def _join(self, one: int, other: int) -> int:
        """Join two groups under the earlier number, and return that."""
        kept, gone = min(one, other), max(one, other)
        self.groups[kept].known.join(self.groups[gone].known)
        self.groups[kept].others |= self.groups[gone].others
        for stranger in self.groups[gone].others:
            self.groups[stranger].others.add(kept)
        if self.groups[gone].latest > self.groups[kept].latest:
            self.groups[kept].latest, self.groups[kept].words = (
                self.groups[gone].latest,
                self.groups[gone].words,
            )
        self.joined[gone] = kept
        self._recent.pop(gone, None)
        self._recent.setdefault(kept, self.groups[kept])
        return kept

    def root(self, number: int) -> int:
        """Return the number of the group that a group has become part of, or its own."""
        while number in self.joined:
            number = self.joined[number]
        return number


def _hash(*words: str) -> int:
    digest = hashlib.blake2b("\n".join(words).encode("utf-8", "surrogatepass"), digest_size=7)
    return int.from_bytes(digest.digest(), "big")


def in_words(reasons: tuple[Reason, ...]) -> tuple[str, ...]:
    """Return the weightiest reasons in words; what weighs little is told only if there is nothing else.

    So what an article tells does not hang on every place that others have in common with it.
    """
    telling = [reason for reason in reasons if abs(reason.weight) >= _TELLING] or reasons[:1]
    return tuple(map(str, telling[:_MOST_REASONS]))


def hint_of(profile: Profile, article: str, taken: Collection[str]) -> str:
    """Return what tells a person from namesakes: a role, an employer, a field; else a hash of the article.

    Parameters:
        profile: of the person in its earliest article.
        article: the key of that.
        taken: the words (:attr:`kg.link.identity.names.Name.words`) of the hints that others of the name have.
    """
    values: dict[str, str] = {}
    for feature in profile.features:
        kind, _, value = feature.partition(":")
        values.setdefault(kind, value)
    hint = profile.title or next((values[kind] for kind in _HINTS if kind in values), "")
    if not hint or fold(hint).words in taken:
        hint = f"{hint} {hashlib.sha256(article.encode()).hexdigest()[:_HASH]}".strip()
    return hint
