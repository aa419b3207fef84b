"""Whom a pronoun means: the one most in mind of its gender who is not told of in the same clause (Lappin and Leass 1994)."""

from collections.abc import Collection

from kg.extract.coreference.cast import Cast, Entity
from kg.extract.coreference.nominals import Resolved
from kg.extract.coreference.references import BOTH, Reference

_FURTHEST = 3
_TWO = 2
_UNSURE = 0.6
_THING = 0.7
"""Pronouns mean people more often than institutions."""


def resolve(reference: Reference, cast: Cast, excluded: Collection[Entity]) -> Resolved | None:
    """Return whom a pronoun means, None if nobody fits or two fit alike.

    Parameters:
        reference: the pronoun.
        cast: who is known.
        excluded: who cannot be meant.
    """
    found: list[tuple[float, Entity]] = []
    for weight, entity in cast.active():
        if not entity.person and not reference.subject:
            continue
        if entity in excluded or cast.unit - entity.last > _FURTHEST:
            continue
        if reference.head == BOTH and len(entity.members) != _TWO:
            continue
        if entity.gender == reference.gender:
            found.append((weight if entity.person else weight * _THING, entity))
        elif entity.person and not entity.gender and reference.gender in ("m", "f"):
            found.append((weight * _UNSURE, entity))
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
