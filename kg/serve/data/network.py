"""Who speaks with or about whom, and where each stands in the picture: the same graph gives the same picture."""

import math
import threading
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache, partial

from kg.serve.data.catalogue import Catalogue

WIDTH, HEIGHT = 1000, 700
_STRONGEST = 70
_ROUNDS = 80
_MARGIN = 60
_KEPT = 64
_ABOUT = """
SELECT quotation.speaker AS a, about.thing AS b, count(*) AS n FROM quotation
JOIN about ON about.quotation = quotation.id JOIN thing ON thing.id = about.thing
WHERE thing.kind IN ('person', 'organization') AND quotation.day >= ? AND quotation.day <= ? {topic}
GROUP BY a, b HAVING a IS NOT NULL ORDER BY n DESC, a, b LIMIT ?"""
_WITH = """
WITH speaks AS (SELECT DISTINCT article, speaker FROM quotation WHERE speaker IS NOT NULL AND day >= ? AND day <= ? {topic})
SELECT one.speaker AS a, other.speaker AS b, count(*) AS n FROM speaks AS one
JOIN speaks AS other ON other.article = one.article AND other.speaker > one.speaker
GROUP BY a, b ORDER BY n DESC, a, b LIMIT ?"""
_TOPIC = "AND quotation.article IN (SELECT article FROM appears JOIN thing ON thing.id = appears.thing WHERE thing.iri = ?)"


@dataclass(frozen=True, slots=True)
class Dot:
    """A person, organisation or place in the picture; ``weight`` counts their quotations in it."""

    iri: str
    name: str
    x: float
    y: float
    weight: int


@dataclass(frozen=True, slots=True)
class Edge:
    """How often one speaks about, or in the same article as, another."""

    source: Dot
    target: Dot
    times: int


@dataclass(frozen=True, slots=True)
class Picture:
    """The strongest ties."""

    dots: tuple[Dot, ...]
    edges: tuple[Edge, ...]


class Pictures:
    """Draws the network of a graph, each picture once as long as it is among the last that were asked for.

    Parameters:
        catalogue: of the graph.
    """

    def __init__(self, catalogue: Catalogue) -> None:
        self._draw = lru_cache(_KEPT)(partial(picture, catalogue))
        self._turn = threading.Lock()

    def of(self, *, about: bool, since: str, until: str, topic: str) -> Picture:
        """Return a picture; see :func:`picture`. Many who ask for the same at once wait for one drawing of it."""
        with self._turn:
            return self._draw(about=about, since=since, until=until, topic=topic)


def picture(catalogue: Catalogue, *, about: bool, since: str, until: str, topic: str) -> Picture:
    """Draw who speaks about whom, or who speaks in the same articles, between two days and under a topic (an IRI)."""
    sql = (_ABOUT if about else _WITH).format(topic=_TOPIC if topic else "")
    values = (since, until or "9999", *([topic] if topic else []), _STRONGEST)
    ties = [(row["a"], row["b"], row["n"]) for row in catalogue.rows(sql, values)]
    numbers = sorted({number for a, b, _ in ties for number in (a, b)})
    places = _laid_out(numbers, ties)
    marks = ", ".join("?" * len(numbers))
    rows = {
        row["id"]: row
        for row in catalogue.rows(f"SELECT id, iri, name FROM thing WHERE id IN ({marks})", numbers)  # noqa: S608
    }
    weights = {number: sum(n for a, b, n in ties if number in (a, b)) for number in numbers}
    dots = {n: Dot(rows[n]["iri"], rows[n]["name"], *places[n], weights[n]) for n in numbers}
    return Picture(tuple(dots.values()), tuple(Edge(dots[a], dots[b], n) for a, b, n in ties))


def _laid_out(numbers: list[int], ties: list[tuple[int, int, int]]) -> dict[int, tuple[float, float]]:
    """Place nodes by attraction and repulsion (Fruchterman and Reingold 1991), from a circle, with no chance in it."""
    count = len(numbers)
    at = {
        number: [math.cos(2 * math.pi * i / count), math.sin(2 * math.pi * i / count)]
        for i, number in enumerate(numbers)
    }
    ideal = math.sqrt(4 / max(1, count))
    for step in range(_ROUNDS):
        moves = _moves(numbers, ties, at, ideal)
        heat = 0.2 * (1 - step / _ROUNDS)
        for number in numbers:
            x, y = moves[number]
            length = math.hypot(x, y) or 1.0
            at[number][0] += x / length * min(length, heat)
            at[number][1] += y / length * min(length, heat)
    return _fitted(at)


def _moves(
    numbers: list[int], ties: list[tuple[int, int, int]], at: dict[int, list[float]], ideal: float
) -> dict[int, list[float]]:
    moves = {
        number: [-0.8 * at[number][0], -0.8 * at[number][1]] for number in numbers
    }  # a pull to the middle
    for i, one in enumerate(numbers):
        for other in numbers[i + 1 :]:
            _push(moves, at, (one, other), lambda distance: ideal * ideal / distance)
    for one, other, _ in ties:
        if one != other:
            _push(moves, at, (one, other), lambda distance: -distance * distance / ideal)
    return moves


def _push(
    moves: dict[int, list[float]],
    at: dict[int, list[float]],
    pair: tuple[int, int],
    force: Callable[[float], float],
) -> None:
    one, other = pair
    x, y = at[one][0] - at[other][0], at[one][1] - at[other][1]
    distance = max(math.hypot(x, y), 0.01)
    strength = force(distance) / distance
    moves[one][0] += x * strength
    moves[one][1] += y * strength
    moves[other][0] -= x * strength
    moves[other][1] -= y * strength


def _fitted(at: dict[int, list[float]]) -> dict[int, tuple[float, float]]:
    """Stretch the picture over its area."""
    if not at:
        return {}
    left, top = (min(place[axis] for place in at.values()) for axis in (0, 1))
    wide, high = (
        max(place[axis] for place in at.values()) - low or 1.0 for axis, low in ((0, left), (1, top))
    )
    return {
        number: (
            round(_MARGIN + (x - left) / wide * (WIDTH - 2 * _MARGIN), 1),
            round(_MARGIN + (y - top) / high * (HEIGHT - 2 * _MARGIN), 1),
        )
        for number, (x, y) in at.items()
    }
