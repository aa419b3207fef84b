"""Plain texts as articles, and what was found as records."""

import io
import itertools
import json
from dataclasses import replace

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

import kg
from kg.errors import UsageError
from kg.model import QuotationKind
from kg.records import Record, extract_lines, plain_article, read_text, record
from kg.report import Problem


@pytest.mark.parametrize(
    ("text", "paragraphs"),
    [
        ("", []),
        (" \n\n \t ", []),
        ("Eins.", ["Eins."]),
        ("\n  Eins.\nWeiter.\n\n\n Zwei. \n", ["Eins. Weiter.", "Zwei."]),
        ("Eins.\r\nWeiter.\r\n\r\nZwei.", ["Eins.  Weiter.", "Zwei."]),
        ("Eins.\r\rZwei.\n \t\nDrei.", ["Eins.", "Zwei.", "Drei."]),
        ("Eins.\u2028\u2028Zwei.", ["Eins.", "Zwei."]),
    ],
)
def test_blank_lines_part_paragraphs(text: str, paragraphs: list[str]) -> None:
    article = plain_article(text)
    assert [block.span.of(article.text) for block in article.blocks] == paragraphs
    assert len(article.text) == len(text)


def test_a_paragraph_knows_its_line() -> None:
    assert [block.line for block in plain_article("\nA\nB\n\n\nC\n\nD").blocks] == [2, 6, 8]


@given(st.text(alphabet="ab \n\r\t\u2028„“.", max_size=60))
def test_paragraphs_hold_all_words_in_order(text: str) -> None:
    article = plain_article(text)
    spans = [block.span for block in article.blocks]
    assert " ".join(span.of(article.text) for span in spans).split() == [
        word for span in spans for word in span.of(text).split()
    ]
    assert sum(len("".join(span.of(text).split())) for span in spans) == len("".join(text.split()))
    assert all(a.end < b.start for a, b in itertools.pairwise(spans))


def test_records_name_types_and_entities_and_keep_marks() -> None:
    text = "Jan Claussen sagte der Zeitung: „Es regnet.“ Er sagte, man habe den Damm verstärkt. Das Wasser sei hoch."
    found = record(read_text(text), 7, text=True)
    assert (found.id, found.text) == (7, text)
    assert [q.type for q in found.quotations] == ["Direct", "Indirect", "IndirectFreeIndirect"]
    (begin, end), *_ = found.quotations[0].quote
    assert text[begin:end] == "„Es regnet.“"
    assert {q.speaker_entity for q in found.quotations} == {"Jan Claussen"}
    assert {(m.type, m.entity) for m in found.mentions} == {("Person", "Jan Claussen")}
    assert msgspec.convert(json.loads(msgspec.json.encode(found)), Record, strict=False) == found


@pytest.mark.parametrize(
    ("kind", "name"),
    [
        (QuotationKind.DIRECT, "Direct"),
        (QuotationKind.INDIRECT, "Indirect"),
        (QuotationKind.REPORTED, "Reported"),
        (QuotationKind.FREE_INDIRECT, "FreeIndirect"),
        (QuotationKind.INDIRECT_FREE_INDIRECT, "IndirectFreeIndirect"),
    ],
)
def test_every_type_has_its_name(kind: QuotationKind, name: str) -> None:
    document = read_text("Jan Claussen sagte, es regne.")
    changed = replace(document, quotations=(replace(document.quotations[0], kind=kind),))
    assert [q.type for q in record(changed, 1).quotations] == [name]


def test_lines_are_read_as_they_come() -> None:
    lines = io.BytesIO(b'{"id": 1, "text": "Ja."}\n\nnein\n{"id": 2, "text": ""}')
    found = list(kg.extract_lines(lines, path="a.jsonl"))
    assert [item.line if isinstance(item, Problem) else item.id for item in found] == [1, 3, 2]


def test_an_extractor_that_is_not_there_is_named() -> None:
    with pytest.raises(kg.KgError, match="no 'magic'"):
        kg.read_text("Ja.", extractors=["magic"])
    with pytest.raises(kg.KgError, match="needs"):
        next(extract_lines(io.BytesIO(b"{}"), path="a", extractors=["quotations"]))


def test_a_text_that_no_encoding_can_write_is_refused() -> None:
    with pytest.raises(UsageError, match="surrogate"):
        read_text("Jan Claussen sagte, es regne \ud800.")
