"""Prints articles/s, triples/s and peak memory of whole builds, beside rdflib writing the same triples.

    python benchmarks/build.py 1000 10000

Articles are generated: names, lengths, quotations, links and related articles vary with the number, never
with the clock. Each build runs in a process of its own.
"""

import multiprocessing
import resource
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from kg.testing import generated, render

PEER_ARTICLES = 1000
"""rdflib holds the whole graph in memory; it is measured up to this size."""


def measure(folder: str, output: str, validate: bool) -> None:
    """Build and print one row of the table."""
    from kg.export import open_exporter
    from kg.pipeline import Options, build
    from kg.rdf.vocab import DEFAULT_BASE

    start = time.perf_counter()
    with open_exporter(output, base=DEFAULT_BASE) as exporter:
        report = build([folder], Options(validate=validate), [exporter])
    seconds = time.perf_counter() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    name = f"kg {Path(output).suffix}" + ("" if validate else " unchecked")
    print(
        f"{name:22}{report.articles:10,}{report.articles / seconds:12.0f}{report.triples / seconds:12,.0f}{peak:10.0f}",
        flush=True,
    )


def peer(lines: str, articles: int) -> None:
    """Parse and write the same triples with rdflib and print its row."""
    import rdflib

    start = time.perf_counter()
    graph = rdflib.Graph().parse(lines, format="nt")
    graph.serialize(lines + ".ttl", format="turtle")
    seconds = time.perf_counter() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        f"{'rdflib, parse + write':22}{articles:10,}{articles / seconds:12.0f}{len(graph) / seconds:12,.0f}{peak:10.0f}",
        flush=True,
    )


def main() -> None:
    """Print the table for each size named on the command line."""
    spawn = multiprocessing.get_context("spawn")
    print(f"{'build':22}{'articles':>10}{'articles/s':>12}{'triples/s':>12}{'peak MB':>10}")
    for size in [int(argument) for argument in sys.argv[1:]] or [1000]:
        with tempfile.TemporaryDirectory() as folder:
            corpus = Path(folder) / "corpus"
            corpus.mkdir()
            for number in range(size):
                (corpus / f"{number:07}.txt").write_bytes(render(generated(number), "piped"))
            jobs: list[tuple[Callable[..., None], tuple[object, ...]]] = [
                (measure, (str(corpus), f"{folder}/g{suffix}", check))
                for suffix, check in ((".nt", False), (".nt", True), (".nq", True), (".ttl", True))
            ]
            if size <= PEER_ARTICLES:
                jobs.append((peer, (f"{folder}/g.nt", size)))
            for target, arguments in jobs:
                process = spawn.Process(target=target, args=arguments)
                process.start()
                process.join()


if __name__ == "__main__":
    main()
