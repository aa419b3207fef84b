"""Pairs of persons in articles: which are one in truth, and which in the graph."""

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass

from benchmarks.identifying.corpus import Invented
from benchmarks.resolving.system import built


@dataclass(frozen=True, slots=True)
class Pairs:
    """How many pairs are one in truth, in the graph, and in both."""

    gold: int
    found: int
    right: int

    @property
    def precision(self) -> float:
        """Return the share of the graph's pairs that are right."""
        return self.right / self.found if self.found else 1.0

    @property
    def recall(self) -> float:
        """Return the share of the true pairs that the graph has."""
        return self.right / self.gold if self.gold else 1.0

    @property
    def f1(self) -> float:
        """Return the harmonic mean of both."""
        return 2 * self.right / (self.found + self.gold) if self.found + self.gold else 1.0


Item = tuple[str, int]
"""An article's name, and who is meant."""


def score(found: Mapping[Item, Hashable]) -> Pairs:
    """Count pairs, given what the graph says of each person in each article."""

    def pairs(classes: Iterable[Hashable]) -> int:
        return sum(n * (n - 1) // 2 for n in Counter(classes).values())

    return Pairs(
        pairs(who for _, who in found),
        pairs(found.values()),
        pairs((who, node) for (_, who), node in found.items()),
    )


def answered(articles: Iterable[Invented]) -> dict[Item, str]:
    """Build the graph of an invented corpus and return which node it has for each person in each article.

    A person whose name was not found in an article is nobody else's.
    """
    listed = list(articles)
    graph = built((article.name, article.source) for article in listed)
    found: dict[Item, str] = {}
    for article in listed:
        answer = graph.answers[article.name]
        nodes: dict[str, Counter[str]] = defaultdict(Counter)
        for mention in answer.mentions:
            if mention.entity is not None:
                nodes[answer.text[mention.start : mention.end]][mention.entity] += 1
        for name, who in article.people:
            best = nodes[name].most_common(1)
            found[article.name, who] = best[0][0] if best else f"nobody in {article.name}: {name}"
    return found
