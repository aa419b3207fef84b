"""Content negotiation."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.serve.protocol.accept import negotiate

OFFERS = ["application/json", "text/csv", "text/html"]
BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,*/*;q=0.8"


@pytest.mark.parametrize(
    ("accept", "best"),
    [
        (None, "application/json"),
        ("", "application/json"),
        ("*/*", "application/json"),
        ("text/*", "text/csv"),
        ("text/csv", "text/csv"),
        ("TEXT/CSV;Q=1", "text/csv"),
        ("text/html, text/csv;q=0.9", "text/html"),
        ("text/csv;q=0.1, application/json;q=0.2", "application/json"),
        ("text/*, text/csv;q=0.1", "text/html"),
        ("*/*;q=0.1, text/csv;q=0", "application/json"),
        (BROWSER, "text/html"),
        ("image/png", None),
        ("application/json;q=0", None),
        ("nonsense", None),
        ("text/csv;q=much", None),
        ("text/csv;q=nan", None),
        ("text/csv;q=2", None),
    ],
)
def test_the_best_of_what_is_accepted_is_chosen(accept: str | None, best: str | None) -> None:
    assert negotiate(accept, OFFERS) == best


@given(st.text(alphabet="text/csvapplionj*;q=.01, \u00e4", max_size=60))
def test_any_header_gives_an_offer_or_none(accept: str) -> None:
    assert negotiate(accept, OFFERS) in (*OFFERS, None)
