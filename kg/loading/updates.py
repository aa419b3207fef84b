"""The requests of SPARQL 1.1 Update, made of N-Triples terms, whose escapes SPARQL reads alike.

Whoever reads literals can be sure of them: a term comes from an N-Triples writer, so no quotation mark,
backslash or line break in a text ends its literal.
"""

from collections.abc import Mapping, Sequence

from kg.loading.parts import Part
from kg.rdf.terms import Triple, literal
from kg.rdf.vocab import term

_DERIVED = term("prov:wasDerivedFrom")
_ALTERNATE = term("prov:alternateOf")
_ENTITY = term("schema:mainEntity")
_IN = term("void:inDataset")


def put(part: Part) -> str:
    """Return the operations that replace a graph, or add to it what did not fit before."""
    drop = f"DROP SILENT GRAPH {part.graph} ;\n" if part.first else ""
    return f"{drop}INSERT DATA {{ GRAPH {part.graph} {{\n{''.join(part.lines)}}} }}"


def replace(home: str, subjects: Mapping[str, Sequence[Triple]]) -> str:
    """Return the operations that replace what the graph ``home`` says of subjects.

    A file from which no graph is derived any more goes with a graph's old description, and so do the other
    files with the same article; what the load says of them comes after.
    """
    names = " ".join(subjects)
    lines = "".join(f"{s} {p} {o} .\n" for triples in subjects.values() for s, p, o in triples)
    orphaned = (
        f"FILTER NOT EXISTS {{ GRAPH {home} {{ ?other {_DERIVED} ?file . FILTER (?other != ?graph) }} }}"
    )
    return f"""DELETE {{ GRAPH {home} {{ ?copy ?p ?o }} }} WHERE {{
VALUES ?graph {{ {names} }}
GRAPH {home} {{ ?graph {_DERIVED} ?file . ?copy {_ALTERNATE} ?file ; ?p ?o }} {orphaned}
FILTER NOT EXISTS {{ GRAPH {home} {{ ?any {_DERIVED} ?copy }} }} }} ;
DELETE {{ GRAPH {home} {{ ?file ?p ?o }} }} WHERE {{
VALUES ?graph {{ {names} }}
GRAPH {home} {{ ?graph {_DERIVED} ?file . ?file ?p ?o }} {orphaned} }} ;
DELETE {{ GRAPH {home} {{ ?s ?p ?o }} }} WHERE {{ VALUES ?s {{ {names} }} GRAPH {home} {{ ?s ?p ?o }} }} ;
INSERT DATA {{ GRAPH {home} {{
{lines}}} }}"""


def _marks(home: str) -> str:
    return f"<{home[1:-1]}-loaded>"


def clear_marks(home: str) -> str:
    """Return the operation that forgets which subjects were loaded."""
    return f"DROP SILENT GRAPH {_marks(home)}"


def mark(home: str, subjects: Mapping[str, Sequence[Triple]]) -> str:
    """Return the operation that notes that subjects were loaded."""
    lines = "".join(f"{subject} {_IN} {home} .\n" for subject in subjects)
    return f"INSERT DATA {{ GRAPH {_marks(home)} {{\n{lines}}} }}"


def prune(home: str, space: str) -> str:
    """Return the operations that remove what was not marked: graphs that ``home`` describes, and descriptions.

    The graphs are found in a subquery, without which Virtuoso reads them all.

    Parameters:
        home: the graph that describes the others, an IRI term.
        space: namespace of the data set; nothing outside it is removed.
    """
    inside = f"STRSTARTS(STR({{}}), {literal(space)})"
    unmarked = f"FILTER NOT EXISTS {{{{ GRAPH {_marks(home)} {{{{ {{}} {_IN} {home} }}}} }}}}"
    return f"""DELETE {{ GRAPH ?g {{ ?s ?p ?o }} }} WHERE {{
{{ SELECT ?g {{ GRAPH {home} {{ ?g {_ENTITY} ?article }} FILTER ({inside.format("?g")}) {unmarked.format("?g")} }} }}
GRAPH ?g {{ ?s ?p ?o }} }} ;
DELETE {{ GRAPH {home} {{ ?s ?p ?o }} }} WHERE {{
GRAPH {home} {{ ?s ?p ?o }} FILTER ({inside.format("?s")}) {unmarked.format("?s")} }} ;
{clear_marks(home)}"""
