"""What gives each word its label: two convolutions over the encoder's states and what the tables say of the words."""

import random
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from training.encoder.features import ROWS, SIZES
from training.names import LABELS

TOLD, INNER = 64, 256
"""Numbers into which a word's features are turned, numbers between the convolutions."""
EPOCHS, BATCH, RATE, DECAY, CLIP = 6, 24, 2e-3, 0.01, 1.0
WARM, COOLING = 50, 0.6
"""Steps of growing learning rate, last part of the steps in which it falls to zero."""
_NONE = -1
"""The label where there is no word."""


class Example(NamedTuple):
    """A sentence: the state, the rows of features and the label of each word."""

    states: "np.ndarray[tuple[int, int], np.dtype[np.float32]]"
    features: Sequence[tuple[int, ...]]
    labels: Sequence[int]


class Head(nn.Module):
    """The convolutions. Each sees a word and its two neighbours; the second one adds to the first."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self.ln = nn.LayerNorm(width)
        self.told, self.direct = nn.Embedding(ROWS, TOLD), nn.Embedding(ROWS, len(LABELS))
        nn.init.normal_(self.told.weight, 0, 0.1)
        nn.init.zeros_(self.direct.weight)
        self.near = nn.Conv1d(width + TOLD, INNER, 3, padding=1)
        self.far = nn.Conv1d(INNER, INNER, 3, padding=1)
        self.out = nn.Linear(INNER, len(LABELS))
        self.whole, self.dropped, self.last = nn.Dropout1d(0.2), nn.Dropout(0.2), nn.Dropout1d(0.4)

    def forward(self, states: Tensor, features: Tensor, words: Tensor) -> Tensor:
        """Return the logits of the labels; what is dropped is a number in all words of a sentence, and single ones."""
        x = torch.cat([self.ln(states), self.told(features).sum(2)], -1)
        x = self.dropped(self.whole((x * words).transpose(1, 2)))
        x = self.dropped(functional.relu(self.near(x)) * words.transpose(1, 2))
        x = self.last(x + functional.relu(self.far(x))).transpose(1, 2)
        logits: Tensor = self.out(x) + self.direct(features).sum(2)
        return logits


def collated(examples: Sequence[Example]) -> tuple[Tensor, Tensor, Tensor, Tensor]:
    """Return states, features, words and labels of some sentences."""
    most, width = max(len(item.labels) for item in examples), examples[0].states.shape[1]
    states = np.zeros((len(examples), most, width), np.float32)
    features = np.zeros((len(examples), most, len(SIZES)), np.int64)
    labels = np.full((len(examples), most), _NONE, np.int64)
    for at, item in enumerate(examples):
        size = len(item.labels)
        states[at, :size], features[at, :size], labels[at, :size] = item
    words = (labels != _NONE).astype(np.float32)[..., None]
    return (*map(torch.from_numpy, (states, features, words)), torch.from_numpy(labels))


def train(examples: Sequence[Example], file: Path) -> Head:
    """Return a trained head, and write it to a file after each epoch; one that is there is gone on from."""
    torch.manual_seed(1)
    head = Head(examples[0].states.shape[1])
    optimizer = torch.optim.AdamW(head.parameters(), betas=(0.9, 0.98), weight_decay=DECAY)
    begun = 0
    if file.exists():
        saved = torch.load(file, weights_only=True)
        head.load_state_dict(saved["head"])
        optimizer.load_state_dict(saved["optimizer"])
        begun = saved["epochs"]
    steps = EPOCHS * -(-len(examples) // BATCH)
    step = begun * steps // EPOCHS
    for epoch in range(begun, EPOCHS):
        total = 0.0
        for batch in _batches(examples, random.Random(epoch)):
            factor = min(1.0, (step + 1) / WARM, (steps - step) / (steps * COOLING))
            for group in optimizer.param_groups:
                group["lr"] = RATE * factor
            total += _step(head, optimizer, batch)
            step += 1
        print(f"epoch {epoch + 1} of {EPOCHS}, loss {total * EPOCHS / steps:.4f}", flush=True)
        content = {"head": head.state_dict(), "optimizer": optimizer.state_dict(), "epochs": epoch + 1}
        written = file.with_suffix(".new")
        torch.save(content, written)
        written.replace(file)
    return head


def _batches(examples: Sequence[Example], rng: random.Random) -> list[list[Example]]:
    """Return sentences of about one length together, in a random order of batches."""
    order = sorted(examples, key=lambda item: len(item.labels) + 4 * rng.random())
    found = [order[at : at + BATCH] for at in range(0, len(order), BATCH)]
    rng.shuffle(found)
    return found


def _step(head: Head, optimizer: torch.optim.Optimizer, batch: Sequence[Example]) -> float:
    states, features, words, labels = collated(batch)
    logits = head(states, features, words)
    loss = functional.cross_entropy(logits.flatten(0, 1), labels.flatten(), ignore_index=_NONE)
    loss.backward()
    nn.utils.clip_grad_norm_(head.parameters(), CLIP)
    optimizer.step()
    optimizer.zero_grad()
    return loss.item()
