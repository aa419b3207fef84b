"""The interface speaks German and English, and each page says which."""

import re
import tomllib
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from kg.serve.language import preferred

SERVE = Path(__file__).parents[3] / "kg" / "serve"
SAID = re.compile(r"""\bt\(\s*"([^"]+)\"""")


@pytest.mark.parametrize(
    ("header", "language"),
    [("de-DE,de;q=0.9,en;q=0.8", "de"), ("en-GB,en;q=0.9,de;q=0.5", "en"), ("fr, de;q=0.1", "de"), ("", "en"),
     ("de;q=0", "en"), ("de;q=nonsense", "en"), ("tlh", "en"), (",;=,", "en")],
)  # fmt: skip
def test_the_browser_says_what_its_reader_prefers(header: str, language: str) -> None:
    assert preferred(header) == language


def test_a_choice_is_kept(room: TestClient) -> None:
    english = {"Accept-Language": "en"}
    assert '<html lang="en">' in room.get("/", headers=english).text
    assert '<html lang="de">' in room.get("/?lang=de", headers=english).text
    assert '<html lang="de">' in room.get("/nothing", headers=english).text
    room.cookies.clear()
    assert '<html lang="en">' in room.get("/", headers=english).text


def test_what_is_no_language_changes_nothing(room: TestClient) -> None:
    answer = room.get("/?lang=%22%3E%3Cscript%3E", headers={"Accept-Language": "de"})
    assert '<html lang="de">' in answer.text
    assert "set-cookie" not in answer.headers
    assert "<script>" not in answer.text


def test_every_sentence_has_its_german() -> None:
    german = tomllib.loads((SERVE / "words" / "de.toml").read_text("utf-8"))
    said = {
        sentence
        for page in (SERVE / "templates").rglob("*.html")
        for sentence in SAID.findall(page.read_text("utf-8"))
    }
    assert len(said) > 5
    assert said <= german.keys()
    for sentence, translated in german.items():
        assert sorted(re.findall(r"\{\w+\}", sentence)) == sorted(re.findall(r"\{\w+\}", translated))
