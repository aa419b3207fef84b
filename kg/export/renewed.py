"""A file that takes the place of another one and has much of the same: that is compared and copied, not made again."""

import io
import zlib
from typing import TYPE_CHECKING, BinaryIO, NamedTuple

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer

_CHUNK = 1 << 16


class Place(NamedTuple):
    """How many bytes of a file something takes, and their CRC-32, so that another file is never taken for it."""

    length: int
    checksum: int


def place_of(data: bytes) -> Place:
    """Return the place of bytes."""
    return Place(len(data), zlib.crc32(data))


class Renewed(io.BufferedIOBase):
    """Takes bytes like a file. As long as they are those of the file before, nothing is written.

    Nothing is believed of the file before but what was read of it: a part of it is copied only if it has the length and
    the checksum of what is to be written.

    Parameters:
        file: is written to.
        before: the file that it will take the place of, unbuffered; None if there is none.
    """

    def __init__(self, file: BinaryIO, before: io.FileIO | None) -> None:
        self._file = file
        self._before = before
        self._known = before is not None
        self._alike = 0 if self._known else -1  # so many bytes are as before; -1 from the first difference on

    def writable(self) -> bool:
        """Say that bytes are taken."""
        return True

    def write(self, data: "ReadableBuffer") -> int:
        """Take bytes."""
        if self._alike >= 0:
            taken = bytes(data)
            if self._read(self._alike, len(taken)) == taken:
                self._alike += len(taken)
                return len(taken)
            self._differ()
        return self._file.write(data)

    def copy(self, offset: int, place: Place) -> bool:
        """Take bytes from the file before, or say that they are not there; then it is not asked for others, either."""
        data = self._read(offset, place.length) if self._known else b""
        if place_of(data) != place:
            self._known = False
            return False
        if self._alike == offset:
            self._alike += place.length
            return True
        self._differ()
        self._file.write(data)
        return True

    def same(self) -> bool:
        """Say whether the file before has just the bytes that were taken."""
        return self._before is not None and self._before.seek(0, io.SEEK_END) == self._alike

    def complete(self) -> None:
        """Write what was not written yet, since it is as before."""
        self._differ()

    def _read(self, offset: int, length: int) -> bytes:
        if self._before is None:
            return b""
        self._before.seek(offset)
        data = self._before.read(length) or b""
        while len(data) < length and (more := self._before.read(length - len(data))):
            data += more
        return data

    def _differ(self) -> None:
        """Write what was the same until now."""
        for start in range(0, max(self._alike, 0), _CHUNK):
            self._file.write(self._read(start, min(_CHUNK, self._alike - start)))
        self._alike = -1
