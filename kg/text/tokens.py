"""Cuts German running text into sentences and words; every result is a pair of offsets into the text."""

import re
import tomllib
from collections.abc import Iterator
from importlib.resources import files

from kg.model import Span

Ends = tuple[int, int]
"""Start and end of a word, half-open."""

LONGEST = 400
"""No sentence has many more words; a list without full stops is cut."""

_TOKEN = re.compile(
    r"""
      (?:https?://|www\.)\S+?(?=[.,;:!?)\]…“”"»«'’]{0,8}(?:\s|$))   # a web address
    | [\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,9}                   # an e-mail address
    | \d{1,2}\.\d{1,2}\.(?:\d{4}|\d{2})?(?!\d)                       # 3.5. and 3.5.2021
    | \d+(?:[.,:]\d+)+(?![\w-])                                      # 1.000,50 and 20:15
    | (?:[A-Za-zÄÖÜäöü]\.){2,}                                       # z.B., d.h., U.S.
    | ver\.di\b | E\.ON\b                                            # names with a dot inside
    | (?:\w{1,63}\.){1,5}(?:de|com|org|net|at|ch|eu|info|tv|io)\b    # taz.de
    | \w+(?:-\w+)*(?:[*:·]|/-?)(?:in|innen|r|n|e)\b(?:-\w+)*        # Bürger*innen, Bürger:in, Lehrer/-innen, jede:r
    | \w+(?:-\w+)*\((?:in|innen)\)                                   # Bürger(innen)
    | \w+(?:(?:[-‐‑'’&]|/(?=[a-zäöü\d]))\w+)*[-‐‑]?                  # a word, glued or with a hanging hyphen
    | [-‐‑]\w+(?:[-‐‑]\w+)*                                          # -frauen
    | \.{2,} | -{2,} | ''|`` | \S
    """,
    re.VERBOSE,
)  # fmt: skip
_LISTS = {
    name: frozenset(text.split())
    for name, text in tomllib.loads((files("kg.text") / "german.toml").read_text("utf-8")).items()
}
_ABBREVIATIONS = _LISTS["abbreviations"]
_WEEKDAYS = _LISTS["abbreviations_and_words"]
_STARTERS = _LISTS["starters"]
_BEFORE_ORDINAL = _LISTS["before_ordinals"]
_UNITS = _LISTS["after_ordinals"]
_ROMAN = re.compile(r"[IVX]{2,6}")
_CLOSERS = frozenset("”“\"«»‘’')]›‹")
_OPENERS = frozenset("„«»\"‚(‘“[›‹'")
_MARKS = frozenset(".!?…")
_HOLD = frozenset(",;:")


def words(text: str, span: Span) -> Iterator[list[Ends]]:
    """Yield the words of each sentence of a passage; the dot of an abbreviation or ordinal belongs to its word."""
    raw = [match.span() for match in _TOKEN.finditer(text, span.start, span.end)]
    sentence: list[Ends] = []
    at, count = 0, len(raw)
    while at < count:
        start, end = raw[at]
        mark = text[start]
        if mark not in _MARKS and len(sentence) < LONGEST:
            sentence.append((start, end))
            at += 1
            continue
        if (
            mark == "."
            and end - start == 1
            and sentence
            and sentence[-1][1] == start
            and _dotted(text, raw, at)
        ):
            sentence[-1] = (sentence[-1][0], end)
            at += 1
            if at < count and end < raw[at][0] and _starts(text, raw[at]) and _may_end(text, sentence[-1]):
                yield sentence
                sentence = []
            continue
        sentence.append((start, end))
        at = _closing(text, raw, at + 1, sentence)
        if at < count and (len(sentence) > LONGEST or _boundary(text, raw, at)):
            yield sentence
            sentence = []
    if sentence:
        yield sentence


def _closing(text: str, raw: list[Ends], at: int, sentence: list[Ends]) -> int:
    """Move end marks, closing quotation marks and brackets that stick to the end of the sentence into it."""
    while at < len(raw) and raw[at][0] == raw[at - 1][1] and text[raw[at][0]] in _CLOSERS | _MARKS:
        sentence.append(raw[at])
        at += 1
    return at


def _boundary(text: str, raw: list[Ends], at: int) -> bool:
    """Say whether a sentence starts with the word after an end mark (and its closing marks)."""
    start, end = raw[at]
    first = text[start]
    glued = start == raw[at - 1][1]
    if glued:
        return first.isupper() and end - start > 1
    if first in _HOLD or first in "–—-":
        return (
            first in "–—-"
            and at + 1 < len(raw)
            and text[raw[at + 1][0]].isupper()
            and text[raw[at - 1][0]] != "…"
        )
    if first in _OPENERS and at + 1 < len(raw):
        first = text[raw[at + 1][0]]
        return not first.islower() or text[start] in "„»‚"
    return not first.islower()


def _starts(text: str, word: Ends) -> bool:
    """Say whether a word is one that opens sentences: a function word with a capital."""
    return text[word[0]].isupper() and text[slice(*word)].lower() in _STARTERS


def _may_end(text: str, word: Ends) -> bool:
    """Say whether a word with its dot can end a sentence: „usw.“, „V.“ and numbers can, „Dr.“ and „z. B.“ cannot."""
    form = text[word[0] : word[1] - 1]
    return form in ("usw", "etc", "Mio", "Mrd", "Co", "Inc", "Jr", "Chr") or (
        len(form) == 1 and form.isupper()
    )


def _dotted(text: str, raw: list[Ends], at: int) -> bool:
    """Say whether the dot at ``raw[at]`` belongs to the word before it."""
    start, end = raw[at - 1]
    form = text[start:end]
    if at + 1 == len(raw):
        return False
    quoted = text[raw[at + 1][0]] in _OPENERS and at + 2 < len(raw)
    after = text[slice(*raw[at + 1 + quoted])]
    if form.isdigit():
        return _ordinal(form, text[slice(*raw[at - 2])] if at > 1 else "", after)
    if len(form) == 1:
        return form.isalpha() and (form.isupper() or after[0].isalnum())
    if _ROMAN.fullmatch(form):
        return after[0].islower() or (after[0].isupper() and after.lower() not in _STARTERS)
    if form in _ABBREVIATIONS:
        return form not in _WEEKDAYS or not after[0].isupper()
    return form.rpartition("-")[2] in ("Nr", "Str", "Dr", "Prof")


def _ordinal(digits: str, before: str, after: str) -> bool:
    """Say whether a number with a dot is an ordinal, from the words around it."""
    lower = after.lower()
    if after[0].islower() or lower in _UNITS:
        return True
    if after[0].isdigit():
        return len(digits) <= 2 and len(after) <= 2
    if not after[0].isupper() or lower in _STARTERS:
        return False
    return (int(digits) <= 31 and len(digits) <= 2) or (len(digits) < 4 and before.lower() in _BEFORE_ORDINAL)
