"""Who comes into an article anew, and who is only described again: by a first name, a rival, an office, a teaser, a plural."""

import pytest

from kg.model import Document, EntityKind, MentionForm
from kg.records import read_text
from tests.articles import document


def meant(found: Document, words: str) -> str | None:
    """Whom the first description or pronoun with these words means."""
    text = found.article.text
    for mention in found.mentions:
        if mention.span.of(text) == words and mention.form is not MentionForm.NAME:
            return found.chains[mention.chain].name if mention.chain is not None else None
    return None


def speakers(text: str) -> list[str | None]:
    """Who speaks the direct and indirect quotations of a text."""
    found = read_text(text)
    return [None if q.source is None else found.chains[q.source].name for q in found.quotations]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Jan Claussen kam. Nach Angaben einer Sprecherin brannte es. „Es war der Keller“, sagte sie.", "einer Sprecherin"),
        ("Jan Claussen kam. Nach Angaben eines Sprechers brannte es. „Es war der Keller“, sagte er.", "eines Sprechers"),
        ("Jan Claussen kam. Nach Angaben eines Sprechers brannte es. „Es war der Keller“, sagte der Sprecher.", "eines Sprechers"),
        ("Sprecherin Eva Muster kam. Dann brannte es nach Angaben der Sprecherin weiter.", "Eva Muster"),
    ],
)  # fmt: skip
def test_one_whose_account_is_given_is_one_of_the_article(text: str, name: str) -> None:
    assert speakers(text)[-1] == name


def test_one_in_the_genitive_whose_account_is_not_given_is_none() -> None:
    text = "Das Haus eines Organisten brennt. „Das Wasser steigt weiter“, sagte der Organist."
    assert meant(read_text(text), "eines Organisten") is None


def test_the_account_of_several_is_nobodys_alone() -> None:
    assert speakers("Nach Angaben der Veranstalter kamen Tausende.") == ["Veranstalter"]


@pytest.mark.parametrize(
    ("text", "words", "name"),
    [
        ("Zuerst redet Eva Muster. Die Vizepräsidentin des Verbandes ist 29.", "Die Vizepräsidentin des Verbandes", "Eva Muster"),
        ("Dann kam Jan Claussen. Der Unternehmer lachte. Geschäftsführer Ole Brandt war da.", "Der Unternehmer", "Jan Claussen"),
        ("Intendant Ole Brandt rief. Dann ging er, und Jan Claussen blieb. Der Regisseur lachte.", "Der Regisseur", "Jan Claussen"),
    ],
)  # fmt: skip
def test_a_description_right_behind_a_new_name_is_of_its_bearer(text: str, words: str, name: str) -> None:
    assert meant(read_text(text), words) == name


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Jan Claussen unterlag Thabo Okoye. Der Ringarzt brach ab. „Genug“, rief der Ringarzt.", "Der Ringarzt"),
        ("Torwart Jan Claussen hielt.\n\nDer Schiedsrichter pfiff. Später pfiff er wieder.", "Der Schiedsrichter"),
        ("Zuerst redet Eva Muster. Die Besitzerin des Kiosks lachte. Dann ging sie.", "Die Besitzerin des Kiosks"),
        ("Schäfer Jan Claussen fand nichts. Der Jäger, den er rief, fand eine Spur. Der Jäger ging.", "Der Jäger"),
        ("Minister Jan Claussen kam. Später rief der Regierungssprecher an. Er rief laut.", "der Regierungssprecher"),
        ("Eva Muster las vor. Ihre Direktorin nickte. Sie nickte lange.", "Ihre Direktorin"),
    ],
)  # fmt: skip
def test_a_description_that_fits_nobody_brings_somebody_in(text: str, words: str) -> None:
    assert meant(read_text(text), words) == words


@pytest.mark.parametrize(
    ("text", "words", "name"),
    [
        ("Nationalspielerin Eva Muster ist verletzt.\n\nDie Mittelfeldspielerin fehlt lange.", "Die Mittelfeldspielerin", "Eva Muster"),
        ("Polizeipräsidentin Eva Muster kam. Ministerin Rita Kant auch.\n\nEs ging die Polizeichefin.", "die Polizeichefin", "Eva Muster"),
        ("Gewerkschaftschef Jan Claussen kam.\n\nDer Gewerkschaftsboss lachte.", "Der Gewerkschaftsboss", "Jan Claussen"),
        ("Außenministerin Eva Muster kam.\n\nDie Chefdiplomatin lachte.", "Die Chefdiplomatin", "Eva Muster"),
        ("Die Ärztin kam. Sie hatte Eva Muster geholt. „Halt“, sagte sie. „Nein“, rief die Norwegerin.", "die Norwegerin", "Eva Muster"),
        ("Der Richter kam. Er hatte Jan Claussen gesehen. „Nein“, rief der Stürmer.", "der Stürmer", "Jan Claussen"),
        ("Minister Jan Claussen kam. Später rief der Regierungschef an.", "der Regierungschef", None),
        ("Bäcker Jan Claussen kam. Später rief der Ex-Minister an.", "der Ex-Minister", "Jan Claussen"),
        ("Lyriker Jan Claussen kam. Später rief der Dichter an.", "der Dichter", "Jan Claussen"),
        ("Eva Muster ist Oberärztin. Die Neurologin schreibt Atteste.", "Die Neurologin", "Eva Muster"),
    ],
)  # fmt: skip
def test_nouns_that_are_akin_are_of_one(text: str, words: str, name: str | None) -> None:
    assert meant(read_text(text), words) == name


def test_one_who_is_explained_is_not_the_one_just_named() -> None:
    text = "Zuerst redet Eva Muster. Die Richterin, die Mutter der Zeugin, nickte. Sie ging."
    assert meant(read_text(text), "Die Richterin") is None


def test_one_without_a_name_has_an_origin_if_nobody_else_can_be_meant() -> None:
    text = "Eine Touristin stahl eine Zigarre. Eine Wache verfolgte die Italienerin. Die Italienerin floh."
    assert meant(read_text(text), "die Italienerin") in ("Eine Touristin", "die Italienerin")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Ihr Anwalt strahlte. „Das Wasser steigt weiter“, sagte Jan Claussen.", "Jan Claussen"),
        ("Ihr Anwalt strahlte. „Das Wasser steigt weiter“, sagte Minister Jan Claussen.", None),
        ("Ihre Anwältin strahlte. „Das Wasser steigt weiter“, sagte Jan Claussen.", None),
        ("Jan Claussen kam. Ihr Anwalt strahlte. „Das Wasser steigt weiter“, sagte Jan Claussen.", None),
        ("Ihr Anwalt strahlte. Es regnete. „Das Wasser steigt weiter“, sagte Jan Claussen.", None),
    ],
)
def test_one_who_is_described_may_be_named_as_he_speaks(text: str, name: str | None) -> None:
    words = "Ihre Anwältin" if "Anwältin" in text else "Ihr Anwalt"
    assert meant(read_text(text), words) == name


BODY = (
    "Dreimal läuft Jan Claussen durch das Haus. „Ich habe geklopft“, sagt Claussen. Claussen ist müde.\n\n"
    "Dann kam Ole Brandt dazu. „Ich nicht“, sagte Brandt. Später lachte Claussen."
)


@pytest.mark.parametrize(
    ("lede", "words", "name"),
    [
        ("Ein Taxifahrer rettet ein Haus.", "Ein Taxifahrer", "Jan Claussen"),
        ("Eine Taxifahrerin rettet ein Haus.", "Eine Taxifahrerin", None),
        ("Ein Taxifahrer und ein Koch retten ein Haus.", "Ein Taxifahrer", None),
        ("Ein Koch, ein Taxifahrer und ein Hund retten ein Haus.", "Ein Koch", None),
        ("Jan Claussen rettet ein Haus. Ein Taxifahrer hilft.", "Ein Taxifahrer", None),
        ("Ein Onkel rettet ein Haus.", "Ein Onkel", None),
        ("Das Haus eines Taxifahrers ist gerettet.", "eines Taxifahrers", None),
    ],
)
def test_a_teaser_describes_whom_the_article_is_about(lede: str, words: str, name: str | None) -> None:
    assert meant(document(BODY, head=f"# taz.de -- Ein Thema: Eine Nachricht\n> {lede}\n"), words) == name


def test_a_teaser_describes_one_who_has_no_name_in_the_text_either() -> None:
    text = "Der Busfahrer bremste. „Ich sah es“, sagte er.\n\nDann ging der Busfahrer."
    head = "# taz.de -- Ein Thema: Eine Nachricht\n> Ihr Fahrer wird gefeiert.\n"
    assert meant(document(text, head=head), "Ihr Fahrer") == "Der Busfahrer"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Eva Muster ist da. Die Caritas half ihr. „Es ist kein Einzelfall“, warnt sie.", "Caritas"),
        ("Eva Muster ist da. Die Caritas half ihr. „Mir war kalt“, sagt sie.", "Eva Muster"),
        ("Eva Muster ist da. Die Caritas half ihr. Eva Muster lachte. „Es ist kein Einzelfall“, warnt sie.", "Eva Muster"),
        ("Eva Muster ist da. Der ADAC half ihr. „Es ist kein Einzelfall“, warnt sie.", "Eva Muster"),
    ],
)  # fmt: skip
def test_an_institution_that_has_just_acted_speaks_for_all_of_it(text: str, name: str) -> None:
    assert speakers(text)[-1] == name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Jan Claussen sucht. Der Jäger, den er rief, fand eine Spur. „Sie ist groß“, meinte er.", "Der Jäger"),
        ("Jan Claussen lacht, und dann lacht auch ein Polizist. „Ich habe nichts gesehen“, sagt er.", "ein Polizist"),
        ("Ole Brandt nickt.\n\nEs regnet. „Das Wasser steigt“, sagt er.", "Ole Brandt"),
    ],
)  # fmt: skip
def test_whom_the_sentence_before_is_about_goes_on_as_the_speaker(text: str, name: str) -> None:
    assert speakers(text)[-1] == name


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("Die Anwohner sind empört. „Uns hat keiner gefragt“, riefen sie.", "Die Anwohner", EntityKind.PERSON),
        ("Im Saal saßen am Mittag Eltern. „Uns hat keiner gefragt“, riefen sie.", "Eltern", EntityKind.PERSON),
        ("Die Gewerkschaften warnten. „Uns hat keiner gefragt“, riefen sie.", "Die Gewerkschaften", EntityKind.ORGANIZATION),
    ],
)  # fmt: skip
def test_several_without_names_speak_as_they(text: str, name: str, kind: EntityKind) -> None:
    found = read_text(text)
    quotation = found.quotations[-1]
    assert quotation.source is not None
    chain = found.chains[quotation.source]
    assert (chain.name, chain.kind, chain.named) == (name, kind, False)


@pytest.mark.parametrize(
    "text",
    [
        "Die Anwohner sind empört.\n\n„Uns hat keiner gefragt“, riefen sie.",
        "Er sah den Anwohnern zu. „Uns hat keiner gefragt“, riefen sie.",
        "Mit Anwohnern reden viele. „Uns hat keiner gefragt“, riefen sie.",
        "Dass viele hier die Anwohner kennen, hilft. „Uns hat keiner gefragt“, riefen sie.",
        "Der Anwohner ist empört. „Uns hat keiner gefragt“, riefen sie.",
        "„Die Anwohner sind empört.“ „Uns hat keiner gefragt“, riefen sie.",
        "„Uns hat keiner gefragt“, riefen sie.",
    ],
)
def test_they_are_nobody_where_no_sentence_before_is_about_several(text: str) -> None:
    assert speakers(text)[-1] is None


def test_one_of_whom_a_relative_clause_tells_is_not_who_acts_in_it() -> None:
    text = "Schäfer Jan Claussen fand nichts. Der Jäger, den er rief, fand eine Spur. Der Jäger ging."
    assert meant(read_text(text), "er") == "Jan Claussen"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Die Sparkasse Kiel hat ihm gekündigt. „Es ist kein Einzelfall“, teilte das Institut mit.", "Sparkasse Kiel"),
        ("Eva Muster hat ihm gekündigt. „Es ist kein Einzelfall“, teilte das Institut mit.", "das Institut"),
        ("Sie schrieb an das Umweltministerium. Die Antwort kam. „Es ist kein Einzelfall“, hieß es darin.", "Umweltministerium"),
    ],
)  # fmt: skip
def test_an_institution_just_told_of_is_called_by_any_kind_as_it_speaks(text: str, name: str) -> None:
    assert speakers(text)[-1] == name


def test_several_are_no_mention_of_a_person() -> None:
    found = read_text("Die Anwohner sind empört. „Uns hat keiner gefragt“, riefen sie.")
    assert found.mentions == ()


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Ein Mädchen malt. „So geht es nicht unter“, erklärt es.", "Ein Mädchen"),
        ("Eine Frau malt. „So geht es nicht unter“, erklärt es.", None),
    ],
)
def test_a_neuter_pronoun_means_a_girl(text: str, name: str | None) -> None:
    assert speakers(text)[-1] == name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (
            "Jan Claussen kam nicht weit, denn Eva Muster hielt ihm Blumen hin. „Dann essen Sie mal.“",
            "Eva Muster",
        ),
        ("Jan Claussen hört auf. Das Wasser steige weiter.", "Jan Claussen"),
        ("Jan Claussen hört auf. Die Nachbarin müsse fliehen. Das Wasser steige weiter.", "Jan Claussen"),
    ],
)
def test_words_without_a_frame_are_of_the_last_one_told_of(text: str, name: str) -> None:
    assert speakers(text)[-1] == name
