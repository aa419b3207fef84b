"""The same articles give the same bytes: whatever the hash seed, the time zone, the locale or the folder."""

import shutil
import subprocess
from pathlib import Path

import pytest

from kg.formats import FORMATS
from tests.conftest import EXAMPLES
from tests.support.cli import command, environment

WORLDS = (
    {"PYTHONHASHSEED": "1", "TZ": "UTC", "LC_ALL": "C.UTF-8"},
    {"PYTHONHASHSEED": "2", "TZ": "Asia/Tokyo", "LC_ALL": "C", "PYTHONUTF8": "0"},
)


@pytest.fixture(scope="module")
def outputs(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    folders = []
    for world in WORLDS:
        folder = tmp_path_factory.mktemp("world")
        shutil.copytree(EXAMPLES, folder / "in")
        targets = [part for form in FORMATS for part in ("-o", f"g{form.suffixes[0]}")]
        targets += ["-o", "g.ttl.gz"]
        subprocess.run(
            command("build", "in", *targets, "-q"),
            cwd=folder,
            env=environment(**world),
            check=True,
            timeout=120,
        )
        folders.append(folder)
    return folders


@pytest.mark.parametrize("name", [*(f"g{form.suffixes[0]}" for form in FORMATS), "g.ttl.gz"])
def test_two_worlds_one_graph(outputs: list[Path], name: str) -> None:
    first, second = ((folder / name).read_bytes() for folder in outputs)
    assert len(first) > 1000
    assert first == second
