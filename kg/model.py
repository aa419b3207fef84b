"""The data that flows through kg: plain, immutable, without RDF and without input or output.

An :class:`Article` is what a reader makes of one file; a :class:`Document` is the article with everything
that was extracted from it. All positions are half-open ranges of code points in ``Article.text``.
"""

import datetime
import enum
from collections.abc import Iterator
from dataclasses import dataclass


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


class EntityKind(enum.StrEnum):
    """What kind of thing a name names."""

    PERSON = "person"
    ORGANIZATION = "organization"
    PLACE = "place"
    EVENT = "event"
    THING = "thing"


class MentionForm(enum.StrEnum):
    """How a thing is mentioned (ACE guidelines: NAM, NOM, PRO)."""

    NAME = "name"
    NOMINAL = "nominal"
    PRONOUN = "pronoun"


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A place in the text where something is named or referred to.

    Attributes:
        span: the words, for a name without its role or title.
        kind: what kind of thing.
        form: name, nominal („der Minister“, „der 71-Jährige“) or pronoun.
        role: the words of the role or title that stand with a name, if any („Russlands Außenminister“).
        chain: index into ``Document.chains`` of what it refers to; None if the text does not tell.
        extractor: which extractor found it.
        rule: which rule or model of that extractor.
        confidence: 0 to 1.
    """

    span: Span
    kind: EntityKind
    form: MentionForm
    role: Span | None = None
    chain: int | None = None
    extractor: str
    rule: str
    confidence: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Chain:
    """What the mentions of one thing in one article have in common (a coreference chain).

    Attributes:
        kind: what kind of thing.
        name: the fullest name that the article gives it.
        named: False for a source that is only described („ein Sprecher der Polizei“); ``name`` then holds
            the description.
        aliases: its other names in the article, sorted.
    """

    kind: EntityKind
    name: str
    named: bool = True
    aliases: tuple[str, ...] = ()


class QuotationKind(enum.StrEnum):
    """How words are reported (Petersen-Frey & Biemann, LREC-COLING 2024, section 3)."""

    DIRECT = "direct"
    INDIRECT = "indirect"
    REPORTED = "reported"
    FREE_INDIRECT = "free indirect"
    INDIRECT_FREE_INDIRECT = "indirect/free indirect"


@dataclass(frozen=True, slots=True, kw_only=True)
class Quotation:
    """Words that the article attributes to somebody.

    Attributes:
        kind: direct, indirect, …
        parts: the words, without quotation marks; several where an inserted frame splits them.
        speaker: the words that name the speaker („der 71-Jährige“), if there are any.
        source: index into ``Document.chains`` of the one who speaks; None if the text does not tell.
        cue: the words that signal speech, in several spans if a verb is split („hatte … gesagt“).
        addressee: the words that name who is spoken to.
        frame: the clause that reports.
        exact: False where the source lost some of the words; they are then nobody's exact words.
        extractor: which extractor found it.
        rule: which rule or model of that extractor.
        confidence: 0 to 1, for words and speaker together.
    """

    kind: QuotationKind
    parts: tuple[Span, ...]
    speaker: Span | None = None
    source: int | None = None
    cue: tuple[Span, ...] = ()
    addressee: Span | None = None
    frame: Span | None = None
    exact: bool = True
    extractor: str
    rule: str
    confidence: float

    @property
    def span(self) -> Span:
        """From the first to the last character."""
        return Span(self.parts[0].start, self.parts[-1].end)


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """An article with everything that was extracted from it."""

    article: Article
    mentions: tuple[Mention, ...] = ()
    quotations: tuple[Quotation, ...] = ()
    chains: tuple[Chain, ...] = ()
