"""What graphs state together is what a parser of N-Quads finds, however a file is written."""

import io
from pathlib import Path

import pyoxigraph
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import GraphError
from kg.rdf.files import GraphFile
from kg.rdf.merging import in_graph, lines_of, whole_lines, without_graphs

HOME = pyoxigraph.NamedNode("urn:home")
QUADS = pyoxigraph.RdfFormat.N_QUADS
IRIS = st.sampled_from(["urn:a", "urn:b#x", "http://example.org/?a=(b)_:c,d", "urn:ä„“"])
TEXTS = st.text(alphabet='a <>_:."\\\n\r\t#ä@^', max_size=12)
NODES = IRIS.map(pyoxigraph.NamedNode) | st.sampled_from(["b0", "x1"]).map(pyoxigraph.BlankNode)
LITERALS = (
    TEXTS.map(pyoxigraph.Literal)
    | TEXTS.map(lambda text: pyoxigraph.Literal(text, language="de-CH"))
    | TEXTS.map(lambda text: pyoxigraph.Literal(text, datatype=pyoxigraph.NamedNode("urn:type")))
)
STATEMENTS = st.builds(
    pyoxigraph.Quad, NODES, IRIS.map(pyoxigraph.NamedNode), NODES | LITERALS, NODES | st.just(pyoxigraph.DefaultGraph())
)  # fmt: skip


def merged(data: bytes) -> bytes:
    return whole_lines(io.BytesIO(data), without_graphs).read()


def named(data: bytes) -> set[str]:
    found = whole_lines(io.BytesIO(data), lambda lines: in_graph(lines, HOME)).read()
    return {str(quad) for quad in pyoxigraph.parse(found, format=QUADS)}


def named_by_parser(data: bytes) -> set[str]:
    quads = pyoxigraph.parse(data, format=QUADS)
    return {str(q) if q.graph_name != pyoxigraph.DefaultGraph() else f"{q.triple} {HOME}" for q in quads}


def statements(data: bytes) -> set[str]:
    return {str(quad.triple) for quad in pyoxigraph.parse(data, format=QUADS)}


@given(st.lists(STATEMENTS, max_size=8))
def test_each_statement_is_there_and_no_graph(quads: list[pyoxigraph.Quad]) -> None:
    data = pyoxigraph.serialize(quads, format=QUADS) or b""
    found = merged(data)
    assert all(
        isinstance(q.graph_name, pyoxigraph.DefaultGraph) for q in pyoxigraph.parse(found, format=QUADS)
    )
    assert statements(found) == statements(data)
    assert named(data) == named_by_parser(data)


@pytest.mark.parametrize(
    "line",
    [
        "<u:s>\t<u:p>\t<u:o>\t<u:g> .\n",
        "<u:s> <u:p>\t<u:o> <u:g> .\n",
        "<u:s>  <u:p> <u:o> .\n",
        " <u:s> <u:p> <u:o> .\n",
        "<u:s> <u:p> <u:o> <u:g>.\n",
        "<u:s><u:p><u:o><u:g>.\n",
        "<u:s> <u:p><u:o> <u:g> .\n",
        "<u:s> <u:p> <u:o><u:g> .\n",
        '<u:s> <u:p> "x"<u:g> .\n',
        '<u:s> <u:p> "a <b> ." .\n',
        '<u:s> <u:p> "a <b"^^<u:t> .\n',
        '<u:s> <u:p> "a <b"^^<u:t> <u:g> .\n',
        '<u:s> <u:p> "x"@de _:g .\n',
        "<u:s> <u:p> <u:g> .\n",
        "<u:s>  <u:p> <u:g> .\n",
        "<u:s> <u:p>  <u:g> .\n",
        "<u:s>\t<u:p> <u:g> .\n",
        "<u:s><u:p> <u:g> .\n",
        '<u:s> <u:p>"x <y" <u:g> .\n',
        '<u:s> <u:p> "x" . # of <u:g> .\n',
        "<u:s> <u:p> <u:o> . # of <u:g> .\n",
        "# <u:s> <u:p> <u:o> <u:g> .\n<u:s> <u:p> <u:o> <u:g> .\n\n\n",
        "<u:s> <u:p> <u:o> <u:g> .\r\n<u:s> <u:p> <u:q> .\r\n",
        "<u:s> <u:p> <u:o> <u:g> .",
        "<u:s> <u:p> <<( <u:a> <u:b> <u:c> )>> .\n",
        "<u:s> <u:p> <<( <u:a> <u:b> <u:c> )>> <u:g> .\n",
        "",
    ],
)
@pytest.mark.parametrize("before", ["", "<u:s> <u:p> <u:o> <u:g> .\n"])
def test_lines_that_are_not_canonical_are_parsed(line: str, before: str) -> None:
    line = before + line
    found = merged(line.encode())
    assert all(
        isinstance(q.graph_name, pyoxigraph.DefaultGraph) for q in pyoxigraph.parse(found, format=QUADS)
    )
    assert statements(found) == statements(line.encode())
    assert named(line.encode()) == named_by_parser(line.encode())


def test_what_is_no_quad_stays_for_the_reader(tmp_path: Path) -> None:
    assert merged(b"<u:s> nonsense <u:g> .\n") == b"<u:s> nonsense <u:g> .\n"
    (tmp_path / "g.nq").write_text("<u:s> <u:p> <u:o> <u:g> .\n<u:s> nonsense <u:g> .\n")
    with GraphFile(tmp_path / "g.nq") as file, pytest.raises(GraphError, match="line 2"):
        file.fill_merged(pyoxigraph.Store())


@pytest.mark.parametrize("size", [1, 7, 1 << 19])
def test_a_file_longer_than_a_piece_is_read_to_its_end(size: int) -> None:
    line = f'<u:s> <u:p> "{"x" * size}" <u:g> .\n'.encode()
    count = (3 << 20) // len(line) + 3
    assert merged(line * count) == line.replace(b" <u:g>", b"") * count


def test_quads_become_lines() -> None:
    data = (
        b"".join(b"<u:s> <u:p> <u:%d> <u:g> .\n" % number for number in range(2500))
        + b"<u:s> <u:p> <u:o> .\n"
    )
    assert lines_of(pyoxigraph.parse(data, format=QUADS)).read() == data
