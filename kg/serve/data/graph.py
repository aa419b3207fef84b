"""Opens the graph that the reading room shows."""

from collections.abc import Iterator, Sequence
from functools import partial

import pyoxigraph

from kg.errors import GraphError
from kg.query.stores import Stores
from kg.rdf.vocab import DEFAULT_BASE
from kg.serve.addresses import Addresses
from kg.serve.data.building import build_catalogue
from kg.serve.data.catalogue import Catalogue
from kg.serve.data.keeping import kept
from kg.serve.data.network import Pictures
from kg.serve.data.properties import NOTHING, Node, Properties, grouped, node, plain

_ALL = pyoxigraph.DefaultGraph()


class ServedGraph:
    """A graph that nobody changes while it is shown.

    Parameters:
        stores: what it is asked in.

    Attributes:
        store: the graphs by name.
        merged: what they state all together, each statement once, as the default graph.
        name: of the file or folder, to be shown.
        addresses: which address belongs to which IRI.
        catalogue: what stands where, for lists, counts and searches.
        pictures: of the network.
    """

    def __init__(self, stores: Stores) -> None:
        self.store = stores.named
        self.merged = stores.merged
        self.name = stores.path.name
        self.addresses = Addresses(_base(self.merged))
        make = partial(build_catalogue, self.store)
        self.catalogue = Catalogue(partial(kept, stores.path, make=make))
        self.pictures = Pictures(self.catalogue)

    def close(self) -> None:
        """Remove what was put in order beside the graph."""
        self.catalogue.close()

    def knows(self, iri: str) -> bool:
        """Say whether anything is said of a node, or has it as its value; an IRI that is none is unknown."""
        try:
            node = Node(iri)
        except ValueError:
            return False
        patterns = ((node, None), (None, node))
        return any(
            next(self.merged.quads_for_pattern(subject, None, value, _ALL), None) is not None
            for subject, value in patterns
        )

    def properties(self, iri: str) -> Properties:
        """Return what all graphs together say of a node; nothing if they do not know it."""
        return grouped(self.merged.quads_for_pattern(Node(iri), None, None, _ALL)).get(iri, NOTHING)

    def pointing(self, iri: str, properties: Sequence[str] = ()) -> Iterator[tuple[str, str]]:
        """Yield subject and property of the statements whose value is a node; of these properties, if any are named."""
        predicates: list[Node | None] = [node(curie) for curie in properties]
        for predicate in predicates or [None]:
            for quad in self.merged.quads_for_pattern(None, predicate, Node(iri), _ALL):
                if isinstance(quad.subject, Node):
                    yield quad.subject.value, quad.predicate.value


def open_graph(stores: Stores) -> ServedGraph:
    """Put in order what is shown of a graph.

    Raises:
        GraphError: if it is empty.
    """
    if next(stores.merged.quads_for_pattern(None, None, None, _ALL), None) is None:
        raise GraphError(f"there is nothing in {str(stores.path)!r}; kg build makes a graph")
    return ServedGraph(stores)


def _base(store: pyoxigraph.Store) -> str:
    """Return what the graph says its IRIs begin with; without that, what its articles show."""
    spaces = [plain(q.object) for q in store.quads_for_pattern(None, node("void:uriSpace"), None, _ALL)]
    if spaces:
        return min(spaces)
    for quad in store.quads_for_pattern(None, node("rdf:type"), node("schema:NewsArticle"), _ALL):
        base, found, _ = plain(quad.subject).partition("article/")
        if found:
            return base
    return DEFAULT_BASE
