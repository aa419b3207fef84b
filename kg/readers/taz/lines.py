"""The renderings of the text edition, each reduced to one sequence of plain lines."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kg.readers.decode import clean
from kg.readers.taz.wrap import is_cut, rewrap

HEADLINE = "# taz.de -- "
SECTIONS = ("LINKS", "AUTOREN", "TAGS", "ARTIKEL ZUM THEMA")
DATE = re.compile(r"(\d{1,2}) (Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) (\d{4})")

_MENU = re.compile(r"([0-9+a-zA-Z])([^\t]*)\t[^\t]*\t[^\t]*\t\d+\s*")
_MARK = re.compile(r" ?\((DIR|IMG|TXT|HTM|BIN|\?)\) ?")
_MENU_MARK = re.compile(r" ?\((?:DIR|IMG|HTM)\) ")
_MARKS = {"DIR": "1", "IMG": "I", "TXT": "0", "HTM": "h"}
_FILLER = re.compile(r"[\u2800\s]*")
_ANY_HEADLINE = re.compile(r"(# )?taz\.de -- ")
_INDENT = " " * 7


@dataclass(frozen=True, slots=True)
class Line:
    """One display line.

    Attributes:
        text: without the rendering's wrapper; clean.
        number: of the line in the file, from 1.
        gap: whether a blank line stands before it.
        item: gopher item type where the rendering tells it (``1`` a menu entry, ``I`` an image), else "".
        cut: whether the source lost the line's end.
    """

    text: str
    number: int
    gap: bool
    item: str
    cut: bool


@dataclass(frozen=True, slots=True)
class Page:
    """One article's lines.

    Attributes:
        rendering: its name.
        lines: from the headline on.
        preamble: lines before the headline, of a proxy's navigation.
        controls: how many control characters were removed.
    """

    rendering: str
    lines: tuple[Line, ...]
    preamble: tuple[Line, ...]
    controls: int


def rendering_of(text: str) -> str:
    """Name the rendering of a decoded file: piped, trailing, menu, indented, reflowed or bare."""
    lines = [line for line in text[:200_000].split("\n") if line.strip()]
    count = len(lines)
    if sum(_MENU.fullmatch(line) is not None for line in lines) * 2 > count:
        return "menu"
    if sum(line.startswith("| ") and line.endswith(" |") for line in lines) * 2 > count:
        return "piped"
    if sum(line.endswith(" | |") for line in lines) * 2 > count:
        return "trailing"
    if (
        any(_MENU_MARK.match(line) for line in lines)
        or sum(line.startswith(_INDENT) for line in lines) * 3 > count
    ):
        return "indented"
    first = next((line for line in lines if _ANY_HEADLINE.match(line.strip())), "")
    return "reflowed" if first.strip().startswith("taz.de") else "bare"


def _unwrap(raw: str, rendering: str) -> tuple[str, str]:
    """Return the display text of a raw line and its item type."""
    if rendering == "menu":
        match = _MENU.fullmatch(raw)
        return (match[2], "" if match[1] == "i" else match[1]) if match else ("" if raw == "." else raw, "")
    if rendering in ("piped", "trailing"):
        raw = (
            raw.rstrip().removesuffix("|").rstrip().removesuffix(" |") if raw.rstrip().endswith("|") else raw
        )
        return (raw.removeprefix("|").removeprefix(" ") if rendering == "piped" else raw), ""
    if rendering == "indented":
        mark = _MARK.match(raw)
        if mark:
            return raw[mark.end() :], _MARKS.get(mark[1], "")
        return raw.removeprefix(_INDENT), ""
    return raw, ""


def _display_lines(text: str, rendering: str) -> Iterator[tuple[Line, int]]:
    gap = False
    for number, raw in enumerate(text.split("\n"), start=1):
        display, item = _unwrap(raw, rendering)
        display = display.rstrip()
        cleaned, controls = clean(display)
        cleaned = re.sub(" {2,}", " ", cleaned).strip()
        if _FILLER.fullmatch(cleaned):
            gap = gap or not cleaned
            continue
        yield Line(cleaned, number, gap, item, is_cut(display.lstrip())), controls
        gap = False


def _restore(lines: list[Line]) -> Iterator[Line]:
    """Give a re-flowed page its marks and its line breaks back."""
    expect_lede = False
    for line in lines:
        if _ANY_HEADLINE.match(line.text):
            text = HEADLINE + _ANY_HEADLINE.sub("", line.text, count=1)
            yield Line(text, line.number, line.gap, "", is_cut(text))
            expect_lede = True
        elif line.text in SECTIONS:
            yield Line(f"## {line.text}", line.number, line.gap, "", cut=False)
        elif line.text.startswith("Bild:"):
            yield line
            expect_lede = False
        else:
            prefix = "> " if expect_lede else ""
            for index, part in enumerate(rewrap(line.text, prefix)):
                yield Line(part, line.number, line.gap and index == 0, "", is_cut(part))
            expect_lede = False


def pages(text: str) -> Iterator[Page]:
    """Split a decoded file into its articles (usually one) and each into plain lines."""
    rendering = rendering_of(text)
    found = list(_display_lines(text, rendering))
    controls = sum(count for _, count in found)
    lines = [line for line, _ in found]
    if rendering == "reflowed":
        lines = list(_restore(lines))
    starts = [index for index, line in enumerate(lines) if line.text.startswith(HEADLINE)]
    if not starts:
        return
    preamble = tuple(lines[: starts[0]])
    for begin, end in zip(starts, [*starts[1:], len(lines)], strict=True):
        yield Page(rendering, tuple(lines[begin:end]), preamble, controls)
        preamble, controls = (), 0
