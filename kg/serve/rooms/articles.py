"""The articles: a list, and a page for each with its quotations marked in the running text."""

from itertools import islice
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from kg.serve.data import ServedGraph
from kg.serve.data.article import ArticleView, read_article
from kg.serve.data.running import blocks
from kg.serve.paging import Paging, day

_PAGE = 30
_RELATED = (
    ("schema:isRelatedTo", "Related by the newspaper"),
    ("schema:citation", "Linked in the text"),
    ("kg:nearDuplicateOf", "Nearly the same text"),
)
_LISTED = 24
_POINTING = 200
"""References to an article that are looked at, of what may be thousands."""


def articles(request: Request) -> Response:
    """List the articles, the newest first, if asked between two days."""
    catalogue = request.app.state.graph.catalogue
    since, until = day(request, "since"), day(request, "until")
    where = "WHERE day >= ? AND day <= ?"
    bounds = (since or "", until or "9999")
    paging = Paging.of(request, _PAGE, catalogue.count(f"SELECT count(*) FROM article {where}", bounds))  # noqa: S608
    found = catalogue.rows(
        f"SELECT * FROM article {where} ORDER BY day DESC, id LIMIT ? OFFSET ?",  # noqa: S608
        (*bounds, paging.size, paging.offset),
    )
    answer: Response = request.app.state.pages.page(
        request, "articles.html", articles=found, paging=paging, since=since, until=until
    )
    return answer


def show(request: Request, iri: str) -> Response | None:
    """Show an article; None if the node is something else."""
    graph: ServedGraph = request.app.state.graph
    if graph.catalogue.row("SELECT id FROM article WHERE iri = ?", (iri,)) is None:
        return None
    article = read_article(graph, iri)
    answer: Response = request.app.state.pages.page(
        request,
        "article.html",
        article=article,
        said=article.properties,
        blocks=blocks(article),
        related=_related(graph, article),
        things=_things(graph, iri),
        named=lambda other: name_of(graph, other),
    )
    return answer


def name_of(graph: ServedGraph, iri: str) -> str:
    """Return what to call a node."""
    row = graph.catalogue.row("SELECT name FROM thing WHERE iri = ?", (iri,))
    return str(row["name"]) if row else title_of(graph, iri)


def title_of(graph: ServedGraph, iri: str) -> str:
    """Return the title of an article that is only referred to, or whatever a node is called."""
    found = graph.properties(iri)
    title = found.one("schema:headline") or found.one("schema:name") or found.one("skos:prefLabel")
    kicker = found.one("schema:alternativeHeadline")
    return f"{kicker}: {title}" if kicker and title else title or kicker or iri


def _related(graph: ServedGraph, article: ArticleView) -> list[tuple[str, list[dict[str, Any]]]]:
    """Return related articles under what relates them, those that refer to this one last."""
    found = []
    for name, title in _RELATED:
        targets = article.properties.nodes(name)[:_LISTED]
        found.append((title, [_card(graph, iri) for iri in targets]))
    pointing = islice(graph.pointing(article.iri, [name for name, _ in _RELATED]), _POINTING)
    here = [card for iri in dict.fromkeys(iri for iri, _ in pointing) if (card := _card(graph, iri))["kept"]]
    found.append(("These refer to this article", here[:_LISTED]))
    return [(title, cards) for title, cards in found if cards]


def _card(graph: ServedGraph, iri: str) -> dict[str, Any]:
    row = graph.catalogue.row("SELECT day, kicker, headline FROM article WHERE iri = ?", (iri,))
    if row is None:
        return {"iri": iri, "title": title_of(graph, iri), "day": None, "kept": False}
    title = f"{row['kicker']}: {row['headline']}" if row["kicker"] else row["headline"]
    return {"iri": iri, "title": title, "day": row["day"], "kept": True}


def _things(graph: ServedGraph, iri: str) -> dict[str, list[Any]]:
    rows = graph.catalogue.rows(
        "SELECT thing.*, times FROM article JOIN appears ON appears.article = article.id"
        " JOIN thing ON thing.id = appears.thing WHERE article.iri = ? ORDER BY times DESC, name LIMIT 200",
        (iri,),
    )
    return {
        kind: [row for row in rows if row["kind"] == kind] for kind in dict.fromkeys(r["kind"] for r in rows)
    }


ROUTES = [Route("/articles", articles)]
