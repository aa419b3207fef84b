"""Everything that is registered keeps its contract, and the contracts notice what breaks them."""

import io
import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.errors import UsageError
from kg.export import EXPORTERS, exporter
from kg.extract import DEFAULT, EXTRACTORS, QUALITIES, annotate, check
from kg.formats import FORMATS, for_name
from kg.graph import Graph
from kg.model import Article, Block, BlockKind, Document, Span
from kg.plugins import load, names
from kg.rdf.vocab import DEFAULT_BASE
from kg.readers import READERS
from kg.report import Problem
from kg.testing import (
    FORMS,
    ContractBroken,
    check_exporter,
    check_extractor,
    check_reader,
    generated,
    render,
)
from tests.articles import article
from tests.conftest import EXAMPLES
from tests.support.shards import Archive, fields, raw

GROUPS = {"kg.readers": READERS, "kg.extractors": EXTRACTORS, "kg.exporters": EXPORTERS}
SNAPSHOT = Path(__file__).parents[1] / "registry.json"
SAMPLES = {
    "json": [json.dumps(item).encode() for item in (raw(3), fields(8))],
    "warc": [Archive().add(render(generated(3), "bare")).add(b"A\n\nB").bytes],
    "taz": [render(generated(number), form) for number in (3, 8) for form in FORMS],
}
BODIES = st.lists(
    st.sampled_from(
        "Eva Muster Jan Claussen sagte er „Das ist so“ , . : ! der Minister in Kiel 1 – “".split()
    ),
    max_size=40,
).map(" ".join)


def documents() -> Iterator[Document]:
    for path in sorted(EXAMPLES.iterdir()):
        for item in load("kg.readers", "taz", READERS).read(path.read_bytes(), name="n", path="p"):
            if isinstance(item, Article):
                yield Document(article=item)


def provided(document: Document, name: str) -> Document:
    """Run over a document what runs before the extractor of that name."""
    chain = next((names for names in QUALITIES.values() if name in names), (*DEFAULT, name))
    before = chain[: chain.index(name)]
    return annotate(document.article, before)


def test_the_registry_has_not_lost_or_gained_a_name_unnoticed() -> None:
    found = {group: names(group, builtin) for group, builtin in GROUPS.items()}
    assert found == json.loads(SNAPSHOT.read_text("utf-8"))


@pytest.mark.parametrize("name", names("kg.readers", READERS))
def test_readers(name: str) -> None:
    check_reader(load("kg.readers", name, READERS), SAMPLES[name])


@pytest.mark.parametrize("name", names("kg.extractors", EXTRACTORS))
def test_extractors(name: str) -> None:
    extractor = load("kg.extractors", name, EXTRACTORS)
    assert extractor.name == name
    check_extractor(extractor, [provided(document, name) for document in documents()])


@pytest.mark.parametrize("name", names("kg.extractors", EXTRACTORS))
@given(BODIES)
@settings(max_examples=50)
def test_extractors_on_any_text(name: str, body: str) -> None:
    document = Document(article=article(f"Text {body}."))
    check_extractor(load("kg.extractors", name, EXTRACTORS), [provided(document, name)])


@pytest.mark.parametrize("name", names("kg.exporters", EXPORTERS))
def test_exporters(name: str, examples: Graph) -> None:
    check_exporter(name, lambda sink: exporter(for_name(name), sink, base=DEFAULT_BASE), examples.graphs)


def test_every_format_has_an_exporter() -> None:
    assert {form.name for form in FORMATS} == set(EXPORTERS)


@dataclass
class BrokenReader:
    """Reads ``X``; what it does wrong is told by ``fault``."""

    fault: str
    name: str = "broken"
    reads: int = 0

    def sniff(self, head: bytes) -> bool:
        return head.startswith(b"X") and self.fault != "sniff"

    def read(self, data: bytes, *, name: str, path: str) -> Iterator[Article | Problem]:
        if self.fault == "raise":
            data.decode("ascii")
        self.reads += 1
        good = article("Ein Text.")
        changes: dict[str, dict[str, Any]] = {
            "hash": {},
            "beyond": {"text": good.text[:-3]},
            "order": {"blocks": good.blocks[::-1]},
            "nothing": {
                "text": "\ud800",
                "blocks": (Block(kind=BlockKind.HEADLINE, span=Span(0, 1), line=1),),
            },
            "restless": {"text": f"{good.text}{self.reads}"},
        }
        if self.fault != "silent":
            digest = (
                {} if self.fault == "hash" else {"sha256": __import__("hashlib").sha256(data).hexdigest()}
            )
            yield replace(good, name=name, path=path, **digest, **changes.get(self.fault, {}))


@pytest.mark.parametrize(
    ("fault", "words"),
    [
        ("sniff", "own samples"),
        ("silent", "neither article nor problem"),
        ("raise", "must yield a Problem"),
        ("hash", "wrong hash"),
        ("beyond", "beyond the text"),
        ("order", "out of order"),
        ("nothing", "surrogates"),
        ("restless", "differently"),
    ],
)
def test_the_contract_of_readers_can_be_broken(fault: str, words: str) -> None:
    with pytest.raises(ContractBroken, match=words):
        check_reader(BrokenReader(fault), [b"X\xff"])


@dataclass
class BrokenExtractor:
    fault: str
    name: str = "broken"
    requires: tuple[str, ...] = ()
    provides: tuple[str, ...] = ()

    def __call__(self, document: Document) -> Document:
        first = document.mentions[0]
        changes: dict[str, dict[str, Any]] = {
            "article": {"article": replace(document.article, language="en")},
            "drop": {"mentions": document.mentions[1:]},
            "chain": {"chains": document.chains[::-1]},
            "sure": {"mentions": (*document.mentions, replace(first, confidence=1.5))},
            "rule": {"mentions": (*document.mentions, replace(first, rule=""))},
            "beyond": {"mentions": (*document.mentions, replace(first, span=Span(10**6, 10**6 + 1)))},
            "index": {"mentions": (*document.mentions, replace(first, chain=999))},
        }
        return replace(document, **changes[self.fault])


@pytest.mark.parametrize(
    ("fault", "words"),
    [
        ("article", "changes the article"),
        ("drop", "drops or changes a mention"),
        ("chain", "moves a chain"),
        ("sure", "more than sure"),
        ("rule", "by which rule"),
        ("beyond", "beyond the text"),
        ("index", "not there"),
    ],
)
def test_the_contract_of_extractors_can_be_broken(fault: str, words: str) -> None:
    document = annotate(article("Eva Muster kam. Jan Claussen kam auch."))
    with pytest.raises(ContractBroken, match=words):
        check_extractor(BrokenExtractor(fault), [document])


class Forgetful:
    """Forgets the last graph."""

    def __init__(self, sink: io.BytesIO) -> None:
        self.inner = exporter(for_name("ntriples"), sink, base=DEFAULT_BASE)
        self.triples = 0

    def write(self, graph: Any) -> None:
        if self.triples == 0:
            self.inner.write(graph)
        self.triples += len(graph.triples)

    def finish(self) -> None:
        self.inner.finish()


def test_the_contract_of_exporters_can_be_broken(examples: Graph) -> None:
    with pytest.raises(ContractBroken, match="read back"):
        check_exporter("ntriples", Forgetful, examples.graphs)  # type: ignore[arg-type]


def test_extractors_whose_needs_are_not_met_are_refused() -> None:
    with pytest.raises(UsageError, match="'quotations' needs mentions"):
        check(["quotations"])
    with pytest.raises(UsageError, match="no 'nonsense' among the extractors"):
        check(["nonsense"])
