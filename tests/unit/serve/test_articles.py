"""The page of an article: its text as it stands in the graph, with the quotations marked at their characters."""

import html
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.testclient import TestClient

from kg.graph import build
from kg.pipeline import Options
from kg.serve import Settings, application
from kg.serve.data import ServedGraph
from kg.serve.data.article import ArticleView, Evidence, Place, Quoted, read_article
from kg.serve.data.properties import Properties
from kg.serve.data.running import blocks

EVIL = "</title><script>alert(1)</script><img src=x onerror=alert(2)>\"' onmouseover=alert(3) javascript:alert(4)"
WORDS = EVIL.replace("\\", "\\\\").replace('"', '\\"')
ARTICLE = "https://e.org/article/2024-01-01/a"
SCHEMA, KG, OA = "https://schema.org/", "https://w3id.org/kg-news/ns#", "http://www.w3.org/ns/oa#"
A = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>"


class _Marks(HTMLParser):
    """Reads the marked runs of a page: block offset, text and quotation numbers."""

    def __init__(self) -> None:
        super().__init__()
        self.at = -1
        self.inside: list[str] = []
        self.marked: dict[str, set[int]] = {}
        self.text: dict[int, str] = {}
        self.scripts: list[dict[str, str | None]] = []
        self.handlers: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        self.handlers += [name for name in values if name.startswith("on") or name == "style"]
        if tag == "script":
            self.scripts.append(values)
        if values.get("data-start"):
            self.at = int(values["data-start"] or 0)
        if tag == "mark":
            self.inside = (values["data-q"] or "").split()

    def handle_endtag(self, tag: str) -> None:
        if tag == "mark":
            self.inside = []
        if tag in ("p", "h1"):
            self.at = -1

    def handle_data(self, data: str) -> None:
        if self.at < 0:
            return
        for number in self.inside:
            self.marked.setdefault(number, set()).update(range(self.at, self.at + len(data)))
        for character in data:
            self.text[self.at] = character
            self.at += 1


def read(page: str) -> _Marks:
    parser = _Marks()
    parser.feed(page)
    return parser


def test_each_quotation_of_the_examples_is_marked_at_its_characters(room: TestClient) -> None:
    graph: ServedGraph = room.app.state.graph  # type: ignore[attr-defined]
    marked = 0
    for row in graph.catalogue.rows("SELECT iri FROM article"):
        article = read_article(graph, row["iri"])
        page = read(room.get(graph.addresses.of(row["iri"])).text)
        assert article.text is not None
        assert all(article.text[at] == character for at, character in page.text.items())
        assert len(page.text) == len(article.text.replace("\n\n", ""))
        for quotation in article.quotations:
            wanted = {at for place in quotation.places for at in range(place.start, place.end)}
            wanted -= {
                at
                for at in wanted
                if article.text[at : at + 2] == "\n\n" or article.text[at - 1 : at + 1] == "\n\n"
            }
            assert page.marked[str(quotation.number)] == wanted
            marked += 1
    assert marked > 70


SPANS = st.tuples(st.integers(0, 40), st.integers(0, 40)).filter(lambda s: s[0] < s[1])


@given(st.text("ab \n", min_size=1, max_size=40), st.lists(SPANS, max_size=6))
def test_however_quotations_overlap_the_text_stays_whole(text: str, spans: list[tuple[int, int]]) -> None:
    quotations = tuple(
        Quoted(iri=f"i#{n}", places=(Place(*span),), kind="direct", words="", speaker=None, name=None, unnamed=False,
               speaker_text=None, cue=None, addressee=None, truncated=False, satirical=False,
               evidence=Evidence(None, None, None), number=n)
        for n, span in enumerate(spans, 1)
    )  # fmt: skip
    article = ArticleView(iri="i", properties=Properties({}), text=text, caption=None, quotations=quotations,
                          pointers=(), identities=())  # fmt: skip
    for block in blocks(article):
        at = block.start
        for run in block.runs:
            assert text[at : at + len(run.text)] == run.text
            assert {q.number for q in run.quotations} == {
                n for n, (start, end) in enumerate(spans, 1) if start <= at < end
            }
            at += len(run.text)


def test_a_card_says_who_how_and_how_sure(room: TestClient) -> None:
    page = room.get(
        "/data/article/2022-01-27/gespraeche-im-ukrainekonflikt-des-konflikts-kern",
        headers={"Accept-Language": "en"},
    ).text
    card = re.search(r'<li class="card c1" id="card-1">.*?</li>', page, re.DOTALL)
    assert card is not None
    for words in (
        "/data/person/sergei-lawrow",
        "Sergei Lawrow",
        "indirect",
        "fordert",
        "0.94",
        "verb-after-zu",
    ):
        assert words in card[0]


def test_an_interview_is_shown_in_turns(room: TestClient) -> None:
    page = room.get(
        "/data/article/2024-03-20/gutachterin-ueber-marode-bruecken-beton-verzeiht-keine-jahrzehn"
    ).text
    assert (
        page.count(
            '<div class="turn c1"><p class="who"><a href="/data/person/katrin-suhr">Katrin Suhr</a></p>'
        )
        == 4
    )


def test_without_texts_the_page_shows_the_quotations_and_says_why(tmp_path: Path, seed_path: Path) -> None:
    build(seed_path, options=Options(text="none")).save(tmp_path / "g.ttl")
    with TestClient(application(Settings(tmp_path / "g.ttl")), base_url="http://localhost") as client:
        page = client.get(
            "/data/article/2022-01-27/gespraeche-im-ukrainekonflikt-des-konflikts-kern?lang=en"
        ).text
    assert "--text full" in page
    assert "Wir haben eine klare Position" in page


def test_the_list_is_bounded_by_days(room: TestClient) -> None:
    page = room.get("/articles?since=2024-03-12&until=2024-03-20").text
    assert page.count('<li class="item">') == 2
    assert room.get("/articles?page=9999").status_code == 200


@pytest.mark.parametrize(
    "nonsense", ["page=0", "page=-1", "page=1e9", "page=%D9%A3", "since=yesterday", "until=2024-13-01"]
)
def test_nonsense_in_an_address_is_refused(room: TestClient, nonsense: str) -> None:
    assert room.get(f"/articles?{nonsense}").status_code == 400


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """A graph with a script wherever it may hold words."""
    path = tmp_path_factory.mktemp("hostile") / "g.nq"
    person, q, m, image = (
        "https://e.org/person/eva",
        f"{ARTICLE}#quotation=0,20",
        f"{ARTICLE}#mention=5,30",
        f"{ARTICLE}#image",
    )
    literals = {
        ARTICLE: [f"{SCHEMA}{n}" for n in ("headline", "alternativeHeadline", "abstract", "text", "datePublished", "inLanguage",
                                          "dateline", "genre", "identifier")],
        person: [f"{SCHEMA}{n}" for n in ("name", "alternateName", "disambiguatingDescription")],
        q: [f"{SCHEMA}text", *(f"{KG}{n}" for n in ("speakerText", "cue", "addresseeText", "rule", "confidence", "extractor"))],
        m: [f"{OA}exact", f"{KG}form", f"{KG}roleText", f"{KG}rule"],
        image: [f"{SCHEMA}caption"],
    }  # fmt: skip
    lines = [f'<{s}> <{p}> "{WORDS}" .' for s, names in literals.items() for p in names]
    for s, start, end in ((q, 0, 20), (m, 5, 30)):
        lines += [
            f"<{s}> <{SCHEMA}isPartOf> <{ARTICLE}> .",
            f'<{s}> <{OA}start> "{start}" .',
            f'<{s}> <{OA}end> "{end}" .',
        ]
    lines += [
        f"<{ARTICLE}> {A} <{SCHEMA}NewsArticle> .", f"<{ARTICLE}> <{SCHEMA}image> <{image}> .", f"<{q}> {A} <{SCHEMA}Quotation> .",
        f"<{ARTICLE}> <{SCHEMA}author> <javascript:alert(5)> .", f"<{ARTICLE}> <{SCHEMA}url> <javascript:alert(6)> .",
        f"<{ARTICLE}> <{SCHEMA}isRelatedTo> <javascript:alert(7)> .",
        f"<{q}> <{SCHEMA}spokenByCharacter> <{person}> .", f"<{person}> {A} <{SCHEMA}Person> .",
        f"<{m}> {A} <{KG}Mention> .", f"<{m}> <{KG}refersTo> <{person}> .",
    ]  # fmt: skip
    path.write_text("\n".join(lines) + "\n", "utf-8")
    with TestClient(application(Settings(path)), base_url="http://localhost") as client:
        yield client


@pytest.mark.parametrize(
    "path",
    ["/", "/articles", "/data/article/2024-01-01/a", "/data/person/eva", "/people", "/network", "/search?q=script", "/search?q=%3Cscript%3Ealert(9)%3C/script%3E", "/resource?iri=javascript%3Aalert(5)",
     "/data/article/2024-01-01/a?lang=%3Cscript%3E", "/articles?x=%22%3E%3Cscript%3Ealert(8)%3C/script%3E"],
)  # fmt: skip
def test_no_script_runs_wherever_it_stands_in_the_graph(hostile: TestClient, path: str) -> None:
    answer = hostile.get(path)
    assert answer.status_code == 200
    page = read(answer.text)
    assert all((script["src"] or "").startswith("/static/") for script in page.scripts)
    assert page.handlers == []
    assert "<img" not in answer.text
    links = [html.unescape(link) for link in re.findall(r'(?:href|src|action)="([^"]*)"', answer.text)]
    assert links
    assert all(link.startswith(("/", "?", "#")) for link in links)


def test_the_words_of_a_script_can_be_read(hostile: TestClient) -> None:
    assert "".join(read(hostile.get("/data/article/2024-01-01/a").text).text.values()) == EVIL
