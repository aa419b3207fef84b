"""Whom a pronoun means: the one most in mind of its gender who is not told of in the same clause (Lappin and Leass 1994)."""

from collections.abc import Collection, Iterator

from kg.extract.coreference.cast import Cast, Entity, Resolved
from kg.extract.coreference.references import BOTH, Reference

_FURTHEST = 3
_TWO = 2
_UNSURE = 0.6
_THING = 0.7
"""Pronouns mean people more often than institutions."""


def resolve(
    reference: Reference,
    cast: Cast,
    excluded: Collection[Entity],
    *,
    speaks: bool = False,
    several: bool = False,
) -> Resolved | None:
    """Return whom a pronoun means, None if nobody fits or two fit alike.

    Parameters:
        reference: the pronoun.
        cast: who is known.
        excluded: who cannot be meant.
        speaks: whether it names the speaker of a quotation: the one whom the sentence before is about goes on (centering).
        several: whether these are words that an institution can say, „wir“ but not „ich“.
    """
    topic = _goes_on(reference, cast, excluded, several=several) if speaks else None
    if topic is not None:
        return Resolved(topic, "pronoun", 0.8)
    found = list(_fitting(reference, cast, excluded))
    if (
        reference.pointing
    ):  # „Der nickte“ takes up the one who was named last, not whom the sentence was about
        found = [pair for pair in found if pair[1].person and cast.unit - pair[1].last <= 1]
        found.sort(key=lambda pair: -pair[1].at)
    else:
        found.sort(key=lambda pair: -pair[0])
    if not found:
        return None
    entity = found[0][1]
    if reference.gender in ("p", "n") and cast.unit - entity.last > 1:
        return None
    return Resolved(entity, "pronoun", 0.8 if entity.gender and cast.unit - entity.last <= 1 else 0.7)


def _fitting(
    reference: Reference, cast: Cast, excluded: Collection[Entity]
) -> Iterator[tuple[float, Entity]]:
    """Yield those in mind whom a pronoun may mean by its gender, with their weights."""
    for weight, entity in cast.active():
        if not entity.person and not reference.subject:
            continue
        if entity in excluded or cast.unit - entity.last > _FURTHEST:
            continue
        if reference.head == BOTH and len(entity.members) != _TWO:
            continue
        if entity.gender == reference.gender or (reference.gender == "n" and _is_neuter(entity, cast)):
            yield (weight if entity.person else weight * _THING), entity
        elif entity.person and not entity.gender and reference.gender in ("m", "f"):
            yield weight * _UNSURE, entity


def _goes_on(
    reference: Reference, cast: Cast, excluded: Collection[Entity], *, several: bool
) -> Entity | None:
    """Return the one of a pronoun's gender whom the sentence before is about: „Die Caritas half ihr. „…“, sagt sie.“."""
    topic = cast.topic
    if topic is None or topic in excluded or topic.gender != reference.gender:
        return None
    speaking = topic.person or (topic.organization and several)
    return topic if speaking and cast.line - topic.told[1] == 1 else None


def _is_neuter(entity: Entity, cast: Cast) -> bool:
    """Say whether somebody without a name is called by a neuter: „Ein Mädchen malt. „…“, erklärt es.“."""
    nouns = (cast.tables.person_noun(role.capitalize()) for role in entity.roles)
    return (
        entity.person and not entity.named and any(noun is not None and noun.gender == "n" for noun in nouns)
    )
