"""What stands beside the pieces of the words of a training sentence: the rows of their features."""

from collections.abc import Sequence

from kg.tagging.encoder.model import Cut
from kg.tagging.features import numbers
from kg.tagging.forms import analyse
from kg.tagging.pos import tags


def features(words: Sequence[str]) -> list[Cut]:
    """Return the rows of features of each word of a sentence whose parts of speech are tagged first, as in use."""
    forms = [analyse(word) for word in words]
    return [numbers(form, tag) for form, tag in zip(forms, tags(forms), strict=True)]
