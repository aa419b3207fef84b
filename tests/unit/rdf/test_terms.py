"""Terms and IRIs hold any characters and stay legal."""

import pyoxigraph
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

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
