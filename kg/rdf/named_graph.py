"""The one value that exporters, validators and queries consume."""

from collections.abc import Iterable
from dataclasses import dataclass

from kg.rdf.terms import Triple


@dataclass(frozen=True, slots=True)
class NamedGraph:
    """A set of triples under a name.

    Attributes:
        name: the graph's IRI term, or None for the default graph.
        triples: sorted, each once; see :data:`kg.rdf.terms.Triple`.
        own: the IRI terms' common beginning (``<https://…/article/2022-01-27/slug``) of the subjects that
            this graph alone describes; other subjects (people, topics) may be described in many graphs.
            None where every subject is the graph's own.
    """

    name: str | None
    triples: tuple[Triple, ...]
    own: str | None = None

    @classmethod
    def of(cls, name: str | None, triples: Iterable[Triple], *, own: str | None = None) -> "NamedGraph":
        """Make a graph of triples in any order, repeated or not."""
        return cls(name, tuple(sorted(set(triples))), own)

    def nquads(self) -> str:
        """Return the graph as canonical N-Quads lines."""
        end = "" if self.name is None else f" {self.name}"
        return "".join(f"{s} {p} {o}{end} .\n" for s, p, o in self.triples)

    def ntriples(self) -> str:
        """Return the triples as canonical N-Triples lines, without the name."""
        return "".join(f"{s} {p} {o} .\n" for s, p, o in self.triples)
