"""Texts that the encoder of ``--quality best`` has labelled: what the network learns from beside the gold.

Text alone is read, none of its annotation. The news of quotes/ may be measured with, and no more, so they are not among it. Single word forms are labelled, too, as if each were a sentence: so the network
learns of many more words what the encoder takes them for.
"""

import json
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import numpy as np

from kg.tagging.encoder.model import model
from kg.tagging.features import numbers
from kg.tagging.forms import analyse
from kg.tagging.network import Array
from kg.tagging.pos import tags
from training.encoder.vocabulary import frequent
from training.tagger import coarse_train, conllu

LONGEST = 150
"""Words of a sentence; what is longer is a list."""
FORMS = 60_000
"""Capitalised forms and abbreviations that are labelled, the most frequent ones."""
Labelled = tuple[Sequence[str], Sequence[str], Array]
"""The words of a sentence, their parts of speech, and the share of each label."""


def _gsd(data: Path) -> Iterator[Sequence[str]]:
    yield from (words for words, _ in coarse_train(data / "ud" / "de_gsd-ud-train.upos"))


def _treebanks(data: Path) -> Iterator[Sequence[str]]:
    for name in ("de_pud-ud-test", "de_gsd-ud-dev", "de_gsd-ud-test"):
        yield from ([word for word, _, _ in sentence] for sentence in conllu(data / "ud" / f"{name}.conllu"))


def _reports(data: Path) -> Iterator[Sequence[str]]:
    """Short messages and news of the SmartData corpus."""
    for line in (data / "ner" / "smartdata.jsonl").read_text("utf-8").splitlines():
        yield json.loads(line)["tokens"]


def _forms(_: Path) -> Iterator[Sequence[str]]:
    found = (word for word, _ in frequent() if _may_name(word))
    yield from ([word] for word, _ in zip(found, range(FORMS), strict=False))


def _may_name(word: str) -> bool:
    if word.isupper():
        return word.isalpha() and 1 < len(word) < 6
    return word[0].isupper() and len(word) > 2


TEXTS: dict[str, Callable[[Path], Iterator[Sequence[str]]]] = {
    "gsd": _gsd,
    "treebanks": _treebanks,
    "reports": _reports,
    "forms": _forms,
}


def labelled(name: str, data: Path, work: Path) -> list[Labelled]:
    """Return the sentences of a text as the encoder labels them; done once, then read from the folder ``work``."""
    words, shares = work / f"{name}.jsonl", work / f"{name}.npy"
    if not words.exists():
        found = [_by_encoder(sentence) for sentence in _distinct(TEXTS[name](data))]
        np.save(shares, np.concatenate([rows for _, _, rows in found]))
        lines = (json.dumps([*pair], ensure_ascii=False) for *pair, _ in found)
        part = words.with_suffix(".part")
        part.write_text("\n".join(lines), "utf-8")
        part.rename(words)
    pairs = [json.loads(line) for line in words.read_text("utf-8").splitlines()]
    ends = np.cumsum([len(tokens) for tokens, _ in pairs])
    parts = np.split(np.load(shares).astype(np.float32), ends[:-1])
    return [(*pair, part / part.sum(1, keepdims=True)) for pair, part in zip(pairs, parts, strict=True)]


def _distinct(sentences: Iterator[Sequence[str]]) -> Iterator[Sequence[str]]:
    seen = {tuple(words): None for words in sentences if 0 < len(words) <= LONGEST}
    yield from seen


def _by_encoder(words: Sequence[str]) -> Labelled:
    forms = [analyse(word) for word in words]
    marks = tags(forms)
    rows = model()(words, [numbers(form, tag) for form, tag in zip(forms, marks, strict=True)])
    return words, marks, np.exp(rows).astype(np.float16)
