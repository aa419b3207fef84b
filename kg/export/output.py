"""Files that appear whole or not at all."""

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
from kg.export.part import member
from kg.export.renewed import Place, Renewed

if sys.platform != "win32":
    import fcntl

STDOUT = "-"
_GZIP_LEVEL = 6
_MEMBER = 1 << 20  # bytes that are compressed together
_BUFFER = 1 << 16  # of a file; larger ones than fit the processor's cache make writing half as fast


def member_of(data: bytes) -> bytes:
    """Return the member that bytes become which nobody has compressed before."""
    return member(data, _GZIP_LEVEL)


class Members:
    """A gzip file of many members (RFC 1952, section 2.2), to which members made elsewhere can be appended."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._waiting = bytearray()

    def write(self, data: bytes) -> int:
        """Take bytes to be compressed."""
        self._waiting += data
        if len(self._waiting) >= _MEMBER:
            self.flush()
        return len(data)

    def append(self, data: bytes) -> None:
        """Take bytes that are a member already."""
        self.flush()
        self._file.write(data)

    def copy(self, offset: int, place: Place) -> bool:
        """Take members from the file before, or say that they are not there; see :meth:`Renewed.copy`."""
        if not isinstance(self._file, Renewed):
            return False
        self.flush()
        return self._file.copy(offset, place)

    def flush(self) -> None:
        """Compress what waits to one member."""
        if self._waiting:
            self._file.write(member_of(bytes(self._waiting)))
            self._waiting.clear()


@contextmanager
def open_output(path: str | Path, *, gzipped: bool = False) -> Iterator[BinaryIO]:
    """Open a temporary file beside ``path``; on success flush it to disk and rename it, else remove it.

    If the file that it would take the place of has the same bytes, that stays, with the time of now. ``-`` is standard
    output. That, a pipe and a device are written to directly: they have no old content that could stay whole. What a
    process that was killed left beside ``path`` is removed.

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
    prefix = f".{target.name[:100]}."
    _remove_abandoned(target.parent, prefix)
    descriptor, temporary = tempfile.mkstemp(prefix=prefix, suffix=".part", dir=target.parent)
    done = False
    try:
        with os.fdopen(descriptor, "wb", buffering=_BUFFER) as file, _before(target) as before:
            _lock(file.fileno())
            renewed = Renewed(file, before)
            with _compressed(cast("BinaryIO", renewed), gzipped) as sink:
                yield sink
            if renewed.same() and before is not None and _stays(target, before):
                return
            renewed.complete()
            file.flush()
            os.fsync(file.fileno())
        Path(temporary).chmod(0o666 & ~_umask() if mode is None else stat.S_IMODE(mode))
        Path(temporary).replace(target)
        done = True
        _sync_folder(target.parent)
    finally:
        if not done:
            with suppress(OSError):
                Path(temporary).unlink()


@contextmanager
def _before(target: Path) -> Iterator[io.FileIO | None]:
    """Open the file that is to be replaced, if it is there and can be read."""
    try:
        file = io.FileIO(target)
    except OSError:
        yield None
        return
    with file:
        yield file


def _stays(target: Path, before: io.FileIO) -> bool:
    """Leave a file that needs no replacing, as if it had been; say no if it is another one by now, or not ours."""
    try:
        if not os.path.samestat(target.stat(), os.fstat(before.fileno())):
            return False
        os.utime(target)
        os.fsync(before.fileno())
    except OSError:
        return False
    return True


def _lock(descriptor: int) -> bool:
    """Say whether nobody else writes to a file, and keep others from it until it is closed."""
    if sys.platform == "win32":  # an abandoned file cannot be told from one in use
        return False
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:  # in use, or a file system without locks
        return False
    return True


def _remove_abandoned(folder: Path, prefix: str) -> None:
    for entry in os.scandir(folder):
        if not (entry.name.startswith(prefix) and entry.name.endswith(".part")):
            continue
        with suppress(OSError), Path(entry.path).open("rb") as file:
            if _lock(file.fileno()):
                Path(entry.path).unlink()


def _sync_folder(folder: Path) -> None:
    """Make a renaming last over a loss of power."""
    with suppress(OSError):  # not every file system can
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


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
    if not gzipped:
        yield file
        return
    members = Members(file)
    yield cast("BinaryIO", members)
    members.flush()
