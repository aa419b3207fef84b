"""The network of who speaks with or about whom, as a page and as a picture."""

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from kg.serve.data.network import HEIGHT, WIDTH
from kg.serve.paging import day

_TOPICS = 100


def network(request: Request) -> Response:
    """Show the network with its filters; ``/network.svg`` is the picture alone."""
    state = request.app.state
    chosen = request.query_params.get("by", "about")
    if chosen not in ("about", "with"):
        raise HTTPException(400)
    since, until = day(request, "since") or "", day(request, "until") or ""
    topic = request.query_params.get("topic", "")
    drawn = state.graph.pictures.of(about=chosen == "about", since=since, until=until, topic=topic)
    alone = request.url.path.endswith(".svg")
    answer: Response = state.pages.page(
        request,
        "network.svg" if alone else "network.html",
        picture=drawn,
        by=chosen,
        since=since,
        until=until,
        topic=topic,
        width=WIDTH,
        height=HEIGHT,
        topics=state.graph.catalogue.rows(
            "SELECT iri, name FROM thing WHERE kind = 'topic' ORDER BY articles DESC, name LIMIT ?",
            (_TOPICS,),
        ),
    )
    if alone:
        answer.headers["content-type"] = "image/svg+xml; charset=utf-8"
        answer.headers["content-disposition"] = 'attachment; filename="network.svg"'
    return answer


ROUTES = [Route("/network", network), Route("/network.svg", network)]
