"""The page on which a reader asks the graph in SPARQL."""

from collections.abc import Iterator
from functools import cache

import pyoxigraph
from starlette.requests import Request
from starlette.responses import Response

from kg.query.questions import Question, questions
from kg.rdf.sparql import bind
from kg.rdf.vocab import PREFIXES, curie
from kg.resources import folder

ADDRESS = "/sparql"
_FIRST = """SELECT ?name (COUNT(DISTINCT ?quotation) AS ?quotations)
WHERE {
  ?quotation a schema:Quotation ;
    schema:spokenByCharacter ?speaker .
  ?speaker schema:name ?name .
}
GROUP BY ?name
ORDER BY DESC(?quotations) ?name
LIMIT 20
"""
_MODEL = ("path", "targetClass", "class", "targetSubjectsOf", "targetObjectsOf")
"""The properties of SHACL whose values are classes and properties of the model."""


async def page(request: Request) -> Response:
    """Show the editor; :mod:`kg.serve.protocol` gives browsers this page that come without wanting data."""
    settings = {
        "endpoint": ADDRESS,
        "query": _FIRST,
        "terms": terms(),
        "questions": bundled(),
        "prefixes": dict(PREFIXES),
        "base": request.app.state.graph.addresses.base,
    }
    answer: Response = request.app.state.pages.page(request, "sparql.html", settings=settings)
    return answer


@cache
def bundled() -> tuple[dict[str, str], ...]:
    """Return the questions that ship with kg, with the defaults of their parameters; those without stay variables."""
    return tuple(
        {"title": asked.title, "title_de": asked.title_de, "query": bind(asked.text, _defaults(asked))}
        for asked in questions()
    )


def _defaults(asked: Question) -> dict[str, str]:
    return {
        parameter.name: f"${parameter.name}"
        if parameter.default is None
        else parameter.term(parameter.default)
        for parameter in asked.parameters
    }


@cache
def terms() -> tuple[str, ...]:
    """Return the classes and properties of the model, by prefix, for completion: those that have a shape."""
    found = {curie(iri) for iri in _terms()}
    return tuple(sorted(term for term in found if not term.startswith("http")))


def _terms() -> Iterator[str]:
    for file in sorted(folder("shapes").iterdir(), key=lambda file: file.name):
        if file.name.endswith(".ttl"):
            for quad in pyoxigraph.parse(file.read_bytes(), format=pyoxigraph.RdfFormat.TURTLE):
                sh, _, name = quad.predicate.value.rpartition("#")
                is_term = f"{sh}#" == PREFIXES["sh"] and name in _MODEL
                if is_term and isinstance(quad.object, pyoxigraph.NamedNode):
                    yield quad.object.value
