"""Nodes of one article are one only where they are one thing."""

from pathlib import Path

from rdflib import RDF, URIRef

import kg
from kg.rdf.iris import Minter
from kg.rdf.people import Who
from kg.rdf.vocab import DEFAULT_BASE, PREFIXES
from kg.testing import SourceArticle, render

ARTICLE = f"<{DEFAULT_BASE}article/1>"


def test_names_with_one_slug_are_identified_apart() -> None:
    people = {name: Who(name, "") for name in ("Schmidt", "Schmidt…", "Voss")}
    minter = Minter(DEFAULT_BASE, people)
    assert minter.identification(ARTICLE, "Voss") == f"<{DEFAULT_BASE}article/1#identity=voss>"
    assert len({minter.identification(ARTICLE, name) for name in people}) == 3


def test_an_article_with_such_names_and_keywords_conforms(tmp_path: Path) -> None:
    first = SourceArticle(
        title="Deich: Erster Tag", body=("Kiel taz | „Es regnet“, sagte Trainer Bernd Schmidt vom FC Kiel.",)
    )
    second = SourceArticle(
        title="Deich: Zweiter Tag",
        body=(
            "Kiel taz | Trainer Schmidt… schwieg. „Es regnet“, sagte Trainer Schmidt vom FC Kiel.",
            "„Es regnet“, sagte Jan Claussen.",
        ),
        tags=("Jan Claussen", "JAN CLAUSSEN", "Jan-Claussen"),
    )
    for name, source in (("a", first), ("b", second)):
        (tmp_path / f"{name}.txt").write_bytes(render(source, "piped"))
    built = kg.build(tmp_path)
    assert built.report is not None
    assert built.report.quarantined == 0
    naming, kind = URIRef(f"{PREFIXES['kg']}Naming"), RDF.type
    nodes = {node for node, _, _, _ in built.rdf.quads((None, kind, naming, None))}
    words = {
        (s, o)
        for s, _, o, _ in built.rdf.quads((None, URIRef(f"{PREFIXES['oa']}exact"), None, None))
        if s in nodes
    }
    assert len(words) == len(nodes) > 1
