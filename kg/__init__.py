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
    from kg.records import extract_articles, extract_lines, read_text
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
    "extract_articles": "kg.records",
    "extract_lines": "kg.records",
    "load": "kg.graph",
    "read": "kg.graph",
    "read_text": "kg.records",
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
    "extract_articles",
    "extract_lines",
    "load",
    "read",
    "read_text",
]


def __getattr__(name: str) -> Any:
    """Import a public name when it is first used (PEP 562), so that ``kg --help`` stays quick."""
    if name not in _HOMES:
        raise AttributeError(f"module 'kg' has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)


def __dir__() -> list[str]:
    return __all__
