"""Counting a graph file, and files that are damaged."""

import gzip
from pathlib import Path

import pytest

from kg.errors import GraphError
from kg.graph import Graph
from kg.query import stats
from kg.rdf.dataset import read_dataset
from kg.rdf.files import load_store
from tests.support.graphs import expected


def test_stats(examples: Graph, tmp_path: Path) -> None:
    examples.save(tmp_path / "g.ttl")
    found = stats(tmp_path / "g.ttl")
    assert found.counts["articles"] == 13
    assert found.first == "2022-01-27"
    assert found.counts["triples"] == len(expected(examples))


@pytest.mark.parametrize(
    "damage",
    [b"\x1f\x8b\x08\x00abcdefghijkl", gzip.compress(b"<a:a> <a:b> <a:c> .\n" * 99)[:-9]],
    ids=["not-deflated", "cut-off"],  # the bytes tell the second: two test processes would differ
)
def test_a_damaged_gz_is_refused_in_one_sentence(tmp_path: Path, damage: bytes) -> None:
    path = tmp_path / "graph.nt.gz"
    path.write_bytes(damage)
    for read in (load_store, lambda file: list(read_dataset(file))):
        with pytest.raises(GraphError, match=r"graph\.nt\.gz.* is no valid"):
            read(path)
