"""The real article: everything that a careful reader takes from it."""

import json
from pathlib import Path

import pytest

from kg.graph import build
from kg.model import Document, EntityKind, QuotationKind
from tests.conftest import SEED

EXPECTED = json.loads((Path(__file__).parent / "seed.expected.json").read_text("utf-8"))
GOLDEN = Path(__file__).parent / "seed.ttl"


@pytest.mark.parametrize("field", ["kicker", "headline", "lede", "caption"])
def test_head(seed: Document, field: str) -> None:
    assert getattr(seed.article, field) == EXPECTED[field]


def test_facts(seed: Document) -> None:
    article = seed.article
    assert article.dateline is not None
    assert (article.dateline.places, article.dateline.agencies) == (("Moskau",), ("taz",))
    assert str(article.published) == EXPECTED["date"]
    assert list(article.authors) == EXPECTED["authors"]
    assert list(article.keywords) == EXPECTED["tags"]
    assert [related.label for related in article.related] == EXPECTED["labels_of_related_articles"]


def test_paragraphs(seed: Document) -> None:
    paragraphs = seed.article.paragraphs
    assert len(paragraphs) == EXPECTED["paragraphs"]
    for paragraph, words in zip(paragraphs, EXPECTED["first_words_of_paragraphs"], strict=True):
        assert paragraph.startswith(words)


def test_links(seed: Document) -> None:
    found = [(k.number, k.span.of(seed.article.text), k.target) for k in seed.article.links]
    assert found == [(k["number"], k["anchor"], k["target"]) for k in EXPECTED["links"]]


def test_related(seed: Document) -> None:
    targets = {link.number: link.target for link in seed.article.links}
    for related, expected in zip(seed.article.related, EXPECTED["related"], strict=True):
        assert (related.kicker, related.headline) == (expected["kicker"], expected["headline"])
        assert related.teaser.startswith(expected["teaser_begins"])
        assert related.title_cut == expected.get("headline_truncated", False)
        assert related.teaser_cut == expected.get("teaser_truncated", False)
        assert related.target == targets.get(expected.get("same_as_link", 0))


def test_direct_quotations(seed: Document) -> None:
    text = seed.article.text
    found = []
    for quotation in seed.quotations:
        if quotation.kind is not QuotationKind.DIRECT:
            continue
        assert quotation.source is not None
        assert quotation.speaker is not None
        found.append(
            {
                "text": quotation.span.of(text),
                "speaker_words": quotation.speaker.of(text),
                "speaker": seed.chains[quotation.source].name,
                "cue": " ".join(span.of(text) for span in quotation.cue),
                **({"addressee": quotation.addressee.of(text)} if quotation.addressee else {}),
            }
        )
    assert found == EXPECTED["direct_quotations"]


@pytest.mark.parametrize("expected", EXPECTED["indirect_quotations"], ids=lambda e: e["text"][:30])
def test_indirect_quotations(seed: Document, expected: dict[str, str | None]) -> None:
    text = seed.article.text
    (found,) = [q for q in seed.quotations if q.span.of(text).rstrip(".") == expected["text"]]
    assert found.kind is not QuotationKind.DIRECT
    assert found.source is not None
    speaker = seed.chains[found.source].name
    assert speaker.removeprefix("Das ").replace("russische ", "russisches ") == expected["speaker"]
    assert not found.cue if expected["cue"] is None else expected["cue"] in [c.of(text) for c in found.cue]


def test_words_in_marks_that_nobody_said(seed: Document) -> None:
    (words,) = EXPECTED["words_in_quotation_marks_that_nobody_is_quoted_with_here"]
    assert words in seed.article.text
    assert not any(words in quotation.span.of(seed.article.text) for quotation in seed.quotations)


def test_people_named_in_full(seed: Document) -> None:
    names = {chain.name for chain in seed.chains if chain.kind is EntityKind.PERSON}
    assert {"Sergei Lawrow", "Jens Stoltenberg", "Antony Blinken", "Dmitri Medwedew"} <= names


def test_golden_turtle(tmp_path: Path, request: pytest.FixtureRequest) -> None:
    made = tmp_path / "seed.ttl"
    build(SEED).save(made)
    if request.config.getoption("--accept"):
        GOLDEN.write_bytes(made.read_bytes())
    assert made.read_text("utf-8") == GOLDEN.read_text("utf-8")
