"""Opens the graph that the reading room shows."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import pyoxigraph

from kg.errors import GraphError
from kg.rdf.files import load_store
from kg.rdf.vocab import DEFAULT_BASE
from kg.serve.addresses import Addresses
from kg.serve.data.catalogue import Catalogue
from kg.serve.data.properties import NOTHING, Node, Properties, grouped, node, plain
from kg.store.database import open_database


class ServedGraph:
    """A graph that nobody changes while it is shown.

    Attributes:
        store: of Oxigraph; ask it with ``use_default_graph_as_union=True``.
        name: of the file or folder, to be shown.
        addresses: which address belongs to which IRI.
        catalogue: what stands where, for lists, counts and searches.
    """

    def __init__(self, store: pyoxigraph.Store, name: str) -> None:
        self.store = store
        self.name = name
        self.addresses = Addresses(_base(store))
        self.catalogue = Catalogue(store)

    def close(self) -> None:
        """Remove what was put in order beside the graph."""
        self.catalogue.close()

    def properties(self, iri: str) -> Properties:
        """Return what all graphs together say of a node; nothing if they do not know it."""
        return grouped(self.store.quads_for_pattern(Node(iri), None, None, None)).get(iri, NOTHING)

    def pointing(self, iri: str, properties: Sequence[str] = ()) -> Iterator[tuple[str, str]]:
        """Yield subject and property of the statements whose value is a node; of these properties, if any are named."""
        predicates: list[Node | None] = [node(curie) for curie in properties]
        for predicate in predicates or [None]:
            for quad in self.store.quads_for_pattern(None, predicate, Node(iri), None):
                if isinstance(quad.subject, Node):
                    yield quad.subject.value, quad.predicate.value


def open_graph(path: str | Path) -> ServedGraph:
    """Open a graph file, which is read into memory, or a folder that ``kg load`` made.

    Raises:
        GraphError: if there is none, or it is damaged or empty.
    """
    source = Path(path)
    store = open_database(source) if source.is_dir() else load_store(source)
    if next(store.quads_for_pattern(None, None, None, None), None) is None:
        raise GraphError(f"there is nothing in {str(path)!r}; kg build makes a graph")
    return ServedGraph(store, source.name)


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
