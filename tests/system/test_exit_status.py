"""The table of exit statuses in the README is walked: each status is reached in each way that it names."""

import re
from pathlib import Path

import pytest

from tests.articles import HEAD
from tests.conftest import EXAMPLES, SEED
from tests.support.cli import ROOT, kg

TEN = " ".join(f"VALUES ?{name} {{ 0 1 2 3 4 5 6 7 8 9 }}" for name in "abcdefghijkl")
"""More rows than can ever be gone through."""
WAYS: list[tuple[int, tuple[object, ...], str]] = [
    (0, ("build", EXAMPLES, "-o", "g.ttl"), "13 articles"),
    (0, ("build", "undated.txt", "-o", "g.ttl"), "1 problems (0 left out)"),
    (0, ("validate", "good.nt"), "conforms"),
    (1, ("build", "undated.txt", "-o", "g.ttl", "--strict"), "no-date: 1"),
    (0, ("extract", "mixed.jsonl", "--jsonl"), "bad-line: 1"),
    (1, ("extract", "mixed.jsonl", "--jsonl", "--strict"), "mixed.jsonl:2: is no text"),
    (1, ("validate", "bad.nt"), "1 violation(s)"),
    (2, ("nonsense",), "No such command"),
    (2, ("build", SEED), "--output"),
    (2, ("build", "missing", "-o", "g.ttl"), "no file or folder"),
    (2, ("build", SEED, "-o", "g.doc"), "does not tell the format"),
    (2, ("build", SEED, "-o", "-"), "--to FORMAT"),
    (2, ("build", SEED, "-o", "g.ttl", "--to", "word"), "no format 'word'"),
    (2, ("build", SEED, "-o", "g.ttl", "-o", "g.ttl"), "same name"),
    (2, ("build", SEED, "-o", "g.ttl", "--base", "here"), "--base"),
    (2, ("query", "missing.ttl", "ASK {}"), "cannot read"),
    (2, ("query", "good.nt", "SELECT"), "not valid SPARQL"),
    (2, ("query", "good.nt"), "-f FILE"),
    (2, ("query", "undated.txt", "ASK {}"), "does not tell the format"),
    (2, ("query", "wrong.nt", "ASK {}"), "is no valid N-Triples"),
    (2, ("validate", "good.nt", "--shapes", "missing.ttl"), "cannot read the shapes"),
    (2, ("validate", "good.nt", "--shapes", "wrong.nt"), "are no valid shapes in Turtle"),
    (2, ("validate", "good.nt", "--report", "r.nq"), "cannot be written as nquads"),
    (2, ("extract",), "--jsonl"),
    (2, ("inspect", "missing.txt"), "is not there"),
    (2, ("inspect", "folder"), "is no regular file, but a folder"),
    (0, ("load", "bad.nt", "db"), "1 statements"),
    (2, ("load", "missing.nq", "db"), "cannot read"),
    (2, ("load", "bad.nt", "."), "holds something else"),
    (
        2,
        ("load", "bad.nt", "http://eva:geheim@localhost/store"),
        "'http://localhost/store' carries a name or password",
    ),
    (2, ("load", "bad.nt", "db", "--update-url", "http://localhost/"), "are for servers"),
    (2, ("load", "bad.nt", "http://localhost/store", "--default-graph", "here"), "no absolute IRI"),
    (2, ("load", "bad.nt", "http://localhost/store", "--prune"), "leave out --prune"),
    (2, ("load", "bad.nt", "bulk", "--bulk", "qlever", "--prune"), "goes with --default-graph only"),
    (2, ("serve", "missing.nq", "--port", "0"), "cannot read"),
    (2, ("serve", "good.nt", "--port", "0"), "there is nothing in"),
    (3, ("build", "empty.txt", "-o", "g.ttl"), "no article could be read"),
    (3, ("build", "folder", "-o", "g.ttl"), "no files were found"),
    (3, ("extract", "empty.txt"), "no text could be read"),
    (3, ("inspect", "empty.txt"), "the file is empty"),
    (4, ("build", SEED, "-o", "missing/g.ttl"), "its folder does not exist"),
    (4, ("build", SEED, "-o", "folder", "-t", "turtle"), "is a folder"),
    (4, ("build", SEED, "-o", "/dev/full", "-t", "turtle"), "No space left"),
    (4, ("build", SEED, "-o", "-", "-t", "turtle", "--report", "missing/r.json"), "cannot write"),
    (4, ("extract", SEED, "-o", "/dev/full"), "No space left"),
    (4, ("load", "bad.nt", "missing/db"), "its folder does not exist"),
    (4, ("load", "bad.nt", "missing/bulk", "--bulk", "qlever"), "cannot make the folder"),
    (4, ("load", "bad.nt", "http://127.0.0.1:1/store", "--attempts", "1"), "Connection refused (tried once)"),
    (4, ("serve", "bad.nt", "--host", "192.0.2.1"), "cannot serve at 192.0.2.1"),
    (5, ("query", "bad.nt", f"SELECT (COUNT(*) AS ?n) {{ {TEN} }}", "--timeout", "0.5"), "after 0.5 s"),
    (4, ("example", "folder"), "cannot make the folder"),
]
SECTION = (ROOT / "README.md").read_text("utf-8").partition("## Exit status")[2].partition("\n## ")[0]
TABLE = re.findall(r"^\| (\d[\d, ]*) \|", SECTION, re.MULTILINE)


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("status")
    (folder / "folder").mkdir()
    (folder / "empty.txt").touch()
    (folder / "undated.txt").write_text(HEAD + "Text.", "utf-8")
    (folder / "mixed.jsonl").write_text('{"id": 1, "text": "Ja."}\nnonsense\n')
    (folder / "good.nt").touch()
    kind = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <https://schema.org/Person>"
    (folder / "bad.nt").write_text(f"<urn:a> {kind} .\n")
    (folder / "wrong.nt").write_text("this is no graph\n")
    return folder


@pytest.mark.parametrize(("status", "arguments", "words"), WAYS, ids=lambda value: str(value)[:40])
def test_each_way_to_a_status(place: Path, status: int, arguments: tuple[object, ...], words: str) -> None:
    done = kg(*arguments, cwd=place)
    shown = done.stderr.decode()
    assert done.returncode == status, shown
    assert words in shown
    assert "Traceback" not in shown


def test_the_readme_names_the_statuses_that_there_are() -> None:
    named = {int(number) for cell in TABLE for number in cell.split(",")}
    walked = {status for status, _, _ in WAYS}
    assert named == walked | {130, 143}  # being stopped: tests/system/test_build.py
