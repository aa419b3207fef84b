"""Turtle and TriG that a person likes to read, written subject by subject in flat memory (RDF 1.1 Turtle)."""

import re
from collections.abc import Iterable, Sequence
from itertools import groupby

from kg.rdf.terms import Triple
from kg.rdf.vocab import PREFIXES, XSD

_WRITTEN = ("dcterms", "foaf", "kg", "oa", "prov", "schema", "skos", "void", "xsd")
_NAMESPACES = {PREFIXES[prefix]: prefix for prefix in _WRITTEN}
_SPLIT = re.compile(r"<(.*[/#])([A-Za-z_][A-Za-z0-9_]*)>", re.DOTALL)
_RELATIVE = re.compile(r"[A-Za-z0-9_-]+(?:/[A-Za-z0-9_.=,-]+)*(?:#[A-Za-z0-9=,-]+)?")
_NUMBERS = re.compile(r"\d+")
_TYPE = f"<{PREFIXES['rdf']}type>"
_DATATYPE = re.compile(rf'"([^"\\]*)"\^\^<{re.escape(XSD)}(\w+)>')
_SHORT = {
    "integer": re.compile(r"[+-]?\d+"),
    "decimal": re.compile(r"[+-]?\d*\.\d+"),
    "boolean": re.compile(r"true|false"),
}
_FIRST = (
    "<https://schema.org/headline>",
    "<https://schema.org/name>",
    "<http://www.w3.org/2004/02/skos/core#prefLabel>",
)
_CACHE = 20_000


def _order(subject: str) -> tuple[str, str, list[int], str]:
    """Order an article's parts: the article, then kind by kind, each by its place in the text."""
    before, _, fragment = subject.rstrip(">").partition("#")
    kind = fragment.partition("=")[0]
    return before, kind, [int(number) for number in _NUMBERS.findall(fragment)], subject


class _Writer:
    """Turns terms and subjects into Turtle."""

    def __init__(self, base: str) -> None:
        self._base = f"<{base}"
        self._terms: dict[str, str] = {}

    def header(self, base: str) -> str:
        """Return the directives."""
        prefixes = "".join(f"@prefix {prefix}: <{PREFIXES[prefix]}> .\n" for prefix in _WRITTEN)
        return f"@base <{base}> .\n{prefixes}"

    def term(self, term: str) -> str:
        """Return the Turtle form of a term."""
        if term.startswith('"'):
            return self._literal(term)
        short = self._terms.get(term)
        if short is None:
            if len(self._terms) > _CACHE:
                self._terms.clear()
            short = self._terms[term] = self._iri(term)
        return short

    def _iri(self, term: str) -> str:
        match = _SPLIT.fullmatch(term)
        if match and match[1] in _NAMESPACES:
            return f"{_NAMESPACES[match[1]]}:{match[2]}"
        rest = term[len(self._base) : -1]
        if term.startswith(self._base) and self._base.endswith("/") and _RELATIVE.fullmatch(rest):
            return f"<{rest}>"
        return term

    def _literal(self, term: str) -> str:
        if not term.endswith(">"):
            return term
        match = _DATATYPE.fullmatch(term)
        if match is None:
            return term
        value, name = match[1], match[2]
        if name in _SHORT and _SHORT[name].fullmatch(value):
            return value
        return f'"{value}"^^xsd:{name}'

    def subjects(self, triples: Iterable[Triple], indent: str = "") -> str:
        """Return the blocks of all subjects of ``triples``, sorted for the eye."""
        by_subject: dict[str, list[Triple]] = {}
        for triple in triples:
            by_subject.setdefault(triple[0], []).append(triple)
        return "".join(self._block(s, by_subject[s], indent) for s in sorted(by_subject, key=_order))

    def _block(self, subject: str, triples: list[Triple], indent: str) -> str:
        parts = []
        ordered = sorted(triples, key=lambda t: (t[1] != _TYPE, t[1] not in _FIRST, t[1], _order(t[2])))
        for predicate, group in groupby(ordered, key=lambda triple: triple[1]):
            name = "a" if predicate == _TYPE else self.term(predicate)
            parts.append(f"{name} {', '.join(self.term(o) for _, _, o in group)}")
        separator = f" ;\n{indent}    "
        return f"\n{indent}{self.term(subject)} {separator.join(parts)} .\n"


class Turtle:
    """Blocks of subjects, prefixed and relative to the base (RDF 1.1 Turtle)."""

    footer = between = b""
    merges = True

    def __init__(self, base: str) -> None:
        self._writer = _Writer(base)
        self.header = self._writer.header(base).encode()

    def block(self, name: str | None, triples: Sequence[Triple]) -> bytes:
        """Return the subjects' blocks."""
        return self._writer.subjects(triples).encode()


class TriG(Turtle):
    """The same within a block for each graph (RDF 1.1 TriG)."""

    merges = False

    def block(self, name: str | None, triples: Sequence[Triple]) -> bytes:
        """Return the graph's block, or the subjects' of the default graph."""
        if name is None:
            return super().block(name, triples)
        blocks = self._writer.subjects(triples, "    ")
        return f"\n{self._writer.term(name)} {{{blocks}}}\n".encode()
