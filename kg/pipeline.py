"""The way from files to graphs; the only module that knows all stages.

Two passes, because a reference can only be resolved when all articles are known: the first reads, extracts
and spools every article; the second maps, validates and hands each graph to the exporters, in the order of
the articles' IRIs. Memory holds one article at a time.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Literal, Protocol

from kg import extract, readers, sources
from kg.errors import NothingToRead, UsageError
from kg.link import Reference, References
from kg.model import Article, BlockKind, Document, Link, Related
from kg.rdf import NamedGraph
from kg.rdf.annotation import quoted_people
from kg.rdf.iris import Minter, web
from kg.rdf.mapping import (
    Run,
    StubWords,
    article_node,
    dataset_graph,
    document_graph,
    provenance_graph,
    run_graph,
    stub_graph,
)
from kg.rdf.vocab import DEFAULT_BASE
from kg.readers.taz.titles import slug_in
from kg.report import Listener, Problem, Report, Severity
from kg.spool import Spool
from kg.validate import Validator
from kg.version import VERSION

REFERENCES = "(articles that are only referred to)"
"""Stands for a file where a problem is in what several articles say of another."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """How to build.

    Attributes:
        base: namespace of the minted IRIs.
        text: whether the graph carries each article's whole text.
        licence: IRI of the licence under which the data set stands, if the user names one.
        validate: whether each article's graph is held against the shapes before it is written.
        extractors: names, in the order of work.
    """

    base: str = DEFAULT_BASE
    text: Literal["full", "none"] = "full"
    licence: str | None = None
    validate: bool = True
    extractors: tuple[str, ...] = extract.DEFAULT

    def describe(self) -> str:
        """Return the options that change what is stated, as readable text."""
        return f"text={self.text} extractors={','.join(self.extractors)}"


class Sink(Protocol):
    """Takes graphs; every exporter is one."""

    def write(self, graph: NamedGraph) -> None:
        """Take one graph."""


def annotate(source: sources.Source, extractors: Sequence[str]) -> Iterator[Document | Problem]:
    """Read one source and extract from its articles; needs nothing but its arguments."""
    data = sources.load(source)
    if isinstance(data, Problem):
        yield data
        return
    for item in readers.read(data, name=source.name, path=source.label):
        yield extract.annotate(item, extractors) if isinstance(item, Article) else item


class _Build:
    """One build: the state that its passes share."""

    def __init__(self, options: Options, spool: Spool, listeners: Sequence[Listener]) -> None:
        self.options = options
        self.minter = Minter(options.base)
        self.run = Run(version=VERSION, options=options.describe(), text=options.text == "full")
        self.spool = spool
        self.references = References(spool.connection)
        self.listeners = listeners
        self.report = Report()
        self.validator = Validator() if options.validate else None
        spool.connection.execute("CREATE TABLE people (name TEXT PRIMARY KEY) WITHOUT ROWID")
        spool.connection.execute("CREATE TABLE publishers (name TEXT PRIMARY KEY) WITHOUT ROWID")

    def note(self, problem: Problem) -> None:
        """Count a problem and tell the listener."""
        self.report.add(problem)
        if problem.severity is Severity.ERROR:
            self.report.quarantined += 1
        for listener in self.listeners:
            listener.problem(problem)

    def begin(self, stage: str, total: Callable[[], int | None]) -> None:
        """Tell the listeners that a stage begins."""
        for listener in self.listeners:
            listener.begin(stage, total)

    def step(self, stage: str, done: int) -> None:
        """Tell the listeners how far a stage is."""
        for listener in self.listeners:
            listener.step(stage, done)

    def read(self, paths: Sequence[str | Path]) -> None:
        """First pass: fill the spool and the index of references."""
        self.begin("read", lambda: sources.count(paths))
        for source in sources.find(paths):
            if isinstance(source, Problem):
                self.note(source)
                continue
            self.report.files += 1
            for item in annotate(source, self.options.extractors):
                if isinstance(item, Problem):
                    self.note(item)
                else:
                    self.add(item)
            self.step("read", self.report.files)

    def add(self, document: Document) -> None:
        """Spool a document and say what of it cannot be in the graph."""
        article = document.article
        for link in article.links:
            if link.id is None and web(link.target) is None:
                message = f"link [{link.number}] leads to „{link.target}“, which is no web address"
                hint = "the link is not in the graph"
                self.note(_warning("link-no-address", message, article.path, hint))
        key = article_node(article, self.minter)
        lost = self.spool.add(key, document)
        if lost is not None:
            gone, kept = lost
            message = f"has the date and title of another file, {kept}; that one is in the graph"
            hint = "the same article or another version of it"
            self.note(
                Problem(
                    code="duplicate", severity=Severity.ERROR, message=message, path=gone, line=1, hint=hint
                )
            )

    def index(self) -> int:
        """Between the passes: note titles and references of what was kept; return how many articles."""
        count = 0
        for key, document in self.spool:
            count += 1
            article = document.article
            self.references.add_article(
                key, article.id, article.kicker, article.headline, cut=_headline_cut(article)
            )
            for link in article.links:
                if link.id is not None:
                    self.references.add(_reference(link, article))
            for related in article.related:
                self.references.add(_reference(related, article))
        return count

    def target(self, item: Link | Related, article: Article) -> tuple[str, bool]:
        """Return the IRI term of the article to which an item leads, and whether the corpus has it."""
        found = self.references.resolve(_reference(item, article))
        if found.article is not None:
            return found.article, True
        return self.minter.stub(article.publisher, found.number, found.title), False

    def write(self, sink: Callable[[NamedGraph], None]) -> None:
        """Second pass: map, validate and hand on, article by article; then what articles share."""
        self.begin("write", lambda: len(self.spool))
        for done, (_, document) in enumerate(self.spool, start=1):
            article = document.article
            graph = document_graph(document, self.minter, partial(self.target, article=article), self.run)
            if self.conforms(graph, article.path):
                sink(graph)
                sink(provenance_graph(article, self.minter, self.run))
                self.count(document)
            self.step("write", done)
        for stub in self.references.stubs():
            words = StubWords(
                publisher="taz", number=stub.number, kicker=stub.kicker, headline=stub.headline,
                teaser=stub.teaser, cut=stub.cut or stub.teaser_cut, language="de",
            )  # fmt: skip
            graph = stub_graph(self.minter.stub("taz", stub.number, stub.title), words)
            if self.conforms(graph, REFERENCES):
                sink(graph)
        sink(run_graph(self.minter, self.run))

    def conforms(self, graph: NamedGraph, path: str) -> bool:
        """Hold a graph against the shapes; what does not conform becomes a problem and is not written."""
        violations = self.validator.check(graph) if self.validator else ()
        for violation in violations:
            self.note(violation.problem(path))
        if len(violations) > 1:  # one article was lost, however many reasons there are
            self.report.quarantined -= len(violations) - 1
        return not violations

    def count(self, document: Document) -> None:
        """Count what an article brings into the graph."""
        self.report.articles += 1
        self.report.quotations += len(document.quotations)
        people = {*document.article.authors, *quoted_people(document)}
        self.spool.connection.executemany("INSERT OR IGNORE INTO people VALUES (?)", [(p,) for p in people])

    def people(self) -> int:
        """Return how many people by different names are in the graph."""
        return int(self.spool.connection.execute("SELECT count(*) FROM people").fetchone()[0])


def _warning(code: str, message: str, path: str, hint: str) -> Problem:
    return Problem(code=code, severity=Severity.WARNING, message=message, path=path, hint=hint)


def _headline_cut(article: Article) -> bool:
    return any(block.cuts for block in article.of_kind(BlockKind.HEADLINE))


def _reference(item: Link | Related, article: Article) -> Reference:
    if isinstance(item, Related):
        return Reference(
            number=item.id, kicker=item.kicker or "", headline=item.headline, cut=item.title_cut,
            teaser=item.teaser, teaser_cut=item.teaser_cut,
        )  # fmt: skip
    title = next((related for related in article.related if related.id == item.id), None)
    if title is not None:
        return _reference(title, article)
    slug = slug_in(item.target)
    return Reference(number=item.id, kicker=slug.replace("-", " ") if slug else "")


def build(
    paths: Iterable[str | Path],
    options: Options,
    sinks: Sequence[Sink],
    *,
    counted: Callable[[], int],
    listeners: Sequence[Listener] = (),
) -> Report:
    """Build a graph of all articles in ``paths`` and hand it to ``sinks``.

    Parameters:
        paths: files, folders, ``-``.
        options: how.
        sinks: where the graphs go.
        counted: says how many triples the sinks hold so far, each once.
        listeners: hear of progress and problems.

    Raises:
        UsageError: if a path or an option makes no sense.
        NothingToRead: if no article could be read, or none conforms.
    """
    extract.check(options.extractors)
    licence = web(options.licence) if options.licence else None
    if options.licence and licence is None:
        raise UsageError(f"the licence {options.licence!r} is no web address")
    with Spool() as spool:
        work = _Build(options, spool, listeners)

        def sink(graph: NamedGraph) -> None:
            for each in sinks:
                each.write(graph)

        try:
            work.read(tuple(paths))
            if work.index():
                work.write(sink)
                work.report.people = work.people()
                work.report.triples = counted()
            if not work.report.articles:
                raise NothingToRead(_nothing(work.report))
        finally:
            for listener in listeners:
                listener.end(work.report)
        documents, triples = work.report.articles, work.report.triples
        sink(dataset_graph(work.minter, documents=documents, triples=triples, licence=licence))
    return work.report


def _nothing(report: Report) -> str:
    first = next((str(problems[0]) for problems in report.examples.values()), "no files were found")
    count = sum(report.problems.values())
    return f"no article could be read from {report.files} file(s), {count} problem(s); the first: {first}"
