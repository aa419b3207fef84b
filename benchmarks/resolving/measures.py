"""Mentions, coreference, linking and identity of the graph's answers against the annotation."""

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

from benchmarks.resolving.coreference import Cluster, Score, b_cubed, lea
from benchmarks.resolving.gold import FOLDER, GoldMention
from benchmarks.resolving.matching import NAMES, Match
from benchmarks.resolving.system import Found

Metric = Callable[[Sequence[Cluster], Sequence[Cluster]], Score]
METRICS: dict[str, Metric] = {"B³": b_cubed, "LEA": lea}


@dataclass(frozen=True, slots=True)
class Scope:
    """Which mentions of persons count.

    Attributes:
        unnamed: also persons without a name.
        names_only: leave role phrases and pronouns out.
        loose: a role phrase may be longer or shorter than the annotated one.
        matched: only mentions that both have, so that finding them does not count.
    """

    unnamed: bool = True
    names_only: bool = False
    loose: bool = False
    matched: bool = False


SCOPES = {
    "persons": Scope(),
    "role phrases of any extent": Scope(loose=True),
    "persons with a name": Scope(unnamed=False),
    "their names only": Scope(unnamed=False, names_only=True),
    "mentions that both have": Scope(matched=True),
}


def coreference(matches: Iterable[Match], metric: Metric, scope: Scope) -> Score:
    """Score the chains of persons, summed over the articles."""
    return sum((metric(*_partitions(match, scope)) for match in matches), Score())


def _partitions(match: Match, scope: Scope) -> tuple[list[Cluster], list[Cluster]]:
    key: dict[str, set[Hashable]] = defaultdict(set)
    for mention in match.gold.mentions:
        if mention.entity and _counts(match, mention, scope):
            key[mention.entity].add(mention)
    response: dict[str, set[Hashable]] = defaultdict(set)
    pairs = match.loose if scope.loose else match.exact
    for found in match.answer.mentions:
        item = _item(match, found, pairs.get(found), scope)
        if item is not None and found.entity is not None:
            response[found.entity].add(item)
    if scope.matched:
        both = {m for some in key.values() for m in some} & {m for some in response.values() for m in some}
        key = {name: some & both for name, some in key.items()}
        response = {name: some & both for name, some in response.items()}
    return [frozenset(some) for some in key.values() if some], [
        frozenset(some) for some in response.values() if some
    ]


def _counts(match: Match, mention: GoldMention, scope: Scope) -> bool:
    entity = match.gold.entities[mention.entity or ""]
    kinds = ("person", "unnamed") if scope.unnamed else ("person",)
    return entity.kind in kinds and (mention.form == "name" or not scope.names_only)


def _item(match: Match, found: Found, mention: GoldMention | None, scope: Scope) -> Hashable | None:
    """Return what a find is in the response: the annotated mention, itself if there is none, None if left out."""
    if match.is_left_out(found) or (scope.names_only and found.form != "name"):
        return None
    if mention is not None and mention.entity:
        if match.gold.entities[mention.entity].human:
            return mention if _counts(match, mention, scope) else None
        return found if "person" in match.kinds(found.entity) else None
    return found if "person" in match.kinds(found.entity) else None


@dataclass(slots=True)
class Count:
    """Right, found and annotated ones."""

    right: int = 0
    found: int = 0
    gold: int = 0

    @property
    def precision(self) -> float:
        """Return the share of what was found that is right."""
        return self.right / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        """Return the share of what is annotated that was found."""
        return self.right / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """Return the harmonic mean of both."""
        return 2 * self.right / (self.found + self.gold) if self.found + self.gold else 0.0


POINTERS = frozenset({"adjective", "demonym", "modifier"})
"""Forms of words that point to a place; „US“ in „US-Präsident“, a modifier, is not annotated."""
ROWS = (
    "person: names",
    "person: role phrases",
    "person: pronouns",
    "organization: names",
    "place: names",
    "place: adjectives, inhabitants",
    "place: stands for its government",
)


def _row_of(match: Match, mention: GoldMention) -> str | None:
    """Return the row to which an annotated mention belongs."""
    if mention.entity is None:
        return None
    entity = match.gold.entities[mention.entity]
    if entity.human:
        return (
            f"person: { ({'name': 'names', 'nominal': 'role phrases', 'pronoun': 'pronouns'}[mention.form]) }"
        )
    if mention.form == "adjective":
        return ROWS[5]
    return f"{entity.kind}: names" if mention.form in ("name", "metonym") else None


def _row_found(match: Match, found: Found) -> str | None:
    """Return the row to which a find belongs, by the kind and form that the graph states."""
    kinds = match.kinds(found.entity)
    mention = match.exact.get(found)
    if mention is not None and mention.form == "metonym" and kinds & {"place", "organization"}:
        return _row_of(match, mention)
    if found.form in POINTERS or (mention is not None and mention.form == "adjective"):
        return ROWS[5] if "place" in kinds and found.form != "modifier" else None
    if "person" in kinds or ("source" in kinds and mention is not None and _is_human(match, mention)):
        return {"name": ROWS[0], "nominal": ROWS[1], "pronoun": ROWS[2]}.get(found.form)
    if "place" in kinds and match.words(found)[0].islower():
        return ROWS[5]
    if found.form != "name":
        return None
    return next((f"{kind}: names" for kind in ("organization", "place") if kind in kinds), None)


def _is_human(match: Match, mention: GoldMention) -> bool:
    return mention.entity is not None and match.gold.entities[mention.entity].human


def mentions(matches: Iterable[Match]) -> dict[str, Count]:
    """Count the mentions by kind: exactly the words, the right kind."""
    rows = {row: Count() for row in ROWS}
    for match in matches:
        for mention in match.gold.mentions:
            row = _row_of(match, mention)
            if row:
                rows[row].gold += 1
            rows[ROWS[6]].gold += mention.form == "metonym"
        for found in match.answer.mentions:
            row = None if match.is_left_out(found) else _row_found(match, found)
            same = match.exact.get(found)
            if found.stands_for is not None:
                rows[ROWS[6]].found += 1
                rows[ROWS[6]].right += same is not None and same.form == "metonym"
            if row:
                rows[row].found += 1
                rows[row].right += same is not None and _row_of(match, same) == row
    return rows


def wikidata(folder: Path = FOLDER) -> dict[str, tuple[str, str]]:
    """Return class and Wikidata item of those entities of which they are certain."""
    lines = (folder / "wikidata.tsv").read_text("utf-8").splitlines()[1:]
    rows = (line.split("\t") for line in lines)
    return {identifier: (group, item) for identifier, group, item, _ in rows}


def linking(matches: Iterable[Match]) -> tuple[dict[str, Count], list[tuple[Match, Found]]]:
    """Count the mentions whose entity is said to be a Wikidata item; return what is wrong, too.

    A link of an organisation or place of which the table knows no item is not judged; one of a person is wrong.
    """
    known = wikidata()
    rows: dict[str, Count] = defaultdict(Count)
    wrong: list[tuple[Match, Found]] = []
    for match in matches:
        for mention in match.gold.mentions:
            if mention.entity in known:
                rows[known[mention.entity][0]].gold += 1
        for found, items in _linked(match):
            meant = match.exact.get(found) or next(_overlapping(match, found), None)
            if meant is None or meant.entity is None:
                continue
            group, item = known.get(meant.entity, ("persons, wrongly", ""))
            if not item and not match.gold.entities[meant.entity].human:
                continue
            right = found in match.exact and items == {item}
            rows[group].found += 1
            rows[group].right += right
            wrong += [] if right else [(match, found)]
    return dict(rows), wrong


def _linked(match: Match) -> Iterator[tuple[Found, frozenset[str]]]:
    for found in match.answer.mentions:
        entity = match.entities.get(found.entity) if found.entity else None
        if entity and entity.items:
            yield found, entity.items


def _overlapping(match: Match, found: Found) -> Iterator[GoldMention]:
    return (m for m in match.gold.mentions if m.form in NAMES and m.start < found.end and found.start < m.end)


Person = tuple[str, str]
"""An article's name and the identity of a person in it."""


def identities(matches: Iterable[Match]) -> dict[Person, str]:
    """Return for each person with a name in each article the IRI of the graph, by most of its names there."""
    found: dict[Person, str] = {}
    for match in matches:
        votes: dict[str, Counter[str]] = defaultdict(Counter)
        for item, mention in match.exact.items():
            if (
                mention.entity
                and mention.form == "name"
                and item.entity
                and "person" in match.kinds(item.entity)
            ):
                votes[mention.entity][item.entity] += 1
        named = {mention.entity for mention in match.gold.mentions if mention.form == "name"}
        for identifier, entity in match.gold.entities.items():
            if entity.kind == "person" and identifier in named:
                best = votes[identifier].most_common(1)
                found[match.gold.name, identifier] = (
                    best[0][0] if best else f"none of {match.gold.name} {identifier}"
                )
    return found


def same_person(found: dict[Person, str]) -> tuple[Count, list[tuple[Person, Person]]]:
    """Count the pairs of persons (in articles) that are one; return the pairs that are wrong, too."""
    count, wrong = Count(), []
    for one, other in combinations(sorted(found), 2):
        gold, said = one[1] == other[1], found[one] == found[other]
        count.gold += gold
        count.found += said
        count.right += gold and said
        wrong += [(one, other)] if gold != said else []
    return count, wrong
