"""Adds role phrases and pronouns to a document, each tied to whom it means, and ties quotations to who speaks."""

from dataclasses import replace

from kg.extract.coreference.cast import Entity
from kg.extract.coreference.sieve import Sieve
from kg.extract.coreference.speakers import Speakers
from kg.extract.coreference.unspoken import complete
from kg.extract.quotations.extractor import NOBODY
from kg.lang import language
from kg.model import Chain, Document, EntityKind, Mention, Quotation

_LEAST_MENTIONS = 2
"""Times that somebody without a name who says nothing must be mentioned to be one of the article's people."""


class Coreference:
    """Ties words to people and institutions, within one article."""

    name = "coreference"
    requires = ("sentences", "mentions", "quotations")
    provides = ("coreference",)

    def __call__(self, document: Document) -> Document:
        """Return ``document`` with role phrases and pronouns as mentions, and the speakers of its quotations."""
        sieve = Sieve(document, language(document.article.language))
        cast = _Chains(document, sieve)
        known = replace(document, mentions=tuple(map(cast.named, document.mentions)))
        speakers = Speakers(known, sieve, cast.of, cast.chains)
        spoken = [_spoken(quotation, speakers) for quotation in document.quotations]
        quotations = tuple(complete(spoken, document, sieve))
        cast.keep_repeated()
        mentions = (*known.mentions, *cast.mentions())
        return replace(
            document,
            quotations=quotations,
            chains=tuple(cast.chains),
            mentions=tuple(sorted(mentions, key=_place)),
        )


class _Chains:
    """The chains of the document, with those that its people without a name need."""

    def __init__(self, document: Document, sieve: Sieve) -> None:
        self._sieve = sieve
        self._index: dict[Entity, int] = {}
        self._taken = {mention.span for mention in document.mentions}
        self.chains = list(document.chains)

    def of(self, entity: Entity) -> int:
        """Return the chain of somebody, a new one for one without a name who has none yet."""
        if entity.chain < 0 and entity not in self._index:
            self._index[entity] = len(self.chains)
            self.chains.append(Chain(kind=EntityKind.PERSON, name=entity.name, named=False))
        return self._index[entity] if entity.chain < 0 else entity.chain

    def keep_repeated(self) -> None:
        """Give those without a name a chain who are mentioned more than once."""
        for tie in self._sieve.ties:
            entity = tie.resolved.entity
            if entity.chain < 0 and entity.said >= _LEAST_MENTIONS:
                self.of(entity)

    def named(self, mention: Mention) -> Mention:
        """Return a name with whom it means, where it is one that several people bear."""
        entity = self._sieve.named.get(mention.span)
        return mention if entity is None else replace(mention, chain=self.of(entity))

    def mentions(self) -> list[Mention]:
        """Return the role phrases and pronouns that mean somebody with a chain."""
        found = []
        for tie in self._sieve.ties:
            entity, reference = tie.resolved.entity, tie.reference
            known = entity.chain >= 0 or entity in self._index
            if known and reference.span not in self._taken:
                chain = self.of(entity)
                found.append(
                    Mention(
                        span=reference.span, kind=self.chains[chain].kind, form=reference.form, chain=chain,
                        extractor="coreference", rule=tie.resolved.rule, confidence=tie.resolved.confidence,
                    )
                )  # fmt: skip
        return found


def _place(mention: Mention) -> tuple[int, int]:
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
