"""Prints what validation costs: milliseconds an article, by engine and as a build does it.

    python benchmarks/validation.py 500 20

The first number is how many generated articles the fast engine is given, the second how many pySHACL is.
Each article's graph is validated by itself, as in a build. "build's gate" is what `kg build` runs: the fast
engine on all, pySHACL on one in a thousand. "words" is what `kg validate` checks beyond SHACL. The last rows
are `kg validate` on the whole graph at once, with one article spoilt for the last.
"""

import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import pyoxigraph

from kg.graph import build
from kg.rdf import NamedGraph
from kg.rdf.vocab import term
from kg.testing import generated, render
from kg.validate import Engine, Validator, shapes_text, validate
from kg.validate.words import misplaced


def graphs(size: int) -> tuple[NamedGraph, ...]:
    """Return the graphs of as many generated articles, and those that they share."""
    with tempfile.TemporaryDirectory() as folder:
        for number in range(size):
            (Path(folder) / f"{number:07}.txt").write_bytes(render(generated(number), "piped"))
        return build(folder).graphs


def row(name: str, articles: int, work: Callable[[], object]) -> None:
    """Do the work and print what it took."""
    start = time.perf_counter()
    work()
    spent = 1000 * (time.perf_counter() - start)
    print(f"{name:36}{articles:10,}{spent / articles:12.2f}", flush=True)


def each(of: Sequence[NamedGraph], engine: Engine) -> None:
    """Validate graph by graph."""
    for graph in of:
        validate([graph], shapes=shapes_text(), engine=engine)


def words(of: Sequence[NamedGraph]) -> None:
    """Compare the words with the texts, graph by graph."""
    for graph in of:
        list(misplaced(pyoxigraph.parse(graph.ntriples(), format=pyoxigraph.RdfFormat.N_TRIPLES)))


def spoilt(of: Sequence[NamedGraph]) -> list[NamedGraph]:
    """Return the graphs, the first without a headline."""
    first = of[0]
    return [
        replace(first, triples=tuple(t for t in first.triples if t[1] != term("schema:headline"))),
        *of[1:],
    ]


def main() -> None:
    """Print the table."""
    sizes = [int(argument) for argument in sys.argv[1:]] or [500, 20]
    fast, slow = sizes[0], sizes[-1]
    everything = graphs(fast)
    articles = [graph for graph in everything if graph.name is not None]
    validate([articles[0]], engine="pyshacl")  # both engines read the shapes once
    gate = Validator()
    triples = sum(len(graph.triples) for graph in articles)
    print(f"{len(articles)} articles of {triples / len(articles):.0f} triples on average")
    print(f"{'':36}{'articles':>10}{'ms/article':>12}")
    row("pySHACL", slow, lambda: each(articles[:slow], "pyshacl"))
    row("shacl", fast, lambda: each(articles, "shacl"))
    row("build's gate", fast, lambda: [gate.check(graph) for graph in articles])
    row("words", fast, lambda: words(articles))
    row("whole graph, auto", fast, lambda: validate(everything))
    row("whole graph, auto, one spoilt", fast, lambda: validate(spoilt(everything)))


if __name__ == "__main__":
    main()
