"""Whom a word for kin means among people of one surname: „der Vater“, „seine Tochter“, „ihr Mann“, „mein Vater“."""

from collections.abc import Collection

from kg.extract.coreference.cast import Cast, Entity, Resolved, fits
from kg.extract.coreference.references import Reference

_SPOUSES = frozenset({"mann", "frau", "gatte", "ehemann"})
_SAME_NAME = frozenset({"namensvetter"})
_YOUNGER = frozenset({"sohn", "tochter", "kind", "junior", "enkel"})
_ELDER = frozenset({"vater", "mutter", "senior", "großvater", "großmutter"})


def resolve(
    reference: Reference, cast: Cast, excluded: Collection[Entity], owner: Entity | None
) -> Resolved | None:
    """Return whom a word for kin means; None where nobody of the surname fits.

    Parameters:
        reference: the phrase.
        cast: who is known.
        excluded: who cannot be meant.
        owner: whose kin it is, if the phrase says so („seine Frau“).
    """
    role = cast.role_of(reference.head)
    if reference.genitive or not is_kin(reference, role):
        return None
    if role in _SPOUSES and owner is None:
        return None
    people = [
        e
        for e in cast.people()
        if e.named and fits(e, reference.gender) and e is not owner and e not in excluded
    ]
    if owner is not None:
        people = [e for e in people if owner.named and e.surname == owner.surname]
    else:
        shared = cast.shared_surnames()
        people = [e for e in people if e.surname in shared]
    called = [e for e in people if role in e.roles]
    opposite = _YOUNGER if role in _ELDER else _ELDER if role in _YOUNGER else frozenset()
    people = called or [e for e in people if not opposite & e.roles and not _says(e, opposite)]
    said = [e for e in people if _says(e, frozenset({role, *(_ELDER if role in _ELDER else _YOUNGER)}))]
    people = said if len(said) == 1 else people
    surnames = {e.surname for e in people}
    if not people or len(surnames) > 1:
        return None
    if len(people) > 1:
        return None
    return Resolved(people[0], "kinship", 0.75)


def owner(reference: Reference, cast: Cast, speaking: Entity | None) -> Entity | None:
    """Return whose „seine Frau“ or, inside quoted words, „mein Vater“ somebody is.

    Parameters:
        reference: the phrase.
        cast: who is known.
        speaking: who speaks the words around, if they are quoted.
    """
    if reference.owner.startswith("1"):
        return speaking
    if reference.owner.startswith("3"):
        people = [entity for _, entity in cast.active() if entity.person]
        sure = next((e for e in people if e.gender == reference.owner[1]), None)
        return sure or next((e for e in people if not e.gender), None)
    return None


def is_kin(reference: Reference, role: str) -> bool:
    """Say whether a phrase names kin, or somebody by being older or younger („der Junior“)."""
    kin = reference.noun is not None and reference.noun.kind == "kin"
    return kin or role in _SPOUSES | _SAME_NAME | _YOUNGER | _ELDER


def _says(entity: Entity, words: frozenset[str]) -> bool:
    """Say whether a name itself tells the generation: „Karl-Heinz Brandt junior“."""
    return any(word in words for word in entity.name.lower().split())
