"""Takes a graph file to a store: a database folder, or a server."""

from contextlib import closing
from dataclasses import dataclass
from typing import Literal

from kg.errors import UsageError
from kg.loading.folder import count, load_folder
from kg.loading.parts import Rest, find_dataset, home, home_term, read_parts
from kg.loading.servers import GraphStore, Server, Updates, speaks_update, update_beside
from kg.rdf.files import GraphFile
from kg.rdf.terms import iri_value
from kg.store.http import ATTEMPTS, Client, check_url

BATCH = 2000
"""How many statements a request of SPARQL Update has at most. Virtuoso 7.2.5 parses no more than 5,000."""
_BODY = 50_000
"""The same of the Graph Store protocol."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """How to load.

    Attributes:
        protocol: to speak with a server; ``auto`` looks at the end of its address.
        update_url: SPARQL Update address of the server whose Graph Store is the target.
        home: IRI of the graph that takes what stands in no named graph; None for that of the data set.
        prune: whether to remove what an earlier load brought and the file does not have.
        batch: how many statements a request of SPARQL Update has at most.
        attempts: how often a request is sent before kg gives up.
    """

    protocol: Literal["auto", "graph-store", "update"] = "auto"
    update_url: str | None = None
    home: str | None = None
    prune: bool = False
    batch: int = BATCH
    attempts: int = ATTEMPTS


@dataclass(frozen=True, slots=True, kw_only=True)
class Loaded:
    """What was loaded.

    Attributes:
        statements: of the file; for a folder, those that its database has now.
        graphs: named graphs of the file; for a folder, of its database.
        home: IRI of the graph that has what stood in no named graph; None if nothing did, or for a folder.
    """

    statements: int
    graphs: int
    home: str | None


class Watcher:
    """Hears how a load goes; this one does not listen."""

    def read(self, done: int, size: int) -> None:
        """Hear how many bytes of the file are read, of how many."""

    def sent(self, graphs: int) -> None:
        """Hear how many named graphs a server was sent."""

    def waiting(self, trouble: str, seconds: float) -> None:
        """Hear that a server is in trouble and will be asked again after so many seconds."""


def load(path: str, target: str, options: Options, watcher: Watcher | None = None) -> Loaded:
    """Load a graph file into a store; what the store has of the same articles is replaced.

    Parameters:
        path: of a file in an RDF format, also gzipped.
        target: a server's address (http or https), else a folder.
        options: how.
        watcher: hears of progress.

    Raises:
        UsageError: if file, target and options do not go together.
        GraphError: if the file cannot be read; a server then has what was read before.
        StoreError: if the server cannot be reached, refuses or fails; it then has what was sent before.
        OutputError: if the folder cannot be written; it then is as it was.
    """
    watcher = watcher or Watcher()
    with GraphFile(path) as graph:
        if "://" in target:
            with closing(Rest()) as rest:
                return _to_server(graph, rest, check_url(target), options, watcher)
        _refuse_for_folder(options)
        load_folder(graph, target, prune=options.prune, told=lambda done: watcher.read(done, graph.size))
        statements, graphs = count(target)
        return Loaded(statements=statements, graphs=graphs, home=None)


def inspect(path: str) -> Loaded:
    """Read a graph file as :func:`load` does, but send it nowhere.

    Raises:
        GraphError: if the file cannot be read or loaded.
    """
    with GraphFile(path) as graph, closing(Rest()) as rest:
        for _ in read_parts(graph, rest, size=BATCH):
            pass
        return Loaded(statements=rest.statements, graphs=rest.graphs, home=None)


def _refuse_for_folder(options: Options) -> None:
    if options.protocol != "auto" or options.update_url or options.home:
        raise UsageError(
            "--protocol, --update-url and --default-graph are for servers; the target is a folder"
        )


def _to_server(graph: GraphFile, rest: Rest, url: str, options: Options, watcher: Watcher) -> Loaded:
    whole = not graph.form.datasets  # one graph without a name, which is replaced as a whole
    if whole and options.prune:
        raise UsageError("a file without named graphs replaces its graph as a whole; leave out --prune")
    name = options.home and home_term(options.home)
    with Client(url, attempts=options.attempts, waiting=watcher.waiting) as client:
        server, updates = _services(client, url, options, whole=whole)
        if whole and name is None:
            name = home(find_dataset(graph))
            graph.rewind()
        size = options.batch if isinstance(server, Updates) else _BODY
        for part in read_parts(graph, rest, size=size, into=name if whole else None):
            server.put(part)
            watcher.read(graph.done, graph.size)
            watcher.sent(server.sent)
        server.finish()
        watcher.sent(server.sent)
        watcher.read(graph.size, graph.size)
        if updates is not None and not rest.empty:
            name = name or home(rest.dataset())
            updates.replace(rest, name, prune=_space(rest, graph) if options.prune else None)
    return Loaded(statements=rest.statements, graphs=rest.graphs, home=name and iri_value(name))


def _services(client: Client, url: str, options: Options, *, whole: bool) -> tuple[Server, Updates | None]:
    """Return what takes the named graphs, and what takes the rest, if there can be one."""
    if options.protocol == "update" or (options.protocol == "auto" and speaks_update(url)):
        updates = Updates(client, url, options.batch)
        return updates, updates
    if whole:
        return GraphStore(client, url), None
    beside = check_url(options.update_url) if options.update_url else update_beside(url)
    return GraphStore(client, url), Updates(client, beside, options.batch)


def _space(rest: Rest, graph: GraphFile) -> str:
    space = rest.space()
    if not space:
        raise UsageError(
            f"{str(graph.path)!r} does not say which IRIs are its own (void:uriSpace); load it without --prune"
        )
    return space
