"""The way from files to graphs: opens what a build needs, and has its passes done one after the other."""

import sqlite3
from collections.abc import Iterable, Sequence
from contextlib import ExitStack
from pathlib import Path

import msgspec

from kg import cache, extract
from kg.cache import Cache
from kg.engine import Crew, Engine, Local
from kg.errors import NothingToRead, UsageError
from kg.fingerprint import fingerprint
from kg.pipeline.corpus import Corpus
from kg.pipeline.delivery import Sink
from kg.pipeline.options import Options
from kg.pipeline.passes import Passes
from kg.rdf.iris import Minter, web
from kg.rdf.mapping import dataset_graph
from kg.report import Listener, Report
from kg.state import State

_encode = msgspec.msgpack.encode


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
    licence = web(options.licence) if options.licence else None
    if options.licence and licence is None:
        raise UsageError(f"the licence {options.licence!r} is no web address")
    minter = Minter(options.base)
    with ExitStack() as opened:
        keeping = opened.enter_context(Cache()) if kept is None else kept
        opened.enter_context(keeping.explained(sqlite3.Error))
        paths = tuple(paths)
        corpus = opened.enter_context(Corpus(minter, options.identities, _state(keeping, paths, options)))
        if not corpus.state.known:  # or the build before has checked them
            extract.check(options.extractors)
        crew = opened.enter_context(Crew(engine or Local(1)))
        work = Passes(options, sinks, corpus, keeping, listeners)
        try:
            work.read(paths, crew)
            work.settle(crew)
            if len(corpus):
                work.write(crew)
            if not work.report.articles:
                raise NothingToRead(_nothing(work.report))
        finally:
            for listener in listeners:
                listener.end(work.report)
        documents, triples = work.report.articles, work.report.triples
        work.delivery.hand_on(dataset_graph(minter, documents=documents, triples=triples, licence=licence))
        keeping.flush(lasting=True)
        corpus.state.keep()
    return work.report


def _state(kept: Cache, paths: Sequence[str | Path], options: Options) -> State:
    """Return what an earlier build knew of the same corpus, if it fits the cache and these options."""
    if options.identities.entries:  # what the user says is applied to decisions that are made anew
        return State()
    named = _encode((sorted(map(str, paths)), options.base, options.extractors))
    by: list[bytes | str] = [fingerprint(), named, str(kept.epoch), *sorted(options.forgotten)]
    return State(kept.corpus(cache.key(named)), cache.key(*by))


def _nothing(report: Report) -> str:
    first = next((str(problems[0]) for problems in report.examples.values()), "no files were found")
    count = sum(report.problems.values())
    return f"no article could be read from {report.files} file(s), {count} problem(s); the first: {first}"
