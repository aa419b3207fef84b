"""Every namespace that kg writes, once, and the terms of its own vocabulary.

``ontology/kg.ttl`` defines the terms of :data:`KG_TERMS`; a test holds the two to each other.
"""

from typing import Final

XSD: Final = "http://www.w3.org/2001/XMLSchema#"
KG: Final = "https://w3id.org/kg-news/ns#"

PREFIXES: Final[dict[str, str]] = {
    "dcterms": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "kg": KG,
    "oa": "http://www.w3.org/ns/oa#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "prov": "http://www.w3.org/ns/prov#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "schema": "https://schema.org/",
    "sh": "http://www.w3.org/ns/shacl#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "void": "http://rdfs.org/ns/void#",
    "xsd": XSD,
}
"""Prefix to namespace, for writers, queries and reports."""

WIKIDATA: Final = "http://www.wikidata.org/entity/"
"""Where Wikidata's items live, as Wikidata itself writes them."""

DEFAULT_BASE: Final = "https://w3id.org/kg-news/data/"
"""Where minted IRIs live unless the user names another base."""

KG_CLASSES: Final = (
    "ArticleStub DirectQuotation FreeIndirectQuotation Identification IndirectFreeIndirectQuotation IndirectQuotation Link "
    "Mention Naming Reconciliation ReportedQuotation Resemblance UnnamedSource"
).split()
KG_PROPERTIES: Final = (
    "addresseeText apartFrom confidence cue definite endpoint extractor form heldBy heldFor nearDuplicateOf part query reason "
    "reasonAgainst refersTo roleText rule satirical score speakerText standsFor truncated"
).split()
KG_COMPONENTS: Final = ["WordsConstraintComponent"]
"""Of SHACL, in reports only."""
KG_TERMS: Final = frozenset(KG_CLASSES + KG_PROPERTIES + KG_COMPONENTS)
"""The terms of our own; everything else comes from the vocabularies above."""


def term(curie: str) -> str:
    """Return the IRI of ``prefix:local`` as an N-Triples term.

    Raises:
        KeyError: if the prefix is not in :data:`PREFIXES`, or the term is not one of ours.
    """
    prefix, local = curie.split(":", 1)
    if prefix == "kg" and local not in KG_TERMS:
        raise KeyError(curie)
    return f"<{PREFIXES[prefix]}{local}>"


def curie(iri: str) -> str:
    """Return ``prefix:local`` for an IRI in a known namespace, else the IRI."""
    for prefix, namespace in PREFIXES.items():
        if iri.startswith(namespace) and "/" not in iri[len(namespace) :]:
            return f"{prefix}:{iri[len(namespace) :]}"
    return iri
