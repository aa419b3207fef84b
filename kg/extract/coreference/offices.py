"""Which nouns news use for one person: offices and professions, wider words for them, and words for anybody."""

from kg.lang import Language

VAGUE = frozenset({"mann", "frau", "herr", "dame", "junge", "mädchen", "kerl", "kollege"})
GENERIC = VAGUE | {"politiker"}
"""What nearly everybody of an article may be called."""
_LEAST_MODIFIER = 4
"""Letters of the part that compounds share: „Polizei“."""


def is_office(role: str, tables: Language) -> bool:
    """Say whether a role is an office or profession, not an origin or what somebody is by chance."""
    noun = tables.person_noun(role.capitalize())
    return noun is not None and noun.kind == "role" and not tables.is_passing_role(role.capitalize())


def is_wider_compound(role: str, other: str, tables: Language) -> bool:
    """Say whether a noun is a wider one of the same thing: „Polizeichef“ for a Polizeipräsident."""
    if role[:_LEAST_MODIFIER] != other[:_LEAST_MODIFIER]:
        return False
    common = _shared(role, other)
    return role[common:] in tables.wider_roles(other[common:])


def are_akin(role: str, other: str, tables: Language) -> bool:
    """Say whether news may call one by both: „Nationalspielerin“ and „Mittelfeldspielerin“, „Chef“ and „Gewerkschaftsboss“."""
    same = _shared(role[::-1], other[::-1])
    if same and tables.person_noun(role[-same:].capitalize()) is not None:
        return True
    return bool(
        _names(role, tables) & tables.wider_roles(other) or _names(other, tables) & tables.wider_roles(role)
    )


def _names(role: str, tables: Language) -> set[str]:
    """Return a role and the noun that it ends in."""
    noun = tables.person_noun(role.capitalize())
    return {role, noun.lemma.lower()} if noun is not None else {role}


def _shared(one: str, other: str) -> int:
    """Return how many letters two words begin with alike."""
    differing = (at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b)
    return next(differing, min(len(one), len(other)))
