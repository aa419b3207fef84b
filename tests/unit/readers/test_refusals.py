"""What is no article, is damaged or is in another encoding: one clear word each, and never an exception."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kg.model import BlockKind
from tests.articles import HEAD, article, read_all

LISTING = "# taz.de -- Eva Muster\n(DIR) Damm: Er bricht\nEin Teaser.\n(DIR) Damm: Er hält\nNoch einer.\n"


@pytest.mark.parametrize(
    ("data", "code", "words"),
    [
        (b"", "empty", "the file is empty"),
        (b"\xef\xbb\xbf \n", "empty", "the file is empty"),
        (b"\x00\x01\x02\x03" * 100, "binary", "not text"),
        (b"\x89PNG\r\n\x1a\n" + b"\x00" * 50, "binary", "not text"),
        (b"Nur ein Text.", "unknown-format", "no format that kg reads"),
        (b"Im Text steht # taz.de -- irgendwo", "not-an-article", "no headline"),
        (b"# taz.de -- Nur ein Titel: Und mehr nicht", "no-text", "no text"),
        (b"# taz.de -- Alle Artikel von Eva Muster\nA: B\n", "listing", "list of articles"),
        (LISTING.encode(), "listing", "list of articles"),
    ],
)
def test_what_is_no_article_is_refused_with_a_clear_word(data: bytes, code: str, words: str) -> None:
    articles, problems = read_all(data)
    assert articles == []
    (problem,) = problems
    assert (problem.code, problem.line) == (code, 1)
    assert words in problem.message


@pytest.mark.parametrize("encoding", ["latin-1", "windows-1252", "utf-16"])
def test_other_encodings_are_recognised_and_named(encoding: str) -> None:
    articles, problems = read_all((HEAD + "Die Tür über Österreich.\n27 Jan 2022\n").encode(encoding))
    assert articles[0].paragraphs == ("Die Tür über Österreich.",)
    (problem,) = problems
    assert problem.code == "encoding"


def test_an_article_that_ends_early_is_kept_as_undated() -> None:
    articles, problems = read_all(HEAD + "Die Datei endet mitten im")
    assert articles[0].published is None
    assert [problem.code for problem in problems] == ["no-date"]


def test_a_line_that_no_rule_takes_is_reported_with_its_number() -> None:
    _, problems = read_all(HEAD + "Text.\n27 Jan 2022\nEine Zeile zu viel.\n## AUTOREN\nEva Muster\n")
    (problem,) = problems
    assert (problem.code, problem.line) == ("line-unread", 5)
    assert "Eine Zeile zu viel." in problem.message


def test_what_is_reserved_for_another_direction_of_writing_is_removed_and_counted() -> None:
    articles, problems = read_all(HEAD + "Ein \u202etxeT\u202c und \x07 ein Ton.\n27 Jan 2022\n")
    assert articles[0].paragraphs == ("Ein txeT und  ein Ton.".replace("  ", " "),)
    assert [problem.code for problem in problems] == ["control-characters"]


def test_a_suspended_hyphen_keeps_its_blank() -> None:
    assert "Pandemie- und" in article("Die Pandemie-\nund Klimakrise.").text


def test_verses_stay_lines() -> None:
    found = article(
        "Der Wind geht über das\nWasser und sagt nichts\nals was er immer sagt\nin solchen Nächten"
    )
    assert [block.kind for block in found.body] == [BlockKind.VERSE] * 4


def test_what_is_only_guessed_of_related_articles_is_said() -> None:
    tail = "\n27 Jan 2022\n## TAGS\nKiel\nA\nB\n## ARTIKEL ZUM THEMA\nDamm: Er hält\nEin Satz.\nOhne Doppelpunkt\nNoch ein Satz.\n"
    articles, problems = read_all(f"{HEAD}Text.{tail}")
    assert [item.title for item in articles[0].related] == ["Damm: Er hält", "Ohne Doppelpunkt"]
    (problem,) = problems
    assert (problem.code, problem.line) == ("related-unclear", 12)


def test_a_list_of_related_articles_that_ends_early_is_said() -> None:
    tail = "\n27 Jan 2022\n## TAGS\nKiel\nA\n## ARTIKEL ZUM THEMA\nDamm: Er hält\nEin Satz, der nicht"
    _, problems = read_all(f"{HEAD}Text.{tail}")
    assert [problem.code for problem in problems] == ["tags-unclear"]


def test_a_label_begins_a_turn_also_after_words_without_a_full_stop() -> None:
    found = article("taz: Frau Muster, wie geht es?\nEva Muster: Na ja –\ntaz: Wirklich\nEva Muster: Gut.")
    assert [turn.speaker for turn in found.turns] == ["taz", "Eva Muster"] * 2


def test_two_headings_in_a_row_and_one_that_wraps() -> None:
    long = "## Eine lange Überschrift, die den Rand der Zeile erreicht und nun noch\nweitergeht"
    found = article(f"Text.\n{long}\n## Kurz\nText.")
    kinds = [BlockKind.PARAGRAPH, BlockKind.HEADING, BlockKind.HEADING, BlockKind.PARAGRAPH]
    assert [block.kind for block in found.body] == kinds
    assert found.body[1].span.of(found.text).endswith("noch weitergeht")


@pytest.mark.parametrize("title", ["Die Wahrheit: Unsinn", "die wahrheit: Noch: Unsinn"])
def test_satire_is_marked(title: str) -> None:
    assert article("Text.", head=f"# taz.de -- {title}\n> Vorspann.\n").satire


@given(st.binary(max_size=400))
@example(b"\xff\xfe")
@example(b"\xff\xfe\x00")
@example(b"\xed\xa0\x80")
@example(b"| # taz.de -- |")
@example(b"i# taz.de -- \t\t\t0\r\n.\r\n")
def test_no_bytes_raise_and_each_is_answered(data: bytes) -> None:
    for page in (data, b"# taz.de -- A: B\n" + data, HEAD.encode() + data):
        articles, problems = read_all(page)
        assert articles or problems
