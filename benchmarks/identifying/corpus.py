"""An invented corpus with namesakes: who is who in it is known, since the people were made before their articles.

People belong to circles: those of one field in one city, who meet in articles. Some full names are shared by two or three
people, mostly of other fields, some of the same field elsewhere. Articles state roles, parties, workplaces and ages in
several ways, or not at all; roles change with time; names from other alphabets come in two spellings; some articles have
the surname alone. The same seed makes the same corpus.
"""

import datetime
import random
from collections.abc import Iterator
from dataclasses import dataclass, field

from benchmarks.identifying.fields import CITIES, COMMON, FIELDS, FOREIGN, MEN, PARTIES, RARE, WOMEN
from kg.testing import SourceArticle, render

_CIRCLE = 5
_NAMESAKES = 0.4
"""Share of people whose name somebody else has, too."""
_SAME_FIELD = 0.15
_CHANGES = 0.15
_GUEST = 0.15
_FIRST_DAY, _DAYS = datetime.date(2008, 1, 1), 5000


@dataclass(slots=True)
class Human:
    """Somebody invented.

    Attributes:
        id: the identity.
        spellings: of the full name, one or two.
        woman, field, city, role, work, party, born: what articles may tell.
        later: the role from ``since`` on.
    """

    id: int
    spellings: tuple[str, ...]
    woman: bool
    field: str
    city: str
    role: str
    work: str
    party: str
    born: int
    later: str
    since: datetime.date

    @property
    def surname(self) -> str:
        """Return the last name."""
        return self.spellings[0].split()[-1]


@dataclass(frozen=True, slots=True)
class Invented:
    """An article, and who is who in it: the name as it is printed first, and the identity."""

    name: str
    source: bytes
    people: tuple[tuple[str, int], ...]


@dataclass(slots=True)
class _World:
    chance: random.Random
    circles: list[list[Human]] = field(default_factory=list)
    names: list[tuple[tuple[str, ...], bool, str]] = field(default_factory=list)
    count: int = 0

    def fill(self, people: int) -> None:
        """Make people in circles."""
        pairs = [(name, city) for name in FIELDS for city in CITIES]
        self.chance.shuffle(pairs)
        for name, city in pairs:
            if self.count >= people:
                return
            circle: list[Human] = []
            while len(circle) < _CIRCLE:
                made = self.human(name, city)
                if made.surname not in {other.surname for other in circle}:
                    circle.append(made)
                    self.names.append((made.spellings, made.woman, name))
                    self.count += 1
            self.circles.append(circle)

    def human(self, name: str, city: str) -> Human:
        """Make somebody of a field and a city."""
        chance, kind = self.chance, FIELDS[name]
        spellings, woman = self.name(name)
        role, later = (pair[woman] for pair in (chance.choice(kind.roles), chance.choice(kind.roles)))
        since = _FIRST_DAY + datetime.timedelta(
            days=chance.randrange(_DAYS) if chance.random() < _CHANGES else 2 * _DAYS
        )
        work = chance.choice(kind.works)[1].format(city=city)
        return Human(
            self.count, spellings, woman, name, city, role, work, chance.choice(PARTIES), chance.randint(1945, 1985), later, since
        )  # fmt: skip

    def name(self, field_name: str) -> tuple[tuple[str, ...], bool]:
        """Return a name, perhaps one that somebody has already, mostly of another field."""
        chance = self.chance
        if self.names and chance.random() < _NAMESAKES:
            same = chance.random() < _SAME_FIELD
            fitting = [
                (n, woman) for n, woman, other in self.names if (other == field_name) == same and len(n) == 1
            ]
            if fitting:
                return chance.choice(fitting)
        while True:
            if chance.random() < 0.08:
                foreign = chance.choice(FOREIGN)
                name: tuple[str, ...] = foreign
                woman = foreign[0].split()[-1].endswith("a") or foreign[0].startswith("Olena")
            else:
                woman = chance.random() < 0.5
                surname = chance.choice(COMMON if chance.random() < 0.5 else RARE)
                name = (f"{chance.choice(WOMEN if woman else MEN)} {surname}",)
            if all(name != taken for taken, _, _ in self.names):
                return name, woman


def corpus(seed: int, *, people: int = 250, articles: int = 800) -> Iterator[Invented]:
    """Yield the articles of an invented corpus.

    Parameters:
        seed: another one makes other people and articles.
        people: about how many.
        articles: how many.
    """
    chance = random.Random(seed)
    world = _World(chance)
    world.fill(people)
    for number in range(articles):
        yield _article(number, chance.choice(world.circles), world)


def _article(number: int, circle: list[Human], world: _World) -> Invented:
    chance = world.chance
    chosen = chance.sample(circle, chance.choice((1, 2, 2, 3, 3)))
    if chance.random() < _GUEST:
        guest = chance.choice(
            [human for other in world.circles for human in other if human.city == circle[0].city]
        )
        if guest.surname not in {human.surname for human in chosen}:
            chosen.append(guest)
    day = _FIRST_DAY + datetime.timedelta(days=chance.randrange(_DAYS))
    kind, city = FIELDS[circle[0].field], circle[0].city
    events = [sentence.format(city=city) for sentence in chance.sample(kind.events, 3)]
    told: list[tuple[str, int]] = []
    paragraphs = [f"{city} taz | {events[0]} {events[1]}"]
    for human in chosen:
        name, text = _told(human, day, chance, kind.words)
        told.append((name, human.id))
        paragraphs.append(text)
    paragraphs.append(events[2])
    source = SourceArticle(
        title=f"{chance.choice(kind.topics)} in {city}: {events[0].rstrip('.')} ({number})",
        body=tuple(paragraphs), published=day, authors=("Merle Janssen",),
        tags=tuple(dict.fromkeys((chance.choice(kind.topics), chance.choice((city, chance.choice(kind.topics)))))),
    )  # fmt: skip
    return Invented(f"{number:05}.txt", render(source, "piped"), tuple(told))


def _told(human: Human, day: datetime.date, chance: random.Random, words: tuple[str, ...]) -> tuple[str, str]:
    """Return the name as it is printed, and a paragraph about somebody."""
    name = chance.choice(human.spellings)
    role = human.role if day < human.since else human.later
    said, more = chance.sample(words, 2)
    pronoun, article = ("sie", "die") if human.woman else ("er", "der")
    ways = [
        f"„{said}“, sagte {role} {name} am Abend.",
        f"„{said}“, sagte {name}, {role} {human.work}.",
        f"{name}, {role} aus {human.city}, widersprach: „{said}.“",
        f"„{said}“, sagte {name}. So sieht es {article} {role}.",
        f"„{said}“, sagte {name}, {day.year - human.born}, am Telefon.",
        f"„{said}“, sagte {name}.",
        f"{name} hörte lange zu. „{said}“, sagte {pronoun} dann.",
    ]
    if human.field == "politics":
        ways += [f"„{said}“, sagte {name} von der {human.party}.", f"„{said}“, sagte {name} ({human.party})."]
    if chance.random() < 0.04:
        return human.surname, f"„{said}“, sagte {role} {human.surname}. „{more}“, sagte {human.surname}."
    return name, f"{chance.choice(ways)} „{more}“, sagte {human.surname} später."
