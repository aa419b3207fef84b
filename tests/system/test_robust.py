"""A build that is killed, or whose disk is full, leaves the old output whole, and the next build goes on."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.testing import generated, render
from tests.support.cli import environment, kg

KILLS = 50
SCRIPT = Path(__file__).parents[1] / "support" / "killing.py"


def corpus(folder: Path, size: int) -> Path:
    folder.mkdir()
    for number in range(size):
        (folder / f"{number:03}.txt").write_bytes(render(generated(number), "piped"))
    return folder


@pytest.mark.slow
def test_killed_at_any_moment_the_output_is_whole_and_the_next_build_writes_the_same(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, SCRIPT, corpus(tmp_path / "in", 25), str(KILLS)],
        capture_output=True, check=False, env=environment(), timeout=500,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr.decode()
    found = json.loads(done.stdout)
    assert len(found["kills"]) == KILLS
    assert all(intact for _, intact in found["kills"])
    assert sum(early for early, _ in found["kills"]) > KILLS // 2
    assert found["same"]
    assert found["files"] == ["expected.nq.gz", "g.nq.gz"], (
        "what killed builds left beside it was not removed"
    )


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    folder = tmp_path / "disk"
    folder.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=600k", "tmpfs", folder], capture_output=True, check=False
    )
    if mounted.returncode:
        pytest.skip("only root can mount a small disk to be filled")
    yield folder
    subprocess.run(["umount", folder], check=True)


@pytest.mark.slow
def test_a_full_disk_leaves_the_old_output_and_is_said_in_one_sentence(
    tmp_path: Path, small_disk: Path
) -> None:
    folder = corpus(tmp_path / "in", 40)
    (small_disk / "g.nq").write_text("old")
    done = kg("build", folder, "-o", small_disk / "g.nq", "-q", "--cache", tmp_path / "cache")
    assert done.returncode == 4
    assert done.stderr.decode() == f"kg: cannot write '{small_disk}/g.nq': No space left on device\n"
    assert [(path.name, path.read_text()) for path in small_disk.iterdir()] == [("g.nq", "old")]


@pytest.mark.slow
def test_a_full_disk_under_the_cache_does_the_same_and_room_lets_it_go_on(
    tmp_path: Path, small_disk: Path
) -> None:
    folder = corpus(tmp_path / "in", 200)
    (tmp_path / "g.nq").write_text("old")
    arguments = ("build", folder, "-o", tmp_path / "g.nq", "-q", "-j", "1", "--cache", small_disk)
    done = kg(*arguments)
    assert done.returncode == 4
    assert done.stderr.decode().startswith(f"kg: cannot use the cache '{small_disk}/cache.sqlite': ")
    assert done.stderr.decode().endswith("; make room, or name another folder with --cache\n")
    assert (tmp_path / "g.nq").read_text() == "old"
    subprocess.run(["mount", "-o", "remount,size=20m", small_disk], check=True)
    assert kg(*arguments).returncode == 0
    kg("build", folder, "-o", tmp_path / "again.nq", "-q", "--cache", tmp_path / "cache")
    assert (tmp_path / "g.nq").read_bytes() == (tmp_path / "again.nq").read_bytes()


def test_a_file_larger_than_allowed_is_no_traceback_either(tmp_path: Path) -> None:
    folder = corpus(tmp_path / "in", 10)
    command = f"ulimit -f 100; exec {sys.executable} -m kg build {folder} -q -o {tmp_path}/g.nq"
    done = subprocess.run(
        ["bash", "-c", command], capture_output=True, check=False, env=environment(), timeout=120
    )
    assert (done.returncode, done.stderr.decode().count("\n")) == (4, 1)
    assert not list(tmp_path.glob("*.nq")) + list(tmp_path.glob(".*.part"))


def test_a_damaged_cache_is_said_and_can_be_cleared(tmp_path: Path) -> None:
    folder, cache = corpus(tmp_path / "in", 3), tmp_path / "cache"
    arguments = ("build", folder, "-o", tmp_path / "g.nq", "-q", "--cache", cache)
    assert kg(*arguments).returncode == 0
    expected = (tmp_path / "g.nq").read_bytes()
    (cache / "cache.sqlite").write_bytes(os.urandom(50_000))
    done = kg(*arguments)
    assert (done.returncode, done.stderr.count(b"\n")) == (4, 1)
    assert b"it is damaged; remove it with kg cache --clear" in done.stderr
    assert kg("cache", "--cache", cache, "--clear").returncode == 0
    assert kg(*arguments).returncode == 0
    assert (tmp_path / "g.nq").read_bytes() == expected


def test_the_cache_says_what_it_holds(tmp_path: Path) -> None:
    folder, cache = corpus(tmp_path / "in", 3), tmp_path / "cache"
    assert kg("cache", "--cache", cache).stdout.decode() == f"{cache}: nothing is kept there\n"
    kg("build", folder, "-o", tmp_path / "g.nq", "-q", "--cache", cache)
    assert "3 files with 3 articles, " in kg("cache", "--cache", cache).stdout.decode()
    pruned = kg("cache", "--cache", cache, "--prune", "1").stdout.decode()
    assert "0 files removed" in pruned
    assert "3 files with 3 articles, " in pruned


@pytest.mark.parametrize("jobs", ["0", "-1", "many", "5000", "1.5"])
def test_a_number_of_jobs_that_makes_no_sense(tmp_path: Path, jobs: str) -> None:
    done = kg("build", corpus(tmp_path / "in", 1), "-o", tmp_path / "g.nq", f"--jobs={jobs}")
    assert (done.returncode, done.stderr.count(b"\n")) == (2, 1)


DEADLY = """
import os, signal
name = "deadly"
def sniff(head):
    if head.startswith(b"DIE BY SIGNAL"):
        os.kill(os.getpid(), signal.SIGKILL)
    if head.startswith(b"DIE BY EXIT"):
        os._exit(1)
    return False
def read(data, *, name, path):
    yield from ()
"""


@pytest.mark.slow
def test_a_reader_that_dies_of_an_article_costs_that_article_alone(tmp_path: Path) -> None:
    folder = corpus(tmp_path / "in", 12)
    (folder / "003a.txt").write_text("DIE BY SIGNAL")
    (folder / "007a.txt").write_text("DIE BY EXIT")
    info = tmp_path / "kg_deadly-1.0.dist-info"
    info.mkdir()
    (tmp_path / "kg_deadly.py").write_text(DEADLY)
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: kg-deadly\nVersion: 1.0\n")
    (info / "entry_points.txt").write_text("[kg.readers]\ndeadly = kg_deadly\n")
    done = subprocess.run(
        [sys.executable, "-m", "kg", "build", folder, "-j", "2", "-o", "g.nq", "--cache", "cache", "--report", "r.json"],
        cwd=tmp_path, env=environment(PYTHONPATH=f"{Path(__file__).parents[2]}:{tmp_path}"),
        capture_output=True, check=False, timeout=120,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr.decode()
    report = json.loads((tmp_path / "r.json").read_bytes())
    assert report["articles"] == 12
    assert sorted(Path(p["path"]).name for p in report["problems"] if p["code"] == "crashed") == [
        "003a.txt",
        "007a.txt",
    ]
