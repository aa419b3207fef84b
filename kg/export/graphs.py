"""GraphML, GEXF and node-link JSON, through NetworkX; these need the whole graph in memory."""

from collections.abc import Callable
from typing import Any, BinaryIO, ClassVar

from kg import network
from kg.rdf import NamedGraph


class _NetworkExporter:
    """Collects the graphs and writes the network at the end."""

    write_network: ClassVar[Callable[[Any, BinaryIO], None]]

    def __init__(self, sink: BinaryIO, *, base: str) -> None:
        self._sink = sink
        self._graphs: list[NamedGraph] = []
        self.triples = 0

    def write(self, graph: NamedGraph) -> None:
        """Take one graph."""
        self.triples += len(graph.triples)
        self._graphs.append(graph)

    def finish(self) -> None:
        """Write the network."""
        type(self).write_network(network.to_networkx(self._graphs), self._sink)


class GraphMLExporter(_NetworkExporter):
    """Writes GraphML."""

    write_network = staticmethod(network.write_graphml)


class GexfExporter(_NetworkExporter):
    """Writes GEXF."""

    write_network = staticmethod(network.write_gexf)


class NodeLinkExporter(_NetworkExporter):
    """Writes node-link JSON."""

    write_network = staticmethod(network.write_nodelink)
