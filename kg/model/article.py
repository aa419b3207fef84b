"""An article as a reader understood it: blocks of one text, and what the source says beside it."""

import datetime
import enum
from collections.abc import Iterator
from dataclasses import dataclass

from kg.model.text import Span


class BlockKind(enum.StrEnum):
    """What a block of an article's text is."""

    KICKER = "kicker"
    HEADLINE = "headline"
    LEDE = "lede"
    CAPTION = "caption"
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    QUESTION = "question"
    ANSWER = "answer"
    VERSE = "verse"


BODY = frozenset(
    {BlockKind.HEADING, BlockKind.PARAGRAPH, BlockKind.QUESTION, BlockKind.ANSWER, BlockKind.VERSE}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A stretch of the article's text that belongs together.

    Attributes:
        kind: what it is.
        span: where it stands in ``Article.text``.
        line: the line of the source where it begins, counted from 1.
        cuts: offsets in ``Article.text`` just before which the source lost text (the 79-byte cut); the
            character before each is the ``…`` that the source put there.
    """

    kind: BlockKind
    span: Span
    line: int
    cuts: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """One turn of an interview.

    Attributes:
        speaker: the label of the one who speaks, as printed or carried over (``taz``, ``Name``).
        question: whether the interviewer speaks.
        span: the words spoken, without the label.
        labelled: whether the label is printed here; otherwise the turn was attributed by alternation.
    """

    speaker: str
    question: bool
    span: Span
    labelled: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A link in the running text.

    Attributes:
        number: the number that the source gave it, from 1.
        span: the words that carry the link.
        target: where it leads, as the source has it (``/Slug/!5832024`` or an address).
        id: the publisher's number of the target article, if the target tells it.
    """

    number: int
    span: Span
    target: str
    id: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Related:
    """An article to which the source points below the text.

    Attributes:
        title: the line as printed, kicker and headline together.
        kicker: the part before the last ``: `` outside quotation marks.
        headline: the rest.
        title_cut: whether the source lost the end of the title (79-byte cut).
        teaser: the words below the title, ``""`` if there are none.
        teaser_cut: whether the source lost text in the teaser.
        label: the tag under which the source files it.
        target: the link of this article that leads to it, if its slug tells.
        id: the publisher's number of it, if ``target`` tells it.
        line: the line of the source, from 1.
    """

    title: str
    kicker: str | None
    headline: str
    title_cut: bool
    teaser: str
    teaser_cut: bool
    label: str | None
    target: str | None
    id: str | None
    line: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Dateline:
    """Where an article was written and by whom it was sent (``Moskau taz |``).

    Attributes:
        places: the places as printed.
        agencies: publisher or news agencies, in lower case.
    """

    places: tuple[str, ...]
    agencies: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """One article as a reader understood it.

    Attributes:
        name: the name of the source, relative to what the user gave (no machine's own path).
        path: where it was read, for messages; never written to a graph.
        format: the reader and rendering that fitted (``taz/piped``).
        sha256: the hash of the source's bytes, hexadecimal.
        id: the publisher's number, if the source tells it.
        url: where it was published, if the source tells it.
        text: the whole clean text; everything else points into it.
        blocks: its parts, in order and disjoint; a headline is a block like any other.
        language: BCP 47.
        publisher: the publisher's short name.
        published: the day of publication.
        dateline: place and agency, if given.
        authors: names as printed, in order.
        keywords: the article's own tags, in order, each once.
        links: in the order of the text.
        related: in the order of the source.
        turns: of an interview, in order; empty otherwise.
        satire: whether the source marks it as satire, whose quotations are invented.
    """

    name: str
    path: str
    format: str
    sha256: str
    id: str | None
    text: str
    blocks: tuple[Block, ...]
    language: str
    publisher: str
    published: datetime.date | None
    dateline: Dateline | None
    authors: tuple[str, ...]
    keywords: tuple[str, ...]
    links: tuple[Link, ...]
    related: tuple[Related, ...]
    turns: tuple[Turn, ...]
    satire: bool
    url: str | None = None

    def of_kind(self, *kinds: BlockKind) -> Iterator[Block]:
        """Yield the blocks of the given kinds, in order."""
        return (block for block in self.blocks if block.kind in kinds)

    def words_of(self, kind: BlockKind) -> str | None:
        """Return the text of the first block of ``kind``, or None."""
        return next((block.span.of(self.text) for block in self.of_kind(kind)), None)

    @property
    def kicker(self) -> str | None:
        """The line above the headline."""
        return self.words_of(BlockKind.KICKER)

    @property
    def headline(self) -> str:
        """The headline; ``""`` only for an article that was given none."""
        return self.words_of(BlockKind.HEADLINE) or ""

    @property
    def lede(self) -> str | None:
        """The teaser between headline and body."""
        return self.words_of(BlockKind.LEDE)

    @property
    def caption(self) -> str | None:
        """The words below the picture."""
        return self.words_of(BlockKind.CAPTION)

    @property
    def body(self) -> tuple[Block, ...]:
        """Headings, paragraphs, turns and verses, in order."""
        return tuple(block for block in self.blocks if block.kind in BODY)

    @property
    def paragraphs(self) -> tuple[str, ...]:
        """The texts of the body's paragraphs and turns, without headings."""
        kinds = BODY - {BlockKind.HEADING}
        return tuple(block.span.of(self.text) for block in self.of_kind(*kinds))

    @property
    def truncated(self) -> bool:
        """Whether the source lost any of the article's own text."""
        return any(block.cuts for block in self.blocks)

    def is_cut(self, span: Span) -> bool:
        """Say whether the source lost text inside ``span`` or right at its end."""
        return any(span.start < cut <= span.end + 1 for block in self.blocks for cut in block.cuts)
