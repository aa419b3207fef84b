"""A newcomer's path through the reading room, in a real browser: headless Chromium, where it is installed."""

import shutil
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import uvicorn

from kg.graph import Graph
from kg.serve import Settings, application, open_port

sync_api = pytest.importorskip("playwright.sync_api", reason="the browser test needs: pip install playwright")
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
pytestmark = [
    pytest.mark.slow,
    pytest.mark.usefixtures("loopback"),
    pytest.mark.skipif(CHROMIUM is None, reason="no chromium is installed: apt-get install chromium"),
]


@pytest.fixture
def address(examples: Graph, tmp_path: Path) -> Iterator[str]:
    examples.save(tmp_path / "g.nq")
    port = open_port("127.0.0.1", 0)
    server = uvicorn.Server(uvicorn.Config(application(Settings(tmp_path / "g.nq")), log_level="error"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [port]})
    thread.start()
    while not server.started:
        time.sleep(0.02)
    yield f"http://127.0.0.1:{port.getsockname()[1]}"
    server.should_exit = True
    thread.join()


@pytest.fixture
def page(address: str) -> Iterator[Any]:
    with sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        opened = browser.new_page(base_url=address, locale="en-GB")
        opened.trouble = []
        opened.on("console", lambda message: opened.trouble.append(message.text))
        opened.on("pageerror", lambda error: opened.trouble.append(str(error)))
        yield opened
        browser.close()


def test_a_newcomer_searches_reads_and_follows_a_speaker(page: Any) -> None:
    page.goto("/")
    page.get_by_role("searchbox").fill("Lawrof")
    page.get_by_role("searchbox").press("Enter")
    page.get_by_role("link", name="Sergei Lawrow").first.click()
    assert page.get_by_role("heading", level=1).inner_text() == "Sergei Lawrow"
    page.get_by_role("link", name="Des Konflikts Kern").first.click()
    marked = page.evaluate(
        """() => [...document.querySelectorAll('mark.q')].map((mark) => {
             const block = mark.closest('[data-start]'), range = document.createRange();
             range.setStart(block, 0); range.setEnd(mark, 0);
             return [Number(block.dataset.start) + range.toString().length, mark.textContent]; })"""
    )
    text = page.evaluate(
        "() => Object.fromEntries([...document.querySelectorAll('.card')].map((c) => [c.id, c.innerText]))"
    )
    spans = page.evaluate("() => [...document.querySelectorAll('.anchor')].map((a) => a.id)")
    assert len(marked) >= len(spans) == len(text) > 5
    starts = {start for start, _ in marked}
    assert {int(span.split("=")[1].split(",")[0]) for span in spans} <= starts
    page.locator("mark.q").first.hover()
    assert "Sergei Lawrow" in page.locator("#popover").inner_text()
    page.keyboard.press("Escape")
    assert page.locator("#popover").is_hidden()
    page.locator(".legend a").first.click()
    assert "/data/person/" in page.url
    with page.expect_download() as download:
        page.get_by_role("link", name="Turtle").click()
    assert "schema:Person" in Path(download.value.path()).read_text("utf-8")
    assert page.trouble == []


def test_the_network_moves_and_is_saved_as_a_picture(page: Any) -> None:
    page.goto("/network?by=with")
    before = page.locator("#network").get_attribute("viewBox")
    page.get_by_role("button", name="Nearer").click()
    assert page.locator("#network").get_attribute("viewBox") != before
    with page.expect_download() as download:
        page.locator("#png").click()
    assert Path(download.value.path()).read_bytes().startswith(b"\x89PNG")
    assert page.trouble == []
