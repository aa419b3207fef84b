"""kg extract, as a user runs it: JSON lines in and out, articles in, and what it says of bad lines."""

import json
import select
import subprocess
import time
from pathlib import Path
from typing import Any

import pytest

from kg.sources import LARGEST
from tests.conftest import EXAMPLES, SEED
from tests.support.cli import command, environment, kg

TEXT = "Vorspann.\n\n„Das Wasser\nsteigt“, sagte Jan Claussen. Laut Polizei ist der Damm gebrochen."
KEYS = {"type", "quote", "speaker", "cue", "addressee", "frame", "speaker_entity", "confidence", "rule", "extractor"}  # fmt: skip


def line(identifier: object, text: object = TEXT, **more: object) -> bytes:
    return json.dumps({"id": identifier, "text": text, **more}).encode() + b"\n"


def records(done: "subprocess.CompletedProcess[bytes]") -> list[dict[str, Any]]:
    return [json.loads(row) for row in done.stdout.splitlines()]


def test_offsets_are_those_of_the_text_that_came() -> None:
    done = kg("extract", "--jsonl", stdin=line("ä1", tokens=[[0, 1]]))
    assert (done.returncode, done.stderr) == (0, b"")
    (found,) = records(done)
    assert list(found) == ["id", "quotations", "mentions"]
    assert found["id"] == "ä1"
    direct, indirect = found["quotations"]
    assert set(direct) == KEYS
    words = {
        role: [TEXT[begin:end] for begin, end in direct[role]]
        for role in ("quote", "speaker", "cue", "addressee")
    }
    assert words == {
        "quote": ["„Das Wasser\nsteigt“"], "speaker": ["Jan Claussen"], "cue": ["sagte"], "addressee": [],
    }  # fmt: skip
    assert (direct["type"], direct["speaker_entity"]) == ("Direct", "Jan Claussen")
    assert (indirect["type"], [TEXT[b:e] for b, e in indirect["speaker"]]) == ("Indirect", ["Polizei"])
    named = [(TEXT[m["begin"] : m["end"]], m["type"], m["entity"]) for m in found["mentions"]]
    assert ("Jan Claussen", "Person", "Jan Claussen") in named


def test_files_and_standard_input_give_the_same(tmp_path: Path) -> None:
    (tmp_path / "in.jsonl").write_bytes(b"\xef\xbb\xbf" + line(1) + b"\n" + line("zwei", ""))
    to_file = kg("extract", "--jsonl", tmp_path / "in.jsonl", "-o", tmp_path / "out.jsonl")
    assert (to_file.returncode, to_file.stdout) == (0, b"")
    written = (tmp_path / "out.jsonl").read_bytes()
    assert kg("extract", "--jsonl", "-", "-o", "-", stdin=line(1) + line("zwei", "")).stdout == written
    assert [json.loads(row)["id"] for row in written.splitlines()] == [1, "zwei"]


@pytest.mark.parametrize(
    ("bad", "why"),
    [
        (b"{\n", "bad-line"),
        (b"[1]\n", "Expected `object`"),
        (b'{"id": 1}\n', "missing required field `text`"),
        (b'{"text": "a"}\n', "missing required field `id`"),
        (line(1, 5), "Expected `str`"),
        (line(None), "Expected `int | str`"),
        (line(2**70), "$.id"),
        (b'{"id": 1, "text": "\xff"}\n', "utf-8"),
        (b'{"id": 1, "text": "\\ud800"}\n', "bad-line"),
        (b'{"id": 1, "text": "", "x": ' + b"[" * 90000 + b"]" * 90000 + b"}\n", "recursion"),
        (line(1, "a" * (LARGEST + 1)), "too-large"),
        (b'{"id": 1, "text": "' + b"a" * (9 * LARGEST) + b'"}\n', "too-large"),
    ],
    ids=[
        "broken",
        "array",
        "no-text",
        "no-id",
        "text-5",
        "id-null",
        "id-huge",
        "not-utf-8",
        "half-pair",
        "deep",
        "text-huge",
        "line-huge",
    ],
)
def test_a_bad_line_is_named_and_the_rest_goes_on(bad: bytes, why: str) -> None:
    done = kg("extract", "--jsonl", stdin=line(1) + bad + line(3))
    assert done.returncode == 0
    assert [found["id"] for found in records(done)] == [1, 3]
    shown = done.stderr.decode()
    assert "stdin:2: " in shown
    assert "stdin:3: " not in shown
    assert why in shown
    assert kg("extract", "--jsonl", "--strict", "-q", stdin=line(1) + bad).returncode == 1


def test_many_bad_lines_are_counted_and_five_are_shown() -> None:
    done = kg("extract", "--jsonl", stdin=line(1) + b"x\n" * 20)
    shown = done.stderr.decode()
    assert "bad-line: 20" in shown
    assert shown.count("stdin:") == 5
    assert "… and 15 more" in shown


def test_each_text_is_answered_before_the_next_is_asked_for() -> None:
    arguments = command("extract", "--jsonl")
    with subprocess.Popen(
        arguments, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=environment(PYTHONUNBUFFERED="")
    ) as running:
        assert running.stdin is not None
        assert running.stdout is not None
        for number in range(3):
            running.stdin.write(line(number))
            running.stdin.flush()
            assert select.select([running.stdout], [], [], 30)[0], "no answer before the next text"
            assert json.loads(running.stdout.readline())["id"] == number
        running.stdin.close()
        assert running.wait(timeout=60) == 0


def test_articles_come_with_their_text() -> None:
    done = kg("extract", EXAMPLES)
    assert done.returncode == 0
    found = records(done)
    assert [record["id"] for record in found] == sorted(path.name for path in EXAMPLES.iterdir())
    seed = next(record for record in found if record["id"] == SEED.name)
    direct = [q for q in seed["quotations"] if q["type"] == "Direct"]
    assert any(seed["text"][q["quote"][0][0]] in '„«»"' for q in direct)
    assert {"Sergei Lawrow", "Sergej Lawrow"} & {q["speaker_entity"] for q in direct}
    assert kg("extract", EXAMPLES).stdout == done.stdout


@pytest.mark.parametrize(
    ("arguments", "status", "words"),
    [
        ((), 2, "--jsonl"),
        (("missing.txt",), 2, "no file or folder"),
        (("--jsonl", "missing.jsonl"), 2, "cannot read 'missing.jsonl'"),
        (("--jsonl", "."), 2, "cannot read '.'"),
        (("--jsonl", "--extractors", "magic"), 2, "no 'magic'"),
        (("--jsonl",), 3, "no text could be read"),
        (("empty.txt",), 3, "no text could be read"),
        ((SEED, "-o", "missing/out.jsonl"), 4, "its folder does not exist"),
    ],
)
def test_what_cannot_be_done_is_said(
    tmp_path: Path, arguments: tuple[object, ...], status: int, words: str
) -> None:
    (tmp_path / "empty.txt").touch()
    done = kg("extract", *arguments, cwd=tmp_path)
    assert (done.returncode, done.stdout) == (status, b"")
    assert words in done.stderr.decode()


def test_a_run_that_reads_nothing_leaves_the_old_output(tmp_path: Path) -> None:
    (tmp_path / "out.jsonl").write_text("old")
    assert kg("extract", "--jsonl", "-o", tmp_path / "out.jsonl", stdin=b"x\n").returncode == 3
    assert (tmp_path / "out.jsonl").read_text() == "old"


def test_a_reader_that_has_had_enough_ends_it_quietly() -> None:
    script = f"yes '{line(1).decode().strip()}' | \"$@\" | head -1"
    began = time.monotonic()
    done = subprocess.run(
        ["bash", "-c", script, "bash", *command("extract", "--jsonl")], env=environment(),
        capture_output=True, check=False, timeout=60,
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, b"")
    assert time.monotonic() - began < 50
