"""What one step of the search for mentions hands to the next."""

from collections.abc import Sequence
from dataclasses import dataclass

from kg.model import EntityKind, MentionForm, Span


@dataclass(frozen=True, slots=True)
class FoundName:
    """A name in the text, or a word that points to a place.

    Attributes:
        span: its words.
        kind: what it names.
        name: its usual form, from a table; the words themselves where none knows it.
        rule: ``name-model`` or ``gazetteer``; ``adjective`` or ``demonym``.
        confidence: 0 to 1.
        sentence, start: the sentence and the word where it begins.
        form: how it is mentioned.
        stands_for: who acts where a place does, ``""`` elsewhere.
    """

    span: Span
    kind: EntityKind
    name: str
    rule: str
    confidence: float
    sentence: int
    start: int
    form: MentionForm = MentionForm.NAME
    stands_for: str = ""

    def touches(self, other: "FoundName") -> bool:
        """Say whether it shares characters with another name."""
        return self.span.start < other.span.end and other.span.start < self.span.end


def by_sentence(found: Sequence[FoundName], sentences: int) -> list[list[FoundName]]:
    """Return the names of each of so many sentences, in order."""
    names: list[list[FoundName]] = [[] for _ in range(sentences)]
    for name in found:
        names[name.sentence].append(name)
    return names
