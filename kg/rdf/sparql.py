"""What a SPARQL query is told by its text alone."""

import re
from collections.abc import Mapping

from kg.rdf.vocab import PREFIXES

_SERVICE = re.compile("service", re.IGNORECASE)
_SILENT = re.compile("silent", re.IGNORECASE)
_ESCAPE = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")
_GAP = re.compile(r"(?:[\s\x00-\x20]|#[^\r\n]*)*")
_IRI = re.compile(r"<[^>]*>")
_NAME = re.compile(r"(?:\\#|[^ \t\r\n{#])+")
_LONGEST = 2000
"""Characters of a gap or a name; what is longer is refused, so that no query costs more than its length."""


def asks_elsewhere(query: str) -> bool:
    """Say whether a query may make its engine open a connection.

    Only ``SERVICE`` does: ``FROM`` names graphs of the store, and ``LOAD`` is no query. What follows the keyword by the
    grammar (SPARQL 1.1, rule 59) is looked for at each place where its letters stand: ``SILENT`` or not, a variable, an IRI or
    a prefixed name, then ``{``, with white space and comments between them or without.

    The text is not cut into tokens first, because engines do not agree where tokens end. Oxigraph takes
    ``1SERVICE<…>{}`` for a number and the keyword, ``a:SERVICE<…>{}`` for a name and the keyword where
    ``a:SERVICE`` makes no IRI, and the ``<`` of a comparison may open what looks like an IRI. So this finds what any of them
    could take for the clause, at the price of some harmless queries, such as one with the clause in a string.

    Parameters:
        query: any text. Codepoint escapes (section 19.2) are looked through as well.
    """
    return any(
        _is_clause(text, keyword.end())
        for text in {query, unescaped(query)}
        for keyword in _SERVICE.finditer(text)
    )


def unescaped(query: str) -> str:
    """Return a query without codepoint escapes (section 19.2)."""
    return _ESCAPE.sub(_character, query)


def _character(escape: re.Match[str]) -> str:
    code = int(escape[1] or escape[2], 16)
    return chr(code) if code <= 0x10FFFF else escape[0]


class _TooLong(Exception):
    """A gap or a name is longer than in any query that somebody means."""


def _is_clause(text: str, start: int) -> bool:
    """Say whether a clause may go on where its keyword ended."""
    try:
        place = _end(_GAP, text, start)
        if _goes_on(text, place):
            return True
        silent = _SILENT.match(text, place)
        return silent is not None and _goes_on(text, _end(_GAP, text, silent.end()))
    except _TooLong:
        return True


def _goes_on(text: str, start: int) -> bool:
    """Say whether a server and then a group stand at a place."""
    if text.startswith("<", start):
        end = _end(_IRI, text, start)
    else:
        end = _end(_NAME, text, start)
        if not text.startswith(("?", "$"), start) and ":" not in text[start:end]:
            return False
    return end > start and text.startswith("{", _end(_GAP, text, end))


def _end(pattern: re.Pattern[str], text: str, start: int) -> int:
    """Return where a match ends; where it starts if there is none."""
    limit = start + _LONGEST
    match = pattern.match(text, start, limit)
    end = match.end() if match else start
    unfinished = pattern is _IRI and match is None
    if (end == limit or unfinished) and len(text) > limit:
        raise _TooLong
    return end


_TOKENS = re.compile(
    r"""(?:\"{3}(?:\\.|[^\\])*?\"{3}|'{3}(?:\\.|[^\\])*?'{3}|"(?:\\.|[^"\\\n\r])*"|'(?:\\.|[^'\\\n\r])*'|<[^<>"{}|^`\\\x00-\x20]*>
    |\#[^\n\r]*|[?](?P<variable>\w+)|[$](?P<parameter>\w+)|(?P<prefix>[\w.-]*):(?:\\.|[\w.:%-])*|\w+|.)""",
    re.IGNORECASE | re.DOTALL | re.VERBOSE,
)
"""The tokens of a query that means well, as far as strings, names and comments are told from the rest."""


def with_prefixes(query: str) -> str:
    """Return a query that declares the known prefixes it uses, for engines that do not know them."""
    used = {match["prefix"] for match in _TOKENS.finditer(query) if match["prefix"]}
    missing = (
        p for p in sorted(used) if p in PREFIXES and not re.search(rf"\bprefix\s+{p}:", query, re.IGNORECASE)
    )
    return "".join(f"PREFIX {prefix}: <{PREFIXES[prefix]}>\n" for prefix in missing) + query


def bind(query: str, values: Mapping[str, str]) -> str:
    """Put values in the place of a query's parameters, which are its variables that are written with ``$``.

    Parameters:
        query: one that means well.
        values: N-Triples terms, made by :mod:`kg.rdf.terms`, by name of the parameter; each is one token of SPARQL, too.

    Raises:
        KeyError: if a parameter has no value.
    """
    return _TOKENS.sub(lambda match: values[match["parameter"]] if match["parameter"] else match[0], query)
