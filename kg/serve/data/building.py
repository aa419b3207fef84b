"""Puts the catalogue in order: one pass over the articles when a graph is opened."""

import contextlib
import sqlite3
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph

from kg.rdf.vocab import curie
from kg.serve.data import spelling
from kg.serve.data.index import INDEX
from kg.serve.data.parts import article_parts
from kg.serve.data.properties import NOTHING, Node, Properties, grouped, node, plain

SCHEMA = """
CREATE TABLE article (id INTEGER PRIMARY KEY, iri TEXT UNIQUE, day TEXT, kicker TEXT, headline TEXT, lede TEXT,
  quotations INT);
CREATE TABLE thing (id INTEGER PRIMARY KEY, iri TEXT UNIQUE, kind TEXT, name TEXT, note TEXT,
  articles INT DEFAULT 0, quotations INT DEFAULT 0, spoken_about INT DEFAULT 0, wrote INT DEFAULT 0);
CREATE TABLE quotation (id INTEGER PRIMARY KEY, article INT, day TEXT, fragment TEXT, kind TEXT, words TEXT, speaker INT,
  source TEXT);
CREATE TABLE about (thing INT, day TEXT, quotation INT);
CREATE TABLE appears (thing INT, day TEXT, article INT, times INT);
CREATE TABLE wrote (thing INT, day TEXT, article INT);
CREATE TABLE called (thing INT, words TEXT, times INT, article INT, fragment TEXT, PRIMARY KEY (thing, words))
  WITHOUT ROWID;
CREATE TABLE same (thing INT, iri TEXT, PRIMARY KEY (thing, iri)) WITHOUT ROWID;
"""
_INDEXES = """
CREATE INDEX article_day ON article (day DESC, id);
CREATE INDEX quotation_article ON quotation (article);
CREATE INDEX quotation_speaker ON quotation (speaker, day DESC, id);
CREATE INDEX about_thing ON about (thing, day DESC, quotation);
CREATE INDEX about_quotation ON about (quotation);
CREATE INDEX appears_thing ON appears (thing, day DESC, article);
CREATE INDEX wrote_thing ON wrote (thing, day DESC, article);
CREATE INDEX appears_article ON appears (article, thing);
UPDATE thing SET articles = (SELECT count(*) FROM appears WHERE thing = thing.id),
  quotations = (SELECT count(*) FROM quotation WHERE speaker = thing.id),
  spoken_about = (SELECT count(*) FROM about WHERE thing = thing.id),
  wrote = (SELECT count(*) FROM wrote WHERE thing = thing.id);
CREATE TABLE month (thing INT, month TEXT, articles INT, quotations INT, PRIMARY KEY (thing, month)) WITHOUT ROWID;
INSERT INTO month SELECT thing, substr(day, 1, 7) AS of, sum(articles), sum(quotations) FROM (
  SELECT thing, day, 1 AS articles, 0 AS quotations FROM appears
  UNION ALL SELECT speaker, day, 0, 1 FROM quotation WHERE speaker IS NOT NULL)
  WHERE day GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]-*' AND substr(day, 6, 2) BETWEEN '01' AND '12' GROUP BY thing, of;
CREATE INDEX thing_kind ON thing (kind, articles DESC, name);
CREATE INDEX thing_quoted ON thing (quotations DESC, name);
ANALYZE;
"""
_KINDS = {
    "schema:Person": "person", "schema:Organization": "organization", "schema:Place": "place", "skos:Concept": "topic",
    "schema:Event": "event", "schema:Thing": "thing",
}  # fmt: skip
_SAME = ("schema:sameAs", "owl:sameAs", "skos:exactMatch")
_SPAN_KINDS = ("kg:DirectQuotation", "kg:IndirectQuotation", "kg:ReportedQuotation", "kg:FreeIndirectQuotation",
               "kg:IndirectFreeIndirectQuotation")  # fmt: skip


class Builder:
    """Fills an empty catalogue from a graph."""

    def __init__(self, store: pyoxigraph.Store, database: sqlite3.Connection) -> None:
        self._store = store
        self._db = database
        self._things: dict[str, int | None] = {}
        self._articles = 0
        self._quotations = 0

    def build(self) -> None:
        """Read each article once, in the order of their IRIs."""
        for iri in self._iris():
            self._article(iri)

    def _iris(self) -> list[str]:
        kind = node("schema:NewsArticle")
        return sorted({plain(q.subject) for q in self._store.quads_for_pattern(None, node("rdf:type"), kind)})

    def _article(self, iri: str) -> None:
        parts = article_parts(self._store, iri)
        found = parts.get(iri, NOTHING)
        self._articles += 1
        article, day = self._articles, found.one("schema:datePublished") or ""
        mentions = [(said, part) for part, said in parts.items() if said.has("rdf:type", "kg:Mention")]
        quotations = [
            (said, part) for part, said in parts.items() if said.has("rdf:type", "schema:Quotation")
        ]
        self._db.execute(
            "INSERT INTO article VALUES (?, ?, ?, ?, ?, ?, ?)",
            (article, iri, day, found.one("schema:alternativeHeadline"), found.one("schema:headline") or iri,
             found.one("schema:abstract"), len(quotations)),
        )  # fmt: skip
        appears: Counter[int] = Counter()
        spans = list(self._mentions(parts, mentions, article, appears))
        for name in ("schema:about", "schema:mentions", "schema:locationCreated"):
            for target in found.nodes(name):
                if (thing := self._thing(target, parts)) is not None:
                    appears[thing] += thing not in appears
        for target in found.nodes("schema:publisher"):
            self._thing(target, parts)
        authors = {
            thing
            for target in found.nodes("schema:author")
            if (thing := self._thing(target, parts)) is not None
        }
        wrote = [(thing, day, article) for thing in sorted(authors)]
        self._db.executemany("INSERT INTO wrote VALUES (?, ?, ?)", wrote)
        for said, part in sorted(quotations, key=lambda pair: pair[0].number("oa:start") or 0):
            self._quotation(said, part, parts, (article, day), spans)
        self._db.executemany(
            "INSERT INTO appears VALUES (?, ?, ?, ?)",
            [(thing, day, article, times) for thing, times in appears.items()],
        )

    def _mentions(
        self,
        parts: dict[str, Properties],
        mentions: list[tuple[Properties, str]],
        article: int,
        appears: Counter[int],
    ) -> Iterator[tuple[int, int, int]]:
        """Take up mentions; yield start, end and thing of each."""
        for said, part in mentions:
            target = next(iter(said.nodes("kg:refersTo")), None)
            thing = self._thing(target, parts) if target else None
            start, end = said.number("oa:start"), said.number("oa:end")
            if thing is None or start is None or end is None:
                continue
            appears[thing] += 1
            yield start, end, thing
            if said.one("kg:form") == "name":
                self._db.execute(
                    "INSERT INTO called VALUES (?, ?, 1, ?, ?) ON CONFLICT DO UPDATE SET times = times + 1",
                    (thing, said.one("oa:exact") or "", article, part.partition("#")[2]),
                )

    def _quotation(
        self, said: Properties, part: str, parts: dict[str, Properties], where: tuple[int, str],
        spans: list[tuple[int, int, int]],
    ) -> None:  # fmt: skip
        article, day = where
        self._quotations += 1
        speaker = next(iter(said.nodes("schema:spokenByCharacter")), None)
        thing = self._thing(speaker, parts) if speaker else None
        source = parts.get(speaker or "", NOTHING).one("schema:name") or said.one("kg:speakerText")
        kinds = {curie(kind) for kind in said.all("rdf:type")}
        kind = next((kind for kind in _SPAN_KINDS if kind in kinds), "").partition(":")[2]
        self._db.execute(
            "INSERT INTO quotation VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            (self._quotations, article, day, part.partition("#")[2], kind, said.one("schema:text") or "", thing,
             None if thing else source),
        )  # fmt: skip
        start, end = said.number("oa:start") or 0, said.number("oa:end") or 0
        meant = {other for left, right, other in spans if start <= left and right <= end and other != thing}
        self._db.executemany(
            "INSERT INTO about VALUES (?, ?, ?)", [(other, day, self._quotations) for other in sorted(meant)]
        )

    def _thing(self, iri: str, parts: dict[str, Properties]) -> int | None:
        """Return the number of a person or thing; None if the node is something else."""
        if iri in self._things:
            return self._things[iri]
        found = parts.get(iri)
        if found is None:
            found = grouped(self._store.quads_for_pattern(Node(iri), None, None)).get(iri, NOTHING)
        kinds = {curie(kind) for kind in found.all("rdf:type")}
        kind = next((kind for name, kind in _KINDS.items() if name in kinds), None)
        if kind is None:
            return self._things.setdefault(iri, None)
        name = found.one("schema:name") or found.one("skos:prefLabel") or iri
        note = found.one("schema:disambiguatingDescription")
        number = self._db.execute(
            "INSERT INTO thing (iri, kind, name, note) VALUES (?, ?, ?, ?)", (iri, kind, name, note)
        ).lastrowid
        same = [other for curie_ in _SAME for other in found.nodes(curie_)]
        self._db.executemany("INSERT OR IGNORE INTO same VALUES (?, ?)", [(number, other) for other in same])
        return self._things.setdefault(iri, number)


@contextlib.contextmanager
def new_catalogue(path: Path) -> Iterator[sqlite3.Connection]:
    """Open a new file to be filled with rows; what lists and searches need is put in order at the end."""
    with contextlib.closing(sqlite3.connect(path, isolation_level=None)) as database:
        database.execute("PRAGMA journal_mode = OFF")
        database.execute("PRAGMA synchronous = OFF")
        database.executescript(SCHEMA)
        database.execute("BEGIN")
        yield database
        database.execute("COMMIT")
        database.executescript(_INDEXES)
        database.executescript(INDEX)
        spelling.put_in_order(database)


def build_catalogue(store: pyoxigraph.Store, path: Path) -> None:
    """Write the catalogue of a graph to a new file."""
    with new_catalogue(path) as database:
        Builder(store, database).build()
