"""kg link as a user runs it: files in and out, a review that goes round, a run that is killed and goes on."""

import csv
import io
import shutil
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from starlette.responses import Response

from kg.graph import Graph, load
from kg.rdf.vocab import DEFAULT_BASE
from tests.support.cli import kg, start
from tests.support.graphs import triples_of
from tests.support.reconciliation import SPACE, Item, Service, reconciling
from tests.support.servers import free_ports

pytestmark = [pytest.mark.usefixtures("loopback"), pytest.mark.slow]

SAME = "<https://schema.org/sameAs>"
ITEMS = (
    Item("Q901", "Sergei Lawrow", "Q5", '=HYPERLINK("x")'),
    Item("Q902", "Birte Hansen", "Q5"),
    Item("Q903", "Birte Hansen", "Q5"),
    Item("Q904", "Katrin Suhr-Thoms", "Q5"),
)


@pytest.fixture(scope="module")
def built(examples: Graph, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("graph") / "graph.nq"
    examples.save(path)
    return path


@pytest.fixture
def graph(built: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(built, tmp_path / "graph.nq"))


@pytest.fixture
def service() -> Iterator[Service]:
    with reconciling(*ITEMS) as running:
        yield running


def people(path: Path) -> dict[str, str]:
    """Return which people are which items."""
    return {
        s.removeprefix(f"<{DEFAULT_BASE}person/")[:-1]: o.removeprefix(f"<{SPACE}")[:-1]
        for s, p, o in triples_of(path)
        if p == SAME and s.startswith(f"<{DEFAULT_BASE}person/")
    }


def rows(path: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(path.read_text("utf-8-sig"), newline="")))


def linked(graph: Path, service: Service, *more: object) -> "subprocess.CompletedProcess[bytes]":
    done = kg("link", graph, "--endpoint", service.url, "--cache", graph.parent / "cache", *more)
    assert done.returncode == 0, done.stderr
    return done


def test_a_graph_is_linked_in_place_and_conforms(graph: Path, service: Service) -> None:
    before = triples_of(graph)
    done = linked(graph, service, "--kinds", "person")
    assert b"1 nodes linked (1 by match)" in done.stderr
    assert people(graph) == {"sergei-lawrow": "Q901"}
    assert len(before - triples_of(graph)) == 1  # the count of statements
    assert kg("validate", graph).returncode == 0


@pytest.mark.parametrize("suffix", ["ttl", "nt", "nq", "trig", "jsonld", "rdf", "nq.gz"])
def test_every_format_goes_in_and_comes_out_and_is_the_same_each_time(
    graph: Path, service: Service, tmp_path: Path, suffix: str
) -> None:
    given = tmp_path / f"given.{suffix}"
    load(graph).save(given)
    first, second = tmp_path / f"a.{suffix}", tmp_path / f"b.{suffix}"
    linked(given, service, "-o", first)
    linked(given, service, "-o", second)
    linked(first, service)
    assert first.read_bytes() == second.read_bytes()
    assert sum(g.triples.count(t) for g in load(first).graphs for t in g.triples if t[1] == SAME) > 0
    assert (
        kg("query", first, f"SELECT ?p {{ ?p schema:sameAs <{SPACE}Q901> }}").stdout.count(b"sergei-lawrow")
        == 1
    )


def test_a_review_goes_round(graph: Path, service: Service, tmp_path: Path) -> None:
    review, out = tmp_path / "review.csv", tmp_path / "out.nq"
    done = linked(graph, service, "-o", out, "--review", review, "--kinds", "person")
    assert b"left open; their candidates are in" in done.stderr
    found = rows(review)
    assert {(row["name"], row["item"].removeprefix(SPACE)) for row in found} >= {
        ("Birte Hansen", "Q902"), ("Birte Hansen", "Q903"), ("Katrin Suhr", "Q904"),
    }  # fmt: skip
    assert not [row for row in found if row["decision"]]
    assert {row["description"] for row in found if row["item"].endswith("Q901")} <= {'\'=HYPERLINK("x")'}

    text = review.read_text("utf-8-sig").splitlines(keepends=True)
    edited = [f"yes{line}" if "birte-hansen" in line and "Q903" in line else line for line in text]
    edited += [f"no,{DEFAULT_BASE}person/sergei-lawrow,,,,{SPACE}Q901,,,,\r\n"]
    review.write_text("".join(edited), "utf-8")
    done = linked(graph, service, "-o", out, "--reviewed", review, "--kinds", "person")
    assert b"1 nodes linked (1 by review)" in done.stderr
    assert people(out) == {"birte-hansen": "Q903"}
    assert kg("validate", out).returncode == 0

    linked(graph, service, "-o", out, "--review", review, "--kinds", "person")  # the file keeps its decisions
    assert people(out) == {"birte-hansen": "Q903"}
    assert [(row["decision"], row["item"][-4:]) for row in rows(review) if row["decision"]] == [
        ("yes", "Q903"),
        ("no", "Q901"),
    ]
    alone = tmp_path / "alone.nq"  # without asking anybody
    assert kg("link", graph, "--reviewed", review, "-o", alone).returncode == 0
    assert people(alone) == {"birte-hansen": "Q903"}


def test_a_run_that_is_killed_goes_on_where_it_was(graph: Path, service: Service, tmp_path: Path) -> None:
    service.batch = 5
    service.trouble = lambda number: time.sleep(0.3)
    before = graph.read_bytes()
    process = start("link", graph, "--endpoint", service.url, "--cache", tmp_path / "cache")
    until = time.monotonic() + 60
    while len(service.batches) < 3 and time.monotonic() < until:
        time.sleep(0.05)
    process.kill()
    process.communicate(timeout=60)
    assert graph.read_bytes() == before
    assert len(service.batches) >= 3
    service.trouble = lambda number: None
    asked = service.names
    linked(graph, service)
    again = service.names[len(asked) :]
    assert len(set(asked) & set(again)) <= 5  # the batch that was on its way
    assert len(again) < len(asked) + len(again) - 9
    assert people(graph) == {"sergei-lawrow": "Q901"}


def test_trouble_is_one_sentence_with_status_4_and_the_graph_stays(
    graph: Path, service: Service, tmp_path: Path
) -> None:
    before = graph.read_bytes()
    service.batch = 5
    service.trouble = lambda number: Response("\x1b[31mno", 500) if number > 1 else None
    review = tmp_path / "review.csv"
    done = kg(
        "link", graph, "-e", service.url, "--attempts", 1, "--cache", tmp_path / "cache", "--review", review
    )
    assert done.returncode == 4
    lines = done.stderr.decode().splitlines()
    assert lines[-1].startswith(f"kg: {service.url} refuses POST with status 500")
    assert "answers are kept; the same command goes on from there" in lines[-2]
    assert b"\x1b" not in done.stderr
    assert graph.read_bytes() == before
    assert not review.exists()


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ((), "needs --endpoint URL, or --reviewed FILE"),
        (("-e", "ftp://x"), "is no address of a server"),
        (("-e", "http://127.0.0.1:1/", "--kinds", "robot"), "'robot' is none of person"),
        (("-e", "http://127.0.0.1:1/", "--type", "Q5"), "--type 'Q5' is not NAME=ID"),
        (("-e", "http://127.0.0.1:1/", "--property", "age=P1"), "'age' is none of role"),
        (("-e", "http://127.0.0.1:1/", "-o", "x.pdf"), "does not tell the format"),
        (("--reviewed", "none.csv"), "cannot read 'none.csv'"),
    ],
)
def test_what_makes_no_sense_is_refused(graph: Path, arguments: tuple[str, ...], words: str) -> None:
    done = kg("link", graph, *arguments, cwd=graph.parent)
    assert done.returncode == 2
    assert words in done.stderr.decode()


def test_who_is_forgotten_leaves_no_link_and_no_answer(graph: Path, service: Service, tmp_path: Path) -> None:
    linked(graph, service)
    cache = tmp_path / "cache" / "answers.sqlite"
    assert b"Sergei Lawrow" in cache.read_bytes()
    done = kg("forget", f"{DEFAULT_BASE}person/sergei-lawrow", "-g", graph, "--cache", tmp_path / "cache",
              "--forgotten", tmp_path / "gone.txt")  # fmt: skip
    assert b"answer(s) of kg link removed" in done.stdout
    assert "Q901" not in graph.read_text("utf-8")
    assert b"Sergei Lawrow" not in b"".join(path.read_bytes() for path in (tmp_path / "cache").iterdir())


def test_csv_reconcile_is_understood(graph: Path, tmp_path: Path) -> None:
    """A service that others wrote. Its pins are of 2022 (Flask 2, chardet 4), so it is no part of the test extra."""
    program = shutil.which("csv-reconcile")
    if program is None:
        pytest.skip("csv-reconcile is not installed (uv tool install csv-reconcile)")
    (tmp_path / "items.tsv").write_text("name\tid\nSergei Lawrow\tQ901\nBirte Hansen\tQ902\n", "utf-8")
    (tmp_path / "reconcile.cfg").write_text(f"MANIFEST = {{'identifierSpace': '{SPACE}'}}\n", "utf-8")
    port, _ = free_ports()
    init = [program, "init", "items.tsv", "id", "name", "--config", "reconcile.cfg"]
    subprocess.run(init, cwd=tmp_path, check=True, timeout=120)
    python = Path(program).resolve().parent / "python"  # of its own environment; its command knows no port
    run = f"from csv_reconcile import create_app; create_app().run(port={port})"
    server = subprocess.Popen(
        [python, "-c", run], cwd=tmp_path, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    url = f"http://127.0.0.1:{port}/reconcile"
    try:
        until = time.monotonic() + 60
        while time.monotonic() < until:
            try:
                httpx.get(url, timeout=5)
                break
            except httpx.TransportError:
                time.sleep(0.1)
        done = kg("link", graph, "-e", url, "--cache", tmp_path / "cache", "--kinds", "person")
    finally:
        server.kill()
        server.wait(timeout=30)
    assert done.returncode == 0, done.stderr
    assert people(graph) == {"sergei-lawrow": "Q901", "birte-hansen": "Q902"}
