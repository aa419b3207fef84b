"""Builds again and again and is killed each time; run as a program of its own: ``killing.py FOLDER KILLS``.

A child is forked for each build, so that none spends its time on imports. Prints a JSON list: for each kill
whether it came before the end, whether the output was then whole, and whether the next build wrote the bytes
that it should.
"""

import json
import os
import random
import shutil
import signal
import sys
import time
from pathlib import Path

from kg.cache import Cache
from kg.engine import Local
from kg.export import open_exporter
from kg.pipeline import Options, build
from kg.rdf.vocab import DEFAULT_BASE

RESET = 2
"""After so many kills the cache is removed, so that kills meet empty, half-full and full ones."""
RESUMED = 0.2
"""Of the time of a whole build, what one takes at most that finds something in the cache."""


def run(folder: Path, output: Path, cache: Path) -> None:
    with open_exporter(output, base=DEFAULT_BASE) as exporter, Cache(cache) as kept:
        build([folder], Options(), [exporter], engine=Local(1), kept=kept)


def killed(folder: Path, output: Path, cache: Path, after: float) -> bool:
    """Say whether a build was killed before its end."""
    child = os.fork()
    if child == 0:
        run(folder, output, cache)
        os._exit(0)
    time.sleep(after)
    os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    return os.WIFSIGNALED(status)


def main() -> None:
    folder, kills = Path(sys.argv[1]), int(sys.argv[2])
    work = folder.parent / "work"
    work.mkdir()
    output, cache = work / "g.nq.gz", folder.parent / "cache"
    run(folder, work / "expected.nq.gz", folder.parent / "other")  # loads what children then have
    began = time.perf_counter()
    run(folder, work / "expected.nq.gz", folder.parent / "another")
    whole = time.perf_counter() - began
    expected = (work / "expected.nq.gz").read_bytes()
    chance, found = random.Random(1), []
    for number in range(kills):
        if number % RESET == 0:
            shutil.rmtree(cache, ignore_errors=True)
            output.write_bytes(b"old")
        before = output.read_bytes()
        longest = whole if number % RESET == 0 else whole * RESUMED
        early = killed(folder, output, cache, chance.uniform(0, longest))
        intact = output.read_bytes() in (before, expected)
        if number % 4 > 1:  # else the next one is killed on what this one left
            run(folder, output, cache)
            intact = intact and output.read_bytes() == expected
            output.write_bytes(b"old")
        found.append((early, intact))
    run(folder, output, cache)
    names = sorted(path.name for path in work.iterdir())
    json.dump({"kills": found, "same": output.read_bytes() == expected, "files": names}, sys.stdout)


if __name__ == "__main__":
    main()
