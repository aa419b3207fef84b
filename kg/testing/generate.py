"""Articles by number, for benchmarks: people, organisations, places, lengths, quotations and references vary as in an
archive, never with the clock.

A few people are in very many articles and most in one (Zipf's law); some share their names with somebody else.
"""

import datetime
import random
from typing import NamedTuple

from kg.testing.edition import SourceArticle, SourceRelated

_WOMEN = (
    "Anna Katrin Lena Maria Julia Sabine Petra Claudia Susanne Monika Birgit Heike Karin Martina Ulrike Nicole Silke "
    "Kerstin Franziska Johanna Charlotte Ayse Elif Fatma Svetlana Olga Hannah Emma Clara Frieda"
).split()
_MEN = (
    "Jan Dirk Olaf Mehmet Peter Thomas Michael Andreas Stefan Christian Martin Frank Markus Klaus Ralf Holger Matthias "
    "Tobias Florian Sebastian Felix Lukas Jonas Ali Murat Sergej Pawel Anton Friedrich Emil"
).split()
_BEGINNINGS = (
    "Acker Alten Birken Blumen Brand Brunn Buchen Dorn Eber Eichen Eisen Erlen Feld Fisch Forst Garten Grün Hafer Hagen "
    "Heide Herz Hohen Holz Kirch Klein Korn Kraut Linden Loh Maier Mohn Mühlen Neu Ober Rosen Roth Sand Schön Stein Wald"
).split()
_ENDINGS = (
    "mann bauer berger huber becker brink dorf egger felder hagen haus hofer kamp kemper lein meier müller rath reuter "
    "schmidt schulte stedt thaler wieser"
).split()
_ROLES = (
    ("Minister", "Ministerin"), ("Trainer", "Trainerin"), ("Professor", "Professorin"), ("Bürgermeister", "Bürgermeisterin"),
    ("Regisseur", "Regisseurin"), ("Sprecher", "Sprecherin"), ("Anwalt", "Anwältin"), ("Landwirt", "Landwirtin"),
    ("Ärztekammerpräsident", "Ärztekammerpräsidentin"), ("Staatsanwalt", "Staatsanwältin"),
)  # fmt: skip
_PLACES = (
    "Kiel Hamburg Berlin Bremen Rostock Lübeck Hannover Leipzig Dresden Halle Erfurt Kassel Köln Bonn Essen Dortmund "
    "Münster Mainz Stuttgart Freiburg Ulm München Nürnberg Würzburg Potsdam Cottbus Flensburg Husum Oldenburg Emden"
).split()
_ORGANIZATIONS = (
    "SPD CDU Greenpeace Verdi ADAC Caritas Diakonie BUND Nabu Attac Bundesbank Deutsche+Bahn Volkswagen Siemens Lufthansa "
    "Bundeswehr Feuerwehr Oxfam Amnesty+International Pro+Asyl"
).split()
_TOPICS = ("Brücken", "Deiche", "Schulen", "Häfen", "Bäder", "Wälder", "Bahnen")
_WORDS = (
    "der Rat der Stadt hat am Abend lange über den Plan beraten doch am Ende blieb vieles offen und die Gemeinde "
    "muss nun warten bis das Land entscheidet wer die Kosten trägt und wann der Bau beginnen kann heißt es dort"
).split()
_FIRST_DAY = datetime.date(2000, 1, 1)
_DAYS = 9000

_PEOPLE, _HEAD = (
    1_000_000,
    5,
)  # the share of the person of rank r is that of 1 / (r + _HEAD): Zipf and Mandelbrot
_AUTHORS = 300
_NAMESAKE = 40  # each so many-th person has the name of another, who is better known
_STEP = 7_919  # a prime, so that neighbours in rank have different names
_EVERY_NAME = 20  # single surnames, and then so many times as many double ones


class _Person(NamedTuple):
    name: str
    role: str
    place: str


def generated(number: int) -> SourceArticle:
    """Return invented article ``number``: about 400 words, three quotations, a link, two related articles."""
    chance = random.Random(number)  # noqa: S311 - nothing secret
    others = [chance.randrange(max(1, number)) for _ in range(2)]
    author = _person(1 + chance.randrange(_AUTHORS)).name
    place = chance.choice(_PLACES)
    people = [_person(_rank(chance)) for _ in range(3)]
    paragraphs = []
    for index in range(chance.randint(5, 8)):
        sentences = [_sentence(chance) for _ in range(5)]
        if index % 2:
            speaker = people[index // 2 % len(people)]
            said = (
                speaker.name
                if index > 2 * len(people)
                else f"{speaker.role} {speaker.name} aus {speaker.place}"
            )
            sentences[0] = f"„{sentences[0][:-1]}“, sagte {said}."
        elif index:
            sentences[0] = (
                f"Auch {chance.choice(_ORGANIZATIONS).replace('+', ' ')} war in {chance.choice(_PLACES)} dabei."
            )
        paragraphs.append(" ".join(sentences))
    paragraphs[0] = f"{place} taz | {paragraphs[0]} Mehr [1][dazu hier]."
    return SourceArticle(
        title=_title(number),
        lede=_sentence(chance),
        body=tuple(paragraphs),
        published=_FIRST_DAY + datetime.timedelta(days=number % _DAYS),
        links=(f"/Streit-um-{_TOPICS[others[0] % len(_TOPICS)]}/!{5_000_000 + others[0]}",),
        authors=(author,),
        tags=(place, chance.choice(_TOPICS)),
        related=tuple(
            SourceRelated(title=_title(other), teaser=_sentence(chance), label=place) for other in others
        ),
    )


def _rank(chance: random.Random) -> int:
    """Draw how well somebody is known: 1 is in the news most."""
    return 1 + int(_HEAD * ((_PEOPLE + _HEAD) / _HEAD) ** chance.random()) - _HEAD


def _person(rank: int) -> _Person:
    """Return the person of a rank; the same one each time."""
    chance = random.Random(-rank)  # noqa: S311 - nothing secret
    named = rank // _NAMESAKE if rank % _NAMESAKE == 0 else rank
    rest, first = divmod(named * _STEP, len(_WOMEN) + len(_MEN))
    rest, surname = divmod(rest, len(_BEGINNINGS) * len(_ENDINGS))
    woman = first < len(_WOMEN)
    name = f"{_WOMEN[first] if woman else _MEN[first - len(_WOMEN)]} {_surname(surname)}"
    if rest % _EVERY_NAME:
        name += f"-{_surname(rest % _EVERY_NAME)}"
    role = chance.choice(_ROLES)[woman]
    return _Person(name, role, chance.choice(_PLACES))


def _surname(number: int) -> str:
    beginning, ending = divmod(number, len(_ENDINGS))
    return f"{_BEGINNINGS[beginning]}{_ENDINGS[ending]}"


def _title(number: int) -> str:
    return f"Streit um {_TOPICS[number % len(_TOPICS)]}: Folge {number}"


def _sentence(chance: random.Random) -> str:
    words = [chance.choice(_WORDS) for _ in range(chance.randint(8, 18))]
    words[0] = words[0].capitalize()
    return " ".join(words) + "."
