"""Chooses the pieces that German needs from the 250,000 of the multilingual vocabulary."""

import gzip
import json
import subprocess
import sys
import tempfile
import zipfile
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from math import exp
from pathlib import Path

from kg.tagging.pieces import Pieces
from training.encoder.e5 import Checkpoint
from training.names import read

KEPT = 26_000
FREQUENT = 300_000
"""Word forms of spacy-lookups-data (MIT) that are cut, the most frequent ones."""
_MARKS = 4
_WORDS = 1e8
"""Size of the text to which frequencies are scaled, so that they can be added to counts."""


def chosen(checkpoint: Checkpoint, data: Path) -> list[int]:
    """Return the numbers of the pieces to keep: marks, all single characters met, and the most frequent others.

    Parameters:
        checkpoint: whose vocabulary is cut down.
        data: folder with ``ner/`` and ``ud/``, whose training parts are counted.
    """
    cut = Pieces(dict(zip(checkpoint.pieces, map(float, checkpoint.scores), strict=True)))
    counts: Counter[int] = Counter()
    for word, count in (*_texts(data), *frequent()):
        for number in cut(word):
            counts[number] += count
    ranked = [n for n, _ in sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])) if n >= _MARKS]
    single = [n for n in ranked if len(checkpoint.pieces[n]) == 1]
    return [*range(_MARKS), *sorted({*ranked[:KEPT], *single})]


def scores(checkpoint: Checkpoint, kept: Sequence[int]) -> dict[str, float]:
    """Return the log-probability of each piece that is kept."""
    return {checkpoint.pieces[n]: float(checkpoint.scores[n]) for n in kept}


def _texts(data: Path) -> Iterator[tuple[str, int]]:
    yield from _counted(word for words, _ in read(data, "germeval_train") for word in words)
    lines = (data / "ud" / "de_gsd-ud-train.upos").read_text("utf-8").splitlines()
    yield from _counted(pair.partition("##")[0] for line in lines for pair in line.split())


def _counted(words: Iterable[str]) -> Iterable[tuple[str, int]]:
    return Counter(words).items()


def frequent() -> Iterator[tuple[str, int]]:
    """Yield the most frequent word forms with how often they come in a hundred million words."""
    with tempfile.TemporaryDirectory() as folder:
        pip = [sys.executable, "-m", "pip", "download", "-q", "--no-deps", "-d", folder]
        subprocess.run([*pip, "spacy-lookups-data==1.0.5"], check=True)
        with zipfile.ZipFile(next(Path(folder).iterdir())) as wheel:
            found = json.loads(gzip.decompress(wheel.read("spacy_lookups_data/data/de_lexeme_prob.json.gz")))
    by_frequency = sorted(found.items(), key=lambda pair: (-pair[1], pair[0]))
    yield from ((word, round(_WORDS * exp(logarithm))) for word, logarithm in by_frequency[:FREQUENT])
