"""The graph as a NetworkX network: nodes are things, edges are statements between them."""

import json
import re
from collections.abc import Callable, Iterable
from typing import Any, BinaryIO

import networkx

from kg.rdf import NamedGraph
from kg.rdf.terms import iri_value, is_iri, parse_literal
from kg.rdf.vocab import PREFIXES, curie

_TYPE = f"<{PREFIXES['rdf']}type>"
_LABELS = ("schema:headline", "schema:name", "skos:prefLabel", "schema:text", "oa:exact")
_PLAIN = ("schema:Quotation", "schema:Article", "oa:TextPositionSelector", "prov:Entity", "schema:Organization",
          "prov:SoftwareAgent")  # fmt: skip
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_CASTS: dict[str, Callable[[str], int | float | bool]] = {
    "integer": int,
    "decimal": float,
    "boolean": lambda value: value == "true",
}


def to_networkx(graphs: Iterable[NamedGraph]) -> networkx.MultiDiGraph:
    """Return the union of ``graphs`` as a network.

    Nodes are IRIs with the attributes ``kind`` (the most telling class), ``label`` and one for each literal
    property under its local name, typed; several values are joined by `` | ``. Edges carry ``predicate``, a
    CURIE, which is their key, too. Types are no edges.
    """
    nodes: dict[str, dict[str, set[str]]] = {}
    edges: set[tuple[str, str, str]] = set()
    for graph in graphs:
        for subject, predicate, value in graph.triples:
            properties = nodes.setdefault(iri_value(subject), {})
            if is_iri(value) and predicate != _TYPE:
                edges.add((iri_value(subject), iri_value(value), curie(iri_value(predicate))))
            else:
                properties.setdefault(curie(iri_value(predicate)), set()).add(value)
    network = networkx.MultiDiGraph()
    for node in sorted(nodes.keys() | {target for _, target, _ in edges}):
        network.add_node(node, **_attributes(nodes.get(node, {})))
    for source, target, predicate in sorted(edges):
        network.add_edge(source, target, key=predicate, predicate=predicate)
    return network


def _attributes(properties: dict[str, set[str]]) -> dict[str, Any]:
    types = sorted(curie(iri_value(term)) for term in properties.get("rdf:type", ()))
    telling = [name for name in types if name not in _PLAIN] or types
    attributes: dict[str, Any] = {
        "kind": telling[0].partition(":")[2] if telling else "Resource",
        "label": "",
    }
    for name, terms in sorted(properties.items()):
        if name != "rdf:type":
            attributes[name.partition(":")[2]] = _value(terms)
    label = next((attributes[n.partition(":")[2]] for n in _LABELS if n in properties), "")
    return attributes | {"label": str(label)}


def _value(terms: set[str]) -> Any:
    literals = [parse_literal(term) for term in sorted(terms)]
    if len(literals) > 1:
        return _NOT_XML.sub("\ufffd", " | ".join(literal.value for literal in literals))
    datatype = (literals[0].datatype or "").rpartition("#")[2]
    cast = _CASTS.get(datatype)
    return cast(literals[0].value) if cast else _NOT_XML.sub("\ufffd", literals[0].value)


def write_graphml(network: networkx.MultiDiGraph, sink: BinaryIO) -> None:
    """Write GraphML."""
    networkx.write_graphml(network, sink, infer_numeric_types=True)


def write_gexf(network: networkx.MultiDiGraph, sink: BinaryIO) -> None:
    """Write GEXF 1.2."""
    sink.writelines(
        re.sub(r' lastmodifieddate="[^"]*"', "", line).encode() + b"\n"
        for line in networkx.generate_gexf(network)
    )


def write_nodelink(network: networkx.MultiDiGraph, sink: BinaryIO) -> None:
    """Write node-link JSON, the form of many JavaScript libraries."""
    data = networkx.node_link_data(network, edges="edges")
    sink.write(json.dumps(data, ensure_ascii=False, indent=1).encode() + b"\n")
