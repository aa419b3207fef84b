"""Telling FROM and GRAPH the keywords from the words."""

import pytest

from kg.rdf.keywords import may_name_graphs, names_data_set, names_graphs


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * FROM <u:g> { ?s ?p ?o }",
        "select * from <u:g> { ?s ?p ?o }",
        "SELECT*FROM<u:g>{?s ?p ?o}",
        "SELECT * FROM NAMED <u:g> { GRAPH ?g { ?s ?p ?o } }",
        "SELECT * FROM kg:g WHERE { ?s ?p ?o }",
        "ASK #\nFROM #\n<u:g> {}",
        "DESCRIBE <u:a> FROM <u:g>",
        'CONSTRUCT { <u:a> <u:b> "from <u:g>" } FROM <u:g> WHERE {}',
        "SELECT * \\u0046ROM <u:g> { ?s ?p ?o }",
    ],
)
def test_a_dataset_clause_is_found(query: str) -> None:
    assert names_data_set(query)
    assert may_name_graphs(query)


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { ?s ?p ?o }",
        "SELECT ?from { ?from ?p ?o }",
        'SELECT * { ?s ?p "from <u:g>" }',
        "SELECT * { ?s <u:from> <u:/from/x> } # from <u:g>",
        "PREFIX from: <u:> SELECT * { ?s from:from from:x }",
        'SELECT * { ?s ?p "x"@from }',
        "SELECT * { ?s ?p '''\nFROM <u:g>\n''' }",
    ],
)
def test_the_word_elsewhere_is_not_taken_for_it(query: str) -> None:
    assert not names_data_set(query)


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { GRAPH ?g { ?s ?p ?o } }",
        "SELECT * { ?a ?b 1GRAPH<u:g>{ ?s ?p ?o } }",
        "ASK { OPTIONAL { graph <u:g> {} } }",
        "SELECT * { ?s ?p ?graph FILTER EXISTS { \\U00000047raph ?graph {} } }",
    ],
)
def test_a_graph_clause_is_found(query: str) -> None:
    assert names_graphs(query)
    assert may_name_graphs(query)
    assert not names_data_set(query)


@pytest.mark.parametrize(
    "query", ["SELECT ?graph { ?graph a 'graph', <u:graph> } # graph", "ASK FROM <u:graph> {}"]
)
def test_graph_elsewhere_is_not_taken_for_it(query: str) -> None:
    assert not names_graphs(query)
