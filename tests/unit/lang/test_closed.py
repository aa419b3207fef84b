"""Closed classes: classes and features of known words, and a well-formed table."""

import pytest

from kg.lang import WordClass, language
from kg.lang.tables import rows

GERMAN = language("de")


@pytest.mark.parametrize(
    ("word", "kind", "features"),
    [
        ("dass", WordClass.SUBORDINATOR, ""),
        ("der", WordClass.ARTICLE, "m1s f2s f3s x2p"),
        ("der", WordClass.RELATIVE, "m1s f2s f3s x2p"),
        ("einen", WordClass.ARTICLE, "m4s"),
        ("keinen", WordClass.ARTICLE, "m4s x3p"),
        ("diesem", WordClass.DETERMINER, "m3s n3s"),
        ("seine", WordClass.POSSESSOR, "m3s n3s"),
        ("ihrem", WordClass.POSSESSOR, "f3s x3p"),
        ("ihrem", WordClass.POSSESSIVE, "m3s n3s"),
        ("sie", WordClass.SUBJECT_PRONOUN, "f3s x3p"),
        ("er", WordClass.SUBJECT_PRONOUN, "m3s"),
        ("ihm", WordClass.OBJECT_PRONOUN, "m3s n3s dat"),
        ("mit", WordClass.PREPOSITION, "dat"),
        ("auf", WordClass.PREPOSITION, "dat acc"),
        ("zufolge", WordClass.POSTPOSITION, ""),
        ("darauf", WordClass.PRONOMINAL_ADVERB, ""),
        ("allerdings", WordClass.DISCOURSE_ADVERB, ""),
        ("Frau", WordClass.TITLE, ""),
        ("angeblich", WordClass.QUOTATIVE_PARTICLE, ""),
    ],
)
def test_a_word_has_its_classes_with_features(word: str, kind: WordClass, features: str) -> None:
    assert GERMAN.word_classes(word)[kind] == frozenset(features.split())


@pytest.mark.parametrize("word", ["Haus", "sagen", "Dass", ""])
def test_other_words_have_none(word: str) -> None:
    assert not GERMAN.word_classes(word)


@pytest.mark.parametrize("kind", list(WordClass))
def test_every_class_has_members(kind: WordClass) -> None:
    assert GERMAN.members(kind)


def test_the_table_is_sorted_and_unique() -> None:
    table = rows("de", "closed_classes.tsv")
    assert table == sorted(table)
    assert len({(row[0], row[1]) for row in table}) == len(table)
    assert {len(row) for row in table} == {3}
