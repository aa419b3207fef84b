"""The dateline: places and agencies before the first bar of the text, in whatever case and number."""

import pytest

from tests.articles import article


@pytest.mark.parametrize(
    ("printed", "places", "agencies"),
    [
        ("Kiel taz", ("Kiel",), ("taz",)),
        ("BERLIN afp/taz", ("BERLIN",), ("afp", "taz")),
        ("BERLIN taz/dpa", ("BERLIN",), ("taz", "dpa")),
        ("Kiel, Husum taz", ("Kiel", "Husum"), ("taz",)),
        ("Berlin/Kiel dpa", ("Berlin", "Kiel"), ("dpa",)),
        ("FRANKFURT/MAIN rtr", ("FRANKFURT/MAIN",), ("rtr",)),
        ("Frankfurt/Oder, Kiel taz", ("Frankfurt/Oder", "Kiel"), ("taz",)),
        ("Bad Münstereifel taz", ("Bad Münstereifel",), ("taz",)),
        ("St. Peter-Ording epd", ("St. Peter-Ording",), ("epd",)),
    ],
)
def test_places_and_agencies(printed: str, places: tuple[str, ...], agencies: tuple[str, ...]) -> None:
    found = article(f"{printed} | Es regnet.")
    assert found.dateline is not None
    assert (found.dateline.places, found.dateline.agencies) == (places, agencies)
    assert found.paragraphs == ("Es regnet.",)


@pytest.mark.parametrize(
    "body", ["Es regnet | seit heute.", "Der Wert ist 3 | 4.", "taz | Es regnet.", "Es regnet."]
)
def test_what_is_no_dateline_stays_in_the_text(body: str) -> None:
    found = article(body)
    assert found.dateline is None
    assert found.paragraphs == (body,)
