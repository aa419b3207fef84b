"""Runs the encoder: a sentence in, the probabilities of the labels of each of its words out."""

import json
from collections.abc import Sequence
from functools import cache
from typing import Any

from kg.errors import UsageError
from kg.models import load
from kg.tagging.features import NONE
from kg.tagging.pieces import END, PAD, START, Pieces

try:
    import numpy as np
    import onnxruntime
except ImportError as error:
    raise UsageError(
        "--quality best needs the package onnxruntime; install it with: pip install 'kg-news[best]'"
    ) from error

Array = np.ndarray[Any, Any]
Cut = tuple[int, ...]
"""Numbers of a word's pieces, or rows of its features."""

LONGEST = 254
"""Pieces of a sentence that the encoder has places for, beside the marks at both ends."""
_NEVER = -1e4


class Model:
    """A model on one core.

    Parameters:
        data: an ONNX graph that holds its vocabulary and the names of its labels.
    """

    def __init__(self, data: bytes) -> None:
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.log_severity_level = 3
        self._session = onnxruntime.InferenceSession(data, options, providers=["CPUExecutionProvider"])
        notes = self._session.get_modelmeta().custom_metadata_map
        self.pieces = Pieces(json.loads(notes["pieces"]))
        self.labels: tuple[str, ...] = tuple(json.loads(notes["labels"]))

    def __call__(self, words: Sequence[str], told: Sequence[Cut]) -> Array:
        """Return the logarithms of the labels' probabilities for the words of a sentence.

        Sentences go one by one: together, the shorter ones would be filled up, and sums be made in another order.

        Parameters:
            words: the sentence.
            told: the rows of their features; see :func:`kg.tagging.features.numbers`.
        """
        inputs = given([fitting([self.pieces(word) for word in words])], [told])
        rows: Array = self._session.run(None, inputs)[0][0]
        return rows


@cache
def model() -> Model:
    """Return the model that ships with kg, read once.

    Raises:
        ModelError: if it is missing or damaged.
    """
    return Model(load("names-de-best"))


def fitting(cuts: list[Cut]) -> list[Cut]:
    """Return the pieces of a sentence's words, of its last words no more than the encoder has places for.

    A word beyond that keeps no piece and is judged by its features and its neighbours.
    """
    left, found = LONGEST, []
    for cut in cuts:
        found.append(cut[:left])
        left -= len(found[-1])
    return found


def given(cuts: Sequence[Sequence[Cut]], told: Sequence[Sequence[Cut]]) -> dict[str, Array]:
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
            if cut:
                pool[at, word, place : place + len(cut)] = 1 / len(cut)
            place += len(cut)
    places = np.arange(length)
    return {"pieces": pieces, "places": places, "mask": mask, "pool": pool, "features": known, "words": words}
