"""Who is who is told at least as well as before: floors on each part of our own gold.

The floors lie a point below what was reached; ``pytest tests/quality --accept`` raises them and never lowers one, unless
the gold itself has changed: then they are set anew.
"""

import hashlib
import json
from pathlib import Path

import pytest

from benchmarks.resolving import gold, system
from benchmarks.resolving.matching import Match
from benchmarks.resolving.measures import (
    METRICS,
    SCOPES,
    Count,
    coreference,
    identities,
    linking,
    mentions,
    same_person,
)
from benchmarks.resolving.speakers import RIGHT, outcomes

FLOORS = Path(__file__).with_name("entities.json")
MARGIN = 1.0


def state_of_gold() -> str:
    """The hash of everything that is annotated, so that a floor always belongs to what it was measured on."""
    files = [*sorted((gold.FOLDER / "articles").glob("*/*.txt")), gold.FOLDER / "wikidata.tsv"]
    return hashlib.sha256(b"".join(path.read_bytes() for path in files)).hexdigest()


def reached(part: str) -> dict[str, float]:
    """The figures that have a floor, in percent."""
    articles = gold.articles(part)
    graph = system.build(articles)
    matches = [Match(article, graph.answers[article.name], graph.entities) for article in articles]
    direct = [outcome.verdict == RIGHT for outcome in outcomes(matches, direct=True)]
    rows = linking(matches)[0].values()
    links = Count(*(sum(getattr(row, name) for row in rows) for name in ("right", "found", "gold")))
    figures = {
        "direct speakers": sum(direct) / len(direct),
        "link precision": links.precision,
        "link recall": links.recall,
    }
    figures |= {name: coreference(matches, metric, SCOPES["persons"]).f1 for name, metric in METRICS.items()}
    figures |= {name: count.f1 for name, count in mentions(matches).items()}
    figures["identity"] = same_person(identities(matches))[0].f1
    return {name: round(100 * value, 1) for name, value in figures.items()}


@pytest.mark.slow
@pytest.mark.parametrize("part", gold.PARTS)
def test_no_figure_falls_below_its_floor(part: str, request: pytest.FixtureRequest) -> None:
    floors = json.loads(FLOORS.read_text("utf-8"))
    figures = reached(part)
    if request.config.getoption("--accept"):
        known = floors.get(part, {"gold": None})
        old = known["floors"] if known["gold"] == state_of_gold() else {}
        raised = {name: round(max(old.get(name, 0), value - MARGIN, 0), 1) for name, value in figures.items()}
        floors[part] = {"gold": state_of_gold(), "floors": raised}
        FLOORS.write_text(json.dumps(floors, indent=1) + "\n", "utf-8")
    assert floors[part]["gold"] == state_of_gold(), "the gold has changed; set its floors anew with --accept"
    below = {
        name: (figures[name], floor)
        for name, floor in floors[part]["floors"].items()
        if figures[name] < floor
    }
    assert below == {}, "figure and floor"
