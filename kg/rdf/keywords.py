"""Whether a SPARQL query says itself which graphs it is about."""

import re

import pyoxigraph

from kg.rdf.sparql import unescaped
from kg.rdf.vocab import PREFIXES

_WORDS = {
    word: re.compile(rf"(?<![A-Za-z_:?$@-]){word}(?![\w:-])", re.IGNORECASE) for word in ("from", "graph")
}


def names_data_set(query: str) -> bool:
    """Say whether a query has a dataset clause, ``FROM`` or ``FROM NAMED`` (SPARQL 1.1, section 13.2).

    Parameters:
        query: a valid query; of others the answer means nothing.
    """
    return _has_keyword(unescaped(query), "from")


def names_graphs(query: str) -> bool:
    """Say whether a query has a ``GRAPH`` clause (section 13.3).

    Parameters:
        query: a valid query; of others the answer means nothing.
    """
    return _has_keyword(unescaped(query), "graph")


def may_name_graphs(query: str) -> bool:
    """Say whether one of the two keywords may be in a query; costs next to nothing, and nothing of it is parsed."""
    return any(pattern.search(unescaped(query)) for pattern in _WORDS.values())


def _has_keyword(query: str, keyword: str) -> bool:
    """Say whether a word is a keyword anywhere in a query.

    The word may stand in strings and comments, too. Oxigraph's own parser tells them apart: where the word is the
    keyword, and only there, a query with another word in its place is no query.
    """
    nothing = pyoxigraph.Store()
    return any(
        not _is_valid(nothing, f"{query[: word.start()]}{keyword[0]}x{keyword[2:]}{query[word.end() :]}")
        for word in _WORDS[keyword].finditer(query)
    )


def _is_valid(store: pyoxigraph.Store, query: str) -> bool:
    try:
        store.query(query, prefixes=PREFIXES)
    except SyntaxError:
        return False
    return True
