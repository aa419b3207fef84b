"""Checks graph after graph: the fast engine decides, and what it finds pySHACL looks at again."""

import hashlib

from kg.rdf import NamedGraph
from kg.rdf.terms import iri_value
from kg.validate.shapes import compiled, shapes_text
from kg.validate.violation import Violation

SAMPLE = 1000
"""Of so many graphs that the fast engine passes, pySHACL checks one, chosen by the hash of its name."""


class Validator:
    """Checks graph after graph against the same shapes."""

    def __init__(self, shapes: str | None = None, *, sample: int = SAMPLE) -> None:
        self._text = shapes_text() if shapes is None else shapes
        self._sample = sample

    def check(self, graph: NamedGraph) -> tuple[Violation, ...]:
        """Return what is wrong with ``graph``, by pySHACL's word; () if it conforms."""
        lines = graph.ntriples()
        outcome = compiled(self._text).validate_text(lines, format="ntriples", max_results=1)
        if outcome.conforms and not self._sampled(graph):
            return ()
        from kg.validate.engines import explained  # most graphs conform, and it loads rdflib and pySHACL

        return explained(graph, self._text)

    def _sampled(self, graph: NamedGraph) -> bool:
        name = iri_value(graph.name) if graph.name else ""
        return int(hashlib.sha256(name.encode()).hexdigest()[:8], 16) % self._sample == 0
