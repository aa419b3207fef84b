"""Reads German sentences: words with parts of speech, and the names among them."""

from collections.abc import Sequence

from kg.model import Sentence, Span, Token
from kg.tagging.forms import analyse
from kg.tagging.pos import tags
from kg.text import words

__all__ = ["Sentence", "Token", "tag_sentences"]


def tag_sentences(text: str, spans: Sequence[Span]) -> list[Sentence]:
    """Return the sentences of some passages of a text, in order, each word tagged.

    Parameters:
        text: the whole text; runs of white space, line breaks included, count as one blank.
        spans: paragraphs and headlines; no sentence goes beyond one.
    """
    return [_sentence(text, ends) for span in spans for ends in words(text, span)]


def _sentence(text: str, ends: list[tuple[int, int]]) -> Sentence:
    forms = [text[start:end] for start, end in ends]
    found = tags([analyse(form) for form in forms])
    tokens = tuple(
        Token(start, end, form, tag) for (start, end), form, tag in zip(ends, forms, found, strict=True)
    )
    return Sentence(Span(ends[0][0], ends[-1][1]), tokens)
