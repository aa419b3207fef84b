"""Places in a text: ranges of characters, words, sentences."""

from dataclasses import dataclass
from typing import NamedTuple


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open range ``[start, end)`` of code points in ``Article.text``; never empty.

    Raises:
        ValueError: if the range is empty or starts before 0.
    """

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise ValueError(f"a span needs 0 <= start < end, not {self.start} and {self.end}")

    def of(self, text: str) -> str:
        """Return the characters of ``text`` that the span covers."""
        return text[self.start : self.end]

    def contains(self, other: "Span") -> bool:
        """Say whether ``other`` lies wholly inside this span."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: "Span") -> bool:
        """Say whether the two spans share a character."""
        return self.start < other.end and other.start < self.end


class Token(NamedTuple):
    """A word or mark.

    Attributes:
        start, end: half-open range of code points in the whole text.
        text: its characters.
        tag: its part of speech in the Stuttgart-Tübingen set (STTS), with PAV for pronominal adverbs.
    """

    start: int
    end: int
    text: str
    tag: str


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence: its place, from the first to the last word, and its words."""

    span: Span
    tokens: tuple[Token, ...]
