"""Keywords and titles of related articles name people, places and institutions, or nothing, with evidence."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from benchmarks.keywords import gold, named
from kg.extract import annotate
from kg.extract.topics import EXTRACTOR
from kg.graph import Graph, build
from kg.model import Article, Document
from kg.readers import read
from kg.testing import SourceArticle, SourceRelated, check_extractor, render

BODY = "Kiel taz | Biden sprach mit Anna Berg. „Das Wasser steigt“, sagte Berg. Die Werft in Kiel schwieg."


def documented(body: str = BODY, tags: Sequence[str] = (), related: Sequence[SourceRelated] = ()) -> Document:
    source = SourceArticle(
        title="Ein Tag: Es war still", body=(body,), tags=tuple(tags), related=tuple(related)
    )
    items = read(render(source, "piped"), name="a.txt", path="a.txt")
    return annotate(next(item for item in items if isinstance(item, Article)))


def names(document: Document) -> dict[str, tuple[str, str, str]]:
    """Return what words name: kind, name and rule."""
    return {
        naming.words: (
            str(document.chains[naming.chain].kind),
            document.chains[naming.chain].name,
            naming.rule,
        )
        for naming in document.namings
    }


@pytest.mark.parametrize(
    ("keyword", "expected"),
    [
        ("Joe Biden", ("person", "Joe Biden", "named-in-text")),  # the keyword told the text its first name
        ("Anna Berg", ("person", "Anna Berg", "named-in-text")),
        ("Berg", ("person", "Anna Berg", "surname")),
        ("Kiel", ("place", "Kiel", "named-in-text")),
        ("Frankreich", ("place", "Frankreich", "places")),
        ("SPD", ("organization", "SPD", "organizations")),
        ("Luisa Neubauer", ("person", "Luisa Neubauer", "full-name")),
        ("Ursula von der Leyen", ("person", "Ursula von der Leyen", "full-name")),
        ("Schwerpunkt Krieg in der Ukraine", None),
        ("Linke", None),  # a common word as well, and the text does not say it
        ("Georg Büchner Preis", None),
        ("Verkehr", None),
        ("", None),
    ],
)
def test_what_a_keyword_names(keyword: str, expected: tuple[str, str, str] | None) -> None:
    assert names(documented(tags=[keyword])).get(keyword) == expected


def test_a_keyword_tells_the_first_name_of_a_surname_in_the_text() -> None:
    document = documented(tags=["Joe Biden"])
    (mention,) = [m for m in document.mentions if m.span.of(document.article.text) == "Biden"]
    assert document.chains[mention.chain or 0].name == "Joe Biden"
    assert mention.chain == document.namings[0].chain


@pytest.mark.parametrize(
    ("title", "tags", "expected"),
    [
        ("Konflikt: Biden droht mit Sanktionen", ("Joe Biden",), "Biden"),
        ("Konflikt: Bidens Plan", ("Joe Biden",), "Bidens"),
        ("Konflikt: Sie warnt vor Scholz", ("Olaf Scholz",), "Scholz"),
        ("Konflikt: Hunter Biden klagt", ("Joe Biden",), None),
        ("Konflikt: Biden droht mit Sanktionen", (), None),  # nobody says who that is
        ("Konflikt: Biden droht mit Sanktionen", ("Joe Biden", "Hunter Biden"), None),
        ("Alpen: Ein Berg in Not", (), None),
    ],
)
def test_whom_the_title_of_a_related_article_names(
    title: str, tags: tuple[str, ...], expected: str | None
) -> None:
    document = documented(tags=tags, related=[SourceRelated(title=title, teaser="Ein Satz.", label="Kiel")])
    found = [naming.words for naming in document.namings if naming.related is not None]
    assert found == ([] if expected is None else [expected])


def test_the_extractor_keeps_its_contract() -> None:
    documents = [documented(tags=tags) for tags in ((), ("Joe Biden", "Kiel", "SPD", "Berg"))]
    check_extractor(EXTRACTOR, [replace(document, namings=()) for document in documents])


def test_keywords_of_the_gold_are_never_taken_for_something_else() -> None:
    wrong = [
        (keyword, kind, named(keyword))
        for _, keyword, kind in gold()
        if named(keyword) not in ("topic", kind)
    ]
    assert wrong == []
    people = [keyword for _, keyword, kind in gold() if kind == "person"]
    assert sum(named(keyword) == "person" for keyword in people) >= 0.9 * len(people)


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Graph:
    folder = tmp_path_factory.mktemp("in")
    related = (
        SourceRelated(title="Konflikt: Biden droht mit Sanktionen", teaser="Er sagt.", label="Joe Biden"),
    )
    for name, source in {
        "a": SourceArticle(
            title="Ein Tag: Es war still", body=(BODY,), tags=("Joe Biden", "Verkehr", "Frankreich"), related=related,
            authors=("Michael Berg",),
        ),
        "b": SourceArticle(
            title="Kabinett: Ein Minister geht", tags=("Michael Berg",),
            body=("Berlin taz | Verkehrsminister Michael Berg tritt zurück. „Es reicht“, sagte der Minister.",),
        ),
    }.items():  # fmt: skip
        (folder / f"{name}.txt").write_bytes(render(source, "piped"))
    return build(folder)


def asked(graph: Graph, query: str) -> list[tuple[str, ...]]:
    rows = graph.rdf.query(f"PREFIX foaf: <http://xmlns.com/foaf/0.1/> {query}")
    return sorted({tuple(str(value).rpartition("/data/")[2] or str(value) for value in row) for row in rows})  # type: ignore[union-attr]


def test_the_graph_says_what_a_keyword_names_and_that_the_article_is_about_it(graph: Graph) -> None:
    focus = "SELECT ?topic ?what { ?topic a skos:Concept ; foaf:focus ?what }"
    assert asked(graph, focus) == [
        ("topic/frankreich", "place/frankreich"),
        ("topic/joe-biden", "person/joe-biden"),
        ("topic/michael-berg", "person/michael-berg+verkehrsminister"),
    ]
    about = 'SELECT ?what { ?article a schema:NewsArticle ; schema:headline "Es war still"@de ; schema:about ?what }'
    assert asked(graph, about) == [
        ("person/joe-biden",), ("place/frankreich",), ("topic/frankreich",), ("topic/joe-biden",), ("topic/verkehr",),
    ]  # fmt: skip
    why = """SELECT ?words ?what ?rule { ?n a kg:Naming ; schema:isPartOf/schema:headline "Es war still"@de ;
             oa:exact ?words ; kg:refersTo ?what ; kg:rule ?rule }"""
    assert asked(graph, why) == [
        ("Biden", "person/joe-biden", "surname-in-title"),
        ("Frankreich", "place/frankreich", "places"),
        ("Joe Biden", "person/joe-biden", "named-in-text"),
    ]


def test_a_related_article_is_about_its_label_and_mentions_whom_its_title_names(graph: Graph) -> None:
    query = "SELECT ?p ?what { ?stub a kg:ArticleStub ; ?p ?what . FILTER(?p IN (schema:about, schema:mentions)) }"
    assert [what for _, what in asked(graph, query)] == [
        "person/joe-biden",
        "topic/joe-biden",
        "person/joe-biden",
    ]


def test_an_author_and_a_minister_of_the_same_name_are_two_people(graph: Graph) -> None:
    (author,) = asked(graph, "SELECT ?who { ?a schema:author ?who }")
    (minister,) = asked(graph, 'SELECT ?who { ?who schema:jobTitle "Verkehrsminister"@de }')
    assert author != minister
    assert minister in asked(graph, "SELECT ?who { ?t foaf:focus ?who }")
