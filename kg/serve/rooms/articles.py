"""The articles: a list, and a page for each with its quotations marked in the running text."""

from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from kg.serve.data import ServedGraph
from kg.serve.data.article import ArticleView, is_article, read_article
from kg.serve.data.properties import Properties
from kg.serve.data.running import blocks
from kg.serve.paging import Paging, day

_PAGE = 30
_RELATED = (
    ("schema:isRelatedTo", "Related by the newspaper"),
    ("schema:citation", "Linked in the text"),
    ("kg:nearDuplicateOf", "Nearly the same text"),
)
_LISTED = 24


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


def fits(found: Properties) -> bool:
    """Say whether a node is shown as an article."""
    return is_article(found)


def show(request: Request, iri: str, _: Properties) -> Response:
    """Show an article."""
    graph: ServedGraph = request.app.state.graph
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
    return str(row["name"]) if row else title_of(graph.properties(iri)) or iri


def title_of(found: Properties) -> str | None:
    """Return the title of an article, or whatever a node is called."""
    title = found.one("schema:headline") or found.one("schema:name") or found.one("skos:prefLabel")
    kicker = found.one("schema:alternativeHeadline")
    return f"{kicker}: {title}" if kicker and title else title or kicker


def _related(graph: ServedGraph, article: ArticleView) -> list[tuple[str, list[dict[str, Any]]]]:
    """Return related articles under what relates them, those that refer to this one last."""
    found = []
    for name, title in _RELATED:
        targets = article.properties.nodes(name)[:_LISTED]
        found.append((title, [_card(iri, graph.properties(iri)) for iri in targets]))
    here = [
        _card(subject, said)
        for subject, _ in graph.pointing(
            article.iri, ("schema:isRelatedTo", "schema:citation", "kg:nearDuplicateOf")
        )
        if is_article(said := graph.properties(subject))
    ]
    found.append(
        ("These refer to this article", list({card["iri"]: card for card in here}.values())[:_LISTED])
    )
    return [(title, cards) for title, cards in found if cards]


def _card(iri: str, said: Properties) -> dict[str, Any]:
    kept = is_article(said)
    return {"iri": iri, "title": title_of(said) or iri, "day": said.one("schema:datePublished"), "kept": kept}


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
