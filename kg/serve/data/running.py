"""The running text of an article, cut so that each piece is inside or outside of every quotation and mention."""

from dataclasses import dataclass
from itertools import pairwise

from kg.serve.data.article import ArticleView, Pointer, Quoted


@dataclass(frozen=True, slots=True)
class Run:
    """Characters of the text that share everything: quotations around them, and what they point to.

    Attributes:
        begins: quotations whose first character is here; ``ends``: those whose last is.
    """

    text: str
    quotations: tuple[Quoted, ...]
    pointer: Pointer | None
    begins: tuple[Quoted, ...]
    ends: tuple[Quoted, ...]


@dataclass(frozen=True, slots=True)
class Block:
    """A block of the text, between empty lines.

    Attributes:
        kind: ``kicker``, ``headline``, ``lede``, ``caption``, ``turn`` or ``paragraph``.
        start: where it begins in the text.
        speaker: of a turn.
    """

    kind: str
    start: int
    runs: tuple[Run, ...]
    speaker: Quoted | None = None


def blocks(article: ArticleView) -> list[Block]:
    """Cut the text at every edge of a quotation, a mention and a link; the runs together are the text of the block.

    Quotations may lie in one another or overlap: a run lists all that cover it, the shortest last.
    """
    text, found, start = article.text or "", [], 0
    heads = _heads(article)
    for words in text.split("\n\n"):
        end = start + len(words)
        if words.strip():
            runs = _runs(article, text, start, end)
            turn = next((q for run in runs for q in run.quotations if q.turn), None)
            kind = heads.pop(words, None) or ("turn" if turn else "paragraph")
            found.append(Block(kind, start, runs, turn))
        start = end + 2
    return found


def _heads(article: ArticleView) -> dict[str, str]:
    said = article.properties
    heads = {
        "caption": article.caption,
        "lede": said.one("schema:abstract"),
        "kicker": said.one("schema:alternativeHeadline"),
        "headline": said.one("schema:headline"),
    }
    return {words: kind for kind, words in heads.items() if words}


def _runs(article: ArticleView, text: str, start: int, end: int) -> tuple[Run, ...]:
    quoted = [(p, q) for q in article.quotations for p in q.places if p.start < end and p.end > start]
    pointed = [p for p in article.pointers if p.place.start < end and p.place.end > start]
    edges = {start, end}
    for place in [p for p, _ in quoted] + [p.place for p in pointed]:
        edges |= {max(place.start, start), min(place.end, end)}
    runs = []
    for left, right in pairwise(sorted(edges)):
        around = [(p, q) for p, q in quoted if p.start <= left and p.end >= right]
        around.sort(key=lambda pair: pair[0].start - pair[0].end)
        over = [p for p in pointed if p.place.start <= left and p.place.end >= right]
        quotations = tuple(dict.fromkeys(q for _, q in around))
        runs.append(
            Run(
                text=text[left:right],
                quotations=quotations,
                pointer=min(over, key=lambda p: p.place.end - p.place.start, default=None),
                begins=tuple(q for q in quotations if q.places[0].start == left),
                ends=tuple(q for q in quotations if q.places[-1].end == right),
            )
        )
    return tuple(runs)
