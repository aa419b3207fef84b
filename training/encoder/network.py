"""The tagger as a torch module: the encoder, a mixture of its layers, and two convolutions over words."""

from collections.abc import Sequence

import torch
from torch import Tensor, nn
from torch.nn import functional

from kg.tagging.encoder.model import LONGEST
from kg.tagging.features import ROWS
from training.encoder.e5 import Checkpoint
from training.names import LABELS

LAYERS, FIXED = 10, 4
"""Layers of the encoder that are kept, from below (those above know more of whole texts); and how many of these, the
lowest ones, stay as they are, which saves a quarter of the training."""
HEADS, EPSILON = 12, 1e-12
TOLD, INNER = 64, 256
"""Numbers into which a word's features are turned, numbers between the convolutions."""
DROPPED = 0.1
"""Share of numbers dropped inside the encoder while it is trained."""


class Layer(nn.Module):
    """A layer of BERT: attention, then a network for each piece; norms after each."""

    def __init__(self, tensors: dict[str, Tensor], name: str) -> None:
        super().__init__()
        self.seen = _linear(tensors, *(f"{name}.{part}" for part in "qkv"))
        self.ao, self.fi, self.fo = (_linear(tensors, f"{name}.{part}") for part in ("ao", "fi", "fo"))
        self.aln, self.oln = (_norm(tensors, f"{name}.{part}") for part in ("aln", "oln"))
        self.dropped = nn.Dropout(DROPPED)

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        """Return the next states of the pieces."""
        texts, length, width = x.shape
        parts = self.seen(x).view(texts, length, 3, HEADS, -1).permute(2, 0, 3, 1, 4)
        share = DROPPED if self.training else 0.0
        y = functional.scaled_dot_product_attention(*parts, attn_mask=mask.to(parts.dtype), dropout_p=share)
        x = self.aln(x + self.dropped(self.ao(y.transpose(1, 2).reshape(texts, length, width))))
        y = self.fo(functional.gelu(self.fi(x)))
        found: Tensor = self.oln(x + self.dropped(y))
        return found


class Encoder(nn.Module):
    """The states of words: those of the pieces in layers that are trained, evenly scaled, weighed, averaged over a word.

    Parameters:
        checkpoint: the weights to begin with.
        kept: numbers of the pieces that it knows; what it knows of them stays as it is, for most are rare.
    """

    def __init__(self, checkpoint: Checkpoint, kept: Sequence[int]) -> None:
        super().__init__()
        tensors = {name: torch.from_numpy(value) for name, value in checkpoint.tensors.items()}
        vectors = tensors["emb.word"][list(kept)] + tensors["emb.type"][: checkpoint.width]
        self.pieces = nn.Embedding.from_pretrained(vectors)
        self.places = nn.Embedding.from_pretrained(tensors["emb.pos"][: LONGEST + 2].clone())
        self.ln = _norm(tensors, "emb.ln")
        self.layers = nn.ModuleList(Layer(tensors, f"l{number}") for number in range(LAYERS))
        self.mixed = nn.Parameter(torch.zeros(LAYERS - FIXED + 1))
        for part in (self.ln, self.layers[:FIXED]):
            part.requires_grad_(False)

    def forward(self, pieces: Tensor, places: Tensor, mask: Tensor, pool: Tensor) -> Tensor:
        """Return a state for each word."""
        x = self.ln(self.pieces(pieces) + self.places(places))
        for layer in self.layers[:FIXED]:
            x = layer(x, mask)
        states = [functional.layer_norm(pool @ x, x.shape[-1:])]
        for layer in self.layers[FIXED:]:
            x = layer(x, mask)
            states.append(functional.layer_norm(pool @ x, x.shape[-1:]))
        found: Tensor = (torch.stack(states, -1) * self.mixed.softmax(0)).sum(-1)
        return found


class Head(nn.Module):
    """Gives each word its labels. Each convolution sees a word and its two neighbours; the second adds to the first."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self.ln = nn.LayerNorm(width)
        self.told, self.direct = nn.Embedding(ROWS, TOLD), nn.Embedding(ROWS, len(LABELS))
        nn.init.normal_(self.told.weight, 0, 0.1)
        nn.init.zeros_(self.direct.weight)
        self.near = nn.Conv1d(width + TOLD, INNER, 3, padding=1)
        self.far = nn.Conv1d(INNER, INNER, 3, padding=1)
        self.out = nn.Linear(INNER, len(LABELS))
        self.whole, self.dropped, self.last = nn.Dropout1d(0.2), nn.Dropout(0.2), nn.Dropout1d(0.3)

    def forward(self, states: Tensor, features: Tensor, words: Tensor) -> Tensor:
        """Return the logits of the labels; what is dropped is a number in all words of a sentence, and single ones."""
        x = torch.cat([self.ln(states), self.told(features).sum(2)], -1)
        x = self.dropped(self.whole((x * words).transpose(1, 2)))
        x = self.dropped(functional.relu(self.near(x)) * words.transpose(1, 2))
        x = self.last(x + functional.relu(self.far(x))).transpose(1, 2)
        logits: Tensor = self.out(x) + self.direct(features).sum(2)
        return logits


class Network(nn.Module):
    """Encoder and head; takes the inputs of :data:`training.encoder.graph.INPUTS`."""

    def __init__(self, checkpoint: Checkpoint, kept: Sequence[int]) -> None:
        super().__init__()
        self.encoder, self.head = Encoder(checkpoint, kept), Head(checkpoint.width)

    def train(self, mode: bool = True) -> "Network":
        """Turn on what is done in training only, or off; never in layers that stay as they are."""
        super().train(mode)
        self.encoder.layers[:FIXED].eval()
        return self

    def forward(self, given: dict[str, Tensor]) -> Tensor:
        """Return the logits of each word's labels."""
        states = self.encoder(given["pieces"], given["places"], given["mask"], given["pool"])
        logits: Tensor = self.head(states, given["features"], given["words"])
        return logits


def _linear(tensors: dict[str, Tensor], *names: str) -> nn.Linear:
    weight = torch.cat([tensors[f"{name}.w"] for name in names])
    linear = nn.Linear(weight.shape[1], weight.shape[0])
    linear.load_state_dict({"weight": weight, "bias": torch.cat([tensors[f"{name}.b"] for name in names])})
    return linear


def _norm(tensors: dict[str, Tensor], name: str) -> nn.LayerNorm:
    norm = nn.LayerNorm(len(tensors[f"{name}.w"]), eps=EPSILON)
    norm.load_state_dict({"weight": tensors[f"{name}.w"], "bias": tensors[f"{name}.b"]})
    return norm
