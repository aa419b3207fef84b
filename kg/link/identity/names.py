"""When two spellings of a name may be one: folded forms of names, by which people are looked up."""

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

SINGLE = "="
"""Begins the key of a single name."""
BRANCH = "/"
"""Stands between the key of a name and its second word."""
_REMEMBERED = 50_000  # names; the same ones come again and again
_DOUBLE = re.compile(r"[^\W\d_]{2,}-[^\W\d_]{2,}")
"""A double surname alone."""
_LETTERS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "æ": "ae", "ø": "o", "å": "a", "ł": "l", "đ": "d",
                          "ð": "d", "þ": "th", "œ": "oe", "ı": "i"})  # fmt: skip
_SOUNDS = (
    ("schtsch|shch|szcz|stsch", "1"), ("tsch|tch|cz", "2"), ("sch|sh|sz|zh", "3"), ("[ck]h", "2"), ("ph", "f"),
    ("th", "t"), ("ck|[cq]", "k"), ("w|ff$", "v"), ("tz|ts|z", "s"), ("[jy]", "i"), ("ie|i+", "i"), ("(.)\\1", "\\1"),
    ("2ev$", "2ov"), ("e?i$", "i"),
)  # fmt: skip
"""Writings of one sound, of German, English and scholarly transliterations, in the order in which they are folded."""
_PARTICLES = frozenset("von van de der den zu zur vom graf graefin freiherr freifrau baron baronin prinz prinzessin al el bin ibn "
                       "di da del della dos du la le ten ter o d y".split())  # fmt: skip
_SUFFIXES = {
    "junior": "junior", "jun": "junior", "jr": "junior", "senior": "senior", "sen": "senior", "sr": "senior",
    "ii": "ii", "iii": "iii",
}  # fmt: skip


class Name(NamedTuple):
    """What of a name decides with which others it may be one.

    Attributes:
        key: of first name and surname, the same for all spellings; of a single name of that name alone. Names
            with the same words have the same key.
        second: of three words or more the second, folded: another first name, or the first half of a double surname,
            which that has alone, too; ``""`` if there is none, or a letter alone. Names that differ in it are not one.
        surname: the folded surname, under which a single name is looked up.
        words: its words, transliterated, joined by ``-``.
        suffix: ``junior``, ``senior``, or ``""``.
        full: whether there is more than a single name.
    """

    key: str
    second: str
    surname: str
    words: str
    suffix: str
    full: bool

    @property
    def branch(self) -> str:
        """The key with the second word, if there is one; of a single name the key."""
        return f"{self.key}{BRANCH}{self.second}" if self.second and self.full else self.key

    @property
    def letters(self) -> str:
        """The letters alone; two names with the same are spelled alike."""
        return self.words.replace("-", "")


@lru_cache(maxsize=_REMEMBERED)
def fold(name: str) -> Name:
    """Return what decides with which others a name may be one; see :class:`Name`."""
    words = [word for word in re.split(r"[\W_]+", _letters(name)) if word] or [name]
    joined = "-".join(words)
    suffix = _SUFFIXES.get(words[-1], "") if len(words) > 1 else ""
    if suffix:
        words.pop()
    counted = [word for word in words[:-1] if word not in _PARTICLES] + words[-1:]
    surname = _sounds(counted[-1])
    if len(counted) < 2 or _DOUBLE.fullmatch(name):
        half = _sounds(counted[0]) if len(counted) > 1 else ""
        return Name(f"{SINGLE}{surname}", half, surname, joined, suffix, full=False)
    second = _sounds(counted[1]) if len(counted) > 2 and len(counted[1]) > 1 else ""
    return Name(f"{_sounds(counted[0])} {surname}", second, surname, joined, suffix, full=True)


def _letters(text: str) -> str:
    folded = unicodedata.normalize("NFC", text).lower().translate(_LETTERS)
    return "".join(c for c in unicodedata.normalize("NFKD", folded) if not unicodedata.combining(c))


def _sounds(word: str) -> str:
    """Return a word with each sound in one writing."""
    for written, sound in _SOUNDS:
        word = re.sub(written, sound, word)
    return word
