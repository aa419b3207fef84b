"""From a graph to questions, from answers to links: the only module of this room that knows all steps."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from kg.rdf import NamedGraph
from kg.rdf.iris import web
from kg.rdf.terms import parse_literal
from kg.rdf.vocab import term
from kg.reconcile.answers import Answers
from kg.reconcile.asking import Asked, Asking, Watcher, ask
from kg.reconcile.choosing import REFUSED, Chosen, choose, keep_apart
from kg.reconcile.nodes import Node, find_nodes
from kg.reconcile.review import Row, Verdict, space_of
from kg.reconcile.service import Candidate, Manifest, Service
from kg.reconcile.statements import Link, changed
from kg.store.http import ATTEMPTS, Client, shown

_SPACE = term("void:uriSpace")
THRESHOLD = 0.9
"""Of the service's highest score, what a candidate needs."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """How to link.

    Attributes:
        endpoint: address of a reconciliation service; nothing if only decisions are to be applied.
        cache: folder in which its answers are kept.
        threshold: the score from which a candidate is taken; None for nine tenths of ``best``.
        best: the highest score that the service gives.
        fresh: whether to ask anew what is kept.
        attempts: how often a request is sent before kg gives up.
        asking: what is asked, and how.
    """

    endpoint: str = ""
    cache: Path = Path()
    threshold: float | None = None
    best: float = 100.0
    fresh: bool = False
    attempts: int = ATTEMPTS
    asking: Asking = field(default_factory=Asking)


@dataclass(frozen=True, slots=True, kw_only=True)
class Linked:
    """What came of it.

    Attributes:
        graphs: with the links.
        links: how many nodes were tied to an item, by rule (``match``, ``score``, ``review``).
        rows: what a person has decided or may decide.
        left: how many nodes have candidates and were left open.
        unknown: how many decisions are of nodes that the graph does not have.
        unusable: how many candidates have no address, and so cannot be stated.
        requests: how many batches were sent.
        kept: how many answers were known.
        service: what it calls itself.
        base: namespace of the graph's own IRIs; nothing if it does not say.
    """

    graphs: Sequence[NamedGraph]
    links: Mapping[str, int]
    rows: Sequence[Row]
    left: int = 0
    unknown: int = 0
    unusable: int = 0
    requests: int = 0
    kept: int = 0
    service: str = ""
    base: str = ""


def link(
    graphs: Iterable[NamedGraph],
    options: Options,
    reviewed: Iterable[Row] = (),
    watcher: Watcher | None = None,
) -> Linked:
    """Tie the nodes of graphs to the items of an authority file.

    What the graph already ties to that file is not asked again. What a person decided wins over the service, and over
    what the graph has.

    Parameters:
        graphs: of one file.
        options: how.
        reviewed: what a person decided, from :func:`kg.reconcile.read_reviews`.
        watcher: hears of progress.

    Raises:
        UsageError: if the address of the service makes no sense.
        StoreError: if the service cannot be reached, refuses or fails; what it answered before is kept.
        OutputError: if answers cannot be kept.
    """
    given = list(graphs)
    nodes = {node.iri: node for node in find_nodes(given)}
    decided = list(reviewed)
    links, unlinked = _applied(decided, nodes)
    if not options.endpoint:
        return _result(given, links, unlinked, decided, nodes)
    with (
        Client(options.endpoint, attempts=options.attempts, waiting=(watcher or Watcher()).waiting) as client,
        Answers(options.cache) as answers,
    ):
        service = Service(client, options.endpoint)
        manifest = service.manifest()
        wanted = _to_ask(nodes.values(), decided, manifest, options.asking)
        asked = ask(wanted, service, manifest, answers, options, watcher or Watcher())
    choices, unusable = _choices(asked, decided, nodes.values(), manifest, options)
    links += [_link(chosen, chosen.item, manifest, options) for chosen in choices if chosen.item is not None]
    open_ = [chosen for chosen in choices if chosen.item is None and chosen.candidates]
    rows = [row for row in decided if row.decision] + [
        row for chosen in open_ for row in _rows(chosen, manifest, decided)
    ]
    return _result(
        given, links, unlinked, rows, nodes,
        left=len(open_), unusable=unusable, requests=service.requests, kept=asked.kept, service=manifest.name,
    )  # fmt: skip


def _result(
    given: Sequence[NamedGraph], links: Sequence[Link], unlinked: Sequence[tuple[str, str]], rows: Iterable[Row],
    nodes: Mapping[str, Node], **counts: int | str,
) -> Linked:  # fmt: skip
    rows = list(rows)
    unknown = sum(1 for row in rows if row.decision and row.node not in nodes)
    return Linked(
        graphs=changed(given, links, unlinked),
        links=Counter(link.rule for link in links),
        rows=rows,
        unknown=unknown,
        base=_base(given),
        **counts,  # type: ignore[arg-type]
    )


def _base(graphs: Iterable[NamedGraph]) -> str:
    found = (parse_literal(o).value for graph in graphs for _, p, o in graph.triples if p == _SPACE)
    return next(found, "")


def _applied(decided: Iterable[Row], nodes: Mapping[str, Node]) -> tuple[list[Link], list[tuple[str, str]]]:
    """Return what a person's decisions say, and which statements of the graph they end."""
    links, unlinked = [], []
    for row in decided:
        node = nodes.get(row.node)
        if node is None or not row.decision:
            continue
        space = space_of(row.item)
        if row.decision is Verdict.NO:
            unlinked.append((row.node, row.item))
            continue
        unlinked += [(row.node, item) for item in node.same if space_of(item) == space]
        links.append(Link(node=row.node, item=row.item, rule="review", confidence=1.0, label=row.label))
    return links, unlinked


def _to_ask(nodes: Iterable[Node], decided: Iterable[Row], manifest: Manifest, asking: Asking) -> list[Node]:
    """Return the nodes that are to be asked about: not those that have an item, unless a person says it is none."""
    sure = {
        row.node for row in decided if row.decision is Verdict.YES and row.item.startswith(manifest.space)
    }
    wrong = {(row.node, row.item) for row in decided if row.decision is Verdict.NO}
    return [
        node
        for node in nodes
        if node.kind in asking.kinds
        and node.iri not in sure
        and not any(item.startswith(manifest.space) and (node.iri, item) not in wrong for item in node.same)
    ]


def _choices(
    asked: Asked, decided: Iterable[Row], nodes: Iterable[Node], manifest: Manifest, options: Options
) -> tuple[list[Chosen], int]:
    """Return what became of each node, and how many candidates have no address.

    Where a person said no, nothing is taken without that person: what is left is open.
    """
    refused = {row.node for row in decided if row.decision is Verdict.NO}
    threshold = THRESHOLD * options.best if options.threshold is None else options.threshold
    taken: defaultdict[str, set[str]] = defaultdict(set)
    for node in nodes:
        for item in node.same:
            taken[item].add(node.iri)
    for row in decided:
        if row.decision is Verdict.YES:
            taken[row.item].add(row.node)
    choices, unusable = [], 0
    for node, query, candidates in asked.answers:
        usable = [c for c in candidates if c.id and manifest.address(c.id)]
        unusable += len(candidates) - len(usable)
        chosen = choose(node, query, usable, threshold)
        choices.append(replace(chosen, item=None, rule=REFUSED) if node.iri in refused else chosen)
    return keep_apart(choices, lambda candidate: taken.get(_address(manifest, candidate), set())), unusable


def _address(manifest: Manifest, candidate: Candidate) -> str:
    return manifest.address(candidate.id) or ""


def _link(chosen: Chosen, candidate: Candidate, manifest: Manifest, options: Options) -> Link:
    endpoint = web(shown(options.endpoint))
    return Link(
        node=chosen.node.iri, item=_address(manifest, candidate), rule=chosen.rule,
        confidence=min(max(candidate.score / options.best, 0.0), 1.0), label=candidate.name,
        endpoint=endpoint[1:-1] if endpoint else "", query=chosen.query.text(), score=candidate.score,
    )  # fmt: skip


def _rows(chosen: Chosen, manifest: Manifest, decided: Iterable[Row]) -> list[Row]:
    """Return a row for each candidate of a node of which nothing is decided."""
    known = {(row.node, row.item) for row in decided if row.decision}
    node = chosen.node
    rows = [
        Row(
            node=node.iri, name=node.name, kind=str(node.kind), context=node.context, item=_address(manifest, c),
            label=c.name, description=c.description or "", score=f"{c.score:g}", why=chosen.rule,
        )
        for c in chosen.candidates
    ]  # fmt: skip
    return [row for row in rows if (row.node, row.item) not in known]
