"""Maps what keywords and titles of related articles name to triples."""

from collections.abc import Callable, Iterator

from kg.model import Document, Naming, Related, Span
from kg.rdf.annotation import described, evidence
from kg.rdf.article import IS_PART_OF, REFERS_TO, A, topic
from kg.rdf.iris import Minter
from kg.rdf.terms import Triple, literal
from kg.rdf.vocab import term

_ABOUT = term("schema:about")
_ANYWHERE = Span(0, 1)  # is needed for what has no name, and all that is named here has one


def beside_text(
    document: Document, node: str, minter: Minter, target: Callable[[Related], tuple[str, bool]]
) -> Iterator[Triple]:
    """Say which articles are related, what they and this one are about, and whom their titles name.

    Of related articles that the corpus has, nothing more is said: they tell it themselves.

    Parameters:
        document: the article with what was found.
        node: its IRI term.
        minter: mints the other nodes.
        target: returns the IRI term of a related article, and whether the corpus has it.
    """
    article = document.article
    others = [(related, *target(related)) for related in article.related]
    for related, other, known in others:
        yield node, term("schema:isRelatedTo"), other
        if related.label and not known:
            yield other, _ABOUT, minter.topic(related.label)
            yield from topic(minter, related.label, article.language)
    unknown = {id(related): other for related, other, known in others if not known}
    for naming in document.namings:
        what, triples = described(document, naming.chain, node, minter, _ANYWHERE)
        if naming.related is not None:
            related = article.related[naming.related]
            stated = [(unknown[id(related)], term("schema:mentions"), what)] if id(related) in unknown else []
        else:
            labelled = [
                other for related, other, known in others if related.label == naming.words and not known
            ]
            own = [node] if naming.words in article.keywords else []
            stated = [(each, _ABOUT, what) for each in own + labelled]
            stated += [(minter.topic(naming.words), term("foaf:focus"), what)] if stated else []
        if stated:
            yield from stated
            yield from triples
            yield from _evidence(naming, what, node, minter, document)


def _evidence(naming: Naming, what: str, node: str, minter: Minter, document: Document) -> Iterator[Triple]:
    where = "keyword" if naming.related is None else f"title-{naming.related + 1}"
    beside = (other.words for other in document.namings if other.related == naming.related)
    words = minter.naming(node, where, naming.words, beside)
    yield words, A, term("kg:Naming")
    yield words, IS_PART_OF, node
    yield words, term("oa:exact"), literal(naming.words, language=document.article.language)
    yield words, REFERS_TO, what
    yield from evidence(words, naming.extractor, naming.rule, naming.confidence)
