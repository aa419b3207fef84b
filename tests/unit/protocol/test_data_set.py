"""Telling FROM the keyword from the word."""

import pytest

from kg.rdf.data_set import names_data_set


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
    ],
)
def test_a_dataset_clause_is_found(query: str) -> None:
    assert names_data_set(query)


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
