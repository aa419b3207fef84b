"""kg build as a user meets it: terminal, standard output, report, and being stopped."""

import gzip
import json
import os
import re
import signal
from pathlib import Path

import pyoxigraph
import pytest

from kg.testing import SourceArticle, render
from tests.articles import HEAD
from tests.conftest import EXAMPLES, SEED
from tests.support.cli import kg, on_terminal, start, wait_for

FORMATS = {
    "turtle": pyoxigraph.RdfFormat.TURTLE, "ntriples": pyoxigraph.RdfFormat.N_TRIPLES,
    "nquads": pyoxigraph.RdfFormat.N_QUADS, "trig": pyoxigraph.RdfFormat.TRIG,
    "jsonld": pyoxigraph.RdfFormat.JSON_LD, "rdfxml": pyoxigraph.RdfFormat.RDF_XML,
}  # fmt: skip


def test_a_terminal_shows_both_bars_with_total_rate_and_time(tmp_path: Path) -> None:
    status, output, shown = on_terminal("build", EXAMPLES, "-o", tmp_path / "g.nq")
    assert (status, output) == (0, b"")
    for words in ("reading files", "writing articles"):
        assert re.search(rf"{words}.*13/13.*\d+/s.*0:00:0\d", shown), words
    assert "13 articles, " in shown


def test_quiet_shows_nothing_even_on_a_terminal(tmp_path: Path) -> None:
    assert on_terminal("build", EXAMPLES, "-q", "-o", tmp_path / "g.nq") == (0, b"", "")


def test_without_a_terminal_there_is_only_the_summary(tmp_path: Path) -> None:
    done = kg("build", EXAMPLES, "-o", tmp_path / "g.nq")
    assert done.stdout == b""
    assert b"\x1b" not in done.stderr
    assert b"13/13" not in done.stderr
    assert done.stderr.decode().splitlines()[-1].startswith("13 articles, ")


@pytest.mark.parametrize("form", FORMATS)
def test_standard_output_gets_the_bytes_that_a_file_gets(tmp_path: Path, form: str) -> None:
    done = kg("build", EXAMPLES, "-o", "-", "--to", form)
    assert done.returncode == 0
    assert sum(1 for _ in pyoxigraph.parse(done.stdout, format=FORMATS[form])) > 1000
    kg("build", EXAMPLES, "-o", tmp_path / "file", "-t", form)
    assert (tmp_path / "file").read_bytes() == done.stdout


def test_several_outputs_in_one_go(tmp_path: Path) -> None:
    names = ["a.ttl", "b.nq.gz", "c.json", "d.graphml"]
    arguments = [part for name in names for part in ("-o", tmp_path / name)]
    assert kg("build", SEED, *arguments).returncode == 0
    assert sorted(path.name for path in tmp_path.iterdir()) == names
    assert gzip.decompress((tmp_path / "b.nq.gz").read_bytes()).startswith(b"<https://")


def test_a_reader_that_has_had_enough_ends_the_build_quietly(tmp_path: Path) -> None:
    for n in range(60):
        name, data = f"{n}.txt", render(SourceArticle(title=f"A: {n}", body=("Wort. " * 3000,)), "bare")
        (tmp_path / name).write_bytes(data)
    process = start("build", tmp_path, "-o", "-", "-t", "nquads", "-q")
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.read(100)
    process.stdout.close()
    assert process.stderr.read() == b""
    process.stderr.close()
    assert process.wait(60) == 0


def test_articles_from_standard_input(tmp_path: Path) -> None:
    done = kg("build", "-", "-o", tmp_path / "g.nq", "-q", stdin=SEED.read_bytes())
    assert (done.returncode, done.stderr) == (0, b"")
    assert '"stdin"' in (tmp_path / "g.nq").read_text("utf-8")


def test_the_report_has_every_problem_with_file_line_what_and_why(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    for n in range(20):
        (folder / f"{n}.txt").write_text(HEAD.replace("Eine", f"{n}.") + "Text ohne Datum", "utf-8")
    (folder / "leer.txt").touch()
    done = kg("build", folder, "-o", tmp_path / "g.nt", "--report", tmp_path / "r.json")
    report = json.loads((tmp_path / "r.json").read_text("utf-8"))
    assert {k: v for k, v in report.items() if k != "problems"} == {
        "files": 21, "articles": 20, "quarantined": 1, "quotations": 0, "people": 0,
        "triples": report["triples"],
    }  # fmt: skip
    assert [p["code"] for p in report["problems"]].count("no-date") == 20
    empty = report["problems"][-1]
    assert (Path(empty["path"]).name, empty["line"], empty["severity"]) == ("leer.txt", 1, "error")
    assert empty["message"] == "the file is empty"
    assert "… and 15 more (--report FILE lists all)" in done.stderr.decode()


def test_the_report_of_a_build_that_found_nothing_says_why(tmp_path: Path) -> None:
    (tmp_path / "leer.txt").touch()
    assert kg("build", tmp_path, "-o", tmp_path / "g.nt", "--report", tmp_path / "r.json").returncode == 3
    assert [p["code"] for p in json.loads((tmp_path / "r.json").read_bytes())["problems"]] == ["empty"]
    assert not (tmp_path / "g.nt").exists()


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_build_that_is_stopped_leaves_the_old_file_and_nothing_else(
    tmp_path: Path, number: signal.Signals
) -> None:
    folder, out = tmp_path / "in", tmp_path / "out"
    folder.mkdir()
    out.mkdir()
    (out / "g.nq").write_text("old")
    for n in range(400):
        (folder / f"{n}.txt").write_bytes(
            render(SourceArticle(title=f"A: {n}", body=("Ein Wort. " * 500,)), "bare")
        )
    process = start("build", folder, "-o", out / "g.nq", "--report", out / "r.json")
    wait_for(".g.nq.*.part", out, process)
    process.send_signal(number)
    _, shown = process.communicate(timeout=60)
    assert process.returncode == 128 + number
    assert shown.decode() == "kg: stopped; no output was changed; the same command goes on from here\n"
    assert [(path.name, path.read_text()) for path in out.iterdir()] == [("g.nq", "old")]


def test_an_output_that_is_a_link_stays_one_and_keeps_its_permissions(tmp_path: Path) -> None:
    (tmp_path / "real.nt").touch(mode=0o600)
    (tmp_path / "link.nt").symlink_to(tmp_path / "real.nt")
    assert kg("build", SEED, "-q", "-o", tmp_path / "link.nt").returncode == 0
    assert (tmp_path / "link.nt").is_symlink()
    assert (tmp_path / "real.nt").stat().st_mode & 0o777 == 0o600
    assert (tmp_path / "real.nt").stat().st_size > 1000


def test_a_pipe_as_output_gets_the_graph(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    process = start("build", SEED, "-q", "-o", tmp_path / "pipe", "-t", "nquads")
    assert (tmp_path / "pipe").read_bytes().count(b" .\n") > 100
    assert process.wait(60) == 0
    process.communicate()
    assert (tmp_path / "pipe").is_fifo()
