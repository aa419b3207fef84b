"""What a build knows of the corpus as a whole: which articles there are and where their references lead.

It lies in a temporary SQLite file, so memory does not grow, and every answer depends on the set of articles
alone, never on their order.
"""

from collections.abc import Iterable, Iterator
from functools import lru_cache
from types import TracebackType

import msgspec

from kg.link import Duplicates, Reference, References
from kg.link.identity import Curated, Decision, Identities, Identity, Ref
from kg.pipeline.reading import Summary
from kg.pipeline.writing import Context, StubTask
from kg.rdf.iris import Minter
from kg.rdf.mapping import Copy, StubWords
from kg.rdf.people import Decided, Who
from kg.spool import Entry, Spool

_REMEMBERED = 50_000  # references whose targets are remembered
_PUBLISHER, _LANGUAGE = "taz", "de"  # of articles that others refer to

_encode = msgspec.msgpack.encode
_SUMMARY = msgspec.msgpack.Decoder(Summary)


class Corpus:
    """The articles of a build in order. Fill it, :meth:`settle` it, then ask it. Use as a context manager.

    Parameters:
        minter: of the build's IRIs.
        curated: what the user says of who is who.
    """

    def __init__(self, minter: Minter, curated: Curated | None = None) -> None:
        self._minter = minter
        self._curated = curated or Curated()
        self._spool = Spool()
        self._references = References(self._spool.connection)
        self._duplicates = Duplicates(self._spool.connection)
        self._identities = Identities(self._spool.connection)
        self._spool.connection.execute("CREATE TABLE people (node TEXT PRIMARY KEY) WITHOUT ROWID")
        self.unknown: list[tuple[int, Ref]] = []
        self._target = lru_cache(_REMEMBERED)(self._resolve)

    def __enter__(self) -> "Corpus":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._spool.close()

    def __len__(self) -> int:
        """Return how many articles there are."""
        return len(self._spool)

    def __iter__(self) -> Iterator[tuple[Entry, Summary]]:
        """Yield the articles, sorted by IRI."""
        return ((entry, _SUMMARY.decode(entry.head)) for entry in self._spool)

    def add(self, summary: Summary, *, name: str, path: str, source: bytes, n: int) -> None:
        """Take an article of a source."""
        self._spool.add(
            Entry(
                summary.local, name, path, summary.sha256, summary.text, summary.format, summary.number,
                summary.day, summary.length, source, n, _encode(summary),
            )
        )  # fmt: skip

    def settle(self) -> None:
        """Decide which articles are one and who is who, and note of each article what others must know.

        Nothing may be added after it. :attr:`unknown` has the lines and people of the user's that there are not.

        Raises:
            UsageError: if the user contradicts himself on who is who.
        """
        self._spool.settle()
        for entry, summary in self:
            if summary.publisher == _PUBLISHER:
                self._references.add_article(
                    self._iri(entry.local), summary.number, summary.kicker, summary.headline, cut=summary.cut
                )
            for reference in summary.references:
                self._references.add(reference)
            self._duplicates.add(entry.local, entry.day, summary.signature)
            self._identities.add(entry.local, entry.day, summary.profiles)
        self._duplicates.settle()
        self.unknown = self._identities.settle(self._curated, self._person)

    def _iri(self, local: str) -> str:
        return f"<{self._minter.base}{local}>"

    def _person(self, name: str, hint: str) -> str:
        """Return the IRI of a person without the base."""
        return self._minter.person(name, hint)[len(self._minter.base) + 1 : -1]

    def duplicates(self) -> Iterator[tuple[Entry, Entry]]:
        """Yield each entry that is another's duplicate or other version, and that one."""
        return self._spool.all_duplicates()

    def context(self, entry: Entry, summary: Summary) -> Context:
        """Return what the corpus says of an article."""
        near = self._duplicates.of(entry.local)
        return Context(
            targets=tuple(self._target(reference) for reference in summary.references),
            copies=tuple(Copy(c.name, c.sha256, c.format) for c in self._spool.duplicates(entry.local)),
            near=None if near is None else (self._iri(near[0]), near[1]),
            people=tuple((name, _who(found)) for name, found in self._identities.of(entry.local)),
        )

    def _resolve(self, reference: Reference) -> tuple[str, bool]:
        found = self._references.resolve(reference)
        if found.article is not None:
            return found.article, True
        return self._minter.stub(_PUBLISHER, found.number, found.title), False

    def stubs(self) -> Iterator[StubTask]:
        """Yield the articles that are only referred to, each once, in a fixed order."""
        for stub in self._references.stubs():
            words = StubWords(
                publisher=_PUBLISHER, number=stub.number, kicker=stub.kicker, headline=stub.headline,
                teaser=stub.teaser, cut=stub.cut or stub.teaser_cut, language=_LANGUAGE,
            )  # fmt: skip
            yield StubTask(self._minter.stub(_PUBLISHER, stub.number, stub.title), words)

    def meet(self, people: Iterable[str]) -> None:
        """Note people who are in the graph, by their IRI terms."""
        self._spool.connection.executemany(
            "INSERT OR IGNORE INTO people VALUES (?)", [(node,) for node in people]
        )

    def people(self) -> int:
        """Return how many people are in the graph."""
        return int(self._spool.connection.execute("SELECT count(*) FROM people").fetchone()[0])


def _who(found: Identity) -> Who:
    decision = None if found.decision is None else _decided(found.decision, found.rival)
    return Who(found.name, found.hint, decision)


def _decided(decision: Decision, rival: tuple[str, str] | None) -> Decided:
    against = decision.against if rival is not None else ()
    return Decided(decision.rule, decision.confidence, decision.reasons, rival, against)
