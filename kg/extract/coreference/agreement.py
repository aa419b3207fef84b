"""Gender and number of a noun phrase, by determiner, ending and the tables."""

from kg.lang import PersonNoun

_OWNERS = {"sein": "3m", "ihr": "3f", "mein": "1", "unser": "1p", "euer": "2", "dein": "2", "eur": "2"}
GENDERS = {
    "der": "m", "ein": "m", "dieser": "m", "den": "m", "dem": "m", "des": "m", "einen": "m", "einem": "m", "eines": "m", "diesen": "m",
    "diesem": "m", "die": "f", "eine": "f", "diese": "f", "einer": "f",
}  # fmt: skip
"""What a determiner says of an adjective as a noun, which has no gender of its own; „der“ with „-en“ is feminine."""
_FEMININE = frozenset({"die", "der", "eine", "einer", "diese", "dieser"})


def owner_of(determiner: str) -> str:
    """Return whose „mein“ or „ihrem“ says somebody is: 1, 1p, 2, 3m, 3f; nothing for another word."""
    return next((who for stem, who in _OWNERS.items() if determiner.startswith(stem)), "")


def gender_of(determiner: str, word: str, known: str, noun: PersonNoun | None, owner: str) -> str:
    """Return m or f for one person, nothing where a phrase is plural or neuter or shows neither.

    Parameters:
        determiner: the first word, in lower case.
        word: the noun.
        known: its gender by the tables, mf where they leave it open.
        noun: what the tables say of it, if they know it.
        owner: whose somebody is, see :func:`owner_of`.
    """
    if owner:
        return _gender_of_owned(determiner, known)
    if known == "f":
        return "f" if determiner in _FEMININE else ""
    if known == "m":
        return "m" if GENDERS.get(determiner) == "m" and not _may_be_plural(determiner, word, noun) else ""
    if known == "n":
        return "f" if noun is not None and noun.lemma == "Mädchen" else ""
    weak = word.endswith("n")
    if determiner in ("die", "diese"):
        return "" if weak else "f"
    if determiner in ("der", "dieser", "einer"):
        return "f" if weak else "m"
    return GENDERS.get(determiner, "")


def _may_be_plural(determiner: str, word: str, noun: PersonNoun | None) -> bool:
    """„der Russen“ is of several; „den Russen“ may be, and people of a country mostly are several, unlike „den Präsidenten“."""
    if noun is None or noun.number != "sp" or not word.endswith("n") or noun.lemma.endswith("n"):
        return False
    return determiner in ("der", "dieser") or (determiner in ("den", "diesen") and noun.kind == "demonym")


def _gender_of_owned(determiner: str, known: str) -> str:
    """Return the gender of what „seine“ or „ihrem“ goes with, where the noun is of none itself."""
    ending = next((determiner[len(stem) :] for stem in _OWNERS if determiner.startswith(stem)), "")
    if known in ("m", "f"):
        return known if (ending == "e") == (known == "f") or ending in ("em", "en", "es", "er") else ""
    return "f" if ending == "e" else "m" if ending in ("", "em", "en") else ""


def can_be_nominative(determiner: str, gender: str) -> bool:
    """Say whether a determiner before a noun of a gender can be nominative: not „der Ministerin“."""
    return not (determiner in ("der", "dieser") and gender == "f")
