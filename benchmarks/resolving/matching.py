"""Brings the graph's answer for an article and its annotation together: which words, which entity."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from benchmarks.resolving.gold import GoldArticle, GoldMention
from benchmarks.resolving.system import Answer, Entity, Found

NAMES = frozenset({"name", "metonym", "adjective"})
_DETERMINER = re.compile(
    r"(?:(?:d(?:er|ie|as|em|en|es)|(?:k?ein|mein|dein|sein|ihr|unser)(?:e[mnrs]?)?|dies(?:e[mnrs]?)) )+", re.IGNORECASE
)  # fmt: skip
_POSSESSIVE = re.compile(r"sein(?:e[mnrs]?)?|ihr(?:e[mnrs]?)?", re.IGNORECASE)
_WORD = re.compile(r"\w+")


def plain(words: str) -> str:
    """Return words without determiner, marks and case, to compare descriptions."""
    return " ".join(_WORD.findall(_DETERMINER.sub("", words, count=1))).casefold()


def same_description(one: str, other: str) -> bool:
    """Whether two descriptions are one, or one goes on where the other ends („ein Sprecher der Polizei“)."""
    first, second = sorted((plain(one), plain(other)), key=len)
    return bool(first) and f"{second} ".startswith(f"{first} ")


@dataclass(slots=True)
class Match:
    """An article's annotation and answer.

    Attributes:
        gold, answer, entities: what is compared; ``entities`` are those of the whole graph.
        exact: for each mention found with exactly the words of an annotated one, that one; the ending of a genitive may
            be missing.
        loose: the same, and for role phrases also where one contains the other.
        meaning: for the IRIs of the answer, which annotated entity they stand for.
    """

    gold: GoldArticle
    answer: Answer
    entities: dict[str, Entity]
    exact: dict[Found, GoldMention] = field(default_factory=dict)
    loose: dict[Found, GoldMention] = field(default_factory=dict)
    meaning: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        by_span = {(m.start, m.end - 1): m for m in self.gold.mentions if self._is_genitive(m)}
        by_span |= {(m.start, m.end): m for m in self.gold.mentions}
        for found in self.answer.mentions:
            if (found.start, found.end) in by_span:
                self.exact[found] = by_span[found.start, found.end]
        self.loose = {**self.exact, **dict(self._contained())}
        self._vote()

    def _is_genitive(self, mention: GoldMention) -> bool:
        """Whether a name may end in the ending of the genitive, which the graph may leave out („Lawrows“)."""
        return mention.form in ("name", "metonym") and self.words(mention).endswith("s")

    def _contained(self) -> Iterator[tuple[Found, GoldMention]]:
        taken = set(self.exact.values())
        for found in self.answer.mentions:
            if found in self.exact or found.form == "name":
                continue
            for mention in self.gold.mentions:
                inner = mention.start <= found.start and found.end <= mention.end
                outer = found.start <= mention.start and mention.end <= found.end
                if (inner or outer) and mention not in taken and mention.form == "nominal":
                    taken.add(mention)
                    yield found, mention
                    break

    def _vote(self) -> None:
        """An IRI stands for what most of its names mean.

        Role phrases and pronouns tell only who has no name in the article: a node that has but „der Abgeordnete“
        is not tied to the one who is named elsewhere.
        """
        votes: dict[str, tuple[Counter[str], Counter[str]]] = defaultdict(lambda: (Counter(), Counter()))
        named = {mention.entity for mention in self.gold.mentions if mention.form in NAMES}
        for found, mention in self.loose.items():
            if found.entity is None or mention.entity is None:
                continue
            if mention.form in NAMES or mention.entity not in named:
                votes[found.entity][mention.form not in NAMES][mention.entity] += 1
        for found, mention in self.exact.items():
            if found.stands_for is not None and mention.form == "metonym" and mention.entity is not None:
                votes[found.stands_for][0][mention.entity] += 1
        for iri, (names, others) in votes.items():
            self.meaning[iri] = (names or others).most_common(1)[0][0]

    def kinds(self, iri: str | None) -> frozenset[str]:
        """Return of what kinds the graph says an entity is."""
        entity = self.entities.get(iri) if iri else None
        return entity.kinds if entity else frozenset()

    def words(self, item: GoldMention | Found) -> str:
        """Return the words of a mention."""
        return self.gold.text[item.start : item.end]

    def names_of(self, identifier: str) -> Iterator[str]:
        """Yield the names of an entity in the article, or the descriptions of one without a name."""
        own = [mention for mention in self.gold.mentions if mention.entity == identifier]
        forms = NAMES if any(mention.form in NAMES for mention in own) else {"nominal"}
        yield self.gold.entities[identifier].name
        yield from (self.words(mention) for mention in own if mention.form in forms)

    def stands_for(self, iri: str, expected: Iterable[str]) -> str | None:
        """Return the annotated entity for which an IRI stands; by its names if no mention tells.

        Parameters:
            iri: of the graph.
            expected: annotated entities that are tried by name.
        """
        if iri in self.meaning:
            return self.meaning[iri]
        entity = self.entities.get(iri)
        for identifier in expected if entity else ():
            names = {plain(name) for name in self.names_of(identifier)}
            if entity and any(plain(name) in names for name in entity.names):
                return identifier
        return None

    def is_left_out(self, found: Found) -> bool:
        """Whether the guidelines leave a find out: possessives, and what the text does not tell."""
        mention = self.loose.get(found)
        if mention is not None:
            return mention.entity is None
        return found.form == "pronoun" and _POSSESSIVE.fullmatch(self.words(found)) is not None
