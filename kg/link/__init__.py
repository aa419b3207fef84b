"""Across articles: references to other articles become links between nodes of the graph, and what is nearly the same is found."""

from kg.link.duplicates import Duplicates, signature
from kg.link.references import Reference, References, Resolved, Stub

__all__ = ["Duplicates", "Reference", "References", "Resolved", "Stub", "signature"]
