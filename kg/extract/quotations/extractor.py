"""Finds direct quotations block by block and ties each to its speaker.

The shapes are those of ``docs/extraction.md``: verb after, before and around the words, ``Name: „…“``, a
quotation that follows another without a verb, and the answers of an interview.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from kg.extract.quotations.frame import Frame, FrameReader
from kg.lang import language
from kg.model import (
    Article,
    Block,
    BlockKind,
    Chain,
    Document,
    EntityKind,
    Mention,
    MentionForm,
    Quotation,
    QuotationKind,
    Span,
)
from kg.text import Quoted, quoted, sentences

_CLAUSE_WORDS = 8
_CHAIN = re.compile(r"\W*(?:Und|Oder|Dann|Aber)(?: \w+)?: ?")
_EPITHET = re.compile(r"(?:der|die) \d+-[Jj]ährige", re.IGNORECASE)
_PRONOUN = re.compile(r"er|sie", re.IGNORECASE)
_INSTITUTION = re.compile(
    r"(?:polizei|gericht|ministerium|behörde|redaktion|verwaltung|partei|verband|verein|regierung|kommission|amt|"
    r"gewerkschaft|initiative|gesellschaft|agentur|anwaltschaft|reederei|stadt|kammer|AG|GmbH)$",
    re.IGNORECASE,
)
_TITLE_LIKE = frozenset({BlockKind.HEADLINE, BlockKind.KICKER, BlockKind.CAPTION, BlockKind.HEADING})


@dataclass(frozen=True, slots=True)
class _Person:
    """Somebody whom a pronoun can mean: a chain, its gender, where it was named last."""

    chain: int
    gender: str
    at: int


class _Finder:
    """Finds the quotations of one document."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.article: Article = document.article
        self.text = document.article.text
        self.tables = language(document.article.language)
        self.chains = list(document.chains)
        self.mentions: list[Mention] = []
        self.people = [m for m in document.mentions if m.kind is EntityKind.PERSON and m.chain is not None]
        self.frames = FrameReader(self.text, self.tables, [m.span for m in document.mentions])
        self.last_speaker: int | None = None
        self.last_at = 0

    def find(self) -> Iterator[Quotation]:
        """Yield the quotations in the order of the text."""
        for turn in self.article.turns:
            if not turn.question:
                yield self._answer(turn.span, turn.speaker, turn.labelled)
        for block in self.article.blocks:
            if block.kind not in (BlockKind.QUESTION, BlockKind.ANSWER):
                yield from self._block(block)

    def _answer(self, span: Span, label: str, labelled: bool) -> Quotation:
        chain = self._chain(EntityKind.PERSON, self._full_name(label))
        return Quotation(
            kind=QuotationKind.DIRECT, parts=(span,), source=chain, exact=not self.article.is_cut(span),
            extractor="quotations", rule="interview-turn", confidence=0.95 if labelled else 0.75,
        )  # fmt: skip

    def _full_name(self, label: str) -> str:
        names = [c.name for c in self.chains if c.kind is EntityKind.PERSON and label in c.name.split()]
        return names[0] if len(names) == 1 else label

    def _block(self, block: Block) -> Iterator[Quotation]:
        marks = quoted(self.text, block.span, block.cuts)
        bounds = sentences(self.text, block.span)
        previous: Quotation | None = None
        used = -1
        for index, mark in enumerate(marks):
            if index <= used:
                continue
            limit = marks[index + 1].outer.start if index + 1 < len(marks) else block.span.end
            frame, parts, used = self._framed(block, marks, index, bounds, limit)
            quotation = self._quotation(block, mark, frame, parts, previous)
            if quotation is not None:
                yield quotation
                previous = quotation

    def _framed(
        self, block: Block, marks: list[Quoted], index: int, bounds: list[Span], limit: int
    ) -> tuple[Frame | None, tuple[Span, ...], int]:
        """Return the clause that reports, the quotation's parts, and the last mark that belongs to it."""
        mark = marks[index]
        end = _clause_end(self.text, mark.outer.end, limit)
        frame = self.frames.after(mark.outer.end, end) if mark.outer.end < end else None
        if frame is not None:
            follower = marks[index + 1] if index + 1 < len(marks) else None
            if follower is not None and _continues(self.text, mark, follower):
                return replace(frame, rule="quote-frame-quote"), (mark.inner, follower.inner), index + 1
            return frame, (mark.inner,), index
        start = max(b.start for b in bounds if b.start <= mark.outer.start)
        if index and marks[index - 1].outer.end > start:
            start = marks[index - 1].outer.end
        before = self.frames.before(start, mark.outer.start) if start < mark.outer.start else None
        return before, (mark.inner,), index

    def _quotation(
        self,
        block: Block,
        mark: Quoted,
        frame: Frame | None,
        parts: tuple[Span, ...],
        previous: Quotation | None,
    ) -> Quotation | None:
        exact = mark.closed and not any(self.article.is_cut(part) for part in parts)
        if frame is not None:
            source = self._source(frame.speaker, block) if frame.speaker else None
            cue, confidence = (
                frame.cue,
                frame.confidence if source is not None else min(frame.confidence, 0.6),
            )
            return Quotation(
                kind=QuotationKind.DIRECT, parts=_trimmed(self.text, parts), speaker=frame.speaker, source=source,
                cue=cue, addressee=frame.addressee, exact=exact,
                extractor="quotations", rule=frame.rule, confidence=confidence,
            )  # fmt: skip
        chained = previous is not None and bool(
            _CHAIN.fullmatch(self.text, previous.span.end, mark.outer.start)
        )
        words = mark.inner.of(self.text)
        if not chained and not self._is_speech(words, block):
            return None
        follows = chained or (
            previous is not None and block.kind is BlockKind.PARAGRAPH and self._follows(previous, mark)
        )
        return Quotation(
            kind=QuotationKind.DIRECT, parts=_trimmed(self.text, parts),
            source=previous.source if follows and previous else None, exact=exact, extractor="quotations",
            rule="quote-follows-quote" if follows else "quote-alone", confidence=0.7 if follows else 0.5,
        )  # fmt: skip

    def _is_speech(self, words: str, block: Block) -> bool:
        """Without a verb of speech only a clause is speech: eight words, or a sentence with its end mark."""
        count = len(words.split())
        if block.kind in _TITLE_LIKE:
            return count >= _CLAUSE_WORDS
        return count >= _CLAUSE_WORDS or (count > 2 and words.rstrip()[-1:] in ".!?" and words[0].isupper())

    def _follows(self, previous: Quotation, mark: Quoted) -> bool:
        between = self.text[previous.span.end : mark.outer.start]
        return len(between) < 160 and not any(
            previous.span.end < m.span.start < mark.outer.start and m.chain != previous.source
            for m in self.people
        )

    def _source(self, speaker: Span, block: Block) -> int | None:
        """Return the chain of a speaker's words, making one for a source without a name."""
        inside = [m for m in self.document.mentions if speaker.contains(m.span) and m.chain is not None]
        people = [m for m in inside if m.kind is EntityKind.PERSON]
        words = speaker.of(self.text)
        if people:
            return self._spoke(people[-1].chain, speaker)
        if _PRONOUN.fullmatch(words) or _EPITHET.fullmatch(words):
            return self._spoke(self._antecedent(speaker, words), speaker)
        last = inside[-1] if inside else None
        if (
            last is not None
            and last.span.end == speaker.end
            and last.kind is EntityKind.ORGANIZATION
            and len(words.split()) <= 1 + len(last.span.of(self.text).split())
        ):
            return last.chain
        if words.lower() in ("es", "man", "ich", "wir"):
            return None
        kind = EntityKind.ORGANIZATION if _INSTITUTION.search(words) else EntityKind.PERSON
        return self._chain(kind, words, named=False)

    def _spoke(self, chain: int | None, speaker: Span) -> int | None:
        if chain is not None:
            self.last_speaker, self.last_at = chain, speaker.end
        return chain

    def _antecedent(self, speaker: Span, words: str) -> int | None:
        """Return the last fitting person before a pronoun or age epithet.

        The speaker before it comes first, unless somebody fitting was named since.
        """
        gender = self.frames.gender(speaker)
        before = [m for m in self.people if m.span.end <= speaker.start]
        fitting = [m for m in before if self._gender(m) in (gender, "")]
        if not fitting:
            return None
        since = fitting[-1].span.start >= self.last_at
        spoke = self.last_speaker in {m.chain for m in fitting[-3:]}
        chain = self.last_speaker if spoke and not since else fitting[-1].chain
        form = MentionForm.PRONOUN if _PRONOUN.fullmatch(words) else MentionForm.NOMINAL
        self.mentions.append(
            Mention(
                span=speaker, kind=EntityKind.PERSON, form=form, chain=chain, extractor="quotations",
                rule="last-fitting-person", confidence=0.75,
            )
        )  # fmt: skip
        return chain

    def _gender(self, mention: Mention) -> str:
        if mention.chain is None:
            return ""
        first = self.chains[mention.chain].name.split()[0].split("-")[0].lower()
        share = self.tables.first_names.get(first, 0.5)
        return "f" if share > 0.9 else "m" if share < 0.1 else ""

    def _chain(self, kind: EntityKind, name: str, *, named: bool = True) -> int:
        chain = Chain(kind=kind, name=name, named=named)
        for index, known in enumerate(self.chains):
            if (known.kind, known.name, known.named) == (kind, name, named):
                return index
        self.chains.append(chain)
        return len(self.chains) - 1


def _clause_end(text: str, start: int, limit: int) -> int:
    """Return where the sentence ends that goes on after a quotation."""
    match = re.compile(r"[.!?…](?:\s|$)").search(text, start, limit)
    return match.start() + 1 if match else limit


def _continues(text: str, first: Quoted, second: Quoted) -> bool:
    """„A“, sagte X, „b“: the second stretch goes on with the first's sentence, inside one sentence."""
    between = text[first.outer.end : second.outer.start]
    return between.rstrip().endswith(",") and not re.search(r"[.!?:]", between)


def _trimmed(text: str, parts: tuple[Span, ...]) -> tuple[Span, ...]:
    """Leave the blanks and the commas at the ends of the stretches out."""
    found = []
    for part in parts:
        words = part.of(text)
        start = part.start + len(words) - len(words.lstrip())
        end = part.start + len(words.rstrip(" ,"))
        found.append(Span(start, end) if start < end else part)
    return tuple(found)


class Quotations:
    """Adds direct quotations, their speakers' chains and the pronouns resolved for them."""

    name = "quotations"
    requires = ("mentions",)
    provides = ("quotations",)

    def __call__(self, document: Document) -> Document:
        """Return ``document`` with quotations."""
        finder = _Finder(document)
        found = sorted(finder.find(), key=lambda quotation: quotation.span)
        mentions = sorted((*document.mentions, *finder.mentions), key=lambda mention: mention.span)
        return replace(
            document, quotations=tuple(found), chains=tuple(finder.chains), mentions=tuple(mentions)
        )


EXTRACTOR = Quotations()
