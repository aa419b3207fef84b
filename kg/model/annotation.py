"""What extractors find in an article: mentions, chains, quotations."""

import enum
from dataclasses import dataclass

from kg.model.article import Article
from kg.model.text import Sentence, Span


class EntityKind(enum.StrEnum):
    """What kind of thing a name names."""

    PERSON = "person"
    ORGANIZATION = "organization"
    PLACE = "place"
    EVENT = "event"
    THING = "thing"


class MentionForm(enum.StrEnum):
    """How a thing is mentioned (ACE guidelines: NAM, NOM, PRO); a place also by its adjective or its inhabitants."""

    NAME = "name"
    NOMINAL = "nominal"
    PRONOUN = "pronoun"
    ADJECTIVE = "adjective"
    DEMONYM = "demonym"


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A place in the text where something is named or referred to.

    Attributes:
        span: the words, for a name without its role or title.
        kind: what kind of thing.
        form: name, nominal („der Minister“, „der 71-Jährige“) or pronoun; adjective („russisch“) or demonym („die
            Russin“) of a place, which the mention is of: it is none of a person.
        role: the words of the role or title that stand with a name, if any („Russlands Außenminister“).
        chain: index into ``Document.chains`` of what it refers to; None if the text does not tell.
        stands_for: the organisation that acts where a place is said to („Moskau fordert“), ``""`` elsewhere.
        extractor: which extractor found it.
        rule: which rule or model of that extractor.
        confidence: 0 to 1.
    """

    span: Span
    kind: EntityKind
    form: MentionForm
    role: Span | None = None
    chain: int | None = None
    stands_for: str = ""
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
        definite: of one without a name, whether the article speaks of a certain one („der Sprecher“) or of any („ein
            Sprecher“); None where it does not show.
        aliases: its other names in the article, sorted.
    """

    kind: EntityKind
    name: str
    named: bool = True
    definite: bool | None = None
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Role:
    """An office or profession that the text gives to somebody.

    Attributes:
        holder: index into ``Document.chains`` of the one who has it.
        span: the noun in the text.
        title: the noun in the nominative („Außenminister“).
        held_for: the chain of the place or institution for which it is held („Russlands“), if the text says so.
        held_words: the words that say so.
        extractor, rule, confidence: as of a mention.
    """

    holder: int
    span: Span
    title: str
    held_for: int | None = None
    held_words: Span | None = None
    extractor: str
    rule: str
    confidence: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Naming:
    """Words beside the text that name something: a keyword, or the title of a related article.

    Attributes:
        words: as the source has them.
        chain: index into ``Document.chains`` of what they name; it need not have mentions.
        related: index into ``Article.related`` of the one whose title has the words; None for a keyword of the article,
            or of related ones.
        extractor, rule, confidence: as of a mention.
    """

    words: str
    chain: int
    related: int | None = None
    extractor: str
    rule: str
    confidence: float


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
        together: the chains of others who speak the words with that one („erklärten Voss und Beck“).
        cue: the words that signal speech, in several spans if a verb is split („hatte … gesagt“).
        addressee: the words that name who is spoken to.
        frame: the clause that reports, in several spans if the words split it.
        exact: False where the source lost some of the words; they are then nobody's exact words.
        extractor: which extractor found it.
        rule: which rule or model of that extractor.
        confidence: 0 to 1, for words and speaker together.
    """

    kind: QuotationKind
    parts: tuple[Span, ...]
    speaker: Span | None = None
    source: int | None = None
    together: tuple[int, ...] = ()
    cue: tuple[Span, ...] = ()
    addressee: Span | None = None
    frame: tuple[Span, ...] = ()
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
    """An article with everything that was extracted from it.

    Attributes:
        article: what the reader made of the source.
        sentences: its words, for extractors; not kept beyond extraction.
        mentions, quotations, roles: in the order of the text.
        chains: to what mentions and quotations point by index.
        namings: what stands beside the text and names something.
    """

    article: Article
    sentences: tuple[Sentence, ...] = ()
    mentions: tuple[Mention, ...] = ()
    quotations: tuple[Quotation, ...] = ()
    chains: tuple[Chain, ...] = ()
    roles: tuple[Role, ...] = ()
    namings: tuple[Naming, ...] = ()
