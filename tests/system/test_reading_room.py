"""A newcomer's path through the reading room, in a real browser: headless Chromium, where it is installed."""

from collections import defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pyoxigraph
import pytest
import rdflib

from kg.graph import Graph, build
from kg.rdf.vocab import PREFIXES
from kg.serve import Settings, application
from kg.testing import SourceArticle, render
from tests.conftest import SEED
from tests.support.browser import PHONE, chromium, needs_browser, opened
from tests.support.endpoint import running

pytestmark = needs_browser()
SCRIPT = "<script>document.title='gone'</script><img src=x onerror=alert(1)>"
MARKED = """() => {
  const found = {};
  for (const mark of document.querySelectorAll("mark.q")) {
    const block = mark.closest("[data-start]"), before = document.createRange();
    before.setStart(block, 0);
    before.setEnd(mark, 0);
    const start = Number(block.dataset.start) + [...before.toString()].length;
    for (const number of mark.dataset.q.split(" ")) {
      const iri = document.querySelector(`#card-${number} blockquote a`).hash.slice(1);
      (found[iri] ??= []).push([start, mark.textContent]);
    }
  }
  return found;
}"""


class Way(NamedTuple):
    """What a newcomer looks for, and should find."""

    slip: str
    person: str
    headline: str
    article: str
    first: str


SEED_WAY = Way("Lawrof", "Sergei Lawrow", "Des Konflikts Kern",
                  "article/2022-01-27/gespraeche-im-ukrainekonflikt-des-konflikts-kern", "Sergei Lawrow")  # fmt: skip
EXAMPLES_WAY = Way("Kathrin Suur", "Katrin Suhr", "Die Frau, die Brücken prüft",
                      "article/2024-09-30/buergermeisterwahl-in-norderwieck-die-frau-die-bruecken-prueft", "Katrin Suhr")  # fmt: skip


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with chromium() as found:
        yield found


@pytest.fixture(scope="module")
def example_file(examples: Graph, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("room") / "examples.nq"
    examples.save(path)
    return path


@pytest.fixture
def page(browser: Any, example_file: Path) -> Iterator[Any]:
    with running(application(Settings(example_file))) as address, opened(browser, address) as found:
        yield found


def places(graph: Path, article: str) -> dict[str, set[int]]:
    """The characters of each quotation of an article, by its fragment, as the graph has them."""
    store = pyoxigraph.Store()
    store.load(path=graph)
    query = f"""SELECT DISTINCT ?q ?start ?end {{ ?q a schema:Quotation ; schema:isPartOf <https://w3id.org/kg-news/data/{article}> .
        OPTIONAL {{ ?q kg:part ?part }} BIND(COALESCE(?part, ?q) AS ?place) ?place oa:start ?start ; oa:end ?end }}"""
    found: defaultdict[str, set[int]] = defaultdict(set)
    rows = store.query(query, prefixes=PREFIXES, use_default_graph_as_union=True)
    for row in rows:  # type: ignore[union-attr]
        start, end = int(row["start"].value), int(row["end"].value)
        found[row["q"].value.partition("#")[2]] |= set(range(start, end))
    return found


@pytest.mark.parametrize(("corpus", "way"), [("seed", SEED_WAY), ("examples", EXAMPLES_WAY)])
def test_a_newcomer_searches_reads_follows_a_speaker_asks_and_downloads(
    browser: Any, example_file: Path, tmp_path: Path, corpus: str, way: Way
) -> None:
    graph = example_file
    if corpus == "seed":
        graph = tmp_path / "seed.nq"
        build(SEED).save(graph)
    with running(application(Settings(graph))) as address, opened(browser, address) as page:
        page.goto("/")
        page.get_by_role("searchbox").fill(way.slip)
        page.get_by_role("searchbox").press("Enter")
        page.get_by_role("link", name=way.person).first.click()
        assert page.get_by_role("heading", level=1).inner_text() == way.person

        page.get_by_role("link", name=way.headline).last.click()
        assert page.url.endswith(way.article)
        _highlights_are_where_the_graph_says(page, places(graph, way.article))
        page.locator("mark.q").first.hover()
        assert way.first in page.locator("#popover").inner_text()
        page.keyboard.press("Escape")
        assert page.locator("#popover").is_hidden()

        page.locator(".legend a", has_text=way.person).click()
        _the_page_is_there_as_turtle(page, address)
        _a_bundled_question_names_first(page, way.person)
        assert page.trouble == []


def _the_page_is_there_as_turtle(page: Any, address: str) -> None:
    with page.expect_download() as download:
        page.get_by_role("link", name="Turtle").click()
    person = rdflib.URIRef(page.url.replace(f"{address}/data/", "https://w3id.org/kg-news/data/"))
    data = rdflib.Graph().parse(download.value.path(), format="turtle")
    assert (person, rdflib.RDF.type, rdflib.URIRef("https://schema.org/Person")) in data


def _a_bundled_question_names_first(page: Any, person: str) -> None:
    from playwright.sync_api import expect  # here, since the package may be missing

    page.get_by_role("link", name="SPARQL").click()
    page.get_by_label("Questions").select_option(label="Who is quoted most in a time span?")
    page.get_by_role("button", name="Ask").click()
    cells = page.locator("#answer tbody tr").first.locator("td")
    expect(cells.nth(1)).to_have_text(person)  # asked again until it holds: the table is drawn more than once
    assert int(cells.nth(2).inner_text()) >= 4


def _highlights_are_where_the_graph_says(page: Any, wanted: dict[str, set[int]]) -> None:
    text = page.evaluate(
        "() => [...document.querySelectorAll('[data-start]')].map(b => [b.dataset.start, b.textContent])"
    )
    breaks = set[int]()  # the line between two paragraphs is on no page
    for start, words in text:
        breaks |= {int(start) - 1, int(start) - 2, int(start) + len(words), int(start) + len(words) + 1}
    seen = {
        fragment: {start + at for start, words in runs for at in range(len(words))}
        for fragment, runs in page.evaluate(MARKED).items()
    }
    assert len(wanted) > 3
    assert seen == {fragment: at - breaks for fragment, at in wanted.items()}


def test_the_network_moves_and_is_saved_as_a_picture(page: Any) -> None:
    page.goto("/network?by=with")
    picture = page.locator("#network")
    before = picture.get_attribute("viewBox")
    page.get_by_role("button", name="Nearer").click()
    assert picture.get_attribute("viewBox") != before
    page.get_by_role("button", name="Whole").click()
    assert picture.get_attribute("viewBox") == before
    picture.focus()
    page.keyboard.press("ArrowRight")
    assert picture.get_attribute("viewBox") != before
    with page.expect_download() as download:
        page.locator("#png").click()
    assert Path(download.value.path()).read_bytes().startswith(b"\x89PNG")
    assert page.trouble == []


def test_words_in_the_network_keep_their_size_on_a_phone(browser: Any, example_file: Path) -> None:
    with (
        running(application(Settings(example_file))) as address,
        opened(browser, address, viewport=PHONE, is_mobile=True, has_touch=True) as page,
    ):
        page.goto("/network?by=with")
        page.wait_for_function(
            "() => Number(document.getElementById('network').getAttribute('font-size')) > 30"
        )
        heights = page.evaluate(
            "() => [...document.querySelectorAll('#network text')].map(t => t.getBoundingClientRect().height)"
        )
        assert min(heights) > 12


def test_all_of_it_can_be_done_with_the_keyboard_alone(page: Any) -> None:
    page.goto("/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.type("Lawrof")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search?q=Lawrof")
    _tab_to(page, "Sergei Lawrow")
    page.keyboard.press("Enter")
    page.wait_for_url("**/person/sergei-lawrow")
    _tab_to(page, "Des Konflikts Kern")
    page.keyboard.press("Enter")
    page.wait_for_url("**/article/**")
    _tab_to(page, "About quotation 1")
    assert "Sergei Lawrow" in page.locator("#popover").inner_text()
    page.keyboard.press("Escape")
    assert page.locator("#popover").is_hidden()
    page.keyboard.press("Enter")
    assert page.locator("#popover").is_visible()


def test_the_editor_lets_the_keyboard_in_and_out(page: Any) -> None:
    page.goto("/sparql")
    page.locator("#question").focus()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getAttribute('aria-label')") == "Query"
    page.keyboard.press("Control+Enter")
    page.locator("#answer td").first.wait_for()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.id") == "run"
    page.keyboard.press("Enter")  # asks again: the answer may come before or after the way to the graph
    _tab_to(page, "Graph")
    page.keyboard.press("Enter")
    page.locator("#answer").locator("svg, p").first.wait_for()
    assert page.trouble == []


def test_a_late_answer_keeps_the_view_and_an_earlier_one_does_not_replace_it(page: Any) -> None:
    held: list[Any] = []
    page.goto("/sparql?query=SELECT+(1+AS+?one)+%7B%7D")
    page.locator("#answer td").first.wait_for()
    page.route(
        "**/sparql", lambda route: held.append(route) if route.request.method == "POST" else route.continue_()
    )
    page.locator("#run").click()
    _until(page, lambda: len(held) == 1)
    page.locator("[data-view=graph]").click()
    page.evaluate("document.querySelector('.CodeMirror').CodeMirror.setValue('SELECT (2 AS ?two) {}')")
    page.locator("#run").click()
    _until(page, lambda: len(held) == 2)
    for route in reversed(held):
        route.continue_()
    page.locator("[data-view=graph][aria-pressed=true]").wait_for()
    page.locator("#answer").locator("svg, p").first.wait_for()
    page.locator("[data-view=table]").click()
    page.locator("#answer th").first.wait_for()
    assert page.locator("#answer th").all_inner_texts() == ["two"]


def _until(page: Any, holds: Callable[[], bool]) -> None:
    """Let the browser go on until something holds."""
    for _ in range(1500):
        if holds():
            return
        page.wait_for_timeout(20)
    raise AssertionError("the browser does not ask")


def _tab_to(page: Any, name: str) -> None:
    """Press Tab until what is called so has the focus."""
    for _ in range(80):
        page.keyboard.press("Tab")
        if name in page.evaluate(
            "(e => `${e.getAttribute('aria-label') ?? ''} ${e.innerText ?? ''}`)(document.activeElement)"
        ):
            return
    raise AssertionError(f"the keyboard does not reach {name!r}")


def test_no_script_of_an_article_runs(browser: Any, tmp_path: Path) -> None:
    article = SourceArticle(
        title=f"{SCRIPT}: {SCRIPT}", lede=SCRIPT, caption=SCRIPT, authors=("Anna Berg",), tags=(SCRIPT,),
        body=(f"Kiel taz | „{SCRIPT} ist gut“, sagte Anna Berg.", f"„{SCRIPT}“, sagte Jan {SCRIPT} Claussen."),
    )  # fmt: skip
    (tmp_path / "a.txt").write_bytes(render(article, "piped"))
    graph = tmp_path / "g.nq"
    build(tmp_path / "a.txt").save(graph)
    everything = "/sparql?query=SELECT+*+%7B+?s+?p+?o+FILTER(isLiteral(?o))+%7D"
    with running(application(Settings(graph))) as address, opened(browser, address) as page:
        page.goto("/articles")
        found = page.locator(".items a").first.get_attribute("href")
        for path in (
            "/",
            "/articles",
            found,
            "/topics",
            "/people",
            "/search?q=script",
            "/network?by=with",
            everything,
        ):
            page.goto(path)
            if path == everything:
                page.locator("#answer td").first.wait_for()
                page.locator("[data-view=graph]").click()
            assert page.title().endswith("kg")
            assert page.locator("main script:not([type='application/json']), main img").count() == 0
        page.goto(found)
        assert SCRIPT in page.get_by_role("heading", level=1).inner_text()
        assert page.trouble == []
