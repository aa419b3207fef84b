"""Reads together what the graph says of one article and its parts."""

from collections.abc import Iterator

import pyoxigraph

from kg.serve.data.properties import Node, Properties, grouped, node

_IS_PART_OF = node("schema:isPartOf")
_FURTHER = (node("kg:part"), node("schema:image"))


def article_parts(store: pyoxigraph.Store, article: str) -> dict[str, Properties]:
    """Return by IRI what is said of an article and of its parts: quotations, mentions, the picture.

    Where each article has a named graph, what it says of people and things comes along.
    """
    quads = list(store.quads_for_pattern(None, None, None, Node(article + "#graph")))
    return grouped(quads or _gathered(store, article))


def _gathered(store: pyoxigraph.Store, article: str) -> Iterator[pyoxigraph.Quad]:
    whole = Node(article)
    nodes = [whole]
    nodes += [
        q.subject for q in store.quads_for_pattern(None, _IS_PART_OF, whole) if isinstance(q.subject, Node)
    ]
    for part in nodes:
        for quad in store.quads_for_pattern(part, None, None):
            yield quad
            if quad.predicate in _FURTHER and isinstance(quad.object, Node):
                yield from store.quads_for_pattern(quad.object, None, None)
