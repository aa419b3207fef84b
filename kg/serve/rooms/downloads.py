"""What a page shows, as data: every node in Turtle, JSON-LD, N-Triples, RDF/XML and CSV, by Accept or ``?format=``."""

import csv
import io
import re
from collections.abc import Iterator
from itertools import islice

import pyoxigraph
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from kg.query.results import TRIPLES, write_triples
from kg.rdf.vocab import PREFIXES
from kg.serve.data import ServedGraph
from kg.serve.protocol.accept import negotiate

_ALL = pyoxigraph.DefaultGraph()
FORMATS = {
    "ttl": "text/turtle",
    "jsonld": "application/ld+json",
    "csv": "text/csv",
    "nt": "application/n-triples",
    "rdf": "application/rdf+xml",
}
"""The name of a format in addresses to its media type."""
_NAMES = {media_type: name for name, media_type in FORMATS.items()}
_MOST = 20_000
"""Statements of one download; of a place that the whole corpus speaks of there would be millions."""
_HTML = "text/html"
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
"""What makes a spreadsheet take a cell for a formula (OWASP, CSV Injection)."""


def chosen(request: Request) -> str | None:
    """Return the format in which a request wants a node; None if it wants the page.

    Raises:
        HTTPException: if there is no such format.
    """
    named = request.query_params.get("format")
    if named is None:
        return _NAMES.get(negotiate(request.headers.get("accept"), [_HTML, *FORMATS.values()]) or _HTML)
    if named not in FORMATS:
        raise HTTPException(400)
    return named


def download(request: Request, graph: ServedGraph, iri: str, name: str) -> Response:
    """Return what the graph says of a node and its parts, and what points to it, each statement once.

    Parameters:
        request: which asks for it.
        graph: that has the node.
        iri: of the node.
        name: of the format.
    """
    found = list(islice(_statements(graph.merged, iri), _MOST + 1))
    triples = sorted(found[:_MOST], key=str)
    out = io.BytesIO()
    try:
        if name == "csv":
            out.write(_table(triples).encode())
        else:
            write_triples(triples, TRIPLES[FORMATS[name]], out, PREFIXES)
    except ValueError as error:  # RDF/XML cannot say every predicate
        raise HTTPException(406) from error
    headers = {"Vary": "Accept"}
    if len(found) > _MOST:
        headers["Kg-Incomplete"] = f"the data end after {_MOST} statements, there are more; ask /sparql"
    if "format" in request.query_params:
        headers["Content-Disposition"] = f'attachment; filename="{_file_name(iri)}.{name}"'
    return Response(out.getvalue(), media_type=FORMATS[name], headers=headers)


def _file_name(iri: str) -> str:
    return re.sub("[^A-Za-z0-9]+", "-", iri.rstrip("/").rpartition("/")[2]).strip("-")[:80] or "data"


def _statements(store: pyoxigraph.Store, iri: str) -> Iterator[pyoxigraph.Triple]:
    """Yield the statements about a node and about its parts, ``iri#…``, then those whose value it is."""
    seen: set[pyoxigraph.Triple] = set()
    node = pyoxigraph.NamedNode(iri)
    waiting: list[pyoxigraph.NamedNode] = [node]
    met = {node}
    while waiting:
        part = waiting.pop()
        about = store.quads_for_pattern(part, None, None, _ALL)
        pointing = store.quads_for_pattern(None, None, part, _ALL)
        for quad in (*about, *islice(pointing, _MOST + 1)):
            if quad.triple in seen:
                continue
            seen.add(quad.triple)
            yield quad.triple
            for end in (quad.subject, quad.object):
                if (
                    isinstance(end, pyoxigraph.NamedNode)
                    and end not in met
                    and end.value.startswith(f"{iri}#")
                ):
                    met.add(end)
                    waiting.append(end)


def _table(triples: list[pyoxigraph.Triple]) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(["subject", "property", "value", "datatype", "language"])
    for triple in triples:
        value, kind, language = triple.object, "", ""
        if isinstance(value, pyoxigraph.Literal):
            kind, language = value.datatype.value, value.language or ""
        cells = [_plain(triple.subject), triple.predicate.value, _plain(value), kind, language]
        writer.writerow([harmless(cell) for cell in cells])
    return out.getvalue()


def _plain(term: object) -> str:
    return str(getattr(term, "value", term))


def harmless(cell: str) -> str:
    """Return text that no spreadsheet takes for a formula: an apostrophe before what would begin one."""
    return f"'{cell}" if cell.startswith(_FORMULA) else cell
