"""Ontology, code and the vocabulary page have the same terms."""

import rdflib

from kg.rdf.vocab import KG_TERMS, PREFIXES
from kg.validate import ontology_text
from tests.conftest import EXAMPLES


def test_ontology_and_code_have_the_same_terms() -> None:
    ontology = rdflib.Graph().parse(data=ontology_text(), format="turtle")
    defined = {str(s).removeprefix(PREFIXES["kg"]) for s in ontology.subjects(rdflib.RDFS.isDefinedBy)}
    assert defined == KG_TERMS
    for name in defined:
        for predicate in (rdflib.RDFS.label, rdflib.RDFS.comment):
            languages = {
                getattr(o, "language", None)
                for o in ontology.objects(rdflib.URIRef(PREFIXES["kg"] + name), predicate)
            }
            assert languages == {"en", "de"}


def test_the_vocabulary_page_lists_every_term() -> None:
    page = (EXAMPLES.parents[1] / "docs" / "vocabulary.md").read_text("utf-8")
    ontology = rdflib.Graph().parse(data=ontology_text(), format="turtle")
    rows = "".join(
        f"| `kg:{name}` | {comment} |\n"
        for name in sorted(KG_TERMS)
        for comment in ontology.objects(rdflib.URIRef(PREFIXES["kg"] + name), rdflib.RDFS.comment)
        if getattr(comment, "language", None) == "en"
    )
    assert page.endswith(rows)
