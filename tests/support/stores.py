"""What tests of loading share: graphs of a few articles, and what a file or a store holds."""

from collections.abc import Callable
from pathlib import Path

import pyoxigraph

from kg.graph import build
from kg.loading import Loaded, Options, load
from kg.store.database import open_database
from kg.store.http import Client
from kg.testing import SourceArticle, render
from tests.support.servers import Running

HOME = "https://w3id.org/kg-news/data/dataset#graph"
Quad = tuple[str, str, str, str]
Target = tuple[str, Callable[[], set[Quad]]]
"""Where a graph goes, and what tells what is there."""


def corpus(folder: Path, articles: list[SourceArticle]) -> Path:
    """Build the graph of articles."""
    folder.mkdir()
    for number, article in enumerate(articles):
        (folder / f"{number}.txt").write_bytes(render(article, "piped"))
    path = folder.with_suffix(".nq")
    build(folder).save(path)
    return path


def value(term: str) -> str:
    """Return a term's plain value as every store gives it back: Virtuoso keeps numbers by their value."""
    try:
        return str(float({"true": "1", "false": "0"}.get(term, term)))
    except ValueError:
        return term


def content(path: Path) -> set[Quad]:
    """What a file holds, as it should be in a store."""
    found = set()
    for quad in pyoxigraph.parse(path=str(path), format=pyoxigraph.RdfFormat.N_QUADS):
        assert not isinstance(quad.subject, pyoxigraph.BlankNode | pyoxigraph.Triple)
        assert not isinstance(quad.object, pyoxigraph.BlankNode | pyoxigraph.Triple)
        name = quad.graph_name
        graph = name.value if isinstance(name, pyoxigraph.NamedNode) else HOME
        found.add((graph, quad.subject.value, quad.predicate.value, value(quad.object.value)))
    return found


def in_folder(folder: Path) -> set[Quad]:
    """What a database has; its default graph must be what all its graphs state."""
    dump = folder.with_name("dump.nq")
    store = open_database(folder)
    named = [quad for quad in store if quad.graph_name != pyoxigraph.DefaultGraph()]
    merged = {quad.triple for quad in store.quads_for_pattern(None, None, None, pyoxigraph.DefaultGraph())}
    assert not named or merged == {quad.triple for quad in named}
    pyoxigraph.serialize(named or list(store), str(dump), format=pyoxigraph.RdfFormat.N_QUADS)
    return content(dump)


def clear(server: Running) -> None:
    rows = server.select("SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } }")
    drop = " ; ".join(
        f"DROP SILENT GRAPH <{row['g']}>" for row in rows if "kg-news" in row["g"] or "u:" in row["g"]
    )
    if drop:
        with Client(server.update) as client:
            client.request(
                "POST",
                server.update,
                content=drop.encode(),
                headers={"Content-Type": "application/sparql-update"},
            )


def to(target: Target, path: Path, *, prune: bool = False) -> Loaded:
    return load(str(path), target[0], Options(prune=prune))


def about(quads: set[Quad], predicate: str) -> list[Quad]:
    return sorted(quad for quad in quads if quad[2].endswith(predicate))


def many(path: Path, copies: int, source: Path) -> Path:
    """Write a file that takes a while to load."""
    text = source.read_text("utf-8")
    with path.open("w", encoding="utf-8") as file:
        for number in range(copies):
            file.write(text.replace("/article/", f"/article/{number}-"))
    return path
