"""What is known of a million German word forms, in four bytes each: Brown cluster and six yes-or-no facts.

The table is a sequence of little-endian numbers: the magic, the count of clusters and of words (two uint32), the
clusters' paths (uint16 each), 65,537 starts (uint32), then for each word the lower half of the CRC-32 of its
UTF-8 (uint16, sorted inside a start) and, in the same order, its value (uint16: ten bits of cluster number, 1023
for none, then the facts). An unknown word is taken for a known one once in 4,000 times; that is noise to a tagger.
"""

import struct
import sys
from array import array
from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from zlib import crc32

from kg.errors import ModelError
from kg.models import load

MAGIC = b"kgwords1"
NONE = 1023
FINITE, PARTICIPLE, INFINITIVE, CITY, FIRST_NAME, FREQUENT = 1, 2, 4, 8, 16, 32
_HEAD = struct.Struct("<8sII")
_STARTS = 65537


class WordTable:
    """Looks word forms up in a packed table.

    Raises:
        ModelError: if the bytes are no such table.
    """

    def __init__(self, data: bytes) -> None:
        magic, clusters, words = _HEAD.unpack_from(data) if len(data) >= _HEAD.size else (b"", 0, 0)
        if magic != MAGIC or len(data) != _HEAD.size + 2 * clusters + 4 * (_STARTS + words):
            raise ModelError("the table of words is not one of kg's; install kg again")
        at, parts = _HEAD.size, []
        for code, count in (("H", clusters), ("I", _STARTS), ("H", words), ("H", words)):
            part = array(code)
            part.frombytes(data[at : at + count * part.itemsize])
            if sys.byteorder == "big":
                part.byteswap()
            parts.append(part)
            at += count * part.itemsize
        self._paths, self._starts, self._rests, self._values = parts

    def __call__(self, word: str) -> tuple[int, int]:
        """Return the path of a word's cluster (read from its lowest bit; -1: none) and its facts (0: unknown)."""
        key = crc32(word.encode())
        end = self._starts[(key >> 16) + 1]
        at = bisect_left(self._rests, key & 0xFFFF, self._starts[key >> 16], end)
        if at == end or self._rests[at] != key & 0xFFFF:
            return -1, 0
        value = self._values[at]
        number = value & NONE
        return (-1 if number == NONE else self._paths[number]), value >> 10


def pack(paths: Sequence[int], words: Mapping[str, tuple[int, int]]) -> bytes:
    """Return the table of words, each with the number of its cluster in ``paths`` (or ``NONE``) and its facts.

    Of two words with one CRC-32 the first stays.
    """
    values: dict[int, int] = {}
    for word, (number, facts) in words.items():
        values.setdefault(crc32(word.encode()), number | facts << 10)
    keys = sorted(values)
    starts = [bisect_left(keys, high << 16) for high in range(_STARTS)]
    body = [_numbers("H", paths), _numbers("I", starts)]
    body += [_numbers("H", (key & 0xFFFF for key in keys)), _numbers("H", (values[key] for key in keys))]
    return _HEAD.pack(MAGIC, len(paths), len(keys)) + b"".join(body)


def _numbers(code: str, values: Iterable[int]) -> bytes:
    numbers = array(code, values)
    if sys.byteorder == "big":
        numbers.byteswap()
    return numbers.tobytes()


@cache
def words() -> WordTable:
    """Return the table that ships with kg."""
    return WordTable(load("words-de"))
