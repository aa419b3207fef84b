"""JSON-LD 1.1 with a fixed context inside the file: nothing needs to be fetched to read it."""

import json
from itertools import groupby
from typing import Any, BinaryIO

from kg.rdf import NamedGraph
from kg.rdf.terms import Triple, iri_value, is_iri, parse_literal
from kg.rdf.vocab import PREFIXES

_TYPE = f"<{PREFIXES['rdf']}type>"
_CONTEXT = {
    prefix: PREFIXES[prefix] for prefix in ("dcterms", "kg", "oa", "prov", "schema", "skos", "void", "xsd")
}


def _compact(iri: str) -> str:
    for prefix, namespace in _CONTEXT.items():
        if iri.startswith(namespace):
            local = iri[len(namespace) :]
            if local.isidentifier() and local.isascii():
                return f"{prefix}:{local}"
    return iri


def _object(term: str) -> Any:
    if is_iri(term):
        return {"@id": iri_value(term)}
    literal = parse_literal(term)
    if literal.language:
        return {"@value": literal.value, "@language": literal.language}
    if literal.datatype:
        return {"@value": literal.value, "@type": _compact(literal.datatype)}
    return literal.value


def _node(subject: str, triples: list[Triple]) -> dict[str, Any]:
    node: dict[str, Any] = {"@id": iri_value(subject)}
    types = [_compact(iri_value(o)) for _, p, o in triples if p == _TYPE]
    if types:
        node["@type"] = types
    for predicate, group in groupby((t for t in triples if t[1] != _TYPE), key=lambda t: t[1]):
        values = [_object(o) for _, _, o in group]
        node[_compact(iri_value(predicate))] = values[0] if len(values) == 1 else values
    return node


class JsonLdExporter:
    """Writes one object a named graph into the top-level ``@graph``, streaming."""

    def __init__(self, sink: BinaryIO, *, base: str) -> None:
        self._sink = sink
        self._first = True
        self.triples = 0
        sink.write(b'{"@context": ' + json.dumps(_CONTEXT).encode() + b',\n "@graph": [')

    def write(self, graph: NamedGraph) -> None:
        """Write one graph; the default graph's nodes stand at the top."""
        self.triples += len(graph.triples)
        nodes = [_node(s, list(group)) for s, group in groupby(graph.triples, key=lambda t: t[0])]
        if graph.name is None:
            for node in nodes:
                self._item(node)
        else:
            self._item({"@id": iri_value(graph.name), "@graph": nodes})

    def _item(self, node: dict[str, Any]) -> None:
        self._sink.write(b"\n" if self._first else b",\n")
        self._sink.write(json.dumps(node, ensure_ascii=False).encode("utf-8", "surrogatepass"))
        self._first = False

    def finish(self) -> None:
        """Close the brackets."""
        self._sink.write(b"\n]}\n")
