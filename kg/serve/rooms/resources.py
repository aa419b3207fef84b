"""Every node of the graph has a page; most have one of their own kind, all others this plain one."""

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from kg.serve.addresses import DATA, RESOURCE
from kg.serve.data import ServedGraph
from kg.serve.data.properties import Properties
from kg.serve.rooms import articles, downloads, things

_ROOMS = (articles, things)
"""Those who show nodes of a kind."""


def data(request: Request) -> Response:
    """Show the node whose IRI the address mirrors."""
    graph: ServedGraph = request.app.state.graph
    raw: bytes = request.scope.get("raw_path") or request.scope["path"].encode()
    for iri in graph.addresses.iris(raw.partition(b"?")[0]):
        if (found := _known(graph, iri)) is not None:
            return _answer(request, iri, found)
    raise HTTPException(404)


def resource(request: Request) -> Response:
    """Show any node, by its IRI."""
    iri = request.query_params.get("iri", "")
    found = _known(request.app.state.graph, iri)
    if found is None:
        raise HTTPException(404)
    return _answer(request, iri, found)


def _known(graph: ServedGraph, iri: str) -> Properties | None:
    """Return what is known of a node; None if it is nothing at all, or no IRI."""
    try:
        found = graph.properties(iri)
        if found.values or any(True for _ in graph.pointing(iri)):
            return found
    except ValueError:  # of pyoxigraph: no IRI
        pass
    return None


def _answer(request: Request, iri: str, found: Properties) -> Response:
    """Return the page of a node, or its data, as the client likes it."""
    name = downloads.chosen(request)
    if name is not None:
        return downloads.download(request, request.app.state.graph, iri, name)
    shown = _show(request, iri, found)
    shown.headers.add_vary_header("Accept")
    return shown


def _show(request: Request, iri: str, found: Properties) -> Response:
    graph: ServedGraph = request.app.state.graph
    for room in _ROOMS:
        if room.fits(found):
            shown: Response = room.show(request, iri, found)
            return shown
    answer: Response = request.app.state.pages.statements(request, graph, iri, found)
    return answer


ROUTES = [Route(DATA + "{path:path}", data), Route(RESOURCE, resource)]
