"""Ties what stands beside an article's text to what its text names: keywords, and the titles of related articles.

A keyword „Joe Biden“ is about the man; „Schwerpunkt Krieg in der Ukraine“ stays a mere keyword. Nothing is guessed from parts of
a keyword.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from kg.lang import Language, Relation, language
from kg.model import Chain, Document, EntityKind, Naming, Related, Span, Token
from kg.syntax.clause import FINITE
from kg.tagging import entities, tag_sentences

_FRAME = "Es geht um {}."
"""A sentence that says nothing of what a keyword is; the names model reads the keyword in it."""
_CAPITAL = re.compile(
    r"[^\W\d_a-zäöüß][\w’'-]*(?: (?:(?:von|van|de|der|den|di|da|du|le|la|bin|al|el)\s)*[^\W\d_a-zäöüß][\w’'-]*){1,3}"
)
_PARTICLES = frozenset("von van de der den di da du le la bin al el".split())
_WITH_PARTICLE = 0.9  # „Ursula von der Leyen“; the model knows few
_FIRST_NAMED, _UNKNOWN = 0.75, 0.95
"""How sure the model must be of a person whose first name the tables know, and of another, or of one who might be a club („Carl
Zeiss Jena“)."""
_DETERMINING = frozenset({"ART", "APPRART", "ADJA", "PPOSAT", "PDAT", "PIAT", "CARD"})
_IN_TEXT, _SURNAME, _TABLE, _TITLE = 0.95, 0.8, 0.99, 0.85
_ENDING = 3  # letters; a longer word is a compound of the noun, which a surname may well be (Hofreiter)
_KINDS = frozenset({EntityKind.PERSON, EntityKind.ORGANIZATION, EntityKind.PLACE, EntityKind.EVENT})


class Topics:
    """Finds what keywords and the titles of related articles name, and adds chains for what the text does not name."""

    name = "topics"
    requires: tuple[str, ...] = ("mentions",)
    provides: tuple[str, ...] = ("topics",)

    def __call__(self, document: Document) -> Document:
        """Return ``document`` with namings."""
        article = document.article
        known = _Known(document, language(article.language))
        labels = dict.fromkeys([*article.keywords, *(r.label for r in article.related if r.label)])
        namings = [naming for label in labels if (naming := known.keyword(label)) is not None]
        for number, related in enumerate(article.related):
            namings += known.titled(number, related)
        return replace(document, chains=tuple(known.chains), namings=(*document.namings, *namings))


class _Known:
    """Whom and what an article names, by name."""

    def __init__(self, document: Document, tables: Language) -> None:
        self.chains = list(document.chains)
        self._tables = tables
        self._by_name: dict[str, int] = {}
        counts = Counter(mention.chain for mention in document.mentions)
        for number, chain in sorted(enumerate(self.chains), key=lambda pair: -counts[pair[0]]):
            if chain.named and chain.kind in _KINDS:
                for name in (chain.name, *chain.aliases):
                    self._by_name.setdefault(name, number)

    def keyword(self, label: str) -> Naming | None:
        """Return what a keyword names; None if it is a topic and nothing more."""
        words = " ".join(label.split())
        if words in self._by_name:
            return _naming(label, self._by_name[words], "named-in-text", _IN_TEXT)
        place, organization = self._tables.place(words), self._tables.organization(words)
        if place is not None and place.relation is Relation.NAME and not place.ambiguous:
            return _naming(label, self._chain(EntityKind.PLACE, place.place.name), "places", _TABLE)
        if organization is not None and organization.relation is Relation.NAME and not organization.ambiguous:
            name = organization.organization.name
            return _naming(label, self._chain(EntityKind.ORGANIZATION, name), "organizations", _TABLE)
        bearers = self._bearers(words)
        if len(bearers) == 1:
            return _naming(label, bearers[0], "surname", _SURNAME)
        sure = _person(words, self._tables)
        return (
            None if sure is None else _naming(label, self._chain(EntityKind.PERSON, words), "full-name", sure)
        )

    def titled(self, number: int, related: Related) -> Iterator[Naming]:
        """Yield which people of whom this article tells the full name the title of a related one names, each once."""
        found: dict[int, Naming] = {}
        for text in filter(None, (related.kicker, related.headline)):
            for sentence in tag_sentences(text, [Span(0, len(text))]):
                for at, token in enumerate(sentence.tokens):
                    chain = self._meant(sentence.tokens, at)
                    if chain is not None:
                        naming = _naming(token.text, chain, "surname-in-title", _TITLE)
                        found.setdefault(chain, replace(naming, related=number))
        yield from found.values()

    def _meant(self, tokens: Sequence[Token], at: int) -> int | None:
        """Return the only person with a surname, unless the word may be a noun or belong to the name of somebody else."""
        word, tag = tokens[at].text, tokens[at].tag
        before = tokens[at - 1] if at else None
        after = tokens[at + 1].tag if at + 1 < len(tokens) else ""
        acts = tag == "NN" and after in FINITE and (before is None or before.tag not in _DETERMINING)
        bearers = self._bearers(word) or self._bearers(word.removesuffix("s"))
        if len(bearers) != 1 or not (tag == "NE" or acts):
            return None
        first = self.chains[bearers[0]].name.split()[0]
        is_other = before is not None and before.text != first and self._tables.is_first_name(before.text)
        return None if is_other else bearers[0]

    def _bearers(self, surname: str) -> list[int]:
        """Return the people whose full name ends in a word, unless that is a noun for people as well (Fischer)."""
        noun = self._tables.person_noun(surname)
        if not surname or " " in surname or (noun is not None and len(surname) < len(noun.lemma) + _ENDING):
            return []
        return [
            number
            for number, chain in enumerate(self.chains)
            if chain.named and chain.kind is EntityKind.PERSON and chain.name.endswith(f" {surname}")
        ]

    def _chain(self, kind: EntityKind, name: str) -> int:
        """Return the chain of a name, a new one without mentions if the text does not have it."""
        for number, chain in enumerate(self.chains):
            if chain.named and chain.kind is kind and chain.name == name:
                return number
        self.chains.append(Chain(kind=kind, name=name))
        return len(self.chains) - 1


def _person(words: str, tables: Language) -> float | None:
    """Return how sure it is that words are the full name of a person and nothing more; None if it is not."""
    if _CAPITAL.fullmatch(words) is None:
        return None
    text = _FRAME.format(words)
    (sentence, *_) = tag_sentences(text, [Span(0, len(text))])
    start = text.index(words)
    first, *middle, last = words.split()
    known = tables.is_first_name(first)
    if known and middle and _PARTICLES.issuperset(map(str.lower, middle)):
        return _WITH_PARTICLE
    least = _FIRST_NAMED if known and tables.place(last) is None else _UNKNOWN
    for name in entities(sentence):
        span = sentence.tokens[name.start].start, sentence.tokens[name.end - 1].end
        if name.type == "PER" and span == (start, start + len(words)) and name.probability >= least:
            return min(name.probability, _IN_TEXT)
    return None


def _naming(words: str, chain: int, rule: str, confidence: float) -> Naming:
    return Naming(words=words, chain=chain, extractor=Topics.name, rule=rule, confidence=confidence)


EXTRACTOR = Topics()
