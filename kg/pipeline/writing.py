"""The second step of an article: its document, and what the corpus says of it, become parts of the output.

It needs nothing but its arguments. Any process on any machine can do it, and its result can be kept for as
long as the document, what the corpus says of it, the options and the program stay the same.
"""

from collections.abc import Collection
from functools import lru_cache

import msgspec

from kg.export import Part, counted, renderer
from kg.export.part import Renderer
from kg.ledger import digests
from kg.model import EntityKind, Link, Related
from kg.pipeline.options import Options
from kg.pipeline.reading import document_of, referring
from kg.rdf import NamedGraph
from kg.rdf.annotation import quoted_people
from kg.rdf.iris import Minter
from kg.rdf.mapping import Copy, StubWords, document_graph, provenance_graph, stub_graph
from kg.rdf.people import Who
from kg.report import Problem
from kg.validate import Validator


class Writing(msgspec.Struct, frozen=True):
    """How all parts of a build are made.

    Attributes:
        options: of the build.
        forms: of the parts: what the outputs take.
        level: at which zlib compresses the blocks.
    """

    options: Options
    forms: tuple[str, ...]
    level: int


class Context(msgspec.Struct, frozen=True):
    """What the corpus says of an article.

    Attributes:
        targets: the IRI terms to which its references lead, and whether the corpus has the article.
        copies: other sources of it.
        near: the IRI term of an earlier article that it nearly repeats, and how similar the two are, 0 to 1.
        people: its names that mean other people than the first of just that name, and whom they mean.
    """

    targets: tuple[tuple[str, bool], ...]
    copies: tuple[Copy, ...] = ()
    near: tuple[str, float] | None = None
    people: tuple[tuple[str, Who], ...] = ()


class ArticleTask(msgspec.Struct, frozen=True, tag=True):
    """An article to be mapped.

    Attributes:
        document: see :class:`kg.pipeline.reading.Item`.
        context: what the corpus says of it.
    """

    document: bytes
    context: Context


class StubTask(msgspec.Struct, frozen=True, tag=True):
    """An article that is only referred to, to be mapped under an IRI term."""

    node: str
    words: StubWords


class Written(msgspec.Struct, frozen=True):
    """What became of a task.

    Attributes:
        parts: one for each form; none if something does not conform.
        problems: without path.
        quotations: how many.
        own: how many statements nobody else makes.
        stated: the others; see :func:`kg.ledger.digests`.
        met: the people: authors, and those who are named.
    """

    parts: tuple[Part, ...]
    problems: tuple[Problem, ...] = ()
    quotations: int = 0
    own: int = 0
    stated: bytes = b""
    met: bytes = b""


class _Maker:
    """What a process needs again and again for one kind of writing."""

    def __init__(self, writing: Writing) -> None:
        self.writing = writing
        self.minter = Minter(writing.options.base)
        self.run = writing.options.run()
        self.validator = Validator() if writing.options.validate else None
        self.renderers: list[Renderer] = [renderer(form, base=writing.options.base) for form in writing.forms]

    def violations(self, graph: NamedGraph) -> tuple[Problem, ...]:
        """Hold a graph against the shapes."""
        found = self.validator.check(graph) if self.validator else ()
        return tuple(violation.problem("") for violation in found)

    def written(self, *graphs: NamedGraph, quotations: int = 0, people: Collection[str] = ()) -> Written:
        """Render graphs in each form."""
        parts = tuple(render(*graphs).packed_at(self.writing.level) for render in self.renderers)
        own, others = counted(*graphs)
        return Written(
            parts, quotations=quotations, own=own, stated=digests(others), met=digests(sorted(people))
        )


_maker = lru_cache(maxsize=2)(_Maker)


def write(task: ArticleTask | StubTask, writing: Writing) -> Written:
    """Map, validate and render an article, or one that is only referred to."""
    maker = _maker(writing)
    return _article(task, maker) if isinstance(task, ArticleTask) else _stub(task, maker)


def _article(task: ArticleTask, maker: _Maker) -> Written:
    document = document_of(task.document)
    article = document.article
    targets = dict(zip(referring(article), task.context.targets, strict=True))

    def target(item: Link | Related) -> tuple[str, bool]:
        return targets[item]

    minter = maker.minter.knowing(dict(task.context.people))
    graph = document_graph(document, minter, target, maker.run, near=task.context.near)
    problems = maker.violations(graph)
    if problems:
        return Written((), problems)
    provenance = provenance_graph(article, maker.minter, maker.run, task.context.copies)
    names = {*article.authors, *quoted_people(document)}
    people = {minter.entity(EntityKind.PERSON, name) for name in names}
    return maker.written(graph, provenance, quotations=len(document.quotations), people=people)


def _stub(task: StubTask, maker: _Maker) -> Written:
    graph = stub_graph(task.node, task.words)
    problems = maker.violations(graph)
    return Written((), problems) if problems else maker.written(graph)
