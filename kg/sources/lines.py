"""Reads lines of files of any size in bounded memory."""

from collections.abc import Iterator
from typing import BinaryIO

from kg.sources.source import LARGEST

LONGEST_LINE = 8 * LARGEST
"""Bytes; JSON needs up to six for one of the text, and other keys may stand beside it."""


def numbered(file: BinaryIO) -> Iterator[tuple[int, bytes | None]]:
    """Yield the lines that are not blank with their numbers, from 1; None stands for one that is too long to be held."""
    number = 0
    while line := file.readline(LONGEST_LINE + 1):
        number += 1
        whole = len(line) <= LONGEST_LINE
        while not whole and line and not line.endswith(b"\n"):
            line = file.readline(LONGEST_LINE)
        if number == 1:
            line = line.removeprefix(b"\xef\xbb\xbf")
        if not whole or line.strip():
            yield number, line if whole else None
