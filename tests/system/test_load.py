"""Graphs go into real stores and come back: into Oxigraph's folder and server, and into Virtuoso."""

import dataclasses
import re
import shutil
import signal
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pyoxigraph
import pytest

from kg.errors import GraphError, StoreError
from kg.graph import build
from kg.loading import Loaded, Options, Watcher, load
from kg.store.database import open_database
from kg.testing import SourceArticle, generated, render
from tests.support.cli import command, environment, kg, on_terminal, start, wait_for
from tests.support.servers import PASSWORD, Running, start_oxigraph, start_virtuoso

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("loopback", "login")]

HOME = "https://w3id.org/kg-news/data/dataset#graph"
NASTY = (
    'Er sagte: „"}} ; DROP ALL ; INSERT DATA {{ <u:x> <u:y> "“, dann \\u0022 und \\\\" und \'\'\' und """ und '
    "</script><script>alert(1)</script> 😀 é e\u0301 \u2028 ${x} ?x $y @de ^^<u:t> \\"
)
Quad = tuple[str, str, str, str]
Target = tuple[str, Callable[[], set[Quad]]]
"""Where a graph goes, and what tells what is there."""


@pytest.fixture(autouse=True)
def login(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KG_STORE_USER", "dba")
    monkeypatch.setenv("KG_STORE_PASSWORD", PASSWORD)
    monkeypatch.delenv("KG_STORE_TOKEN", raising=False)


def corpus(folder: Path, articles: list[SourceArticle]) -> Path:
    """Build the graph of articles."""
    folder.mkdir()
    for number, article in enumerate(articles):
        (folder / f"{number}.txt").write_bytes(render(article, "piped"))
    path = folder.with_suffix(".nq")
    build(folder).save(path)
    return path


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Five articles."""
    return corpus(tmp_path_factory.mktemp("first") / "g", [generated(number) for number in range(5)])


@pytest.fixture(scope="module")
def changed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same articles, but one has another text."""
    articles = [generated(number) for number in range(5)]
    articles[2] = dataclasses.replace(
        articles[2], body=("Kiel taz | Alles ist anders. Mehr [1][dazu hier].",)
    )
    return corpus(tmp_path_factory.mktemp("changed") / "g", articles)


@pytest.fixture(scope="module")
def fewer(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three of the articles."""
    return corpus(tmp_path_factory.mktemp("fewer") / "g", [generated(number) for number in range(3)])


def value(term: str) -> str:
    """Return a term's plain value as every store gives it back: Virtuoso keeps numbers by their value."""
    try:
        return str(float({"true": "1", "false": "0"}.get(term, term)))
    except ValueError:
        return term


def content(path: Path) -> set[Quad]:
    """What a file holds, as it should be in a store."""
    found = set()
    for quad in pyoxigraph.parse(path=str(path), format=pyoxigraph.RdfFormat.N_QUADS):
        assert not isinstance(quad.subject, pyoxigraph.BlankNode | pyoxigraph.Triple)
        assert not isinstance(quad.object, pyoxigraph.BlankNode | pyoxigraph.Triple)
        name = quad.graph_name
        graph = name.value if isinstance(name, pyoxigraph.NamedNode) else HOME
        found.add((graph, quad.subject.value, quad.predicate.value, value(quad.object.value)))
    return found


def in_folder(folder: Path) -> set[Quad]:
    dump = folder.with_name("dump.nq")
    open_database(folder).dump(str(dump), format=pyoxigraph.RdfFormat.N_QUADS)
    return content(dump)


@pytest.fixture(scope="module")
def oxigraph(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    server = start_oxigraph(tmp_path_factory.mktemp("oxigraph"))
    yield server
    server.stop()


@pytest.fixture(scope="module")
def virtuoso(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    server = start_virtuoso(tmp_path_factory.mktemp("virtuoso"))
    yield server
    server.stop()


def clear(server: Running) -> None:
    rows = server.select("SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } }")
    from kg.store.http import Client

    drop = " ; ".join(
        f"DROP SILENT GRAPH <{row['g']}>" for row in rows if "kg-news" in row["g"] or "u:" in row["g"]
    )
    if drop:
        with Client(server.update) as client:
            client.request(
                "POST",
                server.update,
                content=drop.encode(),
                headers={"Content-Type": "application/sparql-update"},
            )


@pytest.fixture(params=["folder", "oxigraph store", "oxigraph update", "virtuoso store", "virtuoso update"])
def target(request: pytest.FixtureRequest, tmp_path: Path) -> Target:
    name = str(request.param)
    if name == "folder":
        folder = tmp_path / "db"
        return str(folder), lambda: in_folder(folder)
    server: Running = request.getfixturevalue(name.split()[0])
    clear(server)
    return (server.update if name.endswith("update") else server.graph_store), lambda: {
        (g, s, p, value(o)) for g, s, p, o in server.quads()
    }


def to(target: Target, path: Path, *, prune: bool = False) -> Loaded:
    return load(str(path), target[0], Options(prune=prune))


def about(quads: set[Quad], predicate: str) -> list[Quad]:
    return sorted(quad for quad in quads if quad[2].endswith(predicate))


def test_what_is_loaded_is_what_the_file_holds_also_the_second_time(target: Target, first: Path) -> None:
    for _ in range(2):
        loaded = to(target, first)
        assert target[1]() == content(first)
        assert (loaded.statements, loaded.graphs) == (len(content(first)), 5)


def test_a_changed_article_is_replaced_with_its_provenance(
    target: Target, first: Path, changed: Path
) -> None:
    to(target, first)
    to(target, changed)
    now = target[1]()
    assert about(now, "#wasDerivedFrom") == about(content(changed), "#wasDerivedFrom")
    assert about(now, "/sha256") == about(content(changed), "/sha256")  # the old file is forgotten
    assert about(now, "#triples") == about(content(changed), "#triples")  # the data set has one count
    assert {quad for quad in now if quad[0] != HOME} == {q for q in content(changed) if q[0] != HOME}


def test_files_with_the_same_article_are_forgotten_with_it(
    target: Target, first: Path, tmp_path: Path
) -> None:
    def longer(number: int) -> SourceArticle:
        article = generated(0)
        return dataclasses.replace(article, body=(*article.body, *("Am Ende blieb alles offen.",) * number))

    both = corpus(tmp_path / "both", [longer(0), longer(1), generated(1)])
    later = corpus(tmp_path / "later", [longer(2), generated(1)])
    assert about(content(both), "#alternateOf")
    to(target, first)
    for path in (both, later):
        to(target, path)
        now = {quad for quad in target[1]() if quad[0] == HOME}
        mine = {quad for quad in content(path) if quad[0] == HOME}
        assert mine <= now
        assert about(now, "#alternateOf") == about(content(path), "#alternateOf")
        assert len(about(now, "/sha256")) == len(about(mine, "/sha256")) + 3  # and those of articles 2 to 4


def test_articles_that_a_file_does_not_have_stay_unless_pruned(
    target: Target, first: Path, fewer: Path
) -> None:
    to(target, first)
    to(target, fewer)
    now = target[1]()
    assert len(about(now, "#wasDerivedFrom")) == 5
    assert {quad for quad in content(first) if quad[0] != HOME} == {quad for quad in now if quad[0] != HOME}
    to(target, fewer, prune=True)
    assert target[1]() == content(fewer)


def test_texts_survive_byte_for_byte_and_stay_in_their_literals(
    target: Target, first: Path, tmp_path: Path
) -> None:
    to(target, first)
    before = target[1]()
    hostile = tmp_path / "hostile.nq"
    texts = [NASTY, *NASTY, "a\nb\rc\td", "\x01\x7f\x85\ufdd0", "x" * 200_000, ""]
    quads = [
        pyoxigraph.Quad(
            pyoxigraph.NamedNode(f"https://w3id.org/kg-news/s/{number}"),
            pyoxigraph.NamedNode("https://w3id.org/kg-news/p"),
            pyoxigraph.Literal(text, language="de"),
            graph,
        )
        for graph in (pyoxigraph.DefaultGraph(), pyoxigraph.NamedNode("https://w3id.org/kg-news/h"))
        for number, text in enumerate(texts)
    ]
    pyoxigraph.serialize(quads, str(hostile), format=pyoxigraph.RdfFormat.N_QUADS)
    to(target, hostile)
    assert target[1]() - content(hostile) == before
    assert target[1]() - before == content(hostile)


def test_a_file_without_named_graphs_replaces_its_graph(target: Target, first: Path, fewer: Path) -> None:
    for source in (first, fewer):
        path = source.with_suffix(".ttl")
        build(source.with_suffix("")).save(path)
        loaded = to(target, path)
        quads = pyoxigraph.parse(path=str(path), format=pyoxigraph.RdfFormat.TURTLE)
        assert loaded.statements == len(target[1]()) == len({str(quad) for quad in quads})
        assert {graph for graph, _, _, _ in target[1]()} == {HOME}


def test_other_formats_and_gzip(target: Target, first: Path, tmp_path: Path) -> None:
    graph = build(first.with_suffix(""))
    for suffix in ("trig", "jsonld", "nq.gz"):
        path = tmp_path / f"g.{suffix}"
        graph.save(path)
        to(target, path)
        assert target[1]() == content(first)


# Servers in trouble


def test_without_credentials_or_with_wrong_ones(
    virtuoso: Running, first: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    clear(virtuoso)
    for url in (virtuoso.graph_store, virtuoso.update):
        monkeypatch.setenv("KG_STORE_PASSWORD", "Geheimnis")
        wrong = kg("load", first, url)
        assert wrong.returncode == 4
        assert b"refuses access (status 401); check the credentials from KG_STORE_USER" in wrong.stderr
        assert b"Geheimnis" not in wrong.stderr
        monkeypatch.delenv("KG_STORE_PASSWORD")
        monkeypatch.delenv("KG_STORE_USER")
        none = kg("load", first, url)
        assert none.returncode == 4
        assert b"set KG_STORE_USER and KG_STORE_PASSWORD" in none.stderr
        monkeypatch.setenv("KG_STORE_USER", "dba")
    monkeypatch.setenv("KG_STORE_PASSWORD", PASSWORD)
    assert virtuoso.quads() == set()


@pytest.mark.parametrize("protocol", ["graph-store", "update"])
def test_a_server_that_dies_is_asked_again_then_given_up_and_a_second_run_completes(
    first: Path, tmp_path: Path, protocol: str
) -> None:
    server = start_oxigraph(tmp_path / "db")
    waits: list[float] = []

    class Killer(Watcher):
        def sent(self, graphs: int) -> None:
            if graphs == 2:
                server.stop()

        def waiting(self, trouble: str, seconds: float) -> None:
            waits.append(seconds)

    url = server.update if protocol == "update" else server.graph_store
    with pytest.raises(StoreError, match=r"cannot be reached: .* \(tried 2 times\); is the server running\?"):
        load(str(first), url, Options(batch=200, attempts=2), Killer())
    assert waits == [0.5]
    again = start_oxigraph(tmp_path / "db", int(url.split(":")[2].split("/")[0]))
    try:
        assert 0 < len({quad[0] for quad in again.quads()} - {HOME}) < 5
        load(str(first), url, Options(batch=200))
        assert {(g, s, p, value(o)) for g, s, p, o in again.quads()} == content(first)
    finally:
        again.stop()


def test_a_server_that_comes_back_is_gone_on_with(first: Path, tmp_path: Path) -> None:
    servers = [start_oxigraph(tmp_path / "db")]
    port = int(servers[0].graph_store.split(":")[2].split("/")[0])

    class Restarter(Watcher):
        def sent(self, graphs: int) -> None:
            if graphs == 2 and len(servers) == 1:
                servers[0].stop()

        def waiting(self, trouble: str, seconds: float) -> None:
            if len(servers) == 1:
                servers.append(start_oxigraph(tmp_path / "db", port))

    load(str(first), servers[0].graph_store, Options(), Restarter())
    try:
        assert len(servers) == 2
        assert {(g, s, p, value(o)) for g, s, p, o in servers[1].quads()} == content(first)
    finally:
        servers[-1].stop()


def test_what_was_sent_before_an_end_is_told(oxigraph: Running, first: Path, tmp_path: Path) -> None:
    clear(oxigraph)
    broken = tmp_path / "broken.nq"
    broken.write_bytes(first.read_bytes() + b"nonsense\n")
    done = kg("load", broken, oxigraph.graph_store)
    assert done.returncode == 2
    assert b"kg: 5 named graphs were sent before this; the same command again replaces all\n" in done.stderr
    assert b"is no valid N-Quads" in done.stderr


# Folders


def many(path: Path, copies: int, source: Path) -> Path:
    """Write a file that takes a while to load."""
    text = source.read_text("utf-8")
    with path.open("w", encoding="utf-8") as file:
        for number in range(copies):
            file.write(text.replace("/article/", f"/article/{number}-"))
    return path


def test_a_killed_load_leaves_the_old_database_and_the_next_one_completes(
    first: Path, fewer: Path, tmp_path: Path
) -> None:
    large = many(tmp_path / "large.nq", 150, first)
    folder = tmp_path / "db"
    load(str(fewer), str(folder), Options())
    for ended in (signal.SIGKILL, signal.SIGTERM, signal.SIGINT):
        process = start("load", large, folder)
        wait_for("new/CURRENT", tmp_path / ".db.load", process)
        process.send_signal(ended)
        _, said = process.communicate(timeout=60)
        assert process.returncode == {signal.SIGKILL: -9, signal.SIGTERM: 143, signal.SIGINT: 130}[ended]
        assert ended == signal.SIGKILL or b"stopped" in said
        assert (tmp_path / ".db.load").exists() == (ended == signal.SIGKILL)
        assert in_folder(folder) == content(fewer)
        assert kg("load", fewer, folder).returncode == 0
        assert not (tmp_path / ".db.load").exists()
    load(str(first), str(folder), Options())
    assert in_folder(folder) == content(first)


def test_a_damaged_file_leaves_no_database(tmp_path: Path, first: Path) -> None:
    broken = tmp_path / "broken.nq"
    broken.write_bytes(first.read_bytes() + b"nonsense\n")
    with pytest.raises(GraphError, match="is no valid N-Quads"):
        load(str(broken), str(tmp_path / "db"), Options())
    assert sorted(path.name for path in tmp_path.iterdir()) == ["broken.nq"]


def test_the_folder_is_one_that_oxigraph_serves(first: Path, tmp_path: Path) -> None:
    load(str(first), str(tmp_path / "db"), Options())
    server = start_oxigraph(tmp_path / "db")
    try:
        (row,) = server.select("SELECT (COUNT(DISTINCT ?g) AS ?n) { GRAPH ?g { ?s ?p ?o } }")
        assert row["n"] == "5"
        blocked = kg("load", first, tmp_path / "db")
        assert blocked.returncode == 2
        assert b"another program has it open" in blocked.stderr
    finally:
        server.stop()


def test_memory_does_not_grow_with_the_graph(oxigraph: Running, first: Path, tmp_path: Path) -> None:
    clear(oxigraph)
    measure = (
        "import resource, sys; from kg.loading import inspect; found = inspect(sys.argv[1]); "
        "print(found.statements, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)"
    )
    peaks = []
    for copies in (10, 200):
        path = many(tmp_path / f"{copies}.nq", copies, first)
        done = subprocess.run(
            [*command()[:1], "-c", measure, str(path)], capture_output=True, check=True, env=environment()
        )
        statements, peak = map(int, done.stdout.split())
        assert statements > copies * 500
        peaks.append(peak)
    assert peaks[1] - peaks[0] < 15


# Bulk loaders


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
    import gzip

    return gzip.decompress(path.read_bytes())


def test_a_bulk_folder_of_a_damaged_file_is_removed(tmp_path: Path, first: Path) -> None:
    broken = tmp_path / "broken.nq"
    broken.write_bytes(first.read_bytes() + b"nonsense\n")
    assert kg("load", broken, tmp_path / "b", "--bulk", "qlever").returncode == 2
    assert not (tmp_path / "b").exists()


def test_a_dry_run_changes_nothing(first: Path, tmp_path: Path) -> None:
    done = kg("load", first, tmp_path / "db", "--dry-run")
    assert (
        done.stderr.decode() == f"{len(content(first)):,} statements in 5 named graphs; nothing was loaded\n"
    )
    assert not (tmp_path / "db").exists()


def test_a_terminal_shows_how_far_a_load_is(first: Path, tmp_path: Path, oxigraph: Running) -> None:
    for target, words in ((tmp_path / "db", ""), (oxigraph.graph_store, "5 graphs")):
        status, output, shown = on_terminal("load", first, target)
        assert (status, output) == (0, b"")
        assert re.search(rf"loading .*100%.*{words}", shown)
    assert on_terminal("load", first, tmp_path / "db", "-q") == (0, b"", "")
    assert kg("load", first, oxigraph.graph_store).stderr.decode().splitlines() == [
        f"{len(content(first)):,} statements, 5 named graphs",
        f"what stood in no named graph is in <{HOME}>",
    ]
