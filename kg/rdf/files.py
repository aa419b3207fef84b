"""Graph files: which syntax they are in, and their quads one after the other, in flat memory for line formats."""

import gzip
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Self, cast

import pyoxigraph

from kg.errors import GraphError
from kg.formats import for_path
from kg.rdf.merging import Pieces, lines_of, whole_lines, without_graphs

SYNTAX = {
    "turtle": pyoxigraph.RdfFormat.TURTLE,
    "ntriples": pyoxigraph.RdfFormat.N_TRIPLES,
    "nquads": pyoxigraph.RdfFormat.N_QUADS,
    "trig": pyoxigraph.RdfFormat.TRIG,
    "jsonld": pyoxigraph.RdfFormat.JSON_LD,
    "rdfxml": pyoxigraph.RdfFormat.RDF_XML,
}
"""The name of a format to what Oxigraph calls it."""

DAMAGED = (SyntaxError, ValueError, OSError, EOFError, zlib.error)
"""What a reader of graphs or of gzip raises when a file is not what its suffix says."""

_PIECE = 1 << 20
BASE = "http://localhost/"
"""What relative IRIs in files are relative to; kg writes none without a base."""


class GraphFile:
    """A graph file that is open for reading.

    Attributes:
        form: its format.
        syntax: what Oxigraph calls it.
        file: yields the uncompressed bytes.
        size: in bytes, as it lies on the disk.

    Raises:
        UnknownFormat: if the suffix tells no format.
        GraphError: if the format is no RDF, or the file cannot be opened.
    """

    def __init__(self, path: str | Path) -> None:
        self.path = Path(path)
        self.form, self._gzipped = for_path(self.path)
        if not self.form.rdf:
            raise GraphError(
                f"{str(path)!r} holds no RDF; give kg a .ttl, .nt, .nq, .trig, .jsonld or .rdf file"
            )
        self.syntax = SYNTAX[self.form.name]
        try:
            self._raw: BinaryIO = self.path.open("rb")
        except OSError as error:
            raise GraphError(f"cannot read {str(path)!r}: {error.strerror or error}") from error
        self.size = self.path.stat().st_size
        self.rewind()

    def rewind(self) -> None:
        """Begin again."""
        self._raw.seek(0)
        self.file = cast("BinaryIO", gzip.GzipFile(fileobj=self._raw)) if self._gzipped else self._raw

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._raw.close()

    @property
    def done(self) -> int:
        """How many bytes on the disk were read so far."""
        return self._raw.tell()

    def quads(self) -> Iterator[pyoxigraph.Quad]:
        """Yield the file's quads in its order.

        Raises:
            GraphError: if the file is not what its suffix says.
        """
        try:
            yield from pyoxigraph.parse(self.file, format=self.syntax, base_iri=BASE)
        except DAMAGED as error:
            raise self.damaged(error) from error

    def lines(self) -> BinaryIO:
        """Return the file as N-Quads, whatever its format is."""
        return self.file if self.form.name == "nquads" else lines_of(self.quads())

    def fill(self, store: pyoxigraph.Store) -> None:
        """Load the file into a store, by the bulk loader.

        Raises:
            GraphError: if the file is not what its suffix says.
        """
        self.load(store, self.file, self.syntax)

    def fill_merged(self, store: pyoxigraph.Store) -> None:
        """Load what all graphs of the file state into the default graph of a store; see :mod:`kg.rdf.merging`.

        Raises:
            GraphError: if the file is not what its suffix says.
        """
        if self.form.datasets:
            self.load(store, whole_lines(self.lines(), without_graphs), pyoxigraph.RdfFormat.N_QUADS)
        else:
            self.fill(store)

    def load(
        self,
        store: pyoxigraph.Store,
        lines: BinaryIO,
        syntax: pyoxigraph.RdfFormat,
        told: Callable[[int], None] = lambda _: None,
    ) -> None:
        """Load what was made of the file into a store.

        Parameters:
            store: takes it.
            lines: of the file; reading them reads the file.
            syntax: of these lines.
            told: hears how many bytes of the file were read; what it raises ends the load.

        Raises:
            GraphError: if the file is not what its suffix says.
            OSError, RuntimeError: if the store cannot be written.
        """
        stopped: list[BaseException] = []

        def piece() -> bytes:
            try:
                told(self.done)
                return lines.read(_PIECE)
            except BaseException as error:
                stopped.append(error)
                raise

        try:
            store.bulk_load(Pieces(piece).buffered(), format=syntax, base_iri=BASE)
        except (*DAMAGED, RuntimeError) as error:
            if not stopped and isinstance(error, OSError | RuntimeError):
                raise
            cause = stopped[0] if stopped else error  # Oxigraph makes another of it
            if isinstance(cause, DAMAGED):
                raise self.damaged(cause) from error
            raise cause from None

    def damaged(self, error: Exception) -> GraphError:
        """Return what to tell the user of an error in reading."""
        return GraphError(f"{str(self.path)!r} is no valid {self.syntax.name}: {error}")


def load_store(path: str | Path) -> pyoxigraph.Store:
    """Load a graph file into a store in memory.

    Raises:
        GraphError: if the file is missing or not what its suffix says.
    """
    store = pyoxigraph.Store()
    with GraphFile(path) as graph:
        graph.fill(store)
    return store
