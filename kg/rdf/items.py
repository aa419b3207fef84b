"""Ties places and organisations to Wikidata by the tables that come with kg, and says on what grounds."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from kg.lang import OrganizationForm, PlaceForm, Relation, language
from kg.model import EntityKind
from kg.rdf.terms import Triple, decimal, iri, literal
from kg.rdf.vocab import WIKIDATA, term

_SURE, _AMBIGUOUS = 0.99, 0.9
"""Of names that mean one thing in German news, and of those that are common words or surnames as well (Essen)."""


@dataclass(frozen=True, slots=True)
class Item:
    """An item of Wikidata that a node is.

    Attributes:
        id: ``Q159``.
        table: which table says so.
        confidence: 0 to 1.
    """

    id: str
    table: str
    confidence: float


@cache
def item(kind: EntityKind, name: str) -> Item | None:
    """Return the item of a place or organisation by its name, if a table has one that is confirmed."""
    tables = language("de")
    if kind is EntityKind.PLACE:
        place = tables.place(name)
        return _item(place, place.place.qid if place else None, "places")
    if kind is EntityKind.ORGANIZATION:
        organization = tables.organization(name)
        return _item(organization, organization.organization.qid if organization else None, "organizations")
    return None


def _item(form: PlaceForm | OrganizationForm | None, qid: str | None, table: str) -> Item | None:
    if form is None or qid is None or form.relation is not Relation.NAME:
        return None
    return Item(qid, table, _AMBIGUOUS if form.ambiguous else _SURE)


def item_triples(node: str, found: Item) -> Iterator[Triple]:
    """State that a node is an item of Wikidata, with the evidence in a node of its own."""
    target = iri(WIKIDATA + found.id)
    evidence = f"{node[:-1]}#is={found.id}>"
    yield node, term("schema:sameAs"), target
    yield evidence, term("rdf:type"), term("kg:Reconciliation")
    yield evidence, term("schema:about"), node
    yield evidence, term("kg:refersTo"), target
    yield evidence, term("kg:extractor"), literal("tables")
    yield evidence, term("kg:rule"), literal(found.table)
    yield evidence, term("kg:confidence"), decimal(found.confidence)
