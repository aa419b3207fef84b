"""Prints how long searches take in the reading room over a very large archive, and whether they find what was meant.

    python benchmarks/search.py --articles 100000

The catalogue is filled with invented rows, no graph is built: for each article a headline, a lede and six quotations, of
words that are as unequally frequent as those of German (Zipf), from kg's own tables of German words and compounds of them;
people are quoted as unequally. Questions are names and words as they are, in part, and with slips of the pen; ``found``
says how often what was meant stands among the twenty best.
"""

import argparse
import datetime
import random
import sqlite3
import time
from collections.abc import Callable, Iterator
from itertools import accumulate, islice
from pathlib import Path

from kg.resources import folder
from kg.serve.data.building import new_catalogue
from kg.serve.data.catalogue import Catalogue
from kg.serve.data.searching import Found, Search

QUOTATIONS = 6
WORDS = 400_000
PEOPLE_PER_ARTICLE = 0.4
ASKED = 200
LETTERS = "abcdefghijklmnopqrstuvwxyzäöüß"


def table(name: str) -> list[str]:
    """Return the first column of a table of German words."""
    lines = (folder("lang") / "de" / f"{name}.tsv").read_text("utf-8").splitlines()
    found = (line.split("\t")[0] for line in lines if not line.startswith("#"))
    return sorted({word for word in found if word.isalpha()})


class Invented:
    """What stands in the archive; the same for the same number of articles."""

    def __init__(self, articles: int) -> None:
        self.chance = random.Random(articles)
        nouns = [
            word.lower()
            for name in ("person_nouns", "institution_nouns", "places", "cue_nouns")
            for word in table(name)
        ]
        words = table("closed_classes") + table("verbs") + nouns
        compounds = (
            a + b for a in self.chance.sample(nouns, len(nouns)) for b in self.chance.sample(nouns, 300)
        )
        self.words = list(dict.fromkeys([*words, *islice(compounds, 2 * WORDS)]))[:WORDS]
        tail = self.words[600:]
        self.chance.shuffle(tail)
        self.words[600:] = tail
        self.weights = list(accumulate(1 / (rank + 2.7) for rank in range(len(self.words))))
        firsts, lasts = table("first_names"), [place.lower() + "er" for place in table("places")]
        lasts += [noun + "mann" for noun in nouns if len(noun) < 8] + [name + "sen" for name in firsts[::4]]
        count = int(articles * PEOPLE_PER_ARTICLE)
        self.people = list(dict.fromkeys(
            f"{self.chance.choice(firsts)} {self.chance.choice(lasts)}".title() for _ in range(count)
        ))  # fmt: skip
        self.fame = list(accumulate(1 / (rank + 5) for rank in range(len(self.people))))

    def sentence(self, length: int) -> str:
        """Return so many words."""
        return " ".join(self.chance.choices(self.words, cum_weights=self.weights, k=length))

    def fill(self, path: Path, articles: int) -> None:
        """Write the catalogue."""
        first = datetime.date(1990, 1, 1)
        with new_catalogue(path) as database:
            rows = ((n, f"p{n}", "person", name, None, 0, 0, 0, 0) for n, name in enumerate(self.people, 1))
            database.executemany("INSERT INTO thing VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", rows)
            for number in range(1, articles + 1):
                day = (first + datetime.timedelta(days=number % 12_000)).isoformat()
                self._article(database, number, day)

    def _article(self, database: sqlite3.Connection, number: int, day: str) -> None:
        speakers = self.chance.choices(range(1, len(self.people) + 1), cum_weights=self.fame, k=3)
        row = (number, f"a{number}", day, self.sentence(3), self.sentence(5), self.sentence(15), QUOTATIONS)
        database.execute("INSERT INTO article VALUES (?, ?, ?, ?, ?, ?, ?)", row)
        said = [
            (
                None,
                number,
                day,
                "",
                "",
                self.sentence(self.chance.randint(5, 25)),
                self.chance.choice(speakers),
                None,
            )
            for _ in range(QUOTATIONS)
        ]
        database.executemany("INSERT INTO quotation VALUES (?, ?, ?, ?, ?, ?, ?, ?)", said)
        for speaker in set(speakers):
            database.execute("INSERT INTO appears VALUES (?, ?, ?, 2)", (speaker, day, number))
            for words in (self.people[speaker - 1], self.people[speaker - 1].split()[-1]):
                database.execute(
                    "INSERT OR IGNORE INTO called VALUES (?, ?, 1, ?, '')", (speaker, words, number)
                )


def slip(word: str, chance: random.Random) -> str:
    """Return a word with one letter more, less, another, or two in the wrong order."""
    at = chance.randrange(len(word))
    letter = chance.choice(LETTERS)
    return chance.choice(
        (
            word[:at] + letter + word[at:],
            word[:at] + word[at + 1 :],
            word[:at] + letter + word[at + 1 :],
            word[:at] + word[at + 1 : at + 2] + word[at : at + 1] + word[at + 2 :],
        )
    )


def questions(archive: Invented) -> dict[str, Iterator[tuple[str, str]]]:
    """Return by kind what is asked, and the name or word that is meant."""
    chance = random.Random(7)

    def people() -> Iterator[str]:
        while True:
            yield chance.choices(archive.people, cum_weights=archive.fame)[0]

    def words(first: int, last: int) -> Iterator[str]:
        while True:
            word = archive.words[chance.randrange(first, last)]
            if len(word) > 4:
                yield word

    def typed(given: Iterator[str], write: Callable[[str], str]) -> Iterator[tuple[str, str]]:
        return ((write(one), one) for one in given)

    return {
        "a name": typed(people(), str),
        "a surname": typed(people(), lambda name: name.split()[-1]),
        "the beginning of a surname": typed(people(), lambda name: name.split()[-1][:5]),
        "a name, one slip": typed(
            people(), lambda name: f"{name.split()[0]} {slip(name.split()[-1], chance)}"
        ),
        "a name, two slips": typed(
            people(), lambda name: " ".join(slip(part, chance) for part in name.split())
        ),
        "a frequent word": typed(words(0, 100), str),
        "a word": typed(words(600, 20_000), str),
        "a word, one slip": typed(words(600, 20_000), lambda word: slip(word, chance)),
        "two words": ((f"{a} {b}", "") for a, b in zip(words(0, 600), words(600, 5_000), strict=True)),
        "two frequent words": ((f"{a} {b}", "") for a, b in zip(words(0, 100), words(0, 100), strict=True)),
        "what is nowhere": ((f"q{slip(word, chance)}x", "") for word in words(600, 20_000)),
    }


def has(found: Found, meant: str) -> bool:
    """Say whether something is among what was found."""
    lines = [row["name"] for row in found.things] + [
        row["headline"] + row["kicker"] + row["lede"] for row in found.articles
    ]
    lines += [row["words"] for row in found.quotations]
    return any(meant.lower() in line.lower() for line in lines)


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--articles", type=int, default=100_000)
    articles = parser.parse_args().articles
    archive = Invented(articles)
    began = time.perf_counter()
    catalogue = Catalogue(lambda path: archive.fill(path, articles))
    took = time.perf_counter() - began
    known = catalogue.count("SELECT count(*) FROM word")
    print(
        f"{articles:,} articles, {articles * QUOTATIONS:,} quotations, {len(archive.people):,} people, {known:,} words"
    )
    print(f"filled in {took:.0f} s, {catalogue.size() / 1e6:,.0f} MB")
    print(f"{'asked':28}{'p50 ms':>8}{'p95 ms':>8}{'max ms':>8}{'found %':>9}")
    everything: list[float] = []
    try:
        for kind, asked in questions(archive).items():
            everything += measured(kind, Search(catalogue), list(islice(asked, ASKED)))
    finally:
        catalogue.close()
    row("all", everything, None)


def measured(kind: str, search: Search, asked: list[tuple[str, str]]) -> list[float]:
    """Ask, print a line, and return the times in seconds."""
    seconds, hits = [], 0
    for question, meant in asked:
        began = time.perf_counter()
        found = search.find(question, 20)
        seconds.append(time.perf_counter() - began)
        hits += has(found, meant)
    row(kind, seconds, hits / len(asked) if any(meant for _, meant in asked) else None)
    return seconds


def row(kind: str, seconds: list[float], share: float | None) -> None:
    """Print a line of the table."""
    ordered = sorted(seconds)
    points = (ordered[min(int(len(ordered) * part), len(ordered) - 1)] * 1000 for part in (0.5, 0.95, 1))
    print(
        f"{kind:28}" + "".join(f"{ms:8.0f}" for ms in points) + ("" if share is None else f"{share:9.0%}"),
        flush=True,
    )


if __name__ == "__main__":
    main()
