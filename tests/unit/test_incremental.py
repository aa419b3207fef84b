"""A build that finds what earlier ones made writes the bytes of a build from scratch, whatever was edited between."""

import datetime
import tempfile
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.cache import Cache
from kg.engine import Engine, Local
from kg.export import open_exporter
from kg.pipeline import Options, build
from kg.rdf.vocab import DEFAULT_BASE
from kg.report import Listener, Problem, Report
from kg.testing import SourceArticle, SourceRelated, generated, render

NAMES = ("a", "b", "c", "d/e")
TITLES = (
    "Deiche: Das Wasser steigt",
    "Deiche: Das Wasser steigt weiter",
    "Häfen: Der Kran",
    "Bäder: Es bleibt zu",
)
SAYINGS = (
    "„Es reicht“, sagte Jan Claussen.",
    "Anna Berg erklärte, sie werde gehen.",
    "Es regnete.",
    "„Die Koalition hält“, sagte Finanzminister Michael Wagner im Landtag. Die Opposition lachte.",
    "„Wir spielen auf Sieg“, sagte Trainer Michael Wagner. Die Mannschaft trainierte vor dem Spiel im Stadion.",
    "Der Fußballtrainer Michael Wagner lobte die Spieler seiner Mannschaft.",
    "Finanzminister Wagner schwieg zum Haushalt. Die Koalition im Landtag stritt.",
    "Außenminister Sergej Lawrow reiste ab. „Wir gehen“, sagte Lawrow.",
    "Außenminister Sergei Lawrow blieb. „Wir bleiben“, sagte Lawrow.",
)
DAYS = (None, datetime.date(2021, 3, 1), datetime.date(2022, 5, 9))


class Heard(Listener):
    """Remembers what a build told."""

    def __init__(self) -> None:
        self.problems: list[Problem] = []

    def problem(self, problem: Problem) -> None:
        self.problems.append(problem)


def article(title: int, saying: int, related: int, day: int = 0) -> bytes:
    return render(
        SourceArticle(
            title=TITLES[title],
            body=(f"Kiel taz | {SAYINGS[saying]}",),
            published=DAYS[day],
            related=(SourceRelated(title=TITLES[related], teaser="Mehr dazu.", label="Küste"),),
        ),
        "piped",
    )


CONTENTS = st.one_of(
    st.builds(
        article, st.integers(0, 3), st.integers(0, len(SAYINGS) - 1), st.integers(0, 3), st.integers(0, 2)
    ),
    st.just(b""),
    st.just(b"\x00\x01"),
)
EDITS = st.lists(st.tuples(st.sampled_from(NAMES), st.one_of(st.none(), CONTENTS)), min_size=1, max_size=3)


def written(
    folder: Path, kept: Cache | None, *, form: str = "nt", engine: Engine | None = None
) -> tuple[bytes, list[Problem], Report]:
    target, heard = folder.parent / f"out.{form}", Heard()
    with open_exporter(target, base=DEFAULT_BASE) as exporter:
        report = build([folder], Options(), [exporter], listeners=[heard], engine=engine, kept=kept)
    return target.read_bytes(), heard.problems, report


def edit(folder: Path, edits: Sequence[tuple[str, bytes | None]]) -> None:
    for name, content in edits:
        path = folder / f"{name}.txt"
        path.parent.mkdir(exist_ok=True)
        if content is None:
            path.unlink(missing_ok=True)
        else:
            path.write_bytes(content)


@given(st.lists(EDITS, min_size=2, max_size=3))
@settings(max_examples=200)
def test_whatever_is_edited_the_bytes_and_problems_are_those_of_a_fresh_build(
    rounds: list[list[tuple[str, bytes | None]]],
) -> None:
    with tempfile.TemporaryDirectory() as root, Cache(Path(root) / "cache") as kept:
        folder = Path(root) / "in"
        folder.mkdir()
        (folder / "always.txt").write_bytes(article(3, 0, 0))
        for edits in rounds:
            edit(folder, edits)
            assert written(folder, kept) == written(folder, None)


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    folder = tmp_path / "in"
    folder.mkdir()
    for n, title in enumerate(TITLES):
        (folder / f"{n}.txt").write_bytes(article(n, n % 3, (n + 1) % 4))
        assert title
    return folder


def test_nothing_is_read_again_that_has_not_changed(
    corpus: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Cache(tmp_path / "cache") as kept:
        first = written(corpus, kept)
    read: list[str] = []
    monkeypatch.setattr("kg.extract.annotate", lambda article, names: read.append(article.name))
    with Cache(tmp_path / "cache") as kept:
        assert written(corpus, kept) == first
    assert read == []
    with Cache(tmp_path / "cache", fresh=True) as kept, pytest.raises(AttributeError):
        written(corpus, kept)
    assert read == ["0.txt"]


def test_an_article_whose_reference_finds_its_goal_is_written_anew(corpus: Path, tmp_path: Path) -> None:
    (corpus / "1.txt").rename(tmp_path / "1.txt")
    with Cache(tmp_path / "cache") as kept:
        before, *_ = written(corpus, kept)
        (tmp_path / "1.txt").rename(corpus / "1.txt")
        after, *_ = written(corpus, kept)
    assert b"article/title/deiche-das-wasser-steigt-weiter" in before
    assert b"article/title/deiche-das-wasser-steigt-weiter" not in after


@pytest.mark.parametrize("form", ["nq.gz", "ttl", "jsonld", "rdf", "graphml"])
def test_a_folder_that_moves_and_other_outputs_find_what_was_made(
    corpus: Path, tmp_path: Path, form: str
) -> None:
    with Cache(tmp_path / "cache") as kept:
        written(corpus, kept)
        moved = tmp_path / "elsewhere" / "in"
        moved.parent.mkdir()
        corpus.rename(moved)
        data, problems, _ = written(moved, kept, form=form)
    assert (data, problems) == written(moved, None, form=form)[:2]
    assert all(str(moved) in problem.path for problem in problems)


@pytest.mark.slow
@pytest.mark.parametrize("form", ["nq", "ttl.gz"])
def test_any_number_of_processes_writes_the_same_bytes(tmp_path: Path, form: str) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    for n in range(90):  # more than are done before other processes are started
        (folder / f"{n:02}.txt").write_bytes(render(generated(n), "piped"))
    alone = written(folder, None, form=form)
    assert written(folder, None, form=form, engine=Local(3)) == alone
