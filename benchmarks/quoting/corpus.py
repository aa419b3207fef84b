"""Annotated articles, what kg finds in them, and the scorer that compares the two.

The corpus and its scorer are not part of kg: German Wikinews with quotations (Petersen-Frey & Biemann, LREC-COLING
2024; CC BY-NC-SA 4.0). They measure and tune; nothing trained on them ships.
"""

import importlib.util
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import msgspec

from kg.extract import DEFAULT, EXTRACTORS
from kg.model import Document
from kg.plugins import load as load_extractor
from kg.records import plain_article, record

FOUND = 0.5
"""Token F1 of the words from which a quotation counts as found."""

Predictions = dict[str, list[dict[str, Any]]]


class Missing(Exception):
    """What is needed to measure is not there; says what."""


@dataclass(frozen=True)
class Corpus:
    """One part of the corpus.

    Attributes:
        part: train or dev.
        articles: as the file has them: id, text, tokens, quotations.
        scorer: the module tools/score_quotes.py.
        documents: each article with its words and mentions, made once.
    """

    part: str
    articles: list[dict[str, Any]]
    scorer: Any
    documents: list[Document] = field(repr=False)

    @property
    def words(self) -> int:
        """How many tokens, punctuation included, as the corpus counts them."""
        return sum(len(article["tokens"]) for article in self.articles)

    @staticmethod
    def words_of(article: dict[str, Any], ranges: list[list[int]]) -> int:
        """Return how many tokens with a letter or digit lie in ranges of characters."""
        text = article["text"]
        return sum(
            any(char.isalnum() for char in text[start:end])
            for start, end in ((token[0], token[1]) for token in article["tokens"])
            if any(begin <= start < stop for begin, stop in ranges)
        )

    def predictions(self, name: str = "quotations") -> Predictions:
        """Return the quotations that an extractor finds now, as `kg extract` writes them.

        Parameters:
            name: of a built-in extractor or of one that another package brings by entry point.

        Raises:
            UsageError: if there is none of that name.
        """
        quotations = extractor(name)
        return {
            article["id"]: msgspec.to_builtins(record(quotations(document), article["id"]))["quotations"]
            for article, document in zip(self.articles, self.documents, strict=True)
        }

    def score(self, predictions: Predictions) -> dict[str, Any]:
        """Return the scorer's report."""
        report: dict[str, Any] = self.scorer.score(self.articles, predictions)
        return report


def extractor(name: str) -> Any:
    """Return a built-in extractor or one of another package."""
    return load_extractor("kg.extractors", name, EXTRACTORS)


def path_of(data: Path, part: str) -> Path:
    """Return the file of one part."""
    return data / "quotes" / f"{part}.jsonl"


def load(data: Path, part: str) -> Corpus:
    """Load one part of the corpus and its scorer.

    Raises:
        Missing: if a file or a package of the scorer is not there.
    """
    scorer = _scorer(data / "tools" / "score_quotes.py")
    path = path_of(data, part)
    try:
        lines = path.read_text("utf-8").splitlines()
    except OSError as error:
        raise Missing(
            f"there is no annotated corpus {path}: {error.strerror}; name its folder with --data"
        ) from error
    articles = [json.loads(line) for line in lines]
    return Corpus(part, articles, scorer, [_document(article["text"]) for article in articles])


def _document(text: str) -> Document:
    document = Document(article=plain_article(text))
    for name in DEFAULT[: DEFAULT.index("quotations")]:
        document = extractor(name)(document)
    return document


def _scorer(path: Path) -> Any:
    spec = importlib.util.spec_from_file_location("score_quotes", path)
    if not path.is_file() or spec is None or spec.loader is None:
        raise Missing(f"there is no scorer {path}; name the folder that has tools/ and quotes/ with --data")
    module = importlib.util.module_from_spec(spec)
    try:
        spec.loader.exec_module(module)
    except ImportError as error:
        raise Missing(
            f"the scorer needs a package: {error}; pip install numpy scipy, or kg-news[benchmark]"
        ) from error
    return module


@dataclass(frozen=True)
class Pair:
    """A quotation of the corpus and the one that kg found for it; either may be missing.

    Attributes:
        article: the corpus's article.
        gold, found: the quotations.
        overlap: token F1 of their words.
        who: whether the speakers share a token, or both sides name none.
    """

    article: dict[str, Any]
    gold: dict[str, Any] | None
    found: dict[str, Any] | None
    overlap: float
    who: bool


def pairs(corpus: Corpus, predictions: Predictions) -> Iterator[Pair]:
    """Yield what the scorer pairs, in its order."""
    for article in corpus.articles:
        predicted = predictions.get(article["id"], [])
        gold = _tokens(corpus, article["quotations"], article)
        found = _tokens(corpus, predicted, article)
        for g, s in corpus.scorer.pair(gold, found):
            overlap = corpus.scorer.f1(g["quote"], s["quote"]) if g and s else 0.0
            who = bool(g and s) and (bool(g["speaker"] & s["speaker"]) or not (g["speaker"] or s["speaker"]))
            yield Pair(article, g and g["as written"], s and s["as written"], overlap, who)


def _tokens(
    corpus: Corpus, quotations: Iterable[dict[str, Any]], article: dict[str, Any]
) -> list[dict[str, Any]]:
    quotations = list(quotations)
    grouped = corpus.scorer.groups(quotations, article["tokens"])
    return [{**group, "as written": written} for group, written in zip(grouped, quotations, strict=True)]
