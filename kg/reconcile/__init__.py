"""Ties what a graph names to the items of an authority file, by a service that the user names.

The service speaks the Reconciliation Service API 0.2 of the W3C's Entity Reconciliation Community Group.
"""

from kg.reconcile.asking import Asking, Watcher
from kg.reconcile.link import Linked, Options, link
from kg.reconcile.nodes import FACTS
from kg.reconcile.review import Row, Verdict, read_reviews, write_review

__all__ = [
    "FACTS",
    "Asking",
    "Linked",
    "Options",
    "Row",
    "Verdict",
    "Watcher",
    "link",
    "read_reviews",
    "write_review",
]
