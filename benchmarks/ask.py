"""Prints how long a graph takes to load and each bundled question to answer, beside rdflib's own engine.

    python benchmarks/ask.py 10000
    python benchmarks/ask.py graph.nq

Articles are generated, as for benchmarks/build.py, or a graph of them is named. Each question is asked of the file, in memory,
and of a database folder. rdflib holds and joins everything in Python: it is asked of the first 100 articles only, each question in
a process of its own for at most ten seconds, and so is kg beside it.
"""

import multiprocessing
import sys
import tempfile
import time
from pathlib import Path

from kg.errors import QueryStopped
from kg.export import open_exporter
from kg.loading import Options as Loading
from kg.loading import load
from kg.pipeline import Options, build
from kg.query import Engine, open_engine
from kg.query.questions import Question, questions
from kg.rdf.sparql import with_prefixes
from kg.rdf.vocab import DEFAULT_BASE
from kg.testing import generated, render

PEER_ARTICLES = 100
PEER_SECONDS = 10.0
SECONDS = 60.0
"""Until a question to kg is stopped."""
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


def main(graph: str) -> None:
    """Print the table."""
    with tempfile.TemporaryDirectory() as name:
        small = make(Path(name), PEER_ARTICLES)
        large = make(Path(name), int(graph)) if graph.isdigit() else Path(graph)
        folder = Path(name) / "store"
        start = time.perf_counter()
        loaded = load(str(large), str(folder), Loading())
        print(f"loaded {loaded.statements:,} statements into a folder in {time.perf_counter() - start:.1f} s")
        start = time.perf_counter()
        with (
            open_engine(large, graphs=False) as file,
            open_engine(folder) as stored,
            open_engine(small) as little,
        ):
            print(f"opened the file and two more in {time.perf_counter() - start:.1f} s")
            print(f"{'question':22}{'file':>10}{'folder':>10}{'kg, 100':>10}{'rdflib, 100':>12}   seconds")
            for question in questions():
                print(f"{question.name:22}", end="", flush=True)
                for engine in (file, stored, little):
                    print(f"{seconds(engine, question, SECONDS):>10}", end="", flush=True)
                ask_peer(small, question)


if __name__ == "__main__":
    main(sys.argv[1])
