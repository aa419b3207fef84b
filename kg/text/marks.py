"""Finds sentences and quotation marks in running text; every result is a span of the text."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg.model import Span

_CLOSERS = {"„": '“”"', "»": "«", "«": "»", "“": "”", "‚": "‘’", '"': '"'}
_ABBREVIATIONS = frozenset(
    [
        "dr",
        "prof",
        "bzw",
        "ca",
        "usw",
        "etc",
        "z.b",
        "d.h",
        "u.a",
        "st",
        "nr",
        "abs",
        "bd",
        "vgl",
        "dipl",
        "hl",
        "geb",
        "str",
        "mio",
        "mrd",
    ]
)
_END = re.compile(r"[.!?…][”“\"«»‘’)\]]*\s+(?=[„»«\"‚(]?[A-ZÄÖÜ0-9])")
_SPEECH_NEXT = re.compile(r"\s*(?:[a-zäöüß]+(?:te|gt|ief|ach|ab|ß) [A-ZÄÖÜ]|„)")


@dataclass(frozen=True, slots=True)
class Quoted:
    """Words between quotation marks.

    Attributes:
        inner: the words, without the marks.
        outer: with them.
        closed: False where the closing mark is missing.
    """

    inner: Span
    outer: Span
    closed: bool


def sentences(text: str, span: Span) -> list[Span]:
    """Return the sentences of a passage: an end mark, then a capital; not after abbreviations or ordinals."""
    found, start = [], span.start
    for match in _END.finditer(text, span.start, span.end):
        before = text[start : match.start() + 1].rsplit(None, 1)[-1].strip('„“”»«"(').rstrip(".").lower()
        single = text[match.start()] == "." and (
            before in _ABBREVIATIONS or before.isdigit() or (len(before) == 1 and before.isalpha())
        )
        if single or match.start() < start:
            continue
        found.append(Span(start, match.end() - _blanks(match[0])))
        start = match.end()
    if start < span.end:
        found.append(Span(start, span.end))
    return found


def _blanks(words: str) -> int:
    return len(words) - len(words.rstrip())


def quoted(text: str, span: Span, cuts: Sequence[int] = ()) -> list[Quoted]:
    """Return the outermost stretches between quotation marks in a passage, in order.

    A mark that is never closed ends where the source cut a line, if a sentence ends there, or a verb of
    speech or a new quotation follows; else at the end of the passage.

    Parameters:
        text: the article's text.
        span: the passage.
        cuts: offsets right after the ``…`` of cut lines.
    """
    return list(_quoted(text, span, cuts))


def _quoted(text: str, span: Span, cuts: Sequence[int]) -> Iterator[Quoted]:
    position = span.start
    while position < span.end:
        opener = text[position]
        if opener not in _CLOSERS or not _opens(text, position, span):
            position += 1
            continue
        end, closed = _close(text, position, span, cuts)
        if position + 1 < end:
            yield Quoted(Span(position + 1, end), Span(position, end + closed), closed)
        position = end + 1


def _opens(text: str, position: int, span: Span) -> bool:
    """A mark opens a quotation only before a word and after a blank, a bracket or another mark."""
    after = text[position + 1 : position + 2]
    before = text[position - 1] if position > span.start else " "
    return bool(after.strip()) and (before.isspace() or before in "(–—-/„»«‚…[:")


def _close(text: str, position: int, span: Span, cuts: Sequence[int]) -> tuple[int, bool]:
    closers = _CLOSERS[text[position]]
    for at in range(position + 1, span.end):
        if text[at] in closers and not (text[at] in "’‘" and text[at + 1 : at + 2].isalpha()):
            return at, True
        if at in cuts and (_SPEECH_NEXT.match(text, at) or text[at - 2] in ".!?,"):
            return at - 1, False
        if text[at] == text[position] == "„":
            return (max((c for c in cuts if position < c <= at), default=at)), False
    return span.end, False
