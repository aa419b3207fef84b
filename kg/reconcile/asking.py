"""Turns nodes into queries, and asks a service what is not known yet, batch by batch."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol
from urllib.parse import unquote

from kg.model import EntityKind
from kg.rdf.vocab import WIKIDATA
from kg.reconcile.answers import Answers
from kg.reconcile.nodes import Fact, Node
from kg.reconcile.service import Candidate, Manifest, Query, Service, Value

_MOST_VALUES = 5  # of one property

KNOWN_TYPES: Mapping[str, Mapping[EntityKind, str]] = {
    WIKIDATA: {
        EntityKind.PERSON: "Q5",
        EntityKind.ORGANIZATION: "Q43229",
        EntityKind.PLACE: "Q2221906",
        EntityKind.EVENT: "Q1656682",
    },
    "https://d-nb.info/gnd/": {
        EntityKind.PERSON: "DifferentiatedPerson",
        EntityKind.ORGANIZATION: "CorporateBody",
        EntityKind.PLACE: "PlaceOrGeographicName",
        EntityKind.EVENT: "ConferenceOrEvent",
        EntityKind.THING: "Work",
    },
}
"""Types of two authority files by their identifier space: Wikidata's (as ReFinED, by Amazon, and others map them to names in
texts) and those of the GND's ontology."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asking:
    """What is asked.

    Attributes:
        kinds: of the nodes that are asked about.
        types: the service's type for a kind; without one that of :data:`KNOWN_TYPES`, if there is one.
        properties: the service's property for something that the graph knows, by its name in
            :data:`kg.reconcile.nodes.FACTS`.
        limit: how many candidates are wanted.
        batch: how many queries are sent at once, if the service takes so many.
    """

    kinds: frozenset[EntityKind] = frozenset(EntityKind)
    types: Mapping[EntityKind, str] = field(default_factory=dict)
    properties: Mapping[str, str] = field(default_factory=dict)
    limit: int = 5
    batch: int = 20


class Watcher:
    """Hears how it goes; this one does not listen."""

    def asked(self, done: int, total: int) -> None:
        """Hear how many nodes have an answer, of how many."""

    def waiting(self, trouble: str, seconds: float) -> None:
        """Hear that the service is in trouble and will be asked again after so many seconds."""


class How(Protocol):
    """What :func:`ask` must be told; :class:`kg.reconcile.Options` is one."""

    @property
    def endpoint(self) -> str:
        """Return the address of the service."""

    @property
    def fresh(self) -> bool:
        """Say whether to ask anew what is kept."""

    @property
    def asking(self) -> Asking:
        """Return what is asked."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What was answered.

    Attributes:
        answers: node, query and candidates, in the order of the nodes.
        kept: how many answers were known.
    """

    answers: Sequence[tuple[Node, Query, tuple[Candidate, ...]]]
    kept: int


def query_for(node: Node, manifest: Manifest, asking: Asking) -> Query:
    """Return what a service is asked about a node."""
    types = {**KNOWN_TYPES.get(manifest.space, {}), **asking.types}
    properties = tuple(
        (pid, tuple(_value(fact, manifest) for fact in node.facts[name][:_MOST_VALUES]))
        for name, pid in sorted(asking.properties.items())
        if name in node.facts
    )
    return Query(node.name, types.get(node.kind, ""), asking.limit, properties)


def _value(fact: Fact, manifest: Manifest) -> Value:
    for item in fact.same:
        if item.startswith(manifest.space):
            return {"id": unquote(item.removeprefix(manifest.space)), "name": fact.words}
    return fact.words


def ask(
    nodes: Sequence[Node], service: Service, manifest: Manifest, answers: Answers, how: How, watcher: Watcher
) -> Asked:
    """Ask about nodes what is not kept, and keep each batch as soon as it is answered.

    Raises:
        StoreError: if the service cannot be reached, refuses or fails.
        OutputError: if answers cannot be kept.
    """
    queries = [(node, query_for(node, manifest, how.asking)) for node in nodes]
    found: dict[tuple[str, str], tuple[Candidate, ...]] = {}
    if not how.fresh:
        for node, query in queries:
            known = answers.get(how.endpoint, query, node.iri)
            if known is not None:
                found[query.text(), node.iri] = known
    kept = len(found)
    watcher.asked(kept, len(queries))
    pending = [(node, query) for node, query in queries if (query.text(), node.iri) not in found]
    size = max(1, min(how.asking.batch, manifest.batch or how.asking.batch))
    for start in range(0, len(pending), size):
        batch = pending[start : start + size]
        results = list(service.ask([query for _, query in batch]))
        fresh = [(query, node.iri, result) for (node, query), result in zip(batch, results, strict=True)]
        answers.put(how.endpoint, fresh)
        found |= {(query.text(), iri): result for query, iri, result in fresh}
        watcher.asked(len(found), len(queries))
    return Asked([(node, query, found[query.text(), node.iri]) for node, query in queries], kept)
