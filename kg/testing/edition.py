"""The reference writer of taz's text edition: one article in all six renderings, for tests and benchmarks."""

import datetime
from dataclasses import dataclass, replace

from kg.readers.taz.wrap import WIDTH

FORMS = ("piped", "trailing", "bare", "indented", "reflowed", "menu")
"""The renderings; see ``docs/readers.md``."""

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_CUT = 79
_NAVIGATION = ("Introduction", "Introduction Statistics Contact Development Disclaimer Help")


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceRelated:
    """A related article as it is to be printed; ``title`` is kicker and headline together."""

    title: str
    teaser: str = ""
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceArticle:
    """An article as it is to be printed.

    Attributes:
        title: ``kicker: headline``.
        lede, caption: ``""`` if there is none.
        body: paragraphs, with ``[n][words]`` for links; a heading begins with ``## ``. The dateline, if any,
            begins the first paragraph (``Moskau taz | …``).
        published: the day; None leaves it out.
        links: targets, in order.
        authors, tags: one a line.
        related: in order; their labels follow the tags.
    """

    title: str
    lede: str = ""
    caption: str = ""
    body: tuple[str, ...] = ()
    published: datetime.date | None = None
    links: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    related: tuple[SourceRelated, ...] = ()


@dataclass(frozen=True, slots=True)
class _Display:
    """A display line: text with its mark, gopher item type, whether a blank line stands before it."""

    text: str
    item: str = "i"
    gap: bool = False
    continued: bool = False
    prefix: str = ""


def render(article: SourceArticle, form: str) -> bytes:
    """Render an article.

    Parameters:
        article: what to print.
        form: one of :data:`FORMS`.

    Raises:
        KeyError: if there is no such form.
    """
    lines = [replace(line, text=cut(line.text)) for line in _lines(article)]
    text = {
        "piped": _piped, "trailing": _trailing, "bare": _bare, "indented": _indented,
        "reflowed": _reflowed, "menu": _menu,
    }[form](lines)  # fmt: skip
    return text.encode()


def cut(line: str) -> str:
    """Cut a display line as the source does: longer than 79 bytes, to its first 79 bytes and ``…``."""
    data = line.encode()
    if len(data) <= _CUT:
        return line
    return data[:_CUT].decode(errors="ignore") + "…"


def wrap(text: str, prefix: str = "") -> list[str]:
    """Fill lines greedily to 75 characters, never inside a word."""
    lines, current = [], prefix
    for word in text.split():
        joined = f"{current}{word}" if current == prefix else f"{current} {word}"
        if len(joined) > WIDTH and current != prefix:
            lines.append(current)
            current = prefix + word
        else:
            current = joined
    return [*lines, current]


def _paragraph(text: str, prefix: str = "") -> list[_Display]:
    return [
        _Display(line, gap=index == 0, continued=index > 0, prefix=prefix)
        for index, line in enumerate(wrap(text, prefix))
    ]


def _lines(article: SourceArticle) -> list[_Display]:
    lines = [_Display(f"# taz.de -- {article.title}", prefix="# ")]
    if article.lede:
        lines += _paragraph(article.lede, "> ")
    if article.caption:
        lines.append(_Display(f"Bild: {article.caption}", "I", gap=True))
    for paragraph in article.body:
        first, *rest = _paragraph(paragraph)
        lines += [replace(first, prefix="## " if paragraph.startswith("## ") else ""), *rest]
    if article.published:
        day = article.published
        lines.append(_Display(f"{day.day} {_MONTHS[day.month - 1]} {day.year}", gap=True))
    lines += _section("LINKS", [f"[{n}] {target}" for n, target in enumerate(article.links, 1)], "h")
    lines += _section("AUTOREN", article.authors, "1")
    lines += _section("TAGS", [*article.tags, *(related.label for related in article.related)], "1")
    if article.related:
        lines.append(_Display("## ARTIKEL ZUM THEMA", gap=True, prefix="## "))
        for related in article.related:
            lines.append(_Display(related.title, "1", gap=True))
            lines += [replace(line, gap=False) for line in _paragraph(related.teaser) if related.teaser]
    return lines


def _section(name: str, entries: "list[str] | tuple[str, ...]", item: str) -> list[_Display]:
    if not entries:
        return []
    return [_Display(f"## {name}", gap=True, prefix="## "), *(_Display(entry, item) for entry in entries)]


def _piped(lines: list[_Display]) -> str:
    return "\n".join(f"| {line.text} | |" for line in lines).removesuffix(" |")


def _trailing(lines: list[_Display]) -> str:
    return "".join(f"{line.text} | |\n" for line in lines)


def _bare(lines: list[_Display]) -> str:
    return "".join(f"{text}\n" for text in (*_NAVIGATION, *(line.text for line in lines)))


def _indented(lines: list[_Display]) -> str:
    marks = {"1": " (DIR) ", "I": " (IMG) ", "h": " (HTM) ", "i": " " * 7}
    rows = []
    for index, line in enumerate(lines):
        rows += [""] * line.gap
        rows.append(line.text if index == 0 else marks[line.item] + line.text)
    return "".join(f"{row}\n" for row in rows)


def _reflowed(lines: list[_Display]) -> str:
    rows: list[str] = []
    for line in lines:
        text = line.text.removeprefix(line.prefix)
        if line.continued:
            rows[-1] += f" {text}"
        else:
            rows += [""] * line.gap
            rows.append(text)
    return "".join(f"{row}\n" for row in rows)


def _menu(lines: list[_Display]) -> str:
    rows = []
    for line in lines:
        if line.gap:
            rows.append("i\tfake\t(NULL)\t0")
        rows.append(f"{line.item}{line.text}\t{'/x' if line.item != 'i' else 'fake'}\ttaz.de\t70")
    return "".join(f"{row}\r\n" for row in [*rows, "."])
