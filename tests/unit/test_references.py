"""References between articles: by number, by slug, by title, cut titles by prefix; stubs give way to the real one."""

import datetime
from dataclasses import replace
from pathlib import Path

import pytest

from kg.graph import Graph, build
from kg.rdf.vocab import term
from kg.testing import SourceArticle, SourceRelated, cut, render

REFERRING = SourceArticle(
    title="Sturm: Der Tag danach", lede="Vorspann.", body=("Am Deich war es [1][schon früher nass].",),
    links=("/Flut-an-der-Kueste/!5900001",), tags=("Kiel",),
    related=(SourceRelated(title="Flut an der Küste: Der Norden pumpt", teaser="Pumpen laufen.", label="Flut"),),
)  # fmt: skip
REAL = SourceArticle(
    title="Flut an der Küste: Der Norden pumpt", lede="Vorspann.", body=("Es pumpt.",), tags=("Flut",)
)


def graph(folder: Path, **sources: SourceArticle) -> Graph:
    for name, source in sources.items():
        (folder / f"{name}.txt").write_bytes(render(source, "menu"))
    return build(folder)


def objects(made: Graph, predicate: str) -> set[str]:
    return {o for g in made.graphs for _, p, o in g.triples if p == term(predicate)}


def of_class(made: Graph, name: str) -> set[str]:
    return {s for g in made.graphs for s, p, o in g.triples if (p, o) == (term("rdf:type"), term(name))}


def test_link_and_related_article_are_one_stub_by_slug_and_number(tmp_path: Path) -> None:
    made = graph(tmp_path, a=REFERRING)
    (stub,) = of_class(made, "kg:ArticleStub")
    assert stub.endswith("article/taz-5900001>")
    assert objects(made, "schema:citation") == objects(made, "schema:isRelatedTo") == {stub}
    words = {p: o for g in made.graphs for s, p, o in g.triples if s == stub}
    assert words[term("schema:headline")] == '"Der Norden pumpt"@de'
    assert words[term("schema:abstract")] == '"Pumpen laufen."@de'
    assert words[term("schema:url")] == "<https://taz.de/!5900001>"


def test_the_stub_gives_way_when_the_article_is_read(tmp_path: Path) -> None:
    made = graph(tmp_path, a=REFERRING, b=REAL)
    assert of_class(made, "kg:ArticleStub") == set()
    (real,) = objects(made, "schema:citation")
    assert real in of_class(made, "schema:NewsArticle")
    assert objects(made, "schema:isRelatedTo") == {real}


LONG = "Flut an der Küste: Der Norden pumpt und pumpt und pumpt für den alten Hafen"


def related_to(title: str) -> SourceArticle:
    return SourceArticle(
        title="Sturm: Der Tag danach", lede="Vorspann.", body=("Text.",), tags=("Kiel",),
        related=(SourceRelated(title=title, teaser="Pumpen.", label="Flut"),),
    )  # fmt: skip


@pytest.mark.parametrize(
    "title",
    [LONG, f"{LONG} und weiter so"],
    ids=["the article's is cut", "both are cut, at different places"],
)
def test_a_cut_title_finds_its_article_by_its_beginning(tmp_path: Path, title: str) -> None:
    assert cut(f"# taz.de -- {title}").endswith("…")
    assert cut(title).endswith("…") == (title != LONG)
    real = SourceArticle(title=title, lede="Vorspann.", body=("Es pumpt.",))
    made = graph(tmp_path, a=related_to(title), b=real)
    assert of_class(made, "kg:ArticleStub") == set()
    assert objects(made, "schema:isRelatedTo") <= of_class(made, "schema:NewsArticle")


def dated(source: SourceArticle, month: int) -> SourceArticle:
    return replace(source, published=datetime.date(2020, month, 1))


@pytest.mark.parametrize(
    "title", [REAL.title, LONG, f"{LONG} und weiter so"], ids=["whole", "cut", "both cut"]
)
def test_where_two_articles_have_the_title_nothing_is_guessed(tmp_path: Path, title: str) -> None:
    real = SourceArticle(title=title, lede="Vorspann.", body=("Es pumpt.",))
    made = graph(tmp_path, a=related_to(title), b=dated(real, 1), c=dated(real, 2))
    assert len(of_class(made, "schema:NewsArticle")) == 3
    assert len(of_class(made, "kg:ArticleStub")) == 1
    assert objects(made, "schema:isRelatedTo").isdisjoint(of_class(made, "schema:NewsArticle"))
