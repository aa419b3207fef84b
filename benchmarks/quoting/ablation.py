"""What each family of rules brings: the figures without it."""

import importlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from unittest.mock import patch

from benchmarks.quoting.corpus import Corpus

_PACKAGE = "kg.extract.quotations"
FAMILIES = {
    "verbal": ("verbal", "findings"),
    "anaphoric": ("verbal", "anaphoric"),
    "prepositional": ("prepositional", "findings"),
    "nominal": ("nominal", "findings"),
    "free": ("free", "findings"),
    "reported": ("reported", "findings"),
    "fragments": ("direct", "fragments"),
    "carried speakers": ("find", "_CARRIED"),
}
"""Family: module and what it takes part with; a function that yields findings, or the rules whose speaker is carried over."""


def _nothing(*_: Any) -> tuple[()]:
    return ()


@contextmanager
def without(family: str) -> Iterator[None]:
    """Switch a family of rules off.

    Raises:
        AttributeError: if the code has no such family any more; correct the table.
    """
    module, name = FAMILIES[family]
    found = importlib.import_module(f"{_PACKAGE}.{module}")
    nothing: Any = frozenset() if isinstance(getattr(found, name), frozenset) else _nothing
    with patch.object(found, name, nothing):
        yield


def ablations(corpus: Corpus) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield each family with the scorer's report without it."""
    for family in FAMILIES:
        with without(family):
            yield family, corpus.score(corpus.predictions())
