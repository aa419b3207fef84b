"""GraphML, GEXF and node-link JSON, through NetworkX; these need the whole graph in memory."""

from collections.abc import Callable
from typing import TYPE_CHECKING, BinaryIO

from kg import network
from kg.rdf import NamedGraph

if TYPE_CHECKING:
    import networkx


class NetworkExporter:
    """Collects the graphs and writes the network at the end."""

    def __init__(self, sink: BinaryIO, write: "Callable[[networkx.MultiDiGraph, BinaryIO], None]") -> None:
        self._sink = sink
        self._write = write
        self._graphs: list[NamedGraph] = []

    def write(self, graph: NamedGraph) -> None:
        """Take one graph."""
        self._graphs.append(graph)

    def finish(self) -> None:
        """Write the network."""
        self._write(network.to_networkx(self._graphs), self._sink)


def graphml(sink: BinaryIO, *, base: str) -> NetworkExporter:
    """Return an exporter of GraphML."""
    return NetworkExporter(sink, network.write_graphml)


def gexf(sink: BinaryIO, *, base: str) -> NetworkExporter:
    """Return an exporter of GEXF."""
    return NetworkExporter(sink, network.write_gexf)


def nodelink(sink: BinaryIO, *, base: str) -> NetworkExporter:
    """Return an exporter of node-link JSON."""
    return NetworkExporter(sink, network.write_nodelink)
