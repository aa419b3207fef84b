"""A real browser for tests of pages: headless Chromium, where it is installed."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import urlsplit

import pytest

CHROMIUM = next(
    (found for name in ("chromium", "chromium-browser", "google-chrome") if (found := shutil.which(name))),
    None,
)
PHONE = {"width": 390, "height": 844}


def needs_browser() -> list[pytest.MarkDecorator]:
    """Marks of a module whose tests open pages; skips it, with a word why, where that is not possible."""
    pytest.importorskip("playwright.sync_api", reason="the browser test needs: pip install playwright")
    return [
        pytest.mark.slow,
        pytest.mark.usefixtures("loopback"),
        pytest.mark.skipif(CHROMIUM is None, reason="no chromium is installed: apt-get install chromium"),
    ]


@contextmanager
def chromium() -> Iterator[Any]:
    """A browser, for as long as it is needed."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


@contextmanager
def opened(browser: Any, address: str, **options: Any) -> Iterator[Any]:
    """A page of a server; ``trouble`` lists what the browser complained of, and what was asked of other hosts."""
    context = browser.new_context(base_url=address, **{"locale": "en-GB", **options})
    page = context.new_page()
    page.trouble = []
    page.on(
        "console", lambda said: page.trouble.append(said.text) if said.type in ("error", "warning") else None
    )
    page.on("pageerror", lambda error: page.trouble.append(str(error)))
    page.on("dialog", lambda dialog: (page.trouble.append(f"a dialog: {dialog.message}"), dialog.dismiss()))
    page.on("request", lambda request: page.trouble.extend(_elsewhere(request.url, address)))
    yield page
    context.close()


def _elsewhere(url: str, address: str) -> list[str]:
    host = urlsplit(url).netloc
    return [] if host in ("", urlsplit(address).netloc) else [f"asked {url}"]
