"""JSON-LD 1.1 with a fixed context inside the file: nothing needs to be fetched to read it."""

import json
from collections.abc import Sequence
from itertools import groupby
from typing import Any

from kg.rdf.terms import Triple, iri_value, is_iri, parse_literal
from kg.rdf.vocab import PREFIXES

_TYPE = f"<{PREFIXES['rdf']}type>"
_CONTEXT = {
    prefix: PREFIXES[prefix]
    for prefix in ("dcterms", "foaf", "kg", "oa", "prov", "schema", "skos", "void", "xsd")
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


class JsonLd:
    """One object for each named graph in the top-level ``@graph``; the default graph's nodes stand beside them."""

    header = b'{"@context": ' + json.dumps(_CONTEXT).encode() + b',\n "@graph": [\n'
    between = b",\n"
    footer = b"\n]}\n"
    merges = False

    def __init__(self, base: str) -> None:
        """Take the namespace that other syntaxes shorten; here every IRI is written out."""

    def block(self, name: str | None, triples: Sequence[Triple]) -> bytes:
        """Return the graph's object, or those of the default graph's nodes."""
        nodes = [_node(s, list(group)) for s, group in groupby(triples, key=lambda t: t[0])]
        items = nodes if name is None else [{"@id": iri_value(name), "@graph": nodes}]
        lines = ",\n".join(json.dumps(item, ensure_ascii=False) for item in items)
        return lines.encode("utf-8", "surrogatepass")
