"""kg query --explain tells what a query means, how much each pattern matches, and where the time goes."""

import json
import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from kg.cli import main
from kg.errors import QueryError
from kg.loading import Options, load
from kg.query import Explanation, explain
from kg.query.algebra import read_steps
from kg.query.questions import Question, questions
from tests.support.servers import Seen, scripted


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A name that three graphs state, a second one that one states, and one knowing the other in a fourth."""
    path = tmp_path_factory.mktemp("explain") / "g.nq"
    lines = [f'<urn:a> <https://schema.org/name> "A" <urn:g{n}> .\n' for n in range(3)]
    lines += [
        '<urn:b> <https://schema.org/name> "B" <urn:g1> .\n',
        "<urn:a> <urn:knows> <urn:b> <urn:g4> .\n",
    ]
    path.write_text("".join(lines))
    return path


def meaning(told: Explanation) -> list[tuple[str, str]]:
    assert told.steps is not None
    return [
        (count, "  " * step.depth + step.text) for count, step in zip(told.counts, told.steps, strict=True)
    ]


def test_steps_stand_with_the_number_of_matches(graph: Path) -> None:
    told = explain(
        graph,
        "SELECT ?n (COUNT(*) AS ?times) { ?s schema:name ?n OPTIONAL { ?s <urn:knows> ?o } MINUS { ?s a schema:Place }"
        " FILTER(?n != 'C' && !(?s = <urn:c>)) } GROUP BY ?n HAVING(COUNT(*) > 0) ORDER BY DESC(?times) LIMIT 5",
    )
    assert meaning(told) == [
        ("", "SELECT ?n ?times"),
        ("", "  the first 5"),
        ("", "  order by DESC(?times)"),
        ("", "  ?times = COUNT(*)"),
        ("", "  filter COUNT(*) > 0"),
        ("", "  group by ?n"),
        ("", '  filter (?n != "C") && !(?s = <urn:c>)'),
        ("2", "  ?s schema:name ?n"),
        ("", "  optionally"),
        ("1", "    ?s <urn:knows> ?o"),
        ("", "  without"),
        ("0", "    ?s a schema:Place"),
    ]
    assert told.answer is not None
    assert len(told.answer.rows) == 2
    assert told.answer.times is not None
    assert told.loading > 0
    assert told.answering > told.answer.times.first > 0


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("ASK { GRAPH ?g { ?s schema:name 'A' } }", [("", "ASK"), ("", "  in graph ?g"), ("3", '    ?s schema:name "A"')]),
        (
            "SELECT * FROM <urn:g1> { ?s schema:name ?n }",
            [("", "SELECT ?n ?s FROM <urn:g1>"), ("2", "  ?s schema:name ?n")],
        ),
        (
            "SELECT ?n { { ?s (<urn:knows>|^<urn:knows>)+/schema:name ?n } UNION { VALUES ?n { 'x' 'y' } } }",
            [
                ("", "SELECT ?n"),
                ("", "  either"),
                ("4", "    ?s ((<urn:knows>|(^<urn:knows>))+)/schema:name ?n"),
                ("", "  or"),
                ("", "    2 given rows"),
            ],
        ),
        (
            "SELECT ?s { ?s schema:name ?n FILTER NOT EXISTS { ?s <urn:knows> [] } BIND(STRLEN(?n) + 1 AS ?l) }",
            [
                ("", "SELECT ?s"),
                ("", "  filter NOT EXISTS …"),
                ("", "    of which there is, or is not, any"),
                ("1", "      ?s <urn:knows> _:b"),
                ("", "  ?l = STRLEN(?n) + 1"),
                ("2", "  ?s schema:name ?n"),
            ],
        ),
        (
            "CONSTRUCT { ?s a ?n } { { SELECT DISTINCT ?s ?n { ?s schema:name ?n } } }",
            [("", "CONSTRUCT"), ("", "  by itself"), ("", "    distinct"), ("", "    select ?n ?s"), ("2", "    ?s schema:name ?n")],
        ),
        ("DESCRIBE <urn:a>", [("", "DESCRIBE <urn:a>")]),
    ],
)  # fmt: skip
def test_what_a_query_can_have(graph: Path, query: str, expected: list[tuple[str, str]]) -> None:
    found = [(count, re.sub(r"_:\w+", "_:b", text)) for count, text in meaning(explain(graph, query))]
    assert found == expected


@pytest.mark.parametrize("question", questions(), ids=lambda question: question.name)
def test_every_bundled_question_can_be_told(question: Question) -> None:
    steps = read_steps(question.sparql({p.name: "x" for p in question.parameters if p.default is None}))
    assert steps is not None
    assert all("__agg" not in step.text and "CompValue" not in step.text for step in steps)
    assert sum(step.count is not None for step in steps) > 1


def test_a_query_that_is_stopped_is_told_all_the_same(graph: Path) -> None:
    many = ". ".join(f"?a{n} ?b{n} ?c{n}" for n in range(40))
    done = CliRunner().invoke(
        main, ["query", str(graph), f"SELECT * {{ {many} }}", "--timeout", "0.5", "--explain"]
    )
    assert done.exit_code == 5
    assert "  3    ?a0 ?b0 ?c0\n" in done.output
    assert "when it was stopped" in done.output


def test_what_rdflib_does_not_read_is_answered_and_said(graph: Path) -> None:
    told = explain(graph, "SELECT * { ?s ?p ?o FILTER(LANGDIR('a') = '') }")
    assert told.steps is None
    assert told.answer is not None
    assert "cannot be told" in str(told)


def test_a_wrong_query_is_an_error(graph: Path) -> None:
    with pytest.raises(QueryError, match="not valid SPARQL"):
        explain(graph, "SELEC")


def test_a_database_folder_has_the_same_matches(graph: Path, tmp_path: Path) -> None:
    load(str(graph), str(tmp_path / "store"), Options())
    query = "SELECT * { GRAPH ?g { ?s schema:name ?n } }"
    assert explain(tmp_path / "store", query).counts == explain(graph, query).counts == ("", "", "4")


@pytest.mark.usefixtures("loopback")
def test_of_a_server_the_query_is_shown_as_it_gets_it_and_nothing_is_counted() -> None:
    body = json.dumps({"head": {"vars": ["x"]}, "results": {"bindings": []}}).encode()
    seen: list[Seen] = []

    def reply(request: Seen) -> tuple[int, dict[str, str], bytes]:
        seen.append(request)
        return 200, {"Content-Type": "application/sparql-results+json"}, body

    with scripted(reply) as server:
        told = str(explain(server.url, "SELECT ?x { ?x schema:name ?n }"))
    assert len(seen) == 1
    assert "  PREFIX schema: <https://schema.org/>\n  SELECT ?x { ?x schema:name ?n }\n" in told
    assert "    ?x schema:name ?n\n" in told
    assert "A server tells neither" in told


def test_the_command_prints_no_answer_and_takes_no_format(graph: Path) -> None:
    asked = ["ask", "quoted-most", str(graph), "--explain"]
    done = CliRunner().invoke(main, asked)
    assert done.exit_code == 0
    assert "schema:spokenByCharacter ?speaker\n" in done.output
    assert "opening the graph" in done.output
    refused = CliRunner().invoke(main, [*asked, "--format", "csv"])
    assert refused.exit_code == 2
    assert "leave out --format" in refused.output
