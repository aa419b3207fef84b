"""Which candidate is what a node is, and which are left to a person to judge."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, replace

from kg.model import EntityKind
from kg.reconcile.nodes import Node
from kg.reconcile.service import Candidate, Query

LOW = "below the threshold"
SEVERAL = "several candidates"
SHORT = "a single name"
SHARED = "same item as another person"
REFUSED = "another candidate was refused"
"""Why a candidate is left to a person."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """What became of a node.

    Attributes:
        node: what was asked about.
        query: what was asked.
        candidates: what the service answered, the likeliest first.
        item: the one of them that the node is; None if that is left open.
        rule: by which it was chosen (``match``, ``score``), or why none was.
    """

    node: Node
    query: Query
    candidates: tuple[Candidate, ...]
    item: Candidate | None
    rule: str


def choose(node: Node, query: Query, candidates: Iterable[Candidate], threshold: float) -> Chosen:
    """Choose the candidate that a node is, if that is clear.

    Clear is: its score reaches the threshold, and either the service takes it, and it alone, for certain (``match``), or
    no other candidate reaches the threshold (``score``). A person of whom only one name is known is never clear.

    Parameters:
        node: what was asked about.
        query: what was asked.
        candidates: what the service answered.
        threshold: on the service's scale.
    """
    ranked = tuple({c.id: c for c in sorted(candidates, key=lambda c: (c.score, c.match, c.id))}.values())[
        ::-1
    ]
    likely = [candidate for candidate in ranked if candidate.score >= threshold]
    certain = [candidate for candidate in likely if candidate.match]
    if node.kind is EntityKind.PERSON and " " not in node.name.strip():
        return Chosen(node, query, ranked, None, SHORT)
    if len(certain) == 1:
        return Chosen(node, query, ranked, certain[0], "match")
    if len(likely) == 1:
        return Chosen(node, query, ranked, likely[0], "score")
    return Chosen(node, query, ranked, None, SEVERAL if likely else LOW)


def keep_apart(choices: Sequence[Chosen], others: Callable[[Candidate], Collection[str]]) -> list[Chosen]:
    """Leave open which of several people an item is: the graph says that they are not one.

    Parameters:
        choices: of all nodes.
        others: tells which nodes (IRIs) the graph says a candidate is.
    """
    people: defaultdict[str, set[str]] = defaultdict(set)
    for chosen in choices:
        if chosen.item is not None and chosen.node.kind is EntityKind.PERSON:
            people[chosen.item.id] |= {chosen.node.iri, *others(chosen.item)}
    return [
        replace(chosen, item=None, rule=SHARED)
        if chosen.item is not None and len(people.get(chosen.item.id, ())) > 1
        else chosen
        for chosen in choices
    ]
