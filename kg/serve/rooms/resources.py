"""Every node of the graph has a page; most have one of their own kind, all others this plain one."""

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from kg.serve.addresses import DATA, RESOURCE
from kg.serve.data import ServedGraph
from kg.serve.rooms import articles, downloads, things

_ROOMS = (articles.show, things.show)
"""Those who show nodes of a kind, and return None for others."""


def data(request: Request) -> Response:
    """Show the node whose IRI the address mirrors."""
    graph: ServedGraph = request.app.state.graph
    raw: bytes = request.scope.get("raw_path") or request.scope["path"].encode()
    for iri in graph.addresses.iris(raw.partition(b"?")[0]):
        if graph.knows(iri):
            return _answer(request, iri)
    raise HTTPException(404)


def resource(request: Request) -> Response:
    """Show any node, by its IRI."""
    iri = request.query_params.get("iri", "")
    if not request.app.state.graph.knows(iri):
        raise HTTPException(404)
    return _answer(request, iri)


def _answer(request: Request, iri: str) -> Response:
    """Return the page of a node, or its data, as the client likes it."""
    name = downloads.chosen(request)
    if name is not None:
        return downloads.download(request, request.app.state.graph, iri, name)
    shown = _show(request, iri)
    shown.headers.add_vary_header("Accept")
    return shown


def _show(request: Request, iri: str) -> Response:
    graph: ServedGraph = request.app.state.graph
    for show in _ROOMS:
        if (shown := show(request, iri)) is not None:
            return shown
    answer: Response = request.app.state.pages.statements(request, graph, iri)
    return answer


ROUTES = [Route(DATA + "{path:path}", data), Route(RESOURCE, resource)]
