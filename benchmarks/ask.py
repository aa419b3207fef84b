"""Prints how long a graph takes to load and each bundled question to answer, beside rdflib's own engine.

    python benchmarks/ask.py 10000

Articles are generated, as for benchmarks/build.py. rdflib holds and joins everything in Python: it is asked of the first
100 articles only, each question in a process of its own for at most ten seconds, and so is kg beside it.
"""

import multiprocessing
import sys
import tempfile
import time
from pathlib import Path

from kg.errors import QueryStopped
from kg.export import open_exporter
from kg.pipeline import Options, build
from kg.query import Engine, open_engine
from kg.query.questions import Question, questions
from kg.rdf.sparql import with_prefixes
from kg.rdf.vocab import DEFAULT_BASE
from kg.testing import generated, render

PEER_ARTICLES = 100
PEER_SECONDS = 10.0
VALUES = {"person": "Okafor", "about": "e", "headline": "Folge 90", "topic": "", "author": ""}
"""For parameters without a default."""


def sparql(question: Question) -> str:
    """Return a question with values for what it needs."""
    return question.sparql({p.name: VALUES[p.name] for p in question.parameters if p.default is None})


def make(folder: Path, size: int) -> Path:
    """Build a graph of generated articles."""
    corpus, output = folder / f"corpus{size}", folder / f"{size}.nq"
    corpus.mkdir()
    for number in range(size):
        (corpus / f"{number:07}.txt").write_bytes(render(generated(number), "piped"))
    with open_exporter(str(output), base=DEFAULT_BASE) as exporter:
        build([str(corpus)], Options(), [exporter])
    return output


def seconds(engine: Engine, question: Question, limit: float) -> str:
    """Return how long a question takes."""
    start = time.perf_counter()
    try:
        engine.query(sparql(question), timeout=limit)
    except QueryStopped:
        return f"> {limit:g}"
    return f"{time.perf_counter() - start:.2f}"


def peer(path: str, query: str) -> None:
    """Let rdflib answer a query."""
    import rdflib

    graph = rdflib.Graph()
    dataset = rdflib.Dataset(default_union=True)
    dataset.parse(path, format="nquads")
    for triple in dataset.triples((None, None, None)):
        graph.add(triple)
    start = time.perf_counter()
    rows = len(list(graph.query(query)))
    print(f"{time.perf_counter() - start:10.2f} ({rows} rows)", end="", flush=True)


def ask_peer(path: Path, question: Question) -> None:
    """Print how long rdflib needs."""
    process = multiprocessing.get_context("spawn").Process(
        target=peer, args=(str(path), with_prefixes(sparql(question)))
    )
    process.start()
    process.join(PEER_SECONDS)
    if process.is_alive():
        process.kill()
        process.join()
        print(f"    > {PEER_SECONDS:g}", end="")
    print(flush=True)


def main(size: int) -> None:
    """Print the table."""
    with tempfile.TemporaryDirectory() as name:
        large, small = (make(Path(name), articles) for articles in (size, PEER_ARTICLES))
        start = time.perf_counter()
        with open_engine(large) as engine, open_engine(small) as little:
            print(f"loaded {size:,} articles in {time.perf_counter() - start:.1f} s")
            print(f"{'question':22}{f'{size:,}':>10}{'kg, 100':>10}{'rdflib, 100':>12}   seconds")
            for question in questions():
                print(f"{question.name:22}{seconds(engine, question, 60):>10}", end="")
                print(f"{seconds(little, question, 60):>10}", end="", flush=True)
                ask_peer(small, question)


if __name__ == "__main__":
    main(int(sys.argv[1]))
