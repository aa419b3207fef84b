"""Finds the files that ship with kg: ontology, shapes, examples, language tables."""

from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path


def folder(name: str) -> Traversable:
    """Return a bundled folder (``ontology``, ``shapes``, ``examples``).

    In a wheel it lies inside the package, in a checkout or an editable install beside it.
    """
    packaged = files("kg") / name
    return packaged if packaged.is_dir() else Path(__file__).parents[1] / name
