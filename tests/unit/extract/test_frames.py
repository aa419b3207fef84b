"""Prepositions, adverbs and nouns that name a source: „laut X“, „X zufolge“, „der Vorwurf, dass …“."""

import pytest

from tests.support.quotations import DIRECT, INDIRECT, found, only


@pytest.mark.parametrize(
    ("text", "words", "speaker", "cue"),
    [
        ("Laut Polizei ist der Damm gebrochen.", "ist der Damm gebrochen", "Polizei", "Laut"),
        ("Laut einem Bericht der Stadt war der Damm alt.", "war der Damm alt", "einem Bericht der Stadt", "Laut"),
        ("Nach Angaben der Polizei ist der Damm alt.", "ist der Damm alt", "Angaben der Polizei", "Nach"),
        ("Der Damm ist nach Angaben der Polizei gebrochen.", "Der Damm ist | gebrochen", "Angaben der Polizei", "nach"),
        ("Seiner Meinung nach ist der Damm alt.", "ist der Damm alt", "Seiner Meinung", "nach"),
        ("Medienberichten zufolge ist der Damm alt.", "ist der Damm alt", "Medienberichten", "zufolge"),
        ("Der Polizei zufolge ist der Damm alt.", "ist der Damm alt", "Der Polizei", "zufolge"),
        ("Gemäß Angaben der Stadt ist der Damm alt.", "ist der Damm alt", "Angaben der Stadt", "Gemäß"),
        ("Der Damm sei alt, so der Minister.", "Der Damm sei alt", "der Minister", "so"),
        ("Der Damm sei, so Jan Claussen, zu alt.", "Der Damm sei | zu alt", "Jan Claussen", "so"),
        ("Die Stadt hat einen Bericht. Demnach ist der Damm alt.", "ist der Damm alt", "Demnach", "Demnach"),
        ("Es gibt einen Bericht. Danach sei der Damm alt.", "sei der Damm alt", "Danach", "Danach"),
        ("Es gibt einen Bericht. Danach soll er gebrochen sein.", "soll er gebrochen sein", "Danach", "Danach"),
        ("Es gibt einen Bericht. Danach soll der Damm alt sein.", "soll der Damm alt sein", "Danach", "Danach"),
        ("Es gibt einen Bericht, wonach der Damm alt ist.", "der Damm alt ist", "einen Bericht", "wonach"),
        ("Laut dem Sprecher der Polizei, Jan Claussen, ist der Damm alt.", "ist der Damm alt", "dem Sprecher der Polizei, Jan Claussen", "Laut"),
        ("Laut Jan Claussen, der das Institut leitet, ist der Damm alt.", "ist der Damm alt", "Jan Claussen", "Laut"),
        ("Dem Vernehmen nach ist der Damm alt.", "ist der Damm alt", "", "Dem Vernehmen nach"),
    ],
)  # fmt: skip
def test_prepositions_and_adverbs(text: str, words: str, speaker: str, cue: str) -> None:
    quotation = only(text)
    assert (quotation.kind, quotation.words) == (INDIRECT, words)
    assert (quotation.speaker, quotation.cue) == (speaker, cue)


def test_quoted_words_before_so() -> None:
    quotation = only("„Der Damm ist alt“, so der Minister.")
    assert (quotation.kind, quotation.words) == (DIRECT, "Der Damm ist alt")
    assert (quotation.speaker, quotation.cue) == ("der Minister", "so")


@pytest.mark.parametrize(
    "text",
    [
        "Nach dem Regen ist der Damm gebrochen.",
        "Jan Claussen fährt nach Kiel.",
        "Danach fuhr Jan Claussen nach Kiel.",
        "Der Damm war so alt, dass er brach.",
        "So ist das Leben an der Küste.",
        "Nach und nach brach der Damm.",
    ],
)
def test_the_same_words_in_other_use(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "words", "speaker", "cue"),
    [
        (
            "Der Vorwurf der Opposition, dass die Stadt nichts tue, ist alt.",
            "dass die Stadt nichts tue", "der Opposition", "Der Vorwurf",
        ),
        (
            "Jan Claussen wehrte sich gegen den Vorwurf, er habe das Geld genommen.",
            "er habe das Geld genommen", "Jan Claussen", "den Vorwurf",
        ),
        ("Eva Muster erneuerte ihre Forderung, den Damm zu bauen.", "den Damm zu bauen", "Eva Muster", "ihre Forderung"),
        ("Der Vorwurf, dass er das Geld genommen habe, ist alt.", "dass er das Geld genommen habe", "", "Der Vorwurf"),
        (
            "Die Opposition erhob den Vorwurf, die Stadt tue nichts.",
            "die Stadt tue nichts", "Die Opposition", "erhob den Vorwurf",
        ),
        (
            "Gegen Jan Claussen steht der Vorwurf, er habe das Geld genommen.",
            "er habe das Geld genommen", "", "der Vorwurf",
        ),
    ],
)  # fmt: skip
def test_nouns_of_speech(text: str, words: str, speaker: str, cue: str) -> None:
    quotation = only(text)
    assert (quotation.kind, quotation.words) == (INDIRECT, words)
    assert (quotation.speaker, quotation.cue) == (speaker, cue)


def test_words_that_a_noun_announces() -> None:
    quotation = only("Mit den Worten „Das Wasser steigt“ verließ Jan Claussen den Raum.")
    assert (quotation.kind, quotation.words, quotation.speaker) == (
        DIRECT,
        "Das Wasser steigt",
        "Jan Claussen",
    )


def test_a_noun_without_content_reports_nothing() -> None:
    assert found("Der Vorwurf ist alt, und der Damm ist neu.") == []
