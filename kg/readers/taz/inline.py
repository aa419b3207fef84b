"""Joins wrapped lines into running text and takes the link markup ``[n][words]`` out of it."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

from kg.readers.taz.lines import Line

_OPEN = re.compile(r"\[(\d{1,4})\]\[")
_CUT_OPEN = re.compile(r"(?:\[\d{0,4}\]?)?…")
"""What a cut leaves of ``[n][``, perhaps nothing."""
_LONGEST_LINK = 600


@dataclass(frozen=True, slots=True)
class Anchor:
    """The words of a link: offsets into the passage's text."""

    number: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Passage:
    """Running text made of lines.

    Attributes:
        text: lines joined by one blank each, without link markup.
        line: where it begins in the file.
        cuts: offsets in ``text`` right after each ``…`` of a cut line.
        anchors: links in the text.
        unclosed: numbers of links whose end is missing.
    """

    text: str
    line: int
    cuts: tuple[int, ...] = ()
    anchors: tuple[Anchor, ...] = ()
    unclosed: tuple[int, ...] = ()


def join(lines: Sequence[Line], separator: str = " ") -> Passage:
    """Join lines to one passage; a final hyphen is a suspended one, so a blank always goes between."""
    raw, cuts = "", []
    for index, line in enumerate(lines):
        raw += (separator if index else "") + line.text
        if line.cut:
            cuts.append(len(raw))
    return _strip_links(raw, lines[0].number, cuts)


def _closing(raw: str, start: int, stop: int, cuts: Sequence[int]) -> tuple[int, bool]:
    """Return where words that may run up to ``stop`` end, and whether a ``]`` ends them."""
    depth = 1
    for position in range(start, min(stop, start + _LONGEST_LINK)):
        depth += (raw[position] == "[") - (raw[position] == "]")
        if depth == 0:
            return position, True
    return next((cut for cut in cuts if cut > start), start), False


def _openings(raw: str, cuts: Sequence[int]) -> Iterator[tuple[int, int, int | None]]:
    """Yield where link markup opens, up to where, and the link's number; None where a cut may have taken it."""
    found = [(match.start(), match.end(), int(match[1])) for match in _OPEN.finditer(raw)]
    ends = frozenset(cuts)
    halves = [(m.start(), m.end() - 1, None) for m in _CUT_OPEN.finditer(raw) if m.end() in ends]
    yield from sorted([*found, *halves], key=lambda opening: opening[0])


def _strip_links(raw: str, line: int, cuts: Sequence[int]) -> Passage:
    """Remove ``[n][`` and ``]`` and carry every offset along."""
    removed: set[tuple[int, int]] = set()
    found: list[tuple[int, int, int]] = []
    unclosed: list[int] = []
    position = 0
    openings = list(_openings(raw, cuts))
    for index, (start, begin, number) in enumerate(openings):
        if start < position:
            continue
        stop = len(raw)
        if number is not None:  # no link stands inside another; a mere „…“ opens none
            stop = next((other for other, words, _ in openings[index + 1 :] if words > other >= begin), stop)
        end, closed = _closing(raw, begin, stop, cuts)
        removed.add((start, begin))
        if closed:
            removed.add((end, end + 1))
        elif number is not None:
            unclosed.append(number)
        if number is not None and raw[begin:end].strip():
            found.append((number, begin, end))
        position = begin if number is None else max(end, begin)
    text, offset_of = _delete(raw, sorted(removed))
    anchors = tuple(Anchor(n, offset_of(start), offset_of(end)) for n, start, end in found)
    return Passage(text, line, tuple(map(offset_of, cuts)), anchors, tuple(unclosed))


class _Offsets:
    """Maps offsets in a text to offsets after deletions."""

    def __init__(self, removed: Sequence[tuple[int, int]]) -> None:
        self._removed = removed
        self._starts = [start for start, _ in removed]
        self._gone = [0, *accumulate(end - start for start, end in removed)]

    def __call__(self, offset: int) -> int:
        before = bisect_left(self._starts, offset)
        if before == 0:
            return offset
        start, end = self._removed[before - 1]
        return offset - self._gone[before - 1] - (min(end, offset) - start)


def _delete(raw: str, removed: Sequence[tuple[int, int]]) -> tuple[str, _Offsets]:
    pieces, position = [], 0
    for start, end in removed:
        pieces.append(raw[position:start])
        position = end
    return "".join([*pieces, raw[position:]]), _Offsets(removed)
