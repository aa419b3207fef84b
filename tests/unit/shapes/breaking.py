"""Plants, for each constraint of each shape, one violation that breaks it and nothing else.

:func:`constraints` walks the shapes; :data:`BREAKS` knows for each kind of constraint how to break it. A kind
that it does not know is an error, so no constraint can enter the shapes without a way to prove it.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from rdflib import RDF, XSD, BNode, Graph, Literal, Namespace, URIRef
from rdflib.collection import Collection
from rdflib.namespace import SH
from rdflib.term import Node

from kg.validate import shapes_text

KG = Namespace("https://w3id.org/kg-news/ns#")
SCHEMA = Namespace("https://schema.org/")
UNKNOWN = URIRef("https://example.org/nothing")
SAYS_NOTHING = {RDF.type, SH.path, SH.message, SH.property, SH.targetClass, SH.targetSubjectsOf}
"""Predicates of a shape that demand nothing by themselves."""
PARTNER = {SH.qualifiedMinCount: SH.qualifiedValueShape, SH.qualifiedMaxCount: SH.qualifiedValueShape}
SAYS_NOTHING |= set(PARTNER.values())


@dataclass(frozen=True)
class Constraint:
    """One demand: of a node shape (``path`` is None) or of one of its property shapes.

    Attributes:
        focus: the node of the whole graph that the shape looks at.
        shape: the shape that has the demand.
        path: the property, or None.
        kind: ``sh:minCount`` and so on.
        value: what is demanded.
    """

    focus: Node
    shape: Node
    path: Node | None
    kind: Node
    value: Node

    @property
    def property(self) -> Node:
        """The property of a constraint that has one."""
        assert self.path is not None
        return self.path

    def __str__(self) -> str:
        names = (str(node or "").rpartition("/")[2].rpartition("#")[2] for node in (self.path, self.kind))
        return "-".join([str(self.focus).rpartition("/")[2], *names])


def shapes() -> Graph:
    return Graph().parse(data=shapes_text(), format="turtle")


def whole() -> Graph:
    return Graph().parse(data=Path(__file__).with_name("whole.ttl").read_text("utf-8"), format="turtle")


def _focus(shape: Node) -> Node:
    """Return the first node of the whole graph at which a node shape looks."""
    graph = whole()
    found = [s for c in SHAPES.objects(shape, SH.targetClass) for s in graph.subjects(RDF.type, c)]
    found += [s for p in SHAPES.objects(shape, SH.targetSubjectsOf) for s in graph.subjects(p)]
    return min(found, key=str)


def constraints() -> Iterator[Constraint]:
    """Yield every demand of every shape, once for each of its values."""
    for shape in sorted(SHAPES.subjects(RDF.type, SH.NodeShape), key=str):
        focus = _focus(shape)
        parts = [(None, shape), *((SHAPES.value(p, SH.path), p) for p in SHAPES.objects(shape, SH.property))]
        for path, part in sorted(parts, key=lambda pair: str(pair[0] or "")):
            for kind, value in sorted(SHAPES.predicate_objects(part), key=str):
                if kind not in SAYS_NOTHING:
                    yield Constraint(focus, part, path, kind, value)


def _only(graph: Graph, c: Constraint) -> Node:
    """Return the value that the whole graph gives to the constraint's property."""
    value = next(iter(graph.objects(c.focus, c.path)), None)
    if value is None:
        raise LookupError(f"whole.ttl gives {c.focus} no {c.path}")
    return value


def _put(graph: Graph, c: Constraint, value: Node) -> None:
    graph.set((c.focus, c.property, value))


def _like(old: Literal, lexical: str) -> Literal:
    return Literal(lexical, lang=old.language, datatype=old.datatype, normalize=False)


def _remove(graph: Graph, c: Constraint) -> None:
    graph.remove((c.focus, c.path, None))


def _add(graph: Graph, c: Constraint) -> None:
    """Give the property a second value as good as the first."""
    old = _only(graph, c)
    if isinstance(old, Literal):
        second = {XSD.boolean: "true", XSD.integer: "3", XSD.decimal: "0.5", XSD.date: "2024-01-03"}
        letters = {"name": "pronoun", "de": "en", "0" * 64: "1" * 64}
        lexical = (
            (second.get(old.datatype) if old.datatype else None) or letters.get(str(old)) or f"{old} mehr"
        )
        if c.path == KG.satirical:  # a second "true" would break the shape of satire, too
            lexical = "0"
        graph.add((c.focus, c.property, _like(old, lexical)))
        return
    twin = URIRef(f"{old}-2")
    for predicate, value in list(graph.predicate_objects(old)):
        graph.add((twin, predicate, value))
    graph.add((c.focus, c.property, twin))


def _other_datatype(graph: Graph, c: Constraint) -> None:
    old = _only(graph, c)
    wrong: dict[Node, URIRef] = {
        XSD.integer: XSD.decimal,
        XSD.decimal: XSD.double,
        XSD.string: RDF.langString,
    }
    datatype = wrong.get(c.value, XSD.string)
    language = "de" if datatype == RDF.langString else None
    lexical = "gestern" if c.value == XSD.date else str(old)
    _put(graph, c, Literal(lexical, lang=language) if language else Literal(lexical, datatype=datatype))


def _unknown(graph: Graph, c: Constraint) -> None:
    """Let the property lead to something of which nothing is said."""
    _put(graph, c, UNKNOWN)


def _no_address(graph: Graph, c: Constraint) -> None:
    """Give words where an address is demanded; where a class is demanded, too, a thing without an address."""
    if c.path is not None and SHAPES.value(c.shape, SH["class"]) is None:
        _put(graph, c, Literal("Worte"))
        return
    old = c.focus if c.path is None else _only(graph, c)
    nameless = BNode("nameless")
    for predicate, value in list(graph.predicate_objects(old)):
        graph.add((nameless, predicate, value))
    if c.path is not None:
        _put(graph, c, nameless)


def _satire_speaks(graph: Graph, c: Constraint) -> None:
    graph.set((c.focus, KG.satirical, Literal(True)))


def _alternative(graph: Graph, c: Constraint) -> None:
    if c.path is None:
        _satire_speaks(graph, c)
    else:
        _unknown(graph, c)


def _after_the_other(graph: Graph, c: Constraint) -> None:
    other = graph.value(c.focus, c.value)
    assert other is not None
    _put(graph, c, other)


def _no_kind(graph: Graph, c: Constraint) -> None:
    for kind in _kinds():
        graph.remove((c.focus, RDF.type, kind))


def _two_kinds(graph: Graph, c: Constraint) -> None:
    for kind in _kinds()[:2]:
        graph.add((c.focus, RDF.type, kind))


def _kinds() -> list[Node]:
    (members,) = (
        SHAPES.value(SHAPES.value(s, SH.qualifiedValueShape), SH["in"])
        for s in SHAPES.subjects(SH.qualifiedMinCount)
    )
    assert members is not None
    return list(Collection(SHAPES, members))


def _lexical(text: str) -> Callable[[Graph, Constraint], None]:
    def put(graph: Graph, c: Constraint) -> None:
        old = _only(graph, c)
        assert isinstance(old, Literal)
        _put(graph, c, _like(old, text))

    return put


SHAPES = shapes()
BREAKS: dict[Node, Callable[[Graph, Constraint], None]] = {
    SH.minCount: _remove,
    SH.maxCount: _add,
    SH.datatype: _other_datatype,
    SH["class"]: _unknown,
    SH.nodeKind: _no_address,
    SH["or"]: _alternative,
    SH.minLength: _lexical(""),
    SH.pattern: _lexical("§"),
    SH["in"]: _lexical("§"),
    SH.minInclusive: _lexical("-1"),
    SH.maxInclusive: _lexical("1.5"),
    SH.lessThan: _after_the_other,
    SH.qualifiedMinCount: _no_kind,
    SH.qualifiedMaxCount: _two_kinds,
}
"""How to break each kind of constraint, and it alone."""
