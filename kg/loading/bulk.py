"""Writes what the bulk loaders of other stores read, and tells the commands that load it.

A bulk load is one of a whole data set: the graph that has what stood in no named graph is replaced as a whole.
"""

import shlex
import shutil
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, closing
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import BinaryIO

from kg.errors import OutputError, UsageError
from kg.export import open_output
from kg.loading.parts import Part, Rest, find_dataset, home, read_parts
from kg.rdf.files import GraphFile
from kg.rdf.terms import iri_value

SHARD = 1_000_000
"""How many statements a file has at most: Virtuoso loads several at a time, others one after the other."""
_PART = 10_000
_FILES = "graph-*.nq.gz"


@dataclass(frozen=True, slots=True, kw_only=True)
class Bulk:
    """A data set as the loaders find it.

    Attributes:
        folder: where its files are, an absolute path.
        home: name of the graph that has what stood in no named graph, an IRI term.
        names: yields the names of all graphs, IRI terms.
    """

    folder: Path
    home: str
    names: Callable[[], Iterable[str]]

    @property
    def files(self) -> str:
        """The files of the data set as a shell finds them."""
        return f"{shlex.quote(str(self.folder))}/{_FILES}"

    def path(self, name: str) -> str:
        """Return the path of another file for the shell."""
        return shlex.quote(str(self.folder / name))


def virtuoso(bulk: Bulk) -> tuple[str, ...]:
    """Write a script for isql: it removes the graphs, then loads them."""
    folder = f"{bulk.folder}/"
    ours = f'"LEFT" (ll_file, {len(folder)}) = {_sql(folder)}'
    failed = f"SELECT ll_file, ll_error FROM DB.DBA.load_list WHERE {ours} AND ll_error IS NOT NULL;\n"  # noqa: S608 - quoted by _sql
    lines = chain(
        ("SET MACRO_SUBSTITUTION OFF;\n",),  # an IRI may hold a dollar sign
        (f"DELETE FROM DB.DBA.load_list WHERE {ours};\n",),  # noqa: S608 - it knows files of an older load by their names
        (f"exec ({_sql(f'SPARQL CLEAR GRAPH {name}')});\n" for name in bulk.names()),
        (f"ld_dir ({_sql(str(bulk.folder))}, '{_FILES}', {_sql(iri_value(bulk.home))});\n",),
        ("rdf_loader_run ();\n", "checkpoint;\n", failed),
    )
    with open_output(bulk.folder / "load.sql") as file:
        file.writelines(line.encode() for line in lines)
    return (
        f"# DirsAllowed in virtuoso.ini must name {bulk.folder}; the last table shows errors, and is empty if all went well",
        f'isql-vt 127.0.0.1:1111 dba "$KG_STORE_PASSWORD" {bulk.path("load.sql")}',
    )


def _sql(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace("'", "''")
    return f"'{escaped}'"


_FUSEKI = """PREFIX fuseki: <http://jena.apache.org/fuseki#>
PREFIX tdb2: <http://jena.apache.org/2016/tdb#>

[] a fuseki:Server ; fuseki:services ( <#service> ) .

<#service> a fuseki:Service ;
    fuseki:name "kg" ;
    fuseki:endpoint [ fuseki:operation fuseki:query ; fuseki:name "sparql" ] ,
        [ fuseki:operation fuseki:update ; fuseki:name "update" ] ,
        [ fuseki:operation fuseki:gsp-rw ; fuseki:name "data" ] ;
    fuseki:dataset <#dataset> .

<#dataset> a tdb2:DatasetTDB2 ;
    tdb2:location "tdb2" ;
    tdb2:unionDefaultGraph true .  # a query without GRAPH sees all articles
"""


def fuseki(bulk: Bulk) -> tuple[str, ...]:
    """Write a configuration of Fuseki with a TDB2 database in the same folder."""
    _write(bulk.folder / "fuseki.ttl", _FUSEKI)
    return (
        f"tdb2.tdbloader --loc {bulk.path('tdb2')} {bulk.files}",
        f"cd {shlex.quote(str(bulk.folder))} && fuseki-server --localhost --config fuseki.ttl",
    )


_GRAPHDB = """PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX rep: <http://www.openrdf.org/config/repository#>
PREFIX sr: <http://www.openrdf.org/config/repository/sail#>
PREFIX sail: <http://www.openrdf.org/config/sail#>
PREFIX graphdb: <http://www.ontotext.com/config/graphdb#>

[] a rep:Repository ;
    rep:repositoryID "kg" ;
    rdfs:label "news" ;
    rep:repositoryImpl [
        rep:repositoryType "graphdb:SailRepository" ;
        sr:sailImpl [
            sail:sailType "graphdb:Sail" ;
            graphdb:ruleset "empty" ;
            graphdb:enable-context-index "true"
        ]
    ] .
"""


def graphdb(bulk: Bulk) -> tuple[str, ...]:
    """Write the configuration of a GraphDB repository."""
    _write(bulk.folder / "repository.ttl", _GRAPHDB)
    return (
        "# GraphDB must not be running; the repository kg is made anew",
        f"importrdf preload --force --config-file {bulk.path('repository.ttl')} {bulk.files}",
    )


_QLEVER = f"""[data]
NAME = kg
DESCRIPTION = news
FORMAT = nq

[index]
INPUT_FILES = {_FILES}
CAT_INPUT_FILES = zcat ${{INPUT_FILES}}
SETTINGS_JSON = {{ "ascii-prefixes-only": false, "num-triples-per-batch": 1000000 }}

[server]
HOST_NAME = localhost
PORT = 7019

[runtime]
SYSTEM = docker
IMAGE = docker.io/adfreiburg/qlever:latest
"""


def qlever(bulk: Bulk) -> tuple[str, ...]:
    """Write a Qleverfile."""
    _write(bulk.folder / "Qleverfile", _QLEVER)
    return (f"cd {shlex.quote(str(bulk.folder))} && qlever index --overwrite-existing && qlever start",)


TOOLS: dict[str, Callable[[Bulk], tuple[str, ...]]] = {
    "virtuoso": virtuoso,
    "fuseki": fuseki,
    "graphdb": graphdb,
    "qlever": qlever,
}
"""Name of a store to what writes its files and tells the commands."""


def _write(path: Path, text: str) -> None:
    with open_output(path) as file:
        file.write(text.encode())


class _Shards:
    """Gzipped N-Quads files of a bounded size."""

    def __init__(self, folder: Path, stack: ExitStack) -> None:
        self._folder = folder
        self._stack = stack
        self._number = 0
        self._room = 0
        self._file: BinaryIO | None = None

    def write(self, part: Part) -> None:
        """Write a part."""
        if self._file is None or self._room < len(part.lines):
            self._stack.close()
            self._number += 1
            path = self._folder / f"graph-{self._number:04}.nq.gz"
            self._file = self._stack.enter_context(open_output(path, gzipped=True))
            self._room = SHARD
        self._room -= len(part.lines)
        self._file.write("".join(f"{line[:-3]} {part.graph} .\n" for line in part.lines).encode())


def write_bulk(path: str, folder: str, tool: str, *, name: str | None = None) -> tuple[str, ...]:
    """Write the files of a bulk loader into a folder.

    Parameters:
        path: of the graph file.
        folder: new or empty.
        tool: one of :data:`TOOLS`.
        name: of the graph for what stands in no named graph, an IRI term; None for that of the data set.

    Returns:
        the commands that load the files, and comments.

    Raises:
        GraphError: if the file cannot be read.
        UsageError: if the folder has something in it.
        OutputError: if the folder cannot be written.
    """
    target = _made(folder)
    try:
        with GraphFile(path) as graph, closing(Rest()) as rest:
            home_name = _write_shards(graph, rest, target, name)
            return TOOLS[tool](Bulk(folder=target, home=home_name, names=rest.names))
    except BaseException:
        shutil.rmtree(target)  # it was empty
        raise


def _write_shards(graph: GraphFile, rest: Rest, target: Path, name: str | None) -> str:
    """Write the statements; return the name of the graph that has what stands in none."""
    whole = not graph.form.datasets
    if whole and name is None:
        name = home(find_dataset(graph))
        graph.rewind()
    with ExitStack() as stack:
        shards = _Shards(target, stack)
        for part in read_parts(graph, rest, size=_PART, into=name if whole else None):
            shards.write(part)
        name = name or home(rest.dataset())
        for part in _home_parts(rest, name):
            shards.write(part)
    return name


def _made(folder: str) -> Path:
    target = Path(folder).absolute()
    try:
        target.mkdir(exist_ok=True)
        empty = not any(target.iterdir())
    except OSError as error:
        raise OutputError(f"cannot make the folder {folder!r}: {error.strerror or error}") from error
    if not empty:
        raise UsageError(
            f"the folder {folder!r} is not empty; name a new one for the files of the bulk loader"
        )
    return target


def _home_parts(rest: Rest, name: str) -> Iterator[Part]:
    for batch in rest.batches(_PART):
        lines = tuple(f"{s} {p} {o} .\n" for triples in batch.values() for s, p, o in triples)
        yield Part(name, lines, rest.is_new(name))
