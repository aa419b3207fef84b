"""The way from files to graphs; the only module that knows all stages.

Two passes, because a reference can only be resolved when all articles are known: the first reads and extracts
every article, the second maps, validates and renders each, in the order of the articles' IRIs. Both are done
by workers, or taken from the cache; this process knows of each article only its summary, one at a time.
"""

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Protocol

import msgspec

from kg import cache, extract, sources
from kg.cache import Cache
from kg.engine import Crew, Done, Engine, Local
from kg.errors import NothingToRead, UsageError
from kg.export import Part, renderer
from kg.fingerprint import fingerprint
from kg.link.identity import Curated, Ref
from kg.pipeline.corpus import Corpus
from kg.pipeline.options import Options
from kg.pipeline.reading import ITEMS, Item, ReadTask, is_forgotten, read
from kg.pipeline.writing import ArticleTask, StubTask, Writing, Written, write
from kg.rdf import NamedGraph
from kg.rdf.iris import Minter, web
from kg.rdf.mapping import dataset_graph, run_graph
from kg.report import Listener, Problem, Report, Severity

REFERENCES = "(articles that are only referred to)"
"""Stands for a file where a problem is in what several articles say of another."""

_WELL, _FAST = 6, 1  # levels of zlib: for gzipped outputs, and for what is only kept in the cache
_CRASHED = "crashed"  # the code of the problem below

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
        counts: whether it counts as a file.
    """

    name: str
    path: str
    key: bytes = b""
    source: bytes = b""
    new: bool = False
    counts: bool = True


class _Build:
    """One build: the state that its passes share."""

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
            for n, item in enumerate(items):
                self._take(source, n, item)
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

    def _take(self, source: "_Given", n: int, item: Item) -> None:
        """Take one item of a source: put an article in order, count a problem."""
        if item.problem is not None:
            self.note(item.problem, source.path)
            self.report.quarantined += item.problem.severity is Severity.ERROR
        if item.summary is None:
            return
        self.corpus.add(item.summary, name=source.name, path=source.path, source=source.key, n=n)

    def settle(self) -> None:
        """Between the passes: decide which articles are one, and say which are not in the graph on their own."""
        self.corpus.settle()
        for gone, kept in self.corpus.duplicates():
            same = gone.text == kept.text
            self.note(_duplicate(kept.path) if same else _version(kept.path), gone.path)
            self.report.quarantined += not same
        for line, ref in self.corpus.unknown:
            self.note(_nobody(ref, line), self.options.identities.path)

    def write(self, crew: Crew) -> None:
        """Second pass: map, validate and hand on what the cache does not have, article by article; then what they share."""
        self.begin("write", lambda: len(self.corpus))
        keys: deque[_Given] = deque()
        for done, written in enumerate(crew.run(self.make, self._to_write(keys), lost=_unwritten), start=1):
            if self._deliver(written, keys.popleft()):
                self.report.articles += 1
                self.report.quotations += written.quotations
                self.corpus.meet(written.people)
            self.step("write", done)
        for written in crew.run(self.make, self._stubs(keys), lost=_unwritten):
            self._deliver(written, keys.popleft())
        self.hand_on(run_graph(Minter(self.options.base), self.options.run()))

    def _to_write(self, given: "deque[_Given]") -> Iterator[ArticleTask | Done[Written]]:
        for entry, summary in self.corpus:
            context = self.corpus.context(entry, summary)
            key = cache.key("article", self.made_by, entry.source, str(entry.n), _encode(context))
            known = self.kept.written(key)
            given.append(_Given("", entry.path, key=key, source=entry.source, new=known is None))
            if known is None:
                yield ArticleTask(self.kept.document(entry.source, entry.n), context)
            else:
                yield Done(_WRITTEN.decode(known))

    def _stubs(self, given: "deque[_Given]") -> Iterator[StubTask | Done[Written]]:
        for task in self.corpus.stubs():
            key = cache.key("stub", self.made_by, _encode(task))
            known = self.kept.written(key)
            given.append(_Given("", REFERENCES, key=key, new=known is None))
            yield task if known is None else Done(_WRITTEN.decode(known))

    def _deliver(self, written: Written, given: "_Given") -> bool:
        """Keep what is new, hand its parts to the sinks, or count why there are none; return whether there are."""
        if given.new and not any(problem.code == _CRASHED for problem in written.problems):
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


def _duplicate(kept: str) -> Problem:
    message = f"has the article of another file, {kept}"
    hint = "the graph has it once and names both files"
    return Problem(code="duplicate", severity=Severity.WARNING, message=message, path="", line=1, hint=hint)


def _version(kept: str) -> Problem:
    message = f"has another version of the article in {kept}; that one is in the graph"
    hint = "of one title and day the longest is kept, of one number the latest; the graph names both files"
    return Problem(code="version", severity=Severity.ERROR, message=message, path="", line=1, hint=hint)


def _nobody(ref: Ref, line: int) -> Problem:
    message = f"means {ref}, whom no article has"
    hint = "the rest of the entry counts; kg who prints the lines to write"
    return Problem(
        code="identity-unknown", severity=Severity.WARNING, message=message, path="", line=line, hint=hint
    )


def _crash() -> Problem:
    message = "the process that worked on it died, also when it had nothing else to do"
    hint = "memory may have run out; if it happens again, please report it with the file"
    return Problem(code="crashed", severity=Severity.ERROR, message=message, path="", line=1, hint=hint)


def _unread(task: ReadTask) -> tuple[Item, ...]:
    return (Item(problem=_crash()),)


def _unwritten(task: ArticleTask | StubTask) -> Written:
    return Written((), (_crash(),))


def _passing(item: Item) -> bool:
    """Say whether an item must not be kept: the next build may find more, or it is to leave no trace."""
    return item.problem is not None and item.problem.code in (_CRASHED, "forgotten")


def build(
    paths: Iterable[str | Path],
    options: Options,
    sinks: Sequence[Sink],
    *,
    listeners: Sequence[Listener] = (),
    engine: Engine | None = None,
    kept: Cache | None = None,
) -> Report:
    """Build a graph of all articles in ``paths`` and hand it to ``sinks``.

    Parameters:
        paths: files, folders, ``-``.
        options: how.
        sinks: where the graphs go.
        listeners: hear of progress and problems.
        engine: where the workers come from; None to do everything in this process.
        kept: what earlier builds made; None to begin anew and keep nothing.

    Raises:
        UsageError: if a path or an option makes no sense.
        NothingToRead: if no article could be read, or none conforms.
        OutputError: if the cache cannot be read or written.
    """
    extract.check(options.extractors)
    licence = web(options.licence) if options.licence else None
    if options.licence and licence is None:
        raise UsageError(f"the licence {options.licence!r} is no web address")
    minter = Minter(options.base)
    with ExitStack() as opened:
        corpus = opened.enter_context(Corpus(minter, options.identities))
        keeping = opened.enter_context(Cache()) if kept is None else kept
        crew = opened.enter_context(Crew(engine or Local(1)))
        work = _Build(options, sinks, corpus, keeping, listeners)
        try:
            work.read(tuple(paths), crew)
            work.settle()
            if len(corpus):
                work.write(crew)
                work.report.people = corpus.people()
                work.report.triples = sinks[0].triples
            if not work.report.articles:
                raise NothingToRead(_nothing(work.report))
        finally:
            for listener in listeners:
                listener.end(work.report)
        documents, triples = work.report.articles, work.report.triples
        work.hand_on(dataset_graph(minter, documents=documents, triples=triples, licence=licence))
        keeping.flush()
    return work.report


def _nothing(report: Report) -> str:
    first = next((str(problems[0]) for problems in report.examples.values()), "no files were found")
    count = sum(report.problems.values())
    return f"no article could be read from {report.files} file(s), {count} problem(s); the first: {first}"
