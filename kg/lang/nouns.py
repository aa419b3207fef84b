"""German nouns: the forms of a noun, and the longest noun that a compound ends in."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Generic, Literal, TypeVar

Number = Literal["s", "p", "sp"]
Value = TypeVar("Value")
LEAST_MODIFIER = 3  # letters before the head of a compound; "Ab" + "Leser" is no compound
LEAST_HEAD = 3


def inflect(noun: str, gender: str, plural: str, *, weak: bool = False) -> Iterator[tuple[str, Number]]:
    """Yield the forms of a noun with their number: nominative, genitive, plural and dative plural.

    Args:
        noun: nominative singular.
        gender: m, f or n; anything but f takes -s or -es in the genitive.
        plural: nominative plural, or nothing.
        weak: -(e)n in every case but the nominative (Präsident, Experte); then the number is open.
    """
    if weak:
        yield noun, "s"
        yield plural, "sp"
        return
    same = noun == plural
    yield noun, "sp" if same else "s"
    if gender != "f":
        if not noun.endswith(("s", "ß", "x", "z")):
            yield noun + "s", "sp" if noun + "s" == plural else "s"
        if not noun.endswith(("e", "er", "el", "en")):
            yield noun + "es", "s"
    if plural and not same and plural != noun + "s":
        yield plural, "p"
    if plural and not plural.endswith(("n", "s")):
        yield plural + "n", "p"


def adjectival(stem: str) -> Iterator[tuple[str, str, Number]]:
    """Yield form, gender (``mf`` if open) and number of a noun that inflects like an adjective (Abgeordnet-)."""
    yield stem + "e", "mf", "sp"
    yield stem + "en", "mf", "sp"
    yield stem + "er", "m", "sp"
    yield stem + "em", "m", "s"
    yield stem + "es", "n", "s"


@dataclass(frozen=True, slots=True)
class Nouns(Generic[Value]):
    """What is known of noun forms, in lower case.

    Attributes:
        words: of whole words.
        heads: of words that may end a compound.
    """

    words: dict[str, Value]
    heads: dict[str, Value]

    def find(self, form: str) -> Value | None:
        """Return the entry of the longest known noun that a capitalised form is or ends in.

        What stands before the head must have three letters (Innenminister) or end in a hyphen (Ex-Mann); after a
        hyphen every word will do.
        """
        if not (form[:1].isupper() or form.rpartition("-")[2][:1].isupper()):  # 71-Jährige
            return None
        low = form.lower()
        for whole in (low, low.rpartition("-")[2]):
            if whole in self.words:
                return self.words[whole]
        for start in range(1, len(low) - LEAST_HEAD + 1):
            if start >= LEAST_MODIFIER and low[start:] in self.heads:
                return self.heads[low[start:]]
        return None
