"""What an engine answers: rows of terms, whatever the kind of query."""

from functools import cached_property

import msgspec

from kg.rdf.terms import iri_value, is_iri, parse_literal

UNBOUND = ""
"""Stands in a row where a variable has no value."""


class Times(msgspec.Struct, frozen=True):
    """How long the parts of an answer took, in seconds.

    Attributes:
        reading: the query, and planning how to answer it.
        first: from then to the first row; groups and sorted rows are whole by then.
        further: from the first row to the last.
    """

    reading: float
    first: float
    further: float


class Answer(msgspec.Struct, frozen=True, dict=True, tag=True):
    """The answer to a query.

    Attributes:
        kind: ``select``, ``ask`` or ``construct`` (``DESCRIBE``, too).
        variables: column names; for ``construct`` subject, predicate and object, for ``ask`` answer.
        terms: rows of N-Triples terms; :data:`UNBOUND` where there is none.
        truncated: whether there were more rows than the limit.
        times: of the engine, where it is ours.
    """

    kind: str
    variables: tuple[str, ...]
    terms: tuple[tuple[str, ...], ...]
    truncated: bool = False
    times: Times | None = None

    @cached_property
    def rows(self) -> tuple[tuple[str, ...], ...]:
        """The rows as plain values: IRIs and lexical forms."""
        return tuple(tuple(plain(term) for term in row) for row in self.terms)

    def __bool__(self) -> bool:
        """The answer to ``ASK``; for others, whether there is a row."""
        return self.rows[0][0] == "true" if self.kind == "ask" else bool(self.terms)


def plain(term: str) -> str:
    """Return an IRI without brackets, the lexical form of a literal, anything else as it is."""
    if is_iri(term) and not term.startswith("<<"):
        return iri_value(term)
    return parse_literal(term).value if term.startswith('"') else term
