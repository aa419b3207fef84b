"""kg build and kg extract with --quality best, as a user runs them."""

import json
import subprocess
from pathlib import Path

import pytest

from tests.conftest import SEED
from tests.support.cli import command, environment, kg

TEXT = "Xaveria Hölzenbein sprach in Kiel. „Das Wasser steigt“, sagte Hölzenbein."
LINE = json.dumps({"id": 1, "text": TEXT}).encode()


def test_people_are_found_by_the_encoder() -> None:
    done = kg("extract", "--jsonl", "--quality", "best", stdin=LINE)
    assert (done.returncode, done.stderr) == (0, b"")
    record = json.loads(done.stdout)
    people = {mention["entity"] for mention in record["mentions"] if mention["type"] == "Person"}
    assert people == {"Xaveria Hölzenbein"}
    assert record["quotations"][0]["speaker_entity"] == "Xaveria Hölzenbein"


@pytest.mark.slow
def test_a_build_gives_the_same_bytes_with_one_and_two_processes_and_says_how_it_was_made(
    tmp_path: Path,
) -> None:
    for jobs in (1, 2):
        cache = tmp_path / f"cache{jobs}"
        done = kg(
            "build", SEED, "-o", f"{jobs}.nt", "--quality", "best", "-j", jobs, "--cache", cache, cwd=tmp_path
        )
        assert done.returncode == 0, done.stderr
    graph = (tmp_path / "1.nt").read_bytes()
    assert graph == (tmp_path / "2.nt").read_bytes()
    assert b"extractors=sentences,mentions-best," in graph


@pytest.mark.slow
def test_the_cache_does_not_mix_the_qualities(tmp_path: Path) -> None:
    graphs = []
    for quality in ("default", "best", "default"):
        done = kg("build", SEED, "-o", "g.nt", "--quality", quality, "--cache", "cache", cwd=tmp_path)
        assert done.returncode == 0, done.stderr
        graphs.append((tmp_path / "g.nt").read_bytes())
    assert graphs[0] == graphs[2] != graphs[1]


def test_extractors_are_chosen_in_one_way_only() -> None:
    done = kg("extract", "--jsonl", "--quality", "best", "--extractors", "sentences", stdin=LINE)
    assert done.returncode == 2
    assert b"give one of the two" in done.stderr


@pytest.mark.parametrize("arguments", [("extract", SEED), ("build", SEED, "-o", "g.nt")])
def test_without_onnxruntime_one_sentence_says_what_to_install(
    arguments: tuple[object, ...], tmp_path: Path
) -> None:
    (tmp_path / "onnxruntime.py").write_text("raise ImportError")
    path = f"{tmp_path}:{environment()['PYTHONPATH']}"
    done = subprocess.run(
        command(*arguments, "--quality", "best"), cwd=tmp_path, env=environment(PYTHONPATH=path),
        capture_output=True, check=False, timeout=60,
    )  # fmt: skip
    assert done.returncode == 2
    assert done.stderr.decode().splitlines() == [
        "kg: --quality best needs the package onnxruntime; install it with: pip install 'kg-news[best]'"
    ]
    assert not (tmp_path / "g.nt").exists()
