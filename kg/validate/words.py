"""Holds offsets against the text: the words of a mention, link or quotation must stand where the graph says.

SHACL core cannot cut a string, and SPARQL 1.1 has no aggregate in a given order, which the parts of a split
quotation need; so this check is code. Its results go into the same report, as results of the constraint component
``kg:WordsConstraintComponent``.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

import pyoxigraph
import rdflib
from rdflib.namespace import SH

from kg.rdf.vocab import PREFIXES, curie, term
from kg.validate.violation import Violation

COMPONENT: Final = "WordsConstraintComponent"
MESSAGES: Final = {
    "words": {
        "en": "These words do not stand in the article's text at the given characters.",
        "de": "Diese Worte stehen im Text des Artikels nicht an den angegebenen Zeichen.",
    },
    "parts": {
        "en": "The parts of a quotation must reach from its first to its last character.",
        "de": "Die Teile eines Zitats müssen von seinem ersten bis zu seinem letzten Zeichen reichen.",
    },
}
_DIGITS = 18
"""A number of more digits counts no characters, and Python would refuse to read the longest."""


def _named(name: str) -> str:
    return term(name)[1:-1]


_START, _END, _EXACT, _PART = map(_named, ("oa:start", "oa:end", "oa:exact", "kg:part"))
_TEXT, _OF, _TYPE = map(_named, ("schema:text", "schema:isPartOf", "rdf:type"))
_ARTICLE = term("schema:NewsArticle")
_READ = frozenset({_START, _END, _EXACT, _PART, _TEXT, _OF, _TYPE})


@dataclass(slots=True)
class _Node:
    """What a graph says of one node, as far as it matters here."""

    starts: set[int] = field(default_factory=set)
    ends: set[int] = field(default_factory=set)
    words: set[tuple[str, str]] = field(default_factory=set)
    parts: set[str] = field(default_factory=set)
    articles: set[str] = field(default_factory=set)
    is_article: bool = False

    @property
    def place(self) -> tuple[int, int] | None:
        """Start and end, if the node has one of each and the one lies before the other."""
        if len(self.starts) != 1 or len(self.ends) != 1:
            return None
        (start,), (end,) = self.starts, self.ends
        return (start, end) if start < end else None


@dataclass(frozen=True, slots=True)
class Misplaced:
    """Words that do not stand where the graph says.

    Attributes:
        focus: the node: an IRI, or the label of a blank node.
        path: the property that has the words, or ``kg:part``, as CURIE.
        value: the words; "" where only the places do not fit together.
        reason: a key of :data:`MESSAGES`.
    """

    focus: str
    path: str
    value: str
    reason: str

    def violation(self, language: str) -> Violation:
        """Return this as a result of a validation, with a message in ``en`` or ``de``."""
        return Violation(self.focus, self.path, self.value, MESSAGES[self.reason][language], COMPONENT)


def misplaced(triples: Iterable[pyoxigraph.Triple | pyoxigraph.Quad]) -> Iterator[Misplaced]:
    """Yield each node whose words are not those of its article's text at its offsets.

    Articles without a text (``--text none``) are passed over, and so is whatever lacks offsets or words, or has
    several: the shapes say so.

    Parameters:
        triples: of the whole graph.
    """
    nodes: defaultdict[str, _Node] = defaultdict(_Node)
    for triple in triples:
        _take(nodes, triple)
    for name, node in nodes.items():
        articles = (nodes[article] for article in node.articles if article in nodes)
        texts = [
            words for a in articles if a.is_article for path, words in a.words if path == _TEXT and words
        ]
        if texts and node.place is not None:
            yield from _wrong(name, node, node.place, _places(nodes, node) or [node.place], texts)


def _take(nodes: dict[str, _Node], triple: pyoxigraph.Triple | pyoxigraph.Quad) -> None:
    path, value = triple.predicate.value, triple.object
    if path not in _READ:
        return
    node = nodes[str(triple.subject)]
    if isinstance(value, pyoxigraph.Literal):
        if path in (_EXACT, _TEXT):
            node.words.add((path, value.value))
        elif path in (_START, _END) and value.value.isdecimal() and len(value.value) <= _DIGITS:
            (node.starts if path == _START else node.ends).add(int(value.value))
    elif path == _PART:
        node.parts.add(str(value))
    elif path == _OF:
        node.articles.add(str(value))
    elif str(value) == _ARTICLE:
        node.is_article = True


def _places(nodes: Mapping[str, _Node], node: _Node) -> list[tuple[int, int]]:
    parts = (nodes[part].place for part in node.parts if part in nodes)
    return sorted(place for place in parts if place is not None)


def _wrong(
    name: str, node: _Node, whole: tuple[int, int], places: list[tuple[int, int]], texts: list[str]
) -> Iterator[Misplaced]:
    focus = name[1:-1] if name.startswith("<") else name
    if (places[0][0], places[-1][1]) != whole:
        yield Misplaced(focus, curie(_PART), "", "parts")
    elif len(node.words) == 1:
        ((path, words),) = node.words
        if words and all(_cut(text, places) != words for text in texts):
            yield Misplaced(focus, curie(path), words, "words")


def _cut(text: str, places: list[tuple[int, int]]) -> str | None:
    """Return the characters at ``places``, joined by blanks, as the mapping joins them; None outside the text."""
    if places[-1][1] > len(text):
        return None
    return " ".join(text[start:end] for start, end in places)


def add_to_report(report: rdflib.Graph, found: Iterable[Misplaced]) -> None:
    """Write into a SHACL report what was found (SHACL, section 3.6.2); it then says that nothing conforms."""
    node = next(iter(report.subjects(rdflib.RDF.type, SH.ValidationReport)), rdflib.BNode())
    for item in found:
        result = rdflib.BNode()
        report.set((node, SH.conforms, rdflib.Literal(False)))
        report.add((node, SH.result, result))
        report.add((result, rdflib.RDF.type, SH.ValidationResult))
        report.add((result, SH.focusNode, _focus(item.focus)))
        report.add((result, SH.resultPath, rdflib.URIRef(_expanded(item.path))))
        if item.value:
            report.add((result, SH.value, rdflib.Literal(item.value)))
        report.add((result, SH.resultSeverity, SH.Violation))
        report.add((result, SH.sourceConstraintComponent, rdflib.URIRef(_named(f"kg:{COMPONENT}"))))
        for language, message in MESSAGES[item.reason].items():
            report.add((result, SH.resultMessage, rdflib.Literal(message, lang=language)))


def _focus(name: str) -> rdflib.term.Node:
    return rdflib.BNode(name.removeprefix("_:")) if name.startswith("_:") else rdflib.URIRef(name)


def _expanded(path: str) -> str:
    prefix, _, local = path.partition(":")
    return PREFIXES[prefix] + local
