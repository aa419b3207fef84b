"""What is forgotten leaves graph, cache and later builds, and nothing else does."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.cache import Cache
from kg.export import open_exporter
from kg.forget import named
from kg.graph import build, load
from kg.pipeline import Options
from kg.pipeline import build as run
from kg.rdf.terms import integer, parse_literal
from kg.rdf.vocab import DEFAULT_BASE, term
from kg.redaction import BLACK, mask
from kg.testing import SourceArticle, SourceRelated, render
from kg.validate import validate
from tests.support.cli import kg

CLAUSSEN = f"{DEFAULT_BASE}person/jan-claussen"
BERG = f"{DEFAULT_BASE}person/anna-berg"
TEXT = (
    "Kiel taz | „Das Wasser steigt“, sagte Jan Claussen am Montag. Anna Berg widersprach: „Es sinkt.“ "
    "Claussens Pegel sei falsch, sagte sie. Der Ort Claussenhof blieb trocken."
)


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    folder = tmp_path / "in"
    folder.mkdir()
    related = (
        SourceRelated(title="Deiche: Jan Claussen geht", teaser="Der Deichgraf hört auf.", label="Kiel"),
    )
    for name, source in (
        (
            "a",
            SourceArticle(
                title="Deiche: Das Wasser steigt", body=(TEXT,), authors=("Lena Okafor",), related=related
            ),
        ),
        (
            "b",
            SourceArticle(title="Häfen: Der Kran steht", body=("Kiel taz | „Er steht“, sagte Anna Berg.",)),
        ),
        (
            "c",
            SourceArticle(
                title="Moore: Ein Tag", body=("Kiel taz | Es war still.",), authors=("Jan Claussen",)
            ),
        ),
    ):
        (folder / f"{name}.txt").write_bytes(render(source, "piped"))
    return folder


def forget(tmp_path: Path, *what: object, graph: Path) -> str:
    done = kg(
        "forget", *what, "-g", graph, "--cache", tmp_path / "cache", "--forgotten", tmp_path / "list.txt"
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, b"")
    return done.stdout.decode()


def again(tmp_path: Path, corpus: Path, name: str) -> Path:
    done = kg(
        "build", corpus, "-q", "-o", tmp_path / name, "--cache", tmp_path / "cache", "--forgotten", tmp_path / "list.txt"
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return tmp_path / name


@pytest.mark.parametrize("suffix", ["nq", "ttl"])
def test_a_person_is_gone_from_the_graph_and_its_names_are_black(
    corpus: Path, tmp_path: Path, suffix: str
) -> None:
    graph = again(tmp_path, corpus, f"g.{suffix}")
    assert "jan-claussen" in graph.read_text("utf-8")
    said = forget(tmp_path, CLAUSSEN, graph=graph)
    text = graph.read_text("utf-8")
    assert "Claussen " not in text.replace("Claussenhof", "")
    assert "person/jan-claussen" not in text
    assert f"sagte {BLACK * 3} {BLACK * 8} am Montag" in text
    assert f"{BLACK * 9} Pegel" in text
    assert "Das Wasser steigt“" in text
    assert "Claussenhof blieb trocken" in text
    assert "Es sinkt." in text
    assert "what was made of 2 file(s) removed" in said
    assert validate(load(graph).rdf).conforms


@pytest.mark.parametrize("what", [CLAUSSEN, "b.txt"])
@pytest.mark.parametrize("suffix", ["nq", "ttl"])
def test_the_data_set_says_how_much_remains(corpus: Path, tmp_path: Path, suffix: str, what: str) -> None:
    graph = again(tmp_path, corpus, f"g.{suffix}")
    forget(tmp_path, corpus / what if what.endswith(".txt") else what, graph=graph)
    triples = {triple for g in load(graph).graphs for triple in g.triples}
    articles = {s for s, p, o in triples if (p, o) == (term("rdf:type"), term("schema:NewsArticle"))}
    (node,) = (s for s, p, o in triples if (p, o) == (term("rdf:type"), term("void:Dataset")))
    said = {p: o for s, p, o in triples if s == node}
    assert said[term("void:documents")] == integer(len(articles))
    assert said[term("void:triples")] == integer(sum(s != node for s, _, _ in triples))


def test_what_remains_still_slices_back(corpus: Path, tmp_path: Path) -> None:
    graph = again(tmp_path, corpus, "g.nq")
    forget(tmp_path, CLAUSSEN, graph=graph)
    triples = {(s, p): o for g in load(graph).graphs for s, p, o in g.triples}
    checked = 0
    for (subject, predicate), words in triples.items():
        if predicate == term("oa:exact") and (subject, term("oa:start")) in triples:  # keywords have none
            text = parse_literal(
                triples[triples[subject, term("schema:isPartOf")], term("schema:text")]
            ).value
            start, end = (
                int(parse_literal(triples[subject, term(f"oa:{n}")]).value) for n in ("start", "end")
            )
            assert text[start:end] == parse_literal(words).value
            checked += 1
    assert checked > 3


def test_later_builds_give_the_same_without_the_person_and_keep_nothing_of_it(
    corpus: Path, tmp_path: Path
) -> None:
    graph = again(tmp_path, corpus, "g.nq")
    forget(tmp_path, CLAUSSEN, graph=graph)
    before = {path: path.read_bytes() for path in (tmp_path / "cache").iterdir()}
    assert not any(path.name.startswith("corpus-") for path in before), (
        "what was known of all articles is there"
    )
    rebuilt = again(tmp_path, corpus, "h.nq").read_text("utf-8")
    assert "person/jan-claussen" not in rebuilt
    assert "Claussen" not in rebuilt.replace("Claussenhof", "")
    assert "person/anna-berg" in rebuilt
    assert set(before) <= set((tmp_path / "cache").iterdir())
    assert again(tmp_path, corpus, "i.nq").read_text("utf-8") == rebuilt


def test_a_cache_that_knows_more_than_may_be_known_is_not_believed(corpus: Path, tmp_path: Path) -> None:
    again(tmp_path, corpus, "g.nq")
    kg("forget", CLAUSSEN, "--cache", tmp_path / "other", "--forgotten", tmp_path / "list.txt")
    assert "person/jan-claussen" not in again(tmp_path, corpus, "h.nq").read_text("utf-8")


@pytest.mark.parametrize("suffix", ["nq", "ttl"])
def test_an_article_is_gone_with_all_that_it_states(corpus: Path, tmp_path: Path, suffix: str) -> None:
    graph = again(tmp_path, corpus, f"g.{suffix}")
    forget(tmp_path, corpus / "b.txt", graph=graph)
    text = graph.read_text("utf-8")
    assert "der-kran-steht" not in text
    assert "Er steht" not in text
    assert "b.txt" not in text
    assert "anna-berg" in text
    (corpus / "b.txt").touch()
    assert "der-kran-steht" not in again(tmp_path, corpus, "h.nq").read_text("utf-8")
    with Cache(tmp_path / "cache") as kept:
        assert all(b"der-kran" not in head for _, head in kept.heads())


def test_a_build_says_what_it_left_out(corpus: Path, tmp_path: Path) -> None:
    graph = again(tmp_path, corpus, "g.nq")
    forget(tmp_path, f"{DEFAULT_BASE}article/undated/haefen-der-kran-steht", graph=graph)
    done = kg(
        "build", corpus, "-o", graph, "--cache", tmp_path / "cache", "--forgotten", tmp_path / "list.txt"
    )  # fmt: skip
    assert "b.txt:1: has an article that kg forget took out" in done.stderr.decode()


def test_the_list_names_nobody(corpus: Path, tmp_path: Path) -> None:
    forget(tmp_path, CLAUSSEN, graph=again(tmp_path, corpus, "g.nq"))
    assert "claussen" not in (tmp_path / "list.txt").read_text("ascii")


def test_what_makes_no_sense_is_said(corpus: Path, tmp_path: Path) -> None:
    for what in (
        "nonsense",
        "https://example.org/person/x",
        f"{DEFAULT_BASE}person/",
        f"{DEFAULT_BASE}topic/kiel",
    ):
        done = kg("forget", what, "--forgotten", tmp_path / "list.txt")
        assert (done.returncode, done.stderr.count(b"\n")) == (2, 1)
    assert not (tmp_path / "list.txt").exists()


def test_names_are_understood_with_and_without_their_base(corpus: Path) -> None:
    assert (
        named(CLAUSSEN, DEFAULT_BASE)
        == named("person/jan-claussen", DEFAULT_BASE)
        == ("person/jan-claussen",)
    )
    assert named(str(corpus / "a.txt"), DEFAULT_BASE) == ("article/undated/deiche-das-wasser-steigt",)


@given(st.text(), st.lists(st.text(min_size=1), max_size=3))
def test_a_mask_keeps_every_offset_and_takes_every_name(text: str, forms: list[str]) -> None:
    masked = mask(text, forms)
    assert len(masked) == len(text)
    assert all(new in (old, BLACK) for old, new in zip(text, masked, strict=True))
    assert mask(masked, forms) == masked


def test_python_builds_can_leave_out_people_too(corpus: Path, tmp_path: Path) -> None:
    from kg import forgotten

    forgotten.add(tmp_path / "list.txt", ["person/jan-claussen"])
    options = Options(forgotten=forgotten.load(tmp_path / "list.txt"))
    with open_exporter(tmp_path / "g.nq", base=DEFAULT_BASE) as exporter:
        run([corpus], options, [exporter])
    assert "Claussen " not in (tmp_path / "g.nq").read_text("utf-8")
    assert BERG in (tmp_path / "g.nq").read_text("utf-8")
    assert build(corpus).report is not None


def test_namesakes_and_other_spellings_go_too_and_do_not_come_back(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    texts = (
        "Russlands Außenminister Sergei Lawrow reiste ab. „Wir reden“, sagte Lawrow.",
        "Russlands Außenminister Sergej Lawrow blieb. „Wir reden“, sagte Lawrow.",
        "„Wir spielen“, sagte Trainer Sergei Lawrow. Die Mannschaft spielte im Stadion gegen den Verein.",
    )
    for number, text in enumerate(texts):
        source = SourceArticle(title=f"Reisen: Folge {number}", body=(f"Kiel taz | {text}",))
        (folder / f"{number}.txt").write_bytes(render(source, "piped"))
    graph = again(tmp_path, folder, "g.nq")
    people = set(re.findall("person/([a-z+-]+)>", graph.read_text("utf-8")))
    assert people == {"sergei-lawrow", "sergei-lawrow+trainer"}
    forget(tmp_path, "person/sergei-lawrow+trainer", graph=graph)
    for text in (graph.read_text("utf-8"), again(tmp_path, folder, "h.nq").read_text("utf-8")):
        assert not re.search("(?i)lawrow", text)
