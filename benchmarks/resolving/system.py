"""What a user gets: mentions, quotations and entities of each article, read from the graph that ``kg.build`` returns."""

import tempfile
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import kg
from benchmarks.resolving.gold import GoldArticle
from kg.extract import QUALITIES
from kg.pipeline import Options
from kg.rdf.vocab import PREFIXES

if TYPE_CHECKING:
    import rdflib

WIKIDATA = ("http://www.wikidata.org/entity/", "https://www.wikidata.org/wiki/")
_SAME = ("schema:sameAs", "owl:sameAs", "skos:exactMatch")
_CLASSES = {
    "schema:Person": "person",
    "schema:Organization": "organization",
    "schema:Place": "place",
    "schema:Event": "event",
    "schema:Thing": "thing",
    "kg:UnnamedSource": "source",
}


@dataclass(frozen=True, slots=True)
class Entity:
    """A node of the graph: its IRI, kinds, names, and the Wikidata items that it is said to be."""

    iri: str
    kinds: frozenset[str]
    names: tuple[str, ...]
    items: frozenset[str]


@dataclass(frozen=True, slots=True)
class Found:
    """Words that mean something; ``entity`` is the IRI of what they mean, or None; ``stands_for`` the one for which it acts."""

    start: int
    end: int
    form: str
    entity: str | None
    stands_for: str | None = None


@dataclass(frozen=True, slots=True)
class Quoted:
    """A quotation: its parts, the IRIs of those who speak, and the words that name them."""

    direct: bool
    parts: tuple[tuple[int, int], ...]
    speakers: tuple[str, ...]
    words: str


@dataclass(slots=True)
class Answer:
    """What the graph says of one article."""

    text: str = ""
    mentions: list[Found] = field(default_factory=list)
    quotations: list[Quoted] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Graph:
    """Answers by the names of the files, and all entities by IRI."""

    answers: dict[str, Answer]
    entities: dict[str, Entity]


def built(sources: Iterable[tuple[str, bytes]], quality: str = "default") -> Graph:
    """Write sources to a folder, build their graph and read it.

    Parameters:
        sources: names of files and their bytes.
        quality: of the names; see :data:`kg.extract.QUALITIES`.
    """
    options = Options(extractors=QUALITIES[quality])
    with tempfile.TemporaryDirectory() as folder:
        for name, data in sources:
            (Path(folder) / name).write_bytes(data)
        return Reader(kg.build(folder, options=options).rdf).graph()


def build(articles: Iterable[GoldArticle], quality: str = "default") -> Graph:
    """Build the graph of annotated articles; see :func:`built`."""
    return built(((article.name, article.source()) for article in articles), quality)


class Reader:
    """Reads a graph by the terms that ``docs/model.md`` names."""

    def __init__(self, graph: "rdflib.Dataset") -> None:
        self.facts: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
        for subject, predicate, value in sorted(set(graph.triples((None, None, None)))):
            self.facts[str(subject)][str(predicate)].append(str(value))

    def of(self, subject: str, term: str) -> list[str]:
        """Return the values of a property; ``term`` is written with its prefix."""
        prefix, _, name = term.partition(":")
        facts = self.facts.get(subject)
        return facts.get(PREFIXES[prefix] + name, []) if facts else []

    def span(self, subject: str) -> tuple[int, int]:
        """Return where a selector lies."""
        return int(self.of(subject, "oa:start")[0]), int(self.of(subject, "oa:end")[0])

    def kinds(self, subject: str) -> frozenset[str]:
        """Return of what kinds a node is."""
        types = set(self.facts[subject].get(PREFIXES["rdf"] + "type", ())) if subject in self.facts else set()
        return frozenset(kind for term, kind in _CLASSES.items() if self.expand(term) in types)

    @staticmethod
    def expand(term: str) -> str:
        """Return the IRI of a prefixed name."""
        prefix, _, name = term.partition(":")
        return PREFIXES[prefix] + name

    def graph(self) -> Graph:
        """Return all answers and entities."""
        answers: dict[str, Answer] = {}
        article_of: dict[str, Answer] = {}
        for node in list(self.facts):
            for article in self.of(node, "schema:mainEntity"):
                name = self.of(self.of(node, "prov:wasDerivedFrom")[0], "schema:name")[0]
                answers[name] = article_of[article] = Answer(self.of(article, "schema:text")[0])
        for node in list(self.facts):
            home = self.of(node, "schema:isPartOf")
            if home and home[0] in article_of:
                self.part(node, article_of[home[0]])
        for answer in answers.values():
            answer.mentions.sort(key=lambda mention: (mention.start, mention.end))
            answer.quotations.sort(key=lambda quotation: quotation.parts)
        entities = {node: self.entity(node) for node in list(self.facts) if self.kinds(node)}
        return Graph(answers, entities)

    def part(self, node: str, answer: Answer) -> None:
        """Take a mention or quotation over."""
        types = self.of(node, "rdf:type")
        if self.expand("kg:Mention") in types:
            target, actor = (
                next(iter(self.of(node, term)), None) for term in ("kg:refersTo", "kg:standsFor")
            )
            answer.mentions.append(Found(*self.span(node), self.of(node, "kg:form")[0], target, actor))
        elif self.expand("schema:Quotation") in types:
            parts = [self.span(part) for part in self.of(node, "kg:part")] or [self.span(node)]
            answer.quotations.append(
                Quoted(
                    self.expand("kg:DirectQuotation") in types,
                    tuple(sorted(parts)),
                    tuple(self.of(node, "schema:spokenByCharacter")),
                    " ".join(self.of(node, "kg:speakerText")),
                )
            )

    def entity(self, node: str) -> Entity:
        """Return what the graph says of an entity."""
        names = (*self.of(node, "schema:name"), *self.of(node, "schema:alternateName"))
        same = [node, *(value for term in _SAME for value in self.of(node, term))]
        items = {value.removeprefix(start) for value in same for start in WIKIDATA if value.startswith(start)}
        return Entity(node, self.kinds(node), names, frozenset(items))
