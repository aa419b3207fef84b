"""`kg build` and `kg extract` on shards give what they give on the articles one by one, and say where each fault is."""

import gzip
import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from kg.graph import build
from kg.testing import generated, render
from tests.support.cli import command, environment, kg, on_terminal
from tests.support.shards import Archive, fields, lines, raw

SOURCE = re.compile(r"^.*/source/sha256-.*\n", re.MULTILINE)
"""Provenance: a line of a shard is another source than a file."""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "files").mkdir()
    for number in range(4):
        (tmp_path / "files" / f"{number}.txt").write_bytes(render(generated(number), "piped"))
    (tmp_path / "shards").mkdir()
    (tmp_path / "shards" / "a.jsonl").write_bytes(lines([raw(2), raw(0)]))
    (tmp_path / "shards" / "b.jsonl.gz").write_bytes(gzip.compress(lines([raw(3), raw(1)])))
    return tmp_path


def graph(*arguments: object) -> str:
    done = kg("build", *arguments, "-o", "-", "--to", "nquads", "-q")
    assert done.returncode == 0, done.stderr
    return done.stdout.decode()


def test_a_shard_is_the_articles_in_it(folder: Path) -> None:
    assert SOURCE.sub("", graph(folder / "shards")) == SOURCE.sub("", graph(folder / "files"))


def test_the_graph_names_line_and_record(folder: Path) -> None:
    (folder / "w.warc").write_bytes(
        Archive().add(render(generated(9), "bare"), "https://taz.de/!5900009").bytes
    )
    written = graph(folder / "shards", folder / "w.warc")
    for name in ("a.jsonl:1", "a.jsonl:2", "b.jsonl.gz:2", "w.warc@0"):
        assert f'<https://schema.org/name> "{name}"' in written
    assert "<https://schema.org/url> <https://taz.de/!5900009>" in written


def test_the_order_of_lines_makes_no_difference(folder: Path) -> None:
    (folder / "x").mkdir()
    (folder / "y").mkdir()
    (folder / "x" / "a.jsonl").write_bytes(lines([raw(2), fields(1), raw(0)]))
    (folder / "y" / "a.jsonl").write_bytes(lines([fields(1), raw(0), raw(2)]))
    assert re.sub(r"a\.jsonl:\d", "", graph(folder / "x")) == re.sub(r"a\.jsonl:\d", "", graph(folder / "y"))


def test_numbers_and_titles_are_their_publishers_own(folder: Path) -> None:
    """A paper may number its articles as another does, and take over its headlines; nobody refers to it by that."""
    taz = {
        "publisher": "taz",
        "id": "5000002",
        "headline": "Eins",
        "published": "2024-01-01",
        "body": "Ein Text.",
    }
    others = [taz | {"publisher": name, "headline": "Zwei"} for name in ("Blatt", "Anzeiger")]
    title = {"publisher": "Blatt", "kicker": "Streit um Deiche", "headline": "Folge 1", "body": "Ein Text."}
    shard = folder / "n.jsonl"
    shard.write_bytes(lines([taz, *others, title]))
    assert graph(shard).count("<https://schema.org/NewsArticle>") == 4
    shard.write_bytes(lines([*others, title, raw(4)]))
    written = graph(shard)
    targets = set(re.findall(r"<https://schema.org/(?:citation|isRelatedTo)> <([^>]*)>", written))
    assert targets
    assert not {target for target in targets if "blatt" in target or "anzeiger" in target}


def test_each_fault_has_its_place_and_the_rest_is_built(folder: Path) -> None:
    shard = folder / "c.jsonl"
    shard.write_bytes(lines([fields(1), "kaputt", {"headline": "T"}, fields(2), '{"headline": ']))
    done = kg("build", shard, "-o", folder / "g.nq", "--report", folder / "r.json")
    assert done.returncode == 0
    problems = json.loads((folder / "r.json").read_bytes())["problems"]
    places = [(p["code"], p["path"].removeprefix(f"{folder}/"), p["line"]) for p in problems]
    assert places == [
        ("bad-line", "c.jsonl", 2),
        ("no-text", "c.jsonl:3", None),
        ("bad-line", "c.jsonl:5", None),
    ]
    assert f"{shard}:2: the line is no JSON object" in done.stderr.decode()
    assert f"{shard}:3: the article has a headline but no text" in done.stderr.decode()
    assert kg("validate", folder / "g.nq").returncode == 0


def test_kg_extract_reads_shards(folder: Path) -> None:
    done = kg("extract", folder / "shards")
    records = [json.loads(line) for line in done.stdout.splitlines()]
    assert [record["id"] for record in records] == ["a.jsonl:1", "a.jsonl:2", "b.jsonl.gz:1", "b.jsonl.gz:2"]
    assert all(record["quotations"] for record in records)


def test_an_object_is_a_file_too(folder: Path) -> None:
    (folder / "one.json").write_text(json.dumps(fields(1)), "utf-8")
    made = build(folder / "one.json")
    assert made.report is not None
    assert (made.report.articles, made.report.quotations) == (1, 1)


def test_a_terminal_shows_progress_without_a_total(folder: Path) -> None:
    status, _, shown = on_terminal("build", folder / "shards", "-o", folder / "g.nq")
    assert status == 0
    assert "reading files" in shown


def test_an_address_that_leads_nowhere_ends_with_one_sentence(folder: Path) -> None:
    done = kg("build", "memory://nothing", "-o", folder / "g.nq")
    assert (done.returncode, done.stderr) == (
        2,
        b"kg: there is nothing at 'memory://nothing'; check the name\n",
    )


@pytest.mark.slow
def test_an_object_store(folder: Path) -> None:
    """A real server on this machine, where moto and s3fs are installed: pip install 's3fs' 'moto[server]'."""
    pytest.importorskip("s3fs")
    server = pytest.importorskip("moto.server").ThreadedMotoServer(
        ip_address="127.0.0.1", port=0, verbose=False
    )
    server.start()

    try:
        host = "http://{}:{}".format(*server.get_host_and_port())
        access = environment(AWS_ACCESS_KEY_ID="x", AWS_SECRET_ACCESS_KEY="y", AWS_ENDPOINT_URL=host)
        script = "import s3fs, sys; s = s3fs.S3FileSystem(); s.mkdir('news'); s.put(sys.argv[1], 'news/2024', recursive=True)"
        subprocess.run(
            [sys.executable, "-c", script, f"{folder}/shards/"], env=access, check=True, timeout=60
        )
        done = subprocess.run(
            command("build", "s3://news/2024", "-o", "-", "--to", "nquads", "-q"), env=access, capture_output=True,
            check=False, timeout=60,
        )  # fmt: skip
    finally:
        server.stop()
    assert done.returncode == 0, done.stderr
    assert done.stdout.decode() == graph(folder / "shards")
