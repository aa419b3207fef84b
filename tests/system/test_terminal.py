"""Nothing that stands in a file, a file name, a graph or a message can give a terminal an order."""

import json
import re
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.cli.visible import visible
from kg.report import Problem, Severity, shown
from kg.testing import FORMS, generated, render
from tests.articles import content, read_all
from tests.support.cli import kg
from tests.support.shards import lines

ORDERS = "\x1b[31m \x1b]0;x\x07 \x9b1m \x9d \x85 \u202e \u2066 \x7f \x08"
PADDING = "Das ist Text. " * 200
OBEYED = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]")


def printed(*arguments: object, stdin: bytes = b"") -> str:
    done = kg(*arguments, stdin=stdin)
    return (done.stdout + done.stderr).decode()


@pytest.fixture
def hostile(tmp_path: Path) -> Path:
    """A folder whose files and names are full of orders."""
    folder = tmp_path / "a\x1b[31mb\u202e"
    folder.mkdir()
    (folder / "x\x9b1m.txt").write_text(
        f"# taz.de -- A{ORDERS}B: C\n{ORDERS} {PADDING}\n27 Jan 2022\n{ORDERS}\n", "utf-8"
    )
    items = [
        {"headline": ORDERS, "body": ORDERS, "publisher": ORDERS, "published": ORDERS, "url": ORDERS},
        {"headline": "T", "body": "B", "publisher": "P", "language": ORDERS},
        {"headline": "T", "body": [{"text": "B", "kind": ORDERS}]},
        {"content": f"# taz.de -- {ORDERS}: T{ORDERS}\nText.\n## LINKS\n[1]{ORDERS}\n"},
        ORDERS,
    ]
    (folder / "s.jsonl").write_bytes(lines(items))
    (folder / "e.jsonl").write_bytes(
        lines([{"id": ORDERS, "text": ORDERS}, {"id": ORDERS, "text": 1}, ORDERS])
    )
    (folder / "w.warc").write_bytes(b"WARC/1.0\r\n" + ORDERS.encode() * 3 + b"\r\n\r\n")
    return folder


def test_builds_and_reports(hostile: Path) -> None:
    report = hostile / "r.json"
    text = printed("build", hostile, "-o", hostile / "g.nq", "--report", report)
    assert "control-characters" in text
    assert "language" in text
    assert not OBEYED.search(text)
    assert not OBEYED.search(report.read_text("utf-8"))
    json.loads(report.read_bytes())


def test_one_article(hostile: Path) -> None:
    text = printed("inspect", next(hostile.glob("*.txt")))
    assert not OBEYED.search(text)
    assert json.loads(text)["article"]["text"].startswith("A[31m")


def test_extracts(hostile: Path) -> None:
    assert not OBEYED.search(printed("extract", hostile))
    done = kg("extract", "--jsonl", hostile / "e.jsonl")
    assert not OBEYED.search((done.stdout + done.stderr).decode())
    assert json.loads(done.stdout.splitlines()[0])["id"] == ORDERS


@pytest.mark.parametrize(
    "arguments",
    [
        ("build", ORDERS, "-o", "g.nq"),
        ("inspect", ORDERS),
        ("validate", f"{ORDERS}.ttl"),
        ("query", "x.ttl", ORDERS),
    ],
)
def test_errors(arguments: tuple[str, ...]) -> None:
    text = printed(*(argument.replace("\x00", "") for argument in arguments))
    assert text.startswith("kg: ")
    assert not OBEYED.search(text)


def test_graphs(tmp_path: Path) -> None:
    words = "".join(f"\\u{ord(c):04X}" for c in ORDERS)
    graph = tmp_path / "g.nt"
    person = f'<urn:p> <https://schema.org/alternateName> "{words}"@de'
    kind = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <https://schema.org/Person>"
    graph.write_text(f"<urn:p> {kind} .\n{person} .\n")
    assert not OBEYED.search(printed("query", graph, "SELECT ?w { ?p schema:alternateName ?w }"))
    own = tmp_path / "own.ttl"
    own.write_text(
        "@prefix sh: <http://www.w3.org/ns/shacl#> . <urn:s> a sh:NodeShape ; sh:targetClass <https://schema.org/Person> ; "
        f'sh:property [ sh:path <https://schema.org/alternateName> ; sh:maxLength 1 ; sh:message "m{words}" ] .'
    )
    for more in ((), ("--shapes", own)):
        text = printed("validate", graph, *more)
        assert "violation(s)" in text
        assert not OBEYED.search(text)


@given(st.text())
def test_what_is_shown_is_printable_and_one_line(text: str) -> None:
    assert shown(text).isprintable()
    problem = Problem(code="empty", severity=Severity.ERROR, message=text, path=text, hint=text)
    assert str(problem).isprintable()
    if text.isprintable():
        assert shown(text) == text


@given(st.text())
def test_visible_json_means_the_same(text: str) -> None:
    data = json.dumps({text: text}, ensure_ascii=False).encode("utf-8", "replace")
    assert json.loads(visible(data)) == json.loads(data)
    assert not OBEYED.search(visible(data).decode())


@pytest.mark.parametrize("form", FORMS)
def test_decomposed_umlauts_give_the_same_article(form: str) -> None:
    for number in (3, 7, 8):  # lines that are full, lines that are cut
        text = render(generated(number), form).decode()
        composed, problems = read_all(text)
        decomposed, others = read_all(unicodedata.normalize("NFD", text))
        assert [content(a) for a in decomposed] == [content(a) for a in composed]
        assert others == problems


def test_extract_writes_its_problems_to_a_file(tmp_path: Path) -> None:
    shard, report = tmp_path / "a.jsonl", tmp_path / "r.json"
    shard.write_bytes(lines([{"id": 1, "text": "„Ja“, sagte Anna Berg."}, *["kaputt"] * 9]))
    done = kg("extract", "--jsonl", shard, "--report", report, "-o", tmp_path / "q.jsonl")
    assert done.returncode == 0
    assert b"and 4 more (--report FILE lists all)" in done.stderr
    written = json.loads(report.read_bytes())
    assert [p["line"] for p in written["problems"]] == [*range(2, 11)]
    assert {k: v for k, v in written.items() if k != "problems"} == {
        "articles": 1,
        "quarantined": 9,
        "quotations": 1,
    }


def test_extract_writes_the_report_also_where_nothing_could_be_read(tmp_path: Path) -> None:
    report = tmp_path / "r.json"
    done = kg("extract", "--jsonl", "-", "--report", report, stdin=b"x\n")
    assert done.returncode == 3
    assert json.loads(report.read_bytes())["articles"] == 0
    done = kg("extract", "--jsonl", "-", "--report", tmp_path / "no" / "r.json", stdin=b"x\n")
    assert done.returncode == 4
    done = kg("extract", "--jsonl", "-", "--report", report, "-o", report, stdin=b"x\n")
    assert done.returncode == 2
