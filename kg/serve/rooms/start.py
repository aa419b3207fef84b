"""The page on which a reader enters."""

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route


def start(request: Request) -> Response:
    """Show what is in the graph, and where to begin."""
    state = request.app.state
    answer: Response = state.pages.page(request, "start.html", name=state.graph.name)
    return answer


ROUTES = [Route("/", start)]
