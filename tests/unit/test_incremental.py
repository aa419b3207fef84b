"""A build that finds what earlier ones made writes the bytes of a build from scratch, whatever was edited between."""

import datetime
import sqlite3
import tempfile
from collections.abc import Sequence
from contextlib import ExitStack, closing
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
    target, heard = folder.parent / f"{'fresh' if kept is None else 'kept'}.{form}", Heard()
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


def damage(target: Path, at: int) -> None:
    """Change an output that an earlier build wrote: a byte of it, or, beyond its end, its length."""
    data = bytearray(target.read_bytes())
    if at < len(data):
        data[at] ^= 1
    target.write_bytes(data[: at // 2] if at >= len(data) else data)


@given(
    st.sampled_from(["nt", "nq", "nq.gz", "trig", "trig.gz", "jsonld"]),
    st.lists(st.tuples(EDITS, st.one_of(st.none(), st.integers(0, 40_000))), min_size=2, max_size=3),
)
@settings(max_examples=200)
def test_whatever_is_edited_the_bytes_and_problems_are_those_of_a_fresh_build(
    form: str, rounds: list[tuple[list[tuple[str, bytes | None]], int | None]]
) -> None:
    with tempfile.TemporaryDirectory() as root, Cache(Path(root) / "cache") as kept:
        folder = Path(root) / "in"
        folder.mkdir()
        (folder / "always.txt").write_bytes(article(3, 0, 0))
        for edits, damaged in rounds:
            edit(folder, edits)
            assert written(folder, kept, form=form) == written(folder, None, form=form)
            if damaged is not None:
                damage(Path(root) / f"kept.{form}", damaged)


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


def forget_what_was_written(cache: Path) -> None:
    with closing(sqlite3.connect(cache / "cache.sqlite")) as db, db:
        db.execute("DELETE FROM written")


@pytest.mark.parametrize("form", ["nq", "nq.gz", "trig", "trig.gz"])
def test_what_stands_in_the_output_is_copied_from_there(corpus: Path, tmp_path: Path, form: str) -> None:
    with Cache(tmp_path / "cache") as kept:
        written(corpus, kept, form=form)
    (corpus / "1.txt").write_bytes(article(1, 4, 2))
    forget_what_was_written(tmp_path / "cache")
    with Cache(tmp_path / "cache") as kept:
        assert written(corpus, kept, form=form) == written(corpus, None, form=form)
        kept.flush()
        assert kept.contents().written == 1


@pytest.mark.parametrize("form", ["nq", "nq.gz"])
def test_what_stands_nowhere_any_more_is_made_again(corpus: Path, tmp_path: Path, form: str) -> None:
    with Cache(tmp_path / "cache") as kept:
        first = written(corpus, kept, form=form)
    forget_what_was_written(tmp_path / "cache")
    (tmp_path / f"kept.{form}").unlink()
    with Cache(tmp_path / "cache") as kept:
        assert written(corpus, kept, form=form) == first


def test_an_output_that_stays_as_it_was_is_not_written(corpus: Path, tmp_path: Path) -> None:
    with Cache(tmp_path / "cache") as kept:
        written(corpus, kept, form="nq")
        before = (tmp_path / "kept.nq").stat()
        written(corpus, kept, form="nq")
        after = (tmp_path / "kept.nq").stat()
    assert after.st_ino == before.st_ino
    assert after.st_mtime_ns >= before.st_mtime_ns
    assert [file.name for file in tmp_path.iterdir() if file.name.endswith(".part")] == []


def test_outputs_that_come_and_go_find_what_they_need(corpus: Path, tmp_path: Path) -> None:
    def build_all(*names: str, kept: Cache | None) -> list[bytes]:
        with ExitStack() as opened:
            exporters = [opened.enter_context(open_exporter(tmp_path / n, base=DEFAULT_BASE)) for n in names]
            build([corpus], Options(), exporters, kept=kept)
        return [(tmp_path / name).read_bytes() for name in names]

    (want,) = build_all("want.nq", kept=None)
    with Cache(tmp_path / "cache") as kept:
        build_all("a.nq", kept=kept)
        assert build_all("a.nq", "b.nq", kept=kept) == [want, want]
        (tmp_path / "b.nq").write_bytes(b"")
        assert build_all("a.nq", "b.nq", kept=kept) == [want, want]
        assert build_all("b.nq", kept=kept) == [want]


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
