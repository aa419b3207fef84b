"""Names found by the encoder that ``--quality best`` runs, and the parts of it."""

import pytest

import kg
from kg.extract import BEST
from kg.model import Mention, Span
from kg.tagging import encoder, tag_sentences
from kg.tagging.encoder.model import LONGEST, fitting, given
from kg.tagging.pieces import UNKNOWN, Pieces


def named(text: str) -> list[tuple[str, str]]:
    sentences = tag_sentences(text, [Span(0, len(text))])
    return [
        (text[sentence.tokens[name.start].start : sentence.tokens[name.end - 1].end], name.type)
        for sentence, names in zip(sentences, encoder.document_entities(sentences), strict=True)
        for name in names
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Angela Merkel reiste nach Moskau.", [("Angela Merkel", "PER"), ("Moskau", "LOC")]),
        ("Xaveria Hölzenbein sprach in Kiel.", [("Xaveria Hölzenbein", "PER"), ("Kiel", "LOC")]),
        ("Die SPD und die CDU stimmten zu.", [("SPD", "ORG"), ("CDU", "ORG")]),
        ("Der Rat hat lange beraten.", []),
    ],
)
def test_names(text: str, expected: list[tuple[str, str]]) -> None:
    assert named(text) == expected


def test_no_sentence_has_no_names() -> None:
    assert encoder.document_entities([]) == []


def test_a_sentence_longer_than_the_encoder_sees_is_read_all_the_same() -> None:
    text = "Angela Merkel reiste " + "und reiste " * 400 + "nach Moskau."
    assert ("Angela Merkel", "PER") in named(text)


def test_signs_of_other_scripts_break_nothing() -> None:
    assert ("Angela Merkel", "PER") in named("Angela Merkel traf 习近平 und \U0001f600 in Kiel.")


def test_a_mention_says_by_which_extractor_it_was_found() -> None:
    document = kg.read_text("Angela Merkel reiste nach Moskau.", extractors=BEST)
    assert {mention.extractor for mention in document.mentions} == {"mentions-best"}
    assert [_words(document, mention) for mention in document.mentions] == ["Angela Merkel", "Moskau"]


def _words(document: kg.Document, mention: Mention) -> str:
    return mention.span.of(document.article.text)


def test_a_word_is_cut_into_the_most_probable_pieces() -> None:
    pieces = Pieces(
        {"<s>": 0, "<pad>": 0, "</s>": 0, "<unk>": 0, "▁Haus": -5, "▁Ha": -4, "us": -4, "boot": -6}
    )
    assert pieces("Haus") == (4,)
    assert pieces("Hausboot") == (4, 7)
    assert pieces("Haus§") == (4, UNKNOWN)
    assert pieces("") == (UNKNOWN,)


def test_pieces_beyond_what_the_encoder_has_places_for_are_left_out() -> None:
    cuts = fitting([(1, 2)] * 200)
    assert sum(map(len, cuts)) == LONGEST
    assert len(cuts) == 200
    assert given([cuts], [[(0,) * 7] * 200])["pieces"].shape == (1, LONGEST + 2)
