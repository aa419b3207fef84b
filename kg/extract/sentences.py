"""Gives a document its sentences: words with parts of speech, block by block."""

from dataclasses import replace

from kg.model import Document
from kg.tagging import tag_sentences


class Sentences:
    """Tags the text of an article; other extractors read the result."""

    name = "sentences"
    requires: tuple[str, ...] = ()
    provides = ("sentences",)

    def __call__(self, document: Document) -> Document:
        """Return ``document`` with sentences."""
        article = document.article
        found = tag_sentences(article.text, [block.span for block in article.blocks])
        return replace(document, sentences=tuple(found))


EXTRACTOR = Sentences()
