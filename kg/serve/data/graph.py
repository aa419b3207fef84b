"""Opens the graph that the reading room shows."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph

from kg.errors import GraphError
from kg.rdf.files import BASE, DAMAGED, GraphFile
from kg.rdf.vocab import DEFAULT_BASE, PREFIXES
from kg.serve.addresses import Addresses
from kg.store.database import open_database

Node = pyoxigraph.NamedNode
Term = pyoxigraph.NamedNode | pyoxigraph.BlankNode | pyoxigraph.Literal | pyoxigraph.Triple


def node(curie: str) -> Node:
    """Return the node of ``prefix:local``."""
    prefix, local = curie.split(":", 1)
    return Node(PREFIXES[prefix] + local)


@dataclass(frozen=True, slots=True)
class Properties:
    """What a graph says of one node: its values by property, each once, in a fixed order."""

    values: dict[str, list[Term]]

    def all(self, curie: str) -> list[str]:
        """Return the plain values of a property: IRIs, or the words of literals."""
        return [plain(value) for value in self.values.get(node(curie).value, ())]

    def one(self, curie: str) -> str | None:
        """Return the first value of a property, if there is one."""
        return next(iter(self.all(curie)), None)

    def has(self, curie: str, value: str) -> bool:
        """Say whether a property has a value, both given by prefix."""
        return node(value).value in self.all(curie)


def plain(term: Term) -> str:
    """Return an IRI, or the words of a literal."""
    return str(getattr(term, "value", term))


class ServedGraph:
    """A graph that nobody changes while it is shown.

    Attributes:
        store: of Oxigraph; ask it with ``use_default_graph_as_union=True``.
        name: of the file or folder, to be shown.
        addresses: which address belongs to which IRI.
    """

    def __init__(self, store: pyoxigraph.Store, name: str) -> None:
        self.store = store
        self.name = name
        self.addresses = Addresses(_base(store))

    def close(self) -> None:
        """Remove what was put in order beside the graph."""

    def properties(self, iri: str) -> Properties:
        """Return what all graphs together say of a node; nothing if they do not know it."""
        values: defaultdict[str, set[Term]] = defaultdict(set)
        for quad in self.store.quads_for_pattern(Node(iri), None, None, None):
            values[quad.predicate.value].add(quad.object)
        return Properties({name: sorted(found, key=str) for name, found in sorted(values.items())})

    def pointing(self, iri: str) -> Iterator[tuple[str, str]]:
        """Yield subject and property of the statements whose value is a node."""
        for quad in self.store.quads_for_pattern(None, None, Node(iri), None):
            if isinstance(quad.subject, pyoxigraph.NamedNode):
                yield quad.subject.value, quad.predicate.value


def open_graph(path: str | Path) -> ServedGraph:
    """Open a graph file, which is read into memory, or a folder that ``kg load`` made.

    Raises:
        GraphError: if there is none, or it is damaged or empty.
    """
    source = Path(path)
    store = open_database(source) if source.is_dir() else _read(source)
    if next(store.quads_for_pattern(None, None, None, None), None) is None:
        raise GraphError(f"there is nothing in {str(path)!r}; kg build makes a graph")
    return ServedGraph(store, source.name)


def _read(path: Path) -> pyoxigraph.Store:
    store = pyoxigraph.Store()
    with GraphFile(path) as file:
        try:
            store.bulk_load(file.file, format=file.syntax, base_iri=BASE)
        except DAMAGED as error:
            raise file.damaged(error) from error
    return store


def _base(store: pyoxigraph.Store) -> str:
    """Return what the graph says its IRIs begin with; without that, what its articles show."""
    spaces = [plain(q.object) for q in store.quads_for_pattern(None, node("void:uriSpace"), None, None)]
    if spaces:
        return min(spaces)
    for quad in store.quads_for_pattern(None, node("rdf:type"), node("schema:NewsArticle"), None):
        base, found, _ = plain(quad.subject).partition("article/")
        if found:
            return base
    return DEFAULT_BASE
