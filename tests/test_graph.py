"""The graph as a whole: formats, determinism, references, validation, bad input."""

import gzip
import json
import shutil
from pathlib import Path

import networkx
import pyoxigraph
import pytest
import rdflib
from hypothesis import example, given
from hypothesis import strategies as st

from kg.errors import NothingToRead, OutputError, UnknownFormat, UsageError
from kg.export import open_exporter
from kg.graph import Graph, build, load
from kg.pipeline import Options
from kg.query import run, stats
from kg.rdf import NamedGraph
from kg.rdf.iris import Minter, slug, web
from kg.rdf.terms import iri, literal, parse_literal
from kg.rdf.vocab import DEFAULT_BASE, KG_TERMS, PREFIXES
from kg.validate import Validator, ontology_text, shapes_text, validate
from tests.articles import HEAD, TAIL
from tests.conftest import EXAMPLES, SEED

RDF = ("ttl", "nt", "nq", "trig", "jsonld", "rdf")
SYNTAX = {"ttl": "turtle", "nt": "nt", "nq": "nquads", "trig": "trig", "jsonld": "json-ld", "rdf": "xml"}
HOSTILE = 'a"""@de . <x> <y> <z>\n\r\t\\u0041 <>{}|^` \u202e\u200f ]]> & \x7f 😀 '


def triples_of(path: Path) -> set[tuple[str, str, str]]:
    form = pyoxigraph.RdfFormat.from_extension(path.suffix[1:])
    return {
        (str(q.subject), str(q.predicate), str(q.object))
        for q in pyoxigraph.parse(path=str(path), format=form)
    }


def expected(graph: Graph) -> set[tuple[str, str, str]]:
    lines = "".join(g.ntriples() for g in graph.graphs).encode()
    parsed = pyoxigraph.parse(lines, format=pyoxigraph.RdfFormat.N_TRIPLES)
    return {(str(q.subject), str(q.predicate), str(q.object)) for q in parsed}


@pytest.mark.parametrize("suffix", RDF)
def test_every_format_reads_back(examples: Graph, tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"g.{suffix}"
    written = examples.save(path)
    assert triples_of(path) == expected(examples)
    parsed = rdflib.Dataset().parse(data=path.read_bytes(), format=SYNTAX[suffix])
    assert len({tuple(quad[:3]) for quad in parsed.quads()}) == len(expected(examples))
    if suffix in ("ttl", "nt", "rdf"):
        assert written == len(expected(examples))


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


def test_stats(examples: Graph, tmp_path: Path) -> None:
    examples.save(tmp_path / "g.ttl")
    found = stats(tmp_path / "g.ttl")
    assert found.counts["articles"] == 13
    assert found.first == "2022-01-27"
    assert found.counts["triples"] == len(expected(examples))


def test_pyshacl_and_the_fast_engine_find_the_examples_conforming(examples: Graph) -> None:
    assert validate(examples.rdf).conforms
    assert validate(examples.rdf, engine="fast").conforms


BASE = "https://example.org/"
A, Q, P = (f"<{BASE}{name}>" for name in ("article/a", "article/a#quotation=0,4", "person/p"))
TYPE = f"<{PREFIXES['rdf']}type>"


def schema(name: str) -> str:
    return f"<{PREFIXES['schema']}{name}>"


def kg(name: str) -> str:
    return f"<{PREFIXES['kg']}{name}>"


def whole() -> dict[tuple[str, str], str]:
    number = '"{}"^^<http://www.w3.org/2001/XMLSchema#{}>'
    oa = PREFIXES["oa"]
    return {
        (A, TYPE): schema("NewsArticle"),
        (A, schema("headline")): literal("H", language="de"),
        (A, schema("inLanguage")): literal("de"),
        (A, schema("datePublished")): number.format("2024-01-02", "date"),
        (A, schema("publisher")): f"<{BASE}o>",
        (f"<{BASE}o>", TYPE): schema("Organization"),
        (f"<{BASE}o>", schema("name")): literal("taz"),
        (Q, TYPE): schema("Quotation"),
        (Q, schema("isPartOf")): A,
        (Q, schema("text")): literal("Ja so", language="de"),
        (Q, schema("spokenByCharacter")): P,
        (Q, kg("confidence")): number.format("0.90", "decimal"),
        (Q, kg("rule")): literal("r"),
        (Q, kg("extractor")): literal("e"),
        (Q, f"<{oa}start>"): number.format("0", "integer"),
        (Q, f"<{oa}end>"): number.format("4", "integer"),
        (P, TYPE): schema("Person"),
        (P, schema("name")): literal("Eva Muster"),
    }


def graph_of(changes: dict[tuple[str, str], str | None]) -> NamedGraph:
    statements = {**whole(), **changes}
    triples = [(s, p, o) for (s, p), o in statements.items() if o is not None]
    triples += [(Q, TYPE, kg("DirectQuotation")), (Q, TYPE, f"<{PREFIXES['oa']}TextPositionSelector>")]
    return NamedGraph.of(A, triples)


def test_the_whole_graph_conforms() -> None:
    assert Validator(sample=1).check(graph_of({})) == ()


@pytest.mark.parametrize(
    ("change", "path", "words"),
    [
        ({(A, schema("headline")): None}, "schema:headline", "headline"),
        ({(A, schema("headline")): literal("H")}, "schema:headline", "headline"),
        ({(A, schema("inLanguage")): literal("deutsch!")}, "schema:inLanguage", "language"),
        ({(A, schema("datePublished")): literal("gestern")}, "schema:datePublished", "day"),
        ({(A, schema("publisher")): None}, "schema:publisher", "publisher"),
        ({(A, schema("author")): f"<{BASE}nobody>"}, "schema:author", "author"),
        ({(A, schema("about")): f"<{BASE}nothing>"}, "schema:about", "keyword"),
        ({(A, schema("image")): f"<{BASE}nothing>"}, "schema:image", "picture"),
        ({(A, schema("citation")): literal("x")}, "schema:citation", "link"),
        ({(A, schema("isRelatedTo")): literal("x")}, "schema:isRelatedTo", "related"),
        ({(A, schema("locationCreated")): P}, "schema:locationCreated", "place"),
        ({(Q, schema("isPartOf")): None}, "schema:isPartOf", "article"),
        ({(Q, schema("text")): None}, "schema:text", "words"),
        ({(Q, schema("spokenByCharacter")): f"<{BASE}nobody>"}, "schema:spokenByCharacter", "speaker"),
        ({(Q, kg("confidence")): '"1.20"^^<http://www.w3.org/2001/XMLSchema#decimal>'}, "kg:confidence", "confidence"),
        ({(Q, kg("rule")): None}, "kg:rule", "rule"),
        ({(Q, kg("extractor")): None}, "kg:extractor", "part of the program"),
        ({(Q, f"<{PREFIXES['oa']}start>"): '"9"^^<http://www.w3.org/2001/XMLSchema#integer>'}, "oa:start", "first character"),
        ({(Q, f"<{PREFIXES['oa']}end>"): None}, "oa:end", "end of the words"),
        ({(Q, kg("satirical")): '"true"^^<http://www.w3.org/2001/XMLSchema#boolean>'}, "", "Satire"),
        ({(P, schema("name")): None}, "schema:name", "name"),
    ],
)  # fmt: skip
def test_each_shape_breaks_on_its_own(
    change: dict[tuple[str, str], str | None], path: str, words: str
) -> None:
    graph = graph_of(change)
    parsed = rdflib.Graph().parse(data=graph.ntriples(), format="nt")
    reference, fast = validate(parsed), validate(parsed, engine="fast")
    assert not reference.conforms
    assert not fast.conforms
    assert {v.path for v in reference.violations} == {v.path for v in fast.violations} == {path}
    assert all(words in v.message for v in reference.violations)
    assert Validator().check(graph)


def test_ontology_and_code_have_the_same_terms() -> None:
    ontology = rdflib.Graph().parse(data=ontology_text(), format="turtle")
    defined = {str(s).removeprefix(PREFIXES["kg"]) for s in ontology.subjects(rdflib.RDFS.isDefinedBy)}
    assert defined == KG_TERMS
    for name in defined:
        for predicate in (rdflib.RDFS.label, rdflib.RDFS.comment):
            languages = {
                getattr(o, "language", None)
                for o in ontology.objects(rdflib.URIRef(PREFIXES["kg"] + name), predicate)
            }
            assert languages == {"en", "de"}


def test_every_property_shape_has_a_message_in_both_languages() -> None:
    shapes = rdflib.Graph().parse(data=shapes_text(), format="turtle")
    sh = rdflib.Namespace(PREFIXES["sh"])
    for shape in shapes.objects(None, sh.property):
        if (shape, sh.path, rdflib.URIRef(PREFIXES["kg"] + "satirical")) in shapes or shapes.value(
            shape, sh.maxCount
        ) == rdflib.Literal(0):
            continue
        assert {getattr(m, "language", None) for m in shapes.objects(shape, sh.message)} == {"en", "de"}


@given(st.text())
@example(HOSTILE)
@example("\x85\u2028")
def test_literals_survive(value: str) -> None:
    assert parse_literal(literal(value, language="de")).value == value
    line = f"<http://a/b> <http://a/b> {literal(value)} ."
    (quad,) = pyoxigraph.parse(line.encode(), format=pyoxigraph.RdfFormat.N_TRIPLES)
    assert quad.object.value == value


@given(st.text())
@example(HOSTILE)
def test_minted_iris_are_iris(value: str) -> None:
    minted = Minter(DEFAULT_BASE).topic(value)
    assert pyoxigraph.NamedNode(minted[1:-1])
    assert slug(value).isascii()
    web(f"https://example.org/{value}")


def test_iris_refuse_what_is_none() -> None:
    with pytest.raises(ValueError, match="not an IRI"):
        iri("http://a/<b>")


HOSTILE_ARTICLE = f"# taz.de -- {HOSTILE.replace(chr(10), ' ').replace(chr(13), ' ')}: Titel\n> Vorspann.\nText. „Das ist doch ein ganz normaler Satz gewesen“, sagte Eva {'{'}x{'}'}.\n27 Jan 2022\n"


@pytest.mark.parametrize("suffix", RDF)
def test_hostile_headlines_give_valid_rdf(tmp_path: Path, suffix: str) -> None:
    (tmp_path / "a.txt").write_text(HOSTILE_ARTICLE, "utf-8")
    graph = build(tmp_path / "a.txt")
    graph.save(tmp_path / f"g.{suffix}")
    assert triples_of(tmp_path / f"g.{suffix}") == expected(graph)
    assert graph.report is not None
    assert graph.report.problems["control-characters"] == 1


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


def test_a_failed_write_leaves_the_old_file(tmp_path: Path) -> None:
    target = tmp_path / "g.ttl"
    target.write_text("old")
    with pytest.raises(RuntimeError), open_exporter(target, base=DEFAULT_BASE):
        raise RuntimeError
    assert target.read_text() == "old"
    assert list(tmp_path.iterdir()) == [target]


def test_text_can_be_left_out() -> None:
    graph = build(SEED, options=Options(text="none"))
    article = next(s for g in graph.graphs for s, p, o in g.triples if o == schema("NewsArticle"))
    assert not any((s, p) == (article, schema("text")) for g in graph.graphs for s, p, _ in g.triples)


def test_load_gives_the_same_graph(examples: Graph, tmp_path: Path) -> None:
    examples.save(tmp_path / "g.nq")
    assert expected(load(tmp_path / "g.nq")) == expected(examples)


def test_the_vocabulary_page_lists_every_term() -> None:
    page = (EXAMPLES.parents[1] / "docs" / "vocabulary.md").read_text("utf-8")
    ontology = rdflib.Graph().parse(data=ontology_text(), format="turtle")
    rows = "".join(
        f"| `kg:{name}` | {comment} |\n"
        for name in sorted(KG_TERMS)
        for comment in ontology.objects(rdflib.URIRef(PREFIXES["kg"] + name), rdflib.RDFS.comment)
        if getattr(comment, "language", None) == "en"
    )
    assert page.endswith(rows)
