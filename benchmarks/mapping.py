"""Prints how many triples a second are mapped, serialised and validated, beside pyoxigraph and rdflib.

    python benchmarks/mapping.py [ARTICLES]

Processor time of this process, best of three; articles are generated, extraction is not counted.
"""

import sys
import time
from collections.abc import Callable
from functools import partial
from typing import TypeVar

import pyoxigraph
import rdflib

from kg.export import renderer
from kg.extract import annotate
from kg.model import Article, Document, Link, Related
from kg.pipeline import Options
from kg.rdf import NamedGraph
from kg.rdf.iris import Minter
from kg.rdf.mapping import document_graph, provenance_graph
from kg.rdf.vocab import DEFAULT_BASE
from kg.readers import read
from kg.testing import generated, render
from kg.validate import Validator

FORMS = ("nquads", "ntriples", "turtle", "trig", "jsonld", "rdfxml")
_ROUNDS = 3
Result = TypeVar("Result")


def documents(count: int) -> list[Document]:
    """Return generated articles with what was extracted from them."""
    found = (
        item
        for number in range(count)
        for item in read(render(generated(number), "piped"), name=f"{number}", path="")
    )
    return [annotate(item) for item in found if isinstance(item, Article)]


def best(work: Callable[[], Result]) -> tuple[float, Result]:
    """Return the least seconds of processor time that ``work`` took, and what it made."""
    seconds = []
    for _ in range(_ROUNDS):
        start = time.process_time()
        made = work()
        seconds.append(time.process_time() - start)
    return min(seconds), made


def mapped(found: list[Document]) -> list[NamedGraph]:
    """Map documents to graphs."""
    minter, run = Minter(DEFAULT_BASE), Options().run()

    def target(item: Link | Related) -> tuple[str, bool]:
        return f"<{DEFAULT_BASE}article/elsewhere>", False

    graphs = []
    for document in found:
        graphs.append(document_graph(document, minter, target, run))
        graphs.append(provenance_graph(document.article, minter, run))
    return graphs


def rendered(graphs: list[NamedGraph], form: str) -> int:
    """Serialise graphs one by one; return how many bytes they make."""
    make = renderer(form, base=DEFAULT_BASE)
    return sum(len(make(graph).block) for graph in graphs)


def by_pyoxigraph(quads: list[pyoxigraph.Quad], syntax: pyoxigraph.RdfFormat) -> int:
    """Serialise the same with pyoxigraph; return how many bytes they make."""
    return len(pyoxigraph.serialize((quad.triple for quad in quads), format=syntax) or b"")


def main() -> None:
    """Print the table."""
    found = documents(int(sys.argv[1]) if len(sys.argv) > 1 else 300)
    mapping, graphs = best(lambda: mapped(found))
    count = sum(len(graph.triples) for graph in graphs)
    print(f"{len(found)} articles, {count} triples, {count / len(found):.0f} an article\n")
    print(f"{'':24}{'triples/s':>12}{'with mapping':>14}")
    print(f"{'mapping':24}{count / mapping:12,.0f}")
    for form in FORMS:
        seconds, _ = best(partial(rendered, graphs, form))
        print(f"{form:24}{count / seconds:12,.0f}{count / (seconds + mapping):14,.0f}")
    lines = "".join(graph.ntriples() for graph in graphs)
    quads = list(pyoxigraph.parse(lines.encode(), format=pyoxigraph.RdfFormat.N_TRIPLES))
    for name, syntax in (("nquads", pyoxigraph.RdfFormat.N_QUADS), ("turtle", pyoxigraph.RdfFormat.TURTLE)):
        seconds, _ = best(partial(by_pyoxigraph, quads, syntax))
        print(f"{'pyoxigraph ' + name:24}{count / seconds:12,.0f}")
    graph = rdflib.Graph().parse(data=lines, format="nt")
    seconds, _ = best(lambda: graph.serialize(format="turtle"))
    print(f"{'rdflib turtle':24}{len(graph) / seconds:12,.0f}")
    validator = Validator(sample=sys.maxsize)
    seconds, _ = best(lambda: [validator.check(graph) for graph in graphs if graph.name])
    print(f"\nSHACL, fast engine: {1000 * seconds / len(found):.2f} ms an article")


if __name__ == "__main__":
    main()
