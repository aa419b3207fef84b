"""The passes of a build over its articles.

Two passes, because a reference can only be resolved when all articles are known: the first reads and extracts
every article, the second maps, validates and renders each, in the order of the articles' IRIs. Both are done
by workers, or taken from the cache; this process knows of each article only its summary, one at a time.
"""

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Protocol

import msgspec

from kg import cache, sources
from kg.cache import Cache
from kg.engine import Crew, Done
from kg.export import Part, renderer
from kg.fingerprint import fingerprint
from kg.link.identity import Curated
from kg.pipeline.corpus import Corpus
from kg.pipeline.options import Options
from kg.pipeline.problems import CRASHED, crash, duplicate, nobody, version
from kg.pipeline.reading import ITEMS, Item, ReadTask, is_forgotten, read
from kg.pipeline.writing import ArticleTask, StubTask, Writing, Written, write
from kg.rdf import NamedGraph
from kg.rdf.iris import Minter
from kg.rdf.mapping import run_graph
from kg.report import Listener, Problem, Report, Severity

REFERENCES = "(articles that are only referred to)"
"""Stands for a file where a problem is in what several articles say of another."""

_WELL, _FAST = 6, 1  # levels of zlib: for gzipped outputs, and for what is only kept in the cache
_LIGHT = 0.125  # writing an article, beside reading it

_encode = msgspec.msgpack.encode
_WRITTEN = msgspec.msgpack.Decoder(Written)


class Sink(Protocol):
    """Takes parts; every exporter is one."""

    form: str
    compresses: bool

    @property
    def triples(self) -> int:
        """How many statements were taken so far, each once."""

    def take(self, part: Part) -> None:
        """Take a part."""


@dataclass(frozen=True, slots=True)
class _Given:
    """What was given to the workers, or found in the cache.

    Attributes:
        name, path: of the source; see :class:`kg.spool.Entry`.
        key: under which the result is kept.
        source: the source's key, of what was written.
        new: whether the result is to be kept.
        same: whether the source is as it was in the build before.
        counts: whether it counts as a file.
    """

    name: str
    path: str
    key: bytes = b""
    source: bytes = b""
    new: bool = False
    same: bool = False
    counts: bool = True


class Passes:
    """One build: what its passes share.

    Parameters:
        options: how to build.
        sinks: where the graphs go.
        corpus: what is known of all articles.
        kept: what earlier builds made.
        listeners: hear of progress and problems.
    """

    def __init__(
        self,
        options: Options,
        sinks: Sequence[Sink],
        corpus: Corpus,
        kept: Cache,
        listeners: Sequence[Listener],
    ) -> None:
        self.options = options
        self.sinks = sinks
        self.corpus = corpus
        self.kept = kept
        self.listeners = listeners
        self.report = Report()
        forms = tuple(sorted({sink.form for sink in sinks}))
        level = _WELL if any(sink.compresses for sink in sinks) else _FAST
        self.writing = Writing(
            options=replace(options, licence=None, forgotten=frozenset(), identities=Curated()),
            forms=forms,
            level=level,
        )
        self.make = partial(write, writing=self.writing)
        self.made_by = cache.key(fingerprint(), _encode(self.writing))

    def note(self, problem: Problem, path: str) -> None:
        """Count a problem and tell the listeners; ``path`` is where it is, if it does not say so itself."""
        placed = problem if problem.path else replace(problem, path=path)
        self.report.add(placed)
        for listener in self.listeners:
            listener.problem(placed)

    def begin(self, stage: str, total: Callable[[], int | None]) -> None:
        """Tell the listeners that a stage begins."""
        for listener in self.listeners:
            listener.begin(stage, total)

    def step(self, stage: str, done: int) -> None:
        """Tell the listeners how far a stage is."""
        for listener in self.listeners:
            listener.step(stage, done)

    def read(self, paths: Sequence[str | Path], crew: Crew) -> None:
        """First pass: read and extract what the cache does not have, and put all of it in order."""
        self.begin("read", lambda: sources.count(paths))
        given: deque[_Given] = deque()
        for items in crew.run(read, self._to_read(paths, given), lost=_unread):
            source = given.popleft()
            if source.new and not any(_passing(item) for item in items):
                documents = {n: item.document for n, item in enumerate(items) if item.summary}
                heads = tuple(msgspec.structs.replace(item, document=b"") for item in items)
                self.kept.put_source(source.key, _encode(heads), documents)
            if source.key and not source.same:
                keep = not any(_passing(item) for item in items)
                self.corpus.put(source.name, source.path, source.key, items, keep=keep)
            for item in items:
                self._tell(source, item)
            if source.counts:
                self.report.files += 1
                self.step("read", self.report.files)
        self.kept.flush()

    def _to_read(
        self, paths: Sequence[str | Path], given: "deque[_Given]"
    ) -> Iterator[ReadTask | Done[tuple[Item, ...]]]:
        """Yield what is to be read, or what is known of it, and note in ``given`` what that is."""
        made_by = cache.key(fingerprint(), *self.options.extractors)
        for found in sources.find(paths):
            if isinstance(found, Problem):
                given.append(_Given("", found.path, counts=False))
                yield Done((Item(problem=found),))
                continue
            data = sources.load(found)
            if isinstance(data, Problem):
                given.append(_Given("", found.label))
                yield Done((Item(problem=data),))
                continue
            key = cache.key("read", made_by, found.name, data)
            same = self.corpus.known(found.name, found.label, key)
            if same is not None:
                self.kept.use(key)
                given.append(_Given(found.name, found.label, key=key, same=True))
                yield Done(same)
                continue
            items = self._known(key)
            given.append(_Given(found.name, found.label, key=key, new=items is None))
            task = ReadTask(found.name, data, self.options.extractors, self.options.forgotten)
            yield task if items is None else Done(items)

    def _known(self, key: bytes) -> tuple[Item, ...] | None:
        """Return a source's items, if they are kept and may be known."""
        head = self.kept.head(key)
        items = None if head is None else ITEMS.decode(head)
        forgotten = self.options.forgotten
        if items and forgotten and any(is_forgotten(item, forgotten) for item in items):
            return None
        return items

    def _tell(self, source: "_Given", item: Item) -> None:
        """Count an item's problem."""
        if item.problem is not None:
            self.note(item.problem, source.path)
            self.report.quarantined += item.problem.severity is Severity.ERROR

    def settle(self, crew: Crew) -> None:
        """Between the passes: decide which articles are one, and say which are not in the graph on their own."""
        self.corpus.settle(partial(crew.run, weight=_LIGHT))
        for gone, kept in self.corpus.duplicates():
            same = gone.text == kept.text
            self.note(duplicate(kept.path) if same else version(kept.path), gone.path)
            self.report.quarantined += not same
        for line, ref in self.corpus.unknown:
            self.note(nobody(ref, line), self.options.identities.path)

    def write(self, crew: Crew) -> None:
        """Second pass: map, validate and hand on what the cache does not have, article by article; then what they share."""
        self.begin("write", lambda: len(self.corpus))
        self.corpus.begin(self.made_by)
        keys: deque[_Given] = deque()
        results = crew.run(self.make, self._to_write(keys), lost=_unwritten, weight=_LIGHT)
        for done, written in enumerate(results, start=1):
            if self._deliver(written, keys.popleft()):
                self.report.articles += 1
                self.report.quotations += written.quotations
                self.corpus.meet(written.people)
            self.step("write", done)
        for written in crew.run(self.make, self._stubs(keys), lost=_unwritten, weight=_LIGHT):
            self._deliver(written, keys.popleft())
        self.hand_on(run_graph(Minter(self.options.base), self.options.run()))

    def _to_write(self, given: "deque[_Given]") -> Iterator[ArticleTask | Done[Written]]:
        for local, path, source, written in self.corpus.articles():
            known = None if written is None else self.kept.written(written)
            if written is not None and known is not None:
                given.append(_Given("", path, key=written))
                yield Done(_WRITTEN.decode(known))
                continue
            entry, context = self.corpus.context(local)
            key = cache.key("article", self.made_by, source, str(entry.n), _encode(context))
            self.corpus.wrote(local, key)
            known = self.kept.written(key)
            given.append(_Given("", path, key=key, source=source, new=known is None))
            if known is None:
                yield ArticleTask(self.kept.document(source, entry.n), context)
            else:
                yield Done(_WRITTEN.decode(known))

    def _stubs(self, given: "deque[_Given]") -> Iterator[StubTask | Done[Written]]:
        for number, title, written in self.corpus.stubs():
            known = None if written is None else self.kept.written(written)
            if written is not None and known is not None:
                given.append(_Given("", REFERENCES, key=written))
                yield Done(_WRITTEN.decode(known))
                continue
            task = self.corpus.stub(number, title)
            key = cache.key("stub", self.made_by, _encode(task))
            self.corpus.wrote_stub(number, title, key)
            known = self.kept.written(key)
            given.append(_Given("", REFERENCES, key=key, new=known is None))
            yield task if known is None else Done(_WRITTEN.decode(known))

    def _deliver(self, written: Written, given: "_Given") -> bool:
        """Keep what is new, hand its parts to the sinks, or count why there are none; return whether there are."""
        if given.new and not any(problem.code == CRASHED for problem in written.problems):
            self.kept.put_written(given.key, given.source, _encode(written))
        for problem in written.problems:
            self.note(problem, given.path)
        if written.problems:
            self.report.quarantined += 1  # one article, however many reasons there are
            return False
        for sink in self.sinks:
            sink.take(written.parts[self.writing.forms.index(sink.form)])
        return True

    def hand_on(self, graph: NamedGraph) -> None:
        """Render what this process has made itself, and hand it to the sinks."""
        for sink in self.sinks:
            sink.take(renderer(sink.form, base=self.options.base)(graph))


def _unread(task: ReadTask) -> tuple[Item, ...]:
    return (Item(problem=crash()),)


def _unwritten(task: ArticleTask | StubTask) -> Written:
    return Written((), (crash(),))


def _passing(item: Item) -> bool:
    """Say whether an item must not be kept: the next build may find more, or it is to leave no trace."""
    return item.problem is not None and item.problem.code in (CRASHED, "forgotten")
