"""All six renderings of an article give the same article, and its spans slice back."""

import re
from dataclasses import replace

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from kg.model import Article, BlockKind
from kg.testing import FORMS, SourceArticle, SourceRelated, render
from tests.articles import HEAD, content, read_all
from tests.conftest import EXAMPLES
from tests.support import seed
from tests.support.strategies import articles, paragraphs


def only(data: bytes) -> Article:
    found, _ = read_all(data)
    assert len(found) == 1
    return found[0]


@pytest.mark.parametrize("form", FORMS)
def test_the_seed_is_the_same_in_every_rendering(form: str) -> None:
    whole = seed.seed()
    fourth = f"{whole.body[4]} {whole.body[5]}"  # one paragraph, which tests/support/seed.py explains
    found = only(render(replace(whole, body=(*whole.body[:4], fourth, *whole.body[6:])), form))
    assert found.format == f"taz/{form}"
    assert content(found) == content(only(seed.PATH.read_bytes()))


CUT_TEASER = SourceArticle(
    title="Sturm: Land unter", lede="Nun Wasser.", body=("Am Ort Wasser.",), tags=("Kiel",),
    related=(
        SourceRelated(
            title="Flut an der Küste: Folge 1", label="Kiel",
            teaser=f"Ein Bericht Damm über und weiß, es {'groß ' * 6}Damm Damm {'Wasser ' * 8}und so weiter und so.",
        ),
    ),
)  # fmt: skip
"""The line after the cut one does not look like a title and is none."""


@settings(max_examples=150)
@given(articles())
@example(CUT_TEASER)
def test_every_rendering_gives_the_same_article(source: SourceArticle) -> None:
    expected = content(only(render(source, "menu")))
    for form in FORMS:
        assert content(only(render(source, form))) == expected, form


@given(articles())
def test_what_was_printed_is_what_is_read(source: SourceArticle) -> None:
    printed = render(source, "piped")
    assume("…" not in printed.decode())
    found = only(printed)
    plain = [re.sub(r"\[\d\]\[([^]]*)\]", r"\1", p) for p in source.body]
    plain[0] = re.sub(r"^[A-Z][\w, ]+ (taz|dpa|taz/dpa) \| ", "", plain[0])
    assert [block.span.of(found.text) for block in found.body] == [p.removeprefix("## ") for p in plain]
    assert f"{found.kicker}: {found.headline}" == source.title
    assert (found.lede, found.caption or "") == (source.lede, source.caption)
    assert (found.published, found.authors, found.keywords) == (source.published, source.authors, source.tags)
    assert [(r.title, r.teaser, r.label) for r in found.related] == [
        (r.title, r.teaser, r.label) for r in source.related
    ]
    anchors = [w for p in source.body for w in re.findall(r"\[\d\]\[([^]]*)\]", p)]
    assert [link.span.of(found.text) for link in found.links] == anchors


@given(st.lists(paragraphs(), min_size=1, max_size=3), st.sampled_from(FORMS))
@example(["Am Ort Wasser Wasser Wasser Wasser Wasser Wasser [1][nassen Füßen] und so weiter."], "piped")
@example([f"Am Ort {'Wasser ' * 15}[1][nassen Füßen] a[1][m 30. März]."], "piped")
@example(
    [
        f"Am Ort {'Wasser ' * 6}{'[1][nassen Füßen] ' * 2}„Das ist der Anfang“, sagte Eva Muster a[1][m 30. März]."
    ],
    "piped",
)
@example(
    [
        f"Am Ort {'Wasser ' * 3}„[2][Werk Titel]“-Abend [1][nassen Füßen] {'Wasser ' * 9} so so man [1][nassen Füßen]."
    ],
    "piped",
)
def test_a_cut_leaves_beginnings_of_words_that_are_marked_and_no_markup(body: list[str], form: str) -> None:
    wide = [p.replace("a", "ä").replace("e", "ö") for p in body]
    source = SourceArticle(title="Über: Öl", lede="Ein Vorspann.", body=tuple(wide), links=("/X/!5900001",))
    found = only(render(source, form))
    printed = set(re.sub(r"\[\d\]\[|\]", "", " ".join(wide)).split())
    for block in found.body:
        words = block.span.of(found.text).split()
        broken = [word for word in words if word not in printed]
        assert all(w.endswith("…") and any(p.startswith(w[:-1]) for p in printed) for w in broken)
        assert len(block.cuts) >= len(broken)


def check(found: Article) -> None:
    end = 0
    for block in found.blocks:
        assert end <= block.span.start < block.span.end <= len(found.text)
        assert block.span.of(found.text).strip()
        assert all(found.text[cut - 1] == "…" for cut in block.cuts)
        end = block.span.end
    for link in found.links:
        assert link.span.of(found.text).strip()
        assert any(block.span.contains(link.span) for block in found.blocks)
    for turn in found.turns:
        assert any(block.span.contains(turn.span) for block in found.blocks)


MARKUP = st.text(alphabet='ab „“‚‘»«"[]1:.,…–\n#>|ÄÖ\u2028\u202e\x00\t()taz', max_size=300)


@given(MARKUP)
@example("[1][")
@example("[1][]")
@example("„[1][a“ b] [2][c")
@example("## [1][a]\n[1][b")
@example("taz: [1][\nA: ]")
def test_any_body_gives_spans_that_slice_back(body: str) -> None:
    found, _ = read_all(HEAD + body + "\n27 Jan 2022\n## LINKS\n[1] /X/!5900001\n## TAGS\nA\n")
    for item in found:
        check(item)


@given(articles(), st.sampled_from(FORMS))
def test_spans_slice_back_in_every_rendering(source: SourceArticle, form: str) -> None:
    check(only(render(source, form)))


@given(articles(), st.sampled_from(FORMS), st.data())
def test_a_file_that_ends_early_still_gives_what_is_there(
    source: SourceArticle, form: str, data: st.DataObject
) -> None:
    whole = render(source, form)
    found, problems = read_all(whole[: data.draw(st.integers(0, len(whole)))])
    assert found or problems
    for item in found:
        check(item)


def test_crlf_bom_nbsp_and_invisible_characters_change_nothing() -> None:
    source = SourceArticle(title="A: B", lede="Ein Vorspann.", body=("Kiel taz | Zehn Euro.",))
    plain = render(source, "bare")
    odd = b"\xef\xbb\xbf" + plain.replace(b"\n", b"\r\n").replace(
        b"Zehn Euro", "Ze\u00adhn\xa0\u200bEuro".encode()
    )
    assert content(only(odd)) == content(only(plain))


def test_a_related_article_without_teaser_or_colon_is_told_by_menu_and_blank_lines() -> None:
    source = SourceArticle(
        title="A: B", lede="Ein Vorspann.", body=("Text.",), tags=("Kiel",),
        related=(
            SourceRelated(title="Ohne Doppelpunkt", teaser="Ein Teaser: mit Doppelpunkt.", label="X"),
            SourceRelated(title="Ohne Teaser", label="Y"),
            SourceRelated(title="„Ein Zitat!“", teaser="Noch einer.", label="Z"),
        ),
    )  # fmt: skip
    for form in ("menu", "indented"):
        found = only(render(source, form))
        assert [item.title for item in found.related] == [item.title for item in source.related]
        assert [item.label for item in found.related] == ["X", "Y", "Z"]


def test_the_flat_form_with_marks_at_the_line_begin_is_read() -> None:
    page = "# taz.de -- A: B\n> Vorspann.\n(IMG) Bild: Der Damm\nText.\n3 Oct 2025\n## AUTOREN\n(DIR) Eva Muster\n"
    found = only(page.encode())
    assert (found.caption, found.authors) == ("Der Damm", ("Eva Muster",))


def test_the_proxys_navigation_is_passed_over() -> None:
    found, problems = read_all(render(SourceArticle(title="A: B", body=("Text.",), lede="V."), "bare"))
    assert [p.code for p in problems] == ["no-date"]
    assert found[0].blocks[0].kind is BlockKind.KICKER


def test_two_articles_in_one_file_are_two() -> None:
    source = SourceArticle(title="A: B", lede="Vorspann.", body=("Text.",))
    data = render(source, "bare") + render(replace(source, title="C: D"), "bare")
    found, _ = read_all(data)
    assert [item.headline for item in found] == ["B", "D"]


def test_the_example_corpus_is_read_without_errors() -> None:
    for path in sorted(EXAMPLES.iterdir()):
        found, problems = read_all(path.read_bytes(), path.name)
        assert len(found) == 1
        assert {problem.code for problem in problems} <= {"truncated-line"}
