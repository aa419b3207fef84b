"""The tables of cues: what known verbs take, multi-word cues, and well-formed rows."""

import pytest

from kg.lang import CueVerb, Medium, SourcePlace, Takes, language
from kg.lang.tables import rows

GERMAN = language("de")


def plain(lemma: str) -> CueVerb:
    return next(cue for cue in GERMAN.cue_verbs(lemma) if not cue.words and not cue.reflexive)


@pytest.mark.parametrize(
    ("lemma", "medium", "takes", "addressee", "strength"),
    [
        ("sagen", Medium.SPEECH, "dmqn", "dat", 3),
        ("mitteilen", Medium.WRITING, "dq", "dat", 3),
        ("vermuten", Medium.THOUGHT, "dm", "", 3),
        ("schreiben", Medium.WRITING, "dmq", "dat", 3),
        ("fordern", Medium.SPEECH, "dzn", "", 3),
        ("bezeichnen", Medium.SPEECH, "a", "", 3),
        ("informieren", Medium.SPEECH, "dp", "acc", 2),
        ("fragen", Medium.SPEECH, "wq", "acc", 3),
        ("finden", Medium.THOUGHT, "dma", "", 2),
        ("geißeln", Medium.SPEECH, "n", "", 3),
    ],
)
def test_a_cue_tells_medium_complement_addressee_and_strength(
    lemma: str, medium: Medium, takes: str, addressee: str, strength: int
) -> None:
    cue = plain(lemma)
    assert medium in cue.media
    assert cue.takes >= set(map(Takes, takes))
    assert (cue.addressee, cue.strength) == (addressee, strength)


@pytest.mark.parametrize(
    ("lemma", "flag"),
    [
        ("bestreiten", "negated"),
        ("bestätigen", "factive"),
        ("versprechen", "commissive"),
        ("fordern", "directive"),
        ("kritisieren", "evaluative"),
        ("flüstern", "manner"),
        ("heißen", "impersonal"),
    ],
)
def test_flags_tell_how_the_content_is_meant(lemma: str, flag: str) -> None:
    assert getattr(plain(lemma), flag)
    assert not getattr(plain("sagen"), flag)


@pytest.mark.parametrize(
    ("lemma", "words"),
    [
        ("bringen", "zur Sprache"),
        ("stellen", "in Aussicht"),
        ("geben", "zu Protokoll"),
        ("wollen", "wissen"),
        ("machen", "deutlich"),
        ("sein", "der Auffassung"),
        ("zeigen", "überzeugt"),
        ("ausgehen", "davon"),
        ("äußern", "besorgt"),
    ],
)
def test_cues_of_several_words_stand_under_their_verb(lemma: str, words: str) -> None:
    assert tuple(words.split()) in {cue.words for cue in GERMAN.cue_verbs(lemma)}


def test_a_cue_with_fixed_words_comes_before_the_verb_alone() -> None:
    cues = GERMAN.cue_verbs("geben")
    assert [len(cue.words) for cue in cues] == sorted((len(cue.words) for cue in cues), reverse=True)


@pytest.mark.parametrize(
    "lemma", ["kommen", "geben", "bringen", "sein", "laufen", "essen", "verkaufen", "sterben"]
)
def test_other_verbs_alone_are_no_cues(lemma: str) -> None:
    assert not any(not cue.words for cue in GERMAN.cue_verbs(lemma))


def test_cue_verbs_are_sorted_unique_and_complete() -> None:
    table = rows("de", "cue_verbs.tsv")
    assert table == sorted(table)
    assert len({(row[0], row[2], "r" in row[7]) for row in table}) == len(table)
    assert len({row[0] for row in table}) > 450


def test_every_cue_verb_has_a_paradigm() -> None:
    table = rows("de", "cue_verbs.tsv")
    assert {
        row[0] for row in table if row[0] not in {reading.lemma for reading in GERMAN.verb(row[0])}
    } == set()


def test_every_prefix_splits_its_verb() -> None:
    split = [(row[1], row[0].removeprefix(row[1])) for row in rows("de", "cue_verbs.tsv") if row[1] != "-"]
    assert [pair for pair in split if GERMAN.separable(*pair) is None] == []


def test_every_separable_cue_names_its_prefix() -> None:
    table = {row[0]: row[1] for row in rows("de", "cue_verbs.tsv")}
    both = {
        "unterstellen",
        "umschreiben",
        "umreißen",
        "wiederholen",
        "übersetzen",
        "hinterfragen",
        "überlegen",
        "unterbreiten",
    }
    hidden = {
        lemma
        for lemma, prefix in table.items()
        if prefix == "-" and lemma not in both and any(reading.prefix for reading in GERMAN.verb(lemma))
    }
    assert hidden == set()


@pytest.mark.parametrize(
    ("form", "noun"),
    [
        ("Vorwürfe", "Vorwurf"),
        ("Vorwurfs", "Vorwurf"),
        ("Angaben", "Angabe"),
        ("Presseerklärung", "Erklärung"),
        ("Rücktrittsforderungen", "Forderung"),
        ("Gedankens", "Gedanke"),
        ("Berichten", "Bericht"),
        ("Medienberichten", "Bericht"),
    ],
)
def test_a_noun_of_content_is_known_in_every_form_and_at_the_end_of_compounds(form: str, noun: str) -> None:
    found = GERMAN.cue_noun(form)
    assert found is not None
    assert found.noun == noun


@pytest.mark.parametrize(
    "form",
    [
        "vorwurf",
        "Haus",
        "Polizei",
        "Apparat",
        "Regierung",
        "Tat",
        "Aussicht",
        "Ausschluss",
        "Vorsorge",
        "Konversion",
        "",
    ],
)
def test_other_words_name_no_content(form: str) -> None:
    assert GERMAN.cue_noun(form) is None


def test_nouns_tell_whether_they_name_a_source() -> None:
    names = {
        form: found.names_source
        for form in ("Angaben", "Ansicht", "Forderung")
        if (found := GERMAN.cue_noun(form))
    }
    assert names == {"Angaben": True, "Ansicht": True, "Forderung": False}


@pytest.mark.parametrize(
    ("words", "source"),
    [
        ("laut", SourcePlace.AFTER),
        ("zufolge", SourcePlace.BEFORE),
        ("nach Angaben", SourcePlace.GENITIVE),
        ("aus Sicht", SourcePlace.GENITIVE),
        ("dem Vernehmen nach", SourcePlace.UNNAMED),
        ("demnach", SourcePlace.EARLIER),
        ("nach eigenen Angaben", SourcePlace.SUBJECT),
        ("meines Erachtens", SourcePlace.SPEAKER),
        ("es heißt", SourcePlace.UNNAMED),
    ],
)
def test_a_phrase_tells_where_its_source_stands(words: str, source: SourcePlace) -> None:
    assert source in {
        phrase.source for phrase in GERMAN.cue_phrases() if phrase.words == tuple(words.split())
    }


def test_long_phrases_come_first() -> None:
    lengths = [len(phrase.words) for phrase in GERMAN.cue_phrases()]
    assert lengths == sorted(lengths, reverse=True)


@pytest.mark.parametrize(
    ("name", "columns"), [("cue_nouns.tsv", 7), ("cue_phrases.tsv", 5), ("cue_verbs.tsv", 8)]
)
def test_tables_are_sorted_unique_and_of_one_width(name: str, columns: int) -> None:
    table = rows("de", name)
    assert table == sorted(table)
    assert {len(row) for row in table} == {columns}
    assert len({tuple(row) for row in table}) == len(table)
