"""Who speaks: names, roles, pronouns, institutions, unnamed sources, interviews, satire."""

from dataclasses import replace

import pytest

from kg.extract import coreference, quotations, sentences
from kg.model import Chain, EntityKind, Mention, MentionForm, Span
from tests.articles import document, said
from tests.support.quotations import annotated, broken, found, only

WORDS = "Das Wasser steigt weiter"
SATIRE = "# taz.de -- Die Wahrheit: Land unter\n> Ein Vorspann, der etwas sagt.\n"


@pytest.mark.parametrize(
    ("text", "speaker", "name"),
    [
        (f"„{WORDS}“, sagte Bürgermeister Jan Claussen.", "Bürgermeister Jan Claussen", "Jan Claussen"),
        (f"„{WORDS}“, sagte Jan Claussen (SPD).", "Jan Claussen (SPD)", "Jan Claussen"),
        (f"Eva Muster kam. „{WORDS}“, sagte sie.", "sie", "Eva Muster"),
        (f"Eva Muster kam. „{WORDS}“, sagte die 50-Jährige.", "die 50-Jährige", "Eva Muster"),
        (f"Eva Muster kam. „{WORDS}“, sagte Muster.", "Muster", "Eva Muster"),
        (f"Eva Muster traf Peter Lang. „{WORDS}“, sagte er.", "er", "Peter Lang"),
        (f"Peter Lang traf Eva Muster. „{WORDS}“, sagte er.", "er", "Peter Lang"),
        ("Nach Angaben von Eva Muster ist der Damm alt.", "Angaben von Eva Muster", "Eva Muster"),
        ("Eva Muster kam. Nach Ansicht Eva Musters ist der Damm alt.", "Ansicht Eva Musters", "Eva Muster"),
        broken(
            "a genitive s stays in a name that stands nowhere else", "Nach Ansicht Eva Musters ist der Damm alt.",
            "Ansicht Eva Musters", "Eva Muster",
        ),
        (f"Eva Muster kam mit Jan Claussen. „{WORDS}“, sagte sie.", "sie", "Eva Muster"),
        ("Peter Langs Anwältin Lena Roth sagte, er sei unschuldig.", "Peter Langs Anwältin Lena Roth", "Lena Roth"),
        (f"„{WORDS}“, sagte Peter Langs Sprecher Jan Claussen.", "Peter Langs Sprecher Jan Claussen", "Jan Claussen"),
        ("Der Bürgermeister, Jan Claussen, sagte, dass der Damm hält.", "Der Bürgermeister, Jan Claussen", "Jan Claussen"),
    ],
)  # fmt: skip
def test_names_and_what_stands_for_them(text: str, speaker: str, name: str) -> None:
    quotation = only(text)
    assert (quotation.speaker, quotation.name, quotation.named) == (speaker, name, True)


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("Nach Angaben der Behörde ist der Damm alt.", "Behörde", EntityKind.ORGANIZATION),
        (f"„{WORDS}“, sagte ein Sprecher der Polizei.", "ein Sprecher der Polizei", EntityKind.PERSON),
        (
            "Nach Angaben eines Sprechers der Polizei ist der Damm alt.",
            "eines Sprechers der Polizei",
            EntityKind.PERSON,
        ),
        ("Der Verein betonte, man habe alles getan.", "Der Verein", EntityKind.ORGANIZATION),
        ("Die Reederei Hansen sagte, es regne.", "Die Reederei Hansen", EntityKind.ORGANIZATION),
        ("Die Stadtverwaltung sagte, dass es regne.", "Die Stadtverwaltung", EntityKind.ORGANIZATION),
        ("Der Polizist sagte, dass der Täter geflohen sei.", "Der Polizist", EntityKind.PERSON),
    ],
)
def test_institutions_and_sources_without_a_name(text: str, name: str, kind: EntityKind) -> None:
    doc = annotated(text)
    (quotation,) = doc.quotations
    assert quotation.source is not None
    chain = doc.chains[quotation.source]
    assert (chain.name, chain.kind, chain.named) == (name, kind, False)


def test_a_pronoun_means_the_one_whom_the_sentence_before_is_about() -> None:
    *_, last = found(
        f"„{WORDS}“, sagte Anna Lang. Auch die Gutachterin Eva Muster kennt den Fall. „{WORDS} an“, sagte sie."
    )
    assert (last.speaker, last.name) == ("sie", "Eva Muster")


@pytest.mark.parametrize("kind", EntityKind)
def test_people_organisations_and_places_speak_and_nothing_else(kind: EntityKind) -> None:
    text = "Nordlicht sagte, dass es regne."
    mention = Mention(
        span=Span(0, 9),
        kind=kind,
        form=MentionForm.NAME,
        chain=0,
        extractor="test",
        rule="test",
        confidence=1,
    )
    bare = replace(
        annotated(text), quotations=(), mentions=(mention,), chains=(Chain(kind=kind, name="Nordlicht"),)
    )
    doc = coreference.EXTRACTOR(quotations.EXTRACTOR(sentences.EXTRACTOR(bare)))
    (quotation,) = doc.quotations
    assert quotation.source is not None
    speaker = doc.chains[quotation.source]
    assert speaker.named == (kind in (EntityKind.PERSON, EntityKind.ORGANIZATION, EntityKind.PLACE))
    assert speaker.kind is kind or not speaker.named


@pytest.mark.parametrize(
    "text",
    [
        "Es gibt einen Bericht. Demnach ist der Damm alt.",
        "Es gibt einen Bericht, wonach der Damm alt ist.",
        "Man sagt, dass der Damm alt sei.",
        f"„{WORDS}“, sagte er.",
        "Seiner Meinung nach ist der Damm alt.",
    ],
)
def test_words_that_name_nobody_make_no_source(text: str) -> None:
    quotation = only(text)
    assert (quotation.speaker != "", quotation.name, quotation.confidence <= 0.6) == (True, None, True)


def test_a_quotation_goes_on_with_the_one_who_spoke() -> None:
    quotations = found("„Es steigt“, sagte Eva Muster. „Und keiner tut etwas.“\n\n„Wir bleiben hier.“")
    assert [quotation.name for quotation in quotations] == ["Eva Muster"] * 3


def test_carried_speakers_make_a_find_less_sure() -> None:
    first, second = found("„Es steigt“, sagte Eva Muster. „Und keiner tut etwas.“")
    assert second.confidence < first.confidence


def test_in_an_interview_the_answers_are_said_and_what_they_quote() -> None:
    doc = document(
        "taz: Frau Muster, sagt die Stadt nicht, der Damm sei alt?\n"
        "Eva Muster: Peter Lang sagte: „Es steigt.“ Ich glaube das.\n"
        "Und nun?\n"
        "Nun warten wir."
    )
    assert [(words, name) for words, name, _ in said(doc)] == [
        ("Peter Lang sagte: „Es steigt.“ Ich glaube das.", "Eva Muster"),
        ("Es steigt.", "Peter Lang"),
        ("Nun warten wir.", "Eva Muster"),
    ]


def test_satire_is_marked_and_what_it_invents_stays_evidence_only() -> None:
    doc = document(f"„{WORDS}“, sagte Jan Claussen.", head=SATIRE)
    assert doc.article.satire
    assert [words for words, _, _ in said(doc)] == [WORDS]
    assert not document(f"„{WORDS}“, sagte Jan Claussen.").article.satire


def test_two_people_who_speak_together() -> None:
    quotation = only("Jan Claussen und Eva Muster sagten, dass der Damm sicher sei.")
    assert (quotation.speaker, quotation.name) == ("Jan Claussen und Eva Muster", "Jan Claussen")


def test_what_somebody_says_that_somebody_said() -> None:
    outer, inner = found("Die Zeitung berichtete, dass Jan Claussen gesagt habe, es gebe keine Gefahr.")
    assert (outer.speaker, inner.speaker) == ("Die Zeitung", "Jan Claussen")
    assert inner.words == "es gebe keine Gefahr"


def test_words_in_the_headline_of_an_interview_are_those_of_the_one_who_is_asked() -> None:
    doc = document(
        "taz: Frau Muster, was nun?\nEva Muster: Wir warten.\nUnd dann?\nDann gehen wir.",
        head="# taz.de -- Kiel: „Der Damm hält noch lange“\n> Ein Vorspann.\n",
    )
    assert ("Der Damm hält noch lange", "Eva Muster") in [(words, name) for words, name, _ in said(doc)]


def test_the_woman_of_a_headline_is_the_one_whom_the_article_is_about() -> None:
    doc = document(
        "Eva Muster ruft. Eva Muster lacht. Eva Muster winkt. Muster geht. Dann kommt Ole Brandt.",
        head="# taz.de -- Kiel: Die Frau mit dem Megafon\n> Ein Vorspann.\n",
    )
    (found,) = [m for m in doc.mentions if m.span.of(doc.article.text) == "Die Frau"]
    assert found.chain is not None
    assert (doc.chains[found.chain].name, found.rule) == ("Eva Muster", "about")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("„Man muss die Leute mitnehmen“, heißt es gern in solchen Fällen.", None),
        ("„Man muss die Leute mitnehmen“, heißt es gern in der Behörde.", "der Behörde"),
    ],
)
def test_a_circumstance_speaks_no_words(text: str, name: str | None) -> None:
    doc = annotated(text)
    (quotation,) = doc.quotations
    assert (None if quotation.source is None else doc.chains[quotation.source].name) == name
