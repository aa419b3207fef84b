"""Reads what was trained: each folder holds ``model.bin`` and a ``CARD.md`` that says from what, how and how good.

Only formats that cannot run code are read: crfsuite's own, ONNX, archives of NumPy's arrays without objects, and the table of
:mod:`kg.models.words`. A file whose SHA-256 is not the one on its card is refused.
"""

import re
from functools import cache
from hashlib import sha256
from importlib.resources import files
from importlib.resources.abc import Traversable

from kg.errors import ModelError

_SUM = re.compile(r"sha256: ([0-9a-f]{64})")


def checked(folder: Traversable) -> bytes:
    """Return the bytes of the model in a folder.

    Raises:
        ModelError: if the model or its card is missing, or the two do not belong together.
    """
    try:
        data, card = (folder / "model.bin").read_bytes(), (folder / "CARD.md").read_text("utf-8")
    except OSError as error:
        raise ModelError(f"the model {folder.name!r} is missing: {error}; install kg again") from error
    expected = _SUM.search(card)
    if expected is None or sha256(data).hexdigest() != expected[1]:
        raise ModelError(
            f"the model {folder.name!r} is damaged: its SHA-256 is not that of its card; install kg again"
        )
    return data


@cache
def load(name: str) -> bytes:
    """Return the bytes of a model that ships with kg, read and checked once.

    Raises:
        ModelError: if it is missing or damaged.
    """
    return checked(files("kg.models") / name)
