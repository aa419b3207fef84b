"""Splits the list of related articles into titles and teasers, where the lines alone tell them apart."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from kg.readers.taz.lines import Line
from kg.readers.taz.titles import colons
from kg.readers.taz.wrap import ends_sentence, next_word_fits

_MARGIN = 1.0
"""A score nearer to 0 than this is a guess."""


@dataclass(frozen=True, slots=True)
class Item:
    """One related article.

    Attributes:
        title: its line.
        teaser: its lines.
        sure: False where the lines alone hardly tell whether an item begins here.
    """

    title: Line
    teaser: tuple[Line, ...]
    sure: bool = True


def items(lines: Sequence[Line], tags: Sequence[str]) -> list[Item]:
    """Group the lines of the list.

    Menu entries or blank lines tell the titles where the rendering has them. Otherwise a title is found by
    score: a forced break before it, a colon, no full stop, a teaser above it. The tags check the count:
    the last tags are one label per item, and the article's own tags before them never repeat.
    """
    if not lines:
        return []
    if any(line.item == "1" for line in lines):
        starts = [index for index, line in enumerate(lines) if line.item == "1"]
    elif any(line.gap for line in lines[1:]):
        starts = [i for i, line in enumerate(lines) if i == 0 or (line.gap and _after_teaser(lines, i))]
    else:
        return _by_score(lines, tags)
    return _grouped(lines, {0, *starts}, set())


def _grouped(lines: Sequence[Line], starts: set[int], unsure: set[int]) -> list[Item]:
    begins = sorted(starts)
    return [
        Item(lines[a], tuple(lines[a + 1 : b]), sure=unsure.isdisjoint(range(a, b)))
        for a, b in zip(begins, [*begins[1:], len(lines)], strict=True)
    ]


def _after_teaser(lines: Sequence[Line], index: int) -> bool:
    """In a re-flowed list blank lines part titles from teasers, too: a title follows a sentence's end."""
    before = lines[index - 1]
    if all(line.gap for line in lines[1:]):
        return _score(lines, index, 1) > 0
    return before.cut or ends_sentence(before.text)


def _score(lines: Sequence[Line], index: int, teaser_lines: int) -> float:
    before, line = lines[index - 1], lines[index]
    if not before.cut and not next_word_fits(before.text, line.text) and not line.gap:
        return -1.0 if not ends_sentence(before.text) else -0.5 + _title_like(line)
    if teaser_lines == 0:
        return -2.0
    if before.cut:  # how the lost text ended, nobody knows
        return _title_like(line)
    return (1.0 if ends_sentence(before.text) else -3.0) + _title_like(line)


def _title_like(line: Line) -> float:
    colon = 1.0 if any(True for _ in colons(line.text)) else -1.0
    return colon + (-1.5 if line.text.endswith(".") else 0.5)


def _by_score(lines: Sequence[Line], tags: Sequence[str]) -> list[Item]:
    starts, unsure, rejected = [0], set[int](), list[tuple[float, int]]()
    for index in range(1, len(lines)):
        score = _score(lines, index, index - starts[-1] - 1)
        if -_MARGIN < score < _MARGIN:
            unsure.add(index)
        if score > 0:
            starts.append(index)
        else:
            rejected.append((score, index))
    needed = _fewest(tags)
    for score, index in sorted(rejected, reverse=True):
        if len(starts) >= needed or score <= -2.0:
            break
        starts.append(index)
        unsure.add(index)
    return _grouped(lines, set(starts), unsure)


def _fewest(tags: Sequence[str]) -> int:
    """Return how many labels there must be at least for the article's own tags not to repeat."""
    seen: Counter[str] = Counter()
    for position, tag in enumerate(tags):
        seen[tag] += 1
        if seen[tag] > 1:
            return len(tags) - position
    return 0
