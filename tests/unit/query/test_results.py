"""The formats of answers, read back by other people's parsers."""

import csv
import io
import json
from typing import Any, cast

import pyoxigraph
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from lxml import etree
from pyoxigraph import BlankNode, Literal, NamedNode, Triple
from rdflib.plugins.sparql.results.tsvresults import TSVResultParser
from rdflib.query import Result

from kg.query import results
from kg.query.results import Limited, write_boolean, write_rows, write_triples

HOSTILE = [
    '"><script>alert(1)</script>',
    "</literal></binding><uri>u:x</uri>",
    "=HYPERLINK(\"http://evil/\")",
    "a\tb\r\nc\rd\ne",
    "\x00\x01\x0b\x1f\x7f\u0085\u2028\ufffe\uffff",
    "\\u0041 \\n \\",
    "]]>&lt;&amp;",
    "𝔘 ü \u202e",
    "",
    " ",
]  # fmt: skip
XML_HOLDS = str.maketrans(dict.fromkeys("\x00\x01\x0b\x1f\ufffe\uffff", "�"))
SR = "{http://www.w3.org/2005/sparql-results#}"
texts = st.text(st.characters(codec="utf-8"), max_size=20)


def written(form: str, *rows: tuple[results.Term | None, ...], variables: tuple[str, ...] = ("x",)) -> bytes:
    out = io.BytesIO()
    write_rows(variables, rows, form, out)
    return out.getvalue()


def hostile_examples(test: Any) -> Any:
    for text in HOSTILE:
        test = example(text)(test)
    return test


@hostile_examples
@given(texts)
def test_json_gives_any_text_back(text: str) -> None:
    found = json.loads(written("json", (Literal(text),)))
    assert found["results"]["bindings"] == [{"x": {"type": "literal", "value": text}}]


@hostile_examples
@given(texts)
def test_csv_gives_any_text_back(text: str) -> None:
    rows = list(
        csv.reader(
            io.StringIO(
                written("csv", (Literal(text), Literal("z")), variables=("x", "y")).decode(), newline=""
            )
        )
    )
    assert rows == [["x", "y"], [text, "z"]]


@hostile_examples
@given(texts)
def test_tsv_gives_any_text_back_and_has_one_line_a_row(text: str) -> None:
    lines = written("tsv", (Literal(text), NamedNode("u:z"))).decode().split("\n")
    assert len(lines) == 3
    assert lines[0] == "?x"
    literal, second = lines[1].split("\t")
    assert second == "<u:z>"
    (triple,) = pyoxigraph.parse(f"<u:s> <u:p> {literal} .", format=pyoxigraph.RdfFormat.N_TRIPLES)
    assert triple.object == Literal(text)


@hostile_examples
@given(texts)
def test_xml_is_well_formed_and_gives_back_what_xml_can_hold(text: str) -> None:
    (literal,) = etree.fromstring(written("xml", (Literal(text),))).iter(f"{SR}literal")
    assert "".join(literal.itertext()) == results._NOT_XML.sub("\ufffd", text)
    assert len(literal) == 0


@pytest.mark.parametrize("text", HOSTILE)
def test_characters_that_xml_cannot_hold_are_replaced_and_no_others(text: str) -> None:
    assert results._NOT_XML.sub("\ufffd", text) == text.translate(XML_HOLDS)


KINDS: tuple[results.Term | None, ...] = (
    NamedNode("u:a"), BlankNode("b"), Literal("c", language="de"), Literal(5), None,
    Triple(NamedNode("u:a"), NamedNode("u:b"), Literal("c")),
)  # fmt: skip
NAMES = tuple("abcdef")


def test_json_tells_kinds_of_terms() -> None:
    (row,) = json.loads(written("json", KINDS, variables=NAMES))["results"]["bindings"]
    integer = "http://www.w3.org/2001/XMLSchema#integer"
    assert row == {
        "a": {"type": "uri", "value": "u:a"},
        "b": {"type": "bnode", "value": "b"},
        "c": {"type": "literal", "value": "c", "xml:lang": "de"},
        "d": {"type": "literal", "value": "5", "datatype": integer},
        "f": {
            "type": "triple",
            "value": {
                "subject": {"type": "uri", "value": "u:a"},
                "predicate": {"type": "uri", "value": "u:b"},
                "object": {"type": "literal", "value": "c"},
            },
        },
    }


@pytest.mark.parametrize("form", ["json", "xml", "tsv"])
def test_oxigraph_reads_what_we_write(form: str) -> None:
    formats = {
        "json": pyoxigraph.QueryResultsFormat.JSON,
        "xml": pyoxigraph.QueryResultsFormat.XML,
        "tsv": pyoxigraph.QueryResultsFormat.TSV,
    }
    rows = (KINDS[:5], (None, None, Literal('"\t\\'), NamedNode("u:z"), Literal("")))
    found = cast(
        "pyoxigraph.QuerySolutions",
        pyoxigraph.parse_query_results(written(form, *rows, variables=NAMES[:5]), format=formats[form]),
    )
    assert [variable.value for variable in found.variables] == list(NAMES[:5])
    assert [tuple(row) for row in found] == list(rows)


def test_rdflib_reads_our_tsv() -> None:
    found: Result = cast("Any", TSVResultParser)().parse(
        io.BytesIO(written("tsv", (NamedNode("u:a"), Literal("b")), variables=("x", "y")))
    )
    assert [[str(term) for term in row] for row in cast("Any", found)] == [["u:a", "b"]]


@pytest.mark.parametrize(
    ("form", "text"),
    [("json", '"boolean":true'), ("xml", "<boolean>true</boolean>"), ("csv", "true"), ("tsv", "true")],
)
def test_ask_is_written_in_each_format(form: str, text: str) -> None:
    out = io.BytesIO()
    write_boolean(True, form, out)
    assert text in out.getvalue().decode()


@pytest.mark.parametrize("form", dict.fromkeys(results.TRIPLES.values()), ids=str)
@pytest.mark.parametrize("text", HOSTILE)
def test_triples_are_read_back_from_each_format(text: str, form: pyoxigraph.RdfFormat) -> None:
    triple = Triple(NamedNode("u:s"), NamedNode("https://schema.org/text"), Literal(text, language="de"))
    out = io.BytesIO()
    write_triples([triple], form, out, {"schema": "https://schema.org/"})
    (read,) = pyoxigraph.parse(out.getvalue(), format=form)
    in_xml = form == pyoxigraph.RdfFormat.RDF_XML
    expected = text.translate(XML_HOLDS) if in_xml else text
    assert read.object == Literal(expected, language="de")


def test_a_predicate_that_rdf_xml_cannot_write_is_refused() -> None:
    with pytest.raises(ValueError, match="text/turtle"):
        write_triples(
            [Triple(NamedNode("u:s"), NamedNode("http://p/12/"), Literal(""))],
            pyoxigraph.RdfFormat.RDF_XML, io.BytesIO(), {},
        )  # fmt: skip


def test_an_answer_ends_after_so_many_rows_and_says_so() -> None:
    out = io.BytesIO()
    rows = Limited([(Literal(n),) for n in range(5)], out, rows=3, size=10**6)
    write_rows(["x"], rows, "json", out)
    assert len(json.loads(out.getvalue())["results"]["bindings"]) == 3
    assert (rows.count, rows.cut) == (3, True)


def test_an_answer_that_fits_exactly_is_not_cut() -> None:
    out = io.BytesIO()
    rows = Limited([(Literal(n),) for n in range(3)], out, rows=3, size=10**6)
    write_rows(["x"], rows, "csv", out)
    assert (rows.count, rows.cut) == (3, False)


def test_an_answer_ends_after_so_many_bytes_and_is_whole_up_to_there() -> None:
    out = io.BytesIO()
    rows = Limited([(Literal("x" * 100),) for _ in range(50)], out, rows=10**6, size=1000)
    write_rows(["x"], rows, "json", out)
    assert rows.cut
    assert 1000 <= len(out.getvalue()) < 1300
    assert len(json.loads(out.getvalue())["results"]["bindings"]) == rows.count
