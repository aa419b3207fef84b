"""The verb tables: known forms, Konjunktiv, separable verbs, and well-formed rows."""

import re

import pytest

from kg.lang import Mood, VerbForm, language
from kg.lang.tables import lines, rows

GERMAN = language("de")


def finite(form: str) -> set[tuple[str, str, bool, int, str | None]]:
    return {
        (r.lemma, str(r.mood), r.past, r.person, r.number)
        for r in GERMAN.verb(form)
        if r.form is VerbForm.FINITE and r.mood is not Mood.IMPERATIVE
    }


@pytest.mark.parametrize(
    ("form", "expected"),
    [
        ("sagte", {("sagen", "indicative", True, 3, "s"), ("sagen", "konjunktiv2", False, 3, "s")}),
        ("sprach", {("sprechen", "indicative", True, 3, "s")}),
        ("seien", {("sein", "konjunktiv1", False, 3, "p")}),
        ("weiß", {("wissen", "indicative", False, 3, "s")}),
        ("kündigte", {("kündigen", "indicative", True, 3, "s"), ("kündigen", "konjunktiv2", False, 3, "s")}),
        (
            "ankündigte",
            {("ankündigen", "indicative", True, 3, "s"), ("ankündigen", "konjunktiv2", False, 3, "s")},
        ),
        ("wandte", {("wenden", "indicative", True, 3, "s")}),
        ("will", {("wollen", "indicative", False, 3, "s")}),
    ],
)
def test_a_form_gives_lemma_mood_tense_and_person(
    form: str, expected: set[tuple[str, str, bool, int, str]]
) -> None:
    assert {reading for reading in finite(form) if reading[3] == 3} == expected


@pytest.mark.parametrize(
    "form",
    re.findall(
        r"\w+",
        "sei habe werde könne müsse solle dürfe wolle möge gebe gehe komme wisse lasse ankündige zurückweise handle",
    ),
)
def test_konjunktiv_1_of_the_third_person_is_certain_where_the_indicative_differs(form: str) -> None:
    found = GERMAN.subjunctive(form)
    assert found is not None
    assert (found.mood, found.certain) == (Mood.KONJUNKTIV_1, True)


@pytest.mark.parametrize(
    "form",
    re.findall(r"\w+", "wäre hätte würde käme gäbe ginge könnte müsste dürfte möchte stünde stände hülfe"),
)
def test_konjunktiv_2_with_umlaut_or_e_is_certain(form: str) -> None:
    found = GERMAN.subjunctive(form)
    assert found is not None
    assert (found.mood, found.certain) == (Mood.KONJUNKTIV_2, True)


@pytest.mark.parametrize("form", ["machte", "sollte", "wollte", "erklärte", "verwendete"])
def test_weak_past_forms_are_ambiguous(form: str) -> None:
    found = GERMAN.subjunctive(form)
    assert found is not None
    assert not found.certain


@pytest.mark.parametrize(
    ("form", "certain"), [("seien", True), ("hätten", True), ("haben", False), ("gingen", False)]
)
def test_the_plural_is_judged_by_the_plural(form: str, certain: bool) -> None:
    found = GERMAN.subjunctive(form, plural=True)
    assert found is not None
    assert found.certain is certain


@pytest.mark.parametrize("form", ["ist", "hat", "wird", "kommt", "sagt", "rief", "haus", "und", ""])
def test_indicatives_and_other_words_are_no_konjunktiv(form: str) -> None:
    assert GERMAN.subjunctive(form) is None


@pytest.mark.parametrize(
    ("form", "lemma", "kind"),
    [
        ("gesagt", "sagen", VerbForm.PARTICIPLE),
        ("angekündigt", "ankündigen", VerbForm.PARTICIPLE),
        ("anerkannt", "anerkennen", VerbForm.PARTICIPLE),
        ("zurückgewiesen", "zurückweisen", VerbForm.PARTICIPLE),
        ("anzukündigen", "ankündigen", VerbForm.ZU_INFINITIVE),
        ("wiederherzustellen", "wiederherstellen", VerbForm.ZU_INFINITIVE),
        ("vorzuwerfen", "vorwerfen", VerbForm.ZU_INFINITIVE),
        ("mitteilen", "mitteilen", VerbForm.INFINITIVE),
        ("umgangen", "umgehen", VerbForm.PARTICIPLE),
        ("umgegangen", "umgehen", VerbForm.PARTICIPLE),
        ("schlussgefolgert", "schlussfolgern", VerbForm.PARTICIPLE),
    ],
)
def test_forms_without_person(form: str, lemma: str, kind: VerbForm) -> None:
    assert (lemma, kind) in {(reading.lemma, reading.form) for reading in GERMAN.verb(form)}


@pytest.mark.parametrize(
    ("form", "lemma"), [("muß", "müssen"), ("heisst", "heißen"), ("schloß", "schließen")]
)
def test_older_and_swiss_spelling_is_read(form: str, lemma: str) -> None:
    assert {reading.lemma for reading in GERMAN.verb(form)} == {lemma}


@pytest.mark.parametrize(
    ("prefix", "base"),
    [("an", "kündigen"), ("bei", "pflichten"), ("zurück", "weisen"), ("hinzu", "fügen"), ("klar", "machen")],
)
def test_a_prefix_and_a_base_make_a_separable_verb(prefix: str, base: str) -> None:
    assert GERMAN.separable(prefix, base) == prefix + base


@pytest.mark.parametrize(("prefix", "base"), [("an", "erklären"), ("be", "haupten"), ("wieder", "behaupten")])
def test_other_pairs_make_none(prefix: str, base: str) -> None:
    assert GERMAN.separable(prefix, base) is None


@pytest.mark.parametrize("form", ["behauptung", "gestern", "präsident", "angeblich", "xyz", "an", "zu"])
def test_other_words_are_no_verbs(form: str) -> None:
    assert GERMAN.verb(form) == ()


def test_the_table_is_sorted_unique_and_well_formed() -> None:
    forms = [row[0] for row in rows("de", "verbs.tsv")]
    assert forms == sorted(set(forms))
    code = "(?:[ptkci][123][sp]|pp|inf)"
    entry = f"[a-zäöüßé]+(?: {code})+"
    wrong = [
        line
        for line in lines("de", "verbs.tsv")
        if not re.fullmatch(rf"[a-zäöüßé]+\t{entry}(?:; {entry})*", line)
    ]
    assert wrong == []


def test_every_base_of_a_separable_verb_is_conjugated() -> None:
    table = rows("de", "separable_verbs.tsv")
    assert [row[0] for row in table] == sorted({row[0] for row in table})
    bases = {base for _, found in table for base in found.split()}
    assert {base for base in bases if not any(r.lemma == base for r in GERMAN.verb(base))} == set()


def test_the_table_is_large() -> None:
    lemmas = {entry.split()[0] for row in rows("de", "verbs.tsv") for entry in row[1].split("; ")}
    separable = sum(len(row[1].split()) for row in rows("de", "separable_verbs.tsv"))
    assert len(lemmas) + separable > 7000
