"""Names of persons, places, organisations and other things in a tagged sentence."""

from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

import pycrfsuite

from kg.models import load
from kg.tagging.forms import Form


class Name(NamedTuple):
    """A name among the words of a sentence.

    Attributes:
        start, end: half-open range of words.
        type: ``PER``, ``LOC``, ``ORG`` or ``OTH``.
        probability: of the least certain of its words.
    """

    start: int
    end: int
    type: str
    probability: float


@cache
def _tag_features(tag: str) -> tuple[bytes, bytes, bytes]:
    raw = tag.encode()
    return b"T" + raw, b"U" + raw, b"V" + raw


def features(forms: Sequence[Form], tags: Sequence[str]) -> list[list[bytes]]:
    """Return the features of each word of a sentence.

    Parameters:
        forms: the words, analysed.
        tags: their parts of speech.
    """
    rows = [[*form.here, _tag_features(tag)[0]] for form, tag in zip(forms, tags, strict=True)]
    for at in range(1, len(rows)):
        row, back, left, right = rows[at], rows[at - 1], forms[at - 1], forms[at]
        row += left.before
        row.append(_tag_features(tags[at - 1])[1])
        back += right.after
        back.append(_tag_features(tags[at])[2])
        if at > 1:
            row.append(b"A" + forms[at - 2].far)
            rows[at - 2].append(b"B" + right.far)
    for at, form in enumerate(forms):
        before, here, after = form.known
        if here:
            rows[at] += here
            if at:
                rows[at - 1] += before
            if at + 1 < len(rows):
                rows[at + 1] += after
    return rows


@cache
def _tagger() -> pycrfsuite.Tagger:
    tagger = pycrfsuite.Tagger()
    tagger.open_inmemory(load("names-de"))
    return tagger


def find(forms: Sequence[Form], tags: Sequence[str]) -> list[Name]:
    """Return the names among the words of a sentence, in order.

    Raises:
        ModelError: if the model of the installation is missing or damaged.
    """
    if not any(form.text[0].isupper() for form in forms):
        return []
    tagger = _tagger()
    labels: list[str] = tagger.tag(features(forms, tags))
    return [
        Name(start, end, kind, min(tagger.marginal(labels[at], at) for at in range(start, end)))
        for start, end, kind in spans(labels)
    ]


def spans(labels: Sequence[str]) -> Iterator[tuple[int, int, str]]:
    """Yield first word, end and type of each name in labels ``B-…``, ``I-…`` and ``O``."""
    start, kind = 0, ""
    for at, label in enumerate([*labels, "O"]):
        if kind and label != f"I-{kind}":
            yield start, at, kind
            kind = ""
        if label != "O" and not kind:
            start, kind = at, label[2:]
