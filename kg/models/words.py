"""What is known of a million German word forms, in four bytes each: Brown cluster and yes-or-no facts.

The table is a sequence of little-endian numbers: the magic, the count of kinds and of words (two uint32); for each
kind of word the path of its cluster and its facts (uint16 each, all paths first); 65,537 starts (uint32); then for
each word the lower half of the CRC-32 of its UTF-8 (uint16, sorted inside a start) and, in the same order, the number
of its kind (uint16). An unknown word is taken for a known one once in 3,000 times; that is noise to a tagger.
"""

import struct
import sys
from array import array
from bisect import bisect_left
from collections.abc import Iterable, Mapping
from functools import cache
from zlib import crc32

from kg.errors import ModelError
from kg.models import load

MAGIC = b"kgwords2"
NONE = 0xFFFF
"""The path of a word without a cluster."""
FINITE, PARTICIPLE, INFINITIVE, CITY, FIRST_NAME, FREQUENT = 1, 2, 4, 8, 16, 32
NOUN, PLACE, LAST_NAME, TOWN, RARE_FIRST_NAME = 64, 128, 256, 512, 1024
_HEAD = struct.Struct("<8sII")
_STARTS = 65537


class WordTable:
    """Looks word forms up in a packed table.

    Raises:
        ModelError: if the bytes are no such table.
    """

    def __init__(self, data: bytes) -> None:
        magic, kinds, words = _HEAD.unpack_from(data) if len(data) >= _HEAD.size else (b"", 0, 0)
        if magic != MAGIC or len(data) != _HEAD.size + 4 * (kinds + _STARTS + words):
            raise ModelError("the table of words is not one of kg's; install kg again")
        at, parts = _HEAD.size, []
        for code, count in (("H", kinds), ("H", kinds), ("I", _STARTS), ("H", words), ("H", words)):
            part = array(code)
            part.frombytes(data[at : at + count * part.itemsize])
            if sys.byteorder == "big":
                part.byteswap()
            parts.append(part)
            at += count * part.itemsize
        paths, facts, self._starts, self._rests, self._kinds = parts
        self._known = [(-1 if path == NONE else path, fact) for path, fact in zip(paths, facts, strict=True)]

    def paths(self) -> list[int]:
        """Return the paths of all clusters, in order."""
        return sorted({path for path, _ in self._known if path >= 0})

    def __call__(self, word: str) -> tuple[int, int]:
        """Return the path of a word's cluster (read from its lowest bit; -1: none) and its facts (0: unknown)."""
        key = crc32(word.encode())
        end = self._starts[(key >> 16) + 1]
        at = bisect_left(self._rests, key & 0xFFFF, self._starts[key >> 16], end)
        if at == end or self._rests[at] != key & 0xFFFF:
            return -1, 0
        return self._known[self._kinds[at]]


def pack(words: Mapping[str, tuple[int, int]]) -> bytes:
    """Return the table of words, each with the path of its cluster (or ``NONE``) and its facts.

    Of two words with one CRC-32 the first stays.
    """
    values: dict[int, tuple[int, int]] = {}
    for word, value in words.items():
        values.setdefault(crc32(word.encode()), value)
    kinds, keys = sorted(set(values.values())), sorted(values)
    numbers = {kind: number for number, kind in enumerate(kinds)}
    body = [_numbers("H", (path for path, _ in kinds)), _numbers("H", (facts for _, facts in kinds))]
    body.append(_numbers("I", (bisect_left(keys, high << 16) for high in range(_STARTS))))
    body += [
        _numbers("H", (key & 0xFFFF for key in keys)),
        _numbers("H", (numbers[values[key]] for key in keys)),
    ]
    return _HEAD.pack(MAGIC, len(kinds), len(keys)) + b"".join(body)


def _numbers(code: str, values: Iterable[int]) -> bytes:
    numbers = array(code, values)
    if sys.byteorder == "big":
        numbers.byteswap()
    return numbers.tobytes()


@cache
def words() -> WordTable:
    """Return the table that ships with kg."""
    return WordTable(load("words-de"))
