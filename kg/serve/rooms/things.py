"""People, organisations, places and topics: lists, and a page for each."""

from functools import partial

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from kg.serve.data import ServedGraph
from kg.serve.data.things import NEWEST, Thing
from kg.serve.paging import Paging

_LISTED = 60
_QUOTED = 15
_ARTICLES = 15
_KINDS = {"people": "person", "organisations": "organization", "places": "place", "topics": "topic"}


def things(request: Request, *, kind: str) -> Response:
    """List those of a kind, the most frequent first."""
    catalogue = request.app.state.graph.catalogue
    paging = Paging.of(
        request, _LISTED, catalogue.count("SELECT count(*) FROM thing WHERE kind = ?", (kind,))
    )
    found = catalogue.rows(
        "SELECT * FROM thing WHERE kind = ? ORDER BY articles DESC, name LIMIT ? OFFSET ?",
        (kind, paging.size, paging.offset),
    )
    answer: Response = request.app.state.pages.page(
        request, "things.html", kind=kind, things=found, paging=paging
    )
    return answer


def show(request: Request, iri: str) -> Response | None:
    """Show a person or thing; None if the node is something else, or in no article."""
    graph: ServedGraph = request.app.state.graph
    thing = Thing.find(graph.catalogue, iri)
    if thing is None:
        return None
    row = thing.row
    said = Paging.of(request, _QUOTED, row["quotations"], "said")
    about = Paging.of(request, _QUOTED, row["spoken_about"], "about")
    articles = Paging.of(request, _ARTICLES, row["articles"], "articles")
    wrote = Paging.of(request, _ARTICLES, row["wrote"], "wrote")
    answer: Response = request.app.state.pages.page(
        request,
        "thing.html",
        thing=row,
        paging={"said": said, "about": about, "articles": articles, "wrote": wrote},
        said=thing.said(said.size, said.offset),
        about=thing.about(about.size, about.offset),
        articles=thing.articles(articles.size, articles.offset),
        written=thing.written(wrote.size, wrote.offset),
        companions=thing.companions(),
        newest=NEWEST,
        names=thing.names(),
        same=[other for other in thing.same() if other.startswith(("http://", "https://"))],
        bars=thing.chart(),
    )
    return answer


ROUTES = [Route(f"/{name}", partial(things, kind=kind)) for name, kind in _KINDS.items()]
