"""Adds quotations to a document: finds them in its text and takes interviews' turns."""

from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import replace

from kg.extract.quotations.find import find
from kg.extract.quotations.finding import Finding
from kg.extract.quotations.within import within
from kg.lang import language
from kg.model import (
    Article,
    BlockKind,
    Chain,
    Document,
    EntityKind,
    MentionForm,
    Quotation,
    QuotationKind,
    Sentence,
    Span,
    Token,
)
from kg.text import strip_marks

NOBODY = 0.6
"""Confidence of a quotation of which nobody is known to be the speaker, at most."""
_SPEAKING = frozenset({EntityKind.PERSON, EntityKind.ORGANIZATION})
_SPOKEN = frozenset({BlockKind.QUESTION, BlockKind.ANSWER})


class Quotations:
    """Adds quotations with the words that name their speakers; who is meant by them, coreference tells."""

    name = "quotations"
    requires = ("sentences", "mentions")
    provides = ("quotations",)

    def __call__(self, document: Document) -> Document:
        """Return ``document`` with quotations."""
        chains = list(document.chains)
        found = [*_turns(document.article, chains), *_in_text(document)]
        found += _within(document, found)
        return replace(document, quotations=_distinct(found), chains=tuple(chains))


def _turns(article: Article, chains: list[Chain]) -> Iterator[Quotation]:
    """Yield the answers of an interview, whose labels name the speaker; the questions are the interviewer's."""
    for turn in article.turns:
        if not turn.question:
            yield Quotation(
                kind=QuotationKind.DIRECT, parts=(turn.span,), source=_labelled(turn.speaker, chains),
                exact=not article.is_cut(turn.span), extractor="quotations", rule="interview-turn",
                confidence=0.95 if turn.labelled else 0.75,
            )  # fmt: skip


def _labelled(label: str, chains: list[Chain]) -> int:
    """Return the chain of the one whom a label names by name or surname, a new one if the text names nobody so."""
    people = [i for i, c in enumerate(chains) if c.kind is EntityKind.PERSON and c.named]
    same = [i for i in people if chains[i].name == label]
    fitting = same or [i for i in people if label in chains[i].name.split()]
    if len(fitting) == 1:
        return fitting[0]
    chains.append(Chain(kind=EntityKind.PERSON, name=label))
    return len(chains) - 1


def _in_text(document: Document) -> Iterator[Quotation]:
    article = document.article
    blocks = [block for block in article.blocks if block.kind not in _SPOKEN]
    sentences = _by_block(_with_names(document), [block.span for block in blocks])
    tables = language(article.language)
    for finding in find(article.text, sentences, tables, cuts=[block.cuts for block in blocks]):
        yield _quotation(article, finding)


def _with_names(document: Document) -> list[Sentence]:
    """Return the sentences with the nouns of names as proper nouns: „die IG Metall“ can speak, as „die Metallerin“ can."""
    spans = [m.span for m in document.mentions if m.kind in _SPEAKING and m.form is MentionForm.NAME]
    names = deque(sorted(spans))
    found = []
    for sentence in document.sentences:
        inside = []
        while names and names[0].start < sentence.span.end:
            inside.append(names.popleft())
        tokens = tuple(_proper(token, inside) for token in sentence.tokens) if inside else sentence.tokens
        found.append(replace(sentence, tokens=tokens))
    return found


def _proper(token: Token, names: Sequence[Span]) -> Token:
    proper = token.tag == "NN" and any(name.start <= token.start and token.end <= name.end for name in names)
    return token._replace(tag="NE") if proper else token


def _within(document: Document, found: Sequence[Quotation]) -> Iterator[Quotation]:
    """Yield what those who speak quote of others."""
    direct = [q for q in found if q.kind is QuotationKind.DIRECT]
    spoken = sorted({part for quotation in direct for part in quotation.parts})
    tables = language(document.article.language)
    for finding in within(document.article.text, document.sentences, spoken, tables):
        yield _quotation(document.article, finding)


def _by_block(sentences: Sequence[Sentence], spans: Sequence[Span]) -> list[list[tuple[Token, ...]]]:
    """Return the words of the sentences of each block."""
    found: list[list[tuple[Token, ...]]] = [[] for _ in spans]
    position = 0
    for sentence in sentences:
        while position < len(spans) and spans[position].end <= sentence.span.start:
            position += 1
        if position < len(spans) and spans[position].contains(sentence.span):
            found[position].append(sentence.tokens)
    return found


def _quotation(article: Article, finding: Finding) -> Quotation:
    direct = finding.kind is QuotationKind.DIRECT
    parts = tuple(strip_marks(article.text, part) for part in finding.parts) if direct else finding.parts
    return Quotation(
        kind=finding.kind, parts=parts, speaker=finding.speaker, cue=finding.cue, addressee=finding.addressee,
        frame=finding.frame, exact=not any(article.is_cut(part) for part in parts), extractor="quotations", rule=finding.rule,
        confidence=finding.confidence if finding.speaker is not None else min(finding.confidence, NOBODY),
    )  # fmt: skip


def _distinct(found: Sequence[Quotation]) -> tuple[Quotation, ...]:
    """Keep one quotation for each stretch of text, the surest, in the order of the text."""
    best: dict[Span, Quotation] = {}
    for quotation in found:
        known = best.get(quotation.span)
        if known is None or quotation.confidence > known.confidence:
            best[quotation.span] = quotation
    return tuple(best[span] for span in sorted(best))


EXTRACTOR = Quotations()
