"""The network as a torch module that rounds all its numbers as :mod:`kg.tagging.network` does.

A rounding passes the gradient on as if it were none (Bengio et al. 2013), so that whole numbers are what is learned.
"""

from math import sqrt
from typing import Any, NamedTuple

import torch
from torch import Tensor, nn
from torch.nn import functional

from kg.tagging.features import ROWS, TAGS
from kg.tagging.network import TOP
from training.names import LABELS

WORD, WIDTH, LAYERS = 128, 192, 3
"""Numbers in the vector of a word and in the states above it; layers, of which each sees a word and its two neighbours."""
STEP = 1 / 16
"""What a step of a state is worth."""
DROPPED, LAST_DROPPED = 0.2, 0.25
"""Share of numbers that are dropped in training."""
UNTOLD = len(TAGS) + 1
"""The part of speech of a word whose features are hidden."""


class Words(NamedTuple):
    """What stands for each word form.

    Attributes:
        pieces: their numbers, filled up with zeros.
        shares: one part of each piece, nothing for what was filled up.
        last: the last piece.
        facts: rows of its features; of form 0, which stands between sentences, those of a word of which nothing is known.
    """

    pieces: Tensor
    shares: Tensor
    last: Tensor
    facts: Tensor


class Batch(NamedTuple):
    """Sentences one after another, with form 0 before, between and after them.

    Attributes:
        forms, tags, sentence: of each word: its form, its part of speech, the number of its sentence.
        hidden, untold: 1 for words whose pieces, or features, are hidden.
    """

    forms: Tensor
    tags: Tensor
    sentence: Tensor
    hidden: Tensor
    untold: Tensor


class _Round(torch.autograd.Function):
    @staticmethod
    def forward(context: Any, x: Tensor) -> Tensor:
        return torch.round(x)

    @staticmethod
    def backward(context: Any, gradient: Tensor) -> Tensor:
        return gradient


def rounded(x: Tensor, least: int = 0) -> Tensor:
    """Return a state in whole steps from the least to the greatest."""
    found: Tensor = _Round.apply(torch.clamp(x / STEP, least, TOP)) * STEP
    return found


def scales(weight: Tensor) -> Tensor:
    """Return for each column of a matrix what a step of its 8 bits is worth."""
    return weight.detach().abs().amax(0).clamp(min=1e-6) / TOP


def short(weight: Tensor) -> Tensor:
    """Return a matrix in whole steps."""
    found: Tensor = _Round.apply(weight / scales(weight)) * scales(weight)
    return found


class Matrix(nn.Module):
    """Multiplies by a matrix in whole steps, and adds."""

    def __init__(self, size: int, width: int, gain: float) -> None:
        super().__init__()
        self.weight = nn.Parameter(torch.randn(size, width) * sqrt(gain / size))
        self.bias = nn.Parameter(torch.zeros(width))

    def forward(self, x: Tensor) -> Tensor:
        """Return the product."""
        found: Tensor = x @ short(self.weight) + self.bias
        return found


class Network(nn.Module):
    """The network.

    Parameters:
        vectors: of the pieces, to begin with.
    """

    def __init__(self, vectors: Tensor) -> None:
        super().__init__()
        self.vectors = nn.Parameter(vectors.clone())
        self.facts = nn.Parameter(torch.randn(ROWS, WORD) * 0.05)
        self.tags = nn.Parameter(torch.randn(UNTOLD + 1, WORD) * 0.05)
        self.form = Matrix(3 * vectors.shape[1], WORD, 1)
        self.layers = nn.ModuleList(
            Matrix(3 * (WIDTH if number else WORD), WIDTH, 2) for number in range(LAYERS)
        )
        self.out = Matrix(WIDTH + WORD, len(LABELS), 1)

    def forward(self, words: Words, batch: Batch) -> Tensor:
        """Return the logits of the labels of each word."""
        forms, place = batch.forms.unique(return_inverse=True)
        seen = self._seen(words, forms)[place] * (1 - batch.hidden[:, None])
        facts = functional.embedding_bag(words.facts[forms], self.facts, mode="sum")[place]
        none = functional.embedding_bag(words.facts[:1], self.facts, mode="sum")
        x = functional.relu(self.form(seen) + torch.lerp(facts, none, batch.untold[:, None]))
        tags = torch.where(batch.untold > 0, UNTOLD, batch.tags)
        x = self._dropped(rounded(x) + rounded(self.tags, -TOP)[tags], DROPPED, batch.sentence)
        inside = (batch.forms > 0).float()[:, None]
        first = x = rounded(functional.dropout(x, DROPPED, self.training), -TOP) * inside
        for number, layer in enumerate(self.layers):
            none = torch.zeros(1, x.shape[1])
            near = torch.cat([torch.cat([none, x[:-1]]), x, torch.cat([x[1:], none])], 1)
            y = functional.dropout(functional.relu(layer(near)), DROPPED, self.training)
            x = rounded(x + y if number else y) * inside
        x = self._dropped(x, LAST_DROPPED, batch.sentence)
        found: Tensor = self.out(torch.cat([x, first], 1))
        return found

    def _seen(self, words: Words, forms: Tensor) -> Tensor:
        """Return of the pieces of some forms the average, the first and the last."""
        vectors = rounded(functional.embedding(words.pieces[forms], self.vectors), -TOP)
        average = rounded((vectors * words.shares[forms][..., None]).sum(1), -TOP)
        last = rounded(functional.embedding(words.last[forms], self.vectors), -TOP)
        return torch.cat([average, vectors[:, 0], last], 1)

    def _dropped(self, x: Tensor, share: float, sentence: Tensor) -> Tensor:
        """Drop some numbers in all words of a sentence."""
        if not self.training:
            return x
        kept = (torch.rand(int(sentence.max()) + 1, x.shape[1]) > share).float() / (1 - share)
        return x * kept[sentence]
