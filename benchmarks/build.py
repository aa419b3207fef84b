"""Prints articles/s, triples/s and peak memory of whole builds, beside rdflib writing the same triples.

    python benchmarks/build.py 1000 10000 100000

Articles are generated: names, lengths, quotations, links and related articles vary with the number, never with the
clock. „CPU s“ are processor seconds of all processes, which other work on the machine changes little; „of main“ is the
share of the process that feeds the others. Each build runs in a process of its own; peak memory is that of the largest
process. „again“ is a build that finds everything in the cache, „1 % changed“ one in which each hundredth article is
another.
"""

import multiprocessing
import resource
import sys
import tempfile
import time
from pathlib import Path

from kg.testing import generated, render

PEER_ARTICLES = 1000
"""rdflib holds the whole graph in memory; it is measured up to this size."""
ALL_ROWS = 10_000
"""Above this size one process alone would take hours; the rows with all processors are printed."""
CHANGED = 100
"""Each so many-th article is changed."""


def measure(label: str, folder: str, output: str, jobs: int, cache: str) -> None:
    """Build and print one row of the table."""
    from kg.cache import Cache
    from kg.engine import Local
    from kg.export import open_exporter
    from kg.pipeline import Options, build
    from kg.rdf.vocab import DEFAULT_BASE

    start = time.perf_counter()
    with open_exporter(output, base=DEFAULT_BASE) as exporter, Cache(Path(cache)) as kept:
        report = build([folder], Options(), [exporter], engine=Local(jobs), kept=kept)
    row(label, report.articles, report.triples, time.perf_counter() - start)


def row(label: str, articles: int, triples: int, seconds: float) -> None:
    """Print one row: what the clock and what the processors counted, all processes together."""
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    own, others = (usage.ru_utime + usage.ru_stime for usage in used)
    processor = own + others
    peak = max(usage.ru_maxrss for usage in used)
    print(
        f"{label:28}{articles:10,}{seconds:10.1f}{processor:10.1f}{1000 * processor / articles:12.2f}{1000 * own / articles:10.2f}"
        f"{articles / seconds:12.1f}{triples / seconds:12,.0f}{peak / 1024:10.0f}",
        flush=True,
    )


def peer(lines: str, articles: int) -> None:
    """Parse and write the same triples with rdflib and print its row."""
    import rdflib

    start = time.perf_counter()
    graph = rdflib.Graph().parse(lines, format="nt")
    graph.serialize(lines + ".ttl", format="turtle")
    row("rdflib, parse + write only", articles, len(graph), time.perf_counter() - start)


def in_a_process(target: object, *arguments: object) -> None:
    """Run a function in a process of its own."""
    process = multiprocessing.get_context("spawn").Process(target=target, args=arguments)  # type: ignore[arg-type]
    process.start()
    process.join()


def table(size: int, folder: str) -> None:
    """Print the rows of one size."""
    corpus = Path(folder) / "corpus"
    corpus.mkdir()
    for number in range(size):
        (corpus / f"{number:07}.txt").write_bytes(render(generated(number), "piped"))
    alone, together = f"{folder}/alone", f"{folder}/together"
    if size <= ALL_ROWS:
        in_a_process(measure, ".nq, 1 process", str(corpus), f"{folder}/g.nq", 1, alone)
        in_a_process(measure, ".nq.gz, 1 process, rewritten", str(corpus), f"{folder}/g.nq.gz", 1, alone)
    in_a_process(measure, ".nq, 2 processes", str(corpus), f"{folder}/g.nq", 2, together)
    in_a_process(measure, ".nq, again", str(corpus), f"{folder}/g.nq", 2, together)
    for number in range(0, size, CHANGED):
        (corpus / f"{number:07}.txt").write_bytes(render(generated(number + size), "piped"))
    in_a_process(measure, ".nq, 1 % changed", str(corpus), f"{folder}/g.nq", 2, together)
    if size <= PEER_ARTICLES:
        in_a_process(measure, ".nt, 1 process, rewritten", str(corpus), f"{folder}/g.nt", 1, together)
        in_a_process(peer, f"{folder}/g.nt", size)


def main() -> None:
    """Print the table for each size named on the command line."""
    print(
        f"{'build':28}{'articles':>10}{'s':>10}{'CPU s':>10}{'CPU ms/art.':>12}{'of main':>10}"
        f"{'articles/s':>12}{'triples/s':>12}{'peak MB':>10}"
    )
    for size in [int(argument) for argument in sys.argv[1:]] or [1000]:
        with tempfile.TemporaryDirectory() as folder:
            table(size, folder)


if __name__ == "__main__":
    main()
