"""Runs the W3C SHACL test suite through kg's own door to its engines, and prints how many tests each passes.

    pip download --no-deps --no-binary pyshacl pyshacl==0.40.1 -d /tmp/suite
    python benchmarks/shacl_suite.py /tmp/suite/pyshacl-0.40.1.tar.gz

The argument is pySHACL's source distribution, which carries the suite, or a folder that holds it (a checkout of
github.com/w3c/data-shapes: data-shapes-test-suite/tests). A test is passed if the verdict is right, and
passed in full if the report has the same results: focus node, path, constraint component, value, severity.
Blank nodes count as equal. `--failures` names what failed.
"""

import sys
import tarfile
import tempfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph
import rdflib
from rdflib import RDF, Graph, Namespace
from rdflib.collection import Collection
from rdflib.namespace import SH
from rdflib.term import Node

from kg.rdf import NamedGraph
from kg.validate import Engine, validate
from kg.validate.excerpt import to_rdflib

MF = Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#")
SHT = Namespace("http://www.w3.org/ns/shacl-test#")
ENGINES: tuple[Engine, ...] = ("shacl", "pyshacl")
PARTS = ("core", "sparql")


@dataclass(frozen=True)
class Case:
    """One test: its name, its graphs as N-Triples, and the report that it expects; None for a refusal."""

    name: str
    data: str
    shapes: str
    report: Graph | None


def lines(path: Path) -> str:
    """Return a Turtle file as N-Triples, every literal as it is written."""
    found = pyoxigraph.parse(path.read_bytes(), format=pyoxigraph.RdfFormat.TURTLE, base_iri=path.as_uri())
    return "".join(f"{t.subject} {t.predicate} {t.object} .\n" for t in found)


def local(address: Node) -> Path:
    """Return the file that a manifest names."""
    return Path(str(address).partition("#")[0].removeprefix("file://"))


def cases(folder: Path) -> Iterator[Case]:
    """Yield the tests that the manifest of a folder, or one that it includes, lists."""
    yield from _cases(folder / "manifest.ttl")


def _cases(manifest: Path) -> Iterator[Case]:
    graph = to_rdflib(lines(manifest))
    for included in sorted(graph.objects(None, MF.include), key=str):
        yield from _cases(local(included))
    for entries in graph.objects(None, MF.entries):
        for test in Collection(graph, entries):
            action, result = graph.value(test, MF.action), graph.value(test, MF.result)
            here = rdflib.URIRef(manifest.as_uri())
            data, shapes = (
                local(graph.value(action, part) or here) for part in (SHT.dataGraph, SHT.shapesGraph)
            )
            yield Case(
                name=f"{manifest.parent.name}/{str(test).rpartition('/')[2]}",
                data=lines(data),
                shapes=lines(shapes),
                report=None if result == SHT.Failure else excerpt(graph, result),
            )


def excerpt(graph: Graph, report: Node | None) -> Graph:
    """Return the expected report, and all that hangs on it by blank nodes."""
    found, todo = Graph(), [report]
    while todo:
        node = todo.pop()
        for predicate, value in graph.predicate_objects(node):
            if (node, predicate, value) not in found:
                found.add((node or rdflib.BNode(), predicate, value))
                if isinstance(value, rdflib.BNode):
                    todo.append(value)
    return found


def run(case: Case, engine: Engine) -> Graph | None:
    """Return the engine's report, None if it refuses."""
    triples = pyoxigraph.parse(case.data, format=pyoxigraph.RdfFormat.N_TRIPLES)
    graph = NamedGraph.of(None, ((str(t.subject), str(t.predicate), str(t.object)) for t in triples))
    try:
        return validate([graph], shapes=case.shapes, engine=engine).graph
    except Exception:  # noqa: BLE001 - each engine has its own way to refuse
        return None


def results(report: Graph) -> Counter[tuple[str, ...]]:
    """Return what a report says, as far as two engines must agree."""
    return Counter(
        (
            plain(report.value(result, SH.focusNode)),
            path(report, report.value(result, SH.resultPath)),
            plain(report.value(result, SH.sourceConstraintComponent)),
            plain(report.value(result, SH.value)),
            plain(report.value(result, SH.resultSeverity)),
        )
        for result in report.objects(None, SH.result)
    )


def plain(node: Node | None) -> str:
    """Return a term as text; blank nodes are all alike."""
    return "" if node is None else "_:" if isinstance(node, rdflib.BNode) else node.n3()


def path(report: Graph, node: Node | None) -> str:
    """Return a property path as text, whatever its blank nodes are called."""
    if not isinstance(node, rdflib.BNode):
        return plain(node)
    if (node, RDF.first, None) in report:
        return "/".join(path(report, member) for member in Collection(report, node))
    inner = sorted(
        f"{predicate}({path(report, value)})" for predicate, value in report.predicate_objects(node)
    )
    return " ".join(inner)


def verdict(report: Graph | None) -> bool | None:
    """Return whether a report says that the data conform; None for a refusal."""
    return None if report is None else str(next(report.objects(None, SH.conforms), "")) == "true"


def measure(folder: Path, *, failures: bool) -> None:
    """Print a row for each part of the suite and each engine."""
    for part in PARTS:
        tests = list(cases(folder / part))
        for engine in ENGINES:
            right, full, failed = 0, 0, []
            for case in tests:
                report = run(case, engine)
                good = verdict(report) is verdict(case.report)
                same = good and (
                    report is None or case.report is None or results(report) == results(case.report)
                )
                right, full = right + good, full + same
                if not same:
                    failed.append(f"{case.name}{'' if good else ' (verdict)'}")
            print(f"| {part} | {engine} | {len(tests)} | {right} | {full} |", flush=True)
            if failures:
                print(*(f"    {name}" for name in failed), sep="\n", flush=True)


def find(place: Path, scratch: Path) -> Path:
    """Return the folder with the suite's parts, unpacked from a source distribution if need be."""
    if place.is_file():
        with tarfile.open(place) as archive:
            archive.extractall(scratch, filter="data")
        place = scratch
    manifests = sorted(place.rglob("core/manifest.ttl"), key=lambda found: len(found.parts))
    if not manifests:
        sys.exit(f"{place} holds no SHACL test suite (core/manifest.ttl)")
    return manifests[0].parents[1].resolve()


def main() -> None:
    """Print the table."""
    arguments = [argument for argument in sys.argv[1:] if argument != "--failures"]
    if len(arguments) != 1:
        sys.exit(__doc__)
    print("| part | engine | tests | verdict right | whole report right |\n|---|---|---|---|---|")
    with tempfile.TemporaryDirectory() as scratch:
        measure(find(Path(arguments[0]), Path(scratch)), failures="--failures" in sys.argv)


if __name__ == "__main__":
    main()
