"""Whom a role phrase means: one who is called so, one of that party or origin, or the one in mind; else somebody new."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from kg.extract.coreference.cast import Cast, Entity, fits, foremost
from kg.extract.coreference.references import Reference
from kg.lang import Language, Relation

_RECENT_UNITS = 2
_RECENT_AGE_UNITS = 6
_IN_MIND = 0.12
_CRIME = "crime"
"""Field of what somebody does or suffers in one story; who has an office there is another: „der Täter“, „die Tote“."""
_ANYBODY = frozenset({"frau", "mann"})
_OFTEN = 4
"""How often one whom an article is about is mentioned at least."""
_FAR_MORE = 1.5
_GENERIC = frozenset({"mann", "frau", "herr", "dame", "junge", "mädchen", "kerl", "politiker", "kollege"})


@dataclass(frozen=True, slots=True)
class Resolved:
    """Whom words mean, by which rule, how surely."""

    entity: Entity
    rule: str
    confidence: float


def resolve(
    reference: Reference, cast: Cast, excluded: Collection[Entity], *, opens: bool
) -> Resolved | None:
    """Return whom a role phrase means, None if the text so far does not tell.

    Parameters:
        reference: the phrase.
        cast: who is known.
        excluded: who cannot be meant: the speaker of the words around, whose colleague somebody is, others of the clause.
        opens: whether the phrase opens a paragraph; then it may be about somebody new.
    """
    if reference.age:
        return _of_age(reference, cast, excluded)
    named = by_role(reference, cast, excluded)
    if named is not None or not reference.definite or reference.doubtful:
        return named if named is None or named.entity.named or not reference.doubtful else None
    kin = reference.noun is not None and reference.noun.kind == "kin"
    new = reference.begins or not reference.fronted or kin or cast.tables.is_passing_role(reference.head)
    stranger = (
        reference.genitive and new
    )  # „Der Besitzer des Kiosks …“; but „…, sagte die Professorin der Universität“
    return None if opens or stranger or reference.introduced else _in_mind(reference, cast, excluded)


def by_role(
    reference: Reference, cast: Cast, excluded: Collection[Entity], *, again: bool = False
) -> Resolved | None:
    """Return the one who is called by this noun, or by a narrower one, or is of this party or origin.

    Parameters:
        reference, cast, excluded: as of :func:`resolve`.
        again: whether all of the article is known by now.
    """
    if not reference.definite:
        return None
    role = cast.role_of(reference.head)
    candidates = [
        e for e in cast.with_roles() if e.person and e not in excluded and fits(e, reference.gender)
    ]
    if role in _GENERIC and not again:
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
    wider = [e for e in candidates if role in e.wider and not reference.genitive]
    return _best(wider, cast, "wider-role", 0.8) if wider else None


def about(reference: Reference, cast: Cast) -> Resolved | None:
    """Return the one whom the article is about, for „Die Frau mit dem Megafon“ in its headline."""
    if cast.role_of(reference.head) not in _ANYBODY:
        return None
    named = [e for e in cast.people() if e.named and fits(e, reference.gender)]
    people = sorted(named, key=lambda e: -e.said)[:2]
    if not people or people[0].said < max(_OFTEN, *(_FAR_MORE * e.said for e in people[1:]), 0):
        return None
    return Resolved(people[0], "about", 0.6)


def _best(candidates: Iterable[Entity], cast: Cast, rule: str, confidence: float) -> Resolved | None:
    entity = foremost(candidates, cast)
    return Resolved(entity, rule, confidence) if entity is not None else None


def _is_part(role: str, other: str) -> bool:
    """Say whether one of two nouns is the head of the other: „minister“ and „außenminister“."""
    longer, shorter = (role, other) if len(role) > len(other) else (other, role)
    return longer.endswith(shorter) and len(shorter) > 3 and shorter not in _GENERIC


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


def _in_mind(reference: Reference, cast: Cast, excluded: Collection[Entity]) -> Resolved | None:
    """Return the foremost fitting person: a new description of somebody who was just spoken of („der Hanseat“)."""
    place = cast.tables.place(reference.head)
    origin = place.place.name.lower() if place is not None and place.relation is Relation.DEMONYM else ""
    active = cast.here()
    if cast.role_of(reference.head) in _GENERIC:
        active.sort(key=lambda pair: not _is_new(pair[1], cast))
    for weight, entity in active:
        if not entity.person or entity in excluded or not fits(entity, reference.gender):
            continue
        if origin and entity.origins and origin not in entity.origins:
            continue
        if not _may_be_called(entity, reference, cast):
            return None
        far = cast.unit - entity.last
        alone = sum(e.person and e not in excluded and fits(e, reference.gender) for _, e in active) == 1
        near = far <= 1 or entity.seen_in == cast.block or (alone and reference.fronted)
        if weight < _IN_MIND or far > _RECENT_UNITS or not near:
            return None
        return Resolved(entity, "in-mind", 0.7)
    return None


def _is_new(entity: Entity, cast: Cast) -> bool:
    """Say whether somebody without a name has just come in, whom „der Mann“ takes up: „Ein Schäfer kam. …“."""
    recent = entity.line < cast.line and cast.unit - entity.last <= _RECENT_UNITS
    return not entity.named and recent and entity.seen_in == cast.block


def _may_be_called(entity: Entity, reference: Reference, cast: Cast) -> bool:
    """Say whether a new noun may be for somebody who has been called otherwise: a trainer is hardly the goalkeeper of the next clause."""
    tables = cast.tables
    role = cast.role_of(reference.head)
    place = tables.place(reference.head)
    if (
        role in _GENERIC
        or tables.party_names(role)
        or (place is not None and place.relation is not Relation.NAME)
    ):
        return True
    offices = [other for other in entity.roles if _is_office(other, tables)]
    if tables.is_passing_role(reference.head):
        return not (offices and tables.field(reference.head) == _CRIME)
    if not entity.named or not (reference.subject or reference.fronted):
        return False  # „ihr Bruder … der Wirt“; „sie bat den Regisseur“
    field = tables.field(reference.head)
    others = {tables.field(other.capitalize()) for other in offices}
    alike = field in others or others == {None}
    return not offices or (reference.fronted and (reference.changed or (field is not None and alike)))


def _is_office(role: str, tables: Language) -> bool:
    """Say whether a role is an office or profession, not an origin or what somebody is by chance."""
    noun = tables.person_noun(role.capitalize())
    return noun is not None and noun.kind == "role" and not tables.is_passing_role(role.capitalize())
