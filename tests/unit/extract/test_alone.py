"""A word that stands alone is no person only because the model says so."""

import pytest

import kg
from kg.model import EntityKind, MentionForm


def people(text: str) -> set[str]:
    """Return the names of people in a text."""
    return {
        mention.span.of(text)
        for mention in kg.read_text(text).mentions
        if mention.form is MentionForm.NAME and mention.kind is EntityKind.PERSON
    }


def kinds(text: str, words: str) -> set[EntityKind]:
    """Return as what some words of a text are found."""
    return {mention.kind for mention in kg.read_text(text).mentions if mention.span.of(text) == words}


def test_what_tables_know_for_an_organisation_is_one_if_nobody_has_the_name() -> None:
    assert kinds("Auch Caritas war in Kiel dabei.", "Caritas") == {EntityKind.ORGANIZATION}


def test_a_surname_stays_one_though_an_organisation_has_it() -> None:
    text = "Auf der Bühne stand Maria Springer. „Es war schön“, sagte Springer. Springer lachte."
    assert kinds(text, "Springer") == {EntityKind.PERSON}


def test_a_word_that_is_small_elsewhere_is_large_only_because_a_sentence_begins() -> None:
    text = "Die Gemeinde muss lange warten. Lange Plan muss warten wer heißt Land."
    assert people(text) == set()


def test_a_surname_is_one_at_the_beginning_of_a_sentence_too() -> None:
    text = "Lange hat gewartet. Am Ende kam Uwe Lange zu Wort. Lange ging lange."
    assert people(text) == {"Lange", "Uwe Lange"}


def test_a_word_that_is_large_within_a_sentence_may_be_somebody() -> None:
    text = "Am Montag traf Scholz in Kiel ein. Scholz sprach lange."
    assert people(text) == {"Scholz"}


def test_a_role_right_before_a_name_is_no_name_of_its_own() -> None:
    text = "„Die Stadt muss warten“, sagte Ärztekammerpräsidentin Olga Neuhofer-Ackerbecker aus Erfurt."
    assert people(text) == {"Olga Neuhofer-Ackerbecker"}


@pytest.mark.parametrize("role", ["", "Bürgermeister "])
def test_a_name_whose_end_a_cut_took_is_nobodys(role: str) -> None:
    assert people(f"„Der Plan steht“, sagte {role}Jona…\nDanach war es still.") == set()


def test_a_cut_name_that_the_article_has_whole_is_read() -> None:
    text = "Jonas Brandt lachte. „Der Plan steht“, sagte Jonas Brandt. Dann ging Brandt…"
    assert people(text) == {"Jonas Brandt", "Brandt"}


def test_a_double_surname_belongs_to_the_first_name_behind_a_role_whatever_nouns_are_in_it() -> None:
    text = "„Der Plan steht“, sagte Sprecherin Katrin Brandegger-Ackerbauer aus Stuttgart."
    assert people(text) == {"Katrin Brandegger-Ackerbauer"}


def test_an_adjective_is_not_the_surname_that_somebody_has() -> None:
    text = "Karl Klein kam an. Das Haus ist klein, aber Klein blieb. Auch Muhammad al-Assad kam. „Ja“, sagte al-Assad."
    assert people(text) == {"Karl Klein", "Klein", "Muhammad al-Assad", "al-Assad"}


def test_a_word_of_which_the_article_has_one_is_a_thing() -> None:
    text = "Wolf im Allgäu gesichtet. Ob es ein Wolf war, ist offen. Am Abend kam der Wolf wieder."
    assert people(text) == set()


def test_a_role_behind_an_article_is_no_surname() -> None:
    text = "Karl Haslach kam. „Der Plan steht“, sagt der Schäfer und schaut weg."
    assert people(text) == {"Karl Haslach"}


def test_a_surname_that_sounds_like_a_town_is_one_but_behind_a_preposition() -> None:
    text = "Sabine Lorch ruft. Lorch nahm das Megafon herunter. Dann fuhr sie nach Lorch."
    assert kinds(text, "Lorch") == {EntityKind.PERSON, EntityKind.PLACE}


def test_a_proper_noun_before_a_known_surname_is_the_first_name_of_a_namesake() -> None:
    text = "Béla Kovács ist Minister. „Ja“, ruft Zsófia Kovács ins Megafon. Dann ging Minister Kovács."
    assert people(text) == {"Béla Kovács", "Zsófia Kovács", "Kovács"}
