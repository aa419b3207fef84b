"""Answers are written so that other programs read the same terms back."""

import csv
import io

import pyoxigraph
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import UsageError
from kg.query import Answer, write
from kg.rdf.terms import boolean, decimal, iri, literal

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
XML = st.text(
    st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff"), max_size=20
).map(lambda text: f"({text})")
NAMES = st.sampled_from(
    [iri("https://example.org/a?b=c&d"), iri("urn:ä"), "_:b1", "", boolean(True), decimal(0.5)]
)


def terms(text: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return NAMES | text.map(literal) | text.map(lambda value: literal(value, language="de"))


def answers(text: st.SearchStrategy[str]) -> st.SearchStrategy[Answer]:
    rows = st.lists(st.tuples(terms(text), terms(text)), max_size=5)
    return rows.map(lambda found: Answer("select", ("a", "b"), tuple(found)))


def read_back(text: str, form: pyoxigraph.QueryResultsFormat) -> tuple[tuple[str, ...], ...]:
    found = pyoxigraph.parse_query_results(text.encode(), format=form)
    assert isinstance(found, pyoxigraph.QuerySolutions)
    assert [variable.value for variable in found.variables] == ["a", "b"]
    return tuple(tuple("" if v is None else str(v) for v in solution) for solution in found)


@given(answers(TEXT))
def test_json_and_tsv_are_read_back_as_the_same_terms(answer: Answer) -> None:
    assert read_back(write(answer, "json"), pyoxigraph.QueryResultsFormat.JSON) == answer.terms
    assert read_back(write(answer, "tsv"), pyoxigraph.QueryResultsFormat.TSV) == answer.terms


@given(answers(XML))
def test_xml_is_read_back_as_the_same_terms(answer: Answer) -> None:
    assert read_back(write(answer, "xml"), pyoxigraph.QueryResultsFormat.XML) == answer.terms


@given(answers(TEXT))
def test_csv_has_the_plain_values(answer: Answer) -> None:
    rows = list(csv.reader(io.StringIO(write(answer, "csv"), newline="")))
    assert rows == [["a", "b"], *map(list, answer.rows)]


@given(answers(TEXT))
def test_a_table_of_markdown_has_one_line_for_each_row_and_no_markup(answer: Answer) -> None:
    lines = write(answer, "markdown").split("\n")
    assert len(lines) == len(answer.terms) + 3
    assert lines[:2] == ["| a | b |", "| --- | --- |"]
    for line in lines[2:-1]:
        assert line.replace("\\\\", "").replace("\\|", "").count("|") == 3
        assert "<" not in line.replace("\\<", "")


@pytest.mark.parametrize("form", ["json", "xml"])
def test_asked_whether_the_answer_is_a_boolean(form: str) -> None:
    text = write(Answer("ask", ("answer",), ((boolean(True),),)), form)
    formats = {"json": pyoxigraph.QueryResultsFormat.JSON, "xml": pyoxigraph.QueryResultsFormat.XML}
    found = pyoxigraph.parse_query_results(text.encode(), format=formats[form])
    assert isinstance(found, pyoxigraph.QueryBoolean)
    assert bool(found)


def test_triples_are_turtle_and_nothing_that_is_for_rows() -> None:
    answer = Answer(
        "construct", ("subject", "predicate", "object"), (("<urn:a>", "<https://schema.org/name>", '"x"'),)
    )
    assert '<urn:a> schema:name "x" .' in write(answer, "ttl")
    with pytest.raises(UsageError, match="cannot be csv"):
        write(answer, "csv")


def test_xml_replaces_what_it_cannot_hold() -> None:
    assert "a\ufffdb" in write(Answer("select", ("a",), ((literal("a\x1bb"),),)), "xml")
