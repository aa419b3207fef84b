"""Files that appear whole or not at all."""

import gzip
import io
import os
import stat
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO, cast

from kg.errors import OutputError

STDOUT = "-"
_GZIP_LEVEL = 6
_BUFFER = 1 << 20


@contextmanager
def open_output(path: str | Path, *, gzipped: bool = False) -> Iterator[BinaryIO]:
    """Open a temporary file beside ``path``; on success flush it to disk and rename it, else remove it.

    ``-`` is standard output. That, a pipe and a device are written to directly: they have no old content
    that could stay whole.

    Raises:
        OutputError: if the folder is missing, the target is a folder, or writing fails (a full disk).
    """
    if str(path) == STDOUT:
        with _direct(sys.stdout.buffer, gzipped) as sink:
            yield sink
        return
    target = Path(path)
    try:
        mode = target.stat().st_mode if target.exists() else None
        if mode is not None and stat.S_ISDIR(mode):
            raise OutputError(f"{str(path)!r} is a folder; name a file in it")
        if mode is None or stat.S_ISREG(mode):  # through a link, the file that it leads to is replaced
            opened = _renamed(target.resolve(), mode, gzipped)
        else:
            opened = _special(target, gzipped)
        with opened as sink:
            yield sink
    except BrokenPipeError:
        raise
    except OSError as error:
        reason = error.strerror or str(error)
        hint = "" if target.parent.is_dir() else "; its folder does not exist"
        raise OutputError(f"cannot write {str(path)!r}: {reason}{hint}") from error


@contextmanager
def _renamed(target: Path, mode: int | None, gzipped: bool) -> Iterator[BinaryIO]:
    descriptor, temporary = tempfile.mkstemp(
        prefix=f".{target.name[:100]}.", suffix=".part", dir=target.parent
    )
    done = False
    try:
        with os.fdopen(descriptor, "wb", buffering=_BUFFER) as file:
            with _compressed(file, gzipped) as sink:
                yield sink
            file.flush()
            os.fsync(file.fileno())
        Path(temporary).chmod(0o666 & ~_umask() if mode is None else stat.S_IMODE(mode))
        Path(temporary).replace(target)
        done = True
    finally:
        if not done:
            with suppress(OSError):
                Path(temporary).unlink()


@contextmanager
def _special(target: Path, gzipped: bool) -> Iterator[BinaryIO]:
    with target.open("wb") as file, _direct(file, gzipped) as sink:
        yield sink


@contextmanager
def _direct(file: BinaryIO, gzipped: bool) -> Iterator[BinaryIO]:
    with _compressed(file, gzipped) as sink:
        yield sink
    file.flush()


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


@contextmanager
def _compressed(file: BinaryIO, gzipped: bool) -> Iterator[BinaryIO]:
    """Compress without file name and time, so that the same graph gives the same bytes."""
    if not gzipped:
        yield file
        return
    with gzip.GzipFile("", "wb", _GZIP_LEVEL, file, mtime=0) as packed:
        buffered = io.BufferedWriter(cast("io.RawIOBase", packed), _BUFFER)
        yield cast("BinaryIO", buffered)
        buffered.flush()
