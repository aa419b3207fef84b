"""Cuts out of a graph what a slow engine needs to judge a few nodes, and keeps of its report what is about those.

Right for shapes whose paths are single properties and whose values are asked for no more than their class, as
the bundled ones are (a test says so). pySHACL's own ``focus_nodes`` cannot be used: it also keeps the values
from being looked at, so that ``sh:or`` and ``sh:qualifiedValueShape`` fail where nothing is wrong (0.40.1).
"""

from collections.abc import Collection, Iterable

import pyoxigraph
import rdflib
from rdflib.namespace import RDF, RDFS, SH, XSD
from rdflib.term import Node

from kg.errors import GraphError

_TYPE, _SUBCLASS, _STRING = str(RDF.type), str(RDFS.subClassOf), str(XSD.string)


def around(lines: str, nodes: Collection[Node]) -> rdflib.Graph:
    """Return all that a graph says of ``nodes``, and the classes of what they lead to.

    Parameters:
        lines: the graph as N-Triples.
        nodes: IRIs.
    """
    wanted = {f"<{node}>" for node in nodes}
    syntax = pyoxigraph.RdfFormat.N_TRIPLES
    own = [triple for triple in pyoxigraph.parse(lines, format=syntax) if str(triple.subject) in wanted]
    values = {str(triple.object) for triple in own}
    classes = [
        triple
        for triple in pyoxigraph.parse(lines, format=syntax)
        if triple.predicate.value == _SUBCLASS
        or (triple.predicate.value == _TYPE and str(triple.subject) in values)
    ]
    return _graph((*own, *classes))


def to_rdflib(text: str, syntax: pyoxigraph.RdfFormat = pyoxigraph.RdfFormat.N_TRIPLES) -> rdflib.Graph:
    """Return a graph with every literal as it is written; rdflib's own parser would make 0 of 00.

    Raises:
        SyntaxError: if the text is not what ``syntax`` says.
    """
    return _graph(pyoxigraph.parse(text, format=syntax))


def _graph(triples: Iterable[pyoxigraph.Triple | pyoxigraph.Quad]) -> rdflib.Graph:
    graph = rdflib.Graph()
    for triple in triples:
        graph.add((_term(triple.subject), rdflib.URIRef(triple.predicate.value), _term(triple.object)))
    return graph


def _term(term: pyoxigraph.NamedNode | pyoxigraph.BlankNode | pyoxigraph.Literal | pyoxigraph.Triple) -> Node:
    match term:
        case pyoxigraph.NamedNode():
            return rdflib.URIRef(term.value)
        case pyoxigraph.BlankNode():
            return rdflib.BNode(term.value)
        case pyoxigraph.Literal():
            plain = (
                term.language or term.datatype.value == _STRING
            )  # rdflib takes "a" and "a"^^xsd:string for two
            datatype = None if plain else rdflib.URIRef(term.datatype.value)
            return rdflib.Literal(term.value, lang=term.language, datatype=datatype, normalize=False)
    raise GraphError(f"the statement {term} about a statement (RDF 1.2) cannot be validated")


def only(report: rdflib.Graph, nodes: Collection[Node]) -> rdflib.Graph:
    """Return a SHACL report without the results that are about other nodes, of which too little was there."""
    for result in list(report.objects(None, SH.result)):
        if report.value(result, SH.focusNode) not in nodes:
            report.remove((None, SH.result, result))
            report.remove((result, None, None))
    for node in report.subjects(RDF.type, SH.ValidationReport):
        report.set((node, SH.conforms, rdflib.Literal((node, SH.result, None) not in report)))
    return report
