"""WCAG 2.2 AA on every kind of page, light and dark, wide and on a phone, as axe-core sees it in a real browser."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest

from kg.graph import Graph
from kg.serve import Settings, application
from tests.support.browser import PHONE, chromium, needs_browser, opened
from tests.support.cli import ROOT
from tests.support.endpoint import running

pytestmark = needs_browser()
WEB = ROOT / "web"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
ARTICLE = "/data/article/2022-01-27/gespraeche-im-ukrainekonflikt-des-konflikts-kern"
INTERVIEW = "/data/article/2024-03-20/gutachterin-ueber-marode-bruecken-beton-verzeiht-keine-jahrzehn"
TABLE = "SELECT ?article ?day ?words { ?q schema:isPartOf ?article ; schema:text ?words . ?article schema:datePublished ?day } LIMIT 5"
DRAWN = "CONSTRUCT { ?q schema:spokenByCharacter ?who } { ?q schema:spokenByCharacter ?who } LIMIT 30"
PAGES = {
    "start": "/", "articles": "/articles", "article": ARTICLE, "interview": INTERVIEW, "people": "/people",
    "person": "/data/person/sergei-lawrow", "organisation": "/data/organization/nato", "place": "/data/place/russland",
    "topic": "/data/topic/nato", "found": "/search?q=Lawrof", "nothing found": "/search?q=xqzzy", "network": "/network",
    "network of those in one article": "/network?by=with", "any node": "/resource?iri=https://w3id.org/kg-news/data/dataset",
    "refused": "/articles?page=0", "SPARQL": "/sparql", "table": f"/sparql?{urlencode({'query': TABLE})}",
    "graph": f"/sparql?{urlencode({'query': DRAWN})}",
}  # fmt: skip


@pytest.fixture(scope="module")
def axe(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The script of axe-core (MPL-2.0), at the version that web/package-lock.json names."""
    installed = WEB / "node_modules" / "axe-core" / "axe.min.js"
    if not installed.exists():
        npm = shutil.which("npm")
        if npm is None:
            pytest.skip("npm is not installed, which brings axe-core")
        work = tmp_path_factory.mktemp("web")
        for name in ("package.json", "package-lock.json"):
            shutil.copy(WEB / name, work)
        install = [npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--fetch-retries=0"]
        try:
            subprocess.run(install, cwd=work, capture_output=True, timeout=60, check=True, env={**os.environ})
        except (subprocess.CalledProcessError, subprocess.TimeoutExpired):
            pytest.skip("the npm registry cannot be reached, which brings axe-core")
        installed = work / "node_modules" / "axe-core" / "axe.min.js"
    return installed.read_text("utf-8")


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with chromium() as found:
        yield found


@pytest.fixture(scope="module")
def address(examples: Graph, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    path: Path = tmp_path_factory.mktemp("serve") / "examples.nq"
    examples.save(path)
    with running(application(Settings(path))) as found:
        yield found


@pytest.fixture(scope="module", params=["light", "dark phone"])
def page(request: pytest.FixtureRequest, browser: Any, address: str) -> Iterator[Any]:
    options: dict[str, Any] = {"color_scheme": "dark" if "dark" in request.param else "light"}
    if "phone" in request.param:
        options.update(viewport=PHONE, is_mobile=True, has_touch=True, locale="de-DE")
    with opened(
        browser, address, bypass_csp=True, **options
    ) as found:  # for axe alone, which is no script of ours
        yield found


def violations(page: Any, axe: str) -> list[str]:
    """What breaks a rule: its name, and the element."""
    page.evaluate(axe)
    found = page.evaluate("rules => axe.run(document, { runOnly: rules })", RULES)
    return [f"{v['id']}: {node['html'][:200]}" for v in found["violations"] for node in v["nodes"]]


@pytest.mark.parametrize("kind", PAGES)
def test_every_kind_of_page_keeps_the_rules_and_fits_the_screen(page: Any, axe: str, kind: str) -> None:
    page.goto(PAGES[kind])
    if kind in ("table", "graph"):
        page.locator("#answer td").first.wait_for()
        page.locator(f"[data-view={kind}]").click()
        page.locator("#answer table" if kind == "table" else "#answer svg").wait_for()
    assert violations(page, axe) == []
    wide = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    assert page.evaluate(wide) == 0, "the page is wider than the screen"


def test_the_window_beside_a_quotation_and_the_completion_keep_the_rules(page: Any, axe: str) -> None:
    page.goto(ARTICLE)
    page.locator(".note").first.focus()
    assert page.locator("#popover").is_visible()
    assert violations(page, axe) == []
    page.goto("/sparql")
    page.evaluate("() => document.querySelector('.CodeMirror').CodeMirror.focus()")
    page.keyboard.press("Control+End")
    page.keyboard.type(" schema:")
    page.keyboard.press("Control+Space")
    page.locator(".CodeMirror-hints").wait_for()
    left = [said for said in violations(page, axe) if not said.startswith("scrollable-region-focusable")]
    assert left == [], "the list itself is moved through by the arrow keys, from the editor"
