"""What a graph is asked in: all that its graphs state, each statement once, and the graphs by name."""

import tempfile
from pathlib import Path
from typing import IO, cast

import pyoxigraph

from kg.rdf.files import GraphFile, load_store
from kg.rdf.keywords import names_data_set, names_graphs
from kg.rdf.vocab import PREFIXES
from kg.store.database import open_database

Found = pyoxigraph.QueryBoolean | pyoxigraph.QuerySolutions | pyoxigraph.QueryTriples
_LINES = pyoxigraph.RdfFormat.N_TRIPLES


class Stores:
    """The stores of one graph.

    Oxigraph's own union of graphs has a statement as often as there are graphs that state it, against the merge of RDF:
    counts would be wrong, and the name that a thousand articles state would be walked through for each of its uses. So a
    file is held in two stores in memory, with and without its graphs' names, which are the faster the less is in each;
    a database folder has the merge as its default graph.

    Parameters:
        path: of the graph.
        merged: the merge, as default graph.
        named: the graphs by name; None to read the file when they are needed.
        joint: whether both are one store.
    """

    def __init__(
        self, path: Path, merged: pyoxigraph.Store, named: pyoxigraph.Store | None, *, joint: bool
    ) -> None:
        self.path = path
        self.merged = merged
        self._named = named
        self._joint = joint

    @property
    def named(self) -> pyoxigraph.Store:
        """The graphs by name.

        Raises:
            GraphError: if the file has to be read, and cannot be read any more.
        """
        if self._named is None:
            self._named = load_store(self.path)
        return self._named

    def query(
        self, text: str, default: tuple[pyoxigraph.NamedNode, ...] = (), named: tuple[pyoxigraph.NamedNode, ...] = ()
    ) -> Found:  # fmt: skip
        """Start to answer a query.

        Parameters:
            text: SPARQL 1.1, which asks nobody else; known prefixes need no declaration.
            default, named: the data set of the request, which wins over the one of the query (SPARQL 1.1 Protocol, 2.1.4).

        Raises:
            SyntaxError: if it is no valid query.
            GraphError: as :attr:`named`.
        """
        if default or named:
            graphs = {"default_graph": [*default], "named_graphs": [*named]}
            return self.named.query(text, prefixes=PREFIXES, **graphs)  # type: ignore[arg-type]
        if names_data_set(text):
            return self.named.query(text, prefixes=PREFIXES)
        return (self._both() if names_graphs(text) else self.merged).query(text, prefixes=PREFIXES)

    def _both(self) -> pyoxigraph.Store:
        """Return a store that has the graphs by name, and the merge as its default graph."""
        if not self._joint:
            with tempfile.TemporaryFile() as file:
                self.merged.dump(cast("IO[bytes]", file), _LINES, from_graph=pyoxigraph.DefaultGraph())
                file.seek(0)
                self.named.bulk_load(file, format=_LINES)
            self._joint = True
        return self.named


def open_stores(source: str | Path, *, graphs: bool = True) -> Stores:
    """Open a database folder, or read a graph file into memory.

    Parameters:
        source: the file or folder.
        graphs: whether to read the graphs by name as well, which takes as long again; else this is done when a query
            names graphs.

    Raises:
        GraphError: if it is missing or not what its suffix says.
    """
    path = Path(source)
    if path.is_dir():
        store = open_database(path)
        return Stores(path, store, store, joint=True)
    merged = pyoxigraph.Store()
    with GraphFile(path) as file:
        file.fill_merged(merged)
        several = file.form.datasets
    named = (load_store(path) if graphs else None) if several else merged
    return Stores(path, merged, named, joint=not several)
