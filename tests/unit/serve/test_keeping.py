"""The catalogue of a database folder is made once, and never used for another database or by another program."""

import sqlite3
from pathlib import Path

import pyoxigraph
import pytest
from starlette.testclient import TestClient

from kg.serve import Settings, application
from kg.serve.data.keeping import NAME
from tests.support.endpoint import database

HEADLINE = '<https://e.org/article/a> <https://schema.org/headline> "{}" <https://e.org/article/a#graph> .\n'
ARTICLE = (
    "<https://e.org/article/a> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <https://schema.org/NewsArticle>"
    " <https://e.org/article/a#graph> .\n"
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return database(tmp_path / "db", ARTICLE + HEADLINE.format("Am Hafen"))


def articles(folder: Path) -> str:
    with TestClient(application(Settings(folder)), base_url="http://localhost") as room:
        return room.get("/articles").text


def change(folder: Path, sql: str) -> None:
    with sqlite3.connect(folder / NAME) as kept:
        kept.execute(sql)
    kept.close()


def test_the_second_start_takes_what_the_first_made(folder: Path) -> None:
    assert "Am Hafen" in articles(folder)
    change(folder, "UPDATE article SET headline = 'Vom ersten Mal'")
    assert "Vom ersten Mal" in articles(folder)
    assert pyoxigraph.Store.read_only(str(folder)) is not None


@pytest.mark.parametrize(
    "sql", ["DROP TABLE made_of", "UPDATE made_of SET stamp = stamp || 'x'", "DELETE FROM made_of"]
)
def test_of_another_program_it_is_made_anew(folder: Path, sql: str) -> None:
    articles(folder)
    change(folder, "UPDATE article SET headline = 'Vom ersten Mal'")
    change(folder, sql)
    assert "Am Hafen" in articles(folder)


def test_a_damaged_one_is_made_anew(folder: Path) -> None:
    articles(folder)
    (folder / NAME).write_bytes(b"no catalogue" * 1000)
    assert "Am Hafen" in articles(folder)


def test_loading_anew_leaves_none_of_it(folder: Path) -> None:
    articles(folder)
    database(folder, ARTICLE + HEADLINE.format("Im Rathaus"))
    assert not (folder / NAME).exists()
    page = articles(folder)
    assert "Im Rathaus" in page
    assert "Am Hafen" not in page
    assert not list(folder.glob("*.new"))
