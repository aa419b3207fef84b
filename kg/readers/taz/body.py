"""Recovers the paragraphs of an article whose blank lines may be lost."""

from collections.abc import Sequence
from itertools import pairwise

from kg.model import BlockKind
from kg.readers.taz.inline import Passage, join
from kg.readers.taz.interview import label_of
from kg.readers.taz.lines import Line
from kg.readers.taz.wrap import ends_sentence, next_word_fits

_VERSE_LINES = 4
_VERSE_SHARE = 0.3
_VERSE_LENGTH = 60
_HEADING_LENGTH = 100

Part = tuple[BlockKind, Passage]


def parts(lines: Sequence[Line], *, rendering: str) -> list[Part]:
    """Group the body's lines into paragraphs, headings or verses.

    Blank lines are used where the rendering keeps them; else a paragraph ends where the next line's first
    word would have fitted and the line ends like a sentence, or the next begins with a speaker's label. A cut line never ends a paragraph by that
    test, because how long it was is unknown.
    """
    gaps = any(line.gap for line in lines[1:])
    if _is_verse(lines, rendering):
        return [(BlockKind.VERSE, join([line])) for line in lines]
    found: list[Part] = []
    paragraph: list[Line] = []
    heading: list[Line] = []

    def close() -> None:
        if heading:
            found.append((BlockKind.HEADING, join([_bare(line) for line in heading])))
        elif paragraph:
            found.append((_kind(paragraph, rendering), join(paragraph)))
        heading.clear()
        paragraph.clear()

    for index, line in enumerate(lines):
        before = lines[index - 1] if index else None
        if line.text.startswith("## ") or (before is not None and _breaks(before, line, heading, gaps)):
            close()
        if line.text.startswith("## ") or heading:
            heading.append(line)
        else:
            paragraph.append(line)
    close()
    return found


def _bare(line: Line) -> Line:
    return Line(line.text.removeprefix("## "), line.number, line.gap, line.item, line.cut)


def _breaks(before: Line, line: Line, heading: Sequence[Line], gaps: bool) -> bool:
    if gaps:
        return line.gap
    if heading:
        return before.cut is False and next_word_fits(before.text, line.text)
    ended = ends_sentence(before.text) or label_of(line.text) is not None
    return not before.cut and next_word_fits(before.text, line.text) and ended


def _kind(paragraph: Sequence[Line], rendering: str) -> BlockKind:
    """A re-flowed page has lost the ``##`` of headings: a short line that ends like no sentence is one."""
    text = " ".join(line.text for line in paragraph)
    if rendering == "reflowed" and len(text) <= _HEADING_LENGTH and not ends_sentence(text):
        return BlockKind.HEADING
    return BlockKind.PARAGRAPH


def _is_verse(lines: Sequence[Line], rendering: str) -> bool:
    """Say whether many lines were broken by the author: the next word would have fitted, mid-sentence.

    A re-flowed page has lost the marks of headings, which look like one such line; only two in a row tell.
    """
    if len(lines) < _VERSE_LINES or any(
        line.text.startswith("## ") or len(line.text) > _VERSE_LENGTH for line in lines
    ):
        return False
    forced = [
        next_word_fits(a.text, b.text) and not ends_sentence(a.text) and label_of(b.text) is None
        for a, b in pairwise(lines)
    ]
    if rendering == "reflowed" and not any(a and b for a, b in pairwise(forced)):
        return False
    return sum(forced) >= _VERSE_SHARE * len(forced)
