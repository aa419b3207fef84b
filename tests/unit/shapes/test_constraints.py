"""Every constraint of every shape is broken once, by itself; both engines see it and say it in plain words."""

import re
from collections.abc import Sequence
from dataclasses import replace

import pytest
from rdflib import RDF, Graph, Literal
from rdflib.namespace import SH

from kg.rdf.vocab import curie
from kg.validate import Violation, validate
from tests.unit.shapes.breaking import BREAKS, SHAPES, Constraint, constraints, whole

CONSTRAINTS = list(constraints())
JARGON = re.compile(
    r"\b(IRI|URI|literal|datatype|node|property|triple|SHACL|RDF|class|xsd|predicate)\b|\w+:\w"
)


def test_the_whole_graph_conforms() -> None:
    assert validate(whole()).violations == ()
    assert validate(whole(), engine="fast").violations == ()


def test_every_shape_is_walked() -> None:
    walked = {c.shape for c in CONSTRAINTS}
    assert set(SHAPES.objects(None, SH.property)) - walked <= set(nested())
    assert len(CONSTRAINTS) > 100


def nested() -> list[object]:
    """Property shapes inside sh:or and sh:not, which the constraint around them demands."""
    top = {p for s in SHAPES.subjects(RDF.type, SH.NodeShape) for p in SHAPES.objects(s, SH.property)}
    return [p for p in SHAPES.objects(None, SH.property) if p not in top]


@pytest.mark.parametrize("constraint", CONSTRAINTS, ids=str)
def test_each_constraint_breaks_alone_and_both_engines_agree(constraint: Constraint) -> None:
    graph = whole()
    BREAKS[constraint.kind](graph, constraint)
    messages = list(SHAPES.objects(constraint.shape, SH.message))
    for language in ("en", "de"):
        expected = next(str(m) for m in messages if isinstance(m, Literal) and m.language == language)
        reference, fast = (
            validate(graph, engine=engine, language=language) for engine in ("reference", "fast")
        )
        assert named(reference.violations) == named(fast.violations)
        assert not reference.conforms
        (violation,) = reference.violations
        assert violation.path == ("" if constraint.path is None else curie(str(constraint.path)))
        assert violation.component.lower().startswith(component(constraint).lower())
        assert violation.message == expected


def named(violations: Sequence[Violation]) -> list[Violation]:
    """Call every blank node the same: its label is each engine's own."""
    blank = re.compile(r"(_:)?[Nn][0-9a-f]{32}|(_:)?nameless\w*|_:\w+")
    return [replace(v, focus=blank.sub("_:b", v.focus), value=blank.sub("_:b", v.value)) for v in violations]


def component(constraint: Constraint) -> str:
    return f"{str(constraint.kind).rpartition('#')[2]}ConstraintComponent"


MESSAGES = sorted({str(m) for m in SHAPES.objects(None, SH.message)})


@pytest.mark.parametrize("message", MESSAGES)
def test_messages_are_sentences_without_jargon(message: str) -> None:
    assert re.fullmatch(r"[A-ZÄÖÜ].{10,120}\.", message)
    assert not JARGON.search(message)


def test_every_shape_has_its_message_in_both_languages() -> None:
    for constraint in CONSTRAINTS:
        languages = sorted(
            str(m.language) for m in SHAPES.objects(constraint.shape, SH.message) if isinstance(m, Literal)
        )
        assert languages == ["de", "en"], constraint


def test_nothing_is_written_that_no_shape_speaks_of(examples: object) -> None:
    from kg.graph import Graph as KgGraph

    assert isinstance(examples, KgGraph)
    graph: Graph = Graph()
    for statement in examples.rdf.quads():
        graph.add(statement[:3])
    spoken_of = {
        target: {SHAPES.value(p, SH.path) for p in SHAPES.objects(shape, SH.property)}
        for shape in SHAPES.subjects(RDF.type, SH.NodeShape)
        for target in (*SHAPES.objects(shape, SH.targetClass), *SHAPES.objects(shape, SH.targetSubjectsOf))
    }
    for subject in set(graph.subjects()):
        handles = {*graph.objects(subject, RDF.type), *graph.predicates(subject)} & spoken_of.keys()
        assert handles, subject
        paths = set().union(*(spoken_of[handle] for handle in handles))
        assert set(graph.predicates(subject)) - {RDF.type} <= paths, subject
