"""Every constraint of every shape is broken once, by itself; both engines see it and say it in plain words."""

import contextlib
import re
from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rdflib import RDF, Graph, Literal, URIRef
from rdflib.collection import Collection
from rdflib.namespace import SH

from kg.rdf.vocab import curie
from kg.validate import Engine, Violation, validate
from tests.unit.shapes.breaking import BREAKS, KG, SCHEMA, SHAPES, Constraint, constraints, whole

CONSTRAINTS = list(constraints())
ENGINES: tuple[Engine, ...] = ("pyshacl", "shacl", "auto")
JARGON = re.compile(
    r"\b(IRI|URI|literal|datatype|node|property|triple|SHACL|RDF|class|xsd|predicate)\b|\w+:\w"
)


def test_the_whole_graph_conforms() -> None:
    for engine in ENGINES:
        assert validate(whole(), engine=engine).violations == ()


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
        reference, fast, both = (validate(graph, engine=engine, language=language) for engine in ENGINES)
        assert named(reference.violations) == named(fast.violations) == named(both.violations)
        assert not reference.conforms
        (violation,) = reference.violations
        assert violation.path == ("" if constraint.path is None else curie(str(constraint.path)))
        assert violation.component.lower().startswith(component(constraint).lower())
        assert violation.message == expected


@settings(max_examples=25)
@given(st.lists(st.sampled_from(CONSTRAINTS), min_size=2, max_size=6, unique_by=str))
def test_engines_agree_where_several_constraints_are_broken(chosen: list[Constraint]) -> None:
    graph = whole()
    for constraint in chosen:
        with contextlib.suppress(LookupError, AssertionError):  # an earlier one took what this would break
            BREAKS[constraint.kind](graph, constraint)
    reference, fast, both = (validate(graph, engine=engine) for engine in ENGINES)
    assert named(reference.violations) == named(fast.violations) == named(both.violations)
    assert not reference.conforms


def test_what_two_constraints_say_of_one_value_is_said_once() -> None:
    graph = whole()
    quotation = next(iter(graph.subjects(RDF.type, SCHEMA.Quotation)))
    graph.set((quotation, KG.confidence, Literal("viel")))
    graph.add((quotation, RDF.type, KG.Mention))
    graph.remove((quotation, SCHEMA.isPartOf, None))
    for engine in ENGINES:
        outcome = validate(graph, engine=engine)
        paths = [v.path for v in outcome.violations if v.path in ("kg:confidence", "schema:isPartOf")]
        assert paths == ["kg:confidence", "schema:isPartOf"]
        assert len(set(outcome.graph.objects(None, SH.result))) > len(outcome.violations)


def test_the_bundled_shapes_ask_no_more_of_a_value_than_its_class() -> None:
    """What lets the engine ``auto`` show pySHACL only the nodes at fault, and the classes of their values."""
    assert all(isinstance(path, URIRef) for path in SHAPES.objects(None, SH.path))
    assert not set(SHAPES.predicates()) & {SH.node, SH.sparql, SH.equals, SH.disjoint, SH.uniqueLang}
    alternatives = (Collection(SHAPES, members) for members in SHAPES.objects(None, SH["or"]))
    inside = {predicate for shapes in alternatives for s in shapes for predicate in SHAPES.predicates(s)}
    assert inside <= {SH["class"], SH["not"], SH.property}


def named(violations: Sequence[Violation]) -> list[Violation]:
    """Call every blank node the same: its label is each engine's own."""
    blank = re.compile(r"^_:\w+")
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
