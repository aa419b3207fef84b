"""Lets the network judge labelled sentences."""

from collections.abc import Iterator, Sequence

from kg.tagging.forms import analyse
from kg.tagging.names import decoded
from kg.tagging.network import Network
from kg.tagging.pos import tags
from training.names import Labelled


def judged(network: Network, sentences: Sequence[Labelled]) -> Iterator[tuple[Sequence[str], Sequence[str]]]:
    """Yield the labels of each sentence, the right ones and those that are found."""
    read = [[analyse(word) for word in words] for words, _ in sentences]
    weights = network([(forms, tags(forms)) for forms in read])
    for (_, labels), rows in zip(sentences, weights, strict=True):
        yield labels, [network.labels[number] for number in decoded(rows, network.labels)]
