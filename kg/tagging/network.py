"""A small convolutional network that reads the words of sentences and weighs the labels of each.

Every number in it is whole. Weights and states have 8 bits and are multiplied as 32-bit floats, which are exact while sums
stay below 2^24. So it does not matter in which order a processor adds, which sentences are read together, or whose library
multiplies: every machine finds the same.
"""

from collections.abc import Iterator, Mapping, Sequence
from io import BytesIO
from typing import Any

import numpy as np

from kg.errors import ModelError
from kg.tagging.features import of_form, of_tag
from kg.tagging.forms import Form
from kg.tagging.pieces import Pieces

Array = np.ndarray[Any, Any]
Tagged = tuple[Sequence[Form], Sequence[str]]
"""The words of a sentence, analysed, and their parts of speech."""

TOP = 127
"""No state is greater."""
_KEPT = 1 << 14
"""Word forms whose vectors are kept; one takes half a kilobyte."""
_BATCH = 500
"""Words after which no further sentence is read with the others: so all of it stays near the processor."""
_ONE_THREAD = 1 << 18
"""Multiplications that OpenBLAS does on one thread. Processes side by side must not fight for processors."""


class Network:
    """A network whose numbers are whole.

    Parameters:
        data: an archive of arrays (NumPy's ``.npz``), as ``training.network`` writes it.

    Raises:
        ModelError: if it is none.
    """

    def __init__(self, data: bytes) -> None:
        try:
            with np.load(BytesIO(data), allow_pickle=False) as file:
                parts: dict[str, Array] = dict(file)
        except ValueError as error:
            raise ModelError("the network of names is not one of kg's; install kg again") from error
        self.labels = tuple(_lines(parts["labels"]))
        self._shares = parts["shares"]
        self._pieces = Pieces(dict(zip(_lines(parts["pieces"]), parts["scores"].tolist(), strict=True)))
        self._vectors, self._facts = parts["vectors"], parts["facts"]
        self._tags = parts["tags"].astype(np.float32)
        self._form, self._out = _Layer(parts, "form"), _Layer(parts, "out")
        self._layers = [_Layer(parts, f"layer{at}") for at in range(int(parts["layers"]))]
        self._known: dict[str, Array] = {}

    def __call__(self, sentences: Sequence[Tagged]) -> list[Array]:
        """Return for each sentence a row for each word: what speaks for each label, see :meth:`chances`."""
        return [rows for batch in _batches(sentences) for rows in self._weighed(batch)]

    def chances(self, weights: Array) -> Array:
        """Return the probabilities of the labels of words.

        How a label shares with the best one is looked up, for processors differ in the last digit of an exponential.

        Parameters:
            weights: what speaks for each label of each word.
        """
        below = weights.max(1, keepdims=True) - weights
        shares = self._shares[np.minimum(below, len(self._shares) - 1)]
        found: Array = shares / shares.sum(1, keepdims=True)
        return found

    def _weighed(self, sentences: Sequence[Tagged]) -> list[Array]:
        lengths = [len(forms) for forms, _ in sentences]
        ends = np.cumsum(lengths)
        # a row of zeros before and after each sentence, so that no word sees another sentence
        places = np.arange(ends[-1]) + np.repeat(np.arange(1, len(lengths) + 1), lengths)
        forms = self._formed([form for forms, _ in sentences for form in forms])
        tags = self._tags[[of_tag(tag) for _, tags in sentences for tag in tags]]
        inside = np.zeros((ends[-1] + len(lengths) + 1, 1), np.float32)
        inside[places] = 1
        states = np.zeros((len(inside), forms.shape[1]), np.float32)
        states[places] = first = np.clip(forms + tags, -TOP, TOP)
        for number, layer in enumerate(self._layers):
            found = np.maximum(layer(states), 0)
            if number:
                found += states
            states = np.minimum(np.rint(found), TOP) * inside
        weights = np.rint(self._out(np.concatenate([states[places], first], 1)))
        return np.split(weights.astype(np.int64), ends[:-1])

    def _formed(self, forms: Sequence[Form]) -> Array:
        """Return the vectors of words; those of forms not met before are worked out together."""
        if len(self._known) > _KEPT:
            self._known.clear()
        new = {form.text: form for form in forms if form.text not in self._known}
        if new:
            self._known.update(zip(new, self._read(list(new.values())), strict=True))
        return np.concatenate([self._known[form.text] for form in forms]).reshape(len(forms), -1)

    def _read(self, forms: Sequence[Form]) -> Array:
        """Return the vectors of word forms: from the average of their pieces, the first, the last, and what is known."""
        cuts = [self._pieces(form.text) for form in forms]
        lengths = np.array([len(cut) for cut in cuts])
        starts = np.cumsum(lengths) - lengths
        pieces = self._vectors[[piece for cut in cuts for piece in cut]].astype(np.float32)
        average = np.rint(np.add.reduceat(pieces, starts) / lengths[:, None].astype(np.float32))
        states = np.concatenate([average, pieces[starts], pieces[starts + lengths - 1]], 1)
        facts = self._facts[[of_form(form) for form in forms]].sum(1, dtype=np.float32)
        return np.clip(np.rint(self._form(states, facts)), 0, TOP)


class _Layer:
    """A matrix, or three for a word and its neighbours; what is added, and what a sum is worth in the next state."""

    def __init__(self, parts: Mapping[str, Array], name: str) -> None:
        self._matrices = [np.ascontiguousarray(one, np.float32) for one in parts[f"{name}.weight"]]
        self._bias = parts[f"{name}.bias"].astype(np.float32)
        self._worth: Array = parts[f"{name}.worth"]

    def __call__(self, states: Array, added: Array | float = 0) -> Array:
        middle = self._matrices[len(self._matrices) // 2]
        found = product(states, middle)
        if len(self._matrices) > 1:
            found[1:] += product(states, self._matrices[0])[:-1]
            found[:-1] += product(states, self._matrices[2])[1:]
        return (found + self._bias + added) * self._worth


def product(states: Array, matrix: Array) -> Array:
    """Return the product of two matrices, a few rows at a time: so few that BLAS starts no threads."""
    size, width = matrix.shape
    few = max(1, _ONE_THREAD // matrix.size)
    whole = len(states) // few * few
    found = np.empty((len(states), width), np.float32)
    np.matmul(states[:whole].reshape(-1, few, size), matrix, out=found[:whole].reshape(-1, few, width))
    np.matmul(states[whole:], matrix, out=found[whole:])
    return found


def _batches(sentences: Sequence[Tagged]) -> Iterator[list[Tagged]]:
    batch: list[Tagged] = []
    words = 0
    for sentence in sentences:
        batch.append(sentence)
        words += len(sentence[0])
        if words > _BATCH:
            yield batch
            batch, words = [], 0
    if batch:
        yield batch


def _lines(array: Array) -> list[str]:
    return array.tobytes().decode().split("\n")
