"""Reads graph files and asks them SPARQL, with Oxigraph as the engine."""

import gzip
import json
import zlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from itertools import groupby
from pathlib import Path
from typing import BinaryIO, cast

import pyoxigraph
import rdflib

from kg.errors import GraphError, UsageError
from kg.formats import for_path
from kg.rdf import NamedGraph
from kg.rdf.sparql import asks_elsewhere
from kg.rdf.vocab import PREFIXES

_SYNTAX = {
    "turtle": pyoxigraph.RdfFormat.TURTLE,
    "ntriples": pyoxigraph.RdfFormat.N_TRIPLES,
    "nquads": pyoxigraph.RdfFormat.N_QUADS,
    "trig": pyoxigraph.RdfFormat.TRIG,
    "jsonld": pyoxigraph.RdfFormat.JSON_LD,
    "rdfxml": pyoxigraph.RdfFormat.RDF_XML,
}

_DAMAGED = (SyntaxError, ValueError, OSError, EOFError, zlib.error)
"""What a reader of graphs or of gzip raises when a file is not what its suffix says."""


def _open(path: Path) -> tuple[BinaryIO, pyoxigraph.RdfFormat]:
    form, gzipped = for_path(path)
    if not form.rdf:
        raise GraphError(f"{str(path)!r} holds no RDF; give kg a .ttl, .nt, .nq, .trig, .jsonld or .rdf file")
    try:
        file = gzip.open(path) if gzipped else path.open("rb")  # noqa: SIM115 - the caller closes it
    except OSError as error:
        raise GraphError(f"cannot read {str(path)!r}: {error.strerror or error}") from error
    return cast("BinaryIO", file), _SYNTAX[form.name]


def load_store(path: str | Path) -> pyoxigraph.Store:
    """Load a graph file into a store in memory.

    Raises:
        GraphError: if the file is missing or not what its suffix says.
    """
    file, syntax = _open(Path(path))
    store = pyoxigraph.Store()
    with file:
        try:
            store.bulk_load(file, format=syntax, base_iri="http://localhost/")
        except _DAMAGED as error:
            raise GraphError(f"{str(path)!r} is no valid {syntax.name}: {error}") from error
    return store


def read_dataset(path: str | Path) -> Iterator[NamedGraph]:
    """Yield the named graphs of a file, sorted by name, the default graph first.

    Raises:
        GraphError: if the file is missing or not what its suffix says.
    """
    file, syntax = _open(Path(path))
    with file:
        try:
            quads = sorted(
                (
                    "" if isinstance(q.graph_name, pyoxigraph.DefaultGraph) else str(q.graph_name),
                    str(q.subject),
                    str(q.predicate),
                    str(q.object),
                )
                for q in pyoxigraph.parse(file, format=syntax, base_iri="http://localhost/")
            )
        except _DAMAGED as error:
            raise GraphError(f"{str(path)!r} is no valid {syntax.name}: {error}") from error
    for name, group in groupby(quads, key=lambda quad: quad[0]):
        yield NamedGraph.of(name or None, ((s, p, o) for _, s, p, o in group))


def to_dataset(graphs: Iterable[NamedGraph]) -> rdflib.Dataset:
    """Return graphs as an rdflib data set whose default graph is the union of all."""
    dataset = rdflib.Dataset(default_union=True)
    for prefix, namespace in PREFIXES.items():
        dataset.bind(prefix, namespace)
    lines = "".join(graph.nquads() for graph in graphs)
    dataset.parse(data=lines, format="nquads")
    return dataset


@dataclass(frozen=True, slots=True)
class Result:
    """The answer to a query.

    Attributes:
        kind: ``select``, ``ask`` or ``construct`` (``DESCRIBE``, too).
        variables: column names; for ``construct`` subject, predicate and object.
        rows: plain values.
        forms: what writes the answer in a form (``csv``, ``json``, ``ttl``); those that fit its kind.
    """

    kind: str
    variables: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    forms: Mapping[str, Callable[[], str]]

    def text(self, form: str) -> str:
        """Return the answer as text in one of the SPARQL 1.1 result formats, or in Turtle.

        Raises:
            UsageError: if the form does not fit the kind of query.
        """
        if form not in self.forms:
            fitting = " or ".join(("table", *self.forms))
            raise UsageError(f"the answer to a {self.kind.upper()} query cannot be {form}; ask for {fitting}")
        return self.forms[form]()


def _plain(term: object) -> str:
    return "" if term is None else str(getattr(term, "value", term))


def run(path: str | Path, sparql: str) -> Result:
    """Ask a graph file a SPARQL 1.1 query over the union of its graphs; known prefixes need no declaration.

    Raises:
        GraphError: if the file cannot be read, or the query is no valid query.
    """
    if asks_elsewhere(sparql):
        raise UsageError("SERVICE asks a server on the network; kg asks only the file that it is given")
    store = load_store(path)
    with _explained():
        answer = store.query(sparql, prefixes=PREFIXES, use_default_graph_as_union=True)
        if isinstance(answer, pyoxigraph.QueryBoolean):
            return _boolean(bool(answer))
        if isinstance(answer, pyoxigraph.QueryTriples):
            return _triples(answer)
        return _select(store, sparql, answer)


@contextmanager
def _explained() -> Iterator[None]:
    try:
        yield
    except (SyntaxError, ValueError, OSError, RuntimeError) as error:
        raise GraphError(f"the query is not valid SPARQL: {error}") from error


def _select(store: pyoxigraph.Store, sparql: str, answer: pyoxigraph.QuerySolutions) -> Result:
    names = tuple(variable.value for variable in answer.variables)
    rows = tuple(tuple(_plain(value) for value in solution) for solution in answer)

    def serialized(form: pyoxigraph.QueryResultsFormat) -> str:
        again = store.query(sparql, prefixes=PREFIXES, use_default_graph_as_union=True)
        return (cast("pyoxigraph.QuerySolutions", again).serialize(format=form) or b"").decode()

    csv, json_ = pyoxigraph.QueryResultsFormat.CSV, pyoxigraph.QueryResultsFormat.JSON
    return Result(
        "select", names, rows, {"csv": partial(serialized, csv), "json": partial(serialized, json_)}
    )


def _boolean(answer: bool) -> Result:
    word = str(answer).lower()
    forms = {
        "csv": lambda: f"answer\r\n{word}\r\n",
        "json": lambda: json.dumps({"head": {}, "boolean": answer}),
    }
    return Result("ask", ("answer",), ((word,),), forms)


def _triples(answer: pyoxigraph.QueryTriples) -> Result:
    triples = sorted(set(answer), key=str)

    def turtle() -> str:
        return (
            pyoxigraph.serialize(triples, format=pyoxigraph.RdfFormat.TURTLE, prefixes=PREFIXES) or b""
        ).decode()

    rows = tuple((_plain(t.subject), _plain(t.predicate), _plain(t.object)) for t in triples)
    return Result("construct", ("subject", "predicate", "object"), rows, {"ttl": turtle})


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
        return [tuple(_plain(value) for value in row) for row in cast("pyoxigraph.QuerySolutions", found)]

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
