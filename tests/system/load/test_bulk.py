"""What is written for bulk loaders is whole, the same each time, and loads."""

import gzip
import shutil
import subprocess
from pathlib import Path

import pyoxigraph
import pytest

from tests.support.cli import environment, kg
from tests.support.servers import Running
from tests.support.stores import clear, content, value

pytestmark = pytest.mark.slow


def test_virtuoso_loads_the_files_that_are_written_for_it(
    virtuoso: Running, first: Path, changed: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    clear(virtuoso)
    readable = Path(f"/proc/{virtuoso.process.pid}/cwd").readlink()
    for source in (first, first, changed):
        folder = readable / "it's a bulk"
        done = kg("load", source, folder, "--bulk", "virtuoso")
        assert done.returncode == 0, done.stderr
        (line,) = [line for line in done.stdout.decode().splitlines() if not line.startswith("#")]
        line = line.replace("1111", str(virtuoso.bulk_port))
        loaded = subprocess.run(
            ["bash", "-c", line], capture_output=True, check=True, timeout=60, env=environment()
        )
        assert b"\n0 Rows." in loaded.stdout[-60:], loaded.stdout[-500:]
        assert b"Error" not in loaded.stdout + loaded.stderr
        assert {(g, s, p, value(o)) for g, s, p, o in virtuoso.quads()} == content(source)
        shutil.rmtree(folder)


@pytest.mark.parametrize("tool", ["virtuoso", "fuseki", "graphdb", "qlever"])
def test_bulk_files_hold_every_statement_in_a_named_graph(first: Path, tmp_path: Path, tool: str) -> None:
    texts = []
    for name in ("a", "b"):
        done = kg("load", first, f"{name} $x", "--bulk", tool, cwd=tmp_path)
        assert done.returncode == 0, done.stderr
        folder = tmp_path / f"{name} $x"
        for path in folder.glob("*.ttl"):
            assert list(pyoxigraph.parse(path=str(path), base_iri="http://localhost/"))
        quads = list(
            pyoxigraph.parse(_unpacked(folder / "graph-0001.nq.gz"), format=pyoxigraph.RdfFormat.N_QUADS)
        )
        assert not any(isinstance(quad.graph_name, pyoxigraph.DefaultGraph) for quad in quads)
        dump = tmp_path / "dump.nq"
        pyoxigraph.serialize(quads, str(dump), format=pyoxigraph.RdfFormat.N_QUADS)
        assert content(dump) == content(first)
        texts.append((folder / "graph-0001.nq.gz").read_bytes())
    assert texts[0] == texts[1]
    again = kg("load", first, "a $x", "--bulk", tool, cwd=tmp_path)
    assert again.returncode == 2
    assert b"is not empty" in again.stderr


def _unpacked(path: Path) -> bytes:
    return gzip.decompress(path.read_bytes())


def test_a_bulk_folder_of_a_damaged_file_is_removed(tmp_path: Path, first: Path) -> None:
    broken = tmp_path / "broken.nq"
    broken.write_bytes(first.read_bytes() + b"nonsense\n")
    assert kg("load", broken, tmp_path / "b", "--bulk", "qlever").returncode == 2
    assert not (tmp_path / "b").exists()
