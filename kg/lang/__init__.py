"""A language is a value: the tables that rules need, loaded once when first used."""

from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from kg.errors import UsageError
from kg.model import EntityKind


@dataclass(frozen=True, slots=True)
class Language:
    """The tables of one language.

    Attributes:
        code: BCP 47.
        cues: forms of verbs of speech, lower case.
        first_names: lower case, with the share of women among the bearers.
        roles: last parts of role nouns, lower case, with ``m`` or ``f``.
        names: well-known names with kind and canonical form.
    """

    code: str
    cues: frozenset[str]
    first_names: dict[str, float]
    roles: dict[str, str]
    names: dict[str, tuple[EntityKind, str]]


def _rows(code: str, name: str) -> list[list[str]]:
    text = (files("kg.lang") / code / name).read_text("utf-8")
    return [line.split("\t") for line in text.splitlines() if line and not line.startswith("#")]


@cache
def language(code: str) -> Language:
    """Return the tables of a language.

    Raises:
        UsageError: if kg knows none for it.
    """
    if code != "de":
        raise UsageError(f"kg has no tables for the language {code!r}, only for 'de'")
    return Language(
        code=code,
        cues=frozenset(form for row in _rows(code, "cue_verbs.txt") for form in row[0].split()),
        first_names={name: float(share) for name, share in _rows(code, "first_names.tsv")},
        roles=dict(map(tuple, _rows(code, "roles.tsv"))),  # type: ignore[arg-type]
        names={name: (EntityKind(kind), full) for name, kind, full in _rows(code, "gazetteer.tsv")},
    )
