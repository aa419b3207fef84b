"""Cuts one article's lines into its sections."""

import datetime
from dataclasses import dataclass

from kg.readers.taz.lines import DATE, HEADLINE, SECTIONS, Line

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


@dataclass(frozen=True, slots=True)
class Sections:
    """The parts of an article, still as lines.

    Attributes:
        headline: without ``# taz.de -- ``.
        lede: without ``> ``.
        caption: without ``Bild: ``, or None.
        body: from the first line after the head to the date.
        published: the day in the last line of the body, or None.
        present: names of the sections below the date that are there.
        links, authors, tags, related: the lines of those sections.
        unread: lines that no rule took.
    """

    headline: Line
    lede: tuple[Line, ...]
    caption: Line | None
    body: tuple[Line, ...]
    published: datetime.date | None
    present: frozenset[str]
    links: tuple[Line, ...]
    authors: tuple[Line, ...]
    tags: tuple[Line, ...]
    related: tuple[Line, ...]
    unread: tuple[Line, ...]


def parse_date(text: str) -> datetime.date | None:
    """Return the day that a line consists of (``27 Jan 2022``), or None."""
    match = DATE.fullmatch(text)
    if match is None:
        return None
    try:
        return datetime.date(int(match[3]), _MONTHS.index(match[2]) + 1, int(match[1]))
    except ValueError:
        return None


def _without(line: Line, prefix: str) -> Line:
    text = line.text.removeprefix(prefix).strip()
    return Line(text, line.number, line.gap, line.item, line.cut)


def _tail(lines: tuple[Line, ...]) -> tuple[int, dict[str, tuple[Line, ...]]]:
    """Return where the sections below the text begin, and their lines by name."""
    marks = [(i, line.text[3:]) for i, line in enumerate(lines) if line.text in {f"## {s}" for s in SECTIONS}]
    ends = [index for index, _ in marks[1:]] + [len(lines)]
    sections: dict[str, tuple[Line, ...]] = {}
    for (index, name), end in zip(marks, ends, strict=False):
        sections[name] = sections.get(name, ()) + lines[index + 1 : end]
    return (marks[0][0] if marks else len(lines)), sections


def split(lines: tuple[Line, ...]) -> Sections:
    """Cut the lines of one page; the first is its headline."""
    end, tail = _tail(lines)
    position = 1
    while position < end and lines[position].text.startswith(">"):
        position += 1
    lede = tuple(_without(line, ">") for line in lines[1:position])
    caption = None
    if position < end and lines[position].text.startswith("Bild:"):
        caption = _without(lines[position], "Bild:")
        position += 1
    dated = [i for i in range(position, end) if parse_date(lines[i].text) is not None]
    stop = dated[-1] if dated else end
    return Sections(
        headline=_without(lines[0], HEADLINE),
        lede=tuple(line for line in lede if line.text),
        caption=caption if caption and caption.text else None,
        body=lines[position:stop],
        published=parse_date(lines[stop].text) if dated else None,
        present=frozenset(tail),
        links=tail.get("LINKS", ()),
        authors=tail.get("AUTOREN", ()),
        tags=tail.get("TAGS", ()),
        related=tail.get("ARTIKEL ZUM THEMA", ()),
        unread=lines[stop + 1 : end],
    )
