"""Graphs go into real stores and come back: into Oxigraph's folder and server, and into Virtuoso."""

import dataclasses
from pathlib import Path

import pyoxigraph
import pytest

from kg.graph import build
from kg.testing import SourceArticle, generated
from tests.support.cli import kg
from tests.support.servers import Running
from tests.support.stores import HOME, Target, about, clear, content, corpus, to, value

pytestmark = pytest.mark.slow

NASTY = (
    'Er sagte: „"}} ; DROP ALL ; INSERT DATA {{ <u:x> <u:y> "“, dann \\u0022 und \\\\" und \'\'\' und """ und '
    "</script><script>alert(1)</script> 😀 é e\u0301 \u2028 ${x} ?x $y @de ^^<u:t> \\"
)


def test_what_is_loaded_is_what_the_file_holds_also_the_second_time(target: Target, first: Path) -> None:
    for _ in range(2):
        loaded = to(target, first)
        assert target[1]() == content(first)
        assert (loaded.statements, loaded.graphs) == (len(content(first)), 5)


def test_a_changed_article_is_replaced_with_its_provenance(
    target: Target, first: Path, changed: Path
) -> None:
    to(target, first)
    to(target, changed)
    now = target[1]()
    assert about(now, "#wasDerivedFrom") == about(content(changed), "#wasDerivedFrom")
    assert about(now, "/sha256") == about(content(changed), "/sha256")  # the old file is forgotten
    assert about(now, "#triples") == about(content(changed), "#triples")  # the data set has one count
    assert {quad for quad in now if quad[0] != HOME} == {q for q in content(changed) if q[0] != HOME}


def test_files_with_the_same_article_are_forgotten_with_it(
    target: Target, first: Path, tmp_path: Path
) -> None:
    def longer(number: int) -> SourceArticle:
        article = generated(0)
        return dataclasses.replace(article, body=(*article.body, *("Am Ende blieb alles offen.",) * number))

    both = corpus(tmp_path / "both", [longer(0), longer(1), generated(1)])
    later = corpus(tmp_path / "later", [longer(2), generated(1)])
    assert about(content(both), "#alternateOf")
    to(target, first)
    for path in (both, later):
        to(target, path)
        now = {quad for quad in target[1]() if quad[0] == HOME}
        mine = {quad for quad in content(path) if quad[0] == HOME}
        assert mine <= now
        assert about(now, "#alternateOf") == about(content(path), "#alternateOf")
        assert len(about(now, "/sha256")) == len(about(mine, "/sha256")) + 3  # and those of articles 2 to 4


def test_articles_that_a_file_does_not_have_stay_unless_pruned(
    target: Target, first: Path, fewer: Path
) -> None:
    to(target, first)
    to(target, fewer)
    now = target[1]()
    assert len(about(now, "#wasDerivedFrom")) == 5
    assert {quad for quad in content(first) if quad[0] != HOME} == {quad for quad in now if quad[0] != HOME}
    to(target, fewer, prune=True)
    assert target[1]() == content(fewer)


def test_texts_survive_byte_for_byte_and_stay_in_their_literals(
    target: Target, first: Path, tmp_path: Path
) -> None:
    to(target, first)
    before = target[1]()
    hostile = tmp_path / "hostile.nq"
    texts = [NASTY, *NASTY, "a\nb\rc\td", "\x01\x7f\x85\ufdd0", "x" * 200_000, ""]
    quads = [
        pyoxigraph.Quad(
            pyoxigraph.NamedNode(f"https://w3id.org/kg-news/s/{number}"),
            pyoxigraph.NamedNode("https://w3id.org/kg-news/p"),
            pyoxigraph.Literal(text, language="de"),
            graph,
        )
        for graph in (pyoxigraph.DefaultGraph(), pyoxigraph.NamedNode("https://w3id.org/kg-news/h"))
        for number, text in enumerate(texts)
    ]
    pyoxigraph.serialize(quads, str(hostile), format=pyoxigraph.RdfFormat.N_QUADS)
    to(target, hostile)
    assert target[1]() - content(hostile) == before
    assert target[1]() - before == content(hostile)


def test_a_file_without_named_graphs_replaces_its_graph(target: Target, first: Path, fewer: Path) -> None:
    for source in (first, fewer):
        path = source.with_suffix(".ttl")
        build(source.with_suffix("")).save(path)
        loaded = to(target, path)
        quads = pyoxigraph.parse(path=str(path), format=pyoxigraph.RdfFormat.TURTLE)
        assert loaded.statements == len(target[1]()) == len({str(quad) for quad in quads})
        assert {graph for graph, _, _, _ in target[1]()} == {HOME}


def test_other_formats_and_gzip(target: Target, first: Path, tmp_path: Path) -> None:
    graph = build(first.with_suffix(""))
    for suffix in ("trig", "jsonld", "nq.gz"):
        path = tmp_path / f"g.{suffix}"
        graph.save(path)
        to(target, path)
        assert target[1]() == content(first)


@pytest.mark.parametrize("protocol", ["graph-store", "update"])
def test_protocol_addresses_and_graph_can_be_named(oxigraph: Running, first: Path, protocol: str) -> None:
    clear(oxigraph)
    url = oxigraph.update if protocol == "update" else oxigraph.graph_store
    home = "https://w3id.org/kg-news/my-graph"
    done = kg(
        "load", first, url, "--protocol", protocol, "--update-url", oxigraph.update,
        "--default-graph", home, "--batch", 7, "--attempts", 1,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    expected = {(home if g == HOME else g, s, p, o) for g, s, p, o in content(first)}
    assert {(g, s, p, value(o)) for g, s, p, o in oxigraph.quads()} == expected
