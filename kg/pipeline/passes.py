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

import msgspec

from kg import cache, extract, sources
from kg.cache import Cache
from kg.engine import Crew, Done
from kg.fingerprint import fingerprint
from kg.ledger import ARTICLES, STUBS, Name, Standing
from kg.link.identity import Curated
from kg.pipeline.corpus import Corpus
from kg.pipeline.delivery import Delivery, Sink
from kg.pipeline.options import Options
from kg.pipeline.problems import CRASHED, crash, duplicate, nobody, version
from kg.pipeline.reading import ITEMS, Item, ReadTask, is_forgotten, read
from kg.pipeline.writing import ArticleTask, StubTask, Writing, Written, write
from kg.rdf.iris import Minter
from kg.rdf.mapping import run_graph
from kg.report import Listener, Problem, Report, Severity

REFERENCES = "(articles that are only referred to)"
"""Stands for a file where a problem is in what several articles say of another."""

_WELL, _FAST = 6, 1  # levels of zlib: for gzipped outputs, and for what is only kept in the cache
_NOBODY = Name(ARTICLES, "")
_LIGHT = 0.125  # writing an article, beside reading it

_encode = msgspec.msgpack.encode
_WRITTEN = msgspec.msgpack.Decoder(Written)


@dataclass(frozen=True, slots=True)
class _Given:
    """What was given to the workers, or found in the cache.

    Attributes:
        name, path: of the source; see :class:`kg.spool.Entry`.
        key: under which the result is kept.
        source: the source's key, of what was written.
        about: whose it is, of what was written.
        new: whether the result is to be kept.
        same: whether the source is as it was in the build before.
        counts: whether it counts as a file.
    """

    name: str
    path: str
    key: bytes = b""
    source: bytes = b""
    about: Name = _NOBODY
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
        self.corpus = corpus
        self.kept = kept
        self.listeners = listeners
        self.report = Report()
        self.delivery = Delivery(sinks, options.base, corpus.ledger)
        level = _WELL if any(sink.compresses for sink in sinks) else _FAST
        self.writing = Writing(
            options=replace(options, licence=None, forgotten=frozenset(), identities=Curated()),
            forms=self.delivery.forms,
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
            if items is not None:
                yield Done(items)
                continue
            extract.check(self.options.extractors)  # loads them, so that copies of this process have them
            yield ReadTask(found.name, data, self.options.extractors, self.options.forgotten)

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
        given: deque[_Given] = deque()
        results = crew.run(self.make, self._to_write(given), lost=_unwritten, weight=_LIGHT)
        for done, made in enumerate(results, start=1):
            quotations = self._deliver(made, given.popleft())
            if quotations is not None:
                self.report.articles += 1
                self.report.quotations += quotations
            self.step("write", done)
        for made in crew.run(self.make, self._stubs(given), lost=_unwritten, weight=_LIGHT):
            self._deliver(made, given.popleft())
        self.corpus.ledger.end()
        self.delivery.hand_on(run_graph(Minter(self.options.base), self.options.run()))
        self.report.people = self.corpus.ledger.people()
        self.report.triples = self.delivery.triples

    def _to_write(self, given: "deque[_Given]") -> Iterator[ArticleTask | Done[Written | Standing]]:
        for local, path, source, held in self.corpus.articles():
            about = Name(ARTICLES, local)
            standing = self.corpus.ledger.find(about)
            known = self._held(held, standing)
            if held is not None and known is not None:
                given.append(_Given("", path, key=held, about=about))
                yield Done(known)
                continue
            entry, context = self.corpus.context(local)
            key = cache.key("article", self.made_by, source, str(entry.n), _encode(context))
            self.corpus.wrote(local, key)
            known = self._held(key, standing)
            given.append(_Given("", path, key=key, source=source, about=about, new=known is None))
            yield ArticleTask(self.kept.document(source, entry.n), context) if known is None else Done(known)

    def _stubs(self, given: "deque[_Given]") -> Iterator[StubTask | Done[Written | Standing]]:
        for number, title, held in self.corpus.stubs():
            about = Name(STUBS, number, title)
            standing = self.corpus.ledger.find(about)
            known = self._held(held, standing)
            if held is not None and known is not None:
                given.append(_Given("", REFERENCES, key=held, about=about))
                yield Done(known)
                continue
            task = self.corpus.stub(number, title)
            key = cache.key("stub", self.made_by, _encode(task))
            self.corpus.wrote_stub(number, title, key)
            known = self._held(key, standing)
            given.append(_Given("", REFERENCES, key=key, about=about, new=known is None))
            yield task if known is None else Done(known)

    def _held(self, key: bytes | None, standing: Standing | None) -> Written | Standing | None:
        """Return what is known of what is to be written, if it is: that it stands in the outputs, or the cache has it."""
        if key is None:
            return None
        if standing is not None and standing.line.key == key:
            self.kept.use(key)
            return standing
        known = self.kept.written(key)
        return None if known is None else _WRITTEN.decode(known)

    def _deliver(self, made: Written | Standing, given: "_Given") -> int | None:
        """Keep what is new and hand it to the outputs, or count why there is nothing; return how many quotations there are."""
        if isinstance(made, Standing):
            self.delivery.again(given.about, made, partial(self._anew, given))
            return made.line.quotations
        if given.new and not any(problem.code == CRASHED for problem in made.problems):
            self.kept.put_written(given.key, given.source, _encode(made))
        for problem in made.problems:
            self.note(problem, given.path)
        if made.problems:
            self.corpus.ledger.drop(given.about)
            self.report.quarantined += 1  # one article, however many reasons there are
            return None
        self.delivery.take(given.about, given.key, made)
        return made.quotations

    def _anew(self, given: "_Given") -> Written:
        """Return what was written of something that stands no more where it stood."""
        known = self.kept.written(given.key)
        if known is not None:
            return _WRITTEN.decode(known)
        stage, name, title = given.about
        if stage == STUBS:
            return self.make(self.corpus.stub(name, title))
        entry, context = self.corpus.context(name)
        return self.make(ArticleTask(self.kept.document(entry.source, entry.n), context))


def _unread(task: ReadTask) -> tuple[Item, ...]:
    return (Item(problem=crash()),)


def _unwritten(task: ArticleTask | StubTask) -> Written:
    return Written((), (crash(),))


def _passing(item: Item) -> bool:
    """Say whether an item must not be kept: the next build may find more, or it is to leave no trace."""
    return item.problem is not None and item.problem.code in (CRASHED, "forgotten")
