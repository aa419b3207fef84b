"""Runs a model: sentences in, a state or the labels of each of their words out."""

import json
from collections.abc import Sequence
from typing import Any

import numpy as np
import onnxruntime

from kg.tagging.forms import analyse
from kg.tagging.pos import tags
from training.encoder.features import NONE, numbers
from training.encoder.pieces import END, PAD, START, Pieces

Array = np.ndarray[Any, Any]
Cut = tuple[int, ...]
"""Numbers of a word's pieces, or rows of its features."""

_BATCH = 16
_NEVER = -1e4


class Model:
    """A model on one core.

    Parameters:
        data: an ONNX graph that holds its vocabulary.
    """

    def __init__(self, data: bytes) -> None:
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.log_severity_level = 3
        self._session = onnxruntime.InferenceSession(data, options, providers=["CPUExecutionProvider"])
        self._inputs = {item.name for item in self._session.get_inputs()}
        self._pieces = Pieces(json.loads(self._session.get_modelmeta().custom_metadata_map["pieces"]))

    def __call__(self, sentences: Sequence[Sequence[str]]) -> list[Array]:
        """Return what the model gives for the words of each sentence."""
        cuts = [[self._pieces(word) for word in words] for words in sentences]
        order = sorted(range(len(cuts)), key=lambda at: (sum(map(len, cuts[at])), at))
        found: dict[int, Array] = {}
        for first in range(0, len(order), _BATCH):
            batch = order[first : first + _BATCH]
            given = _given([cuts[at] for at in batch], [features(sentences[at]) for at in batch])
            (rows,) = self._session.run(None, {name: given[name] for name in self._inputs})
            found |= {at: row[: len(cuts[at])] for at, row in zip(batch, rows, strict=True)}
        return [found[at] for at in range(len(cuts))]


def features(words: Sequence[str]) -> list[Cut]:
    """Return the rows of features of each word of a sentence whose parts of speech are tagged first."""
    forms = [analyse(word) for word in words]
    return [numbers(form, tag) for form, tag in zip(forms, tags(forms), strict=True)]


def _given(cuts: Sequence[Sequence[Cut]], told: Sequence[Sequence[Cut]]) -> dict[str, Array]:
    """Return the inputs of a graph; see :data:`training.encoder.graph.INPUTS`."""
    rows = [[START, *(piece for cut in words for piece in cut), END] for words in cuts]
    length, most = max(map(len, rows)), max(map(len, cuts))
    pieces = np.full((len(rows), length), PAD, np.int64)
    mask = np.full((len(rows), 1, 1, length), _NEVER, np.float32)
    pool = np.zeros((len(rows), most, length), np.float32)
    known = np.full((len(rows), most, len(NONE)), NONE, np.int64)
    words = np.zeros((len(rows), most, 1), np.float32)
    for at, row in enumerate(rows):
        pieces[at, : len(row)], mask[at, ..., : len(row)] = row, 0
        known[at, : len(told[at])], words[at, : len(told[at])] = told[at], 1
        place = 1
        for word, cut in enumerate(cuts[at]):
            pool[at, word, place : place + len(cut)] = 1 / len(cut)
            place += len(cut)
    places = np.arange(length)
    return {"pieces": pieces, "places": places, "mask": mask, "pool": pool, "features": known, "words": words}


def decoded(logarithms: Array, labels: Sequence[str]) -> list[str]:
    """Return the most probable labels of a sentence of which I-… only goes on what has begun (Viterbi 1967).

    Parameters:
        logarithms: of the probability of each label of each word.
        labels: their names.
    """
    wrong = [[b[0] == "I" and a[1:] != b[1:] for b in labels] for a in labels]
    forbidden = np.where(wrong, _NEVER, 0.0)
    best, steps = logarithms[0] + forbidden[labels.index("O")], []
    for row in logarithms[1:]:
        ways = best[:, None] + forbidden
        steps.append(ways.argmax(0))
        best = ways.max(0) + row
    path = [int(best.argmax())]
    for before in reversed(steps):
        path.append(int(before[path[-1]]))
    return [labels[number] for number in reversed(path)]
