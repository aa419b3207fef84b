"""Trains the network on what the encoder says and on gold."""

import random
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import torch
from torch import nn
from torch.nn import functional

from training.network.lessons import HIDDEN, UNTOLD, Lesson, Names, batches, joined
from training.network.module import Network, Words

EPOCHS, WORDS, GOLD = 7, 2000, 2
"""How often all is seen, words that are learned from together, and how often the gold is seen in the same time."""
RATE, VECTORS, DECAY, CLIP, WARM = 3e-3, 1e-3, 0.01, 1.0, 0.05
"""Learning rates of the network and of the vectors of pieces, how fast weights shrink, the greatest gradient; the part of
the steps in which the rates grow: from then on they fall to zero."""


def train(
    network: Network, words: Words, gold: Sequence[Lesson], silver: Sequence[Lesson], file: Path
) -> None:
    """Train a network; after each epoch, all that is needed to go on from there is written to a file."""
    lessons, names = [*gold] * GOLD + [*silver], Names([*gold, *silver])
    vectors = [network.vectors]
    others = [weight for name, weight in network.named_parameters() if name != "vectors"]
    groups: list[dict[str, Any]] = [
        {"params": others, "lr": RATE, "weight_decay": DECAY},
        {"params": vectors, "lr": VECTORS, "weight_decay": 0.0},
    ]
    optimizer = torch.optim.AdamW(groups, betas=(0.9, 0.98), fused=True)
    steps = EPOCHS * sum(1 for _ in batches(lessons, WORDS, random.Random(0)))
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda step: _factor(step / steps))
    parts: dict[str, Any] = {"network": network, "optimizer": optimizer, "schedule": schedule}
    done = 0
    if file.exists():
        saved = torch.load(file, weights_only=True)
        for name, part in parts.items():
            part.load_state_dict(saved[name])
        done = saved["done"]
    network.train()
    for epoch in range(done, EPOCHS):
        torch.manual_seed(epoch)
        rng, total, count = random.Random(epoch), 0.0, 0
        for batch in batches(lessons, WORDS, rng):
            total += _step(network, words, [names.exchanged(lesson, rng) for lesson in batch])
            count += 1
            optimizer.step()
            optimizer.zero_grad()
            schedule.step()
        print(f"epoch {epoch + 1} of {EPOCHS}, loss {total / count:.4f}", flush=True)
        new = file.with_suffix(".new")
        torch.save({name: part.state_dict() for name, part in parts.items()} | {"done": epoch + 1}, new)
        new.replace(file)
    network.eval()


def _factor(part: float) -> float:
    return max(0.0, min((part + 1e-4) / WARM, (1 - part) / (1 - WARM)))


def _step(network: Network, words: Words, lessons: Sequence[Lesson]) -> float:
    """Add to the gradients what some sentences say."""
    batch, shares = joined(lessons, HIDDEN, UNTOLD)
    logits = network(words, batch)[batch.forms > 0]
    loss = functional.cross_entropy(logits, shares)
    loss.backward()
    nn.utils.clip_grad_norm_(network.parameters(), CLIP)
    return loss.item()
