"""Several people who are told of together, and whom „sie“ and „die beiden“ take up: „Eva Muster und Jan Claussen …“."""

from collections.abc import Sequence

from kg.extract.coreference.cast import Cast, Entity
from kg.model import Token

_AND = frozenset({"und", "sowie"})
_BETWEEN = frozenset({"KON", "ART", "ADJA", "NN", "PPOSAT", "$("})
_MOST_BETWEEN = 6


class Groups:
    """The groups of one article; those of the same people are one.

    Parameters:
        cast: to which they are added.
    """

    def __init__(self, cast: Cast) -> None:
        self._cast = cast
        self._known: dict[tuple[Entity, ...], Entity] = {}
        self._before: tuple[int, int, Entity] | None = None

    def take(self, line: int, tokens: Sequence[Token], words: tuple[int, int], entity: Entity) -> None:
        """Take the name of a person; with the name before it, if „und“ joins them, it makes a group.

        Parameters:
            line: number of the sentence.
            tokens: its words.
            words: the first word of the name, and the one after its last.
            entity: whose name it is.
        """
        start, end = words
        before = self._before
        self._before = (line, end, entity)
        if before is None or before[0] != line or before[2] is entity:
            return
        if _are_joined(tokens[before[1] : start]):
            members = (before[2], entity)
            group = self._known.get(members)
            if group is None:
                group = Entity(False, named=False, gender="p", members=members)
                self._known[members] = self._cast.add(group)
            self._cast.mention(group, 1.0)


def _are_joined(between: Sequence[Token]) -> bool:
    """Say whether „und“ with no more than a role stands between two names: „und Ministerin“."""
    joints = sum(token.text in _AND for token in between)
    return joints == 1 and len(between) <= _MOST_BETWEEN and all(token.tag in _BETWEEN for token in between)
