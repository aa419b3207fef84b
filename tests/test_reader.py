"""The text edition: renderings, the cut, and the 25 tricky cases of the format description."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.model import Article, BlockKind
from kg.testing import FORMS, SourceArticle, SourceRelated, render
from tests.articles import HEAD, article, content, document, read_all, said
from tests.conftest import EXAMPLES

PLAIN = SourceArticle(
    title="Streit um den Deich: Wasser bis zum Hals",
    lede="Die Flut kam schneller als gedacht. Nun streitet der Ort darüber, wer den Deich hätte erhöhen müssen.",
    caption="Der Deich am Morgen danach",
    body=(
        "Husum taz | Am Morgen steht das Wasser in den Kellern, und niemand weiß, wohin damit. Die Feuerwehr pumpt.",
        "## Wer zahlt",
        "„Das zahlt am Ende die Gemeinde“, sagt Bürgermeister Jan Claussen. Er steht mit [1][nassen Füßen] im Rathaus.",
    ),
    published=datetime.date(2023, 10, 22),
    links=("/Flut-an-der-Kueste/!5900001",),
    authors=("Eva Muster",),
    tags=("Husum", "Deich"),
    related=(
        SourceRelated(
            title="Flut an der Küste: Der Norden pumpt",
            teaser="Überall laufen Pumpen. Es reicht nicht.",
            label="Flut",
        ),
        SourceRelated(
            title="Klimawandel im Watt: Es steigt", teaser="Messungen zeigen höhere Pegel.", label="Klima"
        ),
    ),
)


@pytest.mark.parametrize("form", FORMS)
def test_all_renderings_give_the_same_article(form: str) -> None:
    (expected,), _ = read_all(render(PLAIN, "piped"))
    (found,), problems = read_all(render(PLAIN, form))
    assert found.format == f"taz/{form}"
    assert content(found) == content(expected)
    assert [problem.code for problem in problems] == ["truncated-line"]
    assert [b.kind for b in found.body] == [BlockKind.PARAGRAPH, BlockKind.HEADING, BlockKind.PARAGRAPH]


def test_the_example_corpus_is_read_without_errors() -> None:
    for path in sorted(EXAMPLES.iterdir()):
        articles, problems = read_all(path.read_bytes(), path.name)
        assert len(articles) == 1
        assert {problem.code for problem in problems} <= {"truncated-line"}


def test_01_wrapper_and_dateline() -> None:
    (found,), _ = read_all(
        "| # taz.de -- A: B | |\n| > Vorspann. | |\n| Bremen taz | Die Senatorin kam. | |\n| 3 Oct 2025 |"
    )
    assert found.dateline is not None
    assert (found.dateline.places, found.dateline.agencies) == (("Bremen",), ("taz",))
    assert found.paragraphs == ("Die Senatorin kam.",)


def test_02_agency_without_author() -> None:
    (found,), _ = read_all(HEAD + "BERLIN dpa | Es regnet.\n27 Jan 2022\n")
    assert found.dateline is not None
    assert found.dateline.agencies == ("dpa",)
    assert found.authors == ()


def test_03_place_in_capitals() -> None:
    found = article("LWIW taz | Es regnet.")
    assert found.dateline is not None
    assert found.dateline.places == ("LWIW",)


@pytest.mark.parametrize(
    ("title", "kicker", "headline"),
    [
        ("A: B: C", "A: B", "C"),
        ("Alte Heimat, neue Heimat", None, "Alte Heimat, neue Heimat"),
        ("Ein Prozess ohne Fabio V.", None, "Ein Prozess ohne Fabio V."),
        ("Minister: „Ich sage: nein“", "Minister", "„Ich sage: nein“"),
    ],
)
def test_04_05_07_titles(title: str, kicker: str | None, headline: str) -> None:
    found = article("Text.", head=f"# taz.de -- {title}\n> Vorspann.\n")
    assert (found.kicker, found.headline) == (kicker, headline)


def test_06_cut_headline() -> None:
    title = "# taz.de -- Ökonom über den Mietendeckel: „Dieser Markt gehört endlich einmal regu"
    line = title.encode()[:79].decode() + "…"
    found = article("Text.", head=f"{line}\n> Vorspann.\n")
    assert found.truncated
    assert not document("Text.").quotations


def test_08_editorial_ellipsis() -> None:
    assert not article("Text.", head="# taz.de -- A: B\n> Das ist einfach komplett …\n").truncated


def test_09_cut_caption_is_nobodys_quotation() -> None:
    caption = "Bild: „Im Moment ist es so, dass wir gar nicht wissen, wohin mit all dem Wasser hier"
    cut = caption.encode()[:79].decode() + "…"
    (found,), problems = read_all(f"# taz.de -- A: B\n> Vorspann.\n{cut}\nText.\n27 Jan 2022\n")
    assert found.truncated
    assert [problem.code for problem in problems] == ["truncated-line"]


def test_10_heading_goes_on_in_the_next_line() -> None:
    found = article(
        "## Paul Behm verlor im Frühjahr sein Haus und seinen Laden. Es fällt ihm\nimmer noch schwer, darüber zu reden\nEr kam."
    )
    assert [block.kind for block in found.body] == [BlockKind.HEADING, BlockKind.PARAGRAPH]


def test_11_german_date_in_the_text() -> None:
    found = article("Am Morgen des\n7. Juli 2013 kam das Boot.")
    assert found.published == datetime.date(2022, 1, 27)
    assert "7. Juli 2013" in found.text


@pytest.mark.parametrize(
    ("line", "day"), [("23 May 2024", (2024, 5, 23)), ("3 Oct 2025", (2025, 10, 3)), ("31 Feb 2024", None)]
)
def test_12_dates(line: str, day: tuple[int, int, int] | None) -> None:
    found = article("Text.", tail=f"\n{line}\n## AUTOREN\nEva Muster\n")
    assert found.published == (datetime.date(*day) if day else None)


@pytest.mark.parametrize(
    ("body", "words", "text"),
    [
        ("Im [1][Stift]s in Kiel.", "Stift", "Im Stifts in Kiel."),
        ("Er starb a[1][m 30. März in\nOldenburg], sagt sie.", "m 30. März in Oldenburg", "Er starb am 30. März in Oldenburg, sagt sie."),
        ("Dort, wo er [1][lebte.]", "lebte.", "Dort, wo er lebte."),
        ("Der „[1][Werk\nTitel]“-Abend.", "Werk Titel", "Der „Werk Titel“-Abend."),
        ("Die „[1][Berichte“ zu Teilhabe] sind da.", "Berichte“ zu Teilhabe", "Die „Berichte“ zu Teilhabe sind da."),
    ],
)  # fmt: skip
def test_13_to_17_links(body: str, words: str, text: str) -> None:
    found = article(body, tail="\n27 Jan 2022\n## LINKS\n[1] /X/!5900001\n")
    assert found.paragraphs == (text,)
    assert [link.span.of(found.text) for link in found.links] == [words]
    assert not document(body).quotations


def test_18_quotation_cut_off_by_the_line() -> None:
    line = "– „Wie, trinkst du denn gar nichts, so wie wir es sonst immer alle zusammen tun“,"
    cut = line.encode()[:79].decode(errors="ignore") + "…"
    doc = document(f"{cut}\nsagte Ali gereizt. Dann gingen alle.")
    (quotation,) = doc.quotations
    assert not quotation.exact
    assert quotation.span.of(doc.article.text).startswith("Wie, trink")


def test_19_one_quotation_around_its_frame() -> None:
    assert said(document("„Keine Ahnung“, sagte Jan Claussen, „was machen wir nun?“ Er ging.")) == [
        ("Keine Ahnung | was machen wir nun?", "Jan Claussen", "Jan Claussen")
    ]


def test_21_interview_with_one_guest() -> None:
    found = article(
        "taz: Herr Claussen, wie geht es?\nJan Claussen: Gut.\nWirklich?\nWarum fragen Sie das …?\nNein.\nDoch."
    )
    assert [t.speaker for t in found.turns] == ["taz", "Jan Claussen"] * 3
    assert [t.question for t in found.turns] == [True, False] * 3
    assert found.turns[1].span.of(found.text) == "Gut."


def test_22_interview_with_several_guests() -> None:
    found = article("Rita: Ich sehe das so.\nBernd: Ich anders.\nWarum?\nBernd: Weil es regnet.")
    assert [t.speaker for t in found.turns] == ["Rita", "Bernd", "taz", "Bernd"]


def test_24_title_with_mixed_marks() -> None:
    tail = '\n27 Jan 2022\n## TAGS\nA\nB\n## ARTIKEL ZUM THEMA\nPflege: „Mir fehlt die Empathie"\nEin Gespräch über Pflege.\n'
    (related,) = article("Text.", tail=tail).related
    assert related.headline == '„Mir fehlt die Empathie"'


def test_25_filler_lines_and_listings() -> None:
    assert article("Eins zwei.\n⠀\nDrei.   ").text.endswith("Eins zwei.\n\nDrei.")
    articles, problems = read_all("# taz.de -- Alle Artikel von Eva Muster\nA: B\nText.\n")
    assert articles == []
    assert [problem.code for problem in problems] == ["listing"]


def test_suspended_hyphen_keeps_its_blank() -> None:
    assert "Pandemie- und" in article("Die Pandemie-\nund Klimakrise.").text


def test_verses_stay_lines() -> None:
    found = article(
        "Der Wind geht über das\nWasser und sagt nichts\nals was er immer sagt\nin solchen Nächten"
    )
    assert [block.kind for block in found.body] == [BlockKind.VERSE] * 4


def test_satire_is_marked() -> None:
    assert article("Text.", head="# taz.de -- Die Wahrheit: Unsinn\n> Vorspann.\n").satire


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty"),
        (b" \n ", "empty"),
        (b"\x00\x01\x02\x03" * 100, "binary"),
        (b"Nur ein Text.", "unknown-format"),
        (b"# taz.de -- Nur ein Titel: Und mehr nicht", "no-text"),
    ],
)
def test_what_is_no_article_is_refused(data: bytes, code: str) -> None:
    articles, problems = read_all(data)
    assert (len(articles), [problem.code for problem in problems][:1]) == (0, [code])


def test_latin_1_is_recognised() -> None:
    articles, problems = read_all((HEAD + "Die Tür über Österreich.\n27 Jan 2022\n").encode("latin-1"))
    assert articles[0].paragraphs == ("Die Tür über Österreich.",)
    assert [problem.code for problem in problems] == ["encoding"]


def test_truncated_file_is_kept_and_reported() -> None:
    articles, problems = read_all(HEAD + "Die Datei endet mitten im")
    assert articles[0].published is None
    assert [problem.code for problem in problems] == ["no-date"]


def check(found: Article) -> None:
    end = 0
    for block in found.blocks:
        assert end <= block.span.start < block.span.end <= len(found.text)
        end = block.span.end
    for link in found.links:
        assert link.span.of(found.text).strip()
    for turn in found.turns:
        assert 0 <= turn.span.start < turn.span.end <= len(found.text)


MARKUP = st.text(alphabet='ab „“‚‘»«"[]1:.,…–\n#>|ÄÖ\u2028\u202e\x00\t()taz', max_size=300)


@given(MARKUP)
def test_any_body_gives_spans_that_slice_back(body: str) -> None:
    articles, _ = read_all(HEAD + body + "\n27 Jan 2022\n## LINKS\n[1] /X/!5900001\n## TAGS\nA\n")
    for found in articles:
        check(found)


@given(st.binary(max_size=400))
def test_no_bytes_raise(data: bytes) -> None:
    read_all(data)
    read_all(b"# taz.de -- A: B\n" + data)


WORDS = st.lists(
    st.sampled_from(
        ["Wasser", "steigt", "ueber", "den", "Deich", "und", "niemand", "weiss", "warum", "es", "so", "ist"]
    ),
    min_size=30,
    max_size=60,
)


@given(
    st.lists(WORDS.map(lambda words: " ".join(words) + "."), min_size=1, max_size=4), st.sampled_from(FORMS)
)
def test_paragraphs_survive_any_rendering(body: list[str], form: str) -> None:
    source = SourceArticle(
        title="A: B", lede="Ein Vorspann.", body=tuple(body), published=datetime.date(2024, 1, 2)
    )
    (found,), _ = read_all(render(source, form))
    assert " ".join(found.paragraphs) == " ".join(body)
