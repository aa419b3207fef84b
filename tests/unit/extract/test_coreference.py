"""Who is meant: role phrases, pronouns, epithets and kin, tied to the people of an article; and what is left untied."""

import pytest

from kg.model import Document, EntityKind, MentionForm
from kg.records import read_text

LANG = "Umweltministerin Eva Muster (Grüne) stellte den Plan vor. "
CLAUSSEN = "Jan Claussen, der Sprecher der Werft, kam am Montag nach Kiel. "


def meant(document: Document, words: str) -> str | None:
    """Whom the last mention with these words means."""
    text = document.article.text
    chains = [
        m.chain for m in document.mentions if m.span.of(text) == words and m.form is not MentionForm.NAME
    ]
    return document.chains[chains[-1]].name if chains and chains[-1] is not None else None


@pytest.mark.parametrize(
    ("text", "words", "name"),
    [
        pytest.param(LANG + "Am Abend wirkte die Ministerin müde.", "die Ministerin", "Eva Muster", id="head of a role"),
        pytest.param(LANG + "Am Abend wirkte die Grünen-Politikerin müde.", "die Grünen-Politikerin", "Eva Muster", id="party"),
        pytest.param(LANG + "Danach fuhr sie heim.", "sie", "Eva Muster", id="pronoun"),
        pytest.param(LANG + "Viele dankten ihr.", "ihr", "Eva Muster", id="dative"),
        pytest.param(CLAUSSEN + "Dort lobte der Sprecher den Damm.", "der Sprecher", "Jan Claussen", id="apposition"),
        pytest.param(CLAUSSEN + "Dann gab der 71-Jährige Interviews.", "der 71-Jährige", "Jan Claussen", id="age epithet"),
        pytest.param(CLAUSSEN + "Der lachte.", "Der", "Jan Claussen", id="demonstrative"),
        pytest.param(CLAUSSEN + "Viele kannten ihn.", "ihn", "Jan Claussen", id="accusative"),
        pytest.param(
            "Verteidiger Jan Claussen sprach zuerst. Richterin Eva Muster hörte zu. Später redete der Anwalt erneut.",
            "der Anwalt", "Jan Claussen", id="wider role",
        ),
        pytest.param(
            "Jan Claussen, 46, und Ole Brandt, 71, bauten den Damm. Gestern feierte der 71-Jährige.",
            "der 71-Jährige", "Ole Brandt", id="known age",
        ),
        pytest.param(
            "Jan Muster treibt die Kühe aus dem Stall. Seine Frau steht am Gatter. Eva Muster winkt.",
            "Seine Frau", "Eva Muster", id="kin of one surname",
        ),
        pytest.param(
            "Die Kanzlerin schwieg lange. Dann sprach Kanzlerin Eva Muster doch.",
            "Die Kanzlerin", "Eva Muster", id="told of later",
        ),
        pytest.param(
            "Richter Jan Claussen kam.\n\nDer ehemalige Maurer lachte.", "Der ehemalige Maurer", "Jan Claussen", id="an office opens a paragraph",
        ),
        pytest.param(
            "Jan Claussen hat seinen Titel verloren. Der Hamburger unterlag am Abend.", "Der Hamburger", "Jan Claussen", id="inhabitant of a city",
        ),
        pytest.param(
            "Der polnische Minister Jan Claussen traf Eva Muster. Später lachte der Pole.", "der Pole", "Jan Claussen", id="origin",
        ),
    ],
)  # fmt: skip
def test_words_that_mean_somebody_who_is_named(text: str, words: str, name: str) -> None:
    assert meant(read_text(text), words) == name


@pytest.mark.parametrize(
    ("text", "words"),
    [
        pytest.param(LANG + "Danach fuhren sie heim.", "sie", id="plural"),
        pytest.param(LANG + "Danach ging er heim.", "er", id="another gender"),
        pytest.param(LANG + "Wie geht es Ihnen? Haben Sie Zeit?", "Sie", id="form of address"),
        pytest.param(LANG + "Die Minister der Länder kamen.", "Die Minister", id="several"),
        pytest.param(
            "Minister Jan Claussen, ein Russe, kam. Viele der Russen gingen.",
            "der Russen",
            id="people of a country",
        ),
        pytest.param(CLAUSSEN + "Er ist der Sohn eines Fischers.", "der Sohn eines Fischers", id="predicate"),
        pytest.param(LANG + "Ein Bauer sah zu.", "Ein Bauer", id="mentioned once"),
    ],
)
def test_words_that_mean_nobody_who_is_known(text: str, words: str) -> None:
    assert meant(read_text(text), words) is None


def speakers(text: str) -> list[tuple[str, EntityKind, bool] | None]:
    document = read_text(text)
    chains = [None if q.source is None else document.chains[q.source] for q in document.quotations]
    return [None if c is None else (c.name, c.kind, c.named) for c in chains]


def test_a_pronoun_inside_a_quotation_is_not_its_speaker() -> None:
    document = read_text("Jan Claussen trat vor. „Er ist kein guter Redner“, sagte Ole Brandt.")
    assert meant(document, "Er") == "Jan Claussen"


def test_kin_inside_a_quotation_are_the_speakers() -> None:
    document = read_text(
        "Ole Brandt und Eva Brandt stritten. „Mein Vater hat den Damm gebaut“, sagte Eva Brandt."
    )
    assert meant(document, "Mein Vater") == "Ole Brandt"


def test_somebody_without_a_name_is_one_through_the_article() -> None:
    text = (
        "Jan Claussen war dabei. Ein Student der Universität wartete vor dem Haus. „Das Wasser steigt weiter an“, sagte er. "
        "„Es wird noch schlimmer kommen“, sagte der Student am Abend."
    )
    assert speakers(text) == [("Ein Student der Universität", EntityKind.PERSON, False)] * 2


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Eva Muster leitet die Stadt. Die IG Metall warnte. „Das Wasser steigt immer weiter an“, erklärte sie.", "IG Metall"),
        ("Jan Claussen kam. Auch der ADAC warnte. „Das Wasser steigt immer weiter an“, teilte er mit.", "ADAC"),
        ("Eva Muster kam. Die Grünen jubelten. „Das Wasser sinkt endlich wieder“, teilten sie mit.", "Grün"),
        ("Eva Muster lobte den Deutschen Skiverband. „Das Wasser steigt immer weiter an“, teilte der Verband mit.", "Skiverband"),
        ("Die SPD klatschte. Die FDP verließ den Saal. „Das ist nicht unsere Regierung“, erklärte die Fraktion.", "FDP"),
        ("Auch der ADAC half. „Das Wasser steigt immer weiter an“, hieß es in einer Mitteilung.", "ADAC"),
        ("Das Innenministerium schwieg. Der ADAC warnte. „Das Wasser steigt immer weiter an“, hieß es in der Mitteilung.", "ADAC"),
    ],
)  # fmt: skip
def test_what_an_institution_says_is_nobodys_else(text: str, name: str) -> None:
    found, kind, named = speakers(text)[-1] or ("", None, False)
    assert name in found
    assert (kind, named) == (EntityKind.ORGANIZATION, True)


def test_a_pronoun_takes_up_an_institution_without_a_name() -> None:
    text = "Der Verlag schließt das Haus an der Küste. „Die Leserschaft zieht davon“, teilte er mit."
    assert speakers(text)[-1] == ("Der Verlag", EntityKind.ORGANIZATION, False)


def test_an_institution_with_and_without_an_article_is_one_source() -> None:
    text = "Das Feuer sei gelöscht, teilte Einsatzleitung mit. Es gebe keine Verletzten, sagte die Einsatzleitung."
    first, second = speakers(text)
    assert first == second == ("Einsatzleitung", EntityKind.ORGANIZATION, False)


def test_each_tie_says_by_which_rule() -> None:
    document = read_text(LANG + "Danach fuhr sie heim. Am Abend wirkte die Ministerin müde.")
    found = {m.rule: m.extractor for m in document.mentions if m.form is not MentionForm.NAME}
    assert found == {"pronoun": "coreference", "same-role": "coreference"}


def names(text: str) -> list[tuple[str, str | None]]:
    """The names of people with whom they mean."""
    document = read_text(text)
    found = [m for m in document.mentions if m.kind is EntityKind.PERSON and m.form is MentionForm.NAME]
    return [(m.span.of(text), None if m.chain is None else document.chains[m.chain].name) for m in found]


@pytest.mark.parametrize(
    ("text", "words", "name"),
    [
        ("Trainer Bernd Sorge schwieg. Sorge selbst wollte nichts sagen.", "Sorge", "Bernd Sorge"),
        ("Ferdinand Graf von Wolfenhagen kam. Dann ging von Wolfenhagen heim.", "von Wolfenhagen", "Ferdinand Graf von Wolfenhagen"),
        ("Ministerin Eva von der Wiese kam. Von der Wiese lachte.", "Von der Wiese", "Eva von der Wiese"),
        ("Zuerst kam Eva von der Wiese. Das freute von der Wiese.", "von der Wiese", "Eva von der Wiese"),
        ("Es sprach Ministerin von der Wiese.", "von der Wiese", "von der Wiese"),
        ("Zoë Claussen lacht. Claussen lacht immer.", "Claussen", "Zoë Claussen"),
        ("Nilüfer Claussen lachte. „Nilüfer sieht Reichtum, ich sehe Flöhe“, scherzt Ole Brandt.", "Nilüfer", "Nilüfer Claussen"),
        ("Seán Ó Briain regiert. Später traf Sean O’Briain den Rat.", "Sean O’Briain", "Seán Ó Briain"),
        ("Olena Schtscherbak kam. In Wien sprach Olena Shcherbak.", "Olena Shcherbak", "Olena Schtscherbak"),
        ("Sabine Müller lachte. Torsten Müller nicht. „Gut so“, sagte Frau Müller.", "Müller", "Sabine Müller"),
        ("Sabine Müller lachte. Torsten Müller nicht. Müller, der einen Malerbetrieb führt, ging.", "Müller", "Torsten Müller"),
        ("Sabine Müller lachte. Torsten Müller nicht. Man fragte nach Müller.", "Müller", None),
    ],
)  # fmt: skip
def test_spellings_and_namesakes(text: str, words: str, name: str | None) -> None:
    assert (words, name) in names(text)


def test_those_who_speak_together_all_speak() -> None:
    text = "Robert Salz und Eva Kant stritten. „Ein solcher Plan ist mit uns nicht zu machen“, erklärten Salz und Kant."
    document = read_text(text)
    quotation = document.quotations[-1]
    both = [document.chains[i].name for i in (quotation.source or 0, *quotation.together)]
    assert both == ["Robert Salz", "Eva Kant"]


@pytest.mark.parametrize(
    "text",
    [
        "Jan Claussen traf Eva Muster. „Das Wasser steigt immer weiter an“, sagte der Sprecher von Polizei und Feuerwehr.",
        "Jan Claussen traf Eva Muster. „Das Wasser steigt immer weiter an“, sagte Claussen am Montag und lachte.",
    ],
)
def test_and_inside_a_phrase_makes_no_second_speaker(text: str) -> None:
    assert read_text(text).quotations[-1].together == ()


def test_words_of_a_headline_are_spoken_by_who_speaks_them_in_the_text() -> None:
    text = "„Das Virus liest keine Zeitung“\n\nEva Kant warnte laut. „Das Virus liest keine Zeitung und kein Gesetz“, sagte Kant."
    assert speakers(text)[0] == ("Eva Kant", EntityKind.PERSON, True)


def test_words_on_a_wall_are_nobodys() -> None:
    text = "Jan Claussen sagte: „Das Wasser steigt immer weiter an.“ „Wer ist der Nächste?“, stand am Mittag auf einem Zettel."
    assert speakers(text)[-1] is None


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Die Nato hält sich zurück. „Wir sind im Gespräch mit allen“, hieß es dort knapp.", "Nato"),
        ("Eva Muster kam. „Wer ein Rad vermisst, möge sich melden“, heißt es in dem Aufruf der Polizei.", "Polizei"),
        ("Eva Muster kam. „Das Tor war offen“, habe sie gesagt.", "Eva Muster"),
    ],
)  # fmt: skip
def test_frames_that_name_their_source_in_another_way(text: str, name: str) -> None:
    assert [found and found[0] for found in speakers(text)][-1] == name


@pytest.mark.parametrize(
    ("text", "words", "name"),
    [
        ("Eva Kant traf Jan Claussen. Der nickte nur.", "Der", "Jan Claussen"),
        ("Minister Jan Claussen kam. Sein Vorgänger war nicht da.", "Sein Vorgänger", None),
        ("Trainer Jan Claussen kam. Die Elf spielte, der Torwart hielt alles.", "der Torwart", None),
        ("Anwältin Eva Kant kam. Die Klägerin, die Witwe des Opfers, weinte.", "Die Klägerin", None),
        ("Jan Claussen las die taz. Danach verließ er den Hof des Ministeriums.", "des Ministeriums", None),
    ],
)
def test_who_is_hardly_meant(text: str, words: str, name: str | None) -> None:
    assert meant(read_text(text), words) == name


def test_one_who_speaks_does_not_name_himself() -> None:
    text = "Trainerin Eva Kant nahm die Torfrau Ana Kovač in Schutz. „Ana hat uns bis hierher gebracht“, betonte die 45-Jährige."
    assert speakers(text)[-1] == ("Eva Kant", EntityKind.PERSON, True)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Das sagte Sprecherin Eva von der Werft.", "Eva von der Werft"),
        ("Das machte Eva zur Zielscheibe. Niemand wird gern zur Zielscheibe.", "Eva zur Zielscheibe"),
    ],
)
def test_what_somebody_belongs_to_or_becomes_is_no_surname(text: str, words: str) -> None:
    assert words not in [name for name, _ in names(text)]


@pytest.mark.parametrize("label", ["Zsófka Kovács", "Ünsal Ölmez"])
def test_the_label_of_an_interview_is_a_name_whatever_the_tables_know(label: str) -> None:
    surname = label.split()[1]
    text = f"{label} kommt.\n\ntaz: Wie geht es?\n\n{label}: Gut.\n\nUnd sonst?\n\nFragen Sie {surname}.\n"
    assert {name for _, name in names(text)} == {label}


def test_an_office_of_another_field_is_somebody_elses() -> None:
    text = "Verteidiger Jan Claussen redete lange. „Das Wasser steigt weiter“, sagte der Milchbauer."
    assert speakers(text) == [("der Milchbauer", EntityKind.PERSON, False)]


def test_one_who_was_something_else_is_the_one_in_mind() -> None:
    text = "Verteidiger Jan Claussen redete lange. „Das Wasser steigt weiter“, sagte der frühere Milchbauer."
    assert speakers(text) == [("Jan Claussen", EntityKind.PERSON, True)]


def test_one_who_has_an_office_in_a_story_is_not_its_culprit() -> None:
    text = "Polizeisprecher Jan Claussen kam dazu. Der Täter floh. Er floh weit."
    assert meant(read_text(text), "Der Täter") == "Der Täter"


def test_what_somebody_is_tells_whether_it_is_a_man() -> None:
    text = "Sasha Claussen ist Bürgermeister. Danach ging sie heim."
    assert meant(read_text(text), "sie") is None


@pytest.mark.parametrize("words", ["sie", "beide", "die beiden"])
def test_those_who_are_told_of_together_speak_together(words: str) -> None:
    text = f"Eva Kant und Minister Jan Claussen traten vor die Presse. „Wir gehen jetzt nach Hause“, sagten {words}."
    document = read_text(text)
    quotation = document.quotations[-1]
    assert {document.chains[i].name for i in (quotation.source or 0, *quotation.together)} == {
        "Eva Kant",
        "Jan Claussen",
    }


def test_sie_in_the_plural_without_a_pair_is_nobody() -> None:
    assert speakers("Eva Kant traf Jan Claussen. „Wir gehen jetzt nach Hause“, sagten beide.")[0] in (
        None,
        ("beide", EntityKind.PERSON, False),
    )


def test_one_whose_name_is_told_is_the_one_before() -> None:
    text = "Eva Kant bat die Regisseurin. Die heißt Olga Nowak und schwieg. Danach ging die Regisseurin."
    assert meant(read_text(text), "die Regisseurin") == "Olga Nowak"


def test_words_go_on_by_the_one_who_is_named_with_a_particle() -> None:
    text = "Eva Kant und Ferdinand Graf von Wolfenhagen kamen. „Das Wasser steigt“, sagte von Wolfenhagen. „Das kann ich nicht ändern.“"
    assert {name for name, *_ in filter(None, speakers(text))} == {"Ferdinand Graf von Wolfenhagen"}


def test_a_verb_of_speech_before_the_colon_names_who_speaks() -> None:
    text = "Es stimmt, was Jan Claussen darauf erwidert hat: „Das Wasser steigt weiter.“"
    assert speakers(text)[-1] == ("Jan Claussen", EntityKind.PERSON, True)


def test_a_man_who_has_just_come_in_is_the_man() -> None:
    text = "Jan Claussen war oft allein. Ihn besuchte ein Doktorand. „Das Wasser steigt weiter“, sagte der junge Mann."
    assert speakers(text)[-1] == ("ein Doktorand", EntityKind.PERSON, False)


def test_a_city_is_no_person() -> None:
    document = read_text("London kündigte Waffen an. Paris und London berieten sich.")
    assert {document.chains[m.chain].kind for m in document.mentions if m.chain is not None} == {
        EntityKind.PLACE
    }


def test_the_only_one_who_fits_is_in_mind_over_a_paragraph() -> None:
    text = "Eva Muster, die Vorsitzende, las vor. Jan Claussen nickte.\n\n„Das Wasser steigt weiter“, sagte die Richterin."
    assert speakers(text)[-1] == ("Eva Muster", EntityKind.PERSON, True)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Eva Muster ist bekannt. „Das Wasser steigt weiter“, sagte die Professorin der Universität Kiel.", "Eva Muster"),
        ("Eva Muster ist bekannt. Die Besitzerin des Kiosks lachte. „Das Wasser steigt weiter“, sagte sie.", "Die Besitzerin des Kiosks"),
    ],
)  # fmt: skip
def test_a_role_of_something_means_one_who_is_known_behind_its_verb_only(text: str, name: str) -> None:
    assert (speakers(text)[-1] or ("",))[0] == name


def test_those_who_call_from_somewhere_together_all_speak() -> None:
    document = read_text("„Heute schläft hier keiner“, riefen Eva Kant und Jan Claussen aus der Kabine.")
    quotation = document.quotations[-1]
    assert {document.chains[i].name for i in (quotation.source or 0, *quotation.together)} == {
        "Eva Kant",
        "Jan Claussen",
    }
