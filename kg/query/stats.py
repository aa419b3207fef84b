"""Counts what is in a graph."""

from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import cast

import pyoxigraph

from kg.query.answer import plain
from kg.rdf.files import load_store
from kg.rdf.vocab import PREFIXES


@dataclass(frozen=True, slots=True)
class Stats:
    """What is in a graph: counts by a plain name, dates, and who is quoted most."""

    counts: dict[str, int]
    first: str
    last: str
    speakers: tuple[tuple[str, int], ...]


_COUNTED = {
    "articles": "schema:NewsArticle",
    "articles only referred to": "kg:ArticleStub",
    "quotations": "schema:Quotation",
    "direct quotations": "kg:DirectQuotation",
    "indirect quotations": "kg:IndirectQuotation",
    "people": "schema:Person",
    "organisations": "schema:Organization",
    "places": "schema:Place",
    "keywords": "skos:Concept",
    "mentions": "kg:Mention",
    "unnamed sources": "kg:UnnamedSource",
}


def stats(path: str | Path) -> Stats:
    """Count what is in a graph file.

    Raises:
        GraphError: if the file cannot be read.
    """
    store = load_store(path)

    def select(sparql: str) -> list[tuple[str, ...]]:
        found = store.query(sparql, prefixes=PREFIXES, use_default_graph_as_union=True)
        return [
            tuple("" if value is None else plain(str(value)) for value in row)
            for row in cast("pyoxigraph.QuerySolutions", found)
        ]

    counts = {"triples": len({(q.subject, q.predicate, q.object) for q in store})}
    classes = Counter(
        {
            name: int(count)
            for name, count in select("SELECT ?c (count(distinct ?s) AS ?n) { ?s a ?c } GROUP BY ?c")
        }
    )
    for name, curie in _COUNTED.items():
        prefix, local = curie.split(":")
        counts[name] = classes[PREFIXES[prefix] + local]
    spoken = select("SELECT (count(*) AS ?n) { ?q a schema:Quotation ; schema:spokenByCharacter ?s }")
    counts["quotations with a speaker"] = int(spoken[0][0])
    first, last = select("SELECT (min(?d) AS ?a) (max(?d) AS ?b) { ?s schema:datePublished ?d }")[0]
    top = select(
        "SELECT ?name (count(distinct ?q) AS ?n) { ?q schema:spokenByCharacter ?s . ?s schema:name ?name }"
        " GROUP BY ?s ?name ORDER BY DESC(?n) ?name LIMIT 10"
    )
    return Stats(counts, first, last, tuple((name, int(count)) for name, count in top))
