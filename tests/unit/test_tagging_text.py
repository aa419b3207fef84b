"""Sentences and words of German news text."""

import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.model import Span
from kg.text import sentences, words
from kg.text.tokens import LONGEST


def forms(text: str) -> list[list[str]]:
    return [[text[start:end] for start, end in sentence] for sentence in words(text, Span(0, len(text)))]


def cut(text: str) -> list[str]:
    return [span.of(text) for span in sentences(text, Span(0, len(text)))]


@pytest.mark.parametrize(
    "parts",
    [
        ["Das ist so.", "Und das so."],
        ["„Das ist so.", "Und das so.“, sagte Eva Muster.", "Sie ging."],
        ["„Wer zahlt?“, fragte er.", "Niemand."],
        ["„Wer zahlt?“ fragte er.", "Niemand."],
        ["„Es reicht!“", "Dann ging sie."],
        ["»Es reicht.«", "»Mir auch.«"],
        ['"Es reicht."', "Dann ging sie."],
        ["Am 3. Mai kam Fabio V. nach Köln.", "Dr. Muster blieb."],
        ["Das war im 19. Jahrhundert.", "Am 3. Oktober 1990.", "Danach nicht."],
        ["Er kam auf Platz 3.", "Die anderen folgten."],
        ["Sie kaufte Obst, Brot usw.", "Dann ging sie heim."],
        ["Es waren z.B. 1.000,50 Euro, bzw. 2 Mio. Euro.", "Mehr nicht."],
        ["Na ja …", "Das war es."],
        [
            "Benedikt XVI. kam.",
            "Benedikt XVI. „ist und bleibt“ hier.",
            "Das sagte Johannes Paul II.",
            "Er ging.",
        ],
        ["Es war die 22. „europäische Konferenz“ der ver.di.", "Sie endete."],
        ["Der 71-Jährige bzw. Prof. Dr. Muster kam.", "„Na und?“"],
        ["Gefasst wurde Fabio V.", "Der Mann schwieg."],
    ],
)
def test_sentences(parts: list[str]) -> None:
    assert cut(" ".join(parts)) == parts


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Politiker*innen", ["Politiker*innen"]),
        ("Politiker:innen und Lehrer_innen", ["Politiker:innen", "und", "Lehrer_innen"]),
        (
            "PolitikerInnen, Lehrer/-innen, Bürger(innen)",
            ["PolitikerInnen", ",", "Lehrer/-innen", ",", "Bürger(innen)"],
        ),
        ("Politiker*innen-Treffen", ["Politiker*innen-Treffen"]),
        ("jede:r", ["jede:r"]),
        ("sagte: Ich", ["sagte", ":", "Ich"]),
        ("Nato-Generalsekretär", ["Nato-Generalsekretär"]),
        ("Der 71-Jährige", ["Der", "71-Jährige"]),
        ("1.000,50 Euro", ["1.000,50", "Euro"]),
        ("am 3.5.2021 um 20:15 Uhr", ["am", "3.5.2021", "um", "20:15", "Uhr"]),
        ("siehe https://taz.de/!123?x=1, dort", ["siehe", "https://taz.de/!123?x=1", ",", "dort"]),
        ("auf taz.de.", ["auf", "taz.de", "."]),
        ("„Ja“, »nein«", ["„", "Ja", "“", ",", "»", "nein", "«"]),
        ("z. B. d.h.", ["z.", "B.", "d.h."]),
        ("Hin- und Rückfahrt", ["Hin-", "und", "Rückfahrt"]),
        ("Männer und -frauen", ["Männer", "und", "-frauen"]),
        ("geht’s gut", ["geht’s", "gut"]),
        ("weiter... so", ["weiter", "...", "so"]),
        ("eine\nZeile  weiter", ["eine", "Zeile", "weiter"]),
    ],
)
def test_words(text: str, expected: list[str]) -> None:
    assert [form for sentence in forms(text) for form in sentence] == expected


@given(st.text(alphabet="aAäZ1. ,!?…„“”»«\"'‚‘()-–:;/*\n\t&@_|`%", min_size=1))
def test_every_character_but_blanks_is_in_one_word(text: str) -> None:
    ends = [end for sentence in words(text, Span(0, len(text))) for end in sentence]
    assert ends == sorted(ends)
    assert all(start < end for start, end in ends)
    assert all(left[1] <= right[0] for left, right in pairwise(ends))
    assert "".join(text[start:end] for start, end in ends) == "".join(text.split())


def test_a_passage_is_read_by_itself() -> None:
    text = "Vorher. Mitte eins. Mitte zwei. Nachher."
    assert [span.of(text) for span in sentences(text, Span(8, 31))] == ["Mitte eins.", "Mitte zwei."]


@pytest.mark.parametrize(
    "piece", ["a.", "1.", "a-", "http://", "...", "x@", "„", "a ", "1:", "a*", "I.", "(-"]
)
def test_hostile_text_is_cut_in_linear_time(piece: str) -> None:
    text = piece * (200_000 // len(piece)) + "a"
    start = time.process_time()
    assert sum(end - begin for sentence in words(text, Span(0, len(text))) for begin, end in sentence) > 0
    assert time.process_time() - start < 5


def test_an_endless_list_is_cut() -> None:
    assert all(len(sentence) <= LONGEST + 1 for sentence in words("Wort " * 2000, Span(0, 10_000)))
