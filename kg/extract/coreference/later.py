"""Who is described before the text names him or her: in headline and teaser, and right before the name."""

from collections.abc import Collection, Mapping

from kg.extract.coreference.cast import Cast, Entity, Resolved, fits
from kg.extract.coreference.layout import Line
from kg.extract.coreference.nominals import by_role
from kg.extract.coreference.references import Reference

_ANYBODY = frozenset({"frau", "mann"})
_OFTEN = 4
"""How often one whom an article is about is mentioned at least."""
_FAR_MORE = 1.5


class Later:
    """Phrases of one article that found nobody, and those without a name who turn out to be somebody.

    Parameters:
        cast: who is known.
    """

    def __init__(self, cast: Cast) -> None:
        self._cast = cast
        self._waiting: list[tuple[Reference, Line]] = []
        self._same: dict[Entity, Resolved] = {}

    def wait(self, reference: Reference, line: Line) -> None:
        """Take a phrase that means nobody told of so far, if it may be for one who is named later: „Ein Schmied zieht in den Krieg“."""
        if reference.definite or (line.ahead and reference.subject and not _is_listed(reference, line)):
            self._waiting.append((reference, line))

    def call(self, meant: Resolved | None, called: Entity) -> None:
        """Note that one who had no name so far has this one: „die Regisseurin. Die heißt …“."""
        if meant is not None and meant.entity.person and not meant.entity.named:
            self._same[meant.entity] = Resolved(called, "called", 0.85)
            for role in meant.entity.roles:
                self._cast.give_role(called, role.capitalize())

    def name(self, entity: Entity, line: int) -> None:
        """Note that the one who is named first, as the speaker of a quotation, is whom the sentence before describes, if so."""
        before = described_before(entity, line, self._cast)
        if before is not None:
            self._same[before] = Resolved(entity, "named-next", 0.75)

    def found(
        self, tied: Mapping[int, Entity]
    ) -> tuple[list[tuple[Reference, Resolved]], dict[Entity, Resolved]]:
        """Return what the phrases mean, now that all is known, and who those without a name are.

        Parameters:
            tied: who was meant by words so far, by the character where they begin.
        """
        unnamed = [e for e in self._cast.people() if not e.named]
        ties: list[tuple[Reference, Resolved]] = []
        for reference, line in self._waiting:
            meant = named_later(reference, line, self._cast, unnamed)
            if meant is not None:
                ties.append((reference, meant))
                if reference.span.start in tied:
                    self._same[tied[reference.span.start]] = meant
        return ties, self._same


def named_later(
    reference: Reference, line: Line, cast: Cast, excluded: Collection[Entity]
) -> Resolved | None:
    """Return whom a phrase means, now that all of the article is known.

    Parameters:
        reference: the phrase.
        line: its sentence.
        cast: who is known.
        excluded: who cannot be meant.
    """
    found = by_role(reference, cast, excluded, again=True)
    if found is None and line.ahead:
        found = _about(reference, cast) or by_role(reference, cast, (), again=True)
    return found


def described_before(entity: Entity, line: int, cast: Cast) -> Entity | None:
    """Return the one without a name whom the sentence before describes, if the one now named first is that: „Ihr Anwalt lacht. …“.

    Parameters:
        entity: the one who is named, as the speaker of a quotation.
        line: the sentence.
        cast: who is known.
    """
    told = cast.topic
    if told is None or entity.said or entity.roles or not told.person or told.named or told.said > 1:
        return None
    return told if line - told.told[1] == 1 and fits(entity, told.gender) else None


def _about(reference: Reference, cast: Cast) -> Resolved | None:
    """Return the one whom the article is about, for „Die Frau mit dem Megafon“ and „Ein Schmied“ in headline and teaser."""
    anybody = cast.role_of(reference.head) in _ANYBODY
    kin = reference.noun is None or reference.noun.kind == "kin"
    if not anybody and (reference.owner or kin):
        return None
    named = [e for e in cast.people() if e.named and fits(e, reference.gender) and (anybody or not e.ahead)]
    people = sorted(named, key=lambda e: -e.said)[:2]
    if not people or people[0].said < max(_OFTEN, *(_FAR_MORE * e.said for e in people[1:]), 0):
        return None
    return Resolved(people[0], "about", 0.6)


def _is_listed(reference: Reference, line: Line) -> bool:
    """Say whether a phrase is one of several: „Eine Lehrerin, ein Vater und eine Schülerin ziehen Bilanz“."""
    tokens = line.tokens
    before = tokens[reference.start - 1].text if reference.start else ""
    behind = [token.text for token in tokens[reference.end : reference.end + 2]]
    return before in ("und", ",") or behind[:1] == ["und"] or behind in ([",", "ein"], [",", "eine"])
