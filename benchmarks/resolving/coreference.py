"""Coreference metrics: B³ (Bagga & Baldwin 1998) and LEA (Moosavi & Strube 2016).

Key and response are partitions of mentions; a mention may stand in one of them only. Both metrics are returned as the
four sums of which precision and recall are made, so that the articles of a corpus add up.
"""

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass

Cluster = frozenset[Hashable]


@dataclass(frozen=True, slots=True)
class Score:
    """Sums of a measure; precision and recall are 0 where there is nothing to divide by."""

    hit_precision: float = 0.0
    all_precision: float = 0.0
    hit_recall: float = 0.0
    all_recall: float = 0.0

    def __add__(self, other: "Score") -> "Score":
        """Add the sums of another article."""
        return Score(
            self.hit_precision + other.hit_precision,
            self.all_precision + other.all_precision,
            self.hit_recall + other.hit_recall,
            self.all_recall + other.all_recall,
        )

    @property
    def precision(self) -> float:
        """Return the share of the response that is right."""
        return self.hit_precision / self.all_precision if self.all_precision else 0.0

    @property
    def recall(self) -> float:
        """Return the share of the key that is found."""
        return self.hit_recall / self.all_recall if self.all_recall else 0.0

    @property
    def f1(self) -> float:
        """Return the harmonic mean of precision and recall."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


def b_cubed(key: Sequence[Cluster], response: Sequence[Cluster]) -> Score:
    """Score by mention: how much of its cluster belongs together (Bagga & Baldwin 1998, section 4)."""
    return Score(
        sum(_shares(response, key)), sum(map(len, response)), sum(_shares(key, response)), sum(map(len, key))
    )


def _shares(own: Iterable[Cluster], other: Iterable[Cluster]) -> Iterable[float]:
    others = tuple(other)
    for cluster in own:
        for theirs in others:
            common = len(cluster & theirs)
            yield common * common / len(cluster)


def lea(key: Sequence[Cluster], response: Sequence[Cluster]) -> Score:
    """Score by link, weighted by the size of the entity (Moosavi & Strube 2016, section 4).

    A cluster of one has a link to itself, which is found only by a cluster of one.
    """
    return Score(
        sum(_resolved(response, key)),
        sum(map(len, response)),
        sum(_resolved(key, response)),
        sum(map(len, key)),
    )


def _resolved(own: Iterable[Cluster], other: Iterable[Cluster]) -> Iterable[float]:
    others = tuple(other)
    for cluster in own:
        if len(cluster) == 1:
            yield float(cluster in others)
            continue
        found = sum(_links(len(cluster & theirs)) for theirs in others)
        yield len(cluster) * found / _links(len(cluster))


def _links(size: int) -> int:
    return size * (size - 1) // 2
