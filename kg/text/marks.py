"""Finds quotation marks in running text; every result is a span of the text."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg.model import Span

_CLOSERS = {"„": '“”"', "»": "«", "«": "»", "“": "”", "‚": "‘’", "›": "‹", "‹": "›", '"': '"'}
_FULL_STOPS = frozenset(".!?…")
_CLOSING = frozenset("".join(_CLOSERS.values()))
_FRAME_BEHIND = re.compile(
    r",\s+(?:[a-zäöüß]{2,}(?:te|gt|ief|ach|ieb|ieß)|so)\s+(?:[A-ZÄÖÜ]|er\b|sie\b|der\b|die\b|ein)"
)
_SPEECH_NEXT = re.compile(r"\s*(?:[a-zäöüß]+(?:te|gt|ief|ach|ab|ß) [A-ZÄÖÜ]|„)")


@dataclass(frozen=True, slots=True)
class Quoted:
    """Words between quotation marks.

    Attributes:
        inner: the words, without the marks.
        outer: with them.
        closed: False where the closing mark is missing.
        ended: whether the words end with a full stop, a question or an exclamation mark.
    """

    inner: Span
    outer: Span
    closed: bool
    ended: bool = False


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
            ended = text[position + 1 : end].rstrip()[-1:] in _FULL_STOPS
            yield Quoted(Span(position + 1, end), Span(position, end + closed), closed, ended)
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
    frame = _FRAME_BEHIND.search(text, position + 1, span.end)
    return (frame.start() if frame else span.end), False


def strip_marks(text: str, span: Span) -> Span:
    """Return a stretch without its quotation marks, and without blanks and commas inside them."""
    start, end = span.start, span.end
    if text[start] in _CLOSERS and end - start > 1:
        start += 1
        if text[end - 1] in _CLOSING and end - start > 1:
            end -= 1
    words = text[start:end]
    left = start + len(words) - len(words.lstrip())
    right = start + len(words.rstrip(" ,"))
    return Span(left, right) if left < right else span


def with_marks(text: str, span: Span) -> Span:
    """Return a stretch with the quotation marks around it, if there are any; undoes :func:`strip_marks`."""
    start, end = span.start, span.end
    while end < len(text) and text[end] in " ," and end - span.end < 2:
        end += 1
    opened = start > 0 and text[start - 1] in _CLOSERS
    closed = end < len(text) and text[end] in _CLOSING
    if not opened:
        return span
    return Span(start - 1, end + 1 if closed else span.end)
