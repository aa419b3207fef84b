"""Finds the turns of an interview and who speaks in each."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

_NAME_LETTERS = "A-ZÄÖÜÁÉÈÍÓÚÇŠŽŁa-zäöüßáàâãåæçčćďđéèêëěğíìîïıłñńňóòôõøřśšşťúùûüůýźžż"
_LABEL = re.compile(rf"((?:[{_NAME_LETTERS}][{_NAME_LETTERS}.'’-]*)(?: [{_NAME_LETTERS}.'’-]+){{0,4}}): ")
_INTERVIEWER = re.compile(r"(?:die )?(?:taz|wochentaz)(?: .{1,20})?", re.IGNORECASE)
_LABELLED_SHARE = 0.5
_FEWEST_LABELS = 3


@dataclass(frozen=True, slots=True)
class Voice:
    """Who speaks in a paragraph.

    Attributes:
        speaker: the label.
        question: whether the interviewer speaks.
        words: offset in the paragraph where the words begin, after a printed label; 0 without one.
    """

    speaker: str
    question: bool
    words: int


def voices(paragraphs: Sequence[str]) -> list[Voice | None]:
    """Return for each paragraph who speaks, all None if this is no interview.

    The first question is labelled ``taz:``, the first answer with the full name; then turns alternate
    paragraph by paragraph. With several guests each answer is labelled, and what is not is a question.
    """
    labels = [label_of(text) for text in paragraphs]
    first = next((i for i, label in enumerate(labels) if label and _INTERVIEWER.fullmatch(label)), None)
    guests = Counter(label for label in labels if label and not _INTERVIEWER.fullmatch(label))
    if first is None:
        if not _is_round_table(labels, guests):
            return [None] * len(paragraphs)
        first, interviewer = 0, "taz"
    else:
        interviewer = labels[first] or "taz"
        guests = Counter(label for label in labels[first:] if label and not _INTERVIEWER.fullmatch(label))
        if not guests:
            return [None] * len(paragraphs)
    known = {label for label in guests if len(guests) == 1 or guests[label] > 1 or _looks_like_name(label)}
    return [None] * first + _attribute(labels[first:], known, interviewer)


def label_of(text: str) -> str | None:
    """Return the speaker's label with which a line begins (``Name: ``, ``taz: ``), if it does."""
    match = _LABEL.match(text)
    return match[1] if match and (match[1][0].isupper() or _INTERVIEWER.fullmatch(match[1])) else None


def _looks_like_name(label: str) -> bool:
    words = label.split()
    return len(words) <= 4 and all(word[0].isupper() or word in ("von", "van", "de", "der") for word in words)


def _is_round_table(labels: Sequence[str | None], guests: Counter[str]) -> bool:
    labelled = sum(label is not None for label in labels)
    repeated = any(count > 1 for count in guests.values())
    return len(guests) >= 2 and repeated and labelled >= max(_FEWEST_LABELS, _LABELLED_SHARE * len(labels))


def _attribute(labels: Sequence[str | None], known: set[str], interviewer: str) -> list[Voice | None]:
    found: list[Voice | None] = []
    asked = False
    guest = ""
    for label in labels:
        if label is not None and (label in known or _INTERVIEWER.fullmatch(label)):
            asked = label not in known
            guest = guest if asked else label
            found.append(Voice(label, asked, len(label) + 2))
            continue
        asked = True if len(known) > 1 else not asked
        found.append(Voice(interviewer if asked else guest, asked, 0))
    return found
