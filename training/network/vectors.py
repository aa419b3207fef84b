"""The vectors of pieces that the network begins with: those of the encoder, cut down to fewer numbers."""

import json

import numpy as np
import onnx
import torch
from onnx import numpy_helper
from torch import Tensor

from kg.models import load
from kg.tagging.network import Array
from training.network.module import Words

SIZE = 96
"""Numbers of a vector: they keep half of what the encoder's 384 tell."""
SPREAD = 1.2
"""Standard deviation of the numbers."""
_TABLE = "encoder.pieces.weight"


def vectors(words: Words) -> Tensor:
    """Return a vector for each piece: principal components, of which the first are made no greater than they need be.

    Parameters:
        words: the forms that will be met; frequent pieces count for more.
    """
    table = _table()
    weights = np.sqrt(np.bincount(words.pieces.numpy().ravel(), minlength=len(table)) + 0.1)
    centred = table - np.average(table, axis=0, weights=weights)
    values, directions = np.linalg.eigh((centred * weights[:, None]).T @ centred / weights.sum())
    first = np.argsort(-values)[:SIZE]
    found = centred @ directions[:, first] / values[first] ** 0.25
    return torch.from_numpy((found * (SPREAD / found.std())).astype(np.float32))


def vocabulary() -> dict[str, float]:
    """Return the encoder's pieces with their log-probabilities."""
    notes = {note.key: note.value for note in onnx.load_from_string(load("names-de-best")).metadata_props}
    found: dict[str, float] = json.loads(notes["pieces"])
    return found


def _table() -> Array:
    tensors = {
        tensor.name: tensor for tensor in onnx.load_from_string(load("names-de-best")).graph.initializer
    }
    short, scales = (numpy_helper.to_array(tensors[name]) for name in (_TABLE, f"{_TABLE}.scales"))
    return short.astype(np.float64) * scales
