"""Direct quotations in the shapes of German news, and what is none."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.extract import annotate
from kg.model import Span
from kg.text import quoted, sentences
from tests.articles import article, document, said

JAN = "Jan Claussen"
WORDS = "Das Wasser steigt weiter"


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (f"„{WORDS}“, sagte Jan Claussen am Montag.", (WORDS, JAN, "Jan Claussen")),
        (f"„{WORDS}“, so Bürgermeister Jan Claussen.", (WORDS, JAN, "Bürgermeister Jan Claussen")),
        (f"„{WORDS}“, hatte Jan Claussen am Morgen gesagt.", (WORDS, JAN, "Jan Claussen")),
        (f"Jan Claussen sagte: „{WORDS}.“", (f"{WORDS}.", JAN, "Jan Claussen")),
        (f"Am Montag sagte Jan Claussen: „{WORDS}.“", (f"{WORDS}.", JAN, "Jan Claussen")),
        (f"Jan Claussen: „{WORDS}.“", (f"{WORDS}.", JAN, "Jan Claussen")),
        (f"Jan Claussen kam an. „{WORDS}“, sagte er.", (WORDS, JAN, "er")),
        (f"Jan Claussen kam an. „{WORDS}“, sagte der 71-Jährige.", (WORDS, JAN, "der 71-Jährige")),
        (f"Jan Claussen kam an. „{WORDS}“, sagte Claussen.", (WORDS, JAN, "Claussen")),
        (f"»{WORDS}«, sagte Jan Claussen.", (WORDS, JAN, "Jan Claussen")),
        (f'"{WORDS}", sagte Jan Claussen.', (WORDS, JAN, "Jan Claussen")),
        (f"„{WORDS}“, sagte ein Sprecher der Polizei.", (WORDS, "ein Sprecher der Polizei", "ein Sprecher der Polizei")),
    ],
)  # fmt: skip
def test_one_quotation(body: str, expected: tuple[str, str, str]) -> None:
    assert said(document(body)) == [expected]


def test_a_woman_is_not_he() -> None:
    assert said(document(f"Jan Claussen und Eva Muster kamen. „{WORDS}“, sagte er.")) == [(WORDS, JAN, "er")]


def test_a_quotation_goes_on_without_a_verb() -> None:
    found = said(document(f"„{WORDS}“, sagte Jan Claussen. „Und keiner tut etwas.“"))
    assert [name for _, name, _ in found] == [JAN, JAN]


def test_an_unnamed_source_is_no_name() -> None:
    doc = document(f"„{WORDS}“, sagte ein Sprecher der Polizei.")
    (quotation,) = doc.quotations
    assert quotation.source is not None
    assert not doc.chains[quotation.source].named


@pytest.mark.parametrize("words", ["die Alte", "Politik der offenen Türen", "Möwenflug"])
def test_titles_and_irony_are_nobodys_words(words: str) -> None:
    assert said(document(f"Man nennt es hier „{words}“ seit langem.")) == []


def test_two_people_of_an_interview() -> None:
    doc = document("taz: Frau Muster, wie geht es?\nEva Muster: Gut, danke.\nWirklich?\nJa, sehr gut.")
    assert [(words, name) for words, name, _ in said(doc)] == [
        ("Gut, danke.", "Eva Muster"),
        ("Ja, sehr gut.", "Eva Muster"),
    ]


@given(st.text(alphabet='ab „“‚‘»«"’.,:!? \nSagteER', max_size=200))
def test_any_text_gives_spans_inside_it(text: str) -> None:
    body = article(f"A {text} B.")
    doc = annotate(body)
    for span in [m.span for m in doc.mentions] + [p for q in doc.quotations for p in q.parts]:
        assert 0 <= span.start < span.end <= len(body.text)


@given(st.text(alphabet='ab „“‚‘»«".!? A1', min_size=1, max_size=100))
def test_sentences_and_marks_stay_in_order(text: str) -> None:
    span = Span(0, len(text))
    end = 0
    for sentence in sentences(text, span):
        assert end <= sentence.start < sentence.end <= len(text)
        end = sentence.end
    end = 0
    for mark in quoted(text, span):
        assert end <= mark.outer.start < mark.inner.start < mark.inner.end <= mark.outer.end
        end = mark.outer.end


def test_20_a_chain_of_two_quotations() -> None:
    found = said(document("Jan Claussen schrieb mir: „Ich komme.“ Und: „Morgen.“"))
    assert found == [("Ich komme.", JAN, "Jan Claussen"), ("Morgen.", JAN, "Jan Claussen")]
