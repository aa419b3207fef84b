"""Search over headlines, names and quotations; a page that needs no script."""

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from kg.serve.data.searching import Search

_MOST = 20


def search(request: Request) -> Response:
    """Show what fits the words of a question."""
    question = request.query_params.get("q", "").strip()
    found = Search(request.app.state.graph.catalogue).find(question, _MOST)
    answer: Response = request.app.state.pages.page(request, "search.html", question=question, found=found)
    return answer


ROUTES = [Route("/search", search)]
