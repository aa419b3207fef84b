"""The network as the archive of whole numbers that :mod:`kg.tagging.network` reads."""

from collections.abc import Iterable, Mapping
from io import BytesIO
from math import exp
from typing import Any

import numpy as np
from torch import Tensor, nn

from kg.tagging.features import FACTS
from kg.tagging.network import TOP
from training.names import LABELS
from training.network.module import LAYERS, STEP, UNTOLD, Network, scales

Array = np.ndarray[Any, Any]
_EXACT = 1 << 24
_WHOLE = 1 << 20
"""The share of the best label; one that is ``_FAR`` steps below it weighs nothing."""
_FAR = 960
FINE = 1 / 64
"""What a step of a label's weight is worth: a natural logarithm."""


def packed(network: Network, pieces: Mapping[str, float]) -> bytes:
    """Return the bytes of a model.

    Parameters:
        network: what was learned.
        pieces: the vocabulary, with log-probabilities.

    Raises:
        ValueError: if a sum could be too great to be exact.
    """
    file = BytesIO()
    np.savez(file, **_parts(network, pieces))
    return file.getvalue()


def _parts(network: Network, pieces: Mapping[str, float]) -> dict[str, Array]:
    facts = _steps(network.facts, STEP * scales(network.form.weight), np.int16)
    parts = {
        "labels": _lines(LABELS),
        "pieces": _lines(pieces),
        "scores": np.array(list(pieces.values()), np.float32),
        "shares": np.array([round(_WHOLE * exp(-far * FINE)) for far in range(_FAR)], np.int64),
        "vectors": _steps(network.vectors.clamp(-TOP * STEP, TOP * STEP), STEP, np.int8),
        "tags": _steps(network.tags[:UNTOLD].clamp(-TOP * STEP, TOP * STEP), STEP, np.int8),
        "facts": facts,
        "layers": np.array(LAYERS),
        **_matrix("form", network.form, 1, FACTS * int(np.abs(facts).max())),
        **_matrix("out", network.out, 1, worth=STEP / FINE),
    }
    for number, layer in enumerate(network.layers):
        parts |= _matrix(f"layer{number}", layer, 3)
    return parts


def _matrix(name: str, matrix: nn.Module, parts: int, added: int = 0, worth: float = 1) -> dict[str, Array]:
    scale = scales(matrix.weight)
    weight = _steps(matrix.weight, scale, np.int8)
    bias = _steps(matrix.bias, STEP * scale, np.int32)
    most = (TOP * np.abs(weight.astype(np.int64)).sum(0) + np.abs(bias)).max() + added
    if most >= _EXACT:
        raise ValueError(f"sums in {name} may reach {most}, which 32-bit floats do not hold exactly")
    return {
        f"{name}.weight": weight.reshape(parts, -1, weight.shape[1]),
        f"{name}.bias": bias,
        f"{name}.worth": (worth * scale).numpy(),
    }


def _steps(x: Tensor, step: Tensor | float, kind: type[np.signedinteger[Any]]) -> Array:
    """Return numbers in whole steps.

    Raises:
        ValueError: if one is too great for its kind.
    """
    found = np.rint((x.detach() / step).numpy())
    if np.abs(found).max() > np.iinfo(kind).max:
        raise ValueError(f"{np.abs(found).max():.0f} steps are more than {kind.__name__} holds")
    return found.astype(kind)


def _lines(words: Iterable[str]) -> Array:
    return np.frombuffer("\n".join(words).encode(), np.uint8)
