"""Articles by number, for benchmarks: names, lengths, quotations and references vary, never with the clock."""

import datetime
import random

from kg.testing.edition import SourceArticle, SourceRelated

_NAMES = (
    "Anna Berg",
    "Jan Claussen",
    "Katrin Suhr",
    "Mehmet Yildiz",
    "Lena Okafor",
    "Dirk Harms",
    "Olaf Petersen",
)
_TOPICS = ("Brücken", "Deiche", "Schulen", "Häfen", "Bäder", "Wälder", "Bahnen")
_WORDS = (
    "Der Rat der Stadt hat am Abend lange über den Plan beraten doch am Ende blieb vieles offen und die Gemeinde "
    "muss nun warten bis das Land entscheidet wer die Kosten trägt und wann der Bau beginnen kann heißt es dort"
).split()
_FIRST_DAY = datetime.date(2000, 1, 1)
_DAYS = 9000


def generated(number: int) -> SourceArticle:
    """Return invented article ``number``: about 400 words, three quotations, a link, two related articles."""
    chance = random.Random(number)  # noqa: S311 - nothing secret
    others = [chance.randrange(max(1, number)) for _ in range(2)]
    paragraphs = []
    for index in range(chance.randint(5, 8)):
        speaker = chance.choice(_NAMES)
        quote = f"„{_sentence(chance)[:-1]}“, sagte {speaker}." if index % 2 else _sentence(chance)
        paragraphs.append(" ".join([quote, *(_sentence(chance) for _ in range(4))]))
    paragraphs[0] = f"Kiel taz | {paragraphs[0]} Mehr [1][dazu hier]."
    return SourceArticle(
        title=_title(number),
        lede=_sentence(chance),
        body=tuple(paragraphs),
        published=_FIRST_DAY + datetime.timedelta(days=number % _DAYS),
        links=(f"/Streit-um-{_TOPICS[others[0] % len(_TOPICS)]}/!{5_000_000 + others[0]}",),
        authors=(chance.choice(_NAMES),),
        tags=("Kiel", chance.choice(_TOPICS)),
        related=tuple(
            SourceRelated(title=_title(other), teaser=_sentence(chance), label="Kiel") for other in others
        ),
    )


def _title(number: int) -> str:
    return f"Streit um {_TOPICS[number % len(_TOPICS)]}: Folge {number}"


def _sentence(chance: random.Random) -> str:
    words = [chance.choice(_WORDS) for _ in range(chance.randint(8, 18))]
    return " ".join(words).capitalize() + "."
