"""What a user can choose about a build, as far as it changes what the graph says."""

from dataclasses import dataclass
from typing import Literal

from kg import extract
from kg.link.identity import Curated
from kg.rdf.mapping import Run
from kg.rdf.vocab import DEFAULT_BASE
from kg.version import VERSION


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """How to build.

    Attributes:
        base: namespace of the minted IRIs.
        text: whether the graph carries each article's whole text.
        licence: IRI of the licence under which the data set stands, if the user names one.
        validate: whether each article's graph is held against the shapes before it is written.
        extractors: names, in the order of work.
        forgotten: what must not be in the graph; see :mod:`kg.forgotten`.
        identities: what the user says of who is who; see :func:`kg.link.identity.load`.
    """

    base: str = DEFAULT_BASE
    text: Literal["full", "none"] = "full"
    licence: str | None = None
    validate: bool = True
    extractors: tuple[str, ...] = extract.DEFAULT
    forgotten: frozenset[str] = frozenset()
    identities: Curated = Curated()  # noqa: RUF009 - it cannot change

    def run(self) -> Run:
        """Return what the graph says of the program and of the options that change what is stated."""
        described = f"text={self.text} extractors={','.join(self.extractors)}"
        return Run(version=VERSION, options=described, text=self.text == "full")
