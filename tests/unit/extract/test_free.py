"""Reported speech without a clause for the words, hearsay, and runs of sentences in the Konjunktiv."""

import pytest

from tests.support.quotations import FREE, INDIRECT, MIXED, REPORTED, broken, found, only


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Jan Claussen forderte den Rücktritt des Ministers.", "Jan Claussen"),
        ("Die Polizei warnte vor Glatteis.", "Die Polizei"),
        ("Eva Muster sprach von einem schweren Fehler.", "Eva Muster"),
        ("Die Regierung kündigte ein neues Gesetz an.", "Die Regierung"),
    ],
)
def test_a_verb_and_its_object_report(text: str, speaker: str) -> None:
    quotation = only(text)
    assert (quotation.kind, quotation.words, quotation.speaker) == (REPORTED, text, speaker)
    assert quotation.confidence <= 0.5


def test_hearsay_with_soll() -> None:
    quotation = only("Der Täter soll am Abend nach Kiel geflohen sein.")
    assert (quotation.kind, quotation.words) == (FREE, "Der Täter soll am Abend nach Kiel geflohen sein.")
    assert (quotation.name, quotation.confidence <= 0.6) == (None, True)


@pytest.mark.parametrize(
    "text", ["Der Damm soll am Montag gebaut werden.", "Jan Claussen soll den Damm bauen.", "Das solltest du lassen."]
)  # fmt: skip
def test_plans_and_duties_are_no_hearsay(text: str) -> None:
    assert found(text) == []


def test_a_run_of_sentences_goes_on_with_the_speaker() -> None:
    first, run = found(
        "Jan Claussen sagte, man habe geholfen. Das Wasser sei hoch. Es gebe keine Gefahr. Nun ist Ruhe."
    )
    assert (first.kind, first.words) == (INDIRECT, "man habe geholfen")
    assert (run.kind, run.words) == (MIXED, "Das Wasser sei hoch. Es gebe keine Gefahr.")
    assert (run.speaker, run.name, run.cue) == ("Jan Claussen", "Jan Claussen", "")


def test_a_konjunktiv_2_goes_on_with_what_was_reported() -> None:
    *_, run = found(
        "Jan Claussen sagte, man habe geholfen. Das Wasser sei hoch. Ohne den Damm käme die Flut."
    )
    assert run.words == "Das Wasser sei hoch. Ohne den Damm käme die Flut."


def test_the_subject_of_the_sentence_before_speaks() -> None:
    quotation = only("Jan Claussen ist zufrieden. Das Wasser sei nicht mehr hoch.")
    assert (quotation.kind, quotation.name) == (MIXED, "Jan Claussen")


def test_a_run_begins_anew_in_each_paragraph_but_keeps_the_speaker() -> None:
    runs = found("Jan Claussen sagte, man habe geholfen. Das Wasser sei hoch.\n\nEs gebe keine Gefahr.")
    assert [(run.kind, run.name) for run in runs] == [
        (INDIRECT, "Jan Claussen"), (MIXED, "Jan Claussen"), (MIXED, "Jan Claussen"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "Wenn es regnete, käme die Flut.",
        "Das wäre schön.",
        "Ich hätte gern ein Haus am Meer.",
        "Es lebe die Freiheit!",
        broken("a wish or recipe in the Konjunktiv I is taken for reported speech", "Man nehme ein Ei."),
    ],
)
def test_a_konjunktiv_that_nobody_speaks(text: str) -> None:
    assert found(text) == []
