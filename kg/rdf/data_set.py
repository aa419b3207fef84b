"""Whether a SPARQL query says itself which graphs it is about."""

import re

import pyoxigraph

from kg.rdf.vocab import PREFIXES

_FROM = re.compile(r"(?<![\w:?$@-])from(?![\w:-])", re.IGNORECASE)
_NO_KEYWORD = "fram"


def names_data_set(query: str) -> bool:
    """Say whether a query has a dataset clause, ``FROM`` or ``FROM NAMED`` (SPARQL 1.1, section 13.2).

    The word may stand in strings and comments, too. Oxigraph's own parser tells them apart: where the word is the
    keyword, and only there, a query with another word in its place is no query.

    Parameters:
        query: a valid query; of others the answer means nothing.
    """
    nothing = pyoxigraph.Store()
    return any(
        not _is_valid(nothing, query[: word.start()] + _NO_KEYWORD + query[word.end() :])
        for word in _FROM.finditer(query)
    )


def _is_valid(store: pyoxigraph.Store, query: str) -> bool:
    try:
        store.query(query, prefixes=PREFIXES)
    except SyntaxError:
        return False
    return True
