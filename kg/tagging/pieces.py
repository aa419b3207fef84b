"""Cuts words into the pieces that the encoder knows: the most probable cut under a unigram model (Kudo 2018)."""

import unicodedata
from collections.abc import Mapping
from math import inf

START, PAD, END, UNKNOWN = range(4)
"""Numbers of the pieces before a text, beyond it, after it, and for what has no piece."""
_SPACE = "▁"
_CLOSING = frozenset(".,;:!?)]“”»")
_LONGEST = 16
_MOST = 10
"""Pieces that are kept of one word; what is longer is no word."""


def spelled(word: str) -> str:
    """Return a word as the vocabulary spells it: compatibility forms unified, with the mark of a blank before it."""
    text = unicodedata.normalize("NFKC", word)
    return text if text in _CLOSING else _SPACE + text


class Pieces:
    """A vocabulary of pieces.

    Parameters:
        scores: log-probability of each piece, in the order of their numbers.
    """

    def __init__(self, scores: Mapping[str, float]) -> None:
        self._known = {piece: (score, number) for number, (piece, score) in enumerate(scores.items())}
        self._floor = min(scores.values()) - 10
        self._cache: dict[str, tuple[int, ...]] = {}

    def __call__(self, word: str) -> tuple[int, ...]:
        """Return the numbers of a word's pieces, at least one."""
        found = self._cache.get(word)
        if found is None:
            found = self._cache[word] = self._cut(spelled(word))[:_MOST]
            if len(self._cache) > 1 << 16:
                self._cache.clear()
        return found

    def _cut(self, text: str) -> tuple[int, ...]:
        best = [0.0] + [-inf] * len(text)
        steps = [(0, UNKNOWN)] * (len(text) + 1)
        for start in range(len(text)):
            if best[start] + self._floor > best[start + 1]:
                best[start + 1], steps[start + 1] = best[start] + self._floor, (start, UNKNOWN)
            for end in range(start + 1, min(len(text), start + _LONGEST) + 1):
                known = self._known.get(text[start:end])
                if known and best[start] + known[0] > best[end]:
                    best[end], steps[end] = best[start] + known[0], (start, known[1])
        numbers, at = [], len(text)
        while at:
            at, number = steps[at]
            numbers.append(number)
        return tuple(reversed(numbers)) or (UNKNOWN,)
