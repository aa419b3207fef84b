"""What of a graph can be an item of an authority file, and what the graph knows of it."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from kg.lang import language
from kg.model import EntityKind
from kg.rdf import NamedGraph
from kg.rdf.article import CLASS_OF
from kg.rdf.terms import iri_value, is_iri, parse_literal
from kg.rdf.vocab import term

_A, _NAME, _ALTERNATE = term("rdf:type"), term("schema:name"), term("schema:alternateName")
_HINT, _SAME = term("schema:disambiguatingDescription"), term("schema:sameAs")
_TITLE, _AFFILIATION = term("schema:jobTitle"), term("schema:affiliation")
_HELD_BY, _HELD_FOR = term("kg:heldBy"), term("kg:heldFor")
_MENTIONS, _AUTHOR = term("schema:mentions"), term("schema:author")
_HEADLINE, _DAY = term("schema:headline"), term("schema:datePublished")
_KIND_OF = {class_: kind for kind, class_ in CLASS_OF.items()}
_OF_NODES = frozenset({_A, _NAME, _ALTERNATE, _HINT, _SAME, _TITLE, _AFFILIATION, _HELD_BY, _HELD_FOR})
_MOST = 5
"""Names of one kind in the context of a node."""

FACTS = ("role", "organization", "party", "place")
"""What a graph may know of a person that a property of a service can be compared with."""


@dataclass(frozen=True, slots=True)
class Fact:
    """Something that the graph knows of a node.

    Attributes:
        words: a title or a name.
        same: IRIs of items that it is.
    """

    words: str
    same: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Node:
    """A person, organisation, place, event or other thing of a graph.

    Attributes:
        iri: its address.
        kind: what it is.
        name: its own.
        same: IRIs of items that the graph says it is.
        context: for people: roles, other names, the first article that has it.
        facts: by name, of those in :data:`FACTS`.
    """

    iri: str
    kind: EntityKind
    name: str
    same: tuple[str, ...] = ()
    context: str = ""
    facts: Mapping[str, tuple[Fact, ...]] = field(default_factory=dict)


class _Said:
    """What graphs say that is needed here: of each node its values by property, and where it first appears."""

    def __init__(self, graphs: Iterable[NamedGraph]) -> None:
        self.of: defaultdict[str, defaultdict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
        self.held_for: defaultdict[str, set[str]] = defaultdict(set)
        self.articles: defaultdict[str, set[str]] = defaultdict(set)
        headline: dict[str, str] = {}
        day: dict[str, str] = {}
        for graph in graphs:
            for subject, predicate, value in graph.triples:
                if predicate in _OF_NODES:
                    self.of[subject][predicate].add(value)
                elif predicate in (_MENTIONS, _AUTHOR):
                    self.articles[value].add(subject)
                elif predicate == _HEADLINE:
                    headline[subject] = parse_literal(value).value
                elif predicate == _DAY:
                    day[subject] = parse_literal(value).value
        self._when = {article: (day.get(article, ""), words) for article, words in headline.items()}
        for said in list(self.of.values()):
            for holder in said.get(_HELD_BY, ()):
                self.held_for[holder] |= said.get(_HELD_FOR, set())

    def words(self, node: str, predicate: str) -> list[str]:
        """Return the literal values of a node's property, sorted."""
        values = self.of[node].get(predicate, ()) if node in self.of else ()
        return sorted({parse_literal(value).value for value in values if not is_iri(value)})

    def nodes(self, node: str, predicate: str) -> list[str]:
        """Return the IRI terms of a node's property, sorted."""
        values = self.of[node].get(predicate, ()) if node in self.of else ()
        return sorted(value for value in values if is_iri(value))

    def first_article(self, node: str) -> str:
        """Return day and headline of the first article that has a node."""
        found = min((self._when[a] for a in self.articles.get(node, ()) if a in self._when), default=None)
        return "" if found is None else f"{found[0]} „{found[1]}“".strip()


def find_nodes(graphs: Iterable[NamedGraph]) -> list[Node]:
    """Return all that graphs describe and that may be an item, sorted by IRI."""
    said = _Said(graphs)
    found = []
    for node in sorted(said.of):
        kinds = [_KIND_OF[class_] for class_ in said.nodes(node, _A) if class_ in _KIND_OF]
        names = said.words(node, _NAME)
        if kinds and names:
            found.append(_node(node, kinds[0], names, said))
    return found


def _node(node: str, kind: EntityKind, names: Sequence[str], said: _Said) -> Node:
    same = tuple(map(iri_value, said.nodes(node, _SAME)))
    facts = _facts(node, said) if kind is EntityKind.PERSON else {}
    return Node(iri_value(node), kind, names[0], same, _context(node, names, facts, said), facts)


def _facts(node: str, said: _Said) -> dict[str, tuple[Fact, ...]]:
    organizations = [fact for other in said.nodes(node, _AFFILIATION) for fact in _named(other, said)]
    places = [
        fact
        for other in sorted(said.held_for.get(node, ()))
        if CLASS_OF[EntityKind.PLACE] in said.nodes(other, _A)
        for fact in _named(other, said)
    ]
    found = {
        "role": tuple(Fact(title) for title in said.words(node, _TITLE)),
        "organization": tuple(organizations),
        "party": tuple(fact for fact in organizations if _is_party(fact.words)),
        "place": tuple(places),
    }
    return {name: facts for name, facts in found.items() if facts}


def _named(node: str, said: _Said) -> list[Fact]:
    same = tuple(map(iri_value, said.nodes(node, _SAME)))
    return [Fact(name, same) for name in said.words(node, _NAME)[:1]]


def _is_party(name: str) -> bool:
    form = language("de").organization(name)
    return form is not None and form.organization.kind == "party"


def _context(node: str, names: Sequence[str], facts: Mapping[str, Sequence[Fact]], said: _Said) -> str:
    others = [*names[1:], *said.words(node, _ALTERNATE)]
    told = [fact.words for name in ("role", "organization", "place") for fact in facts.get(name, ())]
    parts = [
        ", ".join([*said.words(node, _HINT), *told][:_MOST]),
        "= " + ", ".join(others[:_MOST]) if others else "",
        said.first_article(node),
    ]
    return "; ".join(part for part in parts if part)
