"""The first step of an article: bytes become a document and a summary of it. It needs nothing but its arguments.

Any process on any machine can do it, and its result can be kept for as long as the bytes and the program
stay the same.
"""

import gzip
import hashlib
from collections.abc import Iterator, Sequence

import msgspec

from kg import extract, readers, sources
from kg.export.part import member
from kg.forgotten import digest
from kg.link import Reference, signature
from kg.link.identity import Profile, profiles
from kg.model import Article, BlockKind, Document, EntityKind, Link, Related
from kg.rdf.annotation import quoted_people
from kg.rdf.article import NEWSROOMS
from kg.rdf.iris import Minter, web
from kg.rdf.mapping import PUBLISHER_SITES, article_node
from kg.rdf.vocab import DEFAULT_BASE
from kg.readers.taz.titles import slug_in
from kg.redaction import redact
from kg.report import Problem, Severity

_LEVEL = 1  # of zlib: documents are written once and read once
_MINTER = Minter(DEFAULT_BASE)
_ENCODER = msgspec.msgpack.Encoder()
_DECODER = msgspec.msgpack.Decoder(Document)


class ReadTask(msgspec.Struct, frozen=True):
    """A source to be read.

    Attributes:
        name: see :class:`kg.sources.Source`.
        data: its bytes.
        extractors: names, in the order of work.
        forgotten: what must not be in the result; see :mod:`kg.forgotten`.
    """

    name: str
    data: bytes
    extractors: tuple[str, ...]
    forgotten: frozenset[str] = frozenset()


class Summary(msgspec.Struct, frozen=True):
    """What the whole corpus needs to know of an article.

    Attributes:
        local: the article's IRI without the base.
        sha256, format: of its source.
        text: the hash of its words.
        length: of its text, in code points.
        signature: see :func:`kg.link.signature`.
        day: of publication, ISO 8601; ``""`` if unknown.
        publisher: its short name; references lead to articles of one publisher only.
        number: the publisher's, with the publisher's name where that is another than taz, or None.
        kicker, headline: its title.
        cut: whether the source lost the headline's end.
        references: what it says of others, in the order of :func:`referring`.
        people: the local names of its authors and of the people that it names, sorted.
        profiles: what it tells of each of them.
    """

    local: str
    sha256: str
    format: str
    text: bytes
    length: int
    signature: bytes
    day: str
    publisher: str
    number: str | None
    kicker: str | None
    headline: str
    cut: bool
    references: tuple[Reference, ...]
    people: tuple[str, ...]
    profiles: tuple[Profile, ...]


class Item(msgspec.Struct, frozen=True):
    """One thing that a source holds: an article, of which there are a summary and the document, or a problem.

    Problems have no path, so that a folder can move.
    """

    problem: Problem | None = None
    summary: Summary | None = None
    document: bytes = b""


ITEMS = msgspec.msgpack.Decoder(tuple[Item, ...])
"""Reads what the cache keeps of a source."""


def annotate(source: sources.Source, extractors: Sequence[str]) -> Iterator[Document | Problem]:
    """Read one source and extract from its articles."""
    data = sources.load(source)
    if isinstance(data, Problem):
        yield data
        return
    for item in readers.read(data, name=source.name, path=source.label):
        yield extract.annotate(item, extractors) if isinstance(item, Article) else item


def read(task: ReadTask) -> tuple[Item, ...]:
    """Read a source and extract from its articles."""
    return tuple(_items(task))


def _items(task: ReadTask) -> Iterator[Item]:
    for found in readers.read(task.data, name=task.name, path=""):
        if isinstance(found, Problem):
            yield Item(problem=found)
            continue
        document = extract.annotate(found, task.extractors)
        if task.forgotten:
            document = redact(document, lambda name: digest(_person(name)) in task.forgotten)
        summary = summarize(document)
        if digest(summary.local) in task.forgotten:
            yield Item(problem=_forgotten())
            continue
        for link in document.article.links:
            if link.id is None and web(link.target) is None:
                yield Item(problem=_no_address(link))
        yield Item(summary=summary, document=member(_ENCODER.encode(document), _LEVEL))


def document_of(item: bytes) -> Document:
    """Return the document of an item."""
    return _DECODER.decode(gzip.decompress(item))


def _no_address(link: Link) -> Problem:
    message = f"link [{link.number}] leads to „{link.target}“, which is no web address"
    return Problem(
        code="link-no-address", severity=Severity.WARNING, message=message, path="", hint="the link is not in the graph"
    )  # fmt: skip


def _forgotten() -> Problem:
    hint = "take its line out of the list of what is forgotten to have it again"
    return Problem(
        code="forgotten", severity=Severity.WARNING, message="has an article that kg forget took out", path="",
        line=1, hint=hint,
    )  # fmt: skip


def is_forgotten(item: Item, forgotten: frozenset[str]) -> bool:
    """Say whether an item has what is on the list of what must not come back."""
    summary = item.summary
    return summary is not None and any(
        digest(local) in forgotten for local in (summary.local, *summary.people)
    )


def _local(node: str) -> str:
    """Return an IRI term without its base."""
    return node[len(DEFAULT_BASE) + 1 : -1]


def _person(name: str) -> str:
    return _local(_MINTER.entity(EntityKind.PERSON, name))


def summarize(document: Document) -> Summary:
    """Return what the corpus needs to know of an article."""
    article = document.article
    return Summary(
        local=_local(article_node(article, _MINTER)),
        sha256=article.sha256,
        format=article.format,
        text=hashlib.blake2b(article.text.encode("utf-8", "surrogatepass"), digest_size=16).digest(),
        length=len(article.text),
        signature=signature("\n".join(article.paragraphs)),
        day=article.published.isoformat() if article.published else "",
        publisher=article.publisher,
        number=_number(article),
        kicker=article.kicker,
        headline=article.headline,
        cut=any(block.cuts for block in article.of_kind(BlockKind.HEADLINE)),
        references=tuple(_reference(item, article) for item in referring(article)),
        people=tuple(sorted({_person(name) for name in (*article.authors, *quoted_people(document))})),
        profiles=profiles(document, [name for name in article.authors if name.lower() not in NEWSROOMS]),
    )


def _number(article: Article) -> str | None:
    """Return an article's number so that the numbers of two publishers are never the same."""
    if article.id is None or article.publisher in PUBLISHER_SITES:
        return article.id
    return f"{article.publisher} {article.id}"


def referring(article: Article) -> tuple[Link | Related, ...]:
    """Return what in an article leads to other articles of its publisher."""
    return (*(link for link in article.links if link.id is not None), *article.related)


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
