"""Maps what was extracted from a text to triples: quotations, mentions, and those they refer to."""

from collections.abc import Iterator

from kg.model import Chain, Document, EntityKind, Mention, Quotation, QuotationKind, Role, Span
from kg.rdf.article import ALTERNATE, IS_PART_OF, NAME, REFERS_TO, TRUNCATED, A, entity, selector
from kg.rdf.iris import Minter
from kg.rdf.terms import Triple, boolean, decimal, literal
from kg.rdf.vocab import term

_CLASS_OF = {
    QuotationKind.DIRECT: term("kg:DirectQuotation"),
    QuotationKind.INDIRECT: term("kg:IndirectQuotation"),
    QuotationKind.REPORTED: term("kg:ReportedQuotation"),
    QuotationKind.FREE_INDIRECT: term("kg:FreeIndirectQuotation"),
    QuotationKind.INDIRECT_FREE_INDIRECT: term("kg:IndirectFreeIndirectQuotation"),
}


def annotation_triples(document: Document, node: str, minter: Minter) -> Iterator[Triple]:
    """Describe all that was extracted from the article ``node``."""
    for mention in document.mentions:
        yield from _mention(document, mention, node, minter)
    for quotation in document.quotations:
        yield from _quotation(document, quotation, node, minter)
    for role in document.roles:
        yield from _role(document, role, node, minter)


def described(
    document: Document, index: int, node: str, minter: Minter, at: Span
) -> tuple[str, list[Triple]]:
    """Return the node of a chain and what describes it.

    Parameters:
        document: the article with what was found.
        index: of the chain.
        node: IRI term of the article.
        minter: mints the other nodes.
        at: where a source without a name stands, if nothing else tells.
    """
    chain: Chain = document.chains[index]
    if chain.named:
        triples = list(entity(minter, chain.kind, chain.name))
        return minter.entity(chain.kind, chain.name), triples + _aliases(chain, minter)
    source = minter.part(node, "source", _first(document, index) or at)
    triples = [
        (source, A, term("kg:UnnamedSource")),
        (source, IS_PART_OF, node),
        (source, NAME, literal(chain.name, language=document.article.language)),
    ]
    if chain.definite is not None:
        triples.append((source, term("kg:definite"), boolean(chain.definite)))
    return source, triples


def _aliases(chain: Chain, minter: Minter) -> list[Triple]:
    node = minter.entity(chain.kind, chain.name)
    known = minter.people.get(chain.name) if chain.kind is EntityKind.PERSON else None
    return [
        (node, ALTERNATE, literal(alias)) for alias in chain.aliases if known is None or alias != known.name
    ]


def _first(document: Document, index: int) -> Span | None:
    spans = [mention.span for mention in document.mentions if mention.chain == index]
    spans += [q.speaker for q in document.quotations if q.source == index and q.speaker is not None]
    spans += [r.held_words for r in document.roles if r.held_for == index and r.held_words is not None]
    return min(spans, default=None)


def evidence(node: str, extractor: str, rule: str, confidence: float) -> Iterator[Triple]:
    """Say of something that was found which extractor found it, by which rule, and how sure it is (0 to 1)."""
    yield node, term("kg:extractor"), literal(extractor)
    yield node, term("kg:rule"), literal(rule)
    yield node, term("kg:confidence"), decimal(confidence)


def _mention(document: Document, mention: Mention, node: str, minter: Minter) -> Iterator[Triple]:
    article = document.article
    words = minter.part(node, "mention", mention.span)
    yield words, A, term("kg:Mention")
    yield words, IS_PART_OF, node
    yield words, term("oa:exact"), literal(mention.span.of(article.text), language=article.language)
    yield words, term("kg:form"), literal(str(mention.form))
    if mention.role is not None:
        role = literal(mention.role.of(article.text), language=article.language)
        yield words, term("kg:roleText"), role
    if mention.stands_for:
        yield words, term("kg:standsFor"), minter.entity(EntityKind.ORGANIZATION, mention.stands_for)
        yield from entity(minter, EntityKind.ORGANIZATION, mention.stands_for)
    yield from selector(words, mention.span.start, mention.span.end)
    yield from evidence(words, mention.extractor, mention.rule, mention.confidence)
    if mention.chain is not None:
        target, triples = described(document, mention.chain, node, minter, mention.span)
        yield words, REFERS_TO, target
        yield from triples
        if document.chains[mention.chain].named:
            yield node, term("schema:mentions"), target


def _quotation(document: Document, quotation: Quotation, node: str, minter: Minter) -> Iterator[Triple]:
    article = document.article
    words = minter.part(node, "quotation", quotation.span)
    text = " ".join(part.of(article.text) for part in quotation.parts)
    yield words, A, term("schema:Quotation")
    yield words, A, _CLASS_OF[quotation.kind]
    yield words, IS_PART_OF, node
    yield words, term("schema:text"), literal(text, language=article.language)
    yield from selector(words, quotation.span.start, quotation.span.end)
    yield from evidence(words, quotation.extractor, quotation.rule, quotation.confidence)
    yield from _parts(quotation, words, node, minter)
    if not quotation.exact:
        yield words, TRUNCATED, boolean(True)
    yield from _who(document, quotation, words, node, minter)


def _role(document: Document, role: Role, node: str, minter: Minter) -> Iterator[Triple]:
    """State an office or profession: who has it, for whom, and where the article says so."""
    article = document.article
    words = minter.part(node, "role", role.span)
    title = literal(role.title, language=article.language)
    holder, triples = described(document, role.holder, node, minter, role.span)
    yield words, A, term("schema:Role")
    yield words, IS_PART_OF, node
    yield words, term("schema:roleName"), title
    yield words, term("kg:heldBy"), holder
    yield words, term("oa:exact"), literal(role.span.of(article.text), language=article.language)
    yield from selector(words, role.span.start, role.span.end)
    yield from evidence(words, role.extractor, role.rule, role.confidence)
    yield from triples
    named = document.chains[role.holder].named
    if named:
        yield holder, term("schema:jobTitle"), title
    if role.held_for is not None:
        where, what = described(document, role.held_for, node, minter, role.held_words or role.span)
        yield words, term("kg:heldFor"), where
        yield from what
        if named and document.chains[role.held_for].kind is EntityKind.ORGANIZATION:
            yield holder, term("schema:affiliation"), where


def _parts(quotation: Quotation, words: str, node: str, minter: Minter) -> Iterator[Triple]:
    if len(quotation.parts) > 1:
        for part in quotation.parts:
            place = minter.part(node, "char", part)
            yield words, term("kg:part"), place
            yield from selector(place, part.start, part.end)


def _who(document: Document, quotation: Quotation, words: str, node: str, minter: Minter) -> Iterator[Triple]:
    """State who speaks, in which words; in satire nobody is stated to have spoken."""
    article = document.article

    def said(predicate: str, *spans: Span) -> Triple:
        text = " … ".join(span.of(article.text) for span in spans)
        return words, term(predicate), literal(text, language=article.language)

    if quotation.speaker is not None:
        yield said("kg:speakerText", quotation.speaker)
    if quotation.cue:
        yield said("kg:cue", *quotation.cue)
    if quotation.addressee is not None:
        yield said("kg:addresseeText", quotation.addressee)
    if article.satire:
        yield words, term("kg:satirical"), boolean(True)
    elif quotation.source is not None:
        for source in (quotation.source, *quotation.together):
            speaker, triples = described(document, source, node, minter, quotation.span)
            yield words, term("schema:spokenByCharacter"), speaker
            yield from triples


def quoted_people(document: Document) -> set[str]:
    """Return the names of the people that the article names or quotes."""
    return {c.name for c in document.chains if c.named and c.kind is EntityKind.PERSON}
