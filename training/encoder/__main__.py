"""The command line: vocabulary, states, training, model, figures, each unless it lies in the folder."""

import argparse
import json
import time
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch

from training.encoder import e5, head, vocabulary
from training.encoder.graph import Graph
from training.encoder.run import Array, Model, decoded, features
from training.names import LABELS, Labelled, read, scores


def _kept(checkpoint: e5.Checkpoint, options: argparse.Namespace) -> list[int]:
    file: Path = options.work / "pieces.json"
    if not file.exists():
        file.write_text(json.dumps(vocabulary.chosen(checkpoint, options.data)), "utf-8")
    numbers: list[int] = json.loads(file.read_text("utf-8"))
    return numbers


def _states(
    checkpoint: e5.Checkpoint, kept: Sequence[int], sentences: Sequence[Labelled], file: Path
) -> Array:
    """Return the states of all words of some sentences, of the encoder in 8 bits, as they will be in use."""
    if not file.exists():
        graph = Graph(checkpoint, kept)
        notes = {"pieces": vocabulary.scores(checkpoint, kept)}
        model = Model(graph.packed(graph.encode(), checkpoint.width, notes))
        found = np.concatenate(model([words for words, _ in sentences])).astype(np.float16)
        with file.open("wb") as written:
            np.save(written, found)
    return np.load(file)


def _examples(states: Array, sentences: Sequence[Labelled]) -> list[head.Example]:
    ends = np.cumsum([len(words) for words, _ in sentences])
    parts = np.split(states.astype(np.float32), ends[:-1])
    return [
        head.Example(part, features(words), [LABELS.index(label) for label in labels])
        for part, (words, labels) in zip(parts, sentences, strict=True)
    ]


def _figures(model: Model, held: Sequence[Labelled]) -> str:
    begun = time.process_time()
    found = model([words for words, _ in held])
    pairs = [(labels, decoded(rows, LABELS)) for rows, (_, labels) in zip(found, held, strict=True)]
    speed = sum(len(words) for words, _ in held) / (time.process_time() - begun)
    values = ", ".join(f"{title} {value:.1f}" for title, value in scores(pairs).items())
    return f"F1 {values}; {speed:,.0f} words/s of CPU, parts of speech included"


def main() -> None:
    """Do what is not yet done."""
    parser = argparse.ArgumentParser(prog="python -m training.encoder")
    for name in ("--data", "--weights", "--work"):
        parser.add_argument(name, type=Path, required=True)
    options = parser.parse_args()
    torch.set_num_threads(1)
    options.work.mkdir(parents=True, exist_ok=True)
    checkpoint = e5.read(options.weights)
    kept = _kept(checkpoint, options)
    gold = read(options.data, "germeval_train")
    examples = _examples(_states(checkpoint, kept, gold, options.work / "states.npy"), gold)
    trained = head.train(examples, options.work / "head.pt")
    graph = Graph(checkpoint, kept)
    weights = {name: weight.numpy() for name, weight in trained.state_dict().items()}
    output = graph.label(graph.encode(), weights)
    notes = {"pieces": vocabulary.scores(checkpoint, kept), "labels": LABELS}
    data = graph.packed(output, len(LABELS), notes)
    (options.work / "model.onnx").write_bytes(data)
    print(f"{options.work / 'model.onnx'}: {len(data):,} bytes")
    print(_figures(Model(data), read(options.data, "germeval_dev")))


if __name__ == "__main__":
    main()
