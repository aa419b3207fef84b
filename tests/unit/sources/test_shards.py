"""Shards come apart article by article: each has a name of its own, and what is none is a problem with its place."""

import bz2
import gzip
import io
import lzma
import os
import random
import sys
import tracemalloc
from collections.abc import Callable, Iterator
from multiprocessing.reduction import ForkingPickler
from pathlib import Path

import pytest
from backports import zstd
from hypothesis import given, settings
from hypothesis import strategies as st

from kg import sources
from kg.errors import UsageError
from kg.report import Problem
from kg.sources import LARGEST, LONGEST_LINE, Source
from kg.sources.shards import entries, is_shard
from tests.support.shards import Archive, fields, lines, raw

PACK: dict[str, Callable[[bytes], bytes]] = {
    "": bytes,
    ".gz": gzip.compress,
    ".bz2": bz2.compress,
    ".xz": lzma.compress,
    ".zst": zstd.compress,
}


def taken(name: str, data: bytes) -> tuple[list[Source], list[Problem]]:
    """Take a shard apart."""
    items = list(entries(lambda: io.BytesIO(data), name, f"/x/{name}"))
    assert [sources.load(item) for item in items if isinstance(item, Source)] == [
        item.data for item in items if isinstance(item, Source)
    ]
    return [i for i in items if isinstance(i, Source)], [i for i in items if isinstance(i, Problem)]


@pytest.mark.parametrize("suffix", PACK)
@pytest.mark.parametrize("kind", ["jsonl", "ndjson", "warc"])
def test_every_compression_gives_the_same_articles(kind: str, suffix: str) -> None:
    plain = (
        Archive().add(b"A\n\nB").add(b"C\n\nD").bytes if kind == "warc" else lines([raw(1), "", fields(2)])
    )
    whole, _ = taken(f"n.{kind}", plain)
    packed, problems = taken(f"n.{kind}{suffix}", PACK[suffix](plain))
    assert [item.data for item in packed] == [item.data for item in whole]
    assert len(packed) == 2
    assert problems == []
    names = [f"n.{kind}{suffix}{item.name.removeprefix(f'n.{kind}')}" for item in whole]
    assert [item.name for item in packed] == names
    assert [item.label for item in packed] == [f"/x/{name}" for name in names]


def test_names_are_lines_and_offsets() -> None:
    found, _ = taken("a.jsonl", lines([raw(1), "", fields(2)]))
    assert [item.name for item in found] == ["a.jsonl:1", "a.jsonl:3"]
    first, second = Archive().add(b"A\n\nB"), Archive().add(b"A\n\nB").add(b"C\n\nD")
    found, _ = taken("a.warc", second.bytes)
    assert [item.name for item in found] == ["a.warc@0", f"a.warc@{len(first.bytes)}"]


def test_archives_compressed_record_by_record_and_as_a_whole_have_the_same_names() -> None:
    texts = [f"Titel {n}\n\n{'wort ' * 3000}".encode() for n in range(5)]
    each, plain = Archive(gzip=True), Archive()
    for text in texts:
        each.add(text)
        plain.add(text)
    by_record, _ = taken("a.warc.gz", each.bytes)
    whole, _ = taken("a.warc.gz", gzip.compress(plain.bytes))
    assert by_record == whole
    assert [item.data for item in by_record] == [item.data for item in whole]


@pytest.mark.parametrize(
    ("name", "shard"),
    [
        ("a.jsonl", True), ("A.JSONL.GZ", True), ("a.b.ndjson.zst", True), ("CC-1.warc.wet.gz", True),
        ("a.warc", True), ("a.txt", False), ("a.gz", False), ("jsonl", False), ("a.jsonl.txt", False),
    ],
)  # fmt: skip
def test_a_name_tells_a_shard(name: str, shard: bool) -> None:
    assert is_shard(name) is shard


def test_lines_that_are_no_objects_and_lines_that_are_too_long() -> None:
    data = lines(["[1]", "null", fields(1), "{" + '"x' * LONGEST_LINE, fields(2)])
    found, problems = taken("a.jsonl", data)
    assert [item.name for item in found] == ["a.jsonl:3", "a.jsonl:5"]
    assert [(p.code, p.path, p.line) for p in problems] == [
        ("bad-line", "/x/a.jsonl", 1), ("bad-line", "/x/a.jsonl", 2), ("too-large", "/x/a.jsonl", 4),
    ]  # fmt: skip


def test_records_that_hold_no_article_are_passed_over() -> None:
    archive = Archive().add(b"User-agent: *\n\nx", "https://example.org/robots.txt")
    archive.add(b"GET /", kind="metadata").add(b"A\n\nB", kind="resource").add(b"C\n\nD", kind="conversion")
    found, problems = taken("a.warc", archive.bytes)
    assert [
        item.data is not None and item.data.endswith(text)
        for item, text in zip(found, (b"B", b"D"), strict=True)
    ]
    assert problems == []


def test_a_record_that_is_too_large_and_one_that_is_cut() -> None:
    archive = Archive().add(b"x" * (LARGEST + 1)).add(b"A\n\nB")
    found, problems = taken("a.warc", archive.bytes)
    assert len(found) == 1
    assert [(p.code, p.path) for p in problems] == [("too-large", "/x/a.warc@0")]
    found, problems = taken("a.warc", Archive().add(b"A\n\n" + b"B" * 500).bytes[:-200])
    assert (found, [(p.code, p.path) for p in problems]) == ([], [("bad-record", "/x/a.warc@0")])


@pytest.mark.parametrize("suffix", [".gz", ".bz2", ".xz", ".zst"])
@pytest.mark.parametrize("kind", ["jsonl", "warc"])
def test_what_stands_before_the_damage_is_kept(kind: str, suffix: str) -> None:
    noise = random.Random(1)
    texts = [f"Titel\n\n{noise.randbytes(40_000).hex()}".encode() for _ in range(20)]
    if kind == "warc":
        archive = Archive()
        for text in texts:
            archive.add(text)
        whole = archive.bytes
    else:
        whole = lines({"headline": "T", "body": text.decode()} for text in texts)
    packed = PACK[suffix](whole)
    found, problems = taken(f"a.{kind}{suffix}", packed[: len(packed) * 3 // 4])
    assert [p.code for p in problems] in (["unreadable"], ["bad-record"], ["unreadable", "bad-record"])
    assert len(found) >= (1 if suffix != ".bz2" else 0)
    assert taken(f"a.{kind}{suffix}", b"no " + packed)[1][0].code == "unreadable"


@settings(max_examples=60)
@given(st.data())
def test_a_damaged_archive_never_raises(data: st.DataObject) -> None:
    whole = Archive().add(b"A\n\nB").add(b"C\n\nD").bytes
    for _ in range(data.draw(st.integers(1, 3))):
        at = data.draw(st.integers(0, len(whole)))
        whole = whole[:at] + data.draw(st.binary(max_size=8)) + whole[at + data.draw(st.integers(0, 8)) :]
    taken("a.warc", whole)
    taken("a.warc", data.draw(st.binary(max_size=200)))


@given(st.binary(max_size=300))
def test_any_bytes_are_lines(data: bytes) -> None:
    found, problems = taken("a.jsonl", data)
    assert len(found) + len(problems) == sum(
        bool(line.strip()) for line in data.removeprefix(b"\xef\xbb\xbf").split(b"\n")
    )


class _Endless(io.RawIOBase):
    """A file of a hundred thousand lines that is nowhere."""

    def __init__(self) -> None:
        self._left = 100_000

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: "memoryview") -> int:  # type: ignore[override]
        line = b'{"headline": "' + b"x" * 1000 + b'"}\n'
        if not self._left:
            return 0
        self._left -= 1
        buffer[: len(line)] = line
        return len(line)


def test_memory_does_not_grow_with_the_shard() -> None:
    tracemalloc.start()
    try:
        count = sum(1 for _ in entries(lambda: io.BufferedReader(_Endless()), "a.jsonl", "a.jsonl"))
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert count == 100_000
    assert peak < 2_000_000


def test_folders_hold_files_and_shards(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    (tmp_path / "b" / "n.jsonl").write_bytes(lines([fields(1), fields(2)]))
    (tmp_path / "a.txt").write_bytes(b"x")
    (tmp_path / "c.jsonl").mkdir()
    (tmp_path / "d.jsonl").symlink_to(tmp_path / "nowhere")
    items = list(sources.find([tmp_path]))
    assert [i.name for i in items if isinstance(i, Source)] == ["a.txt", "b/n.jsonl:1", "b/n.jsonl:2"]
    assert [i.code for i in items if isinstance(i, Problem)] == ["unreadable"]
    assert sources.count([tmp_path]) is None
    assert sources.count([tmp_path / "a.txt"]) == 1


@pytest.mark.parametrize("size", [0, 1, 1 << 16, (1 << 16) + 1, 2_000_000])
def test_a_file_of_any_size_is_read_as_a_whole(tmp_path: Path, size: int) -> None:
    data = bytes(range(256)) * (size // 256 + 1)
    (tmp_path / "a.txt").write_bytes(data[:size])
    (found,) = sources.find([tmp_path])
    assert isinstance(found, sources.Source)
    assert sources.load(found) == data[:size]


def test_a_pipe_with_the_name_of_a_shard_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.jsonl")
    (problem,) = sources.find([tmp_path])
    assert isinstance(problem, Problem)
    assert "pipe" in problem.message


@pytest.mark.parametrize(("name", "module"), [("a.warc", "warcio"), ("a.jsonl.zst", "backports.zstd")])
def test_a_package_that_is_missing_is_named(name: str, module: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for part in (module, "warcio.archiveiterator", "backports.zstd"):
        monkeypatch.setitem(sys.modules, part, None)
    monkeypatch.delattr("backports.zstd")  # the package has it as an attribute, too
    with pytest.raises(UsageError, match=rf"{module}; run: pip install 'kg-news\[shards\]'"):
        taken(name, b"x")


@pytest.fixture
def store() -> Iterator[str]:
    """A store behind an address, with a folder of shards and files."""
    import fsspec

    memory = fsspec.filesystem("memory")
    memory.pipe("/news/2024/b.jsonl.gz", gzip.compress(lines([fields(1), fields(2)])))
    memory.pipe("/news/2024/03/a.txt", b"# taz.de -- A: B\nC.\n")
    memory.pipe("/news/2024/.hidden", b"x")
    memory.pipe("/news/c.jsonl", lines([raw(3)]))
    yield "memory://news"
    memory.rm("/news", recursive=True)


def sent(source: Source) -> Source:
    """Return a source as another process gets it."""
    received: Source = ForkingPickler.loads(ForkingPickler.dumps(source))
    return received


def names(*paths: str) -> list[str]:
    return [item.name for item in sources.find(paths) if isinstance(item, Source)]


def test_addresses_of_files_folders_and_patterns(store: str) -> None:
    whole = ["2024/03/a.txt", "2024/b.jsonl.gz:1", "2024/b.jsonl.gz:2", "c.jsonl:1"]
    assert names(store) == names(f"{store}/") == whole
    assert names(f"{store}/c.jsonl") == ["c.jsonl:1"]
    assert names(f"{store}/*/*.gz") == ["b.jsonl.gz:1", "b.jsonl.gz:2"]
    files = [item for item in sources.find([store]) if isinstance(item, Source)]
    assert sources.load(sent(files[0])) == b"# taz.de -- A: B\nC.\n"
    assert files[0].label == "memory:///news/2024/03/a.txt"


def test_a_file_that_vanishes_and_one_that_is_too_large(store: str) -> None:
    import fsspec

    memory = fsspec.filesystem("memory")
    memory.pipe("/news/z.txt", b"x" * (LARGEST + 1))
    (large,) = sources.find([f"{store}/z.txt"])
    assert isinstance(large, Source)
    problem = sources.load(large)
    assert isinstance(problem, Problem)
    assert problem.code == "too-large"
    memory.rm("/news/z.txt")
    gone = sources.load(large)
    assert isinstance(gone, Problem)
    assert gone.code == "unreadable"


def test_a_local_address_is_a_path(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"x")
    assert list(sources.find([f"file://{tmp_path}"])) == list(sources.find([tmp_path]))


def test_members_of_an_archive(tmp_path: Path) -> None:
    import zipfile

    with zipfile.ZipFile(tmp_path / "n.zip", "w") as file:
        file.writestr("x/a.txt", "A")
        file.writestr("b.jsonl", lines([fields(1)]))
    items = [item for item in sources.find([f"zip://::{tmp_path}/n.zip"]) if isinstance(item, Source)]
    assert [item.name for item in items] == ["b.jsonl:1", "x/a.txt"]
    assert items[1].label == f"zip://x/a.txt::{tmp_path}/n.zip"
    assert sources.load(items[1]) == b"A"


@pytest.mark.parametrize(
    ("address", "reason"),
    [
        ("memory://nothing/here", "there is nothing at 'memory://nothing/here'"),
        ("memory://nothing/*.jsonl", "there is nothing at"),
        ("nonsense://x", "cannot be opened"),
        ("s3://user:secret@x/y?token=secret", "s3://x/y"),
    ],
)  # fmt: skip
def test_an_address_that_leads_nowhere_is_the_users_error(
    address: str, reason: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "s3fs", None)
    with pytest.raises(UsageError) as error:
        list(sources.find([address]))
    assert reason in str(error.value)
    assert "secret" not in str(error.value)


def test_without_fsspec_the_package_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "fsspec", None)
    with pytest.raises(UsageError, match="fsspec"):
        list(sources.find(["memory://x"]))
