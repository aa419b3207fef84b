"""Every format is read back by other parsers to just what was written, and the bytes never differ."""

import gzip
import json
from functools import cache
from pathlib import Path

import networkx
import pytest
import rdflib

from kg import pipeline
from kg.export import open_exporter
from kg.graph import Graph, build, load
from kg.rdf.vocab import DEFAULT_BASE
from tests.conftest import EXAMPLES
from tests.support.graphs import RDF, SYNTAX, expected, triples_of


@pytest.mark.parametrize("suffix", RDF)
def test_every_format_reads_back(examples: Graph, tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"g.{suffix}"
    written = examples.save(path)
    assert triples_of(path) == expected(examples)
    parsed = rdflib.Dataset().parse(data=path.read_bytes(), format=SYNTAX[suffix])
    assert len({tuple(quad[:3]) for quad in parsed.quads()}) == len(expected(examples))
    assert written == len(expected(examples))


@pytest.mark.parametrize("suffix", [*RDF, "nq.gz", "graphml", "gexf", "json"])
def test_every_format_states_the_same_count(tmp_path: Path, suffix: str) -> None:
    with open_exporter(tmp_path / f"g.{suffix}", base=DEFAULT_BASE) as exporter:
        report = pipeline.build([EXAMPLES], pipeline.Options(), [exporter])
    assert report.triples == different_triples()


@cache
def different_triples() -> int:
    """How many different triples there are but for the data set's description of itself."""
    subjects = [triple[0] for triple in expected(build(EXAMPLES))]
    return sum(not subject.endswith("/dataset>") for subject in subjects)


def test_turtle_states_every_subject_once(examples: Graph, tmp_path: Path) -> None:
    examples.save(tmp_path / "g.nt")
    lines = (tmp_path / "g.nt").read_text("utf-8").splitlines()
    assert len(lines) == len(set(lines))


def test_gzip_has_no_clock_and_no_name(examples: Graph, tmp_path: Path) -> None:
    examples.save(tmp_path / "a.nq.gz")
    examples.save(tmp_path / "b.nq.gz")
    assert (tmp_path / "a.nq.gz").read_bytes() == (tmp_path / "b.nq.gz").read_bytes()
    assert gzip.decompress((tmp_path / "a.nq.gz").read_bytes()).count(b"\n") > 1000


@pytest.mark.parametrize("suffix", ["graphml", "gexf", "json"])
def test_networkx_reads_back(examples: Graph, tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"g.{suffix}"
    examples.save(path)
    network = examples.networkx()
    if suffix == "json":
        back = networkx.node_link_graph(json.loads(path.read_text("utf-8")), edges="edges")
    else:
        back = networkx.read_graphml(path) if suffix == "graphml" else networkx.read_gexf(path)
    assert set(back.nodes) == set(network.nodes)
    assert back.number_of_edges() == network.number_of_edges()


def test_a_failed_write_leaves_the_old_file(tmp_path: Path) -> None:
    target = tmp_path / "g.ttl"
    target.write_text("old")
    with pytest.raises(RuntimeError), open_exporter(target, base=DEFAULT_BASE):
        raise RuntimeError
    assert target.read_text() == "old"
    assert list(tmp_path.iterdir()) == [target]


def test_load_gives_the_same_graph(examples: Graph, tmp_path: Path) -> None:
    examples.save(tmp_path / "g.nq")
    assert expected(load(tmp_path / "g.nq")) == expected(examples)
