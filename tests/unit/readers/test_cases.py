"""The 25 tricky cases of the text edition, by their number in the description of the format.

The texts are invented; what is tricky about them is not. Lines are shown as they come.
"""

import datetime

import pytest

from kg.model import Article, BlockKind, Document
from kg.pipeline import Options
from kg.rdf.article import article_triples
from kg.rdf.iris import Minter
from kg.rdf.terms import literal
from kg.testing import cut
from tests.articles import HEAD, TAIL, article, document, read_all, said

ONE_LINK = "\n27 Jan 2022\n## LINKS\n[1] /X/!5900001\n"


def headed(title: str) -> Article:
    return article("Text.", head=f"{cut(f'# taz.de -- {title}')}\n> Vorspann.\n")


def linked(body: str) -> tuple[Article, list[str]]:
    found = article(body, tail=ONE_LINK)
    return found, [link.span.of(found.text) for link in found.links]


def test_case_01_the_wrapper_goes_and_the_bar_of_the_dateline_stays() -> None:
    page = "| # taz.de -- A: B | |\n| > Vorspann. | |\n| Bremen taz | Die Senatorin kam. | |\n| 3 Oct 2025 |"
    (found,), problems = read_all(page)
    assert found.dateline is not None
    assert (found.dateline.places, found.dateline.agencies) == (("Bremen",), ("taz",))
    assert found.paragraphs == ("Die Senatorin kam.",)
    assert problems == []


def test_case_02_an_agency_item_has_no_author_and_its_agency_from_the_dateline() -> None:
    (found,), _ = read_all(HEAD + "BERLIN dpa | Es regnet.\n27 Jan 2022\n")
    assert found.dateline is not None
    assert (found.dateline.places, found.dateline.agencies) == (("BERLIN",), ("dpa",))
    assert found.authors == ()
    triples = set(article_triples(found, "<http://a/b>", Minter(Options().base), text=False))
    objects = {o.rpartition("/")[2] for _, p, o in triples if p.endswith("sourceOrganization>")}
    assert objects == {"dpa>"}
    assert not any(p.endswith("/author>") for _, p, _ in triples)


@pytest.mark.parametrize("printed", ["LWIW", "Lwiw"])
def test_case_03_a_place_in_capitals_is_the_same_place(printed: str) -> None:
    found = article(f"{printed} taz | Es regnet.")
    assert found.dateline is not None
    assert (found.dateline.places, found.dateline.agencies) == ((printed,), ("taz",))
    triples = list(article_triples(found, "<http://a/b>", Minter(Options().base), text=False))
    (node,) = {o for _, p, o in triples if p.endswith("/locationCreated>")}
    assert node.endswith("place/lwiw>")
    assert (node, "<https://schema.org/name>", literal("Lwiw")) in triples


def test_case_04_of_two_colons_the_last_splits() -> None:
    found = headed("A: B: C")
    assert (found.kicker, found.headline) == ("A: B", "C")


def test_case_04b_a_colon_inside_quotation_marks_splits_nothing() -> None:
    found = headed("Ministerin: „Ich sage: nein“")
    assert (found.kicker, found.headline) == ("Ministerin", "„Ich sage: nein“")


def test_case_05_a_title_without_a_colon_has_no_kicker() -> None:
    found = headed("Neue Deiche, alte Deiche")
    assert (found.kicker, found.headline) == (None, "Neue Deiche, alte Deiche")


def test_case_06_a_cut_headline_is_marked_and_nobody_is_quoted_with_it() -> None:
    title = "Planerin über den Deichbau: „Dieser Damm gehört endlich einmal erneuert“"
    doc = document("Text.", head=f"{cut(f'# taz.de -- {title}')}\n> Vorspann.\n")
    (headline,) = doc.article.of_kind(BlockKind.HEADLINE)
    assert doc.article.headline.endswith("…")
    assert headline.cuts == (headline.span.end,)
    assert doc.article.truncated
    assert all(not q.exact and q.source is None for q in doc.quotations)


def test_case_07_an_initial_with_its_full_stop_ends_the_headline() -> None:
    found = headed("Streit im Rat: Ein Abend ohne Fabio V.")
    assert found.headline == "Ein Abend ohne Fabio V."
    assert not found.truncated


def test_case_08_an_ellipsis_of_the_editor_is_no_cut() -> None:
    found = article("Text.", head="# taz.de -- A: B\n> Der Damm war am Abend einfach komplett …\n")
    assert found.lede == "Der Damm war am Abend einfach komplett …"
    assert not found.truncated


def test_case_09_a_cut_caption_is_nobodys_exact_words() -> None:
    caption = cut("Bild: „Im Moment ist es so, dass wir gar nicht wissen, wohin mit all dem Wasser hier“")
    doc = document("Text.", head=f"# taz.de -- A: B\n> Vorspann.\n{caption}\n")
    (block,) = doc.article.of_kind(BlockKind.CAPTION)
    assert block.cuts == (block.span.end,)
    assert all(not q.exact and q.source is None for q in doc.quotations)


def test_case_10_a_heading_goes_on_in_the_next_line() -> None:
    lines = "## Paul Behm* verlor sein Haus und seinen Laden. Es fällt ihm bis zum heutigen\nTag schwer, darüber zu reden"
    found = article(f"{lines}\nEr kam.")
    assert [(block.kind, block.span.of(found.text)) for block in found.body] == [
        (BlockKind.HEADING, lines.removeprefix("## ").replace("\n", " ")),
        (BlockKind.PARAGRAPH, "Er kam."),
    ]


def test_case_11_a_german_date_in_the_text_is_no_day_of_publication() -> None:
    found = article("Am Morgen des\n7. Juli 2013 kam das Boot.")
    assert found.published == datetime.date(2022, 1, 27)
    assert found.paragraphs == ("Am Morgen des 7. Juli 2013 kam das Boot.",)


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("23 May 2024", datetime.date(2024, 5, 23)),
        ("3 Oct 2025", datetime.date(2025, 10, 3)),
        ("31 Feb 2024", None),
    ],
)
def test_case_12_the_day_of_publication(line: str, day: datetime.date | None) -> None:
    assert article("Text.", tail=f"\n{line}\n## AUTOREN\nEva Muster\n").published == day


def test_case_12b_the_last_such_line_before_the_sections_counts() -> None:
    found = article("Text.\n1 Jan 2020\nMehr Text.")
    assert found.published == datetime.date(2022, 1, 27)
    assert "1 Jan 2020" in found.text


def test_case_13_a_suffix_stays_glued_to_the_words_of_a_link() -> None:
    found, words = linked("Im Garten des [1][Henningstift]s in Kiel.")
    assert found.paragraphs == ("Im Garten des Henningstifts in Kiel.",)
    assert words == ["Henningstift"]


def test_case_14_a_link_begins_inside_a_word_and_crosses_a_line() -> None:
    found, words = linked("Sie starb a[1][m 30. März in\nOldenburg], wie es heißt.")
    assert found.paragraphs == ("Sie starb am 30. März in Oldenburg, wie es heißt.",)
    assert words == ["m 30. März in Oldenburg"]


def test_case_15_a_full_stop_inside_a_link_ends_one_sentence() -> None:
    found, words = linked("Dort, wo sie [1][lebte.] Es war still.")
    assert found.paragraphs == ("Dort, wo sie lebte. Es war still.",)
    assert words == ["lebte."]


def test_case_16_a_title_in_marks_that_is_a_link_over_two_lines_is_not_speech() -> None:
    found, words = linked("Zum „[1][Werk\nTitel]“-Abend kamen alle.")
    assert found.paragraphs == ("Zum „Werk Titel“-Abend kamen alle.",)
    assert words == ["Werk Titel"]
    assert not document("Zum „[1][Werk\nTitel]“-Abend kamen alle.", tail=ONE_LINK).quotations


def test_case_17_a_quotation_mark_closes_inside_a_link() -> None:
    found, words = linked("Die „[1][Berichte“ zu Teilhabe] sind da.")
    assert found.paragraphs == ("Die „Berichte“ zu Teilhabe sind da.",)
    assert words == ["Berichte“ zu Teilhabe"]
    assert not document("Die „[1][Berichte“ zu Teilhabe] sind da.", tail=ONE_LINK).quotations


def cut_speech() -> Document:
    line = cut("– „Wie, trinkst du denn gar nichts, so wie wir es sonst immer alle zusammen tun?“,")
    assert 80 <= len(line.encode()) <= 82
    return document(f"{line}\nsagte Ali Demir gereizt. Dann gingen alle.")


def test_case_18_a_quotation_whose_end_was_cut_off_is_closed_there_and_not_exact() -> None:
    doc = cut_speech()
    (quotation,) = doc.quotations
    words = quotation.span.of(doc.article.text)
    assert words.startswith("Wie, trinkst du denn")
    assert "sagte" not in words
    assert not quotation.exact


def test_case_18b_the_verb_in_the_line_after_the_cut_tells_the_speaker() -> None:
    assert [name for _, name, _ in said(cut_speech())] == ["Ali Demir"]


def test_case_19_one_quotation_around_its_frame() -> None:
    assert said(document("„Keine Ahnung“, sagte Jan Claussen, „was machen wir nun?“ Er ging.")) == [
        ("Keine Ahnung | was machen wir nun?", "Jan Claussen", "Jan Claussen")
    ]


def test_case_20_two_quotations_in_a_chain_have_one_speaker() -> None:
    assert said(document("Jan Claussen schrieb mir: „Ich komme.“ Und: „Morgen.“")) == [
        ("Ich komme.", "Jan Claussen", "Jan Claussen"),
        ("Morgen.", "Jan Claussen", "Jan Claussen"),
    ]


def test_case_21_after_the_first_two_labels_turns_alternate() -> None:
    body = "taz: Herr Claussen, wie geht es?\nJan Claussen: Gut.\nWirklich?\nWarum fragen Sie das …?\nNein.\nDoch."
    found = article(body)
    assert [turn.speaker for turn in found.turns] == ["taz", "Jan Claussen"] * 3
    assert [turn.question for turn in found.turns] == [True, False] * 3
    assert [turn.span.of(found.text) for turn in found.turns] == [
        "Herr Claussen, wie geht es?", "Gut.", "Wirklich?", "Warum fragen Sie das …?", "Nein.", "Doch.",
    ]  # fmt: skip


def test_case_22_with_several_guests_what_has_no_label_is_a_question() -> None:
    found = article("Rita: Ich sehe das so.\nBernd: Ich anders.\nWarum?\nBernd: Weil es regnet.")
    assert [turn.speaker for turn in found.turns] == ["Rita", "Bernd", "taz", "Bernd"]


def test_case_23_the_last_tags_are_the_labels_of_the_related_articles() -> None:
    own = ["Kiel", "Deich", "Hafen", "Nordsee", "Schwerpunkt Sturm", "Eva Muster"]
    labels = ["Gipfel", "Kiel", "Norden", "Hafen", "Schwerpunkt Sturm"]
    related = "".join(f"Thema {n}: Nachricht {n}\nEin Satz über Nummer {n}.\n" for n in range(5))
    tags = "".join(f"{tag}\n" for tag in own + labels)
    found = article("Text.", tail=f"{TAIL}## TAGS\n{tags}## ARTIKEL ZUM THEMA\n{related}")
    assert list(found.keywords) == own
    assert [item.label for item in found.related] == labels


def test_case_24_a_title_may_open_with_one_mark_and_close_with_another() -> None:
    tail = f'{TAIL}## TAGS\nA\nB\n## ARTIKEL ZUM THEMA\n„Mir fehlt die Geduld"\nEin Gespräch über Pflege.\n'
    (related,) = article("Text.", tail=tail).related
    assert (related.kicker, related.headline) == (None, '„Mir fehlt die Geduld"')
    assert related.teaser == "Ein Gespräch über Pflege."


def test_case_25_filler_goes_blanks_are_trimmed_and_listings_are_refused() -> None:
    assert article("Eins zwei.\n⠀\nDrei.   ").text.endswith("Eins zwei.\n\nDrei.")
    articles, problems = read_all("# taz.de -- Alle Artikel von Eva Muster\nA: B\nText.\n")
    assert articles == []
    (problem,) = problems
    assert problem.code == "listing"
    assert "list of articles" in problem.message
