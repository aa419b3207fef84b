"""Terms and IRIs hold any characters and stay legal."""

import pyoxigraph
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kg.errors import UsageError
from kg.rdf.iris import Minter, slug, web
from kg.rdf.terms import iri, literal, parse_literal
from kg.rdf.vocab import DEFAULT_BASE

HOSTILE = 'a"""@de . <x> <y> <z>\n\r\t\\u0041 <>{}|^` \u202e\u200f ]]> & \x7f 😀 '


@given(st.text())
@example(HOSTILE)
@example("\x85\u2028")
def test_literals_survive(value: str) -> None:
    assert parse_literal(literal(value, language="de")).value == value
    line = f"<http://a/b> <http://a/b> {literal(value)} ."
    (quad,) = pyoxigraph.parse(line.encode(), format=pyoxigraph.RdfFormat.N_TRIPLES)
    assert quad.object.value == value


@given(st.text())
@example(HOSTILE)
def test_minted_iris_are_iris(value: str) -> None:
    minted = Minter(DEFAULT_BASE).topic(value)
    assert pyoxigraph.NamedNode(minted[1:-1])
    assert slug(value).isascii()
    web(f"https://example.org/{value}")


def test_iris_refuse_what_is_none() -> None:
    with pytest.raises(ValueError, match="not an IRI"):
        iri("http://a/<b>")


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("https://example.org/a b", "<https://example.org/a%20b>"),
        ("https://example.org/[x]?q=[y]#a#b", "<https://example.org/%5Bx%5D?q=%5By%5D#a%23b>"),
        ("https://example.org/50%", "<https://example.org/50%25>"),
        ("https://example.org/%C3%BC/ü", "<https://example.org/%C3%BC/%C3%BC>"),
        ("http://[::1]:80/x", "<http://[::1]:80/x>"),
        ('http://e.org/<>"{}|^`\\', "<http://e.org/%3C%3E%22%7B%7D%7C%5E%60%5C>"),
        ("http://[::1", None),
        ("http://example.org:port/", None),
        ("http://a<b>/", None),
        ("http://", None),
        ("javascript:alert(1)", None),
        ("ftp://example.org/", None),
        ("/Slug/!5900001", None),
    ],
)
def test_web_addresses_are_encoded_or_refused(address: str, expected: str | None) -> None:
    assert web(address) == expected


@given(st.text(alphabet="ab/:?#[]@!%ü<> \\^1", max_size=40))
@example("http://[a]b/")
def test_what_is_taken_for_a_web_address_is_an_iri(rest: str) -> None:
    found = web(f"http://{rest}")
    assert found is None or pyoxigraph.NamedNode(found[1:-1])


@pytest.mark.parametrize(
    "base",
    [
        "",
        "x",
        "http://",
        "http://a b/",
        "http://a/[",
        "http://a/b",
        "http://a/b#",
        "http://a/#b/",
        "http://a/%/",
        "http://a/<b>/",
    ],
)
def test_a_base_must_be_an_iri_that_ends_in_a_slash(base: str) -> None:
    with pytest.raises(UsageError, match="--base"):
        Minter(base)


@pytest.mark.parametrize("base", ["http://a/", "https://example.org/x/", "https://bücher.example/"])
def test_good_bases(base: str) -> None:
    try:
        assert Minter(base).topic("Kiel") == f"<{base}topic/kiel>"
    except UsageError:
        assert not base.isascii()
