"""An IRI and its address belong together, whatever the IRI holds, and no address leads away."""

from urllib.parse import parse_qs, urlsplit

from hypothesis import given
from hypothesis import strategies as st

from kg.serve.addresses import Addresses

BASE = "https://example.org/news/"
ADDRESSES = Addresses(BASE)
IRI_CHARACTERS = st.characters(
    exclude_characters='<>"{}|^`\\ ', min_codepoint=0x21, exclude_categories=("Cs", "Cc")
)


def meant(address: str) -> set[str]:
    """The IRIs that a server takes an address for."""
    parts = urlsplit(address)
    if parts.path == "/resource":
        return {parse_qs(parts.query)["iri"][0]}
    return set(ADDRESSES.iris(parts.path.encode("ascii")))


@given(st.text(IRI_CHARACTERS, max_size=30))
def test_every_iri_under_the_base_is_found_again(path: str) -> None:
    iri = BASE + path
    assert meant(ADDRESSES.of(iri)) & {iri, iri.partition("#")[0]}


@given(st.text(max_size=40))
def test_no_address_leads_to_another_host_or_room(iri: str) -> None:
    for address in (ADDRESSES.of(iri), ADDRESSES.of(BASE + iri)):
        assert address.startswith(("/data/", "/resource?iri="))
        assert address.isascii()
        assert not {"..", "."} & set(urlsplit(address).path.split("/"))
        assert not set(address) & set('<>"\\ \n\r\t')


def test_an_address_looks_like_its_iri() -> None:
    assert ADDRESSES.of(BASE + "person/anna-berg") == "/data/person/anna-berg"
    assert ADDRESSES.of(BASE + "article/2022/x#quotation=3,9") == "/data/article/2022/x#quotation=3,9"
    assert ADDRESSES.of("https://taz.de/!58") == "/resource?iri=https%3A%2F%2Ftaz.de%2F%2158"


def test_letters_beyond_ascii_may_be_meant_in_both_ways() -> None:
    assert ADDRESSES.of(BASE + "ort/köln") == "/data/ort/k%C3%B6ln"
    assert set(ADDRESSES.iris(b"/data/ort/k%C3%B6ln")) == {BASE + "ort/köln", BASE + "ort/k%C3%B6ln"}
    assert ADDRESSES.iris(b"/data/ort/k%FFln") == ()
