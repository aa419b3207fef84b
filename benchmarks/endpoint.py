"""Prints how long queries take at the endpoint of kg serve, at a remote Virtuoso, and in rdflib's own engine.

    python benchmarks/endpoint.py 500
    python benchmarks/endpoint.py graph.nq

Articles are generated, as for benchmarks/build.py, or a graph of them is named. kg, over the file and over a database folder, and
Virtuoso, loaded by its bulk loader, are asked over HTTP on loopback, rdflib in this process; each query five times, the median
counts, and, of kg, each bundled question once. What is not installed, or too large for it, is left out, with a word.
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

from benchmarks.ask import sparql
from benchmarks.load import bulk, stopped
from kg.export import open_exporter
from kg.loading import Options, load
from kg.pipeline import Options as Building
from kg.pipeline import build
from kg.query.questions import questions
from kg.rdf.vocab import DEFAULT_BASE, PREFIXES
from kg.serve.protocol import Limits
from kg.testing import generated, render
from tests.support.endpoint import serving
from tests.support.servers import PASSWORD, start_virtuoso

ROUNDS = 5
SECONDS = 60.0
"""Until a query is given up."""
PEER_STATEMENTS = 500_000
"""rdflib holds the graph in memory, and needs minutes to read more."""
BUFFERS = 100_000
"""Of 8 KB each, for Virtuoso."""
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


def median(ask: Callable[[str], int], query: str, rounds: int) -> tuple[str, str]:
    """Return the number of rows and the median time in milliseconds, or what went wrong."""
    times, rows = [], 0
    for _ in range(rounds):
        started = time.perf_counter()
        try:
            rows = ask(query)
        except httpx.TimeoutException:
            return "", f"> {1000 * SECONDS:,.0f}"
        except httpx.HTTPStatusError as error:
            return "", f"refused: {error.response.text[:60]!r}"
        times.append((time.perf_counter() - started) * 1000)
    return f"{rows:,}", f"{statistics.median(times):,.1f}"


def table(name: str, ask: Callable[[str], int]) -> None:
    """Print a line for each query, and, of kg, one for each bundled question; Virtuoso works for minutes on some."""
    asked = {title: (PROLOGUE + query, ROUNDS) for title, query in QUERIES.items()}
    if name.startswith("kg"):
        asked |= {question.name: (PROLOGUE + sparql(question), 1) for question in questions()}
    for title, (query, rounds) in asked.items():
        rows, took = median(ask, query, rounds)
        print(f"| {name} | {title} | {rows} | {took} |", flush=True)


def timed(name: str, begun: float) -> None:
    """Print how long something has taken."""
    print(f"| {name} | | | {(time.perf_counter() - begun) * 1000:,.0f} |", flush=True)


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


def in_virtuoso(path: Path, place: Path, client: httpx.Client) -> None:
    """Load a graph into Virtuoso and ask it."""
    place.mkdir()
    try:
        server = start_virtuoso(place, BUFFERS)
    except pytest.skip.Exception as reason:
        print(f"left out: {reason}")
        return
    with stopped(server):
        begun = time.perf_counter()
        bulk(place, server).load(path)
        timed("Virtuoso, bulk load", begun)
        table("Virtuoso", partial(over_http, client, server.query.removesuffix("-auth")))


def main(named: str) -> None:
    """Print the table for so many articles, or for a graph."""
    os.environ.update(KG_STORE_USER="dba", KG_STORE_PASSWORD=PASSWORD)
    print("| engine | query | rows | ms |\n|---|---|---|---|")
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        path = graph(place, int(named)) if named.isdigit() else Path(named)
        client = httpx.Client(timeout=SECONDS)
        begun = time.perf_counter()
        statements = load(str(path), str(place / "store"), Options()).statements
        timed(f"kg load of {statements:,} statements into a folder", begun)
        for name, source in (("kg serve, file", path), ("kg serve, folder", place / "store")):
            begun = time.perf_counter()
            with serving(source, Limits(seconds=SECONDS)) as endpoint:
                timed(f"{name}, opening", begun)
                table(name, partial(over_http, client, endpoint.url))
        in_virtuoso(path, place / "virtuoso", client)
        if statements > PEER_STATEMENTS:
            print(f"left out: rdflib, which is asked of {PEER_STATEMENTS:,} statements at most")
            return
        begun = time.perf_counter()
        ask = in_rdflib(path)
        timed("rdflib, reading", begun)
        table("rdflib", ask)


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "500")
