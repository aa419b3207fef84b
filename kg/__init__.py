"""kg turns a folder of news articles into a knowledge graph: who said what, about whom, when, and where.

import kg
graph = kg.build("corpus/")
graph.rdf, graph.networkx(), graph.save("graph.ttl")
document = kg.read("article.txt")
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from kg.version import VERSION as __version__

if TYPE_CHECKING:
    from kg.errors import KgError
    from kg.graph import Graph, build, load, read
    from kg.model import Article, Document, Mention, Quotation, Span
    from kg.report import Problem, Report

_HOMES = {
    "Article": "kg.model",
    "Document": "kg.model",
    "Graph": "kg.graph",
    "KgError": "kg.errors",
    "Mention": "kg.model",
    "Problem": "kg.report",
    "Quotation": "kg.model",
    "Report": "kg.report",
    "Span": "kg.model",
    "build": "kg.graph",
    "load": "kg.graph",
    "read": "kg.graph",
}

__all__ = [
    "Article",
    "Document",
    "Graph",
    "KgError",
    "Mention",
    "Problem",
    "Quotation",
    "Report",
    "Span",
    "__version__",
    "build",
    "load",
    "read",
]


def __getattr__(name: str) -> Any:
    """Import a public name when it is first used (PEP 562), so that ``kg --help`` stays quick."""
    if name not in _HOMES:
        raise AttributeError(f"module 'kg' has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)


def __dir__() -> list[str]:
    return __all__
