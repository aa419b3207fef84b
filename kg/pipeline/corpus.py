"""What a build knows of the corpus as a whole: which articles there are and where their references lead.

It lies in SQLite tables, so memory does not grow, and every answer depends on the set of articles alone, never on their
order. What an earlier build of the same corpus knew is brought up to date: only what changed is added and removed, and
each part tells of which other articles something else is to be written.
"""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from types import TracebackType

import msgspec

from kg.ledger import Ledger
from kg.link import Duplicates, Reference, References
from kg.link.identity import Curated, Decision, Identities, Identity, Ref, Runner, here
from kg.pipeline.reading import Item, Summary
from kg.pipeline.writing import Context, StubTask
from kg.rdf.iris import Minter
from kg.rdf.mapping import Copy, StubWords
from kg.rdf.people import Decided, Who
from kg.report import Problem
from kg.spool import Entry, Spool
from kg.state import State

_REMEMBERED = 50_000  # references whose targets are remembered
_PUBLISHER, _LANGUAGE = "taz", "de"  # of articles that others refer to

_encode = msgspec.msgpack.encode
_SUMMARY = msgspec.msgpack.Decoder(Summary)


class _Referring(msgspec.Struct):
    """What of a summary tells where an article refers to; the rest of it is passed over."""

    references: tuple[Reference, ...]


_REFERRING = msgspec.msgpack.Decoder(_Referring)


class Told(msgspec.Struct, frozen=True, array_like=True):
    """What is remembered of a source: the IRIs of its articles without the base, and its problems."""

    locals: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()


_TOLD = msgspec.msgpack.Decoder(Told)


class Corpus:
    """The articles of a build in order. Fill it, :meth:`settle` it, then ask it. Use as a context manager.

    Parameters:
        minter: of the build's IRIs.
        curated: what the user says of who is who.
        state: where it lies; None for a temporary file.

    Attributes:
        ledger: what of it was handed to the outputs.
    """

    def __init__(self, minter: Minter, curated: Curated | None = None, state: State | None = None) -> None:
        self._minter = minter
        self._curated = curated or Curated()
        self.state = state or State()
        connection, known = self.state.connection, self.state.known
        self._spool = Spool(connection)
        self._references = References(connection, known=known)
        self._duplicates = Duplicates(connection, known=known)
        self._identities = Identities(connection, known=known)
        self.ledger = Ledger(connection)
        self.unknown: list[tuple[int, Ref]] = []
        self._target = lru_cache(_REMEMBERED)(self._resolve)

    def __enter__(self) -> "Corpus":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.state.close()

    def __len__(self) -> int:
        """Return how many articles there are."""
        return len(self._spool)

    def known(self, name: str, path: str, key: bytes) -> tuple[Item, ...] | None:
        """Return the problems of a source that is as it was in the build before, or None if it is not."""
        told = self._spool.source(name, path, key)
        return None if told is None else tuple(Item(problem=each) for each in _TOLD.decode(told).problems)

    def put(self, name: str, path: str, key: bytes, items: Sequence[Item], *, keep: bool) -> None:
        """Take a source instead of what it was before; ``keep`` if its items may be known in the next build."""
        told = Told(
            tuple(item.summary.local for item in items if item.summary is not None),
            tuple(item.problem for item in items if item.problem is not None),
        )
        before = self._spool.put_source(name, path, key if keep else b"", _encode(told))
        if before is not None:
            self._remove(name, path, before)
        for n, item in enumerate(items):
            if item.summary is not None:
                self._add(item.summary, name, path, key, n)

    def _add(self, summary: Summary, name: str, path: str, source: bytes, n: int) -> None:
        self._spool.add(
            Entry(
                summary.local, name, path, summary.sha256, summary.text, summary.format, summary.number,
                summary.day, summary.length, source, n, _encode(summary),
            )
        )  # fmt: skip

    def _remove(self, name: str, path: str, told: bytes) -> None:
        for local in _TOLD.decode(told).locals:
            for entry in self._spool.remove(local, name, path):
                self._take_out(entry)

    def settle(self, run: Runner = here) -> None:
        """Decide which articles are one and who is who, and note of each article what others must know.

        Parameters:
            run: does what other processes can do.

        Sources that neither were known nor put are gone. Nothing may be added after it. :attr:`unknown` has the lines
        and people of the user's that there are not.

        Raises:
            UsageError: if the user contradicts himself on who is who.
        """
        for name, path, told in self._spool.unseen():
            self._remove(name, path, told)
        self._spool.settle()
        for entry in self._spool.leaving():
            self._take_out(entry)
        for entry in self._spool.coming():
            self._take_in(entry)
        self._spool.settled()
        self._spool.unwrite(self._references.settle())
        self._spool.unwrite(self._duplicates.settle())
        self.unknown = self._identities.settle(self._curated, self._person, run)
        self._spool.unwrite(self._identities.changed())

    def _take_in(self, entry: Entry) -> None:
        summary = _SUMMARY.decode(entry.head)
        if summary.publisher == _PUBLISHER:
            self._references.add_article(
                self._iri(entry.local), summary.number, summary.kicker, summary.headline, cut=summary.cut
            )
        for reference in summary.references:
            self._references.add(entry.local, reference)
        self._duplicates.add(entry.local, entry.day, summary.signature)
        self._identities.add(entry.local, entry.day, summary.profiles)

    def _take_out(self, entry: Entry) -> None:
        summary = _SUMMARY.decode(entry.head)
        self._references.remove_article(self._iri(entry.local))
        for reference in summary.references:
            self._references.remove(entry.local, reference)
        self._duplicates.remove(entry.local, entry.day, summary.signature)
        self._identities.remove(entry.local, entry.day, summary.profiles)

    def _iri(self, local: str) -> str:
        return f"<{self._minter.base}{local}>"

    def _person(self, name: str, hint: str) -> str:
        """Return the IRI of a person without the base."""
        return self._minter.person(name, hint)[len(self._minter.base) + 1 : -1]

    def duplicates(self) -> Iterator[tuple[Entry, Entry]]:
        """Yield each entry that is another's duplicate or other version, and that one."""
        return self._spool.all_duplicates()

    def begin(self, writing: bytes) -> None:
        """Forget what was written in another way than now; ``writing`` is a hash of the way."""
        known = self.state.made_for(writing)
        if not known:
            self._spool.unwrite_all()
            self._references.unwrite_all()
        self.ledger.begin(known=known)

    def articles(self) -> Iterator[tuple[str, str, bytes, bytes | None]]:
        """Yield the articles, sorted by IRI; see :meth:`kg.spool.Spool.__iter__`."""
        return iter(self._spool)

    def context(self, local: str) -> tuple[Entry, Context]:
        """Return an article's entry, and what the corpus says of it."""
        entry = self._spool.article(local)
        near = self._duplicates.of(local)
        return entry, Context(
            targets=tuple(self._target(reference) for reference in _REFERRING.decode(entry.head).references),
            copies=tuple(Copy(c.name, c.sha256, c.format) for c in self._spool.duplicates(local)),
            near=None if near is None else (self._iri(near[0]), near[1]),
            people=tuple((name, _who(found)) for name, found in self._identities.of(local)),
        )

    def wrote(self, local: str, key: bytes) -> None:
        """Note under which key what is written of an article is kept."""
        self._spool.wrote(local, key)

    def _resolve(self, reference: Reference) -> tuple[str, bool]:
        found = self._references.resolve(reference)
        if found.article is not None:
            return found.article, True
        return self._minter.stub(_PUBLISHER, found.number, found.title), False

    def stubs(self) -> Iterator[tuple[str, str, bytes | None]]:
        """Yield the articles that are only referred to, each once, in a fixed order; see :meth:`kg.link.References.stubs`."""
        return self._references.stubs()

    def stub(self, number: str, title: str) -> StubTask:
        """Return what is to be written of an article that is only referred to."""
        stub = self._references.stub(number, title)
        words = StubWords(
            publisher=_PUBLISHER, number=stub.number, kicker=stub.kicker, headline=stub.headline,
            teaser=stub.teaser, cut=stub.cut or stub.teaser_cut, language=_LANGUAGE,
        )  # fmt: skip
        return StubTask(self._minter.stub(_PUBLISHER, stub.number, stub.title), words)

    def wrote_stub(self, number: str, title: str, key: bytes) -> None:
        """Note under which key what is written of an article that is only referred to is kept."""
        self._references.wrote(number, title, key)


def _who(found: Identity) -> Who:
    decision = None if found.decision is None else _decided(found.decision, found.rival)
    return Who(found.name, found.hint, decision)


def _decided(decision: Decision, rival: tuple[str, str] | None) -> Decided:
    against = decision.against if rival is not None else ()
    return Decided(decision.rule, decision.confidence, decision.reasons, rival, against)
