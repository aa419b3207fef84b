"""A cluster of two workers writes the bytes of one process; what is wrong with a cluster is said in one sentence."""

import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.testing import generated, render
from tests.support.cli import environment, kg

SIZE = 90  # more than are done before a cluster is asked


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("corpus")
    for number in range(SIZE):
        (folder / f"{number:03}.txt").write_bytes(render(generated(number), "piped"))
    return folder


@pytest.fixture(scope="module")
def scheduler(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Start a scheduler and two workers, as somebody does on two machines with a shared folder."""
    folder = tmp_path_factory.mktemp("cluster")
    file = folder / "scheduler.json"
    common = ["--scheduler-file", str(file), "--no-dashboard"]
    processes = [dask("scheduler", *common, "--host", "127.0.0.1", "--port", "0")]
    until = time.monotonic() + 60
    while not file.exists():
        assert time.monotonic() < until
        time.sleep(0.05)
    local = ["--nthreads", "1", "--no-nanny", "--local-directory", str(folder), "--host", "127.0.0.1"]
    processes += [dask("worker", *common, *local) for _ in range(2)]
    yield file
    for process in processes[::-1]:
        process.terminate()
        process.wait(30)


def dask(*arguments: str) -> "subprocess.Popen[bytes]":
    return subprocess.Popen(
        [sys.executable, "-m", "dask", *arguments],
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=environment(),
    )  # fmt: skip


@pytest.mark.slow
def test_two_workers_of_a_cluster_write_the_bytes_of_one_process(
    corpus: Path, scheduler: Path, tmp_path: Path
) -> None:
    here = kg("build", corpus, "-q", "-o", tmp_path / "here.nq.gz", "-j", "1", "--cache", tmp_path / "one")
    there = kg(
        "build", corpus, "-q", "-o", tmp_path / "there.nq.gz", "--cache", tmp_path / "two",
        "--engine", "dask", "--scheduler", scheduler,
    )  # fmt: skip
    assert (here.returncode, there.returncode, there.stderr) == (0, 0, b"")
    assert (tmp_path / "here.nq.gz").read_bytes() == (tmp_path / "there.nq.gz").read_bytes()


@pytest.mark.slow
def test_a_cluster_that_is_not_there_is_said_in_one_sentence(
    corpus: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DASK_DISTRIBUTED__COMM__TIMEOUTS__CONNECT", "1s")
    done = kg(
        "build", corpus, "-q", "-o", tmp_path / "g.nq", "--cache", tmp_path / "cache",
        "--engine", "dask", "--scheduler", "tcp://127.0.0.1:1",
    )  # fmt: skip
    assert done.returncode == 4
    assert (
        done.stderr.decode()
        .splitlines()[-1]
        .startswith("kg: no Dask cluster with workers at tcp://127.0.0.1:1: ")
    )
    assert b"Traceback" not in done.stderr


def test_a_scheduler_needs_an_engine_that_has_one(corpus: Path, tmp_path: Path) -> None:
    done = kg("build", corpus, "-o", tmp_path / "g.nq", "--scheduler", "tcp://127.0.0.1:1")
    assert (done.returncode, done.stderr) == (
        2,
        b"kg: --scheduler names a cluster, which needs --engine dask\n",
    )
