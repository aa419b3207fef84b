"""The chains of a document, with those that people without a name, sources and what roles are held for need."""

import re
from dataclasses import replace

from kg.extract.coreference.cast import Entity
from kg.extract.coreference.sieve import Sieve
from kg.model import Chain, Document, EntityKind, Mention

_LEAST_MENTIONS = 2
"""Times that somebody without a name who says nothing must be mentioned to be one of the article's people."""
_CERTAIN = re.compile(
    r"d(?:er|ie|as|em|en|es)|dies(?:e[mnrs]?)?|(?:mein|dein|sein|ihr|unser|euer|eur)(?:e[mnrs]?)?"
)
_ANY = re.compile(r"k?ein(?:e[mnrs]?)?|einige[rn]?|mehrere[rn]?|viele[rn]?|manche[rn]?")
_ARTICLE = re.compile(r"(?:der|die|das|dem|den|des) ", re.IGNORECASE)


class Chains:
    """The chains of one document; those that are added come behind the ones it has.

    Attributes:
        all: the chains.
    """

    def __init__(self, document: Document, sieve: Sieve) -> None:
        self._sieve = sieve
        self._index: dict[Entity, int] = {}
        self._taken = {mention.span for mention in document.mentions}
        self.all = list(document.chains)
        self._known: dict[tuple[EntityKind, bool, str], int] = {}
        for index, chain in enumerate(self.all):
            self._known.setdefault(_key(chain.kind, chain.name, chain.named), index)

    def of(self, entity: Entity) -> int:
        """Return the chain of somebody, a new one for one without a name who has none yet."""
        if entity.chain < 0 and entity.organization:
            self._index[entity] = self.by_name(EntityKind.ORGANIZATION, entity.name, False)
        elif entity.chain < 0 and not entity.person:
            return self.by_name(EntityKind.PERSON, entity.name, False)  # several people; no mention is of one
        elif entity.chain < 0 and entity not in self._index:
            self._index[entity] = len(self.all)
            self.all.append(
                Chain(kind=EntityKind.PERSON, name=entity.name, named=False, definite=definite(entity.name))
            )
        return self._index[entity] if entity.chain < 0 else entity.chain

    def by_name(self, kind: EntityKind, name: str, named: bool) -> int:
        """Return the chain of a name or description; „Polizei“ and „die Polizei“ are one institution."""
        key = _key(kind, name, named)
        if key not in self._known:
            self._known[key] = len(self.all)
            self.all.append(
                Chain(kind=kind, name=name, named=named, definite=None if named else definite(name))
            )
        return self._known[key]

    def keep_repeated(self) -> None:
        """Give those without a name a chain who are mentioned more than once."""
        for tie in self._sieve.ties:
            entity = tie.resolved.entity
            if entity.person and entity.chain < 0 and entity.said >= _LEAST_MENTIONS:
                self.of(entity)

    def has(self, entity: Entity) -> bool:
        """Say whether somebody has a chain."""
        return entity.chain >= 0 or entity in self._index

    def named(self, mention: Mention) -> Mention:
        """Return a name with whom it means, where it is one that several people bear."""
        entity = self._sieve.named.get(mention.span)
        return mention if entity is None else replace(mention, chain=self.of(entity))

    def mentions(self) -> list[Mention]:
        """Return the role phrases and pronouns that mean somebody with a chain."""
        found = []
        for tie in self._sieve.ties:
            reference = tie.reference
            if self.has(tie.resolved.entity) and reference.span not in self._taken:
                chain = self.of(tie.resolved.entity)
                found.append(
                    Mention(
                        span=reference.span, kind=self.all[chain].kind, form=reference.form, chain=chain,
                        extractor="coreference", rule=tie.resolved.rule, confidence=tie.resolved.confidence,
                    )
                )  # fmt: skip
        return found


def definite(words: str) -> bool | None:
    """Say whether a description means a certain one („der Sprecher“, „ihr Kollege“) or any („ein Sprecher“, „viele“)."""
    first = words.split(" ", 1)[0].lower()
    if _CERTAIN.fullmatch(first):
        return True
    return False if _ANY.fullmatch(first) else None


def _key(kind: EntityKind, name: str, named: bool) -> tuple[EntityKind, bool, str]:
    plain = (
        name if named or kind is not EntityKind.ORGANIZATION else _ARTICLE.sub("", name, count=1).casefold()
    )
    return kind, named, plain if named else plain.casefold()
