"""RDF terms as canonical N-Triples strings: the one form in which kg holds them.

A term is the text that N-Triples writes for it, so that comparing, sorting and writing terms needs no
further code; see RDF 1.2 N-Triples, section 4 (canonical form).
"""

import datetime
import re
from typing import NamedTuple

from kg.rdf.vocab import XSD

Triple = tuple[str, str, str]
"""Subject, predicate and object, each a canonical N-Triples term."""

_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t", "\b": "\\b", "\f": "\\f"}
_TO_ESCAPE = re.compile(r'[\\"\x00-\x1f\x7f\ud800-\udfff\ufffe\uffff]')
_UNSAFE_IRI = re.compile(r'[\x00-\x20<>"{}|^`\\\x7f-\xa0\ud800-\udfff\ufffe\uffff]')
_LANGUAGE = re.compile(r"[a-z]+(-[a-z0-9]+)*", re.IGNORECASE)
_LITERAL = re.compile(r'"((?:[^"\\]|\\.)*)"(?:@([A-Za-z0-9-]+)|\^\^<([^>]*)>)?', re.DOTALL)
_ESCAPED = re.compile(r"\\(u[0-9A-F]{4}|.)", re.DOTALL)
_UNESCAPES = {escape[1]: character for character, escape in _ESCAPES.items()}


def iri(value: str) -> str:
    """Return ``value`` as an IRI term.

    Raises:
        ValueError: if ``value`` holds a character that no IRI may hold (RFC 3987); nothing is repaired
            here, :mod:`kg.rdf.iris` mints what is safe.
    """
    if _UNSAFE_IRI.search(value):
        raise ValueError(f"not an IRI: {value!r}")
    return f"<{value}>"


def _escape(match: re.Match[str]) -> str:
    character = match[0]
    return _ESCAPES.get(character) or f"\\u{ord(character):04X}"


def literal(value: str, *, language: str | None = None, datatype: str | None = None) -> str:
    """Return a literal term.

    Parameters:
        value: the lexical form; any characters.
        language: BCP 47; excludes ``datatype``.
        datatype: local name in the XSD namespace (``date``, ``decimal``); None for a plain string.

    Raises:
        ValueError: if ``language`` is not a language tag.
    """
    quoted = f'"{_TO_ESCAPE.sub(_escape, value)}"'
    if language is not None:
        if not _LANGUAGE.fullmatch(language):
            raise ValueError(f"not a language tag: {language!r}")
        return f"{quoted}@{language}"
    return quoted if datatype is None else f"{quoted}^^<{XSD}{datatype}>"


def integer(value: int) -> str:
    """Return an ``xsd:integer``."""
    return f'"{value}"^^<{XSD}integer>'


def decimal(value: float) -> str:
    """Return an ``xsd:decimal`` with two places, as confidences need."""
    return f'"{value:.2f}"^^<{XSD}decimal>'


def boolean(value: bool) -> str:
    """Return an ``xsd:boolean``."""
    return f'"{"true" if value else "false"}"^^<{XSD}boolean>'


def date(value: datetime.date) -> str:
    """Return an ``xsd:date``."""
    return f'"{value.isoformat()}"^^<{XSD}date>'


class Literal(NamedTuple):
    """A literal term taken apart.

    Attributes:
        value: the lexical form, unescaped.
        language: BCP 47, or None.
        datatype: IRI, or None for a plain or language-tagged string.
    """

    value: str
    language: str | None
    datatype: str | None


def _unescape(match: re.Match[str]) -> str:
    code = match[1]
    return _UNESCAPES[code] if len(code) == 1 else chr(int(code[1:], 16))


def is_iri(term: str) -> bool:
    """Say whether ``term`` is an IRI."""
    return term.startswith("<")


def iri_value(term: str) -> str:
    """Return the IRI inside an IRI term."""
    return term[1:-1]


def parse_literal(term: str) -> Literal:
    """Take a literal term apart; the inverse of :func:`literal`.

    Raises:
        ValueError: if ``term`` is no canonical literal term.
    """
    match = _LITERAL.fullmatch(term)
    if match is None:
        raise ValueError(f"not a literal term: {term!r}")
    return Literal(_ESCAPED.sub(_unescape, match[1]), match[2], match[3])
