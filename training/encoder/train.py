"""Trains the network, all layers of it. Names are exchanged for others, so that it looks at what stands around them."""

import random
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import torch
from torch import Tensor, nn
from torch.nn import functional

from kg.tagging.encoder.model import Cut, fitting, given
from kg.tagging.features import NONE
from kg.tagging.pieces import UNKNOWN, Pieces
from training.encoder.network import FIXED, Network
from training.encoder.words import features
from training.names import LABELS, Labelled, spans

EPOCHS, BATCH, CLIP, DECAY = 5, 16, 1.0, 0.01
RATE, LOWER, HEAD_RATE = 2e-4, 0.9, 2e-3
"""Learning rate of the upper layer, its share in each layer below, and that of the head."""
WARM = 0.1
"""First part of the steps, in which the rates grow; from then on they fall to zero."""
EXCHANGED, HIDDEN, UNTOLD = 0.25, 0.03, 0.07
"""Share of names that become others of their type, of words of which all is hidden, and of those of which the features
are, so that the encoder is listened to."""
_NONE = -1
"""The label where there is no word."""
_SAVED = 50
"""Steps after which what was learned is written to the file."""


class Example(NamedTuple):
    """A sentence: the pieces, the rows of features and the label of each word."""

    cuts: list[Cut]
    features: list[Cut]
    labels: list[int]


class Varied:
    """Makes examples of sentences, each time a little different.

    Parameters:
        sentences: with their labels; their names are those that are exchanged.
        pieces: cuts words.
    """

    def __init__(self, sentences: Sequence[Labelled], pieces: Pieces) -> None:
        self._pieces = pieces
        self._names: dict[str, list[list[str]]] = defaultdict(list)
        for words, labels in sentences:
            for start, end, kind in spans(labels):
                self._names[kind].append(list(words[start:end]))

    def __call__(self, sentence: Labelled, rng: random.Random) -> Example:
        """Return an example of a sentence."""
        words, labels = self._exchanged(sentence, rng)
        cuts, told = [self._pieces(word) for word in words], features(words)
        for at in range(len(words)):
            chance = rng.random()
            if chance < HIDDEN:
                cuts[at] = (UNKNOWN,)
            if chance < HIDDEN + UNTOLD:
                told[at] = NONE
        return Example(fitting(cuts), told, [LABELS.index(label) for label in labels])

    def _exchanged(self, sentence: Labelled, rng: random.Random) -> Labelled:
        words: list[str] = []
        labels: list[str] = []
        at = 0
        for start, end, kind in spans(sentence[1]):
            if rng.random() < EXCHANGED:
                name = rng.choice(self._names[kind])
                words += [*sentence[0][at:start], *name]
                labels += [*sentence[1][at:start], f"B-{kind}", *[f"I-{kind}"] * (len(name) - 1)]
                at = end
        return [*words, *sentence[0][at:]], [*labels, *sentence[1][at:]]


def train(network: Network, sentences: Sequence[Labelled], pieces: Pieces, file: Path) -> None:
    """Train a network; every now and then, all that is needed to go on from there is written to a file."""
    optimizer = torch.optim.AdamW(_groups(network), betas=(0.9, 0.98), weight_decay=DECAY, fused=True)
    steps = EPOCHS * -(-len(sentences) // BATCH)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda step: _factor(step, steps))
    parts: dict[str, Any] = {"network": network, "optimizer": optimizer, "schedule": schedule}
    done, total = 0, 0.0
    if file.exists():
        saved = torch.load(file, weights_only=True)
        for name, part in parts.items():
            part.load_state_dict(saved[name])
        done = saved["done"]
    varied = Varied(sentences, pieces)
    network.train()
    for step, batch in _rest(sentences, done):
        torch.manual_seed(step)
        rng = random.Random(step)
        total += _step(network, [varied(sentence, rng) for sentence in batch])
        nn.utils.clip_grad_norm_(network.parameters(), CLIP)
        optimizer.step()
        optimizer.zero_grad()
        schedule.step()
        if (step + 1) % _SAVED == 0 or step + 1 == steps:
            print(f"step {step + 1} of {steps}, loss {total / _SAVED:.4f}", flush=True)
            total = 0.0
            new = file.with_suffix(".new")
            torch.save({name: part.state_dict() for name, part in parts.items()} | {"done": step + 1}, new)
            new.replace(file)
    network.eval()


def _rest(sentences: Sequence[Labelled], done: int) -> Iterator[tuple[int, list[Labelled]]]:
    """Yield the batches that have not been learned, numbered; they are the same whenever training begins anew."""
    step = 0
    for epoch in range(EPOCHS):
        for batch in _batches(sentences, random.Random(epoch)):
            if step >= done:
                yield step, batch
            step += 1


def _batches(sentences: Sequence[Labelled], rng: random.Random) -> list[list[Labelled]]:
    """Return sentences of about one length together, in a random order of batches."""
    order = sorted(sentences, key=lambda item: len(item[0]) + 4 * rng.random())
    found = [order[at : at + BATCH] for at in range(0, len(order), BATCH)]
    rng.shuffle(found)
    return found


def _factor(step: int, steps: int) -> float:
    return min((step + 1) / (steps * WARM), (steps - step) / (steps * (1 - WARM)))


def _groups(network: Network) -> list[dict[str, Any]]:
    """Return the weights with their learning rates."""
    encoder, rate = network.encoder, RATE
    groups: list[dict[str, Any]] = [{"params": [*network.head.parameters(), encoder.mixed], "lr": HEAD_RATE}]
    for layer in reversed(encoder.layers[FIXED:]):
        groups.append({"params": list(layer.parameters()), "lr": rate})
        rate *= LOWER
    return groups


def _step(network: Network, examples: Sequence[Example]) -> float:
    """Add to the gradients what a batch says; matrices are multiplied in 16 bits."""
    inputs = given([item.cuts for item in examples], [item.features for item in examples])
    with torch.autocast("cpu", dtype=torch.bfloat16):
        logits = network({name: torch.from_numpy(value) for name, value in inputs.items()})
    labels = torch.full(logits.shape[:2], _NONE)
    for at, item in enumerate(examples):
        labels[at, : len(item.labels)] = torch.tensor(item.labels)
    loss: Tensor = functional.cross_entropy(
        logits.float().flatten(0, 1), labels.flatten(), ignore_index=_NONE
    )
    loss.backward()
    return loss.item()
