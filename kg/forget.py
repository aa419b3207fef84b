"""Takes articles and people out of graphs and caches, and keeps them from coming back (right to erasure).

Of a person go the node, what it said and where it is mentioned; its names are blacked out in the words of the
articles that have it. An article goes with all that it states.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from kg import forgotten
from kg.cache import Cache
from kg.errors import UsageError
from kg.pipeline.reading import ITEMS, ReadTask, read
from kg.rdf import NamedGraph
from kg.rdf.counting import recounted
from kg.rdf.iris import slug
from kg.rdf.terms import Triple, iri_value, is_iri, literal, parse_literal
from kg.rdf.vocab import term
from kg.redaction import mask
from kg.report import Problem
from kg.sources import Source, load, printable

_ARTICLE, _PERSON = "article/", "person/"
_SHARED = ("person/", "organization/", "place/", "event/", "thing/", "topic/", "source/")
_NAMES = (term("schema:name"), term("schema:alternateName"))
_REFERS, _SPEAKS, _EXACT = term("kg:refersTo"), term("schema:spokenByCharacter"), term("oa:exact")
_HELD_BY, _FOCUS, _LABEL = term("kg:heldBy"), term("foaf:focus"), term("skos:prefLabel")
_FORM, _PART, _DERIVED = term("kg:form"), term("kg:part"), term("prov:wasDerivedFrom")


@dataclass(frozen=True, slots=True)
class Removed:
    """What was taken out of one place.

    Attributes:
        where: a graph file, or the cache.
        triples: how many statements of a graph; of a cache how many files.
        masked: how many texts had a name blacked out.
        remains: addresses (IRIs) in which the name still is.
    """

    where: str
    triples: int
    masked: int = 0
    remains: tuple[str, ...] = ()


def named(what: str, base: str) -> tuple[str, ...]:
    """Return the local names (``article/…``, ``person/…``) that an IRI, a local name or a file means.

    People of one name go together: what tells them apart is left out.

    Raises:
        UsageError: if it is neither.
    """
    local = what.removeprefix(base).partition("#")[0]
    if local.startswith(_PERSON):
        local = local.partition("+")[0]
    if local.startswith((_ARTICLE, _PERSON)) and len(local.split("/", 1)[1]) > 0:
        return (local,)
    if Path(what).is_file():
        data = load(Source(Path(what).name, what))
        items = () if isinstance(data, Problem) else read(ReadTask(Path(what).name, data, ()))
        found = tuple(item.summary.local for item in items if item.summary)
        if found:
            return found
        raise UsageError(f"{printable(what)!r} holds no article that could be forgotten")
    raise UsageError(
        f"{printable(what)!r} is no file, and no address of an article or a person under {base}; give one of these"
    )


def from_cache(kept: Cache, locals_: Sequence[str]) -> Removed:
    """Take what was made of articles and people out of a cache: all of every file that has one of them."""
    wanted = frozenset(locals_)
    sources = [
        key
        for key, head in kept.heads()
        if any(
            item.summary and wanted & {item.summary.local, *item.summary.people}
            for item in ITEMS.decode(head)
        )
    ]
    kept.remove([*sources, b""])  # articles that are only referred to are kept under no source
    return Removed(str(kept.path), len(sources))


def from_graphs(
    graphs: Iterable[NamedGraph], locals_: Sequence[str], base: str
) -> tuple[list[NamedGraph], Removed]:
    """Take articles and people out of graphs.

    Parameters:
        graphs: of one file.
        locals_: what :func:`named` returned.
        base: namespace of the graph's IRIs.

    Returns:
        the graphs that remain, and what went.
    """
    old = list(graphs)
    new = old
    nodes = frozenset(f"<{base}{local}>" for local in locals_)
    nodes |= _namesakes(old, nodes, base)
    articles = frozenset(node for node in nodes if node.startswith(f"<{base}{_ARTICLE}"))
    if articles:
        new = list(_without_articles(new, articles))
    if nodes - articles:
        new = _without_people(new, nodes - articles)
    if not any(graph.name for graph in new):  # else each graph describes for itself what it speaks of
        new = _without_orphans(new, base)
    before, after = ({triple for graph in each for triple in graph.triples} for each in (old, new))
    masked = len(after - before)
    slugs = {iri_value(node).rpartition("/")[2].partition("+")[0] for node in nodes - articles}
    remains = sorted(
        {s for s, _, _ in after if any(slug in s for slug in slugs) and s.startswith(f"<{base}{_ARTICLE}")}
    )
    addresses = sorted({iri_value(node).partition("#")[0] for node in remains})
    return recounted(new), Removed("", len(before) - len(after), masked, tuple(addresses))


def _namesakes(graphs: Iterable[NamedGraph], nodes: frozenset[str], base: str) -> frozenset[str]:
    """Return the nodes of people who have the names of others and something that tells them apart."""
    start = f"<{base}{_PERSON}"
    subjects = {s for graph in graphs for s, _, _ in graph.triples if s.startswith(start) and "+" in s}
    return frozenset(node for node in subjects if f"{node.partition('+')[0]}>" in nodes)


def spellings(graphs: Iterable[NamedGraph], locals_: Sequence[str], base: str) -> tuple[str, ...]:
    """Return the local names that people of graphs have by their other full names: later builds must know these, too.

    Parameters:
        graphs: of one file.
        locals_: what :func:`named` returned.
        base: namespace of the graph's IRIs.
    """
    listed = list(graphs)
    people = frozenset(f"<{base}{local}>" for local in locals_ if local.startswith(_PERSON))
    people |= _namesakes(listed, people, base)
    names = {
        parse_literal(o).value for graph in listed for s, p, o in graph.triples if s in people and p in _NAMES
    }
    found = {f"{_PERSON}{slug(name)}" for name in names if " " in name}
    return tuple(sorted(found - set(locals_)))


def _without_articles(graphs: Sequence[NamedGraph], articles: frozenset[str]) -> Iterator[NamedGraph]:
    parts = tuple(f"{node[:-1]}#" for node in articles)
    named_ = frozenset(f"{part}graph>" for part in parts)
    files = {o for graph in graphs for s, p, o in graph.triples if s in named_ and p == _DERIVED}
    used = {o for graph in graphs for s, p, o in graph.triples if s not in named_ and p == _DERIVED}

    def gone(value: str) -> bool:
        return value in articles or value.startswith(parts) or value in files - used

    for graph in graphs:
        if graph.name not in named_:
            yield _kept(graph, (t for t in graph.triples if not gone(t[0]) and not gone(t[2])))


def _without_people(graphs: Sequence[NamedGraph], people: frozenset[str]) -> list[NamedGraph]:
    every = [triple for graph in graphs for triple in graph.triples]
    out = people | {s for s, p, o in every if o in people and p in (_REFERS, _SPEAKS, _HELD_BY)}
    out |= {o for s, p, o in every if s in out and p == _PART}
    parts = tuple(f"{node[:-1]}#" for node in people)  # the evidence that they are items of an authority file
    out |= {s for s, _, _ in every if s.startswith(parts)}
    by_name = {s for s, p, o in every if p == _FORM and s in out and parse_literal(o).value == "name"}
    names = {
        parse_literal(o).value
        for s, p, o in every
        if (s in people and p in _NAMES) or (s in by_name and p == _EXACT)
    }
    focused = {s for s, p, o in every if p == _FOCUS and o in people}
    out |= {s for s, p, o in every if s in focused and p == _LABEL and parse_literal(o).value in names}
    touched = {s.partition("#")[0].rstrip(">") for s, _, o in every if s in out or o in people}

    def kept(triple: Triple) -> bool:
        return triple[0] not in out and triple[2] not in out

    whole = {name for name in names if " " in name}  # elsewhere a mere surname may be another's

    def blackened(triple: Triple) -> Triple:
        subject, predicate, value = triple
        parsed = None if is_iri(value) else parse_literal(value)
        if parsed is None or parsed.datatype is not None:
            return triple
        forms = names if subject.partition("#")[0].rstrip(">") in touched else whole
        return subject, predicate, literal(mask(parsed.value, forms), language=parsed.language)

    return [_kept(graph, map(blackened, filter(kept, graph.triples))) for graph in graphs]


def _without_orphans(graphs: Sequence[NamedGraph], base: str) -> list[NamedGraph]:
    """Leave out people, places, topics and files to which nothing leads any more."""
    shared = tuple(f"<{base}{kind}" for kind in _SHARED)
    led_to = {o for graph in graphs for _, _, o in graph.triples}
    return [
        _kept(graph, (t for t in graph.triples if not t[0].startswith(shared) or t[0] in led_to))
        for graph in graphs
    ]


def _kept(graph: NamedGraph, triples: Iterable[Triple]) -> NamedGraph:
    return NamedGraph.of(graph.name, triples, own=graph.own)


def remember(path: Path, locals_: Iterable[str]) -> None:
    """Keep articles and people out of later builds; see :mod:`kg.forgotten`."""
    forgotten.add(path, locals_)
