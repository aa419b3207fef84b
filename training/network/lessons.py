"""Sentences as numbers, a little different each time: names are exchanged, words are hidden."""

import random
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np
import torch
from torch import Tensor

from kg.tagging.features import NONE, of_form, of_tag
from kg.tagging.forms import analyse
from kg.tagging.network import Array
from kg.tagging.pieces import Pieces
from training.names import LABELS, spans
from training.network.module import Batch, Words
from training.network.texts import Labelled

EXCHANGED, HIDDEN, UNTOLD = 0.3, 0.03, 0.1
"""Share of names that become others of their type, of words of which all is hidden, of others whose features are."""
_TAG = 5
"""The place of the part of speech in ``NONE``."""


class Lesson(NamedTuple):
    """A sentence: the number of each word's form, of its part of speech, and the share of each label."""

    forms: Array
    tags: Array
    shares: Array


class Lexicon:
    """Numbers word forms, from 1 on, and tells what stands for them.

    Parameters:
        pieces: cuts words.
    """

    def __init__(self, pieces: Pieces) -> None:
        self._pieces = pieces
        self._numbers: dict[str, int] = {}
        self._cuts: list[tuple[int, ...]] = [(0,)]
        self._facts = [NONE[:_TAG] + NONE[_TAG + 1 :]]

    def lesson(self, sentence: Labelled) -> Lesson:
        """Return a sentence as numbers."""
        words, tags, shares = sentence
        return Lesson(
            np.array([self._of(word) for word in words]), np.array([of_tag(tag) for tag in tags]), shares
        )

    def _of(self, word: str) -> int:
        form = analyse(word)
        if form.text not in self._numbers:
            self._numbers[form.text] = len(self._cuts)
            self._cuts.append(self._pieces(form.text))
            self._facts.append(of_form(form))
        return self._numbers[form.text]

    def words(self) -> Words:
        """Return what stands for the forms met so far."""
        most = max(map(len, self._cuts))
        pieces = torch.tensor([[*cut, *[0] * (most - len(cut))] for cut in self._cuts])
        shares = torch.tensor([[1 / len(cut)] * len(cut) + [0.0] * (most - len(cut)) for cut in self._cuts])
        return Words(pieces, shares, torch.tensor([cut[-1] for cut in self._cuts]), torch.tensor(self._facts))


class Names:
    """The names of some sentences, to exchange others for.

    Parameters:
        lessons: where they are from.
    """

    def __init__(self, lessons: Sequence[Lesson]) -> None:
        self._names: dict[str, list[Lesson]] = defaultdict(list)
        for lesson in lessons:
            for start, end, kind in _named(lesson):
                self._names[kind].append(_part(lesson, start, end))

    def exchanged(self, lesson: Lesson, rng: random.Random) -> Lesson:
        """Return a sentence with some of its names exchanged for others of their type."""
        parts, at = [], 0
        for start, end, kind in _named(lesson):
            if rng.random() < EXCHANGED:
                parts += [_part(lesson, at, start), rng.choice(self._names[kind])]
                at = end
        parts.append(_part(lesson, at, len(lesson.forms)))
        return Lesson(*(np.concatenate(column) for column in zip(*parts, strict=True)))


def _named(lesson: Lesson) -> list[tuple[int, int, str]]:
    return spans([LABELS[number] for number in lesson.shares.argmax(1)])


def _part(lesson: Lesson, start: int, end: int) -> Lesson:
    return Lesson(*(column[start:end] for column in lesson))


def gold(labels: Sequence[str]) -> Array:
    """Return the shares of the labels of a sentence of which there is no doubt."""
    return np.eye(len(LABELS), dtype=np.float32)[[LABELS.index(label) for label in labels]]


def batches(lessons: Sequence[Lesson], words: int, rng: random.Random) -> Iterator[list[Lesson]]:
    """Yield the sentences in another order, some words at a time."""
    batch: list[Lesson] = []
    for lesson in rng.sample(lessons, len(lessons)):
        batch.append(lesson)
        if sum(len(one.forms) + 1 for one in batch) >= words:
            yield batch
            batch = []
    if batch:
        yield batch


def joined(lessons: Sequence[Lesson], hidden: float = 0.0, untold: float = 0.0) -> tuple[Batch, Tensor]:
    """Return sentences one after another, and the shares of the labels of their words.

    Parameters:
        lessons: the sentences.
        hidden, untold: share of the words whose pieces and features are hidden, and of those whose features are.
    """
    none = np.zeros(1, np.int64)
    forms = torch.from_numpy(np.concatenate([none, *(part for one in lessons for part in (one.forms, none))]))
    tags = torch.from_numpy(np.concatenate([none, *(part for one in lessons for part in (one.tags, none))]))
    lengths = torch.tensor([len(one.forms) + 1 for one in lessons])
    sentence = torch.repeat_interleave(torch.arange(len(lessons)), lengths)
    chance = torch.rand(len(forms))
    batch = Batch(
        forms,
        tags,
        torch.cat([sentence[:1], sentence]),
        (chance < hidden).float(),
        (chance < hidden + untold).float(),
    )
    return batch, torch.from_numpy(np.concatenate([one.shares for one in lessons]))
