"""A graph file is cut into named graphs and the rest, whatever its order, and comes together as SPARQL without loss."""

import gzip
from contextlib import closing
from pathlib import Path

import pyoxigraph
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kg.errors import GraphError, UnknownFormat, UsageError
from kg.loading import updates
from kg.loading.parts import Part, Rest, find_dataset, home, home_term, read_parts
from kg.loading.servers import speaks_update, update_beside
from kg.rdf.files import GraphFile

P = "<http://example.org/p>"
LINES = f'<u:a> {P} "1" <u:g1> .\n<u:a> {P} "2" <u:g1> .\n<u:g1> {P} "rest" .\n<u:b> {P} "3" <u:g2> .\n<u:c> {P} "4" <u:g1> .\n'


def parts(path: Path, rest: Rest, *, size: int = 10, into: str | None = None) -> list[Part]:
    with GraphFile(path) as graph:
        return list(read_parts(graph, rest, size=size, into=into))


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "g.nq"
    path.write_text(LINES)
    return path


def test_graphs_come_one_after_the_other_and_the_rest_is_kept(file: Path) -> None:
    with closing(Rest()) as rest:
        found = parts(file, rest)
        assert [(part.graph, len(part.lines), part.first) for part in found] == [
            ("<u:g1>", 2, True),
            ("<u:g2>", 1, True),
            ("<u:g1>", 1, False),  # the same graph again: added, not replaced once more
        ]
        assert found[0].lines == (f'<u:a> {P} "1" .\n', f'<u:a> {P} "2" .\n')
        assert list(rest.subjects()) == [("<u:g1>", [("<u:g1>", P, '"rest"')])]
        assert (rest.statements, rest.graphs, list(rest.names())) == (5, 2, ["<u:g1>", "<u:g2>"])


def test_a_large_graph_comes_in_pieces(file: Path) -> None:
    with closing(Rest()) as rest:
        assert [(p.graph, p.first) for p in parts(file, rest, size=1)] == [
            ("<u:g1>", True), ("<u:g1>", False), ("<u:g2>", True), ("<u:g1>", False),
        ]  # fmt: skip


def test_the_default_graph_can_go_into_a_graph(file: Path) -> None:
    with closing(Rest()) as rest:
        assert [p.graph for p in parts(file, rest, into="<u:h>")] == ["<u:g1>", "<u:h>", "<u:g2>", "<u:g1>"]
        assert list(rest.subjects()) == []


def test_subjects_stay_together_in_batches(tmp_path: Path) -> None:
    path = tmp_path / "g.nq"
    path.write_text("".join(f'<u:{s}> {P} "{n}" .\n' for n in range(3) for s in "abc") + f'<u:d> {P} "" .\n')
    with closing(Rest()) as rest:
        parts(path, rest)
        assert [list(batch) for batch in rest.batches(4)] == [["<u:a>"], ["<u:b>"], ["<u:c>", "<u:d>"]]
        assert [list(batch) for batch in rest.batches(1)] == [["<u:a>"], ["<u:b>"], ["<u:c>"], ["<u:d>"]]


@pytest.mark.parametrize("suffix", [".nq", ".trig", ".ttl", ".nt", ".nq.gz"])
def test_the_data_set_names_itself(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"g{suffix}"
    kind = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <http://rdfs.org/ns/void#Dataset>"
    text = f'<u:x/dataset> {kind} .\n<u:x/dataset> <http://rdfs.org/ns/void#uriSpace> "u:x/" .\n'.encode()
    path.write_bytes(gzip.compress(text) if suffix.endswith("gz") else text)
    with GraphFile(path) as graph:
        assert find_dataset(graph) == "<u:x/dataset>"
        graph.rewind()
        with closing(Rest()) as rest:
            assert list(read_parts(graph, rest, size=5)) == []
            assert (rest.dataset(), rest.space()) == ("<u:x/dataset>", "u:x/")
    assert home("<u:x/dataset>") == "<u:x/dataset#graph>"
    assert home(None) == "<https://w3id.org/kg-news/data/dataset#graph>"


@pytest.mark.parametrize("line", [f"_:b {P} <u:a> .\n", f"<u:a> {P} _:b <u:g> .\n"])
def test_blank_nodes_are_refused(tmp_path: Path, line: str) -> None:
    path = tmp_path / "g.nq"
    path.write_text(line)
    with (
        closing(Rest()) as rest,
        pytest.raises(GraphError, match="has blank nodes, which cannot be replaced"),
    ):
        parts(path, rest)


def test_files_that_cannot_be_read(tmp_path: Path) -> None:
    bad = tmp_path / "bad.nq"
    bad.write_text(LINES + "nonsense\n")
    torn = tmp_path / "torn.nq.gz"
    torn.write_bytes(gzip.compress(LINES.encode() * 100)[:-20])
    for path, error, words in [
        (bad, GraphError, "is no valid N-Quads"),
        (torn, GraphError, "is no valid N-Quads"),
        (tmp_path / "missing.nq", GraphError, "cannot read"),
        (tmp_path / "g.graphml", GraphError, "holds no RDF"),
        (tmp_path / "g.doc", UnknownFormat, "does not tell the format"),
    ]:
        with closing(Rest()) as rest, pytest.raises(error, match=words):
            parts(path, rest)


@pytest.mark.parametrize("iri", ["here", "", "u:a>b", "u:a b"])
def test_a_name_that_is_no_iri(iri: str) -> None:
    with pytest.raises(UsageError, match="is no absolute IRI"):
        home_term(iri)


def test_addresses_of_known_servers() -> None:
    assert not speaks_update("http://h/store")
    assert all(
        map(speaks_update, ["http://h/update", "http://h/repositories/x/statements", "http://h/sparql-auth"])
    )
    assert update_beside("http://h:7878/store") == "http://h:7878/update"
    assert update_beside("https://h/ds/data") == "https://h/ds/update"
    assert update_beside("http://h/repositories/x/rdf-graphs/service") == "http://h/repositories/x/statements"
    assert update_beside("http://h/sparql-graph-crud-auth") == "http://h/sparql-auth"
    with pytest.raises(UsageError, match="give it with --update-url"):
        update_beside("http://h/whatever")


texts = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00\ufffe\uffff"), max_size=30)


@given(st.lists(st.tuples(st.sampled_from(["<u:a>", "<u:b>"]), texts), min_size=1, max_size=6))
@example([("<u:a>", '"""'), ("<u:b>", "\\")])
@example(
    [("<u:a>", "\\u0022 } } ; DROP ALL ; #"), ("<u:a>", '" } } ; DROP ALL ; INSERT DATA { <u:x> <u:x> "')]
)
@example([("<u:a>", "\n\r\t\b\f\x0b"), ("<u:a>", "</script>"), ("<u:b>", "👩‍👩‍👧\ufeff")])
def test_no_text_leaves_its_literal_in_an_update(statements: list[tuple[str, str]]) -> None:
    store = pyoxigraph.Store()
    store.update(
        f"INSERT DATA {{ <u:x> {P} 1 . GRAPH <u:g> {{ <u:old> {P} 1 }} GRAPH <u:h> {{ <u:a> {P} 'old' }} }}"
    )
    triples = [(s, P, str(pyoxigraph.Literal(text))) for s, text in statements]
    lines = tuple(f"{s} {p} {o} .\n" for s, p, o in triples)
    store.update(updates.put(Part("<u:g>", lines, first=True)))
    subjects = {s: [t for t in triples if t[0] == s] for s, _, _ in triples}
    store.update(updates.replace("<u:h>", subjects))
    expected = {(s[1:-1], text) for s, text in statements}

    def content(graph: str) -> set[tuple[str, str]]:
        quads = store.quads_for_pattern(None, None, None, pyoxigraph.NamedNode(graph))
        return {(str(q.subject)[1:-1], getattr(q.object, "value", "")) for q in quads}

    assert content("u:g") == expected
    assert content("u:h") == expected | ({("u:a", "old")} if "<u:a>" not in subjects else set())
    assert len(list(store.quads_for_pattern(None, None, None, pyoxigraph.DefaultGraph()))) == 1
