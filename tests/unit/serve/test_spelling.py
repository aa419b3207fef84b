"""A mistyped word finds the known words nearest to it, as if all of them were looked at."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import OSA

from kg.serve.data.building import new_catalogue
from kg.serve.data.catalogue import Catalogue
from kg.serve.data.searching import Search
from kg.serve.data.spelling import nearest, slips_in

KNOWN = sorted(
    "brücke brücken bruecke hafenbrücke hafen haften schiff schiffe schifffahrt rat rate raten verrat wahl wahlen "
    "bürgermeister bürgermeisterin bürgermeisterwahl suhr sur claussen clausen klaussen petersen peterson pedersen "
    "norderwieck norderwick öl ölhafen straße strasse straßen gutachten gutachter gutachterin".split()
)
MANY = 2100
WORDS = [word for word in KNOWN if len(word) > 2]


@pytest.fixture(scope="module")
def catalogue() -> Iterator[Catalogue]:
    def fill(path: Path) -> None:
        with new_catalogue(path) as database:
            headlines = [*KNOWN, *["immer wieder"] * MANY]
            rows = [(n, f"a{n}", "2024-01-01", None, words, None, 0) for n, words in enumerate(headlines, 1)]
            database.executemany("INSERT INTO article VALUES (?, ?, ?, ?, ?, ?, ?)", rows)

    found = Catalogue(fill)
    yield found
    found.close()


def folded(word: str) -> str:
    return word.replace("ü", "u").replace("ö", "o")


@given(
    word=st.sampled_from(WORDS),
    edits=st.lists(
        st.tuples(st.integers(0, 20), st.sampled_from(["", *"aeinrsu"]), st.booleans()), max_size=2
    ),
)
def test_letters_more_less_or_others_are_found_like_by_looking_at_every_word(
    catalogue: Catalogue, word: str, edits: list[tuple[int, str, bool]]
) -> None:
    typed = folded(word)
    for at, letter, instead in edits:
        place = at % len(typed)
        typed = typed[:place] + letter + typed[place + instead :]
    slips = slips_in(len(typed))
    known = {row["word"] for row in catalogue.rows("SELECT word FROM word")}
    near = {other for other in known if 0 < OSA.distance(typed, other) <= slips}
    found = nearest(typed, catalogue)
    assert set(found) <= near
    assert len(found) == min(len(near), 6) or _swapped_and_more(typed, near - set(found))
    assert [OSA.distance(typed, other) for other in found] == sorted(
        OSA.distance(typed, other) for other in found
    )


def _swapped_and_more(typed: str, missed: set[str]) -> bool:
    """Of two slips, one that changes two letters at once may hide the word, as the module says."""
    from rapidfuzz.distance import Levenshtein

    return all(Levenshtein.distance(typed, word) > OSA.distance(typed, word) == 2 for word in missed)


@pytest.mark.parametrize("word", WORDS)
def test_two_letters_in_the_wrong_order_are_found_wherever_they_stand(
    catalogue: Catalogue, word: str
) -> None:
    word = folded(word)
    for at in range(len(word) - 1):
        typed = word[:at] + word[at + 1] + word[at] + word[at + 2 :]
        if typed != word and slips_in(len(word)) and len(word) < 12:
            assert word in nearest(typed, catalogue)


def test_of_very_much_the_newest_is_shown(catalogue: Catalogue) -> None:
    last = len(KNOWN) + MANY
    assert [row["id"] for row in Search(catalogue).find("immer", 3).articles] == [last, last - 1, last - 2]


def test_a_very_short_word_stands_for_itself_alone(catalogue: Catalogue) -> None:
    search = Search(catalogue)
    assert [row["headline"] for row in search.find("öl", 9).articles] == ["öl"]
    assert {row["headline"] for row in search.find("öl hafen", 9).articles} == set()
    assert {row["headline"] for row in search.find("ölh", 9).articles} == {"ölhafen"}
