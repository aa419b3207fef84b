"""Which of several people of one surname a surname alone means."""

from collections.abc import Sequence

from kg.extract.coreference.cast import Cast, Entity, fits
from kg.extract.mentions.people import fold
from kg.model import Token

_MEN = frozenset({"Herr", "Herrn"})
_MUCH_MORE = 1.5


def which(words: str, gender: str, cast: Cast, block: int, *, ahead: bool = False) -> Entity | None:
    """Return who is meant: the only one of the gender, or of this paragraph, or the one whom the article is about.

    Parameters:
        words: the name.
        gender: what stands beside it, see :func:`clue`.
        cast: who is known.
        block: the paragraph.
        ahead: whether it stands in headline or teaser, which mean the first one whom the article names in full.
    """
    wanted = {fold(words), fold(words[:-1]) if words.endswith("s") else ""} - {""}
    people = [e for e in cast.people() if e.named and fits(e, gender) and wanted & set(fold(e.name).split())]
    here = [e for e in people if e.named_in == block]
    chosen = here if len(here) == 1 else people
    if len(chosen) == 1:
        return chosen[0]
    if ahead and people:
        return people[0]
    ranked = sorted(here or people, key=lambda e: -e.said)
    if len(ranked) > 1 and ranked[0].said > _MUCH_MORE * ranked[1].said:
        return ranked[0]
    return None


def clue(tokens: Sequence[Token], start: int, end: int) -> str:
    """Return the gender that stands beside a name: „Herr X“, „die X“, „X, der …“; nothing where none does."""
    before = tokens[start - 1] if start else None
    if before is not None:
        if before.text in _MEN:
            return "m"
        if before.text in ("Frau", "die", "Die") and before.tag in ("NN", "NE", "ART"):
            return "f"
    if end + 1 < len(tokens) and tokens[end].text == "," and tokens[end + 1].tag == "PRELS":
        return {"der": "m", "die": "f"}.get(tokens[end + 1].text, "")
    return ""
