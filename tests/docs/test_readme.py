"""The README's commands and its Python are run; its two one-line installations are run by .ci/run."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import EXAMPLES, SEED
from tests.support.cli import ROOT, environment

README = (ROOT / "README.md").read_text("utf-8")
BLOCKS = re.findall(r"```(\w+)\n(.*?)```", README, re.DOTALL)


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A folder with an article and a command ``kg``."""
    shutil.copy(SEED, tmp_path / "article.txt")
    (tmp_path / "bin").mkdir()
    script = tmp_path / "bin" / "kg"
    script.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m kg "$@"\n')
    script.chmod(0o755)
    return tmp_path


def test_the_commands_of_the_tour(place: Path) -> None:
    (tour,) = [code for language, code in BLOCKS if language == "sh" and "kg validate" in code]
    search = f"{place / 'bin'}:{os.environ['PATH']}"
    (place / "tour.sh").write_text(tour, "utf-8")
    done = subprocess.run(
        ["bash", "-euo", "pipefail", "tour.sh"], cwd=place, env=environment(PATH=search), capture_output=True,
        check=False, timeout=120,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert "Katrin Suhr" in done.stdout.decode()
    assert (place / "graph.ttl").exists()


def test_the_python_of_the_tour(place: Path) -> None:
    (code,) = [code for language, code in BLOCKS if language == "python"]
    shutil.copytree(EXAMPLES, place / "corpus")
    check = "\nassert len(graph.rdf) and graph.networkx().number_of_nodes() and document.quotations\n"
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", code + check], cwd=place, env=environment(), check=False,
        capture_output=True, timeout=120,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert (place / "graph.ttl").exists()


def test_both_one_line_installations_are_run_by_the_checks() -> None:
    lines = [code.strip() for language, code in BLOCKS if language == "sh"][:2]
    assert all("\n" not in line and line.startswith("python3 -m venv") for line in lines)
    script = (ROOT / ".ci" / "run").read_text("utf-8")
    assert 'grep -m1 "kg build examples" README.md' in script
    assert 'grep -m1 "pytest -q" README.md' in script
