"""The commands as a user runs them, in a process of their own."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.articles import HEAD
from tests.conftest import EXAMPLES, SEED


def kg(*arguments: object, cwd: Path | None = None, stdin: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "kg", *map(str, arguments)]
    environment = {**os.environ, "PYTHONPATH": str(EXAMPLES.parents[1])}
    return subprocess.run(command, cwd=cwd, input=stdin, capture_output=True, check=False, env=environment)


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("cli") / "g.ttl"
    done = kg("build", EXAMPLES, "-o", path)
    assert done.returncode == 0, done.stderr
    assert b"13 articles" in done.stderr
    assert done.stdout == b""
    return path


def test_help_imports_nothing_heavy() -> None:
    code = "import sys, kg.cli; from click.testing import CliRunner as R; R().invoke(kg.cli.main, ['--help']); print(*sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, check=True, cwd=EXAMPLES.parents[1]
    )
    assert not {b"rdflib", b"networkx", b"pyshacl", b"rich", b"msgspec"} & set(done.stdout.split())


def test_build_quietly_from_standard_input(tmp_path: Path) -> None:
    done = kg("build", "-", "-o", tmp_path / "g.nq", "-q", stdin=SEED.read_bytes())
    assert (done.returncode, done.stderr) == (0, b"")


def test_strict_and_report(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(HEAD + "Text ohne Datum", "utf-8")
    done = kg(
        "build", tmp_path / "a.txt", "-o", tmp_path / "g.nt", "--strict", "--report", tmp_path / "r.json"
    )
    assert done.returncode == 1
    (problem,) = json.loads((tmp_path / "r.json").read_text("utf-8"))["problems"]
    assert problem["code"] == "no-date"
    assert problem["path"].endswith("a.txt")


@pytest.mark.parametrize(
    ("arguments", "status", "words"),
    [
        (("build", "missing", "-o", "g.ttl"), 2, b"no file or folder"),
        (("build", SEED, "-o", "g.doc"), 2, b"does not tell the format"),
        (("build", SEED, "-o", "missing/g.ttl"), 4, b"cannot write"),
        (("build", SEED), 2, b"--output"),
        (("build", __file__, "-o", "g.ttl"), 3, b"no article"),
        (("query", "missing.ttl", "ASK {}"), 2, b"cannot read"),
        (("nonsense",), 2, b"No such command"),
    ],
)
def test_mistakes_get_one_sentence(
    tmp_path: Path, arguments: tuple[object, ...], status: int, words: bytes
) -> None:
    done = kg(*arguments, cwd=tmp_path)
    assert done.returncode == status, done.stderr
    assert words in done.stderr
    assert b"Traceback" not in done.stderr


def test_validate(graph: Path, tmp_path: Path) -> None:
    assert kg("validate", graph).returncode == 0
    broken = tmp_path / "broken.ttl"
    broken.write_text(
        graph.read_text("utf-8").replace('schema:inLanguage "de"', 'schema:inLanguage "!"', 1), "utf-8"
    )
    done = kg("validate", broken, "--report", tmp_path / "r.ttl", "--language", "de")
    assert done.returncode == 1
    assert "Die Sprache muss" in done.stdout.decode()
    assert "ValidationReport" in (tmp_path / "r.ttl").read_text("utf-8")


def test_query_forms(graph: Path) -> None:
    query = "SELECT ?n { ?a schema:author/schema:name ?n } ORDER BY ?n LIMIT 1"
    assert b"Inna Hartwich" in kg("query", graph, query).stdout
    assert kg("query", graph, query, "--format", "csv").stdout.split() == [b"n", b"Inna", b"Hartwich"]
    answer = json.loads(kg("query", graph, query, "--format", "json").stdout)
    assert answer["results"]["bindings"][0]["n"]["value"] == "Inna Hartwich"
    made = kg(
        "query",
        graph,
        "CONSTRUCT { ?a schema:name ?n } { ?a a schema:Person ; schema:name ?n }",
        "--format",
        "ttl",
    )
    assert b"schema:name" in made.stdout
    assert kg("query", graph, "SELECT nonsense").returncode == 2


@pytest.mark.parametrize("command", ["ontology", "shapes"])
def test_print_vocabulary_and_shapes(command: str) -> None:
    assert b"@prefix kg:" in kg(command).stdout


def test_stats_inspect_example(graph: Path, tmp_path: Path) -> None:
    assert b"Katrin Suhr" in kg("stats", graph).stdout
    assert json.loads(kg("inspect", SEED).stdout)["article"]["publisher"] == "taz"
    assert kg("example", tmp_path / "corpus").returncode == 0
    assert len(list((tmp_path / "corpus").iterdir())) == 13
