"""Part-of-speech tags of the Stuttgart-Tübingen set for the words of a sentence."""

from collections.abc import Sequence
from functools import cache

import pycrfsuite

from kg.models import load
from kg.tagging.forms import Form

_MODALS = (
    "kann", "könn", "konnt", "gekonnt", "muss", "muß", "müss", "müß", "musst", "mußt", "gemusst", "soll", "gesollt", "will", "woll", "gewollt",
    "darf", "dürf", "durft", "gedurft", "mag", "mög", "mocht", "möcht", "gemocht",
)  # fmt: skip
"""How the forms of the modal verbs begin."""


def features(forms: Sequence[Form]) -> list[list[bytes]]:
    """Return the features of each word of a sentence."""
    rows = [[*form.here] for form in forms]
    last = len(forms) - 1
    state = ""
    for at, form in enumerate(forms):
        row = rows[at]
        if at:
            row += forms[at - 1].before
            row.append(b"A" + forms[at - 2].far if at > 1 else b"A")
        else:
            row.append(b"^")
        if at < last:
            row += forms[at + 1].after
            row.append(b"B" + forms[at + 2].far if at + 1 < last else b"B")
        else:
            row.append(b"$")
        if form.verbal:
            row.append(b"L" + state.encode())
        state = _enter(state, form.kind)
    state = ""
    for at in range(last, -1, -1):
        if forms[at].verbal or forms[at].kind == "s":
            rows[at].append(b"R" + state.encode())
        if forms[at].kind == "p":
            state = ""
        elif forms[at].verbal and len(state) < 3:
            state += forms[at].kind or "v"
    return rows


def _enter(state: str, kind: str) -> str:
    """Return what stands so far in the clause: each kind of word once, in order."""
    if kind == "p":
        return ""
    return state + kind if kind and kind not in state else state


@cache
def _tagger() -> pycrfsuite.Tagger:
    tagger = pycrfsuite.Tagger()
    tagger.open_inmemory(load("pos-de"))
    return tagger


def tags(forms: Sequence[Form]) -> list[str]:
    """Return the tag of each word of a sentence.

    Raises:
        ModelError: if the model of the installation is missing or damaged.
    """
    found: list[str] = _tagger().tag(features(forms))
    return [_mended(tag, form) for tag, form in zip(found, forms, strict=True)]


def _mended(tag: str, form: Form) -> str:
    """Return the tag; modal verbs are few, so that „fragte“ is none whatever the model says."""
    modal = tag.startswith("VM") and not form.text.lower().startswith(_MODALS)
    return "VV" + tag[2:] if modal else tag
