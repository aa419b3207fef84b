"""What every reader, extractor and exporter must keep, as functions that a plugin's own tests can call."""

import hashlib
import io
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import BinaryIO, Protocol

import pyoxigraph

from kg.extract import Extractor
from kg.formats import for_name
from kg.model import Article, Document, Mention, Quotation, Span
from kg.rdf import NamedGraph
from kg.readers import Reader
from kg.report import Problem

_NOISE = (b"", b"\n", b"\x00", b"\xff\xfe", b"\xed\xa0\x80", b"\xf0\x9f", bytes(range(256)), b"[1][" * 50)
_CUTS = 16


class ContractBroken(AssertionError):
    """One sentence: who broke which rule."""


class _Exporter(Protocol):
    def write(self, graph: NamedGraph) -> None: ...

    def finish(self) -> None: ...


def _demand(kept: bool, who: str, rule: str) -> None:
    if not kept:
        raise ContractBroken(f"{who} {rule}")


def check_reader(reader: Reader, samples: Iterable[bytes]) -> None:
    """Hold a reader to its contract on samples, on their beginnings, and on bytes that are none of its.

    Parameters:
        reader: module or object.
        samples: sources in the reader's format; each must give an article or a problem.

    Raises:
        ContractBroken: with the rule that it broke.
    """
    who = f"reader {reader.name!r}"
    for sample in samples:
        _demand(reader.sniff(sample[:65536]) is True, who, "does not know one of its own samples")
        _demand(bool(_read(reader, sample)), who, "yields neither article nor problem for a sample")
        for end in range(0, len(sample), max(1, len(sample) // _CUTS)):
            _read(reader, sample[:end])
        for noise in _NOISE:
            _read(reader, sample + noise)
            _read(reader, sample[: len(sample) // 2] + noise + sample[len(sample) // 2 :])
    for noise in _NOISE:
        _demand(reader.sniff(noise) in (True, False), who, "must answer True or False to sniff()")
        _read(reader, noise)


def _read(reader: Reader, data: bytes) -> Sequence[Article | Problem]:
    who = f"reader {reader.name!r}"
    try:
        items = list(reader.read(data, name="n", path="p"))
    except Exception as error:
        raise ContractBroken(f"{who} raises {error!r}; it must yield a Problem instead") from error
    _demand(items == list(reader.read(data, name="n", path="p")), who, "reads the same bytes differently")
    for item in items:
        _demand(item.path == "p", who, "must hand on the path that it was given")
        if isinstance(item, Article):
            _demand(item.name == "n", who, "must hand on the name that it was given")
            _demand(item.sha256 == hashlib.sha256(data).hexdigest(), who, "states a wrong hash")
            _check_article(item, who)
    return items


def _check_article(article: Article, who: str) -> None:
    _demand(bool(article.headline), who, "yields an article without a headline")
    _demand(_encodable(article.text), who, "leaves surrogates in the text")
    end = 0
    for block in article.blocks:
        _demand(end <= block.span.start, who, "yields blocks that overlap or are out of order")
        _demand(bool(block.span.of(article.text).strip()), who, "yields a block without words")
        _demand(
            all(block.span.contains(Span(c - 1, c)) for c in block.cuts), who, "puts a cut outside its block"
        )
        end = block.span.end
    _demand(end <= len(article.text), who, "yields a block beyond the text")
    for span in (*(link.span for link in article.links), *(turn.span for turn in article.turns)):
        inside = any(block.span.contains(span) for block in article.blocks)
        _demand(inside, who, "yields a link or turn outside the blocks")


def _encodable(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def check_extractor(extractor: Extractor, documents: Iterable[Document]) -> None:
    """Hold an extractor to its contract on documents that provide what it requires.

    Raises:
        ContractBroken: with the rule that it broke.
    """
    who = f"extractor {extractor.name!r}"
    for document in documents:
        found = extractor(document)
        _demand(found == extractor(document), who, "finds different things in the same document")
        _demand(found.article == document.article, who, "changes the article")
        kept = found.chains[: len(document.chains)]
        same = [(chain.kind, chain.name) for chain in kept] == [(c.kind, c.name) for c in document.chains]
        _demand(same, who, "changes or moves a chain to which others point")
        _check_mentions(document, found, who)
        kept_quotations = set(map(_words_of, found.quotations))
        same = {_words_of(q) for q in document.quotations} <= kept_quotations
        _demand(same, who, "drops or changes a quotation")
        told = {q for q in document.quotations if q.source is not None}
        _demand(told <= set(found.quotations), who, "changes who speaks in a quotation")
        _check_finds(document, found, who)


def _check_mentions(document: Document, found: Document, who: str) -> None:
    """A mention stays as it is, but for whom it means where nothing told that yet."""
    told = {mention for mention in document.mentions if mention.chain is not None}
    untold = {mention for mention in document.mentions if mention.chain is None}
    same = untold <= {replace(mention, chain=None) for mention in found.mentions}
    _demand(same and told <= set(found.mentions), who, "drops or changes a mention")


def _words_of(quotation: Quotation) -> Quotation:
    """Return a quotation without what may be added to it: who speaks, and how sure that is."""
    return replace(quotation, source=None, together=(), confidence=0.0)


def _check_finds(document: Document, found: Document, who: str) -> None:
    old: set[Mention | Quotation] = {*document.mentions, *document.quotations}
    length = len(found.article.text)
    finds: set[Mention | Quotation] = {*found.mentions, *found.quotations}
    for find in finds - old:
        _demand(find.span.end <= length, who, "finds something beyond the text")
        _demand(0 <= find.confidence <= 1, who, "is more than sure, or less than unsure")
        _demand(bool(find.extractor and find.rule), who, "does not say by which rule it found something")
    for index in (
        *(m.chain for m in found.mentions),
        *(q.source for q in found.quotations),
        *(s for q in found.quotations for s in q.together),
        *(naming.chain for naming in found.namings),
    ):
        _demand(index is None or 0 <= index < len(found.chains), who, "points to a chain that is not there")


def check_exporter(name: str, make: "Callable[[BinaryIO], _Exporter]", graphs: Sequence[NamedGraph]) -> None:
    """Hold an exporter to its contract: the same graphs give the same bytes, which read back to the same triples.

    Parameters:
        name: of its format in ``kg.formats``; what is no RDF is not read back.
        make: returns a new exporter that writes to what it is given.
        graphs: what to write.

    Raises:
        ContractBroken: with the rule that it broke.
    """
    who = f"exporter {name!r}"
    form = for_name(name)
    data = _written(make, graphs)
    _demand(data == _written(make, graphs), who, "writes the same graphs differently")
    if not form.rdf:
        return
    syntax = pyoxigraph.RdfFormat.from_media_type(form.media_type)
    back = {(str(q.subject), str(q.predicate), str(q.object)) for q in pyoxigraph.parse(data, format=syntax)}
    lines = "".join(graph.ntriples() for graph in graphs).encode()
    parsed = pyoxigraph.parse(lines, format=pyoxigraph.RdfFormat.N_TRIPLES)
    triples = {(str(q.subject), str(q.predicate), str(q.object)) for q in parsed}
    _demand(back == triples, who, "does not read back to what was written")


def _written(make: "Callable[[BinaryIO], _Exporter]", graphs: Iterable[NamedGraph]) -> bytes:
    sink = io.BytesIO()
    exporter = make(sink)
    for graph in graphs:
        exporter.write(graph)
    exporter.finish()
    return sink.getvalue()
