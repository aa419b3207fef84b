"""What a word form tells by itself, worked out once per form.

Features are short byte strings, one letter for what they are and then the value; the letter says from where the
word is looked at (``w`` the word itself, ``a`` from the word after it, ``b`` from the word before it).
"""

import re
from functools import lru_cache
from typing import NamedTuple

from kg.models.words import (
    CITY,
    FINITE,
    FIRST_NAME,
    FREQUENT,
    INFINITIVE,
    LAST_NAME,
    PARTICIPLE,
    PLACE,
    RARE_FIRST_NAME,
    TOWN,
    words,
)

_MARKS = str.maketrans(
    dict.fromkeys("„“”»«‟″", '"') | dict.fromkeys("‚‘’‹›´`", "'") | {"–": "-", "—": "-", "−": "-"}
)
_DIGITS = re.compile(r"\d")
_CAPS, _LOWS = re.compile(r"[A-ZÄÖÜ]+"), re.compile(r"[a-zäöüß]+")
_VERBAL = FINITE | PARTICIPLE | INFINITIVE
NAMES = CITY | TOWN | PLACE | FIRST_NAME | RARE_FIRST_NAME | LAST_NAME
_MODAL = re.compile(
    r"(?:kann|könn|konnt|muss|muß|müss|mußt|soll|will|woll|darf|dürf|durft|mag|möcht|mocht|möge)\w{0,4}"
)
_AUXILIARY = re.compile(
    r"(?:haben?|ha[st]t?|hatten?|hätten?|bin|bist|ist|sind|sei|seien|war|waren|wären?|werden?|wird|wirst|wurden?|würden?)"
)
_OPENERS = frozenset(["dass", "daß", "weil", "wenn", "ob", "obwohl", "während", "bevor", "nachdem", "damit", "sodass", "falls", "als", "wie", "sobald", "solange", "indem", "wer", "was", "wo", "warum", "wann", "weshalb", "wieso", "wozu", "wobei", "worauf", "woran", "wofür", "womit", "wonach", "wodurch", "worin", "worüber", "welche", "welcher", "welches", "der", "die", "das", "den", "dem", "deren", "dessen", "denen", "bis", "seit", "da", "ehe", "soweit", "sofern", "zumal"])  # fmt: skip


class Form(NamedTuple):
    """A word form.

    Attributes:
        here: features of the word for its own tag.
        before: features of the word for the tag of the next one.
        after: features of the word for the tag of the one before.
        far: the feature of the word for tags two places away.
        kind: what it does to a clause: ``p`` ends it, ``s`` may open a subordinate one, ``m`` modal verb, ``h``
            auxiliary, ``z`` „zu“, or empty.
        verbal: whether it may be a verb by its spelling.
        text: the word with plain marks and zeros for digits.
        lower: the same in lower case.
        path: its Brown cluster, -1 if none.
        facts: what the table of words says of it.
    """

    here: tuple[bytes, ...]
    before: tuple[bytes, ...]
    after: tuple[bytes, ...]
    far: bytes
    kind: str
    verbal: bool
    text: str
    lower: str
    path: int
    facts: int


def shape(text: str) -> str:
    """Return the pattern of capitals, small letters, digits and marks, runs shortened: ``Nato-Gipfel`` is ``Xx-Xx``."""
    return _LOWS.sub("x", _CAPS.sub(_short, text)).replace("00", "0")[:8]


def _short(run: re.Match[str]) -> str:
    return "XX" if len(run[0]) > 1 else "X"


def _kind(lower: str) -> str:
    if lower in _OPENERS:
        return "s"
    if lower == "zu":
        return "z"
    if _AUXILIARY.fullmatch(lower):
        return "h"
    if _MODAL.fullmatch(lower):
        return "m"
    return "" if lower[0].isalnum() or lower == '"' else "p"


@lru_cache(maxsize=1 << 14)
def analyse(word: str) -> Form:
    """Return what a word form tells by itself."""
    text = _DIGITS.sub("0", word.translate(_MARKS))
    lower = text.lower()
    path, facts = _looked_up(text, lower)
    verb, frequent = facts & _VERBAL, facts & FREQUENT
    raw, end = lower.encode(), lower[-2:].encode()
    here, before, after = [b"w" + raw], [], []
    if verb:
        here.append(b"v%d" % verb)
        after.append(b"bv%d" % verb)
    if text[0].isupper():
        here.append(b"X")
    if path >= 0:
        here += [b"c%d" % path, b"d%d" % (path & 63), b"e%d" % (path & 255)]
        before.append(b"ac%d" % path)
        after.append(b"bc%d" % path)
    if frequent:
        before.append(b"aw" + raw)
        after.append(b"bw" + raw)
    else:
        here += _spelling(text, lower)
        before.append(b"a2" + end)
        after.append(b"b2" + end)
    return Form(
        here=tuple(here),
        before=tuple(before),
        after=tuple(after),
        far=raw if frequent else b"c%d" % path,
        kind=_kind(lower),
        verbal=bool(verb) or (text[0].islower() and lower[-1] in "tneß" and len(lower) > 2),
        text=text,
        lower=lower,
        path=path,
        facts=facts,
    )


def _looked_up(text: str, lower: str) -> tuple[int, int]:
    """Return cluster and facts of a word.

    What is missing is taken from its spelling with the other first letter, of a name in the genitive from the name.
    """
    path, facts = words()(text)
    if path < 0:
        path, more = words()(lower if lower != text else text.capitalize())
        facts |= more
    elif lower != text:
        facts |= words()(lower)[1] & _VERBAL
    if not facts & NAMES and len(text) > 4 and text[-1] == "s":
        facts |= words()(text[:-1])[1] & NAMES
    return path, facts


def _spelling(text: str, lower: str) -> list[bytes]:
    """Return the features of a rare word's spelling: its beginning, endings and shape."""
    found = [b"2" + lower[-2:].encode(), b"3" + lower[-3:].encode(), b"4" + lower[-4:].encode()]
    found += [b"p" + lower[:3].encode(), b"s" + shape(text).encode()]
    if len(lower) > 7:
        found.append(b"5" + lower[-5:].encode())
    return found
