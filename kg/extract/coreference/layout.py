"""The article as coreference sees it: sentences with their stretches between commas, and who speaks inside which marks."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from kg.model import BlockKind, Document, QuotationKind, Span, Token

_SEPARATORS = frozenset({"$,", "$.", "$("})
_SUBORDINATORS = frozenset({"KOUS", "PRELS"})
_LONGEST = 800
"""Tokens of the longest sentence that is read, as for quotations."""
_AHEAD = frozenset({BlockKind.KICKER, BlockKind.HEADLINE, BlockKind.LEDE, BlockKind.CAPTION})


@dataclass(slots=True)
class Line:
    """A sentence.

    Attributes:
        tokens: its tagged words.
        pieces: for each word the number of the stretch between punctuation marks that it stands in.
        speech: for each word the quotation whose very words it is among, -1 outside of any.
        block: index of its block.
        unit: sentences that quoted words tie together have one number.
        first: whether it begins its block.
        ahead: whether it stands before the body: headline, teaser, caption.
        question: whether an interviewer asks it; who is asked is „Sie“ there, never „er“.
    """

    tokens: tuple[Token, ...]
    pieces: list[int]
    speech: list[int]
    block: int
    unit: int
    first: bool
    ahead: bool
    question: bool

    def is_subordinate(self, index: int) -> bool:
        """Say whether a word stands in a clause that „dass“ or „der“ opens."""
        return self.tokens[self.piece(index).start].tag in _SUBORDINATORS

    def piece(self, index: int) -> range:
        """Return the words of the stretch around a word."""
        start = bisect_left(self.pieces, self.pieces[index])
        return range(start, bisect_right(self.pieces, self.pieces[index]))


@dataclass(slots=True)
class Layout:
    """All sentences of a document, and where words lie in them.

    Attributes:
        lines: the sentences in order; those that are too long to be read have no words.
    """

    lines: list[Line] = field(default_factory=list)
    _starts: list[int] = field(default_factory=list)

    def place(self, offset: int) -> tuple[int, int] | None:
        """Return sentence and word at a character; None where none is read."""
        index = bisect_right(self._starts, offset) - 1
        if index < 0:
            return None
        tokens = self.lines[index].tokens
        word = bisect_right(tokens, offset, key=_start) - 1
        return (index, word) if word >= 0 and offset < tokens[word].end else None

    @classmethod
    def of(cls, document: Document) -> "Layout":
        """Lay a document out."""
        blocks = document.article.blocks
        starts = [block.span.start for block in blocks]
        layout = cls()
        quoted = _Quoted(document)
        unit, last_block, open_until = 0, -1, -1
        for sentence in document.sentences:
            at = sentence.span.start
            block = max(bisect_right(starts, at) - 1, 0)
            tokens = sentence.tokens if len(sentence.tokens) <= _LONGEST else ()
            speech = quoted.of(tokens)
            goes_on = bool(tokens) and (tokens[0].tag in _SEPARATORS or tokens[0].text[:1].islower())
            if block != last_block or (at >= open_until and not goes_on):
                unit += 1
            open_until = max(open_until, quoted.end_at(sentence.span.end))
            kind = blocks[block].kind if blocks else BlockKind.PARAGRAPH
            layout.lines.append(
                Line(
                    tokens,
                    list(_pieces(tokens)),
                    speech,
                    block,
                    unit,
                    block != last_block,
                    kind in _AHEAD,
                    kind is BlockKind.QUESTION,
                )
            )
            layout._starts.append(at)
            last_block = block
        return layout


class _Quoted:
    """Which quotation each character is part of, the innermost; read from left to right."""

    def __init__(self, document: Document) -> None:
        parts = sorted(
            (part.start, -part.end, index)
            for index, quotation in enumerate(document.quotations)
            if quotation.kind is QuotationKind.DIRECT
            for part in quotation.parts
        )
        self._parts = [(Span(start, -end), index) for start, end, index in parts]
        turns = {turn.span for turn in document.article.turns}
        self._tied = sorted((span.start, span.end) for span, _ in self._parts if span not in turns)
        self._open: list[tuple[Span, int]] = []
        self._next = 0
        self._tie = 0

    def of(self, tokens: Sequence[Token]) -> list[int]:
        """Return the quotation of each word, -1 for none."""
        found = []
        for token in tokens:
            while self._next < len(self._parts) and self._parts[self._next][0].start <= token.start:
                self._open.append(self._parts[self._next])
                self._next += 1
            while self._open and self._open[-1][0].end <= token.start:
                self._open.pop()
            found.append(self._open[-1][1] if self._open else -1)
        return found

    def end_at(self, offset: int) -> int:
        """Return where the words in marks end that go on at a character, -1 if none do."""
        end = -1
        while self._tie < len(self._tied) and self._tied[self._tie][0] < offset:
            end = max(end, self._tied[self._tie][1] + 1)
            self._tie += 1
        return end


def _pieces(tokens: Sequence[Token]) -> Iterator[int]:
    piece = 0
    for token in tokens:
        if token.tag in _SEPARATORS:
            piece += 1
            yield piece
            piece += 1
        else:
            yield piece


def _start(token: Token) -> int:
    return token.start
