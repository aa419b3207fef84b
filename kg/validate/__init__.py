"""Holds graphs against the bundled SHACL shapes: a fast engine decides, pySHACL explains and has the last word.

``shacl`` (PyPI) needs about a millisecond an article, pySHACL 160; where the fast one finds anything, and on
a sample of what it passes, pySHACL looks again, and what it says counts.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from kg.validate.gate import Validator
from kg.validate.shapes import ontology_text, shapes_text
from kg.validate.violation import Violation

if TYPE_CHECKING:
    from kg.validate.engines import Engine, ValidationReport, read_shapes, validate

__all__ = [
    "Engine",
    "ValidationReport",
    "Validator",
    "Violation",
    "ontology_text",
    "read_shapes",
    "shapes_text",
    "validate",
]


def __getattr__(name: str) -> Any:
    """Import the engines when they are first asked for (PEP 562): a build that conforms needs no rdflib."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module("kg.validate.engines"), name)
