"""The command line: vocabulary, training, model, figures, each unless it lies in the folder."""

import argparse
import json
from collections.abc import Sequence
from pathlib import Path

import torch

from kg.tagging.encoder.model import Model
from kg.tagging.pieces import Pieces
from training.cards import write_model
from training.encoder import e5, vocabulary
from training.encoder.graph import packed
from training.encoder.network import Network
from training.encoder.score import judged
from training.encoder.train import train
from training.names import LABELS, Labelled, read, scores


def _kept(checkpoint: e5.Checkpoint, options: argparse.Namespace) -> list[int]:
    file: Path = options.work / "pieces.json"
    if not file.exists():
        file.write_text(json.dumps(vocabulary.chosen(checkpoint, options.data)), "utf-8")
    numbers: list[int] = json.loads(file.read_text("utf-8"))
    return numbers


def _figures(model: Model, held: Sequence[Labelled]) -> str:
    return ", ".join(f"{title} {value:.1f}" for title, value in scores(judged(model, held)).items())


def main() -> None:
    """Do what is not yet done."""
    parser = argparse.ArgumentParser(prog="python -m training.encoder")
    for name in ("--data", "--weights", "--work"):
        parser.add_argument(name, type=Path, required=True)
    parser.add_argument(
        "--fold", type=int, help="train without this tenth of the sentences, and score it only"
    )
    options = parser.parse_args()
    torch.set_num_threads(1)
    options.work.mkdir(parents=True, exist_ok=True)
    checkpoint = e5.read(options.weights)
    kept = _kept(checkpoint, options)
    notes = {"pieces": vocabulary.scores(checkpoint, kept), "labels": LABELS}
    gold = read(options.data, "germeval_train")
    taught = [sentence for at, sentence in enumerate(gold) if at % 10 != options.fold]
    torch.manual_seed(1)
    network = Network(checkpoint, kept)
    train(network, taught, Pieces(notes["pieces"]), options.work / f"training-{options.fold}.pt")
    data = packed({name: weight.numpy() for name, weight in network.state_dict().items()}, notes)
    if options.fold is not None:
        print(f"F1 {_figures(Model(data), gold[options.fold :: 10])}")
        return
    write_model("names-de-best", data)
    print(f"F1 {_figures(Model(data), read(options.data, 'germeval_dev'))}")


if __name__ == "__main__":
    main()
