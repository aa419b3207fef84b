"""Words in quotation marks: marks of all kinds, whole and broken, and what is nobody's speech."""

import pytest

from tests.support.quotations import DIRECT, INDIRECT, annotated, broken, found, only

JAN = "Jan Claussen"
WORDS = "Das Wasser steigt weiter"


@pytest.mark.parametrize(
    "text",
    [
        f"„{WORDS}“, sagte Jan Claussen.",
        f"„{WORDS}”, sagte Jan Claussen.",
        f"“{WORDS}”, sagte Jan Claussen.",
        f"»{WORDS}«, sagte Jan Claussen.",
        f"«{WORDS}», sagte Jan Claussen.",
        f'"{WORDS}", sagte Jan Claussen.',
        f"‚{WORDS}‘, sagte Jan Claussen.",
        f"›{WORDS}‹, sagte Jan Claussen.",
        f"„{WORDS}, sagte Jan Claussen.",
        broken("a mark that was never opened makes the words indirect", f"{WORDS}“, sagte Jan Claussen."),
    ],
)
def test_every_pair_of_marks(text: str) -> None:
    quotation = only(text)
    assert (quotation.kind, quotation.words, quotation.speaker) == (DIRECT, WORDS, JAN)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("„Das Wasser steigt!“ rief Jan Claussen.", "Das Wasser steigt!"),
        ("„Steigt das Wasser?“, fragte Jan Claussen.", "Steigt das Wasser?"),
        ("„Ich komme – vielleicht“, sagte Jan Claussen.", "Ich komme – vielleicht"),
        ("Jan Claussen zeigte sich zufrieden: „Es ist geschafft.“", "Es ist geschafft."),
        ("Jan Claussen: „Es ist geschafft.“", "Es ist geschafft."),
        ("Jan Claussen sagte, „wir haben es geschafft“.", "wir haben es geschafft"),
        ("Jan Claussen teilte auf Anfrage mit: „Der Damm hält.“", "Der Damm hält."),
        ("Jan Claussen rief „Feuer!“.", "Feuer!"),
    ],
)
def test_marks_and_verbs_in_all_orders(text: str, words: str) -> None:
    quotation = only(text)
    assert (quotation.kind, quotation.words, quotation.name) == (DIRECT, words, JAN)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (
            "„Ich habe gerufen: ‚Lasst mich in Ruhe‘“, erzählte Jan Claussen.",
            "Ich habe gerufen: ‚Lasst mich in Ruhe‘",
        ),
        ("„Das Wasser »steigt« weiter“, sagte Jan Claussen.", "Das Wasser »steigt« weiter"),
    ],
)
def test_marks_within_marks(text: str, words: str) -> None:
    assert only(text).words == words


@pytest.mark.parametrize(
    ("text", "words", "name"),
    [
        ("Jan Claussen sagte: „Eva Muster rief: ‚Das Wasser kommt!‘ Dann liefen wir.“", "Das Wasser kommt!", "Eva Muster"),
        ("„Eva Muster hat nur gesagt: ‚Das Wasser kommt.‘“, erzählt Jan Claussen.", "Das Wasser kommt.", "Eva Muster"),
        ("„Mein Vater rief: ‚Das Wasser kommt!‘“, erzählt Jan Claussen.", "Das Wasser kommt!", "Mein Vater"),
    ],
)  # fmt: skip
def test_words_of_others_inside_what_is_said(text: str, words: str, name: str) -> None:
    outer, inner = found(text)
    assert outer.name == JAN
    assert (inner.kind, inner.words, inner.name) == (DIRECT, words, name)


def test_a_quotation_inside_what_is_reported() -> None:
    report, fragment = found("Jan Claussen sagte, der Plan sei „völlig verrückt“.")
    assert (report.kind, report.words) == (INDIRECT, "der Plan sei „völlig verrückt“")
    assert (fragment.kind, fragment.words, fragment.name) == (DIRECT, "völlig verrückt", JAN)


def test_each_paragraph_opens_its_marks_anew() -> None:
    first, second = found(f"Jan Claussen sagte: „{WORDS}.\n\n„Morgen kommt der Regen.“")
    assert [first.words, second.words] == [f"{WORDS}.", "Morgen kommt der Regen."]
    assert {first.name, second.name} == {JAN}


@pytest.mark.xfail(strict=True, reason="marks are looked for within a paragraph")
def test_marks_that_close_in_the_next_paragraph() -> None:
    quotations = found(f"Jan Claussen sagte: „{WORDS}.\n\nMorgen kommt der Regen.“")
    assert [quotation.words for quotation in quotations] == [f"{WORDS}.", "Morgen kommt der Regen."]


def test_what_the_source_cut_off_is_not_exact() -> None:
    text = "Jan Claussen sagte: „Das Wasser steigt weiter und weiter, und nie… Eva Muster kam am Abend."
    cut = text.index("…") + 1
    document = annotated(text, cuts=[cut])
    (quotation,) = document.quotations
    assert quotation.parts[0].of(text).startswith("Das Wasser steigt weiter")
    assert not quotation.exact


def test_a_cut_ends_words_whose_closing_mark_is_lost() -> None:
    text = "„Das Wasser steigt weiter.… sagte Jan Claussen. „Es bleibt hoch.“"
    first, second = found(text, cuts=[text.index("…") + 1])
    assert (first.words, second.words) == ("Das Wasser steigt weiter.", "Es bleibt hoch.")


@pytest.mark.parametrize(
    "text",
    [
        "Man nennt es hier „Möwenflug“ seit langem.",
        "Der Film „Die Stadt am Meer“ läuft heute.",
        "Das Buch „Der alte Damm“ gefiel Eva Muster.",
        "Die „Experten“ kamen zu spät.",
        "Am Ende blieb von der „Politik der offenen Türen“ nichts.",
        "Die Zeitung „Nordblatt“ kostet drei Euro.",
        "Die Aktion mit dem Titel „Wir sind die Leute aus dem hohen Norden“ begann.",
    ],
)
def test_titles_names_and_irony_are_nobodys_words(text: str) -> None:
    assert found(text) == []


def test_a_so_called_speaker_is_not_quoted() -> None:
    quotation = only("Die sogenannte „Elite“ sagte, dass der Damm sicher sei.")
    assert (quotation.kind, quotation.words) == (INDIRECT, "dass der Damm sicher sei")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Jan Claussen bezeichnete das Urteil als „Schande für alle Bürger“.", "Schande für alle Bürger"),
        (
            "Jan Claussen nannte den Plan „einen schlechten Witz von Leuten ohne Ahnung“.",
            "einen schlechten Witz von Leuten ohne Ahnung",
        ),
        ("Jan Claussen warnte vor „Experimenten am lebenden Objekt“.", "Experimenten am lebenden Objekt"),
        ("Jan Claussen sprach von einer „Schande für das Land“.", "Schande für das Land"),
        broken(
            "two words after „nennen“ count as reported speech, not as words",
            "Jan Claussen nannte den Plan „völlig verrückt“.", "völlig verrückt",
        ),
    ],
)  # fmt: skip
def test_what_somebody_calls_something(text: str, words: str) -> None:
    quotation = only(text)
    assert (quotation.kind, quotation.words, quotation.name) == (DIRECT, words, JAN)


@pytest.mark.parametrize(
    "text",
    [
        "Jan Claussen sprach von einem Entwurf für ein „Gesetz gegen den Lärm“.",
        "Jan Claussen sprach von der „Morgenpost“.",
    ],
)
def test_names_of_things_are_nobodys_words(text: str) -> None:
    assert DIRECT not in {quotation.kind for quotation in found(text)}


def test_long_words_in_marks_are_somebodys_even_without_a_frame() -> None:
    quotation = only("Von „einem Wahnsinn, den hier niemand mehr verstehen kann“ war die Rede.")
    assert (quotation.kind, quotation.speaker, quotation.confidence <= 0.6) == (DIRECT, "", True)


def test_an_answer_to_a_question_that_stands_in_the_frame() -> None:
    quotation = only("Jan Claussen sagte auf die Frage, ob er komme: „Nein, ich bleibe hier.“")
    assert (quotation.kind, quotation.words, quotation.cue) == (DIRECT, "Nein, ich bleibe hier.", "sagte")


@pytest.mark.parametrize(
    ("text", "speaker", "cue"),
    [
        ("„Das Wasser steigt“, grinst der Trainer.", "der Trainer", "grinst"),
        ("„Das Wasser steigt“, blinzelte Eva Muster.", "Eva Muster", "blinzelte"),
        ("„Zwei Stunden“, verbessert Eva Muster den Mann.", "Eva Muster", "verbessert"),
        ("„Das Wasser steigt weiter“, ist Eva Muster sicher.", "Eva Muster", "ist | sicher"),
        ("„Claussen ins Rathaus“, sangen die Fans bis in die Nacht.", "die Fans", "sangen"),
    ],
)
def test_any_verb_behind_the_words_names_who_speaks(text: str, speaker: str, cue: str) -> None:
    quotation = only(text)
    assert (quotation.kind, quotation.speaker, quotation.cue) == (DIRECT, speaker, cue)


@pytest.mark.parametrize(
    "text",
    [
        "„Das Wasser steigt weiter an“, steht an der Wand.",
        "„Das Wasser steigt weiter an“, prangt über dem Tor.",
    ],
)
def test_what_no_person_does_behind_the_words_names_nobody(text: str) -> None:
    assert found(text)[-1].speaker == ""


def test_a_question_word_is_nobody() -> None:
    quotation = found("Welches Wort es ist, will Eva Muster nicht verraten. „Das Wasser steigt weiter an.“")[
        -1
    ]
    assert quotation.name == "Eva Muster"


def test_a_name_of_common_nouns_can_speak() -> None:
    quotation = only("Die IG Metall nannte das „Erpressung mit Briefkopf“.")
    assert (quotation.words, quotation.name) == ("Erpressung mit Briefkopf", "IG Metall")
