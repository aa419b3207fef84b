"""The Python face: what `import kg` gives, lazily, typed, and as the README says."""

import subprocess
import sys
from importlib.resources import files
from pathlib import Path

import networkx
import pytest
import rdflib

import kg
from kg.rdf.vocab import PREFIXES
from tests.conftest import EXAMPLES, SEED
from tests.support.cli import environment


def test_public_names_are_sorted_and_there() -> None:
    assert kg.__all__ == sorted(kg.__all__)
    assert dir(kg) == kg.__all__
    assert all(getattr(kg, name) is not None for name in kg.__all__)
    with pytest.raises(AttributeError, match="no attribute 'nonsense'"):
        kg.nonsense  # noqa: B018


def test_importing_kg_imports_nothing_heavy() -> None:
    code = "import sys, kg; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, env=environment())
    assert not {b"rdflib", b"networkx", b"pyshacl", b"pyoxigraph", b"click"} & set(done.stdout.split())


def test_the_package_says_that_it_is_typed() -> None:
    assert (files("kg") / "py.typed").is_file()


def test_read_gives_the_article_and_all_that_was_found() -> None:
    document = kg.read(SEED)
    assert document.article.headline == "Des Konflikts Kern"
    assert len(document.quotations) >= 4
    assert document.mentions
    assert document.chains


def test_read_says_why_it_cannot(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Nur Text.")
    with pytest.raises(kg.KgError, match="no format that kg reads"):
        kg.read(tmp_path / "a.txt")


def test_a_graph_is_an_rdflib_data_set_and_a_network(examples: kg.Graph) -> None:
    assert isinstance(examples.rdf, rdflib.Dataset)
    network = examples.networkx()
    assert isinstance(network, networkx.MultiDiGraph)
    speaker = f"{examples.base}person/katrin-suhr"
    assert network.nodes[speaker]["kind"] == "Person"
    assert network.nodes[speaker]["label"] == "Katrin Suhr"
    spoken = [
        a
        for a, b, edge in network.edges(data=True)
        if b == speaker and edge["predicate"] == "schema:spokenByCharacter"
    ]
    assert spoken
    assert all(isinstance(network.nodes[words]["confidence"], float) for words in spoken)


def test_options_of_a_build() -> None:
    from kg.pipeline import Options

    options = Options(base="https://example.org/n/", licence="https://example.org/licence", text="none")
    made = kg.build(SEED, options=options)
    subjects = {s for g in made.graphs for s, _, _ in g.triples}
    assert all(s.startswith("<https://example.org/n/") for s in subjects)
    dataset = rdflib.URIRef("https://example.org/n/dataset")
    assert made.rdf.value(dataset, rdflib.DCTERMS.license) == rdflib.URIRef("https://example.org/licence")
    with pytest.raises(kg.KgError, match="no web address"):
        kg.build(SEED, options=Options(licence="free"))


def test_what_is_saved_is_loaded(examples: kg.Graph, tmp_path: Path) -> None:
    examples.save(tmp_path / "g.trig.gz")
    loaded = kg.load(tmp_path / "g.trig.gz")
    assert loaded.report is None
    assert len(loaded.rdf) == len(examples.rdf)
    assert PREFIXES["schema"] in dict(loaded.rdf.namespaces()).get("schema", "")


def test_several_paths_are_one_corpus() -> None:
    parts = sorted(EXAMPLES.iterdir())
    report = kg.build(*parts[:3]).report
    assert report is not None
    assert report.articles == 3


def test_a_graph_can_be_loaded_into_a_store(examples: kg.Graph, tmp_path: Path) -> None:
    loaded = examples.load_into(tmp_path / "db")
    assert loaded.statements == sum(len(graph.triples) for graph in examples.graphs)
    assert loaded.graphs == 13


def test_a_build_needs_no_client_of_servers(tmp_path: Path) -> None:
    code = (
        f"import sys, kg.graph; from kg.cli import main; main(['build', {str(SEED)!r}, '-q', '-o', 'g.nq'], "
        "standalone_mode=False); print(*sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, capture_output=True, check=True, env=environment()
    )
    assert (tmp_path / "g.nq").exists()
    assert not {b"httpx", b"kg.store.http", b"anyio"} & set(done.stdout.split())
