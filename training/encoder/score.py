"""Lets an encoder judge labelled sentences."""

from collections.abc import Iterator, Sequence

from kg.tagging.encoder.model import Model
from kg.tagging.names import decoded
from training.encoder.words import features
from training.names import Labelled


def judged(encoder: Model, sentences: Sequence[Labelled]) -> Iterator[tuple[Sequence[str], Sequence[str]]]:
    """Yield the labels of each sentence, the right ones and those that are found."""
    for words, labels in sentences:
        path = decoded(encoder(words, features(words)), encoder.labels)
        yield labels, [encoder.labels[number] for number in path]
