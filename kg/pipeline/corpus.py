"""What a build knows of the corpus as a whole: which articles there are and where their references lead.

It lies in a temporary SQLite file, so memory does not grow, and every answer depends on the set of articles
alone, never on their order.
"""

from collections.abc import Iterable, Iterator
from functools import lru_cache
from types import TracebackType

import msgspec

from kg.link import Reference, References
from kg.pipeline.reading import Summary
from kg.pipeline.writing import StubTask
from kg.rdf.iris import Minter
from kg.rdf.mapping import StubWords
from kg.spool import Entry, Spool

_REMEMBERED = 50_000  # references whose targets are remembered
_PUBLISHER, _LANGUAGE = "taz", "de"  # of articles that are only referred to

_encode = msgspec.msgpack.encode
_SUMMARY = msgspec.msgpack.Decoder(Summary)


class Corpus:
    """The articles of a build in order. Fill it, :meth:`settle` it, then ask it. Use as a context manager.

    Parameters:
        minter: of the build's IRIs.
    """

    def __init__(self, minter: Minter) -> None:
        self._minter = minter
        self._spool = Spool()
        self._references = References(self._spool.connection)
        self._spool.connection.execute("CREATE TABLE people (name TEXT PRIMARY KEY) WITHOUT ROWID")
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

    def add(self, summary: Summary, *, name: str, path: str, source: bytes, n: int) -> tuple[str, str] | None:
        """Take an article; see :meth:`kg.spool.Spool.add`."""
        return self._spool.add(Entry(summary.local, summary.sha256, name, path, source, n, _encode(summary)))

    def settle(self) -> None:
        """Note titles and references of all articles; nothing may be added after it."""
        for _, summary in self:
            self._references.add_article(
                f"<{self._minter.base}{summary.local}>", summary.number, summary.kicker, summary.headline,
                cut=summary.cut,
            )  # fmt: skip
            for reference in summary.references:
                self._references.add(reference)

    def targets(self, summary: Summary) -> tuple[tuple[str, bool], ...]:
        """Return the IRI terms to which an article's references lead, and whether the corpus has the article there."""
        return tuple(self._target(reference) for reference in summary.references)

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
        """Note the names of people who are in the graph."""
        self._spool.connection.executemany(
            "INSERT OR IGNORE INTO people VALUES (?)", [(name,) for name in people]
        )

    def people(self) -> int:
        """Return how many people by different names are in the graph."""
        return int(self._spool.connection.execute("SELECT count(*) FROM people").fetchone()[0])
