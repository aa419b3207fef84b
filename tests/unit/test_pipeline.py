"""Whole builds: the same bytes in any order, references between articles, bad input, options."""

import shutil
from pathlib import Path

import pytest
import rdflib

from kg.errors import NothingToRead, OutputError, UnknownFormat, UsageError
from kg.graph import Graph, build
from kg.pipeline import Options
from kg.query import run
from kg.rdf.vocab import PREFIXES, term
from tests.articles import HEAD, TAIL
from tests.conftest import EXAMPLES, SEED


def test_same_bytes_in_any_order(tmp_path: Path) -> None:
    files = sorted(EXAMPLES.iterdir())
    build(*files).save(tmp_path / "a.ttl")
    build(*reversed(files)).save(tmp_path / "b.ttl")
    shutil.copytree(EXAMPLES, tmp_path / "elsewhere")
    build(tmp_path / "elsewhere").save(tmp_path / "c.ttl")
    assert (tmp_path / "a.ttl").read_bytes() == (tmp_path / "b.ttl").read_bytes()
    assert (tmp_path / "a.ttl").read_bytes() == (tmp_path / "c.ttl").read_bytes()


def test_offsets_slice_back(examples: Graph) -> None:
    dataset = examples.rdf
    schema, oa = rdflib.Namespace(PREFIXES["schema"]), rdflib.Namespace(PREFIXES["oa"])
    checked = 0
    for words in (*dataset.subjects(rdflib.RDF.type, rdflib.URIRef(PREFIXES["kg"] + "Mention")),
                  *dataset.subjects(rdflib.RDF.type, rdflib.URIRef(PREFIXES["kg"] + "Link"))):  # fmt: skip
        text = str(dataset.value(dataset.value(words, schema.isPartOf), schema.text))
        start, end = (int(str(dataset.value(words, oa[name]))) for name in ("start", "end"))
        assert text[start:end] == str(dataset.value(words, oa.exact))
        checked += 1
    assert checked > 50


def test_references_lead_to_articles_of_the_corpus(examples: Graph, tmp_path: Path) -> None:
    examples.save(tmp_path / "g.nq")
    result = run(
        tmp_path / "g.nq",
        "SELECT ?a ?b { ?a a schema:NewsArticle ; schema:citation ?b . ?b a schema:NewsArticle }",
    )
    assert len(result.rows) >= 8
    result = run(tmp_path / "g.nq", "SELECT ?b { ?b a schema:NewsArticle , kg:ArticleStub }")
    assert result.rows == ()


def test_cut_titles_find_their_article(examples: Graph, tmp_path: Path) -> None:
    examples.save(tmp_path / "g.nq")
    stubs = {
        row[0]
        for row in run(tmp_path / "g.nq", "SELECT ?h { ?b a kg:ArticleStub ; schema:headline ?h }").rows
    }
    headlines = {
        row[0]
        for row in run(tmp_path / "g.nq", "SELECT ?h { ?b a schema:NewsArticle ; schema:headline ?h }").rows
    }
    for stub in stubs:
        assert not any(headline.startswith(stub.rstrip("…")) for headline in headlines)


def test_who_quotes_whom_is_one_join_away(examples: Graph, tmp_path: Path) -> None:
    examples.save(tmp_path / "g.ttl")
    query = "SELECT ?name { ?q schema:isPartOf ?a ; schema:spokenByCharacter ?s . ?s schema:name ?name . ?a schema:author ?x }"
    assert ("Katrin Suhr",) in run(tmp_path / "g.ttl", query).rows


def test_satire_states_nothing_as_said(examples: Graph, tmp_path: Path) -> None:
    examples.save(tmp_path / "g.ttl")
    query = "SELECT ?q ?s { ?q kg:satirical true OPTIONAL { ?q schema:spokenByCharacter ?s } }"
    rows = run(tmp_path / "g.ttl", query).rows
    assert rows
    assert all(speaker == "" for _, speaker in rows)


def test_bad_input_is_counted_and_the_rest_goes_on(tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_bytes(b"")
    (tmp_path / "binary.txt").write_bytes(b"\x00" * 500)
    (tmp_path / "huge.txt").write_bytes(b"x" * 10_000_001)
    (tmp_path / "good.txt").write_text(HEAD + "Text." + TAIL, "utf-8")
    (tmp_path / "again.txt").write_text(HEAD + "Text." + TAIL, "utf-8")
    (tmp_path / "loop").symlink_to(tmp_path)
    (tmp_path / "broken").symlink_to(tmp_path / "nowhere")
    report = build(tmp_path).report
    assert report is not None
    assert dict(report.problems) == {
        "empty": 1, "binary": 1, "too-large": 1, "duplicate": 1, "folder-loop": 1, "unreadable": 1,
    }  # fmt: skip
    assert report.articles == 1


def test_nothing_to_read_and_wrong_names(tmp_path: Path) -> None:
    with pytest.raises(NothingToRead):
        build(tmp_path)
    with pytest.raises(UsageError, match="no file or folder"):
        build(tmp_path / "missing")
    with pytest.raises(UsageError, match="--base"):
        build(SEED, options=Options(base="nonsense"))
    with pytest.raises(UnknownFormat):
        build(SEED).save(tmp_path / "g.doc")
    with pytest.raises(OutputError):
        build(SEED).save(tmp_path / "missing" / "g.ttl")


def test_text_can_be_left_out() -> None:
    graph = build(SEED, options=Options(text="none"))
    article = next(s for g in graph.graphs for s, p, o in g.triples if o == term("schema:NewsArticle"))
    assert not any((s, p) == (article, term("schema:text")) for g in graph.graphs for s, p, _ in g.triples)
