"""How a graph says that a node is an item, and takes it back."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from urllib.parse import quote

from kg.rdf import NamedGraph
from kg.rdf.article import CLASS_OF
from kg.rdf.counting import recounted
from kg.rdf.terms import Triple, decimal, iri, literal
from kg.rdf.vocab import WIKIDATA, term

EXTRACTOR = "reconciliation"
_A, _SAME = term("rdf:type"), term("schema:sameAs")
_ABOUT, _REFERS = term("schema:about"), term("kg:refersTo")
_RECONCILIATION = term("kg:Reconciliation")
_CLASSES = frozenset(CLASS_OF.values())
_ARTICLE_GRAPH = "#graph>"


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """That a node is an item, and why.

    Attributes:
        node: IRI of the node.
        item: IRI of the item.
        rule: ``match`` or ``score`` of a service, or ``review`` by a person.
        confidence: 0 to 1.
        label: what the service calls the item; nothing if that is not known.
        endpoint: address of the service; nothing if none was asked.
        query: what it was asked, as JSON.
        score: what it gave; None if none was asked.
    """

    node: str
    item: str
    rule: str
    confidence: float
    label: str = ""
    endpoint: str = ""
    query: str = ""
    score: float | None = None

    def triples(self) -> Iterator[Triple]:
        """State it, with the evidence in a node of its own."""
        node, item = iri(self.node), iri(self.item)
        evidence = evidence_of(self.node, self.item)
        yield node, _SAME, item
        yield evidence, _A, _RECONCILIATION
        yield evidence, _ABOUT, node
        yield evidence, _REFERS, item
        yield evidence, term("kg:extractor"), literal(EXTRACTOR)
        yield evidence, term("kg:rule"), literal(self.rule)
        yield evidence, term("kg:confidence"), decimal(self.confidence)
        if self.label:
            yield evidence, term("schema:name"), literal(self.label)
        if self.endpoint:
            yield evidence, term("kg:endpoint"), iri(self.endpoint)
        if self.query:
            yield evidence, term("kg:query"), literal(self.query)
        if self.score is not None:
            yield evidence, term("kg:score"), decimal(self.score)


def evidence_of(node: str, item: str) -> str:
    """Return the IRI term of the evidence; Wikidata's items have short ones, as those of the tables."""
    short = item.removeprefix(WIKIDATA) if item.startswith(WIKIDATA) else item
    return iri(f"{node}#is={quote(short, safe='')}")


def changed(
    graphs: Iterable[NamedGraph], links: Iterable[Link], unlinked: Iterable[tuple[str, str]]
) -> list[NamedGraph]:
    """Return graphs in which nodes are items.

    The statements go wherever a graph describes the node, so that each named graph stands alone, as it did.

    Parameters:
        graphs: of one file.
        links: what is to be said.
        unlinked: IRIs of nodes and items that are to be parted first.
    """
    said: defaultdict[str, list[Triple]] = defaultdict(list)
    for link in links:
        said[iri(link.node)] += link.triples()
    parted = {(iri(node), iri(item)) for node, item in unlinked}
    evidence = {evidence_of(node, item) for node, item in unlinked}
    found = []
    for graph in graphs:
        described = {s for s, p, o in graph.triples if p == _A and o in _CLASSES and s in said}
        kept = [
            (s, p, o)
            for s, p, o in graph.triples
            if s not in evidence and not (p == _SAME and (s, o) in parted)
        ]
        added = [triple for node in sorted(described) for triple in said[node]]
        found.append(NamedGraph.of(graph.name, [*kept, *added], own=_own(graph)))
    return recounted(found)


def _own(graph: NamedGraph) -> str | None:
    name = graph.name or ""
    return name.removesuffix(_ARTICLE_GRAPH) if name.endswith(_ARTICLE_GRAPH) else graph.own
