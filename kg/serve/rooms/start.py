"""The page on which a reader enters."""

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

_NEWEST = 6
_MOST = 12


def start(request: Request) -> Response:
    """Show what is in the graph, and where to begin."""
    graph, pages = request.app.state.graph, request.app.state.pages
    catalogue = graph.catalogue
    answer: Response = pages.page(
        request,
        "start.html",
        name=graph.name,
        articles=catalogue.count("SELECT count(*) FROM article"),
        quotations=catalogue.count("SELECT count(*) FROM quotation"),
        people=catalogue.count("SELECT count(*) FROM thing WHERE kind = 'person'"),
        newest=catalogue.rows("SELECT * FROM article ORDER BY day DESC, id LIMIT ?", (_NEWEST,)),
        quoted=catalogue.rows(
            "SELECT * FROM thing WHERE quotations > 0 ORDER BY quotations DESC, name LIMIT ?", (_MOST,)
        ),
        topics=catalogue.rows(
            "SELECT * FROM thing WHERE kind = 'topic' ORDER BY articles DESC, name LIMIT ?", (2 * _MOST,)
        ),
    )
    return answer


ROUTES = [Route("/", start)]
