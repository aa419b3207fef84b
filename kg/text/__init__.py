"""Finds sentences, words and quotation marks in running text; every result is a place in the text."""

from kg.model import Span
from kg.text.marks import Quoted, quoted, strip_marks, with_marks
from kg.text.tokens import Ends, words

__all__ = ["Ends", "Quoted", "quoted", "sentences", "strip_marks", "with_marks", "words"]


def sentences(text: str, span: Span) -> list[Span]:
    """Return the sentences of a passage, from their first to their last word or mark."""
    return [Span(sentence[0][0], sentence[-1][1]) for sentence in words(text, span)]
