"""Walks through the SPARQL page in Chromium and prints what is there; a process of its own, since Playwright opens sockets."""

import sys
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import ConsoleMessage, Page, Request, sync_playwright

EDITOR = "document.querySelector('.CodeMirror').CodeMirror"


def say(name: str, value: object) -> None:
    print(name, " ".join(str(value).split("\n")), sep="\t")


def read_answer(page: Page) -> None:
    page.wait_for_selector("#answer td")
    say("status", page.inner_text("#status"))
    say("cells", "|".join(page.locator("#answer td").all_inner_texts()))
    page.click("[data-view=graph]")
    say("nodes", page.locator("svg.graph circle").count())
    with page.expect_download() as saved:
        page.click("[data-save=rows]")
    say("saved", Path(saved.value.path()).read_text("utf-8"))
    say("title", page.title())


def choose(page: Page) -> None:
    say("questions", page.locator("#question option").count())
    page.select_option("#question", index=17)
    say("chosen", page.evaluate(f"{EDITOR}.getValue()"))


def complete(page: Page) -> None:
    page.evaluate(f"{EDITOR}.setValue('SELECT * {{ ?q a schema:')")
    page.evaluate(f"{EDITOR}.focus(), {EDITOR}.setCursor(0, 99)")
    page.keyboard.press("Control+Space")
    page.wait_for_selector(".CodeMirror-hint")
    say("hints", " ".join(page.locator(".CodeMirror-hint").all_inner_texts()))
    page.keyboard.press("Escape")


def ask_wrongly(page: Page) -> None:
    page.click("#run")
    page.locator("#status", has_text="SPARQL 1.1").wait_for()
    say("wrong", page.inner_text("#status"))


def main(chromium: str, address: str, *pictures: str) -> None:
    host = urlsplit(address).netloc
    others: list[str] = []
    complaints: list[str] = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        page = browser.new_page()

        def on_request(request: Request) -> None:
            if urlsplit(request.url).netloc not in (host, ""):
                others.append(request.url)

        def on_console(said: ConsoleMessage) -> None:
            if said.type in ("error", "warning"):
                complaints.append(said.text)

        page.on("request", on_request)
        page.on("console", on_console)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.goto(address)
        read_answer(page)
        choose(page)
        complete(page)
        for picture in pictures:
            page.screenshot(path=picture, full_page=True)
        say("complaints", " ".join(complaints))
        ask_wrongly(page)
        browser.close()
    say("others", " ".join(others))


if __name__ == "__main__":
    main(*sys.argv[1:])
