"""What each rule of coreference brings: the figures without it."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pkgutil import resolve_name
from typing import Any
from unittest.mock import patch

from benchmarks.resolving import system
from benchmarks.resolving.gold import GoldArticle
from benchmarks.resolving.matching import Match
from benchmarks.resolving.measures import METRICS, SCOPES, coreference
from benchmarks.resolving.speakers import RIGHT, outcomes

_PACKAGE = "kg.extract"
RULES = {
    "pronouns": ("coreference.pronouns", "resolve"),
    "same, wider role, party, origin": ("coreference.nominals", "by_role"),
    "new description of who is in mind": ("coreference.nominals", "in_mind"),
    "description of one just named": ("coreference.nominals", "just_named"),
    "description right before a name": ("coreference.later", "described_before"),
    "headline and teaser": ("coreference.later", "named_later"),
    "several without names": ("coreference.plurals", "told_before"),
    "age epithets": ("coreference.nominals", "_of_age"),
    "kin": ("coreference.kinship", "resolve"),
    "institutions by their kind": ("coreference.sieve", "institution"),
    "namesakes": ("coreference.namesakes", "which"),
    "two who are told of together": ("coreference.groups.Groups", "take"),
    "names that a clause tells": ("coreference.named.Named", "called"),
    "what stands beside names": ("coreference.named", "harvest"),
    "nouns without an article": ("coreference.harvest", "is_bare_role"),
    "overlooked names": ("mentions.extractor", "more"),
}
"""Rule: module or class, and the function that is switched off."""


def _nothing(*_: Any, **__: Any) -> None:
    return None


def _none_of_them(*_: Any, **__: Any) -> tuple[()]:
    return ()


@contextmanager
def without(rule: str) -> Iterator[None]:
    """Switch a rule off.

    Raises:
        AttributeError: if the code has no such rule any more; correct the table.
    """
    module, name = RULES[rule]
    found = resolve_name(f"{_PACKAGE}.{module}")
    with patch.object(found, name, _none_of_them if name == "more" else _nothing):
        yield


def figures(articles: Sequence[GoldArticle]) -> tuple[float, float]:
    """Return the share of direct quotations with the right speaker, and B³ of persons."""
    graph = system.build(articles)
    matches = [Match(a, graph.answers.get(a.name, system.Answer()), graph.entities) for a in articles]
    right = [outcome.verdict == RIGHT for outcome in outcomes(matches, direct=True)]
    return sum(right) / max(1, len(right)), coreference(matches, METRICS["B³"], SCOPES["persons"]).f1


def ablations(articles: Sequence[GoldArticle]) -> Iterator[tuple[str, float, float]]:
    """Yield each rule with the points of speakers and of B³ that are lost without it."""
    speakers, joined = figures(articles)
    for rule in RULES:
        with without(rule):
            less = figures(articles)
        yield rule, speakers - less[0], joined - less[1]
