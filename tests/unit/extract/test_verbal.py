"""Verbs of speech: what they report, where it stands, and the words that make the cue."""

import pytest

from tests.support.quotations import DIRECT, INDIRECT, found, only

JAN = "Jan Claussen"


def test_a_dass_clause() -> None:
    quotation = only("Jan Claussen sagte, dass das Wasser weiter steige.")
    assert (quotation.kind, quotation.words) == (INDIRECT, "dass das Wasser weiter steige")
    assert (quotation.speaker, quotation.name, quotation.named) == (JAN, JAN, True)
    assert (quotation.cue, quotation.rule) == ("sagte", "verb-after-dass")


CONTENTS = [
    ("Jan Claussen sagte, das Wasser steige weiter.", "das Wasser steige weiter"),
    ("Jan Claussen sagte, es gebe Wasser, das steige.", "es gebe Wasser, das steige"),
    ("Jan Claussen betonte, man werde helfen und das Geld komme bald.", "man werde helfen und das Geld komme bald"),
    ("Jan Claussen sagte, das Wasser steige.", "das Wasser steige"),
    ("Jan Claussen sagte, der Damm sei gebrochen.", "der Damm sei gebrochen"),
    ("Jan Claussen sagte, die Brücke werde gebaut.", "die Brücke werde gebaut"),
    ("Jan Claussen sagte, der Damm sei gebrochen und das Wasser steige weiter.", "der Damm sei gebrochen und das Wasser steige weiter"),
    ("Jan Claussen forderte die Anwohner auf, ihre Häuser zu verlassen.", "ihre Häuser zu verlassen"),
    ("Jan Claussen erklärte: Das Wasser sei gestiegen.", "Das Wasser sei gestiegen"),
    ("Jan Claussen fragte: Wie hoch steigt das Wasser?", "Wie hoch steigt das Wasser"),
    ("Jan Claussen sagte: Das Wasser steigt.", "Das Wasser steigt"),
    ("Jan Claussen fragte, ob der Damm sicher sei.", "ob der Damm sicher sei"),
    ("Jan Claussen fragte, wie hoch das Wasser steige.", "wie hoch das Wasser steige"),
    ("Jan Claussen fragte, ob der Damm sicher ist.", "ob der Damm sicher ist"),
    ("Das Wasser steige weiter, sagte Jan Claussen am Montag.", "Das Wasser steige weiter"),
    ("Dass der Damm halte, bezweifelte Jan Claussen.", "Dass der Damm halte"),
    ("Das Wasser, sagte Jan Claussen, steige weiter.", "Das Wasser | steige weiter"),
    ("Das Schiff „Alba“ sank, meldete Jan Claussen.", "Das Schiff „Alba“ sank"),
    ("Es sei alles gut, so sagte Jan Claussen.", "Es sei alles gut"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "words"), CONTENTS)
def test_contents_after_before_and_around_the_frame(text: str, words: str) -> None:
    quotation = only(text)
    assert (quotation.kind, quotation.words, quotation.speaker) == (INDIRECT, words, JAN)


@pytest.mark.parametrize("frame", ["sagte Jan Claussen", "so Jan Claussen"])
def test_quoted_words_around_an_inserted_frame_are_one_quotation(frame: str) -> None:
    quotation = only(f"„Das Wasser“, {frame}, „steigt weiter.“")
    assert (quotation.kind, quotation.words) == (DIRECT, "Das Wasser | steigt weiter.")


CUES = [
    ("Jan Claussen teilte am Montag mit, dass der Damm alt sei.", "teilte | mit"),
    ("Jan Claussen teilte mit, das Schiff sei sicher.", "teilte mit"),
    ("Jan Claussen kündigte an, dass der Damm erneuert wird.", "kündigte an"),
    ("Jan Claussen räumte ein, er habe das Geld genommen.", "räumte ein"),
    ("Jan Claussen wirft dem Minister vor, dass er gelogen habe.", "wirft | vor"),
    ("Jan Claussen gab bekannt, dass er gehen werde.", "gab bekannt"),
    ("Jan Claussen stellte klar, dass der Damm hält.", "stellte klar"),
    ("Jan Claussen machte klar, dass es kein Geld gebe.", "machte klar"),
    ("Jan Claussen setzte den Kritikern entgegen, dass der Damm sicher sei.", "setzte | entgegen"),
    ("Jan Claussen setzte dem entgegen, dass der Damm sicher sei.", "setzte | entgegen"),
    ("Jan Claussen will wissen, dass der Täter geflohen ist.", "will wissen"),
    ("Jan Claussen will wissen, ob der Damm sicher ist.", "will wissen"),
    ("Jan Claussen wollte wissen, ob der Damm sicher sei.", "wollte wissen"),
    ("Jan Claussen ist der Ansicht, dass der Lohn zu niedrig ist.", "ist der Ansicht"),
    ("Jan Claussen geht davon aus, dass der Täter geflohen ist.", "geht davon aus"),
    ("Jan Claussen wies darauf hin, dass der Damm alt sei.", "wies darauf hin"),
    ("Jan Claussen hat gesagt, dass der Damm alt sei.", "hat gesagt"),
    ("Jan Claussen wies den Vorwurf zurück, dass er das Geld behalten habe.", "wies | zurück"),
    ("Jan Claussen beschwerte sich, dass niemand gekommen sei.", "beschwerte sich"),
    ("Jan Claussen äußerte sich besorgt darüber, dass der Damm brechen könne.", "äußerte sich besorgt darüber"),
    ("Jan Claussen zeigte sich überzeugt, dass der Damm halte.", "zeigte sich überzeugt"),
    ("Die Polizei äußerte die Vermutung, dass der Täter geflohen ist.", "äußerte die Vermutung"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "cue"), CUES)
def test_particle_verbs_several_words_and_reflexive_verbs(text: str, cue: str) -> None:
    quotation = only(text)
    assert (quotation.kind, quotation.cue) == (INDIRECT, cue)
    assert quotation.speaker == ("Die Polizei" if text.startswith("Die") else JAN)


@pytest.mark.parametrize(
    ("text", "words", "speaker"),
    [
        ("Dem Händler wird vorgeworfen, Steuern hinterzogen zu haben.", "Steuern hinterzogen zu haben", ""),
        ("Der Stadt wird vorgeworfen, dass sie nichts getan habe.", "dass sie nichts getan habe", ""),
        ("Von Eva Muster wurde erklärt, dass der Damm alt sei.", "dass der Damm alt sei", "Eva Muster"),
        ("Es wurde berichtet, dass der Damm alt sei.", "dass der Damm alt sei", ""),
    ],
)
def test_passives(text: str, words: str, speaker: str) -> None:
    quotation = only(text)
    assert (quotation.kind, quotation.words, quotation.speaker) == (INDIRECT, words, speaker)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Wie die Polizei mitteilte, ist der Damm gebrochen.", "ist der Damm gebrochen"),
        ("Der Damm ist gebrochen, wie die Polizei mitteilte.", "Der Damm ist gebrochen"),
        ("Der Damm ist, wie die Polizei mitteilte, gebrochen.", "Der Damm ist | gebrochen"),
        ("Der Damm war, wie die Polizei mitteilte, alt.", "Der Damm war | alt"),
    ],
)  # fmt: skip
def test_what_a_clause_with_wie_reports(text: str, words: str) -> None:
    quotation = only(text)
    assert (quotation.kind, quotation.words) == (INDIRECT, words)
    assert (quotation.speaker, quotation.cue) == ("die Polizei", "mitteilte")


@pytest.mark.parametrize(
    ("text", "kind", "words"),
    [
        ("In einer Erklärung der Stadt heißt es, der Damm sei nun alt.", INDIRECT, "der Damm sei nun alt"),
        ("Der Damm sei alt, heißt es in einer Erklärung der Stadt.", INDIRECT, "Der Damm sei alt"),
        ("„Der Damm ist alt“, heißt es in einer Erklärung der Stadt.", DIRECT, "Der Damm ist alt"),
    ],
)
def test_a_document_speaks(text: str, kind: object, words: str) -> None:
    quotation = only(text)
    assert (quotation.kind, quotation.words, quotation.cue) == (kind, words, "heißt")
    assert quotation.speaker == "einer Erklärung der Stadt"


@pytest.mark.parametrize(
    ("text", "words", "cue"),
    [
        ("Der Damm ist gebrochen. Dies bestätigte die Polizei.", "Der Damm ist gebrochen | Dies", "bestätigte"),
        ("Der Damm sei alt, das bestätigte die Polizei.", "Der Damm sei alt | das", "bestätigte"),
        ("Der Damm ist gebrochen. Die Polizei bestätigte dies.", "Der Damm ist gebrochen | dies", "bestätigte"),
    ],
)  # fmt: skip
def test_a_pronoun_takes_up_what_was_said(text: str, words: str, cue: str) -> None:
    quotation = only(text)
    assert (quotation.words, quotation.cue, quotation.speaker.lower()) == (words, cue, "die polizei")


@pytest.mark.parametrize(
    ("text", "addressee"),
    [
        ("Jan Claussen sagte dem Sender, es werde regnen.", "dem Sender"),
        ("Jan Claussen sagte gegenüber der Presse, es werde regnen.", "der Presse"),
        ("Jan Claussen versicherte den Anwohnern, dass der Damm halte.", "den Anwohnern"),
        ("Jan Claussen forderte die Stadt auf, den Damm zu bauen.", "die Stadt"),
        ("Jan Claussen wirft dem Minister vor, gelogen zu haben.", "dem Minister"),
        ("Jan Claussen kündigte der Zeitung gegenüber an, den Damm zu bauen.", "der Zeitung"),
        ("Der Stadt wird vorgeworfen, dass sie nichts getan habe.", "Der Stadt"),
        ("Dem Minister wird vorgeworfen, gelogen zu haben.", "Dem Minister"),
        ("„Ich komme“, sagte Jan Claussen der Zeitung „Nordblatt“.", "der Zeitung „Nordblatt“"),
        ("Jan Claussen sagte, es werde regnen.", ""),
        ("Jan Claussen, der Bürgermeister, sagte, dass der Damm hält.", ""),
        ("Es wurde berichtet, dass der Damm alt sei.", ""),
        ("Jan Claussen nannte den Plan „einen schlechten Witz von Leuten ohne Ahnung“.", ""),
        ("„Ich komme“, sagte Jan Claussen (SPD) der Zeitung „Nordblatt“.", "der Zeitung „Nordblatt“"),
    ],
)  # fmt: skip
def test_who_is_spoken_to(text: str, addressee: str) -> None:
    assert only(text).addressee == addressee


@pytest.mark.parametrize(
    "text",
    [
        "Jan Claussen kam am Montag nach Kiel, weil der Damm alt war.",
        "Das Wasser steigt, und der Damm hält.",
        "Jan Claussen wusste nicht, wie hoch das Wasser steigt.",
        "Der Damm, der alt war, wurde von der Stadt gebaut.",
        "Die Stadt begann, den Damm zu bauen.",
    ],
)
def test_sentences_that_report_nothing(text: str) -> None:
    assert found(text) == []


def test_a_frame_that_is_itself_reported_is_not_the_articles() -> None:
    quotation = only("Jan Claussen habe gesagt, dass das Wasser weiter steige, berichtete die Zeitung.")
    assert (quotation.words, quotation.speaker) == (
        "Jan Claussen habe gesagt, dass das Wasser weiter steige", "die Zeitung",
    )  # fmt: skip


def test_the_subject_of_the_clause_before_speaks() -> None:
    quotation = only("Jan Claussen kam an und sagte, es werde weiter regnen.")
    assert (quotation.words, quotation.speaker) == ("es werde weiter regnen", JAN)
