"""What a graph says of one node, as plain values."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

import pyoxigraph

from kg.rdf.vocab import PREFIXES

Node = pyoxigraph.NamedNode
Term = pyoxigraph.NamedNode | pyoxigraph.BlankNode | pyoxigraph.Literal | pyoxigraph.Triple


def full(curie: str) -> str:
    """Return the IRI of ``prefix:local``."""
    prefix, local = curie.split(":", 1)
    return PREFIXES[prefix] + local


def node(curie: str) -> Node:
    """Return the node of ``prefix:local``."""
    return Node(full(curie))


def plain(term: Term) -> str:
    """Return an IRI, or the words of a literal."""
    return str(getattr(term, "value", term))


@dataclass(frozen=True, slots=True)
class Properties:
    """What a graph says of one node: its values by property, each once, in a fixed order."""

    values: dict[str, list[Term]]

    def all(self, curie: str) -> list[str]:
        """Return the plain values of a property: IRIs, or the words of literals."""
        return [plain(value) for value in self.values.get(full(curie), ())]

    def nodes(self, curie: str) -> list[str]:
        """Return the values of a property that are IRIs."""
        return [value.value for value in self.values.get(full(curie), ()) if isinstance(value, Node)]

    def one(self, curie: str) -> str | None:
        """Return the first value of a property, if there is one."""
        return next(iter(self.all(curie)), None)

    def number(self, curie: str) -> int | None:
        """Return the first value of a property if it is a whole number."""
        try:
            return int(self.one(curie) or "")
        except ValueError:
            return None

    def has(self, curie: str, value: str) -> bool:
        """Say whether a property has a node as its value, both given by prefix."""
        return full(value) in self.all(curie)


NOTHING = Properties({})


def grouped(quads: Iterable[pyoxigraph.Quad]) -> dict[str, Properties]:
    """Return what quads say by subject and property, each value once, in a fixed order."""
    found: defaultdict[str, defaultdict[str, set[Term]]] = defaultdict(lambda: defaultdict(set))
    for quad in quads:
        found[plain(quad.subject)][quad.predicate.value].add(quad.object)
    return {
        subject: Properties({name: sorted(values, key=str) for name, values in sorted(properties.items())})
        for subject, properties in found.items()
    }
