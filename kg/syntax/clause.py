"""A clause of a sentence: what it is, where its words stand, where its verb."""

import enum
from dataclasses import dataclass

QUOTE = "QUOTE"
"""Tag of a token that stands for a whole stretch of quoted speech."""

FINITE = frozenset({"VVFIN", "VAFIN", "VMFIN", "VVIMP"})
NONFINITE = frozenset({"VVINF", "VVPP", "VVIZU", "VAINF", "VAPP", "VMINF", "VMPP"})


class ClauseKind(enum.Enum):
    """What a clause is within its sentence."""

    MAIN = "main"
    SUBORDINATE = "subordinate"
    RELATIVE = "relative"
    INFINITIVE = "infinitive"
    FRAGMENT = "fragment"
    QUOTE = "quote"


@dataclass(slots=True)
class Clause:
    """One clause of a sentence; positions are indices of its tokens.

    Attributes:
        kind: main, subordinate, ….
        pieces: half-open ranges of tokens, in order.
        lead: the subordinator, relative pronoun or question word, -1 without one.
        finite: the finite verb, -1 without one.
        first: whether the finite verb opens the clause.
        conjunction: whether „und“, „oder“, „aber“ opens it.
        mark: the punctuation before it, ``""`` at the start of the sentence or where nothing stands.
    """

    kind: ClauseKind
    pieces: list[tuple[int, int]]
    lead: int = -1
    finite: int = -1
    first: bool = False
    conjunction: bool = False
    mark: str = ""

    @property
    def start(self) -> int:
        """Its first token."""
        return self.pieces[0][0]

    @property
    def end(self) -> int:
        """The token after its last one."""
        return self.pieces[-1][1]

    def indices(self) -> list[int]:
        """Return the indices of its tokens."""
        return [index for start, end in self.pieces for index in range(start, end)]
