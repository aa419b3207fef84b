"""Those whom an article speaks of, and what it says of them: gender, roles, party, origin, age; and who is in mind."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from kg.lang import Language

_FADING = 0.5
_TOPIC, _TOPIC_AT_START = 0.1, 0.4
_FEW = 6
_FORGOTTEN = 0.02
_MOST_ACTIVE = 12
_MOST_WITH_ROLES = 40
_MOST_KNOWN = 60


@dataclass(slots=True, eq=False)
class Entity:
    """A person, or an institution or other thing that a pronoun may mean.

    Attributes:
        person: whether it is a person.
        chain: its index among the chains of the document, -1 as long as it has none.
        name: its name, or the words that first described it.
        named: whether it has a name.
        gender: m, f, n, p (plural) or nothing where unknown.
        roles: nouns for it, in the masculine and lower case.
        wider: words that stand for these: „politiker“ for a minister.
        tied: names and adjectives of parties, places and institutions that stand with it.
        origins: countries of adjectives beside its name.
        age: in years, 0 where unknown.
        last: the last unit that mentioned it.
        line: the last sentence that mentioned it.
        at: the number of its last mention among all.
        named_in, seen_in: the last paragraph that names it, and that mentions it.
        told: the last unit and sentence that mentions it outside of quoted words.
        said: how often it is mentioned.
        organization: whether it is an organisation.
        ahead: whether headline or teaser name it.
        members: the people of a group, else nothing.
    """

    person: bool
    chain: int = -1
    name: str = ""
    named: bool = True
    gender: str = ""
    roles: set[str] = field(default_factory=set)
    wider: frozenset[str] = frozenset()
    tied: set[str] = field(default_factory=set)
    origins: set[str] = field(default_factory=set)
    age: int = 0
    last: int = -99
    line: int = -99
    at: int = -1
    named_in: int = -1
    seen_in: int = -1
    told: tuple[int, int] = (-99, -99)
    said: int = 0
    organization: bool = False
    ahead: bool = False
    members: "tuple[Entity, ...]" = ()

    @property
    def surname(self) -> str:
        """The last word of its name, without „senior“."""
        words = [word for word in self.name.split() if word not in ("senior", "junior")]
        return words[-1] if words and self.named else ""


@dataclass(frozen=True, slots=True)
class Resolved:
    """Whom words mean, by which rule, how surely."""

    entity: Entity
    rule: str
    confidence: float


class Cast:
    """All entities of an article, and how much each is in mind (salience; Lappin and Leass 1994).

    Parameters:
        tables: the language's.

    Attributes:
        topic: the subject of the last sentence of this paragraph that is no quotation.
    """

    def __init__(self, tables: Language) -> None:
        self.tables = tables
        self.unit = 0
        self.block = 0
        self.line = 0
        self.said = 0
        self.opening = True
        self._people: list[Entity] = []
        self._things: list[Entity] = []
        self._roled: list[Entity] = []
        self._weights: dict[Entity, float] = {}
        self._now: dict[Entity, float] = {}
        self.topic: Entity | None = None

    def add(self, entity: Entity) -> Entity:
        """Take somebody or something into the cast and return it."""
        known = self._people if entity.person else self._things
        known.append(entity)
        del known[:-_MOST_KNOWN]
        return entity

    def people(self) -> Iterator[Entity]:
        """Yield the people, the last ones of very many."""
        yield from self._people

    def things(self) -> Iterator[Entity]:
        """Yield institutions and other things, the last ones of very many."""
        yield from self._things

    def shared_surnames(self) -> set[str]:
        """Return the surnames that several people bear."""
        names = Counter(e.surname for e in self._people if e.named and " " in e.name)
        return {name for name, count in names.items() if count > 1}

    def give_role(self, entity: Entity, word: str) -> None:
        """Note that an entity is called by a noun: „Verkehrsminister“, „Ärztin“."""
        role = self.role_of(word)
        if not entity.roles:
            self._roled.append(entity)
            del self._roled[:-_MOST_WITH_ROLES]
        entity.roles.add(role)
        entity.wider |= self.tables.wider_roles(role)

    def call(self, entity: Entity, word: str) -> None:
        """Note what somebody is said to be; „Minister“ tells that it is a man."""
        noun = self.tables.person_noun(word)
        if noun is not None and noun.gender in ("m", "f"):
            entity.gender = entity.gender or noun.gender
        self.give_role(entity, word)

    def role_of(self, word: str) -> str:
        """Return a noun for a person in the masculine and lower case: „Verkehrsministerin“ as „verkehrsminister“."""
        noun = self.tables.person_noun(word)
        low = word.lower()
        if noun is None:
            return low
        head = noun.lemma.lower()
        if head.endswith("e") and noun.gender == "mf":
            head += "r"
        return low[: max(low.rfind(head[:3]), 0)] + head

    def with_roles(self) -> Iterator[Entity]:
        """Yield the last entities that have a role."""
        yield from self._roled

    def mention(self, entity: Entity, weight: float, *, quoted: bool = False) -> None:
        """Note that an entity is mentioned in the present unit, with the weight of its place there, 1 of a subject."""
        if not quoted:
            entity.told = (self.unit, self.line)
        if weight >= 1.0 and not quoted:
            self.topic = entity
        entity.last = self.unit
        entity.seen_in = self.block
        entity.line = self.line
        entity.said += 1
        entity.at = self.said = self.said + 1
        self._now[entity] = max(weight, self._now.get(entity, 0.0))

    def next_unit(self, *, paragraph: bool) -> None:
        """Go on to the next sentences; what was said before fades, more so at a new paragraph."""
        factor = _FADING * (0.8 if paragraph else 1.0)
        kept = {e: (w + self._now.pop(e, 0.0)) * factor for e, w in self._weights.items()}
        kept |= {e: w * factor for e, w in self._now.items()}
        kept = {e: w for e, w in kept.items() if w > _FORGOTTEN}
        if len(kept) > _MOST_ACTIVE:
            best = sorted(kept.values(), reverse=True)[_MOST_ACTIVE - 1]
            kept = {e: w for e, w in kept.items() if w >= best}
        self._weights, self._now = dict(list(kept.items())[-2 * _MOST_ACTIVE :]), {}
        self.unit += 1
        self.opening = paragraph
        if paragraph:
            self.topic = None

    def salience(self, entity: Entity) -> float:
        """Return how much an entity is in mind."""
        return self._weights.get(entity, 0.0) + self._now.get(entity, 0.0)

    def here(self) -> list[tuple[float, Entity]]:
        """Return those in mind as :meth:`active` does, those of the present paragraph before all others."""
        return sorted(self.active(), key=lambda pair: pair[1].seen_in != self.block)

    def active(self) -> list[tuple[float, Entity]]:
        """Return those in mind with their weights, the foremost first; whom the article is about weighs more, most where a paragraph begins."""
        found = dict.fromkeys((*self._weights, *list(self._now)[-2 * _MOST_ACTIVE :]))
        topic = _TOPIC_AT_START if self.opening else _TOPIC
        weighed = [(self.salience(e) + topic * e.said / max(self.said, _FEW), e) for e in found]
        return sorted(weighed, key=lambda pair: (-round(pair[0], 3), -pair[1].at))


def fits(entity: Entity, gender: str) -> bool:
    """Say whether an entity may be of a gender."""
    return not gender or entity.gender in ("", gender)


def foremost(candidates: Iterable[Entity], cast: Cast) -> Entity | None:
    """Return the one who was mentioned last, of several the one most in mind."""
    return max(candidates, key=lambda e: (e.last, cast.salience(e)), default=None)
