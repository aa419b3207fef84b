"""Parts one name into people. It needs nothing but its arguments, so that any process can do it."""

from collections.abc import Iterator

import msgspec

from kg.link.identity.names import fold
from kg.link.identity.namesakes import Namesakes, hint_of
from kg.link.identity.profile import Profile
from kg.link.identity.tables import Tie

_PROFILE = msgspec.msgpack.Decoder(Profile)
_encode = msgspec.msgpack.encode
_encode_known = msgspec.msgpack.Encoder(order="deterministic").encode

Person = tuple[int, int, str, str]
"""A number, that of whom the person turned out to be, or again its own; its name; and what tells it from earlier ones."""


class NameTask(msgspec.Struct, frozen=True):
    """A name to be parted.

    Attributes:
        key: of the name.
        rows: article and profile, by day.
        asked: whether it is asked what is known of each person.
    """

    key: str
    rows: tuple[tuple[str, bytes], ...]
    asked: bool


class Parted(msgspec.Struct, frozen=True):
    """What became of a name.

    Attributes:
        ties: of each of its rows, None for the first person of just that name if nothing else is to be said.
        people: sorted by number.
        known: what is known of each of them by number, encoded; see :class:`kg.link.identity.evidence.Known`.
    """

    ties: tuple[Tie | None, ...]
    people: tuple[Person, ...]
    known: dict[int, bytes]


class Parting:
    """Parts a name row by row: :meth:`place` all, then :meth:`settle`."""

    def __init__(self, key: str) -> None:
        self._namesakes = Namesakes(key)

    def place(self, article: str, encoded: bytes) -> Tie | None:
        """Put an article to the people of its name."""
        profile = _PROFILE.decode(encoded)
        place, placed = self._namesakes.place(article, profile)
        group = self._namesakes.groups[place]
        if placed is None and not place and group.known.first == profile.name:
            return None
        return self._namesakes.key, group.number, None if placed is None else _encode(placed)

    def settle(self, *, asked: bool) -> tuple[tuple[Person, ...], dict[int, bytes]]:
        """Return the people, and what is known of them if that is ``asked``."""
        self._namesakes.settle()
        joined, groups = self._namesakes.joined, enumerate(self._namesakes.groups)
        people = {group.number: group.known for place, group in groups if place not in joined}
        known = {number: _encode_known(person) for number, person in people.items()} if asked else {}
        return tuple(sorted(self._named())), known

    def _named(self) -> Iterator[Person]:
        """Give each person a name and a hint: the earliest of a name has none."""
        taken: dict[str, set[str]] = {}
        named: list[Person] = []
        for place, group in enumerate(self._namesakes.groups):
            root = self._namesakes.root(place)
            if root == place:
                hints = taken.setdefault(fold(group.known.first).words, set())
                hint = hint_of(group.profile, group.earliest, hints) if hints else ""
                hints.add(fold(hint).words if hint else "")
                named.append((group.number, group.number, group.known.first, hint))
            else:
                named.append((group.number, *named[root][1:]))
        return iter(named)


def part(task: NameTask) -> Parted:
    """Part a name into people."""
    parting = Parting(task.key)
    ties = tuple(parting.place(article, encoded) for article, encoded in task.rows)
    return Parted(ties, *parting.settle(asked=task.asked))
