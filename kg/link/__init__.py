"""Across articles: references to other articles become links between nodes of the graph."""

from kg.link.references import Reference, References, Resolved, Stub

__all__ = ["Reference", "References", "Resolved", "Stub"]
