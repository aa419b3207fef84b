"""The graph that is shown, and what was put in order beside it when it was opened."""

from kg.serve.data.graph import ServedGraph, open_graph

__all__ = ["ServedGraph", "open_graph"]
