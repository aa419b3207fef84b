"""Finds names by an encoder that reads each word in its sentence: slower and better than :mod:`kg.tagging.names`.

Importing this needs onnxruntime (the extra ``best``); the model is read when it is first needed.
"""

from collections.abc import Sequence
from math import exp

from kg.model import Sentence
from kg.tagging import agreed
from kg.tagging.encoder.model import model
from kg.tagging.features import numbers
from kg.tagging.forms import analyse
from kg.tagging.names import Name, decoded, spans

__all__ = ["document_entities"]


def document_entities(sentences: Sequence[Sentence]) -> list[list[Name]]:
    """Return the names in each sentence of an article, made consistent over all of them.

    Raises:
        ModelError: if the model of the installation is missing or damaged.
    """
    return agreed(sentences, [_found(sentence) for sentence in sentences])


def _found(sentence: Sentence) -> list[Name]:
    told = [numbers(analyse(token.text), token.tag) for token in sentence.tokens]
    names = model().labels
    rows = model()([token.text for token in sentence.tokens], told)
    path = decoded(rows, names)
    sure = [float(row[number]) for row, number in zip(rows, path, strict=True)]
    return [
        Name(start, end, kind, exp(min(sure[start:end])))
        for start, end, kind in spans([names[number] for number in path])
    ]
