"""Files that appear whole or not at all."""

import gzip
import io
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO, cast

from kg.errors import OutputError

_GZIP_LEVEL = 6


@contextmanager
def open_output(path: Path, *, gzipped: bool = False) -> Iterator[BinaryIO]:
    """Open a temporary file beside ``path``; on success flush it to disk and rename it, else remove it.

    Raises:
        OutputError: if the folder is missing, the target is a folder, or writing fails (a full disk).
    """
    if path.is_dir():
        raise OutputError(f"{str(path)!r} is a folder; name a file in it")
    try:
        descriptor, temporary = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    except OSError as error:
        raise OutputError(f"cannot write {str(path)!r}: {error.strerror}; does the folder exist?") from error
    done = False
    try:
        with os.fdopen(descriptor, "wb", buffering=1 << 20) as file:
            with _compressed(file, gzipped) as sink:
                yield sink
            file.flush()
            os.fsync(file.fileno())
        Path(temporary).chmod(0o666 & ~_umask())
        Path(temporary).replace(path)
        done = True
    except OSError as error:
        raise OutputError(f"cannot write {str(path)!r}: {error.strerror or error}") from error
    finally:
        if not done:
            with suppress(OSError):
                Path(temporary).unlink()


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
        buffered = io.BufferedWriter(cast("io.RawIOBase", packed), 1 << 20)
        yield cast("BinaryIO", buffered)
        buffered.flush()
