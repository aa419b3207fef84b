"""Bad material: each file gets one clear report, the rest is built, and nothing hangs or crashes."""

import json
import os
import shutil
import subprocess
import time
from pathlib import Path

import pytest

from kg import sources
from kg.graph import build
from kg.report import Problem, Report
from tests.articles import HEAD, TAIL
from tests.conftest import SEED
from tests.support.cli import command, environment, kg

GOOD = HEAD + "Text." + TAIL


def counts(folder: Path) -> tuple[int, dict[str, int]]:
    report = build(folder).report
    assert isinstance(report, Report)
    return report.articles, dict(report.problems)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "good.txt").write_text(GOOD, "utf-8")
    return tmp_path


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty"),
        (b"\x00" * 500, "binary"),
        (bytes(range(256)) * 20, "binary"),
        (b"\x1f\x8b\x08\x00" + os.urandom(200), "binary"),
        (b"x" * 50_000_000, "too-large"),
        (b"Irgendein Text.", "unknown-format"),
        (b"# taz.de -- Alle Artikel von Eva Muster\nA: B\n", "listing"),
    ],
    ids=["empty", "zeros", "all-bytes", "gzip", "one-line-of-50-MB", "other", "listing"],
)
def test_a_bad_file_is_left_out_and_the_rest_is_built(folder: Path, data: bytes, code: str) -> None:
    (folder / "bad.txt").write_bytes(data)
    assert counts(folder) == (1, {code: 1})


def test_an_article_of_one_line_of_50_mb_costs_no_time(folder: Path) -> None:
    (folder / "bad.txt").write_bytes((HEAD + "wort " * 10_000_000).encode())
    began = time.monotonic()
    assert counts(folder) == (1, {"too-large": 1})
    assert time.monotonic() - began < 5


def test_the_largest_article_of_one_line_is_read_in_bounded_time(folder: Path) -> None:
    (folder / "long.txt").write_text(HEAD.replace("Eine", "Lange") + "„wort " * 200_000 + TAIL, "utf-8")
    began = time.monotonic()
    articles, _ = counts(folder)
    assert articles == 2
    assert time.monotonic() - began < 60


def test_latin_1_is_read_and_reported(folder: Path) -> None:
    (folder / "latin.txt").write_bytes(GOOD.replace("Eine", "Schöne").encode("latin-1"))
    assert counts(folder) == (2, {"encoding": 1})


def test_an_article_that_ends_early_is_kept(folder: Path) -> None:
    (folder / "cut.txt").write_bytes(SEED.read_bytes()[:2000])
    assert counts(folder) == (2, {"no-date": 1, "link-without-target": 2})


def test_links_that_turn_in_circles_or_lead_nowhere(folder: Path) -> None:
    (folder / "loop").symlink_to(folder)
    (folder / "self").symlink_to(folder / "self")
    (folder / "broken").symlink_to(folder / "nowhere")
    (folder / "deep").mkdir()
    (folder / "deep" / "up").symlink_to(folder)
    assert counts(folder) == (1, {"folder-loop": 2, "unreadable": 2})


def test_a_pipe_in_a_folder_does_not_hold_up_the_build(folder: Path) -> None:
    os.mkfifo(folder / "pipe")
    done = kg("build", folder, "-o", folder / "g.nt")
    assert done.returncode == 0
    assert "pipe: is no regular file, but a pipe, a device or a socket" in done.stderr.decode()


def test_hidden_files_are_passed_over_and_names_go_deep(folder: Path) -> None:
    (folder / ".hidden").write_text(GOOD)
    (folder / "a" / "b").mkdir(parents=True)
    (folder / "a" / "b" / "c.txt").write_text(GOOD.replace("Eine", "Noch eine"), "utf-8")
    made = build(folder)
    names = {o for g in made.graphs for _, p, o in g.triples if p == "<https://schema.org/name>"}
    assert '"a/b/c.txt"' in names
    assert made.report is not None
    assert made.report.files == 2


def test_file_names_of_any_bytes_give_valid_output(folder: Path) -> None:
    for name in (b"\xff\xfe.txt", b'a"b\n\x1b[31m<x> .txt'):
        path = os.fsencode(folder) + b"/" + name
        with open(path, "wb") as file:  # noqa: PTH123 - Path knows no bytes
            file.write(GOOD.replace("Eine", f"Nummer {len(name)}").encode())
    done = kg("build", folder, "-o", folder / "g.nq", "--report", folder / "r.json")
    assert done.returncode == 0
    assert b"\x1b" not in done.stderr
    json.loads((folder / "r.json").read_bytes())
    assert kg("validate", folder / "g.nq").returncode == 0


def test_two_files_of_one_article_are_one_and_the_other_is_named(folder: Path) -> None:
    (folder / "again.txt").write_text(GOOD.replace("Text.", "Text, neu gefasst."), "utf-8")
    report = build(folder).report
    assert report is not None
    (problem,) = report.examples["version"]
    assert {Path(problem.path).name, "good.txt" if "good" in problem.message else "again.txt"} == {
        "good.txt", "again.txt",
    }  # fmt: skip


WITHOUT_RIGHTS = ["setpriv", "--bounding-set=-dac_override,-dac_read_search"]
"""Takes from root the right to read what it may not."""


@pytest.mark.skipif(os.geteuid() == 0 and not shutil.which("setpriv"), reason="root may read everything")
def test_what_may_not_be_read_is_reported(folder: Path) -> None:
    (folder / "secret.txt").touch(mode=0)
    (folder / "vault").mkdir(mode=0)
    wrapper = WITHOUT_RIGHTS if os.geteuid() == 0 else []
    done = subprocess.run(
        [*wrapper, *command("build", folder, "-o", folder / "g.nt")], capture_output=True, check=False,
        env=environment(),
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    shown = done.stderr.decode()
    assert "secret.txt: cannot be read: Permission denied" in shown
    assert "vault: cannot be read: Permission denied" in shown
    assert "1 articles" in shown


def test_a_file_that_vanishes_after_its_folder_was_listed_is_reported(folder: Path) -> None:
    (folder / "later.txt").touch()
    found = sources.find([folder])
    next(found)
    (folder / "later.txt").unlink()
    (later,) = found
    assert isinstance(later, sources.Source)
    problem = sources.load(later)
    assert isinstance(problem, Problem)
    assert (problem.code, problem.path) == ("unreadable", str(folder / "later.txt"))
    assert "is not there (any more)" in problem.message


@pytest.mark.slow
def test_three_thousand_small_files(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    for n in range(3_000):
        (folder / f"{n:04}.txt").write_text(
            f"# taz.de -- Ort {n % 97}: Nachricht {n}\n> Kurz.\n„Das ist die Nachricht {n} von heute“, sagte Eva Muster.\n27 Jan 2022\n",
            "utf-8",
        )
    done = kg("build", folder, "-o", tmp_path / "g.nq")
    assert done.returncode == 0
    assert b"3000 articles, 3000 quotations, 1 people" in done.stderr
