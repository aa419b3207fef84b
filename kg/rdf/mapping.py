"""Maps documents, stubs and the data set itself to named graphs; the only door of the RDF model."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from kg.model import Article, Document, Link, Related
from kg.rdf.annotation import annotation_triples
from kg.rdf.article import NAME, TRUNCATED, A, article_triples, identification, link_triples
from kg.rdf.iris import Minter, web
from kg.rdf.named_graph import NamedGraph
from kg.rdf.naming import beside_text
from kg.rdf.terms import Triple, boolean, decimal, integer, literal
from kg.rdf.vocab import term

Target = Callable[[Link | Related], tuple[str, bool]]
"""Returns the IRI term of the article to which a link or a related article leads, and whether the corpus has it."""

PUBLISHER_SITES = {"taz": "https://taz.de/!"}
"""Where a publisher's article lies, by its number; the publishers whose own formats kg reads."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """What the program was, and how it was told to work: provenance of every graph.

    Attributes:
        version: of the program.
        options: as readable text; the same text gives the same IRI.
        text: whether graphs carry the articles' whole text.
    """

    version: str
    options: str
    text: bool


def article_node(article: Article, minter: Minter) -> str:
    """Return the article's IRI term, which depends on the article alone."""
    publisher = None if article.publisher in PUBLISHER_SITES else article.publisher
    return minter.article(article.published, article.kicker, article.headline, publisher=publisher)


@dataclass(frozen=True, slots=True)
class Copy:
    """Another file with the same article, or another version of it."""

    name: str
    sha256: str
    format: str


def document_graph(
    document: Document, minter: Minter, target: Target, run: Run, *, near: tuple[str, float] | None = None
) -> NamedGraph:
    """Map one document to its named graph.

    Parameters:
        document: what is to be mapped.
        minter: mints its IRIs.
        target: where links and related articles lead.
        run: the program and its options.
        near: the IRI term of an earlier article that this one nearly repeats, and how similar the two are.
    """
    node = article_node(document.article, minter)

    def triples() -> Iterator[Triple]:
        article = document.article
        yield from article_triples(article, node, minter, text=run.text)
        yield from annotation_triples(document, node, minter)
        for link in article.links:
            address = web(link.target) if link.id is None else target(link)[0]
            if address is not None:
                yield node, term("schema:citation"), address
                yield from link_triples(article, node, link, address, minter)
                if link.id is None:
                    yield address, A, term("schema:WebPage")
        for name, who in minter.people.items():
            yield from identification(minter, node, name, who)
        if near is not None:
            yield from _resemblance(node, *near, minter)
        yield from beside_text(document, node, minter, target)

    return NamedGraph.of(minter.part(node, "graph"), triples(), own=node[:-1])


def _resemblance(node: str, other: str, similarity: float, minter: Minter) -> Iterator[Triple]:
    evidence = minter.part(node, "resemblance")
    yield node, term("kg:nearDuplicateOf"), other
    yield evidence, A, term("kg:Resemblance")
    yield evidence, term("schema:isPartOf"), node
    yield evidence, term("kg:refersTo"), other
    yield evidence, term("kg:confidence"), decimal(similarity)
    yield evidence, term("kg:extractor"), literal("duplicates")
    yield evidence, term("kg:rule"), literal("minhash")


def provenance_graph(article: Article, minter: Minter, run: Run, copies: Iterable[Copy] = ()) -> NamedGraph:
    """Say of an article's graph from which file and by which run it was made (PROV-O), in the default graph.

    Parameters:
        article: whose graph.
        minter: mints its IRIs.
        run: the program and its options.
        copies: other files with the article.
    """
    node = article_node(article, minter)
    graph = minter.part(node, "graph")
    source = minter.source(article.sha256)
    triples = [
        (graph, A, term("prov:Entity")),
        (graph, term("schema:mainEntity"), node),
        (graph, term("prov:wasDerivedFrom"), source),
        (graph, term("prov:wasGeneratedBy"), minter.activity(run.version, run.options)),
        *_file(source, Copy(article.name, article.sha256, article.format)),
    ]
    for copy in copies:
        other = minter.source(copy.sha256)
        triples += _file(other, copy)
        if other != source:
            triples.append((other, term("prov:alternateOf"), source))
    return NamedGraph.of(None, triples, own=node[:-1])


def _file(node: str, file: Copy) -> Iterator[Triple]:
    yield node, A, term("prov:Entity")
    yield node, A, term("schema:MediaObject")
    yield node, NAME, literal(file.name)
    yield node, term("schema:sha256"), literal(file.sha256)
    yield node, term("schema:encodingFormat"), literal(file.format)


@dataclass(frozen=True, slots=True, kw_only=True)
class StubWords:
    """What is known of an article that is only referred to."""

    publisher: str
    number: str | None
    kicker: str
    headline: str
    teaser: str
    cut: bool
    language: str


def stub_graph(node: str, stub: StubWords) -> NamedGraph:
    """Describe an article that is only referred to, in the default graph."""

    def triples() -> Iterator[Triple]:
        yield node, A, term("schema:Article")
        yield node, A, term("kg:ArticleStub")
        if stub.number:
            yield node, term("schema:identifier"), literal(stub.number)
            site = PUBLISHER_SITES.get(stub.publisher)
            address = web(f"{site}{stub.number}") if site else None
            if address:
                yield node, term("schema:url"), address
        words = (
            ("schema:headline", stub.headline),
            ("schema:alternativeHeadline", stub.kicker),
            ("schema:abstract", stub.teaser),
        )
        for predicate, text in words:
            if text:
                yield node, term(predicate), literal(text, language=stub.language)
        if stub.cut:
            yield node, TRUNCATED, boolean(True)

    return NamedGraph.of(None, triples(), own=node[:-1])


def run_graph(minter: Minter, run: Run) -> NamedGraph:
    """Describe the run and the program (PROV-O), in the default graph."""
    activity = minter.activity(run.version, run.options)
    software = minter.software(run.version)
    triples = [
        (activity, A, term("prov:Activity")),
        (activity, term("prov:wasAssociatedWith"), software),
        (activity, term("schema:description"), literal(run.options)),
        (software, A, term("prov:SoftwareAgent")),
        (software, A, term("schema:SoftwareApplication")),
        (software, NAME, literal("kg")),
        (software, term("schema:softwareVersion"), literal(run.version)),
    ]
    return NamedGraph.of(None, triples)


def dataset_graph(minter: Minter, *, documents: int, triples: int, licence: str | None) -> NamedGraph:
    """Let the data set describe itself (VoID), in the default graph."""
    node = minter.dataset()
    description = [
        (node, A, term("void:Dataset")),
        (node, term("void:uriSpace"), literal(minter.base)),
        (node, term("void:documents"), integer(documents)),
        (node, term("void:triples"), integer(triples)),
    ]
    if licence is not None:
        description.append((node, term("dcterms:license"), licence))
    return NamedGraph.of(None, description)
