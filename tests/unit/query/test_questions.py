"""The bundled questions answer what they say on the example articles, and lead to the characters they stand on."""

from collections.abc import Iterator
from pathlib import Path

import pyoxigraph
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import UsageError
from kg.graph import Graph
from kg.query import Answer, Engine, open_engine
from kg.query.questions import Question, question, questions
from kg.rdf.sparql import asks_elsewhere, bind
from kg.rdf.terms import literal
from kg.rdf.vocab import PREFIXES

GIVEN = {
    "appear-together": {"person": "Katrin Suhr"},
    "called": {"person": "Katrin Suhr"},
    "contradictions": {"person": "Katrin Suhr", "about": "e"},
    "said-about": {"person": "Suhr", "about": "Risse"},
    "speakers-on": {"topic": "Infrastruktur"},
    "statements-of": {"person": "Stoltenberg"},
    "thread": {"headline": "die brücken prüft"},
    "topics-of": {"person": "Stoltenberg"},
}
"""Parameters that must be given."""

EXPECTED: dict[str, dict[str, str]] = {
    "agencies": {"agency": "dpa", "date": "2024-04-29", "headline": "Rücktritt im Rathaus"},
    "appear-together": {"other": "Annegret Lührs"},
    "authors": {"name": "Marieke Thomsen", "articles": "5", "first": "2024-03-04", "last": "2024-09-30"},
    "by-month": {"month": "2022-01"},
    "called": {"form": "name", "words": "Katrin Suhr"},
    "cited-most": {"headline": "Gesperrt bis auf Weiteres"},
    "contradictions": {"name": "Katrin Suhr"},
    "cues": {"word": "sagte"},
    "least-sure": {"rule": "verb-object", "name": "Dirk Harms"},
    "longest-quotations": {"characters": "189", "name": "Jens Stoltenberg"},
    "mentioned-most": {"name": "Holger Brandt"},
    "missing-articles": {"headline": "Biden droht Putin mit Sanktionen"},
    "never-heard": {"name": "Putin"},
    "only-indirect": {"name": "Antony Blinken"},
    "places": {"name": "Norderwieck"},
    "quoted-most": {"name": "Katrin Suhr"},
    "roles": {"name": "Annegret Lührs", "role": "Bürgermeisterin", "date": "2024-03-04"},
    "said-about": {"name": "Katrin Suhr", "words": "Die Risse sind nicht von gestern", "date": "2024-03-04"},
    "sources-of-author": {"writer": "Inna Hartwich", "name": "Sergei Lawrow"},
    "speakers-on": {"name": "Katrin Suhr"},
    "speaks-about": {"name": "Annegret Lührs", "other": "Holger Brandt"},
    "statements-of": {"name": "Jens Stoltenberg", "kind": "DirectQuotation", "date": "2022-01-27"},
    "thread": {"date": "2024-03-04", "headline": "Gesperrt bis auf Weiteres"},
    "topics": {"label": "Brücken"},
    "topics-of": {"label": "Nato"},
    "unasked": {"name": "Katrin Suhr"},
    "unnamed-sources": {"description": "Ein Sprecher der Polizei", "words": "Wir bitten alle, das Auto stehen zu lassen."},
    "without-speaker": {"satirical": "true"},
    "women-quoted": {"pronoun": "sie"},
}  # fmt: skip
"""A row, as far as it tells, that the answer has."""

ALL = pytest.mark.parametrize("asked", questions(), ids=lambda asked: asked.name)


@pytest.fixture(scope="module")
def path(examples: Graph, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("questions") / "g.nq"
    examples.save(path)
    return path


@pytest.fixture(scope="module")
def engine(path: Path) -> Iterator[Engine]:
    with open_engine(path) as opened:
        yield opened


def rows(answer: Answer) -> list[dict[str, str]]:
    return [dict(zip(answer.variables, row, strict=True)) for row in answer.rows]


def ask(engine: Engine, asked: Question) -> list[dict[str, str]]:
    return rows(engine.query(asked.sparql(GIVEN.get(asked.name, {})), timeout=60))


def test_there_are_thirty() -> None:
    assert len(questions()) == 30
    assert {q.name for q in questions()} - {"near-duplicates"} == set(EXPECTED)


@ALL
def test_a_question_has_the_expected_row(engine: Engine, asked: Question) -> None:
    found = ask(engine, asked)
    if expected := EXPECTED.get(asked.name):
        assert any(expected.items() <= row.items() for row in found), found
    else:
        assert found == []  # no example is nearly the same as another
    assert len({tuple(row.items()) for row in found}) == len(found)


@ALL
def test_rows_with_words_lead_to_these_characters(engine: Engine, asked: Question) -> None:
    for row in ask(engine, asked):
        if "start" in row and "words" in row:
            (text,) = engine.query(f"SELECT DISTINCT ?t {{ <{row['article']}> schema:text ?t }}").rows[0]
            there = text[int(row["start"]) : int(row["end"])]
            assert row["words"][:10].split()[0] in there
            assert int(row["start"]) < int(row["end"])


@ALL
def test_a_question_is_whole_sparql_in_which_every_parameter_is_used(asked: Question) -> None:
    pyoxigraph.Store().query(asked.text, prefixes=PREFIXES)
    assert asked.title.endswith("?")
    assert asked.title_de.endswith("?")
    for parameter in asked.parameters:
        assert f"${parameter.name}" in asked.text
        assert parameter.default is None or parameter.term(parameter.default)


def test_the_span_of_time_limits_the_answer(engine: Engine) -> None:
    found = rows(engine.query(question("quoted-most").sparql({"until": "2023-01-01"})))
    assert "Sergei Lawrow" in {row["name"] for row in found}
    assert "Katrin Suhr" not in {row["name"] for row in found}


def test_near_duplicates_are_told(tmp_path: Path) -> None:
    (tmp_path / "g.ttl").write_text(
        "".join(f"@prefix {p}: <{n}> .\n" for p, n in PREFIXES.items())
        + '<urn:b> kg:nearDuplicateOf <urn:a> ; schema:headline "B" . <urn:a> schema:headline "A" .'
        + "<urn:b#r> a kg:Resemblance ; schema:isPartOf <urn:b> ; kg:refersTo <urn:a> ; kg:confidence 0.93 ."
    )
    with open_engine(tmp_path / "g.ttl") as engine:
        (row,) = rows(engine.query(question("near-duplicates").sparql({})))
    assert (row["share"], row["article"], row["earlier"]) == ("0.93", "urn:b", "urn:a")


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_no_text_breaks_out_of_its_place(value: str) -> None:
    sparql = bind(
        'SELECT ($value AS ?x) ("$value" AS ?y) (<a:$value> AS ?z) { } # $value', {"value": literal(value)}
    )
    found = pyoxigraph.Store().query(sparql)
    assert isinstance(found, pyoxigraph.QuerySolutions)
    (row,) = found
    assert [getattr(row[name], "value", None) for name in "xyz"] == [value, "$value", "a:$value"]


HOSTILE = '") } } ; SERVICE <http://127.0.0.1:9/> { ?s ?p "'


def test_a_hostile_name_is_only_a_name(engine: Engine) -> None:
    asked = question("statements-of").sparql({"person": HOSTILE.replace("<http://127.0.0.1:9/> {", "")})
    assert not asks_elsewhere(asked)
    assert rows(engine.query(asked)) == []


@pytest.mark.parametrize(
    ("name", "values", "words"),
    [
        ("quoted-most", {"since": "yesterday"}, "is no date"),
        ("never-heard", {"articles": "1) }"}, "is no whole number"),
        ("least-sure", {"confidence": "NaN"}, "is no number"),
        ("quoted-most", {"person": "x"}, "has no parameter 'person'; it takes since, until"),
        ("statements-of", {}, "needs a value for 'person'"),
    ],
)
def test_what_makes_no_sense_is_told(name: str, values: dict[str, str], words: str) -> None:
    with pytest.raises(UsageError, match=words.replace(")", r"\)")):
        question(name).sparql(values)
