"""For tests, of kg and of its plugins: the reference writer of the text edition, invented articles, contracts."""

from kg.testing.contracts import ContractBroken, check_exporter, check_extractor, check_reader
from kg.testing.edition import FORMS, SourceArticle, SourceRelated, cut, render, wrap
from kg.testing.generate import generated

__all__ = [
    "FORMS",
    "ContractBroken",
    "SourceArticle",
    "SourceRelated",
    "check_exporter",
    "check_extractor",
    "check_reader",
    "cut",
    "generated",
    "render",
    "wrap",
]
