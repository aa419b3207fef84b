"""A database folder is whole whatever ends a load, and any reader of Oxigraph's can use it."""

import gzip
import shlex
import signal
import subprocess
from pathlib import Path

import pytest

from kg.errors import GraphError
from kg.loading import Options, load
from tests.support.cli import command, environment, kg, start, wait_for
from tests.support.servers import Running, start_oxigraph
from tests.support.stores import clear, content, in_folder, many

pytestmark = pytest.mark.slow


def test_a_killed_load_leaves_the_old_database_and_the_next_one_completes(
    first: Path, fewer: Path, tmp_path: Path
) -> None:
    large = many(tmp_path / "large.nq", 100, first)
    folder = tmp_path / "db"
    load(str(fewer), str(folder), Options())
    for ended in (signal.SIGKILL, signal.SIGTERM, signal.SIGINT):
        process = start("load", large, folder)
        wait_for("new/CURRENT", tmp_path / ".db.load", process)
        process.send_signal(ended)
        _, said = process.communicate(timeout=60)
        assert process.returncode == {signal.SIGKILL: -9, signal.SIGTERM: 143, signal.SIGINT: 130}[ended]
        assert ended == signal.SIGKILL or b"stopped" in said
        assert (tmp_path / ".db.load").exists() == (ended == signal.SIGKILL)
        assert in_folder(folder) == content(fewer)
        load(str(fewer), str(folder), Options())
        assert not (tmp_path / ".db.load").exists()
    load(str(first), str(folder), Options())
    assert in_folder(folder) == content(first)


def test_a_damaged_file_leaves_no_database(tmp_path: Path, first: Path) -> None:
    whole = first.read_bytes()
    for name, damaged in (
        ("broken.nq", whole + b"nonsense\n"),
        ("torn.nq.gz", gzip.compress(whole)[:-50]),
        ("plain.nq.gz", whole),
    ):
        (tmp_path / name).write_bytes(damaged)
        with pytest.raises(GraphError, match="is no valid N-Quads"):
            load(str(tmp_path / name), str(tmp_path / "db"), Options())
    assert sorted(path.name for path in tmp_path.iterdir()) == ["broken.nq", "plain.nq.gz", "torn.nq.gz"]


def test_a_full_disk_leaves_the_old_database(tmp_path: Path, first: Path, fewer: Path) -> None:
    folder = tmp_path / "db"
    load(str(fewer), str(folder), Options())
    for blocks in (0, 50):  # of 1,024 bytes: no file may be larger
        line = f"ulimit -f {blocks}; exec {shlex.join(command('load', first, folder))}"
        done = subprocess.run(
            ["bash", "-c", line], capture_output=True, check=False, env=environment(), timeout=60
        )
        assert done.returncode == 4, done.stderr
        assert b"kg: cannot write the database" in done.stderr
        assert in_folder(folder) == content(fewer)
    assert sorted(path.name for path in tmp_path.iterdir() if path.name.startswith(".")) == []


def test_the_folder_is_one_that_oxigraph_serves(first: Path, tmp_path: Path) -> None:
    load(str(first), str(tmp_path / "db"), Options())
    server = start_oxigraph(tmp_path / "db")
    try:
        (row,) = server.select("SELECT (COUNT(DISTINCT ?g) AS ?n) { GRAPH ?g { ?s ?p ?o } }")
        assert row["n"] == "6", "five articles, and what stands in no named graph"
        (row,) = server.select("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }")
        assert int(row["n"]) == len({statement[1:] for statement in content(first)})
        blocked = kg("load", first, tmp_path / "db")
        assert blocked.returncode == 4
        assert b"another program has it open" in blocked.stderr
    finally:
        server.stop()


def test_memory_does_not_grow_with_the_graph(oxigraph: Running, first: Path, tmp_path: Path) -> None:
    clear(oxigraph)
    measure = (
        "import resource, sys; from kg.loading import inspect; found = inspect(sys.argv[1]); "
        "print(found.statements, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)"
    )
    peaks = []
    for copies in (10, 200):
        path = many(tmp_path / f"{copies}.nq", copies, first)
        done = subprocess.run(
            [*command()[:1], "-c", measure, str(path)], capture_output=True, check=True, env=environment()
        )
        statements, peak = map(int, done.stdout.split())
        assert statements > copies * 500
        peaks.append(peak)
    assert peaks[1] - peaks[0] < 15


def test_a_dry_run_changes_nothing(first: Path, tmp_path: Path) -> None:
    done = kg("load", first, tmp_path / "db", "--dry-run")
    assert (
        done.stderr.decode() == f"{len(content(first)):,} statements in 5 named graphs; nothing was loaded\n"
    )
    assert not (tmp_path / "db").exists()
