"""Articles in JSON: named fields, plain text, or a file of another format within an object."""

import datetime
import json
import unicodedata
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.model import BODY, Article, BlockKind
from kg.rdf.iris import Minter
from kg.rdf.mapping import article_node
from kg.rdf.vocab import DEFAULT_BASE
from kg.readers import READERS, json_article, read
from kg.readers.taz.titles import article_id
from kg.report import Problem
from kg.testing import SourceArticle, check_reader, render
from tests.articles import content, read_all
from tests.support.shards import fields, raw
from tests.support.strategies import articles

HEADLINE = {"headline": "Titel", "publisher": "Blatt", "published": "2024-03-01"}


def one(item: dict[str, Any]) -> tuple[Article, list[str]]:
    """Read an object that is an article; return it and the codes of its problems."""
    found, problems = read_all(json.dumps(item), name="a.jsonl:1")
    (article,) = found
    return article, [problem.code for problem in problems]


def refused(item: object) -> Problem:
    found, problems = read_all(item if isinstance(item, str) else json.dumps(item), name="a.jsonl:1")
    assert found == []
    return problems[0]


def test_named_fields_are_an_article() -> None:
    article, problems = one(
        fields(7)
        | {
            "kicker": "Am Meer",
            "lede": "Nun wird\ngebaut.",
            "caption": "Der Deich",
            "publisher": "Küstenblatt",
            "satire": True,
        }
    )
    assert problems == []
    assert (article.kicker, article.headline) == ("Am Meer", "Streit um den Deich, Folge 7")
    assert (article.lede, article.caption) == ("Nun wird gebaut.", "Der Deich")
    assert article.paragraphs == ("„Das Wasser steigt“, sagte Anna Berg.", "Der Rat berät am Montag.")
    assert (article.published, article.authors) == (datetime.date(2024, 3, 1), ("Eva Muster",))
    assert (article.keywords, article.publisher, article.id) == (("Kiel",), "Küstenblatt", "7")
    assert (article.url, article.satire, article.language) == ("https://www.example.org/7", True, "de")
    assert (article.name, article.path, article.format) == ("a.jsonl:1", "a.jsonl:1", "json/fields")
    assert article.text == "\n\n".join(block.span.of(article.text) for block in article.blocks)


def as_fields(article: Article) -> dict[str, Any]:
    """Write an article of another reader in named fields."""
    body = [
        {"kind": block.kind.value, "text": block.span.of(article.text)} for block in article.blocks if block.kind in BODY
    ]  # fmt: skip
    return {
        "kicker": article.kicker, "headline": article.headline, "lede": article.lede, "caption": article.caption,
        "published": article.published and article.published.isoformat(), "authors": article.authors,
        "keywords": article.keywords, "publisher": article.publisher, "body": body, "satire": article.satire,
    }  # fmt: skip


@given(articles())
def test_fields_give_the_same_text_and_blocks_as_the_edition(source: SourceArticle) -> None:
    (edition,), _ = read_all(render(source, "piped"))
    article, _ = one(as_fields(edition))
    assert article.text == edition.text
    assert [(b.kind, b.span) for b in article.blocks] == [(b.kind, b.span) for b in edition.blocks]
    same = (
        "kicker",
        "headline",
        "lede",
        "caption",
        "published",
        "authors",
        "keywords",
        "publisher",
        "satire",
    )
    assert [getattr(article, name) for name in same] == [getattr(edition, name) for name in same]
    minter = Minter(DEFAULT_BASE)
    assert article_node(article, minter) == article_node(edition, minter)


def test_a_file_within_an_object_is_read_as_that_file() -> None:
    item = raw(3) | {"name": "Slug/!5900003.txt", "url": "https://taz.de/!5900003"}
    (edition,), _ = read_all(str(item["content"]), name="Slug/!5900003.txt")
    article, _ = one(item)
    assert content(article) | {"url": None} == content(edition)
    assert (article.name, article.id, article.url) == ("a.jsonl:1", "5900003", "https://taz.de/!5900003")
    assert article_id("Slug/!5900003.txt") == "5900003"


@pytest.mark.parametrize(
    ("body", "kinds"),
    [
        ("Eins.\n\nZwei\nDrei.", ["Eins.", "Zwei Drei."]),
        ("Eins.\nZwei.", ["Eins.", "Zwei."]),
        (["Eins.", {"text": "Zwei."}, " "], ["Eins.", "Zwei."]),
        ("Eins.\r\n \r\nZwei.", ["Eins.", "Zwei."]),
    ],
)
def test_a_body_is_a_list_or_a_text(body: object, kinds: list[str]) -> None:
    article, _ = one(HEADLINE | {"body": body})
    assert list(article.paragraphs) == kinds


def test_headings_turns_and_verses() -> None:
    parts = [
        {"kind": "heading", "text": "Teil eins"},
        {"kind": "question", "text": "Warum?", "speaker": "taz"},
        {"kind": "answer", "text": "Darum.", "speaker": "Eva Muster"},
        {"kind": "verse", "text": "Am Meer"},
        {"kind": "verse", "text": "steigt es sehr"},
    ]
    article, _ = one(HEADLINE | {"body": parts})
    assert [block.kind for block in article.body] == [BlockKind(part["kind"]) for part in parts]
    assert article.text.endswith("Am Meer\nsteigt es sehr")
    assert [(t.speaker, t.question, t.span.of(article.text)) for t in article.turns] == [
        ("taz", True, "Warum?"), ("Eva Muster", False, "Darum."),
    ]  # fmt: skip


def test_a_plain_text_begins_with_its_headline_unless_one_is_given() -> None:
    article, problems = one({"text": "Titel\n\nEin Satz.\nNoch einer.", "url": "https://example.org/x"})
    assert (article.headline, article.paragraphs) == ("Titel", ("Ein Satz. Noch einer.",))
    assert (article.publisher, article.format, problems) == ("example.org", "json/text", ["no-date"])
    article, _ = one(HEADLINE | {"text": "Ein Satz.\n\nNoch einer."})
    assert (article.headline, article.paragraphs) == ("Titel", ("Ein Satz.", "Noch einer."))


@pytest.mark.parametrize(
    ("url", "publisher"),
    [
        ("https://www.example.org/a", "example.org"),
        ("http://News.Example.ORG:80/a", "news.example.org"),
        ("https://taz.de/!5900001", "taz"),
        ("https://user:pw@example.org./a", "example.org"),
    ],
)
def test_the_address_tells_the_publisher(url: str, publisher: str) -> None:
    article, _ = one({"headline": "T", "body": "B", "url": url})
    assert article.publisher == publisher


def test_the_number_of_an_article_is_in_its_publishers_address_only() -> None:
    here, _ = one({"headline": "T", "body": "B", "url": "https://taz.de/!5900001"})
    there, _ = one({"headline": "T", "body": "B", "url": "https://example.org/!5900001"})
    assert (here.id, there.id) == ("5900001", None)


def test_two_papers_may_print_one_headline_on_one_day() -> None:
    minter = Minter(DEFAULT_BASE)
    nodes = {
        article_node(
            one({"headline": "T", "body": "B", "published": "2024-01-01", "publisher": name})[0], minter
        )
        for name in ("taz", "Blatt", "Anzeiger")
    }
    assert nodes == {f"<{DEFAULT_BASE}article/{house}2024-01-01/t>" for house in ("", "blatt/", "anzeiger/")}


@pytest.mark.parametrize(
    ("item", "code"),
    [
        ('{"headline": 3}', "bad-line"),
        ('{"headline": "T", "body": "B"', "bad-line"),
        ('{"headline": "\\ud800"}', "bad-line"),
        ("{" + '"a": [' * 5000, "bad-line"),
        ({}, "not-an-article"),
        ({"body": "B", "publisher": "P"}, "not-an-article"),
        ({"headline": " \u200b", "body": "B", "publisher": "P"}, "not-an-article"),
        ({"headline": "T", "publisher": "P"}, "no-text"),
        ({"headline": "T", "publisher": "P", "body": ["\u00ad", {"text": ""}]}, "no-text"),
        ({"headline": "T", "body": "B"}, "no-publisher"),
        ({"headline": "T", "body": "B", "url": "kein Ort"}, "no-publisher"),
        ({"headline": "T", "body": "B", "url": "https://[::1"}, "no-publisher"),
        ({"headline": "T", "body": "B", "publisher": "P", "language": "en"}, "language"),
        ({"headline": "T", "body": "B", "publisher": "P", "language": "de; DROP"}, "language"),
        ({"headline": "T", "body": "B", "text": "B", "publisher": "P"}, "bad-line"),
        ({"headline": "T", "body": [{"text": "B", "kind": "poem"}]}, "bad-line"),
        ({"content": ""}, "empty"),
        ({"content": "Irgendein Text."}, "unknown-format"),
        ({"content": "# taz.de -- A: B\n"}, "no-text"),
    ],
)  # fmt: skip
def test_what_is_no_article(item: object, code: str) -> None:
    problem = refused(item)
    assert (problem.code, problem.path) == (code, "a.jsonl:1")


@pytest.mark.parametrize("published", ["2024-13-01", "gestern", "1.3.2024", "2024-03-011"])
def test_a_date_that_is_none_is_reported_and_the_article_kept(published: str) -> None:
    article, problems = one(HEADLINE | {"body": "B", "published": published})
    assert (article.published, problems) == (None, ["no-date"])


@pytest.mark.parametrize("published", ["2024-03-01", "2024-03-01T23:59:59+01:00", " 2024-03-01 10:00"])
def test_days_and_times(published: str) -> None:
    assert one(HEADLINE | {"body": "B", "published": published})[0].published == datetime.date(2024, 3, 1)


def test_json_ld_is_left_to_whoever_knows_it() -> None:
    assert refused({"@context": "https://schema.org", "headline": "T"}).code == "unknown-format"


def test_hostile_words_are_cleaned_and_counted() -> None:
    words = "a\x1b[31mb\u202ec\x00\ud7ff"
    article, problems = one(
        HEADLINE | {"body": words, "authors": [words], "keywords": words, "publisher": words, "kicker": words}
    )
    assert problems == ["control-characters"]
    assert not any(c in repr(article) for c in ("\x1b", "\u202e", "\x00"))
    assert article.paragraphs == ("a[31mbc\ud7ff",)


@given(
    st.dictionaries(
        st.sampled_from([*HEADLINE, "body", "kicker", "lede", "authors", "url"]), st.text(max_size=40)
    )
)
def test_any_fields_give_composed_text_or_a_problem(item: dict[str, str]) -> None:
    data = json.dumps(HEADLINE | {"body": "x"} | item).encode()
    check_reader(json_article, [data])
    for found in read(data, name="n", path="p"):
        if isinstance(found, Article):
            assert unicodedata.is_normalized("NFC", found.text)
            assert all(author == author.strip() for author in found.authors)


def test_an_object_is_asked_before_what_it_holds() -> None:
    assert list(READERS).index("json") < list(READERS).index("taz")
    assert one(raw(1))[0].format == "taz/piped"
