"""A sentence as the rules of quotation see it: clauses, predicates and noun phrases over its tokens.

Stretches of quoted speech are one token each, so that the clause around them reads like any other: „…“, sagte X.
"""

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from kg.lang import Language, Mood
from kg.model import Span, Token
from kg.syntax.clause import QUOTE, Clause
from kg.syntax.clauses import clauses
from kg.syntax.predicates import Predicate, predicate
from kg.syntax.subjects import Constituent, constituents
from kg.text import Quoted

_END = frozenset(".!?…")
_SEPARATORS = frozenset(",:;–-—")
_SUBJUNCTIVE = frozenset({Mood.KONJUNKTIV_1, Mood.KONJUNKTIV_2})


@dataclass(frozen=True)
class Parsed:
    """A sentence with its build.

    Attributes:
        tokens: tagged tokens; a stretch of quoted speech is one of them.
        language: its tables.
        block: index of the block in which it stands.
        marks: stretches between quotation marks inside it that are not a token of their own, in order.
        stretches: the stretches that are one token, by the index of the token.
    """

    tokens: tuple[Token, ...]
    language: Language
    block: int
    marks: tuple[Quoted, ...]
    stretches: dict[int, Quoted]

    @cached_property
    def clauses(self) -> list[Clause]:
        """Its clauses in order."""
        return clauses(self.tokens)

    @cached_property
    def predicates(self) -> list[Predicate | None]:
        """The verb complex of each clause."""
        return [predicate(self.tokens, clause, self.language) for clause in self.clauses]

    @cached_property
    def phrases(self) -> list[list[Constituent]]:
        """The noun phrases of each clause."""
        return [constituents(self.tokens, clause) for clause in self.clauses]

    @property
    def span(self) -> Span:
        """Where it stands in the text."""
        return Span(self.tokens[0].start, self.tokens[-1].end)

    def lower(self, index: int) -> str:
        """Return a token in lower case, ``""`` outside the sentence."""
        return self.tokens[index].text.lower() if 0 <= index < len(self.tokens) else ""

    def is_subjunctive(self, index: int, *, certain: bool = False) -> bool:
        """Say whether the finite verb of a clause is a Konjunktiv (or can be nothing else).

        A form that is past tense as well („sagte“, „hielten“) is read as that.
        """
        verb = self.predicates[index]
        if verb is None or verb.mood not in _SUBJUNCTIVE:
            return False
        return verb.certain or (verb.mood is Mood.KONJUNKTIV_1 and not certain)

    def trimmed(self, start: int, end: int) -> tuple[int, int] | None:
        """Leave commas, dashes and colons at both ends of a range of tokens out; None if nothing is left."""
        while start < end and self.tokens[start].text in _SEPARATORS:
            start += 1
        while start < end and self.tokens[end - 1].text in _SEPARATORS:
            end -= 1
        return (start, end) if start < end else None

    def spans(self, indices: Iterable[int]) -> tuple[Span, ...]:
        """Join neighbouring tokens to spans."""
        found: list[Span] = []
        last = -2
        for index in sorted(set(indices)):
            token = self.tokens[index]
            if index == last + 1:
                found[-1] = Span(found[-1].start, token.end)
            else:
                found.append(Span(token.start, token.end))
            last = index
        return tuple(found)


def parse(
    sentences: Sequence[Sequence[Token]],
    speech: Sequence[Quoted],
    other: Sequence[Quoted],
    language: Language,
    block: int,
) -> Iterator[Parsed]:
    """Yield the sentences of a block, with quoted speech folded into single tokens.

    Parameters:
        sentences: tagged sentences in the order of the text.
        speech: stretches that become one token each, disjoint, in order.
        other: stretches that stay as they are.
        language: tables.
        block: index of the block.
    """
    by_start = {stretch.outer.start: stretch for stretch in speech}
    waiting = deque(other)
    for tokens in _joined(_folded(sentences, speech)):
        end = tokens[-1].end
        stretches = {i: by_start[t.start] for i, t in enumerate(tokens) if t.tag == QUOTE}
        marks = []
        while waiting and waiting[0].outer.start < end:
            mark = waiting.popleft()
            if mark.outer.start >= tokens[0].start and mark.outer.end <= end:
                marks.append(mark)
        yield Parsed(tuple(tokens), language, block, tuple(marks), stretches)


def _folded(sentences: Sequence[Sequence[Token]], speech: Sequence[Quoted]) -> Iterator[list[Token]]:
    """Yield the sentences with one token for each stretch; one that spans sentences joins them."""
    pending = deque(speech)
    tokens: list[Token] = []
    for sentence in sentences:
        for token in sentence:
            while pending and pending[0].outer.end <= token.start:
                pending.popleft()
            if not (pending and pending[0].outer.start <= token.start < pending[0].outer.end):
                tokens.append(token)
            elif not (tokens and tokens[-1].tag == QUOTE and tokens[-1].start == pending[0].outer.start):
                tokens.append(Token(pending[0].outer.start, pending[0].outer.end, "", QUOTE))
        inside = bool(
            pending
            and sentence
            and sentence[-1].end < pending[0].outer.end
            and tokens
            and tokens[-1].start == pending[0].outer.start
        )
        if tokens and not inside:
            yield tokens
            tokens = []
    if tokens:
        yield tokens


def _joined(sentences: Iterable[list[Token]]) -> Iterator[list[Token]]:
    """Join a sentence that ends with quoted speech to one that goes on in lower case or with a comma."""
    held: list[Token] = []
    for tokens in sentences:
        if held and not (held[-1].tag == QUOTE and _goes_on(tokens[0])):
            yield held
            held = []
        held = held + tokens
    if held:
        yield held


def _goes_on(token: Token) -> bool:
    return token.text in (",", "–", "-", ";") or token.text[:1].islower()
