"""Reads German sentences: words with parts of speech, and the names among them."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from itertools import accumulate

from kg.model import Sentence, Span, Token
from kg.tagging.consistency import agree
from kg.tagging.forms import analyse
from kg.tagging.names import Name, find, find_all
from kg.tagging.network import Tagged
from kg.tagging.pos import tags as parts_of_speech
from kg.text import words

__all__ = ["Name", "Sentence", "Token", "agreed", "aligned", "document_entities", "entities", "tag_sentences"]


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
    return find(*_read(sentence))


def _read(sentence: Sentence) -> Tagged:
    return [analyse(token.text) for token in sentence.tokens], [token.tag for token in sentence.tokens]


def document_entities(sentences: Sequence[Sentence]) -> list[list[Name]]:
    """Return the names in each sentence of an article, made consistent over all of them.

    What a sentence by itself leaves in doubt, or misses, is decided by how the rest of the article names it.
    """
    return agreed(sentences, find_all([_read(sentence) for sentence in sentences]))


def agreed(sentences: Sequence[Sentence], found: Sequence[Sequence[Name]]) -> list[list[Name]]:
    """Return the names that any tagger found in the sentences of an article, made consistent over all of them.

    Parameters:
        sentences: of one article.
        found: the names in each of them, in order, disjoint.
    """
    read = [_read(sentence) for sentence in sentences]
    return agree([forms for forms, _ in read], [tags for _, tags in read], found)


def aligned(sentence: Sentence, found: Iterable[tuple[int, int, str, float]]) -> list[Name]:
    """Return as names what a tagger found that does not know our words; each takes all words that it touches.

    Parameters:
        sentence: where they were found.
        found: start and end in code points of the sentence's words, joined by one space each; ``PER``, ``LOC``, ``ORG`` or ``OTH``;
            probability. Of two that share a word the first stays.
    """
    starts = list(accumulate((len(token.text) + 1 for token in sentence.tokens), initial=0))
    names: list[Name] = []
    for start, end, kind, probability in sorted(found):
        first, last = bisect_right(starts, start) - 1, bisect_left(starts, end)
        if start < end <= starts[-1] and first >= 0 and (not names or first >= names[-1].end):
            names.append(Name(first, last, kind, probability))
    return names
