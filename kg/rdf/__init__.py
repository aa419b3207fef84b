"""The RDF side: terms, IRIs, vocabulary, and the mapping from documents to named graphs."""

from kg.rdf.named_graph import NamedGraph

__all__ = ["NamedGraph"]
