"""Quotations are found at least as well as before: floors of F1 on an annotated corpus that is not part of kg.

The corpus is named by its hash, so that a floor always belongs to the text on which it was measured. The floors lie a
point below what is reached; ``pytest tests/quality --accept`` raises them and never lowers one.
"""

import hashlib
import json
import os
from pathlib import Path
from typing import Any

import pytest

from benchmarks.quoting import corpus as corpora
from benchmarks.quoting.ablation import FAMILIES, without
from benchmarks.quoting.speed import speeds
from kg.extract import DEFAULT
from tests.support.cli import ROOT
from tests.support.quotations import found

FLOORS = Path(__file__).with_name("quotations.json")
SHARED = Path(os.environ.get("KG_SHARED") or ROOT.parent / "shared")
MARGIN = 1.0


def reached(report: dict[str, Any]) -> dict[str, float]:
    """The figures that have a floor, in percent."""
    figures = {name: report["published"][name]["f1"] for name in ("quote", "roles", "joint")}
    figures["pair"] = report["pair"]["quote and speaker"]["f1"]
    figures["direct found"], figures["direct who"] = report["direct"]["found"], report["direct"]["who"]
    return {name: round(100 * value, 1) for name, value in figures.items()}


@pytest.mark.slow
@pytest.mark.parametrize("part", ["train", "dev"])
def test_no_figure_falls_below_its_floor(part: str, request: pytest.FixtureRequest) -> None:
    floors = json.loads(FLOORS.read_text("utf-8"))
    try:
        corpus = corpora.load(SHARED, part)
    except corpora.Missing as error:
        pytest.skip(f"{error} (here: the environment variable KG_SHARED)")
    found = hashlib.sha256(corpora.path_of(SHARED, part).read_bytes()).hexdigest()
    assert found == floors[part]["sha256"], "the corpus is another one; measure anew and set its floors"
    figures = reached(corpus.score(corpus.predictions()))
    if request.config.getoption("--accept"):
        raised = {
            name: round(max(floors[part]["f1"][name], value - MARGIN), 1) for name, value in figures.items()
        }
        floors[part]["f1"] = raised
        FLOORS.write_text(json.dumps(floors, indent=1) + "\n", "utf-8")
    below = {
        name: (value, floors[part]["f1"][name])
        for name, value in figures.items()
        if value < floors[part]["f1"][name]
    }
    assert below == {}, "figure and floor"


@pytest.mark.slow
def test_every_rule_that_finds_something_is_in_the_page() -> None:
    page = (ROOT / "docs" / "extraction.md").read_text("utf-8")
    try:
        predictions = corpora.load(SHARED, "dev").predictions()
    except corpora.Missing as error:
        pytest.skip(f"{error} (here: the environment variable KG_SHARED)")
    rules = {quotation["rule"] for quotations in predictions.values() for quotation in quotations}
    assert [rule for rule in sorted(rules) if f"| `{rule}` |" not in page] == []


def test_the_speed_of_every_extractor_is_told() -> None:
    text = "Jan Claussen sagte, dass das Wasser steigt."
    corpus = corpora.Corpus("none", [{"text": text, "tokens": [[0, len(text)]]}], None, [])
    assert [name for name, _ in speeds(corpus)] == [*DEFAULT, "all"]


EXAMPLES = {
    "verbal": "Jan Claussen sagte, dass das Wasser steigt.",
    "anaphoric": "Der Damm ist gebrochen. Dies bestätigte die Polizei.",
    "prepositional": "Laut Polizei ist der Damm gebrochen.",
    "nominal": "Der Vorwurf, dass die Stadt nichts tue, ist alt.",
    "free": "Das Wasser sei hoch.",
    "reported": "Die Polizei warnte vor Glatteis.",
    "fragments": "Von „einem Wahnsinn, den hier niemand mehr verstehen kann“ war die Rede.",
    "carried speakers": "Jan Claussen ist da. Das Wasser sei hoch.",
}


@pytest.mark.parametrize("family", FAMILIES)
def test_a_family_of_rules_can_be_left_out(family: str) -> None:
    """Otherwise the benchmark would say that it brings nothing."""
    whole = found(EXAMPLES[family])
    with without(family):
        assert found(EXAMPLES[family]) != whole
    assert found(EXAMPLES[family]) == whole
