"""Single words that the model takes for somebody's name: what speaks against a person.

A word that is large where every word is, and small elsewhere in the article, is a common one (A. Mikheev, *Periods,
Capitalized Words, etc.*, Computational Linguistics 28:3, 2002).
"""

from collections.abc import Collection, Sequence
from functools import cached_property

from kg.extract.mentions.titled import is_role, is_surname_behind_role
from kg.lang import Language
from kg.model import Sentence, Token
from kg.tagging.names import Name

_NOUNS = frozenset({"NN", "NE", "FM", "XY", "TRUNC"})
_CUT = "…"
_ONE = frozenset({"ein", "eine", "einen", "einem", "einer", "eines"})


class Alone:
    """Looks at single words, of which nothing but the model tells that they are somebody's name.

    Parameters:
        sentences: of the article.
        surnames: of those whom the article names in full.
        tables: the language's.
    """

    def __init__(self, sentences: Sequence[Sentence], surnames: Collection[str], tables: Language) -> None:
        self._sentences = sentences
        self._surnames = surnames
        self._tables = tables

    def __call__(self, name: Name, tokens: Sequence[Token]) -> bool:
        """Say whether the name of a person is such a word: no role before it, no full name elsewhere."""
        if not self._is_unknown(name, tokens):
            return False
        before = tokens[name.start - 1] if name.start else None
        return (
            before is None
            or self._is_trade(tokens, name.start)
            or not (is_role(before, self._tables) or self._tables.is_first_name(before.text))
        )

    def _is_unknown(self, name: Name, tokens: Sequence[Token]) -> bool:
        words = [token for token in tokens[name.start : name.end] if token.text != _CUT]
        return name.type == "PER" and len(words) == 1 and words[0].text not in self._surnames

    def is_cut(self, name: Name, tokens: Sequence[Token]) -> bool:
        """Say whether the end of an unknown name is missing: „sagte Minister Jona…“."""
        cut = any(is_cut(tokens, at) for at in range(name.start, name.end))
        return cut and self._is_unknown(name, tokens)

    def is_nobody(self, name: Name, tokens: Sequence[Token]) -> bool:
        """Say whether a word that stands alone is a role („sagte Amtsärztin Olga Berg“) or large as all are („Lange blieb es still“), or a thing („Wolf im
        Allgäu“ where „ein Wolf“ is told of)."""
        word, tables = tokens[name.start], self._tables
        if self._is_trade(tokens, name.start):
            return True
        if any(token.text[:1].isalnum() for token in tokens[: name.start]):
            named = tables.common_surname(word.text) or tables.is_first_name(word.text)
            article = tokens[name.start - 1].tag == "ART"
            return word.text in self._things or (is_role(word, tables) and (article or not named))
        if word.tag not in _NOUNS:
            return True
        return word.text in self._things or (
            word.text.lower() in self._small and word.text not in self._large
        )

    def _is_trade(self, tokens: Sequence[Token], at: int) -> bool:
        """Say whether a role stands behind another and is no surname there: „der Vorsitzende Richter“."""
        roles = at > 0 and is_role(tokens[at - 1], self._tables) and is_role(tokens[at], self._tables)
        return roles and tokens[at].tag == "NN" and not is_surname_behind_role(tokens, at, self._tables)

    @cached_property
    def _small(self) -> set[str]:
        return {token.text for sentence in self._sentences for token in sentence.tokens}

    @cached_property
    def _things(self) -> set[str]:
        """Words of which the article has one or several: „ein Wolf“."""
        return {
            token.text
            for sentence in self._sentences
            for before, token in zip(sentence.tokens, sentence.tokens[1:], strict=False)
            if before.text.lower() in _ONE
        }

    @cached_property
    def _large(self) -> set[str]:
        """Words that are not the first of a sentence, or of what it quotes."""
        return {
            token.text
            for sentence in self._sentences
            for before, token in zip(sentence.tokens, sentence.tokens[1:], strict=False)
            if before.text[:1].isalnum() or before.text == ","
        }


def is_cut(tokens: Sequence[Token], at: int) -> bool:
    """Say whether a line was cut within a word."""
    behind = tokens[at + 1] if at + 1 < len(tokens) else None
    return behind is not None and behind.text == _CUT and behind.start == tokens[at].end
