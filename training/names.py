"""Reads the texts with names, and measures how well names are found.

A name is right if its words and its type (PER, LOC, ORG, OTH) are both right, as in CoNLL-2003.
"""

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

LABELS = ("O", *(f"{part}-{kind}" for kind in ("PER", "LOC", "ORG", "OTH") for part in "BI"))
Labelled = tuple[Sequence[str], Sequence[str]]
"""Words of a sentence with their labels, B-… and I-… or O."""


def read(data: Path, name: str) -> list[Labelled]:
    """Return the labelled sentences of one file in ``ner/``."""
    lines = (data / "ner" / f"{name}.jsonl").read_text("utf-8").splitlines()
    return [(item["tokens"], item["ner"]) for item in map(json.loads, lines)]


def spans(labels: Sequence[str]) -> list[tuple[int, int, str]]:
    """Return first word, end and type of each name."""
    found: list[tuple[int, int, str]] = []
    for at, label in enumerate(labels):
        if label[0] == "I" and found and found[-1][1:] == (at, label[2:]):
            found[-1] = (found[-1][0], at + 1, label[2:])
        elif label != "O":
            found.append((at, at + 1, label[2:]))
    return found


def scores(pairs: Iterable[tuple[Sequence[str], Sequence[str]]]) -> dict[str, float]:
    """Return F1 in percent per type, for the three (``PLO``) and for all four (``all``), from gold and found labels."""
    gold: Counter[str] = Counter()
    found: Counter[str] = Counter()
    both: Counter[str] = Counter()
    for wanted, guess in pairs:
        one, other = set(spans(wanted)), set(spans(guess))
        for names, count in ((one, gold), (other, found), (one & other, both)):
            count.update(kind for _, _, kind in names)
    groups = {"PLO": ("PER", "LOC", "ORG"), "all": ("PER", "LOC", "ORG", "OTH")} | {
        kind: (kind,) for kind in ("PER", "LOC", "ORG", "OTH")
    }
    return {
        title: 200 * sum(both[k] for k in kinds) / max(1, sum(gold[k] + found[k] for k in kinds))
        for title, kinds in groups.items()
    }


def figures(pairs: Iterable[tuple[Sequence[str], Sequence[str]]]) -> str:
    """Return the F1 of each type and of the three and four together."""
    return ", ".join(f"{title} {value:.1f}" for title, value in scores(pairs).items())
