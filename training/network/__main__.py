"""The command line: labels, training, model, figures, each unless it lies in the folder."""

import argparse
from pathlib import Path

import torch

from kg.tagging import network as runtime
from kg.tagging.forms import analyse
from kg.tagging.pieces import Pieces
from kg.tagging.pos import tags
from training.cards import write_model
from training.names import figures, read
from training.network.learn import train
from training.network.lessons import Lexicon, gold
from training.network.module import Network
from training.network.packed import packed
from training.network.score import judged
from training.network.texts import TEXTS, labelled
from training.network.vectors import vectors, vocabulary

HELD = (0, 3, 7)
"""Of every ten sentences those that are held out to choose by."""


def main() -> None:
    """Do what is not yet done."""
    parser = argparse.ArgumentParser(prog="python -m training.network")
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--work", type=Path, required=True)
    parser.add_argument(
        "--folds", action="store_true", help="train without three tenths of the gold, and score them only"
    )
    options = parser.parse_args()
    torch.set_num_threads(1)
    options.work.mkdir(parents=True, exist_ok=True)
    sentences = read(options.data, "germeval_train")
    held = [sentence for at, sentence in enumerate(sentences) if options.folds and at % 10 in HELD]
    taught = [sentence for at, sentence in enumerate(sentences) if not options.folds or at % 10 not in HELD]
    pieces = vocabulary()
    lexicon = Lexicon(Pieces(pieces))
    silver = [lexicon.lesson(one) for name in TEXTS for one in labelled(name, options.data, options.work)]
    lessons = [
        lexicon.lesson((words, tags([analyse(word) for word in words]), gold(labels)))
        for words, labels in taught
    ]
    words = lexicon.words()
    torch.manual_seed(1)
    network = Network(vectors(words))
    train(network, words, lessons, silver, options.work / f"network{'-folds' * options.folds}.pt")
    data = packed(network, pieces)
    if not options.folds:
        write_model("names-de", data)
        held = read(options.data, "germeval_dev")
    print(f"F1 {figures(judged(runtime.Network(data), held))}")


if __name__ == "__main__":
    main()
