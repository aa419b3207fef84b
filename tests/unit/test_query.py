"""Questions to a graph file."""

from pathlib import Path

from kg.graph import Graph
from kg.query import stats
from tests.support.graphs import expected


def test_stats(examples: Graph, tmp_path: Path) -> None:
    examples.save(tmp_path / "g.ttl")
    found = stats(tmp_path / "g.ttl")
    assert found.counts["articles"] == 13
    assert found.first == "2022-01-27"
    assert found.counts["triples"] == len(expected(examples))
