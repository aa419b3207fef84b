"""Maps an article to triples: what its reader understood, without what was extracted from the text."""

from collections.abc import Iterator

from kg.model import Article, BlockKind, EntityKind, Link
from kg.rdf.iris import Minter, web
from kg.rdf.items import item, item_triples
from kg.rdf.people import Who
from kg.rdf.terms import Triple, boolean, date, decimal, integer, literal
from kg.rdf.vocab import term

A = term("rdf:type")
NAME = term("schema:name")
ALTERNATE = term("schema:alternateName")
IS_PART_OF = term("schema:isPartOf")
REFERS_TO = term("kg:refersTo")
TRUNCATED = term("kg:truncated")

CLASS_OF = {
    EntityKind.PERSON: term("schema:Person"),
    EntityKind.ORGANIZATION: term("schema:Organization"),
    EntityKind.PLACE: term("schema:Place"),
    EntityKind.EVENT: term("schema:Event"),
    EntityKind.THING: term("schema:Thing"),
}
NEWSROOMS = frozenset("taz dpa afp ap rtr reuters epd kna dapd ddp apa sid".split())
"""Bylines that name a newsroom or agency, not a person."""


def entity(minter: Minter, kind: EntityKind, name: str) -> Iterator[Triple]:
    """Describe a person, organisation, place, event or thing by its name."""
    node = minter.entity(kind, name)
    yield node, A, CLASS_OF[kind]
    known_item = item(kind, name)
    if known_item is not None:
        yield from item_triples(node, known_item)
    known = minter.people.get(name) if kind is EntityKind.PERSON else None
    if known is None:
        yield node, NAME, literal(name)
        return
    yield node, NAME, literal(known.name)
    if known.name != name:
        yield node, ALTERNATE, literal(name)
    if known.hint:
        yield node, term("schema:disambiguatingDescription"), literal(known.hint)


def identification(minter: Minter, article: str, name: str, who: Who) -> Iterator[Triple]:
    """Say why a name in an article means whom it means."""
    if who.decided is None:
        return
    node = minter.identification(article, name)
    yield node, A, term("kg:Identification")
    yield node, IS_PART_OF, article
    yield node, NAME, literal(name)
    yield node, REFERS_TO, minter.person(who.name, who.hint)
    yield node, term("kg:extractor"), literal("identity")
    yield node, term("kg:rule"), literal(who.decided.rule)
    yield node, term("kg:confidence"), decimal(who.decided.confidence)
    for reason in who.decided.reasons:
        yield node, term("kg:reason"), literal(reason)
    if who.decided.rival is not None:
        yield node, term("kg:apartFrom"), minter.person(*who.decided.rival)
    for reason in who.decided.against:
        yield node, term("kg:reasonAgainst"), literal(reason)


def article_triples(article: Article, node: str, minter: Minter, *, text: bool) -> Iterator[Triple]:
    """Describe an article.

    Parameters:
        article: as read.
        node: its IRI term.
        minter: mints the other nodes.
        text: whether the graph carries the whole text.
    """
    yield node, A, term("schema:NewsArticle")
    yield node, term("schema:headline"), literal(article.headline, language=article.language)
    yield node, term("schema:inLanguage"), literal(article.language)
    yield from _words(article, node)
    if article.published:
        yield node, term("schema:datePublished"), date(article.published)
    if article.id:
        yield node, term("schema:identifier"), literal(article.id)
    address = web(article.url) if article.url else None
    if address is not None:
        yield node, term("schema:url"), address
    if article.satire:
        yield node, term("schema:genre"), literal("Satire", language="de")
    if article.truncated:
        yield node, TRUNCATED, boolean(True)
    if text:
        yield node, term("schema:text"), literal(article.text, language=article.language)
    yield from _people(article, node, minter)
    yield from _topics(article, node, minter)


def _words(article: Article, node: str) -> Iterator[Triple]:
    language = article.language
    if article.kicker:
        yield node, term("schema:alternativeHeadline"), literal(article.kicker, language=language)
    if article.lede:
        yield node, term("schema:abstract"), literal(article.lede, language=language)
    for caption in article.of_kind(BlockKind.CAPTION):
        image = f"{node[:-1]}#image>"
        yield node, term("schema:image"), image
        yield image, A, term("schema:ImageObject")
        yield image, term("schema:caption"), literal(caption.span.of(article.text), language=language)
        if caption.cuts:
            yield image, TRUNCATED, boolean(True)


def _newsroom(minter: Minter, name: str) -> Iterator[Triple]:
    newsroom = minter.entity(EntityKind.ORGANIZATION, name)
    yield from entity(minter, EntityKind.ORGANIZATION, name)
    yield newsroom, A, term("schema:NewsMediaOrganization")


def _people(article: Article, node: str, minter: Minter) -> Iterator[Triple]:
    yield node, term("schema:publisher"), minter.entity(EntityKind.ORGANIZATION, article.publisher)
    yield from _newsroom(minter, article.publisher)
    for author in article.authors:
        if author.lower() in NEWSROOMS:
            yield node, term("schema:author"), minter.entity(EntityKind.ORGANIZATION, author)
            yield from _newsroom(minter, author)
        else:
            yield node, term("schema:author"), minter.entity(EntityKind.PERSON, author)
            yield from entity(minter, EntityKind.PERSON, author)
    if article.dateline is None:
        return
    yield node, term("schema:dateline"), literal(", ".join(article.dateline.places))
    for place in article.dateline.places:
        name = place.title() if place.isupper() and len(place) > 3 else place
        yield node, term("schema:locationCreated"), minter.entity(EntityKind.PLACE, name)
        yield from entity(minter, EntityKind.PLACE, name)
    for agency in article.dateline.agencies:
        if agency != article.publisher:
            yield node, term("schema:sourceOrganization"), minter.entity(EntityKind.ORGANIZATION, agency)
            yield from _newsroom(minter, agency)


def topic(minter: Minter, label: str, language: str) -> Iterator[Triple]:
    """Describe a keyword."""
    yield minter.topic(label), A, term("skos:Concept")
    yield minter.topic(label), term("skos:prefLabel"), literal(label, language=language)


def _topics(article: Article, node: str, minter: Minter) -> Iterator[Triple]:
    for keyword in article.keywords:
        yield node, term("schema:about"), minter.topic(keyword)
        yield from topic(minter, keyword, article.language)


def selector(node: str, start: int, end: int) -> Iterator[Triple]:
    """State where in ``schema:text`` something stands (Web Annotation, section 4.2.5)."""
    yield node, A, term("oa:TextPositionSelector")
    yield node, term("oa:start"), integer(start)
    yield node, term("oa:end"), integer(end)


def link_triples(article: Article, node: str, link: Link, target: str, minter: Minter) -> Iterator[Triple]:
    """Describe the words of the text that carry a link to ``target`` (an IRI term)."""
    words = minter.part(node, "link", link.span)
    yield words, A, term("kg:Link")
    yield words, IS_PART_OF, node
    yield words, term("oa:exact"), literal(link.span.of(article.text), language=article.language)
    yield words, REFERS_TO, target
    yield from selector(words, link.span.start, link.span.end)
