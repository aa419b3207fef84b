"""Writes pages: templates, escaped by default, in the language of the reader."""

from itertools import islice
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import jinja2
from starlette.requests import Request
from starlette.responses import HTMLResponse

from kg.rdf.vocab import curie
from kg.serve.addresses import Addresses
from kg.serve.data import ServedGraph
from kg.serve.language import COOKIE, LANGUAGES, Words, language_of

_TEMPLATES = Path(__file__).parent / "templates"
KINDS = {
    "person": "People",
    "organization": "Organisations",
    "place": "Places",
    "topic": "Topics",
    "event": "Events",
    "thing": "Other things",
}
"""What several of a kind are called."""
_ONE = {
    "person": "Person",
    "organization": "Organisation",
    "place": "Place",
    "topic": "Topic",
    "event": "Event",
    "thing": "Thing",
}
"""What one of a kind is called."""
_MOST = 200
_YEAR_S = 365 * 24 * 3600


class Pages:
    """Writes the pages of one graph.

    Parameters:
        addresses: of its nodes.
        words: of the interface.
        language: that the owner chose, if any.
    """

    def __init__(self, addresses: Addresses, words: Words, language: str | None) -> None:
        self._words = words
        self._language = language
        self._templates = jinja2.Environment(
            loader=jinja2.FileSystemLoader(_TEMPLATES),
            autoescape=True,
            undefined=jinja2.StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._templates.globals.update(address=addresses.of, languages=LANGUAGES, kinds=KINDS, singular=_ONE)

    def page(self, request: Request, template: str, *, status: int = 200, **values: Any) -> HTMLResponse:
        """Return a page.

        Parameters:
            request: which asks for it.
            template: its file.
            status: of HTTP.
            values: what the template shows; ``t`` speaks the reader's language.
        """
        language = language_of(request, self._language)
        text = self._templates.get_template(template).render(
            t=self._words.speak(language),
            path=request.url.path,
            here=lambda **changed: _here(request, changed),
            query=request.query_params,
            **values,
        )
        answer = HTMLResponse(text, status, {"Content-Language": language, "Vary": "Accept-Language, Cookie"})
        if request.query_params.get("lang") in LANGUAGES:
            answer.set_cookie(COOKIE, language, max_age=_YEAR_S, httponly=True, samesite="lax")
        return answer

    def statements(self, request: Request, graph: ServedGraph, iri: str) -> HTMLResponse:
        """Return the plain page of a node: what the graph says of it, and where it is spoken of."""
        found = graph.properties(iri)
        return self.page(
            request,
            "resource.html",
            iri=iri,
            statements=[(curie(name), values[:_MOST]) for name, values in found.values.items()],
            pointing=[(subject, curie(name)) for subject, name in islice(graph.pointing(iri), _MOST)],
        )


def _here(request: Request, changed: dict[str, object]) -> str:
    """Return the address of this page with other parameters; None takes one away."""
    parameters = dict(request.query_params) | changed
    return "?" + urlencode({name: value for name, value in parameters.items() if value not in (None, "")})
