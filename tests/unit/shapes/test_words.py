"""Words must stand in the article's text at their offsets; `kg validate` compares them, beyond what SHACL can."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rdflib import RDF, BNode, Graph, Literal, URIRef
from rdflib.namespace import SH

from kg.graph import Graph as KgGraph
from kg.graph import build
from kg.pipeline import Options
from kg.rdf.vocab import PREFIXES
from kg.validate import Engine, validate
from kg.validate.words import COMPONENT, MESSAGES
from tests.unit.shapes.breaking import KG, SCHEMA, whole

EX = "https://example.org/"
OA = PREFIXES["oa"]
QUOTATION, MENTION, ARTICLE, PART = (
    URIRef(EX + name) for name in ("quotation", "mention", "article", "part")
)
START, END, EXACT = (URIRef(OA + name) for name in ("start", "end", "exact"))


def found(graph: Graph, *, engine: Engine = "shacl", language: str = "en") -> list[tuple[str, str, str]]:
    violations = validate(graph, engine=engine, language=language).violations
    assert {v.component for v in violations} <= {COMPONENT}
    return [(v.focus.removeprefix(EX), v.path, v.message) for v in violations]


def moved(start: int, end: int, *, node: URIRef = MENTION) -> Graph:
    graph = whole()
    graph.set((node, START, Literal(start)))
    graph.set((node, END, Literal(end)))
    return graph


def test_words_that_stand_elsewhere_are_found_by_every_engine_in_both_languages() -> None:
    for engine in ("auto", "shacl", "pyshacl"):
        for language in ("en", "de"):
            message = MESSAGES["words"][language]
            assert found(moved(18, 28), engine=engine, language=language) == [
                ("mention", "oa:exact", message)
            ]


@pytest.mark.parametrize(("start", "end"), [(19, 28), (20, 29), (19, 290), (900, 910)])
def test_words_cut_short_and_words_outside_the_text(start: int, end: int) -> None:
    assert [where for where, _, _ in found(moved(start, end))] == ["mention"]


def test_what_the_shapes_say_is_not_said_again() -> None:
    for start, end in ((29, 19), (19, 19)):
        (violation,) = validate(moved(start, end)).violations
        assert violation.component == "LessThanConstraintComponent"


def test_a_number_of_five_thousand_digits_is_no_offset_and_no_crash() -> None:
    graph = whole()
    graph.set((MENTION, END, Literal("9" * 5000, datatype=PREFIXES["xsd"] + "integer", normalize=False)))
    validate(graph, engine="shacl")


def test_parts_are_joined_by_blanks_and_reach_from_end_to_end() -> None:
    graph = moved(6, 17, node=QUOTATION)
    graph.set((QUOTATION, SCHEMA.text, Literal("Ja sagte", lang="de")))
    graph.remove((None, KG.part, None))
    for number, (start, end) in enumerate([(6, 8), (13, 18)]):
        part = URIRef(f"{EX}part-{number}")
        for predicate, value in ((START, start), (END, end)):
            graph.add((part, predicate, Literal(value)))
        graph.add((part, RDF.type, URIRef(OA + "TextPositionSelector")))
        graph.add((QUOTATION, KG.part, part))
    assert found(graph) == [("quotation", "kg:part", MESSAGES["parts"]["en"])]
    graph.set((QUOTATION, END, Literal(18)))
    graph.set((QUOTATION, SCHEMA.text, Literal("Ja … sagte", lang="de")))
    assert found(graph) == [("quotation", "schema:text", MESSAGES["words"]["en"])]
    graph.set((QUOTATION, SCHEMA.text, Literal("Ja sagte", lang="de")))
    assert found(graph) == []


def test_without_the_text_nothing_can_be_compared() -> None:
    graph = moved(1, 2)
    graph.remove((ARTICLE, SCHEMA.text, None))
    assert found(graph) == []


def test_shapes_of_the_users_own_bring_no_check_of_ours() -> None:
    assert validate(moved(1, 2), shapes="<urn:x> a <urn:y> .").conforms


def test_the_report_in_rdf_says_it_too() -> None:
    report = validate(moved(1, 2)).graph
    (result,) = report.objects(None, SH.result)
    assert report.value(result, SH.focusNode) == MENTION
    assert report.value(result, SH.resultPath) == EXACT
    assert report.value(result, SH.value) == Literal("Eva Muster")
    assert report.value(result, SH.sourceConstraintComponent) == KG[COMPONENT]
    assert {m.language for m in report.objects(result, SH.resultMessage) if isinstance(m, Literal)} == {
        "en",
        "de",
    }
    assert list(report.objects(None, SH.conforms)) == [Literal(False)]


def test_blank_nodes_can_be_at_fault() -> None:
    graph = whole()
    node = BNode()
    for predicate, value in list(graph.predicate_objects(MENTION)):
        graph.add((node, predicate, value))
    graph.set((node, EXACT, Literal("Evi Muster", lang="de")))
    for engine in ("shacl", "pyshacl", "auto"):
        outcome = validate(graph, engine=engine)
        assert [v.value for v in outcome.violations] == ["Evi Muster"]


@pytest.mark.parametrize("text", ["full", "none"])
def test_what_kg_writes_has_its_words_where_it_says(examples: KgGraph, text: str) -> None:
    graph = examples if text == "full" else build("examples/taz", options=Options(text="none"))
    assert validate(graph.graphs).violations == ()


@given(shift=st.integers(-19, 40), grow=st.integers(-9, 40))
def test_any_other_place_is_wrong(shift: int, grow: int) -> None:
    """The text has the words once, so every place but theirs is found."""
    outcome = validate(moved(19 + shift, 29 + shift + grow), engine="shacl")
    assert outcome.conforms == ((shift, grow) == (0, 0))


def test_an_article_that_a_build_wrote_and_somebody_edited(examples: KgGraph, tmp_path: Path) -> None:
    path = tmp_path / "g.nt"
    examples.save(path)
    lines = path.read_text("utf-8")
    edited, count = re.subn(r'(#mention=[^>]+> <http://www.w3.org/ns/oa#exact> ")', r"\1x", lines, count=1)
    assert count == 1
    path.write_text(edited, "utf-8")
    from kg.rdf.dataset import read_dataset

    (violation,) = validate(read_dataset(path)).violations
    assert violation.message == MESSAGES["words"]["en"]
