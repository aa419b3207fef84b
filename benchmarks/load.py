"""Prints how fast a graph is loaded into each store, loaded again, and asked who is quoted most.

    python benchmarks/load.py 100 1000

Articles are generated, as for benchmarks/build.py. Each load is a `kg load` in a process of its own, start included;
Virtuoso's bulk load is writing the files and running the printed command. The servers run on loopback on the same
machine, so that they and kg share its cores. What is not installed is left out, with a word.
"""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import cast

import pyoxigraph
import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))  # run as a file, the tests' package is not found

from kg.export import open_exporter
from kg.pipeline import Options, build
from kg.rdf.vocab import DEFAULT_BASE
from kg.store.database import open_database
from kg.testing import generated, render
from tests.support.cli import command
from tests.support.servers import PASSWORD, Running, start_oxigraph, start_virtuoso

QUOTED_MOST = """SELECT ?who (COUNT(DISTINCT ?q) AS ?n)
WHERE { GRAPH ?g { ?q <https://schema.org/spokenByCharacter> ?who } } GROUP BY ?who ORDER BY DESC(?n) LIMIT 10"""


@dataclass(frozen=True)
class Way:
    """A way into a store.

    Attributes:
        name: for the table.
        load: loads the file at a path.
        ask: asks the store a query.
    """

    name: str
    load: Callable[[Path], None]
    ask: Callable[[str], object]


def run(*arguments: object) -> str:
    """Run kg and return what it prints."""
    return subprocess.run(command(*arguments), check=True, capture_output=True).stdout.decode()


def into(target: object, path: Path) -> None:
    """Load a file with kg."""
    run("load", path, target, "-q")


def ask_folder(folder: Path, query: str) -> object:
    """Ask a database folder."""
    return list(cast("pyoxigraph.QuerySolutions", open_database(folder).query(query)))


def server_way(name: str, server: Running, index: int) -> Way:
    """Return the first or second way into a server."""
    protocol, url = (("Graph Store", server.graph_store), ("Update", server.update))[index]
    return Way(f"{name}, {protocol}", partial(into, url), server.select)


def bulk(place: Path, server: Running) -> Way:
    """Return the way of Virtuoso's bulk loader."""
    count = iter(range(1000))

    def load(path: Path) -> None:
        folder = place / f"bulk{next(count)}"
        line = run("load", path, folder, "--bulk", "virtuoso").splitlines()[-1]
        line = line.replace("1111", str(server.bulk_port))
        subprocess.run(["bash", "-c", line], check=True, stdout=subprocess.DEVNULL)

    return Way("Virtuoso, bulk", load, server.select)


@contextmanager
def stopped(server: Running) -> Iterator[Running]:
    """Stop a server at the end."""
    try:
        yield server
    finally:
        server.stop()


def ways(place: Path) -> Iterator[Way]:
    """Yield all ways that this machine has, each with its own empty store."""
    folder = place / "database"
    yield Way("Oxigraph folder", partial(into, folder), partial(ask_folder, folder))
    for name, start in (("Oxigraph server", start_oxigraph), ("Virtuoso", start_virtuoso)):
        for index in range(3 if name == "Virtuoso" else 2):
            data = place / f"{name}{index}"
            data.mkdir()
            try:
                server = start(data)
            except pytest.skip.Exception as reason:
                print(f"{name}: {reason}")
                break
            with stopped(server):
                yield bulk(data, server) if index == 2 else server_way(name, server, index)


def timed(action: Callable[[], object]) -> float:
    """Return the seconds that an action takes."""
    start = time.perf_counter()
    action()
    return time.perf_counter() - start


def main() -> None:
    """Print the table for each size named on the command line."""
    os.environ.update(KG_STORE_USER="dba", KG_STORE_PASSWORD=PASSWORD)
    print(f"{'into':30}{'articles':>10}{'statements':>12}{'load s':>9}{'per s':>9}{'again s':>9}{'ask s':>8}")
    for size in [int(argument) for argument in sys.argv[1:]] or [100]:
        with tempfile.TemporaryDirectory() as temporary:
            place = Path(temporary)
            corpus = place / "corpus"
            corpus.mkdir()
            for number in range(size):
                (corpus / f"{number:07}.txt").write_bytes(render(generated(number), "piped"))
            path = place / "graph.nq"
            with open_exporter(path, base=DEFAULT_BASE) as exporter:
                build([corpus], Options(), [exporter])
            with path.open("rb") as file:
                statements = sum(1 for _ in file)
            for way in ways(place):
                first, again = timed(partial(way.load, path)), timed(partial(way.load, path))
                asked = timed(partial(way.ask, QUOTED_MOST))
                print(
                    f"{way.name:30}{size:10,}{statements:12,}{first:9.2f}{statements / first:9,.0f}{again:9.2f}{asked:8.2f}",
                    flush=True,
                )


if __name__ == "__main__":
    main()
