"""Reads German sentences: words with parts of speech, and the names among them."""

from collections.abc import Sequence

from kg.model import Sentence, Span, Token
from kg.tagging.consistency import agree
from kg.tagging.forms import analyse
from kg.tagging.names import Name, find
from kg.tagging.pos import tags as parts_of_speech
from kg.text import words

__all__ = ["Name", "Sentence", "Token", "document_entities", "entities", "tag_sentences"]


def tag_sentences(text: str, spans: Sequence[Span]) -> list[Sentence]:
    """Return the sentences of some passages of a text, in order, each word tagged.

    Parameters:
        text: the whole text; runs of white space, line breaks included, count as one blank.
        spans: paragraphs and headlines; no sentence goes beyond one.
    """
    return [_sentence(text, ends) for span in spans for ends in words(text, span)]


def _sentence(text: str, ends: list[tuple[int, int]]) -> Sentence:
    forms = [text[start:end] for start, end in ends]
    found = parts_of_speech([analyse(form) for form in forms])
    tokens = tuple(
        Token(start, end, form, tag) for (start, end), form, tag in zip(ends, forms, found, strict=True)
    )
    return Sentence(Span(ends[0][0], ends[-1][1]), tokens)


def entities(sentence: Sentence) -> list[Name]:
    """Return the names in a sentence, in order; none overlaps another."""
    tokens = sentence.tokens
    return find([analyse(token.text) for token in tokens], [token.tag for token in tokens])


def document_entities(sentences: Sequence[Sentence]) -> list[list[Name]]:
    """Return the names in each sentence of an article, made consistent over all of them.

    What a sentence by itself leaves in doubt, or misses, is decided by how the rest of the article names it.
    """
    forms = [[analyse(token.text) for token in sentence.tokens] for sentence in sentences]
    tags = [[token.tag for token in sentence.tokens] for sentence in sentences]
    return agree(forms, tags, [find(*pair) for pair in zip(forms, tags, strict=True)])
