"""Whom a role phrase means: one who is called so, one of that party or origin, or the one in mind; else somebody new."""

from collections.abc import Collection, Iterable

from kg.extract.coreference.cast import Cast, Entity, Resolved, fits, foremost
from kg.extract.coreference.in_mind import in_mind, just_named
from kg.extract.coreference.offices import GENERIC, VAGUE, is_office, is_wider_compound
from kg.extract.coreference.references import Reference
from kg.lang import Relation

_RECENT_AGE_UNITS = 6


def resolve(
    reference: Reference, cast: Cast, excluded: Collection[Entity], *, opens: bool, speaks: bool
) -> Resolved | None:
    """Return whom a role phrase means, None if the text so far does not tell.

    Parameters:
        reference: the phrase.
        cast: who is known.
        excluded: who cannot be meant: the speaker of the words around, whose colleague somebody is, others of the clause.
        opens: whether the phrase opens a paragraph; then it may be about somebody new.
        speaks: whether it names the speaker of a quotation.
    """
    if reference.age:
        return _of_age(reference, cast, excluded)
    named = by_role(reference, cast, excluded)
    if named is None or named.rule == "wider-role":
        named = just_named(reference, cast, excluded) or named
    if named is not None or not reference.definite or reference.doubtful:
        return named if named is None or named.entity.named or not reference.doubtful else None
    kin = reference.noun is not None and reference.noun.kind == "kin"
    new = reference.begins or not reference.fronted or kin or cast.tables.is_passing_role(reference.head)
    # „Der Besitzer des Kiosks …“ is another, but not „…, sagte die Professorin der Universität“; „ihre Direktorin“ is one, too
    stranger = reference.genitive and new
    owned = reference.owner != "" and is_office(cast.role_of(reference.head), cast.tables)
    if opens or stranger or owned or reference.introduced:
        return None
    return in_mind(reference, cast, excluded, speaks=speaks)


def by_role(
    reference: Reference, cast: Cast, excluded: Collection[Entity], *, again: bool = False
) -> Resolved | None:
    """Return the one who is called by this noun, or by a narrower one, or is of this party or origin.

    Parameters:
        reference, cast, excluded: as of :func:`resolve`.
        again: whether all of the article is known by now.
    """
    if not (reference.definite or again):
        return None
    role = cast.role_of(reference.head)
    candidates = [
        e for e in cast.with_roles() if e.person and e not in excluded and fits(e, reference.gender)
    ]
    if role in VAGUE and not again:
        candidates = [
            e for e in candidates if not e.named
        ]  # whoever has a name has been called a man long ago
    exact = [e for e in candidates if role in e.roles]
    if exact:
        return _best(exact, cast, "same-role", 0.9)
    near = [e for e in candidates if any(_is_part(role, other) for other in e.roles)]
    if near and not (reference.genitive and reference.begins):  # „Die Chefin vom Dienst“ is no chancellor
        return _best(near, cast, "same-role", 0.85)
    tied = list(_tied(reference, role, cast, excluded))
    if tied:
        return _best(tied, cast, "party-or-origin", 0.8)
    wider = [e for e in candidates if not reference.genitive and _may_mean(role, e, cast)]
    return _best(wider, cast, "wider-role", 0.8) if wider else None


def _best(candidates: Iterable[Entity], cast: Cast, rule: str, confidence: float) -> Resolved | None:
    entity = foremost(candidates, cast)
    return Resolved(entity, rule, confidence) if entity is not None else None


def _is_part(role: str, other: str) -> bool:
    """Say whether one of two nouns is the head of the other: „minister“ and „außenminister“."""
    longer, shorter = (role, other) if len(role) > len(other) else (other, role)
    return longer.endswith(shorter) and len(shorter) > 3 and shorter not in GENERIC


def _may_mean(role: str, entity: Entity, cast: Cast) -> bool:
    """Say whether a noun is a wider one for somebody: „Beamter“ for a Polizist."""
    return role in entity.wider or any(is_wider_compound(role, other, cast.tables) for other in entity.roles)


def _tied(reference: Reference, role: str, cast: Cast, excluded: Collection[Entity]) -> Iterable[Entity]:
    """Yield those with whose name a party or place stands that the phrase names: „die SPD-Politikerin“, „der Pole“."""
    tables = cast.tables
    wanted = {name.lower() for name in tables.party_names(role)}
    place = tables.place(reference.head)
    if place is not None and place.relation is Relation.DEMONYM:
        wanted.add(place.place.name.lower())
    prefix, hyphen, _ = role.rpartition("-")
    if hyphen:
        wanted |= {prefix, prefix.removesuffix("n")}
        organization = tables.organization(reference.head.rpartition("-")[0])
        if organization is None or organization.organization.kind != "party":
            return
        wanted.add(organization.organization.name.lower())
    if not wanted:
        return
    for entity in cast.people():
        if entity not in excluded and fits(entity, reference.gender) and wanted & entity.tied:
            yield entity


def _of_age(reference: Reference, cast: Cast, excluded: Collection[Entity]) -> Resolved | None:
    """Return the one of this age, else the foremost whose age is not told."""
    if not reference.definite:
        return None
    fitting = [
        (w, e)
        for w, e in cast.active()
        if e.person and e not in excluded and fits(e, reference.gender) and e.age in (0, reference.age)
    ]
    known = [
        e for e in cast.people() if e.age == reference.age and fits(e, reference.gender) and e not in excluded
    ]
    if known:
        return _best(known, cast, "same-age", 0.9)
    recent = [(w, e) for w, e in fitting if cast.unit - e.last <= _RECENT_AGE_UNITS]
    return Resolved(recent[0][1], "age-epithet", 0.8) if recent else None
