"""Whom a new description means: „der Hanseat“ for the one just spoken of, „Die Sprecherin …“ for the one just named."""

from collections.abc import Collection

from kg.extract.coreference.cast import Cast, Entity, Resolved, fits
from kg.extract.coreference.offices import GENERIC, are_akin, is_office
from kg.extract.coreference.references import Reference
from kg.lang import Relation

_RECENT_UNITS = 2
_IN_MIND = 0.12
_CRIME = "crime"
"""Field of what somebody does or suffers in one story; who has an office there is another: „der Täter“, „die Tote“."""


def in_mind(
    reference: Reference, cast: Cast, excluded: Collection[Entity], *, speaks: bool
) -> Resolved | None:
    """Return the foremost fitting person: a new description of somebody who was just spoken of („der Hanseat“).

    Parameters:
        reference: the phrase.
        cast: who is known.
        excluded: who cannot be meant.
        speaks: whether it names the speaker of a quotation.
    """
    place = cast.tables.place(reference.head)
    origin = place.place.name.lower() if place is not None and place.relation is Relation.DEMONYM else ""
    active = cast.here()
    office = is_office(cast.role_of(reference.head), cast.tables)
    if office and reference.begins and reference.subject and _are_several(reference, cast):
        return None
    if origin:  # who has a name is rather told of by where he or she is from
        active.sort(key=lambda pair: not (pair[1].named and pair[1].seen_in == cast.block))
    if cast.role_of(reference.head) in GENERIC:
        active.sort(key=lambda pair: not _is_new(pair[1], cast))
    for weight, entity in active:
        if not entity.person or entity in excluded or not fits(entity, reference.gender):
            continue
        if origin and entity.origins and origin not in entity.origins:
            continue
        if not _may_be_called(entity, reference, cast, speaks=speaks):
            if not entity.named and reference.fronted and not reference.begins:
                continue
            return None
        far = cast.unit - entity.last
        alone = sum(e.person and e not in excluded and fits(e, reference.gender) for _, e in active) == 1
        near = far <= 1 or entity.seen_in == cast.block or (alone and reference.fronted)
        if weight < _IN_MIND or far > _RECENT_UNITS or not near:
            return None
        return Resolved(entity, "in-mind", 0.7)
    return None


def just_named(reference: Reference, cast: Cast, excluded: Collection[Entity]) -> Resolved | None:
    """Return whom the sentence before names and no role was told of: „Dort wartet Eva Muster. Die Sprecherin der Werft …“."""
    noun = reference.noun
    if (
        not (reference.begins and reference.subject and reference.definite)
        or reference.owner
        or reference.introduced
    ):
        return None
    if (
        noun is None
        or noun.kind == "kin"
        or (reference.genitive and cast.tables.is_passing_role(reference.head))
    ):
        return None
    told = _told_before(cast)
    plain = [e for e in told if e.named and fits(e, reference.gender) and not e.roles and e.said == 1]
    if len(plain) != 1 or plain[0] in excluded:
        return None
    return Resolved(plain[0], "just-named", 0.75)


def _told_before(cast: Cast) -> list[Entity]:
    """Return the people of whom the last sentence tells that tells of any in this paragraph."""
    told = [e for _, e in cast.active() if e.person and e.seen_in == cast.block and e.told[1] < cast.line]
    last = max((e.told[1] for e in told), default=-1)
    return [e for e in told if e.told[1] == last and cast.unit - e.told[0] <= 1]


def _are_several(reference: Reference, cast: Cast) -> bool:
    """Say whether the sentence before tells of several whom a phrase fits; one that begins a sentence is of somebody new then."""
    return sum(e.named and fits(e, reference.gender) for e in _told_before(cast)) > 1


def _is_new(entity: Entity, cast: Cast) -> bool:
    """Say whether somebody without a name has just come in, whom „der Mann“ takes up: „Ein Schäfer kam. …“."""
    recent = entity.line < cast.line and cast.unit - entity.last <= _RECENT_UNITS
    return not entity.named and recent and entity.seen_in == cast.block


def _may_be_called(entity: Entity, reference: Reference, cast: Cast, *, speaks: bool) -> bool:
    """Say whether a new noun may be for somebody who has been called otherwise: a trainer is hardly the goalkeeper of the next clause.

    Another office of the same field is enough behind quoted words and where a sentence goes on, „Später rief der Kanzler“ brings in another.
    """
    tables = cast.tables
    role = cast.role_of(reference.head)
    place = tables.place(reference.head)
    if (
        role in GENERIC
        or tables.party_names(role)
        or (place is not None and place.relation is not Relation.NAME)
    ):
        return True
    offices = [other for other in entity.roles if is_office(other, tables)]
    if tables.is_passing_role(reference.head):
        return not (offices and tables.field(reference.head) == _CRIME)
    if not entity.named or not (reference.subject or reference.fronted):
        return False  # „ihr Bruder … der Wirt“; „sie bat den Regisseur“
    if not offices or not reference.fronted or reference.changed:
        return not offices or reference.fronted
    if cast.opening if reference.begins else not speaks:
        return any(are_akin(role, other, tables) for other in offices)
    field = tables.field(role.capitalize())
    others = {tables.field(other.capitalize()) for other in offices}
    return field is not None and (field in others or others == {None})
