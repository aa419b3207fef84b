"""A file that takes the place of another has the bytes that were given, whatever the other has."""

import os
import tempfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.export import open_output
from kg.export.renewed import Renewed, place_of

PIECES = st.lists(st.binary(max_size=5), max_size=6)


@given(PIECES, PIECES, st.data())
def test_what_is_taken_is_what_stands_there_in_the_end(
    before: list[bytes], now: list[bytes], data: st.DataObject
) -> None:
    with tempfile.TemporaryDirectory() as root:
        target = Path(root) / "file"
        target.write_bytes(b"".join(before))
        with open_output(target) as sink:
            assert isinstance(sink, Renewed)
            for piece in now:
                offset = data.draw(st.integers(0, sum(map(len, before))))
                if not (data.draw(st.booleans()) and sink.copy(offset, place_of(piece))):
                    sink.write(piece)
        assert target.read_bytes() == b"".join(now)


def test_the_same_bytes_leave_the_file_where_it_is(tmp_path: Path) -> None:
    target, link = tmp_path / "a", tmp_path / "b"
    target.write_bytes(b"one two")
    os.utime(target, ns=(0, 0))
    os.link(target, link)
    with open_output(target) as sink:
        sink.write(b"one ")
        sink.write(b"two")
    assert target.stat().st_ino == link.stat().st_ino
    assert target.stat().st_mtime_ns > 0


def test_other_bytes_do_not_reach_the_file_before(tmp_path: Path) -> None:
    target, link = tmp_path / "a", tmp_path / "b"
    target.write_bytes(b"one two")
    os.link(target, link)
    with open_output(target) as sink:
        sink.write(b"one ")
    assert (target.read_bytes(), link.read_bytes()) == (b"one ", b"one two")


def test_a_file_that_somebody_else_replaced_meanwhile_is_replaced(tmp_path: Path) -> None:
    target, other = tmp_path / "a", tmp_path / "b"
    target.write_bytes(b"one")
    other.write_bytes(b"two")
    with open_output(target) as sink:
        sink.write(b"one")
        other.replace(target)
    assert target.read_bytes() == b"one"


@pytest.mark.parametrize("words", [b"other", b"longer", b"xx"])
def test_bytes_that_are_not_there_are_not_copied(tmp_path: Path, words: bytes) -> None:
    target = tmp_path / "a"
    target.write_bytes(b"those")
    with open_output(target) as sink:
        assert isinstance(sink, Renewed)
        assert not sink.copy(0, place_of(words))
        sink.write(b"those")
    assert target.read_bytes() == b"those"
