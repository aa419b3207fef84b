"""Pages of people, organisations, places and topics, and the search that leads to them."""

import re
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.testclient import TestClient

from kg.serve import Settings, application
from kg.serve.data import ServedGraph
from kg.serve.data.searching import Search
from kg.serve.data.things import Thing

BASE = "https://w3id.org/kg-news/data/"


@pytest.fixture
def graph(room: TestClient) -> ServedGraph:
    found: ServedGraph = room.app.state.graph  # type: ignore[attr-defined]
    return found


def thing(graph: ServedGraph, iri: str) -> Thing:
    found = Thing.find(graph.catalogue, BASE + iri)
    assert found is not None
    return found


def test_a_person_s_page_has_each_of_their_quotations(room: TestClient, graph: ServedGraph) -> None:
    query = f"SELECT ?words {{ ?q <https://schema.org/spokenByCharacter> <{BASE}person/dirk-harms> ; <https://schema.org/text> ?words }}"
    rows = graph.store.query(query, use_default_graph_as_union=True)
    said = {row["words"].value for row in rows}  # type: ignore[union-attr]
    assert len(said) > 5
    shown = {row["words"] for row in thing(graph, "person/dirk-harms").said(100, 0)}
    assert shown == said
    page = room.get("/data/person/dirk-harms", headers={"Accept-Language": "en"}).text
    assert "What they said" in page
    assert '<svg viewBox="' in page


def test_what_others_said_about_somebody_names_them_within_the_quotation(graph: ServedGraph) -> None:
    about = thing(graph, "place/russland").about(100, 0)
    assert about
    query = f"""PREFIX oa: <http://www.w3.org/ns/oa#> PREFIX schema: <https://schema.org/>
        SELECT DISTINCT ?q {{ ?m <https://w3id.org/kg-news/ns#refersTo> <{BASE}place/russland> ; schema:isPartOf ?a ; oa:start ?s ; oa:end ?e .
        ?q a schema:Quotation ; schema:isPartOf ?a ; oa:start ?from ; oa:end ?to FILTER(?from <= ?s && ?e <= ?to)
        FILTER NOT EXISTS {{ ?q schema:spokenByCharacter <{BASE}place/russland> }} }}"""
    rows = graph.store.query(query, use_default_graph_as_union=True)
    wanted = {row["q"].value for row in rows}  # type: ignore[union-attr]
    assert {f"{row['iri']}#{row['fragment']}" for row in about} == wanted
    assert all(row["speaker_iri"] != BASE + "place/russland" for row in about)


def test_the_chart_counts_every_dated_article_and_quotation(graph: ServedGraph) -> None:
    for row in graph.catalogue.rows("SELECT iri FROM thing"):
        found = thing(graph, row["iri"].removeprefix(BASE))
        bars = found.chart()
        assert sum(bar.articles for bar in bars) == found.row["articles"]
        assert sum(bar.quotations for bar in bars) == found.row["quotations"]
        assert len(bars) <= 48


def test_companions_share_an_article(graph: ServedGraph) -> None:
    names = [row["name"] for row in thing(graph, "person/sergei-lawrow").companions()]
    assert "Jens Stoltenberg" in names
    assert "Sergei Lawrow" not in names


def test_an_author_s_page_has_what_they_wrote(room: TestClient) -> None:
    page = room.get("/data/person/inna-hartwich?lang=en").text
    assert "author of 1 article<" in page
    assert "What they wrote" in page
    assert "Des Konflikts Kern" in page


@pytest.mark.parametrize("path", ["/people", "/organisations", "/places", "/topics"])
def test_each_of_a_list_has_a_page(room: TestClient, path: str) -> None:
    links = re.findall(r'<th scope="row"><a href="([^"]+)"', room.get(path).text)
    assert len(links) > 3
    assert all(room.get(link).status_code == 200 for link in links)


@pytest.mark.parametrize(
    "question", ["Lawrow", "lawrow", "Lawro", "Lawrwo", "Lavrow", "Sergej Lawrof", "LAWROW sergei"]
)
def test_a_name_is_found_though_it_is_mistyped(graph: ServedGraph, question: str) -> None:
    found = Search(graph.catalogue).find(question, 20)
    assert found.things[0]["name"] == "Sergei Lawrow"


def test_headlines_and_quotations_are_found(room: TestClient, graph: ServedGraph) -> None:
    search = Search(graph.catalogue)
    assert [row["headline"] for row in search.find("konflikts kern", 20).articles] == ["Des Konflikts Kern"]
    assert any("Beton" in row["words"] for row in search.find("Betton", 20).quotations)
    page = room.get("/search?q=Betton", headers={"Accept-Language": "en"}).text
    assert "Also searched for" in page


@given(st.text(max_size=60))
def test_no_question_breaks_the_search(room: TestClient, question: str) -> None:
    answer = room.get("/search", params={"q": question})
    assert answer.status_code == 200


@pytest.mark.parametrize(
    "question", ['"', "a*", "NEAR(a b)", "words:x", "AND", "x' OR 1=1 --", "^", "-", "\x00", "{a b}"]
)
def test_signs_of_the_index_are_words_like_others(room: TestClient, question: str) -> None:
    assert room.get("/search", params={"q": question}).status_code == 200


@pytest.fixture(scope="module")
def famous(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """A person in 600 articles, of which each describes them."""
    schema, ns, oa, base = (
        "https://schema.org/",
        "https://w3id.org/kg-news/ns#",
        "http://www.w3.org/ns/oa#",
        "https://e.org/",
    )
    kind = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
    person, lines = f"<{base}person/eva>", []
    for number in range(600):
        article = f"{base}article/2024-01-01/a{number}"
        lines += [
            f"{line} <{article}#graph> ."
            for line in (
                f"<{article}> <{kind}> <{schema}NewsArticle>", f'<{article}> <{schema}headline> "Folge {number}"',
                f"{person} <{kind}> <{schema}Person>", f'{person} <{schema}name> "Eva Öl"',
                f"<{article}#mention=0,6> <{kind}> <{ns}Mention>", f"<{article}#mention=0,6> <{ns}refersTo> {person}",
                f'<{article}#mention=0,6> <{oa}start> "0"', f'<{article}#mention=0,6> <{oa}end> "6"',
                f"<{article}> <{schema}isRelatedTo> <{base}article/2024-01-01/a0>",
            )
        ]  # fmt: skip
    path = tmp_path_factory.mktemp("famous") / "graph.nq"
    path.write_text("\n".join(lines) + "\n", "utf-8")
    with TestClient(application(Settings(path)), base_url="http://localhost") as client:
        yield client


def test_somebody_in_very_many_articles_has_pages_of_them(famous: TestClient) -> None:
    page = famous.get("/data/person/eva?lang=en&articles=40")
    assert "600 articles" in page.text
    assert page.text.count('<li class="item">') == 15
    assert "Page 40 of 40" in page.text


def test_an_article_that_very_many_refer_to_shows_some_of_them(famous: TestClient) -> None:
    page = famous.get("/data/article/2024-01-01/a0?lang=en").text
    assert "These refer to this article" in page
    assert page.count(">Folge ") < 30
