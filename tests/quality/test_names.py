"""Names are found at least as well as before, in both qualities."""

import hashlib
import json
import os
from pathlib import Path

import pytest

from benchmarks import tagging
from tests.support.cli import ROOT

FLOORS = Path(__file__).with_name("names.json")
SHARED = Path(os.environ.get("KG_SHARED") or ROOT.parent / "shared")
FIGURES = {"default": tagging.default, "best": tagging.best}
MARGIN = 0.5
"""Processors round the encoder's numbers differently; half a point is two names."""


@pytest.mark.slow
@pytest.mark.parametrize("quality", FIGURES)
def test_no_figure_falls_below_its_floor(quality: str, request: pytest.FixtureRequest) -> None:
    floors = json.loads(FLOORS.read_text("utf-8"))
    file = SHARED / "ner" / "germeval_dev.jsonl"
    if not file.is_file():
        pytest.skip(f"{file} is not there (the environment variable KG_SHARED says where the data lies)")
    assert hashlib.sha256(file.read_bytes()).hexdigest() == floors["sha256"], "other sentences; measure anew"
    figures = {kind: round(value, 1) for kind, value in FIGURES[quality](SHARED).items()}
    if request.config.getoption("--accept"):
        floors[quality] = {
            kind: round(max(floor, figures[kind] - MARGIN), 1) for kind, floor in floors[quality].items()
        }
        FLOORS.write_text(json.dumps(floors, indent=1) + "\n", "utf-8")
    below = {kind: (figures[kind], floor) for kind, floor in floors[quality].items() if figures[kind] < floor}
    assert below == {}, "figure and floor"
