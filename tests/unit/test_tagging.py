"""Parts of speech, and the models that ship with kg."""

from pathlib import Path

import pytest

from kg.errors import ModelError
from kg.model import Span
from kg.models import checked
from kg.models.words import CITY, FINITE, FIRST_NAME, NONE, WordTable, pack, words
from kg.tagging import Name, document_entities, entities, tag_sentences
from kg.tagging.consistency import agree
from kg.tagging.forms import Form, analyse


def tagged(text: str) -> str:
    found = tag_sentences(text, [Span(0, len(text))])
    return " ".join(f"{token.text}/{token.tag}" for sentence in found for token in sentence.tokens)


@pytest.mark.parametrize(
    "expected",
    [
        "Der/ART Rat/NN hat/VAFIN den/ART Plan/NN abgelehnt/VVPP ./$.",
        "Sie/PPER nahm/VVFIN den/ART Preis/NN an/PTKVZ ./$.",
        "Er/PPER sagte/VVFIN ,/$, dass/KOUS er/PPER kommen/VVINF werde/VAFIN ./$.",
        "Der/ART Mann/NN ,/$, der/PRELS gestern/ADV kam/VVFIN ,/$, lacht/VVFIN ./$.",
        "Jens/NE Stoltenberg/NE lehnte/VVFIN es/PPER ab/PTKVZ ,/$, sofort/ADV zuzusagen/VVIZU ./$.",
        "„/$( Das/PDS muss/VMFIN enden/VVINF “/$( ,/$, sagte/VVFIN sie/PPER ./$.",
    ],
)
def test_tags(expected: str) -> None:
    assert tagged(" ".join(pair.rpartition("/")[0] for pair in expected.split())) == expected


def test_offsets_are_those_of_the_whole_text() -> None:
    text = "Überschrift ohne Punkt\n\nDer Rat\ntagt. Er bleibt."
    found = tag_sentences(text, [Span(0, 22), Span(24, len(text))])
    assert [sentence.span.of(text) for sentence in found] == [
        "Überschrift ohne Punkt",
        "Der Rat\ntagt.",
        "Er bleibt.",
    ]
    assert all(text[t.start : t.end] == t.text for sentence in found for t in sentence.tokens)


def test_the_table_of_words() -> None:
    table = words()
    assert table("sagte")[1] & FINITE
    assert table("anfing")[1] & FINITE
    assert table("München")[1] & CITY
    assert table("Angela")[1] & FIRST_NAME
    assert table("Merkel")[0] == table("Scholz")[0] >= 0
    assert table("Xqzvuq") == (-1, 0)


def test_a_table_gives_back_what_was_packed() -> None:
    table = WordTable(pack({"eins": (7, 3), "zwei": (62460, 0), "drei": (NONE, 2047)}))
    assert [table(word) for word in ("eins", "zwei", "drei", "vier")] == [
        (7, 3),
        (62460, 0),
        (-1, 2047),
        (-1, 0),
    ]
    with pytest.raises(ModelError):
        WordTable(b"kgwords2 but short")


def test_a_damaged_model_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="missing"):
        checked(tmp_path)
    (tmp_path / "model.bin").write_bytes(b"right")
    (tmp_path / "CARD.md").write_text(
        "sha256: e38f7f1be2d0ed2e1e8c4c3dea2a0cbf2ab3a9fae46ffd3a40b0ccf1f5a8f1e5"
    )
    with pytest.raises(ModelError, match="damaged"):
        checked(tmp_path)


def named(text: str) -> list[tuple[str, str]]:
    (sentence,) = tag_sentences(text, [Span(0, len(text))])
    places = sentence.tokens
    return [
        (text[places[name.start].start : places[name.end - 1].end], name.type) for name in entities(sentence)
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Angela Merkel reiste nach Moskau.", [("Angela Merkel", "PER"), ("Moskau", "LOC")]),
        ("Das sagte Jens Stoltenberg am Montag in Berlin.", [("Jens Stoltenberg", "PER"), ("Berlin", "LOC")]),
        ("Die SPD und die CDU stimmten zu.", [("SPD", "ORG"), ("CDU", "ORG")]),
        ("Der Rat hat lange beraten.", []),
        ("und so weiter", []),
    ],
)
def test_names(text: str, expected: list[tuple[str, str]]) -> None:
    assert named(text) == expected


def test_a_name_has_a_probability() -> None:
    text = "Angela Merkel reiste nach Moskau."
    (sentence,) = tag_sentences(text, [Span(0, len(text))])
    assert all(0.3 < name.probability <= 1 for name in entities(sentence))


ARTICLE = "Antony Blinken kam nach Genf. Am Abend traf Blinken dort Sergej Lawrow. Lawrow lehnte ab."


def in_article(text: str) -> list[tuple[str, str]]:
    sentences = tag_sentences(text, [Span(0, len(text))])
    return [
        (text[sentence.tokens[name.start].start : sentence.tokens[name.end - 1].end], name.type)
        for sentence, names in zip(sentences, document_entities(sentences), strict=True)
        for name in names
    ]


def test_an_article_names_a_person_the_same_throughout() -> None:
    people = [form for form, kind in in_article(ARTICLE) if kind == "PER"]
    assert people == ["Antony Blinken", "Blinken", "Sergej Lawrow", "Lawrow"]


def forms_and_tags(words: str) -> tuple[list[Form], list[str]]:
    pairs = [word.split("/") for word in words.split()]
    return [analyse(form) for form, _ in pairs], [tag for _, tag in pairs]


def test_doubt_is_settled_by_the_rest_of_the_article() -> None:
    forms, tags = forms_and_tags("Tarantella/NE kam/VVFIN")
    sure, doubtful = Name(0, 1, "ORG", 0.9), Name(0, 1, "PER", 0.4)
    assert agree([forms] * 2, [tags] * 2, [[sure], [doubtful]])[1] == [Name(0, 1, "ORG", 0.4)]
    assert agree([forms] * 2, [tags] * 2, [[sure], []])[1][0][:3] == (0, 1, "ORG")
    assert agree([forms] * 2, [tags] * 2, [[doubtful], []])[1] == []


def test_a_first_name_joins_the_surname_behind_it() -> None:
    forms, tags = forms_and_tags("Gestern/ADV kam/VVFIN Angela/NE Muster/NE")
    (names,) = agree([forms], [tags], [[Name(3, 4, "PER", 0.9)]])
    assert [name[:3] for name in names] == [(2, 4, "PER")]
