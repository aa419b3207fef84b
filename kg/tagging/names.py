"""Names of persons, places, organisations and other things in tagged sentences."""

from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

import numpy as np

from kg.models import load
from kg.tagging.forms import Form
from kg.tagging.network import Array, Network, Tagged

_NEVER = -(1 << 20)


class Name(NamedTuple):
    """A name among the words of a sentence.

    Attributes:
        start, end: half-open range of words.
        type: ``PER``, ``LOC``, ``ORG`` or ``OTH``.
        probability: of the least certain of its words.
    """

    start: int
    end: int
    type: str
    probability: float


@cache
def network() -> Network:
    """Return the network that ships with kg, read once.

    Raises:
        ModelError: if it is missing or damaged.
    """
    return Network(load("names-de"))


def find(forms: Sequence[Form], tags: Sequence[str]) -> list[Name]:
    """Return the names among the words of a sentence, in order; see :func:`find_all`."""
    return find_all([(forms, tags)])[0]


def find_all(sentences: Sequence[Tagged]) -> list[list[Name]]:
    """Return the names in each of some sentences, which are read together, but each by itself.

    Raises:
        ModelError: if a model of the installation is missing or damaged.
    """
    found: list[list[Name]] = [[] for _ in sentences]
    capital = [at for at, (forms, _) in enumerate(sentences) if any(form.text[0].isupper() for form in forms)]
    if capital:
        rows = network()([sentences[at] for at in capital])
        for at, weights in zip(capital, rows, strict=True):
            found[at] = _names(weights)
    return found


def _names(weights: Array) -> list[Name]:
    labels, path = network().labels, decoded(weights, network().labels)
    sure = network().chances(weights)[np.arange(len(path)), path].tolist()
    return [
        Name(start, end, kind, min(sure[start:end]))
        for start, end, kind in spans([labels[number] for number in path])
    ]


def decoded(weights: Array, labels: Sequence[str]) -> list[int]:
    """Return the likeliest labels of a sentence of which I-… only goes on what has begun (Viterbi 1967).

    Parameters:
        weights: what speaks for each label of each word, as logarithms.
        labels: their names.
    """
    wrong = _wrong(tuple(labels))
    path = weights.argmax(1)
    before = np.concatenate([[labels.index("O")], path[:-1]])
    if not wrong[before, path].any():
        return [int(number) for number in path]
    best, ways = weights[0] + wrong[labels.index("O")], []
    for row in weights[1:]:
        sums = best[:, None] + wrong
        ways.append(sums.argmax(0))
        best = sums.max(0) + row
    back = [int(best.argmax())]
    for step in reversed(ways):
        back.append(int(step[back[-1]]))
    return back[::-1]


@cache
def _wrong(labels: tuple[str, ...]) -> Array:
    """Return what speaks against a label after another."""
    return np.array([[_NEVER if b[0] == "I" and a[1:] != b[1:] else 0 for b in labels] for a in labels])


def spans(labels: Sequence[str]) -> Iterator[tuple[int, int, str]]:
    """Yield first word, end and type of each name in labels ``B-…``, ``I-…`` and ``O``."""
    start, kind = 0, ""
    for at, label in enumerate([*labels, "O"]):
        if kind and label != f"I-{kind}":
            yield start, at, kind
            kind = ""
        if label != "O" and not kind:
            start, kind = at, label[2:]
