"""Trains kg/models/names-de and prints how good it is.

    python -m training.ner --data /work/shared               trains on all and writes the model
    python -m training.ner --data /work/shared --figures     trains without germeval_dev and scores it
    python -m training.ner --data /work/shared --folds 4     cross-validates over all sentences, to choose features by

Takes a minute of one core, cross-validation three.
"""

import argparse
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import pycrfsuite

from kg.tagging.forms import analyse
from kg.tagging.names import features
from kg.tagging.pos import tags
from training.cards import write_model
from training.names import Labelled, read, scores

OPTIONS = {"c1": 0.1, "c2": 0.05, "max_iterations": 80}


def rows(words: Sequence[str]) -> list[list[bytes]]:
    """Return the features of a sentence whose parts of speech are tagged first, as in use."""
    forms = [analyse(word) for word in words]
    return features(forms, tags(forms))


def train(sentences: Iterable[Labelled]) -> bytes:
    """Return the crfsuite model of a conditional random field."""
    trainer = pycrfsuite.Trainer("lbfgs", OPTIONS, verbose=False)
    for words, labels in sentences:
        trainer.append(pycrfsuite.ItemSequence(rows(words)), list(labels))
    with tempfile.NamedTemporaryFile() as file:
        trainer.train(file.name)
        return Path(file.name).read_bytes()


def tagged(model: bytes, sentences: Iterable[Labelled]) -> Iterator[tuple[Sequence[str], Sequence[str]]]:
    """Yield the labels of each sentence, the right ones and those that the model gives."""
    tagger = pycrfsuite.Tagger()
    tagger.open_inmemory(model)
    for words, labels in sentences:
        yield labels, tagger.tag(rows(words))


def folded(sentences: Sequence[Labelled], folds: int) -> Iterator[tuple[Sequence[str], Sequence[str]]]:
    """Yield the labels of each sentence, the right ones and those of a model that was trained on the other folds."""
    for fold in range(folds):
        others = [sentence for at, sentence in enumerate(sentences) if at % folds != fold]
        yield from tagged(train(others), sentences[fold::folds])


def figures(pairs: Iterable[tuple[Sequence[str], Sequence[str]]]) -> str:
    """Return the F1 of each type and of the three and four together."""
    return ", ".join(f"{title} {value:.1f}" for title, value in scores(pairs).items())


def main() -> None:
    """Read the options, train, print or write."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--figures", action="store_true")
    parser.add_argument("--folds", type=int, default=0)
    options = parser.parse_args()
    if not (options.data / "ner").is_dir():
        parser.error(f"{options.data} holds no folder ner/")
    gold, held = read(options.data, "germeval_train"), read(options.data, "germeval_dev")
    if options.figures:
        print(f"F1 {figures(tagged(train(gold), held))}")
    elif options.folds:
        print(f"F1 {figures(folded(gold + held, options.folds))}")
    else:
        write_model("names-de", train(gold + held))


if __name__ == "__main__":
    main()
