"""Adds role phrases and pronouns to a document, each tied to whom it means, and ties quotations to who speaks."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from kg.extract.coreference.chains import Chains
from kg.extract.coreference.roles import Holder, Roles
from kg.extract.coreference.sieve import DESCRIBED, Sieve
from kg.extract.coreference.speakers import Speakers
from kg.extract.coreference.unspoken import complete
from kg.extract.quotations.extractor import NOBODY
from kg.lang import language
from kg.model import Document, Mention, MentionForm, Quotation, Role


class Coreference:
    """Ties words to people and institutions, within one article."""

    name = "coreference"
    requires = ("sentences", "mentions", "quotations")
    provides = ("coreference",)

    def __call__(self, document: Document) -> Document:
        """Return ``document`` with role phrases and pronouns as mentions, and the speakers of its quotations."""
        everything, document = document, _names_only(document)
        sieve = Sieve(document, language(document.article.language))
        chains = Chains(document, sieve)
        known = replace(document, mentions=tuple(map(chains.named, document.mentions)))
        speakers = Speakers(known, sieve, chains)
        spoken = [_spoken(quotation, speakers) for quotation in document.quotations]
        quotations = tuple(complete(spoken, document, sieve, chains))
        chains.keep_repeated()
        roles = sorted(_distinct([*document.roles, *_roles(known, sieve, chains)]), key=_place)
        mentions = {m.span: m for m in (*everything.mentions, *known.mentions, *chains.mentions())}
        return replace(
            document,
            quotations=quotations,
            chains=tuple(chains.all),
            mentions=tuple(sorted(mentions.values(), key=_place)),
            roles=tuple(roles),
        )


def _names_only(document: Document) -> Document:
    """Leave out adjectives and inhabitants of places: nobody is meant by them, and none of them speaks."""
    return replace(document, mentions=tuple(m for m in document.mentions if m.form is MentionForm.NAME))


def _distinct(roles: Iterable[Role]) -> list[Role]:
    return list({(role.span, role.holder): role for role in roles}.values())


def _roles(document: Document, sieve: Sieve, chains: Chains) -> Iterator[Role]:
    """Yield the roles of those who have a name, and of those without one who speak or come again."""
    reader = Roles(document.mentions, language(document.article.language), chains.by_name)
    for line, start, end, entity in sieve.people():
        yield from reader.beside(Holder(line.tokens, start, end, chains.of(entity)))
    for tie in sieve.ties:
        reference, entity = tie.reference, tie.resolved.entity
        if tie.resolved.rule == DESCRIBED and chains.has(entity):
            tokens = sieve.layout.lines[reference.line].tokens
            holder = Holder(tokens, reference.start, reference.end, chains.of(entity))
            yield from reader.described(holder, reference.head_at)


def _place(mention: Mention | Role) -> tuple[int, int]:
    return mention.span.start, mention.span.end


def _spoken(quotation: Quotation, speakers: Speakers) -> Quotation:
    """Return a quotation with the one who speaks, unless the extractor that found it told so already."""
    if quotation.source is not None or quotation.speaker is None:
        return quotation
    source, *together = speakers.together(quotation.speaker) or (speakers.resolve(quotation.speaker),)
    confidence = quotation.confidence if source is not None else min(quotation.confidence, NOBODY)
    others = tuple(other for other in together if other is not None)
    return replace(quotation, source=source, together=others, confidence=confidence)


EXTRACTOR = Coreference()
