"""Prints what an article costs on its way from a shard to a graph: bytes, triples, CPU time, memory.

    python benchmarks/shards.py 1000 4000        # generated articles, written as JSON lines
    python benchmarks/shards.py news.jsonl.zst   # shards of your own

Each build runs in a process of its own, with one worker and without a cache of earlier builds. These are the
figures of docs/archive-plan.md.
"""

import gzip
import json
import multiprocessing
import resource
import sys
import tempfile
import time
from pathlib import Path

from kg.testing import generated, render

HEAD = f"{'shard':24}{'articles':>9}{'in B':>8}{'packed B':>10}{'words':>7}{'triples':>9}{'.nq B':>8}{'.nq.gz B':>10}{'articles/CPU s':>16}{'peak MB':>9}"


def write(path: Path, size: int) -> None:
    """Write generated articles as JSON lines, compressed."""
    with gzip.open(path, "wb") as file:
        for number in range(size):
            item = {"name": f"{number}.txt", "content": render(generated(number), "piped").decode()}
            file.write(json.dumps(item, ensure_ascii=False).encode() + b"\n")


def given(path: str) -> tuple[int, int]:
    """Return how many bytes and words of text a shard's articles have when it is unpacked."""
    from kg import sources
    from kg.model import Article
    from kg.readers import read

    size = words = 0
    for source in sources.find([path]):
        data = sources.load(source) if isinstance(source, sources.Source) else b""
        if isinstance(data, bytes):
            size += len(data)
            found = read(data, name="n", path="p") if data else ()
            words += sum(len(item.text.split()) for item in found if isinstance(item, Article))
    return size, words


def measure(path: str, folder: str) -> None:
    """Build and print one row of the table; all but the last two columns are for one article."""
    from kg.cache import Cache
    from kg.engine import Local
    from kg.export import open_exporter
    from kg.pipeline import Options, build
    from kg.rdf.vocab import DEFAULT_BASE

    output = Path(folder) / "g.nq.gz"
    start = time.process_time()
    with open_exporter(output, base=DEFAULT_BASE) as exporter, Cache(Path(folder) / "cache") as kept:
        report = build([path], Options(), [exporter], engine=Local(1), kept=kept)
    seconds = time.process_time() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    with gzip.open(output) as file:
        unpacked = sum(len(line) for line in file)
    size, words = given(path)
    count = report.articles
    each = (size, Path(path).stat().st_size, words, report.triples, unpacked, output.stat().st_size)
    a, b, c, d, e, f = (f"{value / count:,.0f}" for value in each)
    print(
        f"{Path(path).name:24}{count:9,}{a:>8}{b:>10}{c:>7}{d:>9}{e:>8}{f:>10}{count / seconds:16.1f}{peak:9.0f}",
        flush=True,
    )


def main() -> None:
    """Print the table for each size or shard named on the command line."""
    spawn = multiprocessing.get_context("spawn")
    print(HEAD)
    for argument in sys.argv[1:] or ["1000"]:
        with tempfile.TemporaryDirectory() as folder:
            path = argument
            if argument.isdecimal():
                path = f"{folder}/generated-{argument}.jsonl.gz"
                write(Path(path), int(argument))
            process = spawn.Process(target=measure, args=(path, folder))
            process.start()
            process.join()


if __name__ == "__main__":
    main()
