"""Several people without names whom „sie“ takes up: „Die Anwohner sind empört. „…“, riefen sie.“."""

from collections.abc import Sequence

from kg.extract.coreference.cast import Entity, Resolved
from kg.extract.coreference.layout import Layout, Line
from kg.extract.coreference.references import Reference, finite
from kg.lang import Language
from kg.model import Token
from kg.syntax.predicates import is_plural

_BEFORE_HEAD = frozenset({"ART", "PPOSAT", "PDAT", "PIAT", "PIDAT", "ADJA", "CARD", "ADV", "ADJD"})
_OBLIQUE = frozenset({"der", "den", "dem", "des", "diesen", "dieser", "ihren", "seinen"})
_PREPOSITIONS = frozenset({"APPR", "APPRART"})
_NOUNS = frozenset({"NN", "NE"})


def told_before(reference: Reference, layout: Layout, text: str, tables: Language) -> Resolved | None:
    """Return whom a pronoun in the plural takes up: the subject of the sentence before it in the paragraph.

    Parameters:
        reference: the pronoun.
        layout: the article's sentences.
        text: its text.
        tables: the language's.
    """
    before = layout.lines[reference.line - 1]
    if not reference.line or before.block != layout.lines[reference.line].block:
        return None
    told = _subject(before, text, tables)
    return Resolved(told, "pronoun", 0.7) if told is not None else None


def _subject(line: Line, text: str, tables: Language) -> Entity | None:
    """Return the people, or institutions of one kind, who are the subject of a sentence in the plural."""
    tokens = line.tokens
    for index, token in enumerate(tokens):
        if token.tag != "NN" or line.speech[index] >= 0:
            continue
        person = tables.person_noun(token.text)
        noun = person or tables.institution_noun(token.text)
        if noun is not None and noun.number != "s" and _is_subject(line, index, tables):
            name = text[tokens[_start(tokens, index)].start : token.end]
            return Entity(False, -1, name, False, "p", organization=person is None)
    return None


def _start(tokens: Sequence[Token], head: int) -> int:
    """Return the first word of the phrase of a noun."""
    start = head
    while start and tokens[start - 1].tag in _BEFORE_HEAD:
        start -= 1
    return start


def _is_subject(line: Line, head: int, tables: Language) -> bool:
    """Say whether a noun can be the subject of a verb in the plural: no preposition or genitive, and no name behind it."""
    tokens, start = line.tokens, _start(line.tokens, head)
    if tokens[start].text.lower() in _OBLIQUE or (start and _governs(tokens, start - 1)):
        return False
    verb = finite(line, head)
    if verb is None or not is_plural(tokens[verb].text, tables):
        return False
    return verb < head or start == line.piece(head).start  # not the object of „dass sie die Eltern sahen“


def _governs(tokens: Sequence[Token], index: int) -> bool:
    """Say whether the word before a phrase makes it no subject: a preposition or a noun, but not that of „am Mittag“."""
    if tokens[index].tag in _NOUNS:
        return not (index and tokens[index - 1].tag in _PREPOSITIONS)
    return tokens[index].tag in _PREPOSITIONS
