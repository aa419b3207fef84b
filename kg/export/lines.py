"""N-Triples and N-Quads in canonical form: terms are held as N-Triples writes them, so lines are joins."""

from collections.abc import Sequence

from kg.rdf.terms import Triple


class NQuads:
    """A line for each statement, with its graph's name (RDF 1.1 N-Quads)."""

    header = footer = between = b""
    merges = False

    def __init__(self, base: str) -> None:
        """Take the namespace that other syntaxes shorten; here every IRI is written out."""

    def block(self, name: str | None, triples: Sequence[Triple]) -> bytes:
        """Return the lines."""
        end = "" if name is None else f" {name}"
        return "".join(f"{s} {p} {o}{end} .\n" for s, p, o in triples).encode()


class NTriples(NQuads):
    """A line for each statement (RDF 1.1 N-Triples)."""

    merges = True
