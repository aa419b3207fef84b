"""Prints how long queries take at the endpoint of kg serve, at a remote Virtuoso, and in rdflib's own engine.

    python benchmarks/endpoint.py 500

Articles are generated, as for benchmarks/build.py. kg and Virtuoso are asked over HTTP on loopback, rdflib in this
process; each query five times, the median counts. What is not installed is left out, with a word.
"""

import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

import httpx
import pytest
import rdflib

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))  # run as a file, the tests' package is not found

from benchmarks.load import stopped
from kg.export import open_exporter
from kg.loading import Options, load
from kg.pipeline import Options as Building
from kg.pipeline import build
from kg.rdf.vocab import DEFAULT_BASE, PREFIXES
from kg.testing import generated, render
from tests.support.endpoint import serving
from tests.support.servers import PASSWORD, start_virtuoso

ROUNDS = 5
PROLOGUE = "".join(f"PREFIX {prefix}: <{namespace}>\n" for prefix, namespace in PREFIXES.items())
QUERIES = {
    "one article": "SELECT ?p ?o { ?a a schema:NewsArticle ; ?p ?o } LIMIT 20",
    "quoted most": "SELECT ?who (COUNT(DISTINCT ?q) AS ?n) { ?q schema:spokenByCharacter ?who } "
    "GROUP BY ?who ORDER BY DESC(?n) LIMIT 10",
    "quotations by day": "SELECT ?day (COUNT(?q) AS ?n) { ?q a schema:Quotation ; schema:isPartOf ?a . "
    "?a schema:datePublished ?day } GROUP BY ?day ORDER BY ?day",
    "words in quotations": 'SELECT ?q ?words { ?q a schema:Quotation ; schema:text ?words FILTER CONTAINS(?words, "Stadt") }',
    "all headlines": "SELECT ?a ?words { ?a schema:headline ?words }",
}


def over_http(client: httpx.Client, url: str, query: str) -> int:
    """Ask a server and return how many rows it sends."""
    answer = client.post(url, data={"query": query}, headers={"Accept": "application/sparql-results+json"})
    answer.raise_for_status()
    return len(answer.json()["results"]["bindings"])


def median(ask: Callable[[str], int], query: str) -> tuple[float, int]:
    """Return the median time in milliseconds, and the number of rows."""
    times, rows = [], 0
    for _ in range(ROUNDS):
        started = time.perf_counter()
        rows = ask(query)
        times.append((time.perf_counter() - started) * 1000)
    return statistics.median(times), rows


def table(name: str, ask: Callable[[str], int]) -> None:
    """Print a line for each query."""
    for title, query in QUERIES.items():
        took, rows = median(ask, PROLOGUE + query)
        print(f"| {name} | {title} | {rows:,} | {took:,.1f} |", flush=True)


def in_rdflib(path: Path) -> Callable[[str], int]:
    """Read a graph into rdflib; return what asks it."""
    data = rdflib.Dataset(default_union=True)
    data.parse(str(path), format="nquads")
    return lambda query: len(data.query(query))


def graph(place: Path, articles: int) -> Path:
    """Build the graph of so many generated articles."""
    corpus, path = place / "corpus", place / "graph.nq"
    corpus.mkdir()
    for number in range(articles):
        (corpus / f"{number:07}.txt").write_bytes(render(generated(number), "piped"))
    with open_exporter(path, base=DEFAULT_BASE) as exporter:
        build([corpus], Building(), [exporter])
    return path


def main(articles: int) -> None:
    """Print the table for so many articles."""
    os.environ.update(KG_STORE_USER="dba", KG_STORE_PASSWORD=PASSWORD)
    print("| engine | query | rows | ms |\n|---|---|---|---|")
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        path = graph(place, articles)
        load(str(path), str(place / "store"), Options())
        client = httpx.Client(timeout=120)
        with serving(place / "store") as endpoint:
            table("kg serve", partial(over_http, client, endpoint.url))
        try:
            (place / "virtuoso").mkdir()
            server = start_virtuoso(place / "virtuoso")
        except pytest.skip.Exception as reason:
            print(f"left out: {reason}")
        else:
            with stopped(server):
                load(str(path), server.update, Options())
                table("Virtuoso", partial(over_http, client, server.query.removesuffix("-auth")))
        table("rdflib", in_rdflib(path))


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 500)
