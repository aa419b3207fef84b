"""The annotated articles keep their own format, read as they were written, and hold what they are meant to hold."""

import re
from collections import defaultdict
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.resolving import gold
from benchmarks.resolving.measures import wikidata
from tests.articles import read_all

ARTICLES = {f"{part}/{article.name}": article for part in gold.PARTS for article in gold.articles(part)}
PATHS = sorted((gold.FOLDER / "articles").glob("*/*.txt"))
BODY = "licence: CC0-1.0\ndate: 2024-01-02\nP a: Anna Berg\n---\n# Ort: Titel\n"


def people(part: str) -> dict[str, set[str]]:
    """The names of people who have one, with the ids that bear them."""
    names: dict[str, set[str]] = defaultdict(set)
    for article in gold.articles(part):
        for entity in article.entities.values():
            if entity.kind == "person":
                names[entity.name].add(entity.id)
    return names


@pytest.mark.parametrize("path", PATHS, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_an_article_is_long_enough_free_and_of_marked_words(path: Path) -> None:
    article = gold.read(path)
    assert article.fields["licence"] == "CC0-1.0"
    assert 140 <= len(article.text.split()) <= 350
    assert not re.search(r"[][{}|]", article.text)
    spans = [(mention.start, mention.end) for mention in article.mentions]
    assert len(set(spans)) == len(spans)
    for start, end in (*spans, *(part for quotation in article.quotations for part in quotation.parts)):
        words = article.text[start:end]
        assert words
        assert words == words.strip()
    for quotation in article.quotations:
        assert quotation.parts == tuple(sorted(quotation.parts))


@pytest.mark.parametrize("name", sorted(ARTICLES))
def test_kg_reads_the_annotated_text(name: str) -> None:
    """Otherwise the offsets would mean other words."""
    article = ARTICLES[name]
    (read,), problems = read_all(article.source(), article.name)
    assert problems == []
    assert read.text == article.text
    assert read.published == article.published
    assert read.keywords == tuple(article.fields["tags"].split(", "))
    assert (read.dateline is not None) == ("dateline" in article.fields)


def test_an_id_is_one_person_or_thing_everywhere() -> None:
    meanings = defaultdict(set)
    for article in ARTICLES.values():
        for entity in article.entities.values():
            if not entity.id.startswith("_"):
                meanings[entity.id].add((entity.kind, entity.name))
    assert {identifier: some for identifier, some in meanings.items() if len(some) > 1} == {}
    assert {meaning[0] for some in meanings.values() for meaning in some} <= {
        "person",
        "organization",
        "place",
    }


def test_wikidata_items_are_told_once() -> None:
    items = [item for _, item in wikidata().values()]
    assert len(set(items)) == len(items)
    assert all(re.fullmatch(r"Q\d+", item) for item in items)


def test_the_parts_are_of_one_kind() -> None:
    for part in gold.PARTS:
        articles = gold.articles(part)
        assert len(articles) >= 24
        speakers = [quotation.speakers for article in articles for quotation in article.quotations]
        kinds = {
            article.entities[speaker].kind
            for article in articles
            for quotation in article.quotations
            for speaker in quotation.speakers
        }
        assert kinds == {"person", "unnamed", "group", "organization", "place"}
        assert sum(not some for some in speakers) >= 4
        assert any(len(some) > 1 for some in speakers)
        assert {mention.form for article in articles for mention in article.mentions} == set(
            gold.FORMS.values()
        )


def test_there_are_namesakes_and_people_who_come_back() -> None:
    for part in gold.PARTS:
        assert sum(len(ids) > 1 for ids in people(part).values()) >= 3
        seen = [identifier for article in gold.articles(part) for identifier in article.entities]
        back = {entity for ids in people(part).values() for entity in ids if seen.count(entity) > 1}
        assert len(back) >= 10


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ("[Anna Berg|b] kam.", "declared or used"),
        ("[Anna Berg|a kam.", "a mark that is none"),
        ("[Anna|a] und [Berg|a:x].", "no form"),
        ("[Anna|a] sagte {q1: „So.“}", "needs a speaker"),
        ("[Anna|a]: {q1 a: „So“} {q1 a: „und so“}", "needs a speaker"),
        ("[Anna|a] und [|a].", "closes"),
        ("[Anna|a] kam.}", "closes"),
        ("[Anna|a] {q1 a: „So“", "not closed"),
        ("[Die Russin|a:a] kam.", "cannot be adjective"),
        ("[Anna|a] ]", "a mark that is none"),
    ],
)
def test_a_slip_is_named_with_its_place(body: str, message: str) -> None:
    with pytest.raises(gold.GoldError, match=message) as caught:
        gold.parse(BODY + body, "x.txt")
    assert str(caught.value).startswith("x.txt")


@pytest.mark.parametrize("header", ["P a Anna", "P a: Anna\nP a: Anna", "date: heute", "P a: Anna"])
def test_a_header_that_makes_no_sense_is_refused(header: str) -> None:
    with pytest.raises(gold.GoldError):
        gold.parse(f"{header}\n---\n# Ort: Titel\n[Anna|a] kam.", "x.txt")


WORDS = st.text("abcäß „“‚‘.,:;!?-", min_size=1).map(lambda words: f"x{words}x")


@given(st.lists(st.tuples(st.sampled_from(["", "n", "p", "q", "i"]), WORDS), min_size=1, max_size=8))
def test_marks_leave_the_words_as_they_are(pieces: list[tuple[str, str]]) -> None:
    marked, plain = "[Anna|a]", "Anna"
    for number, (kind, words) in enumerate(pieces):
        plain += f" {words}"
        suffix = f":{kind}" if kind else ""
        marked += f" {{{kind}{number} a: {words}}}" if kind in ("q", "i") else f" [{words}|a{suffix}]"
    article = gold.parse(BODY + marked, "x.txt")
    assert article.text == f"Ort\n\nTitel\n\n{plain}"
    assert [article.text[m.start : m.end] for m in article.mentions] == [
        "Anna",
        *(words for kind, words in pieces if kind not in ("q", "i")),
    ]
    assert [article.text[start:end] for q in article.quotations for start, end in q.parts] == [
        words for kind, words in pieces if kind in ("q", "i")
    ]
