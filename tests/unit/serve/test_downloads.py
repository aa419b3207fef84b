"""Every node of the graph is there as data, too, and no cell of a table is a formula."""

import csv
import io
import json
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph
import pytest
import rdflib
from starlette.testclient import TestClient

from kg.serve import Settings, application
from kg.serve.rooms.downloads import FORMATS, harmless

BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
HOSTILE = (
    "=HYPERLINK(1)", "+1", "-1", "@x", "\t=1", '"><script>alert(1)</script>', "a\r\nb", "</script>", "\x0b",
)  # fmt: skip
BASE = "https://example.org/news/"
NODE = f"{BASE}person/x"


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    store = pyoxigraph.Store()
    node, text = pyoxigraph.NamedNode(NODE), pyoxigraph.NamedNode("https://schema.org/name")
    space = pyoxigraph.NamedNode("http://rdfs.org/ns/void#uriSpace")
    store.add(pyoxigraph.Quad(pyoxigraph.NamedNode(f"{BASE}dataset"), space, pyoxigraph.Literal(BASE)))
    for value in HOSTILE:
        store.add(pyoxigraph.Quad(node, text, pyoxigraph.Literal(value, language="de")))
    path: Path = tmp_path_factory.mktemp("hostile") / "graph.nq"
    store.dump(str(path), format=pyoxigraph.RdfFormat.N_QUADS)
    with TestClient(application(Settings(path)), base_url="http://localhost") as client:
        yield client


def article(room: TestClient) -> tuple[str, str]:
    """An article's IRI and its address."""
    graph = room.app.state.graph  # type: ignore[attr-defined]
    kind = pyoxigraph.NamedNode("https://schema.org/NewsArticle")
    iri = min(q.subject.value for q in graph.store.quads_for_pattern(None, None, kind, None))
    return iri, graph.addresses.of(iri)


@pytest.mark.parametrize("name", ["ttl", "nt", "jsonld", "rdf"])
def test_an_article_comes_with_its_parts_in_each_format(room: TestClient, name: str) -> None:
    iri, address = article(room)
    answer = room.get(address, headers={"Accept": FORMATS[name]})
    assert answer.status_code == 200
    assert answer.headers["content-type"].split(";")[0] == FORMATS[name]
    assert "Accept" in answer.headers["vary"]
    graph = rdflib.Graph().parse(data=answer.content, format=FORMATS[name])
    subjects = {str(subject) for subject in graph.subjects()}
    assert iri in subjects
    assert any(subject.startswith(f"{iri}#quotation=") for subject in subjects)
    assert len(graph) == len(rdflib.Graph().parse(data=room.get(f"{address}?format=nt").text, format="nt"))


def test_a_browser_gets_the_page_and_its_links_lead_to_the_data(room: TestClient) -> None:
    _, address = article(room)
    page = room.get(address, headers={"Accept": BROWSER})
    assert page.headers["content-type"] == "text/html; charset=utf-8"
    assert "Accept" in page.headers["vary"].split(", ")
    for name, media_type in FORMATS.items():
        assert f'href="?format={name}"' in page.text
        answer = room.get(address, params={"format": name}, headers={"Accept": BROWSER})
        assert answer.headers["content-type"].split(";")[0] == media_type
        assert answer.headers["content-disposition"].endswith(f'.{name}"')


def test_a_format_that_nobody_knows_makes_no_sense(room: TestClient) -> None:
    assert room.get(article(room)[1], params={"format": "exe"}).status_code == 400


def test_nodes_elsewhere_are_there_as_data_too(hostile: TestClient) -> None:
    answer = hostile.get("/resource", params={"iri": NODE}, headers={"Accept": "application/n-triples"})
    assert answer.text.count(f"<{NODE}>") == len(HOSTILE)


@pytest.mark.parametrize("name", ["ttl", "nt", "jsonld"])
def test_hostile_text_comes_back_as_it_is(hostile: TestClient, name: str) -> None:
    answer = hostile.get("/data/person/x", params={"format": name})
    read = pyoxigraph.parse(answer.content, format=pyoxigraph.RdfFormat.from_media_type(FORMATS[name]))
    assert {quad.object for quad in read} == {pyoxigraph.Literal(text, language="de") for text in HOSTILE}


def test_hostile_text_is_no_markup_and_no_formula(hostile: TestClient) -> None:
    xml = hostile.get("/data/person/x", params={"format": "rdf"}).text
    assert "<script>" not in xml
    table = hostile.get("/data/person/x", params={"format": "csv"}).content.decode()
    rows = list(csv.reader(io.StringIO(table, newline="")))
    assert {row[2] for row in rows[1:]} == {harmless(text) for text in HOSTILE}
    assert not any(cell.startswith(("=", "+", "-", "@", "\t")) for row in rows for cell in row)
    assert "<script>" not in hostile.get("/data/person/x").text


def test_json_ld_is_json(hostile: TestClient) -> None:
    assert json.loads(hostile.get("/data/person/x", params={"format": "jsonld"}).text)
