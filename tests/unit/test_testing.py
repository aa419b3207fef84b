"""The reference writer: it writes the real article byte for byte, and wraps and cuts as the source does."""

import datetime
from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kg.testing import FORMS, SourceArticle, SourceRelated, cut, render, wrap
from tests.support.seed import PATH, seed

SMALL = SourceArticle(
    title="Hafen: Alles ruhig",
    lede="Ein Vorspann.",
    caption="Das Wasser",
    body=("Kiel taz | Erster [1][Satz].", "## Zwischentitel", "Zweiter Satz."),
    published=datetime.date(2024, 3, 4),
    links=("/Hafen/!5901101",),
    authors=("Eva Muster",),
    tags=("Kiel",),
    related=(SourceRelated(title="Hafen: Sturm", teaser="Es weht.", label="Wetter"),),
)
PLAIN = [
    "# taz.de -- Hafen: Alles ruhig", "> Ein Vorspann.", "Bild: Das Wasser", "Kiel taz | Erster [1][Satz].",
    "## Zwischentitel", "Zweiter Satz.", "4 Mar 2024", "## LINKS", "[1] /Hafen/!5901101", "## AUTOREN",
    "Eva Muster", "## TAGS", "Kiel", "Wetter", "## ARTIKEL ZUM THEMA", "Hafen: Sturm", "Es weht.",
]  # fmt: skip


def rows(form: str) -> list[str]:
    return render(SMALL, form).decode().split("\n")


def test_the_seed_is_written_byte_for_byte() -> None:
    assert render(seed(), "piped") == PATH.read_bytes()


def test_piped() -> None:
    assert rows("piped") == [f"| {line} | |" for line in PLAIN[:-1]] + ["| Es weht. |"]


def test_trailing() -> None:
    assert rows("trailing") == [f"{line} | |" for line in PLAIN] + [""]


def test_bare() -> None:
    navigation = ["Introduction", "Introduction Statistics Contact Development Disclaimer Help"]
    assert rows("bare") == [*navigation, *PLAIN, ""]


def test_indented() -> None:
    found = rows("indented")
    assert found[0] == PLAIN[0]
    assert {" (IMG) Bild: Das Wasser", " (DIR) Eva Muster", " (DIR) Kiel", " (DIR) Hafen: Sturm"} <= set(
        found
    )
    assert found[found.index("       ## Zwischentitel") - 1] == ""
    assert [line[7:] for line in found[1:] if line] == PLAIN[1:]


def test_reflowed() -> None:
    body = " ".join(["Wort"] * 40)
    found = render(SourceArticle(title="A: B", lede=body, body=(body, "## Kurz")), "reflowed").decode()
    assert found.split("\n") == ["taz.de -- A: B", "", body, "", body, "", "Kurz", ""]
    assert "AUTOREN\nEva Muster\n\nTAGS\nKiel\nWetter\n" in render(SMALL, "reflowed").decode()


def test_menu_is_a_gopher_menu() -> None:
    *items, last = render(SMALL, "menu").decode().removesuffix("\r\n").split("\r\n")
    fields = [item.split("\t") for item in items]
    assert last == "."
    assert all(len(field) == 4 and field[3].isdigit() for field in fields)
    assert [field[0][1:] for field in fields if field[0] != "i"] == PLAIN
    types = {field[0][1:]: field[0][0] for field in fields}
    assert (types["Bild: Das Wasser"], types["Eva Muster"], types["Kiel"], types["Hafen: Sturm"]) == tuple(
        "I111"
    )
    assert (types["[1] /Hafen/!5901101"], types["Zweiter Satz."]) == ("h", "i")


def test_no_form_of_that_name() -> None:
    with pytest.raises(KeyError):
        render(SMALL, "printed")


def test_a_line_of_79_bytes_stays_and_one_of_80_is_cut() -> None:
    assert cut("x" * 79) == "x" * 79
    assert cut("x" * 80) == "x" * 79 + "…"
    assert cut("x" * 78 + "ü!") == "x" * 78 + "…"


@given(st.text(alphabet="aä„… ", min_size=60, max_size=120))
@example("x" * 90 + "…")
@example("x" * 79 + "…")
@example("x" * 77 + "…")
@example("x" * 76 + "…")
def test_what_is_cut_fits_and_stays(line: str) -> None:
    short = cut(line)
    assert len(short.encode()) <= 82
    assert cut(short) == short
    assert line.startswith(short.removesuffix("…"))


@given(st.lists(st.text(alphabet="abä-", min_size=1, max_size=90), min_size=1, max_size=40))
def test_wrapping_is_greedy_and_loses_nothing(words: list[str]) -> None:
    found = wrap(" ".join(words))
    assert " ".join(found) == " ".join(words)
    for line, following in pairwise(found):
        assert len(line) <= 75 or " " not in line
        assert len(line) + 1 + len(following.split(" ")[0]) > 75


@pytest.mark.parametrize("form", FORMS)
def test_an_article_needs_no_more_than_a_title(form: str) -> None:
    assert "taz.de -- A: B" in render(SourceArticle(title="A: B"), form).decode()
