"""Answers who is meant by a name: the people of a graph who may be, their articles, the reasons, and the lines to change it."""

import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import cast

import pyoxigraph

from kg.cache import Cache, folder
from kg.export import open_exporter
from kg.forgotten import file
from kg.forgotten import load as load_forgotten
from kg.link.identity.names import fold
from kg.pipeline import Options, build
from kg.rdf.files import load_store
from kg.rdf.vocab import DEFAULT_BASE, PREFIXES

_COMPANY = 5  # people named with somebody who are told


@dataclass(frozen=True, slots=True)
class Reasons:
    """Why a name in an article means somebody; see ``kg:Identification`` in ``docs/model.md``."""

    name: str
    rule: str
    confidence: str
    reasons: tuple[str, ...]
    apart_from: str
    against: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Appearance:
    """An article that somebody is named in, or wrote.

    Attributes:
        article: its IRI.
        day: of publication, ``""`` if unknown.
        headline: its headline.
        name: by which the person is named there.
        roles: the words that stand with the name.
        reasons: None where there was nothing to decide.
    """

    article: str
    day: str
    headline: str
    name: str
    roles: tuple[str, ...]
    reasons: Reasons | None


@dataclass(slots=True)
class Candidate:
    """Somebody who may be meant.

    Attributes:
        person: the IRI.
        name: of the person.
        others: other names.
        hint: what tells the person from namesakes.
        company: who is named in most of the same articles.
        appearances: by day.
    """

    person: str
    name: str
    others: tuple[str, ...]
    hint: str
    company: tuple[str, ...] = ()
    appearances: list[Appearance] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Found:
    """The candidates, by their number of articles, and the namespace of the graph's IRIs."""

    candidates: tuple[Candidate, ...]
    base: str


def who(name: str, where: str | Path) -> Found:
    """Return whom a name may mean.

    Parameters:
        name: a full name, in any spelling, or a surname alone.
        where: a graph file, or a folder of articles, which is built with its cache.

    Raises:
        GraphError: if the graph cannot be read.
        NothingToRead: if the folder has no article.
    """
    return _Asked(_store(Path(where))).answer(name)


def _store(where: Path) -> pyoxigraph.Store:
    if not where.is_dir():
        return load_store(where)
    with TemporaryDirectory() as place, Cache(folder(None)) as kept:
        graph = Path(place) / "graph.nq"
        options = Options(forgotten=load_forgotten(file()))
        with open_exporter(graph, base=options.base) as exporter:
            build([where], options, [exporter], kept=kept)
        return load_store(graph)


class _Asked:
    """A graph that is asked."""

    def __init__(self, store: pyoxigraph.Store) -> None:
        self._graph = store

    def _select(self, sparql: str, about: pyoxigraph.NamedNode | None = None) -> Iterator[tuple[str, ...]]:
        """Yield the rows of a query; ``?this`` in it stands for a node."""
        asked = sparql if about is None else sparql.replace("?this", str(about))
        found = self._graph.query(asked, prefixes=PREFIXES, use_default_graph_as_union=True)
        for row in cast("pyoxigraph.QuerySolutions", found):
            yield tuple("" if value is None else str(getattr(value, "value", value)) for value in row)

    def answer(self, name: str) -> Found:
        """Return whom a name may mean."""
        wanted = fold(name)
        names: dict[str, set[str]] = defaultdict(set)
        for person, called in self._select(
            "SELECT ?p ?n { ?p a schema:Person ; schema:name|schema:alternateName ?n }"
        ):
            names[person].add(called)
        meant = [
            person
            for person, called in sorted(names.items())
            if any(
                fold(each).key == wanted.key if wanted.full else fold(each).surname == wanted.surname
                for each in called
            )
        ]
        base = next((base for (base,) in self._select("SELECT ?b { ?d void:uriSpace ?b }")), DEFAULT_BASE)
        candidates = [self._candidate(person, names[person]) for person in meant]
        candidates.sort(key=lambda candidate: (-len(candidate.appearances), candidate.person))
        return Found(tuple(candidates), base)

    def _candidate(self, person: str, names: set[str]) -> Candidate:
        node = pyoxigraph.NamedNode(person)
        usual = min(name for (name,) in self._select("SELECT ?n { ?this schema:name ?n }", node))
        hint = "".join(
            h
            for (h,) in self._select("SELECT DISTINCT ?h { ?this schema:disambiguatingDescription ?h }", node)
        )
        found = Candidate(person, usual, tuple(sorted(names - {usual})), hint)
        reasons = self._reasons(node)
        roles: dict[str, set[str]] = defaultdict(set)
        for article, role in self._select(
            "SELECT ?a ?r { ?m kg:refersTo ?this ; schema:isPartOf ?a ; kg:roleText ?r }", node
        ):
            roles[article].add(role)
        rows = self._select(
            "SELECT DISTINCT ?a ?h ?d { ?a schema:mentions|schema:author ?this ; schema:headline ?h . OPTIONAL { ?a schema:datePublished ?d } }",
            node,
        )
        for article, headline, day in sorted(rows, key=lambda row: (row[2] or "9999", row[0])):
            why = reasons.get(article)
            name = usual if why is None else why.name
            found.appearances.append(
                Appearance(article, day, headline, name, tuple(sorted(roles[article])), why)
            )
        company: Counter[str] = Counter()
        for _, other in self._select(
            "SELECT DISTINCT ?a ?n { ?a schema:mentions ?this , ?o . ?o a schema:Person ; schema:name ?n FILTER(?o != ?this) }", node
        ):  # fmt: skip
            company[other] += 1
        ranked = sorted(company.items(), key=lambda item: (-item[1], item[0]))
        found.company = tuple(other for other, _ in ranked[:_COMPANY])
        return found

    def _reasons(self, node: pyoxigraph.NamedNode) -> dict[str, Reasons]:
        """Return the reasons by article."""
        found = {}
        for decision, article, name, rule, confidence, apart in self._select(
            "SELECT ?i ?a ?n ?r ?c ?o { ?i a kg:Identification ; kg:refersTo ?this ; schema:isPartOf ?a ; schema:name ?n ; kg:rule ?r ;"
            " kg:confidence ?c . OPTIONAL { ?i kg:apartFrom ?o } } ORDER BY ?i",
            node,
        ):
            told = [
                tuple(
                    sorted(
                        (text for (text,) in self._select(f"SELECT ?t {{ ?this {kind} ?t }}", pyoxigraph.NamedNode(decision))),
                        key=_weight,
                    )
                )
                for kind in ("kg:reason", "kg:reasonAgainst")
            ]  # fmt: skip
            found[article] = Reasons(name, rule, confidence, told[0], apart, told[1])
        return found


def _weight(reason: str) -> tuple[float, str]:
    """Return by what reasons are sorted: the weightiest first."""
    weight = re.search(r"\(([+-][\d.]+)\)$", reason)
    return (-abs(float(weight[1])) if weight else -99.0, reason)


def same_as(people: Sequence[str], base: str) -> str:
    """Return the entry of a file of identities that joins people."""
    return f"[[same-as]]\npeople = [{', '.join(_toml(person.removeprefix(base)) for person in people)}]\n"


def different_from(person: str, appearance: Appearance, base: str) -> str:
    """Return the entry of a file of identities that takes an article out of a person."""
    article = (
        f"{{ name = {_toml(appearance.name)}, article = {_toml(appearance.article.removeprefix(base))} }}"
    )
    return f"[[different-from]]\npeople = [{_toml(person.removeprefix(base))}, {article}]\n"


def _toml(text: str) -> str:
    """Return a text as a TOML string that no terminal obeys."""
    quoted = json.dumps(text, ensure_ascii=False)
    return "".join(c if c.isprintable() else f"\\U{ord(c):08x}" for c in quoted)
