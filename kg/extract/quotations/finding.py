"""What a rule found, before it is tied to the one who speaks."""

from dataclasses import dataclass

from kg.model import QuotationKind, Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """A quotation as a rule sees it.

    Attributes:
        kind: direct, indirect, ….
        parts: the words, with their quotation marks.
        speaker: the words that name the speaker.
        cue, frame: the words that report, the clause around them.
        addressee: the words that name who is spoken to.
        rule: which rule found it.
        confidence: 0 to 1.
    """

    kind: QuotationKind
    parts: tuple[Span, ...]
    speaker: Span | None = None
    cue: tuple[Span, ...] = ()
    frame: tuple[Span, ...] = ()
    addressee: Span | None = None
    rule: str
    confidence: float

    @property
    def start(self) -> int:
        """Its first character."""
        return self.parts[0].start

    @property
    def end(self) -> int:
        """The character after its last."""
        return self.parts[-1].end
