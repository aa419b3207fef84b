"""Institutions that pronouns and nouns take up: „die Nato … sie“, „der Deutsche Skiverband … der Verband“."""

from collections.abc import Sequence

from kg.extract.coreference.cast import Cast
from kg.extract.coreference.nominals import Resolved
from kg.extract.coreference.references import Reference
from kg.lang import Language
from kg.model import Token

_ARTICLES = {"der": "m", "ein": "m", "den": "m", "die": "f", "eine": "f", "das": "n"}
_BEFORE = 3
_GENERIC = frozenset({"organisation", "unternehmen", "konzern", "firma", "verein", "klub", "club", "verband", "partei", "behörde", "ministerium", "betrieb", "stiftung"})  # fmt: skip
_RECENT_UNITS = 3


def gender_of(tokens: Sequence[Token], start: int, words: str, tables: Language) -> str:
    """Return the grammatical gender of an institution's name, p for plural, nothing where it does not show."""
    noun = tables.institution_noun(words.rsplit(" ", 1)[-1])
    for index in range(start - 1, max(-1, start - 1 - _BEFORE), -1):
        token = tokens[index]
        if token.tag in ("ART", "PPOSAT", "PDAT"):
            gender = _ARTICLES.get(token.text.lower(), "")
            if (
                gender == "f"
                and words.endswith(("en", "ner", "nern"))
                and (noun is None or noun.number == "p")
            ):
                return "p"
            return gender
        if token.tag not in ("ADJA", "NN"):
            break
    return noun.gender if noun is not None and noun.number != "p" else ""


def institution(reference: Reference, cast: Cast) -> Resolved | None:
    """Return the named institution that a noun takes up: one whose name ends in it, else the last one spoken of."""
    if not reference.definite:
        return None
    noun = cast.tables.institution_noun(reference.head)
    lemma = noun.lemma.lower() if noun is not None else reference.head.lower()
    word = reference.head.lower()
    known = [e for e in cast.things() if e.named]
    ending = [
        e for e in known if any(part.lower().rstrip("s").endswith((word, lemma)) for part in e.name.split())
    ]
    if ending:
        best = max(ending, key=lambda e: (e.last, cast.salience(e)))
        return Resolved(best, "same-kind", 0.8)
    if lemma not in _GENERIC or not word.startswith(lemma) or reference.genitive:
        return None
    recent = [
        (w, e)
        for w, e in cast.active()
        if not e.person and e.named and cast.unit - e.last <= _RECENT_UNITS and e.organization
    ]
    return Resolved(recent[0][1], "institution-in-mind", 0.65) if recent else None
