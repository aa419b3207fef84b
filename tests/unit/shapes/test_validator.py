"""The gate of a build: a fast engine decides, pySHACL has the last word, and violations become problems."""

import subprocess
import sys
from pathlib import Path

import pytest
import rdflib

from kg.graph import Graph, build
from kg.pipeline import Options
from kg.pipeline.writing import _Maker
from kg.rdf import NamedGraph
from kg.rdf.terms import literal
from kg.rdf.vocab import PREFIXES, term
from kg.report import Severity
from kg.validate import Validator, shapes_text, validate
from tests.articles import HEAD, TAIL

A = "<https://example.org/article/a>"
STRICT = """
@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix schema: <https://schema.org/> .
<urn:x> a sh:NodeShape ; sh:targetClass schema:NewsArticle ; sh:property [ sh:path schema:author ; sh:minCount 1 ;
    sh:message "An article needs an author."@en ] .
"""


def graph(*triples: tuple[str, str]) -> NamedGraph:
    return NamedGraph.of(A, [(A, term(p), o) for p, o in triples])


def test_a_violation_names_node_property_and_reason() -> None:
    found = Validator().check(
        graph(("rdf:type", term("schema:NewsArticle")), ("schema:headline", literal("x")))
    )
    assert "An article needs exactly one headline in a known language." in {v.message for v in found}
    violation = next(v for v in found if v.path == "schema:headline")
    assert str(violation).startswith("https://example.org/article/a schema:headline: 'x'. An article")
    problem = violation.problem("a.txt")
    assert (problem.code, problem.severity, problem.path) == ("not-conforming", Severity.ERROR, "a.txt")


def test_what_conforms_is_silent_whether_or_not_it_is_sampled() -> None:
    good = graph(("rdf:type", term("schema:Article")))
    assert Validator(sample=1).check(good) == Validator(sample=10**9).check(good) == ()


def test_both_engines_find_the_examples_conforming(examples: Graph) -> None:
    assert validate(examples.rdf).violations == ()
    assert validate(examples.rdf, engine="shacl").violations == ()


def test_shapes_of_the_users_own(examples: Graph) -> None:
    for engine in ("pyshacl", "shacl"):
        outcome = validate(examples.rdf, shapes=STRICT, engine=engine)
        (violation,) = outcome.violations  # the agency's item
        assert violation.message == "An article needs an author."


NESTED = """
@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix schema: <https://schema.org/> .
<urn:x> a sh:NodeShape ; sh:targetClass schema:NewsArticle ; sh:node <urn:y> .
<urn:y> a sh:NodeShape ; sh:property [ sh:path schema:author ; sh:minCount 1 ; sh:message "An article needs an author."@en ] .
"""


def test_a_shape_within_a_shape_is_said_once_with_its_reason(examples: Graph) -> None:
    (violation,) = validate(examples.rdf, shapes=NESTED).violations
    assert "An article needs an author." in violation.message
    (violation,) = validate(examples.rdf, shapes=NESTED, engine="shacl").violations
    assert violation.message == "Breaks a constraint: NodeConstraintComponent."


def test_an_article_that_does_not_conform_is_reported_and_nothing_of_it_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.txt").write_text(HEAD + "Text.\n27 Jan 2022\n", "utf-8")
    (tmp_path / "b.txt").write_text(HEAD.replace("Nachricht", "andere") + "Text." + TAIL, "utf-8")
    monkeypatch.setattr("kg.validate.gate.shapes_text", lambda: shapes_text() + STRICT)
    monkeypatch.setattr("kg.pipeline.writing._maker", _Maker)  # made anew, with these shapes
    made = build(tmp_path)
    assert made.report is not None
    assert (made.report.articles, made.report.quarantined) == (1, 1)
    (problem,) = made.report.examples["not-conforming"]
    assert "An article needs an author." in problem.message
    assert problem.path.endswith("a.txt")
    assert not any("nachricht" in s for g in made.graphs for s, _, _ in g.triples)
    unchecked = build(tmp_path, options=Options(validate=False))
    assert unchecked.report is not None
    assert unchecked.report.articles == 2


def test_the_union_of_a_data_set_is_validated() -> None:
    dataset = rdflib.Dataset()
    kind = rdflib.URIRef(PREFIXES["schema"] + "Person")
    dataset.graph(rdflib.URIRef("urn:g")).add((rdflib.URIRef("urn:p"), rdflib.RDF.type, kind))
    assert [v.path for v in validate(dataset).violations] == ["schema:name"]


SCRIPT = """
import sys
from kg.cli import main
main(["build", sys.argv[1], "-q", "-o", sys.argv[1] + "/g.nq", "--fresh"], standalone_mode=False)
print(sorted({"rdflib", "pyshacl"} & set(sys.modules)))
"""


def test_a_build_that_conforms_loads_neither_rdflib_nor_pyshacl(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(HEAD + "Text." + TAIL, "utf-8")
    command = [sys.executable, "-c", SCRIPT, str(tmp_path)]
    assert subprocess.run(command, capture_output=True, text=True, check=True).stdout == "[]\n"
