"""Records of web archives: the text edition as it was served, plain texts, and what is neither."""

import gzip
import sys
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.model import Article
from kg.readers import read, warc
from kg.report import Problem
from kg.testing import check_reader, generated, render
from tests.articles import content, read_all
from tests.support.shards import Archive

TEXT = "Der Deich\n\n„Es steigt“, sagte Anna Berg.\n\nMehr dazu.".encode()
TAZ = render(generated(7), "piped")


def one(data: bytes) -> Article:
    (article,), _ = read_all(data, name="a.warc@0")
    return article


def code(data: bytes) -> str:
    found, problems = read_all(data, name="a.warc@0")
    assert found == []
    assert problems[0].path == "a.warc@0"
    return problems[0].code


@pytest.mark.parametrize("kind", ["response", "resource", "conversion"])
def test_a_plain_text(kind: str) -> None:
    article = one(
        Archive().add(TEXT, "https://www.example.org/d", kind=kind, media="text/plain; charset=utf-8").bytes
    )
    assert (article.headline, article.publisher) == ("Der Deich", "example.org")
    assert article.paragraphs == ("„Es steigt“, sagte Anna Berg.", "Mehr dazu.")
    assert (article.url, article.name, article.format) == (
        "https://www.example.org/d",
        "a.warc@0",
        "warc/text",
    )


def test_the_text_edition_as_it_was_served() -> None:
    (edition,), _ = read_all(TAZ)
    article = one(Archive().add(TAZ, "https://taz.de/Slug/!5900007/").bytes)
    assert (article.id, article.url) == ("5900007", "https://taz.de/Slug/!5900007/")
    assert content(article) | {"id": None, "url": None} == content(edition) | {"id": None}


@pytest.mark.parametrize(
    ("http", "payload"),
    [
        ("Content-Encoding: gzip\r\n", gzip.compress(TEXT)),
        ("Content-Encoding: deflate\r\n", zlib.compress(TEXT)),
        ("Transfer-Encoding: chunked\r\n", b"%x\r\n%b\r\n0\r\n\r\n" % (len(TEXT), TEXT)),
    ],
    ids=["gzip", "deflate", "chunked"],
)
def test_what_the_server_packed_is_unpacked(http: str, payload: bytes) -> None:
    assert one(Archive().add(payload, http=http).bytes).headline == "Der Deich"


@pytest.mark.parametrize("languages", ["deu", "eng,deu", ""])
def test_german_is_read(languages: str) -> None:
    header = {"WARC_Identified_Content_Language": languages} if languages else {}
    assert one(Archive().add(TEXT, kind="conversion", **header).bytes).headline == "Der Deich"


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (Archive().add(TEXT, status="404 Not Found").bytes, "bad-record"),
        (Archive().add(b"\xff\xd8\xff\x00\x00", media="image/jpeg").bytes, "unknown-format"),
        (Archive().add(b"\x00" * 99).bytes, "binary"),
        (Archive().add(b"nur eine Zeile").bytes, "no-text"),
        (Archive().add(b"").bytes, "not-an-article"),
        (Archive().add(TEXT, "urn:x", kind="resource").bytes, "no-publisher"),
        (Archive().add(TEXT, kind="conversion", WARC_Identified_Content_Language="eng").bytes, "language"),
        (Archive().add(gzip.compress(b"x" * 9_000_000), http="Content-Encoding: gzip\r\n").bytes, "too-large"),
        (b"WARC/1.1\r\n\r\n", "unknown-format"),
        (b"WARC/1.1\r\nContent-Length: x\r\n\r\nx", "unknown-format"),
        (b"WARC/1.", "bad-record"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)  # fmt: skip
def test_what_is_no_article(data: bytes, expected: str) -> None:
    assert code(data) == expected


def test_the_contract_of_readers() -> None:
    check_reader(warc, [Archive().add(TEXT).bytes, Archive().add(TAZ).bytes])


@given(st.integers(0, 400), st.binary(max_size=12), st.integers(0, 12))
def test_a_damaged_record_is_an_article_or_a_problem(at: int, noise: bytes, gone: int) -> None:
    data = Archive().add(TEXT).bytes
    for item in read(data[:at] + noise + data[at + gone :], name="n", path="p"):
        assert isinstance(item, Article | Problem)


def test_without_the_package_the_problem_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "warcio.archiveiterator", None)
    _, (problem,) = read_all(Archive().add(TEXT).bytes)
    assert "kg-news[shards]" in problem.hint
