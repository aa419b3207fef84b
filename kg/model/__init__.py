"""The data that flows through kg: plain, immutable, without RDF and without input or output.

An :class:`Article` is what a reader makes of one file; a :class:`Document` is the article with everything
that was extracted from it. All positions are half-open ranges of code points in ``Article.text``.
"""

from kg.model.annotation import (
    Chain,
    Document,
    EntityKind,
    Mention,
    MentionForm,
    Naming,
    Quotation,
    QuotationKind,
    Role,
)
from kg.model.article import BODY, Article, Block, BlockKind, Dateline, Link, Related, Turn
from kg.model.text import Sentence, Span, Token

__all__ = [
    "BODY",
    "Article",
    "Block",
    "BlockKind",
    "Chain",
    "Dateline",
    "Document",
    "EntityKind",
    "Link",
    "Mention",
    "MentionForm",
    "Naming",
    "Quotation",
    "QuotationKind",
    "Related",
    "Role",
    "Sentence",
    "Span",
    "Token",
    "Turn",
]
