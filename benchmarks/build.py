"""Prints articles/s, triples/s and peak memory of whole builds, beside rdflib writing the same triples.

    python benchmarks/build.py 1000 10000 100000

Articles are generated: names, lengths, quotations, links and related articles vary with the number, never with the
clock. „CPU s“ are processor seconds of all processes, which other work on the machine changes little; „of main“ is the
share of the process that feeds the others. Each build runs in a process of its own; peak memory is that of the largest
process. „again“ is a build that finds everything in the cache, „1 % with more text“ one in which one article in a hundred
has become longer by a quotation, „1 % others“ one in which these are wholly different articles, of another day and
about other people. They are drawn by chance, the same ones each time. Below each table stand the ratios that matter, and how
much more an article takes than at the first size.
"""

import dataclasses
import multiprocessing
import os
import random
import resource
import sys
import tempfile
import time
from collections.abc import Callable
from multiprocessing.connection import Connection
from pathlib import Path
from typing import NamedTuple

from kg.testing import generated, render

PEER_ARTICLES = 1000
"""rdflib holds the whole graph in memory; it is measured up to this size."""
ALL_ROWS = 10_000
"""Above this size one process alone takes long; the rows with all processors are printed."""
CHANGED = 100
"""One of so many articles is changed."""

ALONE, TOGETHER, AGAIN = ".nq, 1 process", ".nq, 2 processes", ".nq, again"
MORE, SOME = ".nq, 1 % with more text", ".nq, 1 % others"
ADDED = "„Das war noch nicht alles“, sagte Merle Janssen am Dienstag."


class Row(NamedTuple):
    """One build: what the clock and what the processors counted, of all processes and of the first, and MB."""

    articles: int
    triples: int
    seconds: float
    processor: float
    own: float
    peak: float


def measured(articles: int, triples: int, seconds: float) -> Row:
    """Return the row of this process and those that it has started."""
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    own, others = (usage.ru_utime + usage.ru_stime for usage in used)
    peak = max(usage.ru_maxrss for usage in used) / 1024
    return Row(articles, triples, seconds, own + others, own, peak)


def build(told: Connection, folder: str, output: str, jobs: int, cache: str) -> None:
    """Build and tell what it took."""
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # as the command line does
    from kg import pipeline
    from kg.cache import Cache
    from kg.engine import Local
    from kg.export import open_exporter
    from kg.rdf.vocab import DEFAULT_BASE

    start = time.perf_counter()
    with open_exporter(output, base=DEFAULT_BASE) as exporter, Cache(Path(cache)) as kept:
        report = pipeline.build([folder], pipeline.Options(), [exporter], engine=Local(jobs), kept=kept)
    told.send(measured(report.articles, report.triples, time.perf_counter() - start))


def peer(told: Connection, lines: str, articles: int) -> None:
    """Parse and write the same triples with rdflib and tell what it took."""
    import rdflib

    start = time.perf_counter()
    graph = rdflib.Graph().parse(lines, format="nt")
    graph.serialize(lines + ".ttl", format="turtle")
    told.send(measured(articles, len(graph), time.perf_counter() - start))


def row(label: str, target: Callable[..., None], *arguments: object) -> Row:
    """Run a function in a process of its own, print its row and return it."""
    context = multiprocessing.get_context("spawn")
    hears, tells = context.Pipe(duplex=False)
    process = context.Process(target=target, args=(tells, *arguments))
    process.start()
    tells.close()
    found: Row = hears.recv()
    process.join()
    print(
        f"{label:28}{found.articles:10,}{found.seconds:10.1f}{found.processor:10.1f}"
        f"{1000 * found.processor / found.articles:12.2f}{1000 * found.own / found.articles:10.2f}"
        f"{found.articles / found.seconds:12.1f}{found.triples / found.seconds:12,.0f}{found.peak:10.0f}",
        flush=True,
    )
    return found


def table(size: int, folder: str) -> dict[str, Row]:
    """Print the rows of one size and return them."""
    corpus = Path(folder) / "corpus"
    corpus.mkdir()
    for number in range(size):
        (corpus / f"{number:07}.txt").write_bytes(render(generated(number), "piped"))
    alone, together = f"{folder}/alone", f"{folder}/together"
    rows = {}

    def built(label: str, name: str, jobs: int, cache: str) -> None:
        rows[label] = row(label, build, str(corpus), f"{folder}/{name}", jobs, cache)

    if size <= ALL_ROWS:
        built(ALONE, "g.nq", 1, alone)
        built(".nq.gz, 1 process, rewritten", "g.nq.gz", 1, alone)
    built(TOGETHER, "g.nq", 2, together)
    built(AGAIN, "g.nq", 2, together)
    changed = sorted(random.Random(size).sample(range(size), size // CHANGED))
    for number in changed:
        article = generated(number)
        longer = dataclasses.replace(article, body=(*article.body, ADDED))
        (corpus / f"{number:07}.txt").write_bytes(render(longer, "piped"))
    built(MORE, "g.nq", 2, together)
    for number in changed:
        (corpus / f"{number:07}.txt").write_bytes(render(generated(number + size), "piped"))
    built(SOME, "g.nq", 2, together)
    if size <= PEER_ARTICLES:
        built(".nt, 1 process, rewritten", "g.nt", 1, together)
        row("rdflib, parse + write only", peer, f"{folder}/g.nt", size)
    return rows


def ratios(rows: dict[str, Row], first: dict[str, Row]) -> None:
    """Print what the goals speak of: speed-up, shares of a fresh build, growth since the first size."""
    whole = rows[TOGETHER]
    if ALONE in rows:
        print(f"  two processes: {rows[ALONE].seconds / whole.seconds:.2f} x as fast as one")
    for label in (AGAIN, MORE, SOME):
        took = rows[label]
        print(
            f"  {label}: {100 * took.seconds / whole.seconds:.1f} % of the time of a fresh build,"
            f" {100 * took.processor / whole.processor:.1f} % of its processor time"
        )
    for label in (TOGETHER, AGAIN, MORE, SOME) if rows is not first else ():
        now, then = (each[label].processor / each[label].articles for each in (rows, first))
        print(
            f"  {label}: {100 * (now / then - 1):+.1f} % processor time an article against {first[label].articles:,} articles,"
            f" peak {rows[label].peak:.0f} MB against {first[label].peak:.0f}"
        )
    print(flush=True)


def main() -> None:
    """Print the table for each size named on the command line."""
    print(
        f"{'build':28}{'articles':>10}{'s':>10}{'CPU s':>10}{'CPU ms/art.':>12}{'of main':>10}"
        f"{'articles/s':>12}{'triples/s':>12}{'peak MB':>10}"
    )
    first: dict[str, Row] = {}
    for size in [int(argument) for argument in sys.argv[1:]] or [1000]:
        with tempfile.TemporaryDirectory() as folder:
            rows = table(size, folder)
        first = first or rows
        ratios(rows, first)


if __name__ == "__main__":
    main()
