"""The Python face of kg: build, read, and the graph that comes out."""

from collections.abc import Iterable, Sequence
from functools import cached_property
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from kg import extract, pipeline, readers, sources
from kg.errors import NothingToRead, UsageError
from kg.export import GRAPHS, Part, Place, graphs_of, open_exporter
from kg.model import Article, Document
from kg.network import to_networkx
from kg.rdf import NamedGraph
from kg.rdf.dataset import read_dataset, to_dataset
from kg.rdf.vocab import DEFAULT_BASE
from kg.report import Problem, Report

if TYPE_CHECKING:
    import networkx
    import rdflib

    from kg.loading import Loaded, Options


class _Collector:
    """A sink that keeps the graphs."""

    form = GRAPHS
    compresses = False

    def __init__(self) -> None:
        self.graphs: list[NamedGraph] = []

    def take(self, part: Part) -> None:
        """Keep a part's graphs."""
        self.graphs += graphs_of(part)

    def again(self, offset: int, place: Place) -> bool:
        """Say that there is no file that had it before."""
        return False


class Graph:
    """A knowledge graph in memory.

    Attributes:
        graphs: the named graphs that it consists of.
        report: what the build did; None for a graph that was loaded.
        base: namespace of the minted IRIs.
    """

    def __init__(
        self, graphs: Iterable[NamedGraph], *, report: Report | None = None, base: str = DEFAULT_BASE
    ) -> None:
        self.graphs = tuple(graphs)
        self.report = report
        self.base = base

    @cached_property
    def rdf(self) -> "rdflib.Dataset":
        """The graph as an rdflib data set whose default graph is the union of all."""
        return to_dataset(self.graphs)

    def networkx(self) -> "networkx.MultiDiGraph":
        """Return the graph as a NetworkX network; see :func:`kg.network.to_networkx`."""
        return to_networkx(self.graphs)

    def save(self, path: str | Path) -> int:
        """Write the graph to a file whose suffix tells the format.

        Returns:
            how many different triples were written.

        Raises:
            UnknownFormat: if the suffix tells no format.
            OutputError: if the file cannot be written.
        """
        with open_exporter(path, base=self.base) as exporter:
            for graph in self.graphs:
                exporter.write(graph)
        return len({triple for graph in self.graphs for triple in graph.triples})

    def load_into(self, target: str | Path, options: "Options | None" = None) -> "Loaded":
        """Load the graph into a triple store, as ``kg load`` does; what was loaded of the same articles is replaced.

        Parameters:
            target: a server's address (http or https), else a folder for an Oxigraph database.
            options: how; see :class:`kg.loading.Options`.

        Raises:
            UsageError: if target and options do not go together.
            GraphError: if the graph has blank nodes.
            StoreError: if the server cannot be reached, refuses or fails.
            OutputError: if the folder cannot be written.
        """
        from kg.loading import Options, load  # brings an HTTP client, which a build does not need

        with TemporaryDirectory() as folder:
            path = Path(folder) / "graph.nq"
            self.save(path)
            return load(str(path), str(target), options or Options())


def build(*paths: str | Path, options: pipeline.Options | None = None) -> Graph:
    """Build a graph of all articles in files and folders.

    Raises:
        NothingToRead: if no article could be read.
        UsageError: if a path or option makes no sense.
    """
    chosen = options or pipeline.Options()
    collector = _Collector()
    report = pipeline.build(paths, chosen, [collector])
    return Graph(collector.graphs, report=report, base=chosen.base)


def load(path: str | Path) -> Graph:
    """Load a graph that was saved in an RDF format.

    Raises:
        GraphError: if the file cannot be read.
    """
    return Graph(read_dataset(path))


def read(path: str | Path, *, extractors: Sequence[str] = extract.DEFAULT) -> Document:
    """Read one article and extract from it: ``read(path).article`` is what the source says,
    ``.quotations``, ``.mentions`` and ``.chains`` what was found in its text.

    Parameters:
        path: of the article.
        extractors: names, in the order of work; ``kg.extract.BEST`` finds more and takes longer.

    Raises:
        UsageError: if the file cannot be read, or an extractor is unknown or lacks what it needs.
        NothingToRead: if it holds no article.
    """
    extract.check(extractors)
    source = sources.Source(sources.printable(Path(path).name), str(path))
    data = sources.load(source)
    if isinstance(data, Problem):
        raise UsageError(str(data))
    found = list(readers.read(data, name=source.name, path=source.label))
    article = next((item for item in found if isinstance(item, Article)), None)
    if article is None:
        raise NothingToRead("; ".join(map(str, found)))
    return extract.annotate(article, extractors)
