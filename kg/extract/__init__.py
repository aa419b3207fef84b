"""Extractors turn a document into a richer one: they add mentions, chains and quotations, and change nothing.

An extractor is a callable ``(Document) -> Document`` with ``name``, ``requires`` and ``provides``. Other
packages add extractors by an entry point of the group ``kg.extractors``.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import Protocol

from kg.errors import UsageError
from kg.model import Article, Document
from kg.plugins import load

EXTRACTORS = {
    "sentences": "kg.extract.sentences:EXTRACTOR",
    "mentions": "kg.extract.mentions:EXTRACTOR",
    "mentions-best": "kg.extract.mentions.best:EXTRACTOR",
    "quotations": "kg.extract.quotations:EXTRACTOR",
    "coreference": "kg.extract.coreference:EXTRACTOR",
    "topics": "kg.extract.topics:EXTRACTOR",
}
"""Built-in extractors: name to object."""

DEFAULT = ("sentences", "mentions", "quotations", "coreference", "topics")
"""What runs unless the user chooses."""
BEST = ("sentences", "mentions-best", "quotations", "coreference", "topics")
"""What finds more, and takes longer; needs the extra ``best``."""
QUALITIES = {"default": DEFAULT, "best": BEST}
"""Names under which a user asks for them."""


class Extractor(Protocol):
    """What an extractor offers.

    Attributes:
        name: stands in the graph as ``kg:extractor``.
        requires: what must have been provided before it runs (``mentions``).
        provides: what it adds.
    """

    name: str
    requires: tuple[str, ...]
    provides: tuple[str, ...]

    def __call__(self, document: Document) -> Document:
        """Return ``document`` with what was found."""


def check(names: Sequence[str]) -> None:
    """Make sure that each extractor's needs are met by those before it.

    Raises:
        UsageError: if one is unknown or its needs are not met.
    """
    provided: set[str] = set()
    for name in names:
        extractor: Extractor = load("kg.extractors", name, EXTRACTORS)
        missing = set(extractor.requires) - provided
        if missing:
            raise UsageError(
                f"extractor {name!r} needs {', '.join(sorted(missing))} from one that runs before it"
            )
        provided.update(extractor.provides)


def annotate(article: Article, extractors: Sequence[str] = DEFAULT) -> Document:
    """Run extractors over an article, each on what the ones before it made; the words they share are let go."""
    document = Document(article=article)
    for name in extractors:
        document = load("kg.extractors", name, EXTRACTORS)(document)
    return replace(document, sentences=())
