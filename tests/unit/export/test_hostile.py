"""Whatever characters a text has, every format is read back by other parsers, to the same statements."""

import io
import json
import re
from collections.abc import Callable
from pathlib import Path

import networkx
import pyoxigraph
import pytest
import rdflib
from hypothesis import example, given, settings
from hypothesis import strategies as st
from lxml import etree

from kg.export import exporter
from kg.formats import for_name
from kg.graph import build
from kg.rdf import NamedGraph
from kg.rdf.iris import Minter
from kg.rdf.terms import literal
from kg.rdf.vocab import DEFAULT_BASE, term
from kg.testing import FORMS, SourceArticle, SourceRelated, render
from tests.support.graphs import RDF, SYNTAX

ENEMIES = (
    '"""@de . <x> <y> <z>',
    '<>"{}|^`\\',
    "\\u0041 \\n \\",
    "a\nb\r\nc\rd\te",
    "]]> &amp; <b>&#0;</b> <!-- -->",
    "\u202eabc\u202c \u200f\u2066",
    "\x00\x01\x08\x0b\x0c\x1b\x1f\x7f\x85\x9f",
    "\ufffe\uffff\ufdd0\U0001ffff",
    "\u2028\u2029\ufeff\u00ad",
    "😀 e\u0301 ﬁ İ",
    "'''@prefix : <a> .",
    "  blanks  ",
    "",
    "| x | y |",
)
NAMES = {
    "ttl": "turtle", "nt": "ntriples", "nq": "nquads", "trig": "trig", "jsonld": "jsonld", "rdf": "rdfxml",
}  # fmt: skip
NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=60)


def enemies(test: Callable[..., None]) -> Callable[..., None]:
    """Add each known enemy as an example, since chance would find few of them."""
    for enemy in ENEMIES:
        test = example(enemy)(test)
    return test


def graph(text: str) -> NamedGraph:
    minter = Minter(DEFAULT_BASE)
    topic = minter.topic(text)
    triples = [
        (topic, term("rdf:type"), term("skos:Concept")),
        (topic, term("skos:prefLabel"), literal(text, language="de")),
        (topic, term("schema:name"), literal(text)),
        (topic, term("schema:about"), minter.topic(f"{text} 2")),
    ]
    return NamedGraph.of(minter.part(topic, "graph"), triples, own=topic[:-1])


def written(text: str, form: str) -> bytes:
    sink = io.BytesIO()
    opened = exporter(for_name(form), sink, base=DEFAULT_BASE)
    opened.write(graph(text))
    opened.finish()
    return sink.getvalue()


def words(data: bytes, suffix: str) -> set[tuple[str, str | None]]:
    """Read the literals back with Oxigraph, which accepts only what the standards allow."""
    form = pyoxigraph.RdfFormat.from_extension(suffix)
    assert form is not None
    objects = [quad.object for quad in pyoxigraph.parse(data, format=form)]
    return {(o.value, o.language) for o in objects if isinstance(o, pyoxigraph.Literal)}


@pytest.mark.parametrize("suffix", RDF)
@enemies
@given(TEXT)
@settings(max_examples=60)
def test_rdf_is_read_back_by_two_parsers(suffix: str, text: str) -> None:
    data = written(text, NAMES[suffix])
    kept = NOT_XML.sub("\ufffd", text) if suffix == "rdf" else text
    assert words(data, suffix) == {(kept, None), (kept, "de")}
    dataset = rdflib.Dataset()
    dataset.parse(data=data, format=SYNTAX[suffix])
    found = [o for _, _, o, _ in dataset.quads() if isinstance(o, rdflib.Literal)]
    assert {(str(o), o.language) for o in found} == {(kept, None), (kept, "de")}
    assert len({quad[:3] for quad in dataset.quads()}) == 4


@pytest.mark.parametrize("form", ["graphml", "gexf", "nodelink"])
@enemies
@given(TEXT)
@settings(max_examples=60)
def test_networks_are_read_back_by_networkx_and_lxml(form: str, text: str) -> None:
    data = written(text, form)
    kept = NOT_XML.sub("\ufffd", text)
    if form == "nodelink":
        network = networkx.node_link_graph(json.loads(data), edges="edges")
    else:
        etree.fromstring(data)
        read = networkx.read_graphml if form == "graphml" else networkx.read_gexf
        network = read(io.BytesIO(data))
    topic = Minter(DEFAULT_BASE).topic(text)[1:-1]
    assert network.number_of_nodes() == 2
    assert network.nodes[topic]["label"] == kept
    assert [edge["predicate"] for *_, edge in network.edges(data=True)] == ["schema:about"]


@pytest.mark.parametrize("enemy", ENEMIES)
def test_an_article_full_of_it_is_built_and_valid(tmp_path: Path, enemy: str) -> None:
    line = re.sub(r"[\n\r]", " ", enemy)
    source = SourceArticle(
        title=f"K: H {line} H", lede=f"L {line} L.", caption=f"C {line} C",
        body=(f"Kiel taz | „B {line} ist ein ganz normaler Satz“, sagte Eva Muster [1][dort].", "Wort. " * 3000),
        links=(f"https://example.org/{line.replace(' ', '')}",), authors=(f"A {line} A",), tags=(f"T {line} T", "Kiel"),
        related=(SourceRelated(title=f"R {line}: R", teaser=f"E {line} E.", label=f"Z {line} Z"),),
    )  # fmt: skip
    for form in FORMS:
        (tmp_path / f"{form}.txt").write_bytes(render(source, form))
    made = build(tmp_path)
    assert made.report is not None
    assert made.report.problems["not-conforming"] == 0
    for suffix in RDF:
        made.save(tmp_path / f"g.{suffix}")
        found = words((tmp_path / f"g.{suffix}").read_bytes(), suffix)
        assert any(text.endswith(" H") for text, _ in found)


def test_no_statement_comes_out_of_a_text(tmp_path: Path) -> None:
    title = 'Ein Satz"""@de . <http://evil.example/s> <http://evil.example/p> <http://evil.example/o> . #'
    (tmp_path / "a.txt").write_bytes(render(SourceArticle(title=f"A: {title}"[:70], body=(title,)), "bare"))
    made = build(tmp_path / "a.txt")
    for suffix in RDF:
        made.save(tmp_path / f"g.{suffix}")
        form = pyoxigraph.RdfFormat.from_extension(suffix)
        for quad in pyoxigraph.parse(path=str(tmp_path / f"g.{suffix}"), format=form):
            assert "evil.example" not in f"{quad.subject} {quad.predicate}"
            assert not (isinstance(quad.object, pyoxigraph.NamedNode) and "evil.example" in quad.object.value)
