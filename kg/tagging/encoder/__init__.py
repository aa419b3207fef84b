"""Finds names by an encoder that reads each word in its sentence: slower and better than :mod:`kg.tagging.names`.

Importing this needs onnxruntime (the extra ``best``); the model is read when it is first needed.
"""

from collections.abc import Sequence
from math import exp

from kg.model import Sentence
from kg.tagging.consistency import agree
from kg.tagging.encoder.features import numbers
from kg.tagging.encoder.model import decoded, model
from kg.tagging.forms import Form, analyse
from kg.tagging.names import Name, spans

__all__ = ["document_entities"]


def document_entities(sentences: Sequence[Sentence]) -> list[list[Name]]:
    """Return the names in each sentence of an article, made consistent over all of them.

    Raises:
        ModelError: if the model of the installation is missing or damaged.
    """
    forms = [[analyse(token.text) for token in sentence.tokens] for sentence in sentences]
    tags = [[token.tag for token in sentence.tokens] for sentence in sentences]
    found = [_found(*item) for item in zip(sentences, forms, tags, strict=True)]
    return agree(forms, tags, found)


def _found(sentence: Sentence, forms: Sequence[Form], tags: Sequence[str]) -> list[Name]:
    told = [numbers(form, tag) for form, tag in zip(forms, tags, strict=True)]
    names = model().labels
    rows = model()([token.text for token in sentence.tokens], told)
    labels = decoded(rows, names)
    sure = [float(row[names.index(label)]) for row, label in zip(rows, labels, strict=True)]
    return [Name(start, end, kind, exp(min(sure[start:end]))) for start, end, kind in spans(labels)]
