"""Database folders of Oxigraph that are whole: written beside, then put in place, with a note that says so.

FOLDER/               RocksDB's files, and kg-load.json, the note
.FOLDER.load/         while a load is under way: locked; what an ended one left is cleared up by the next
    new/              the database that will be FOLDER
    old/              the one that was FOLDER, for the moment in which they change places
"""

import os
import shutil
import sys
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import msgspec
import pyoxigraph

from kg.errors import GraphError, OutputError, UsageError
from kg.version import VERSION

if sys.platform != "win32":
    import fcntl

NOTE = "kg-load.json"
_LAYOUT = 2
"""1 had no merge in the default graph."""
_TROUBLE = (OSError, RuntimeError)
"""What Oxigraph raises of a database that it cannot open or write."""


class Note(msgspec.Struct, frozen=True):
    """What is known of a whole database.

    Attributes:
        datasets: whether it was loaded from files with named graphs.
        version: of kg.
        layout: of the folder and this note.
    """

    datasets: bool
    version: str = VERSION
    layout: int = _LAYOUT


def is_database(folder: str | Path) -> bool:
    """Say whether a folder is a database that ``kg load`` wrote to its end."""
    return (Path(folder) / NOTE).is_file()


def open_database(folder: str | Path, *, read_only: bool = True) -> pyoxigraph.Store:
    """Open a database that ``kg load`` wrote to its end.

    Parameters:
        folder: where it is.
        read_only: whether nothing will be written; then several programs may have it open.

    Raises:
        GraphError: if the folder is missing, no database, not whole, of another layout, or open elsewhere.
    """
    path = Path(folder)
    if not path.is_dir():
        raise GraphError(f"there is no folder {str(folder)!r}; kg load GRAPH FOLDER makes a database")
    read_note(path)
    try:
        return pyoxigraph.Store.read_only(str(path)) if read_only else pyoxigraph.Store(str(path))
    except _TROUBLE as error:
        raise GraphError(f"cannot open the database {str(folder)!r}: {_reason(error)}") from error


def read_note(folder: Path) -> Note:
    """Return the note of a whole database.

    Raises:
        GraphError: if there is none, or it is of another layout.
    """
    try:
        note = msgspec.json.decode((folder / NOTE).read_bytes(), type=Note)
    except FileNotFoundError:
        raise GraphError(
            f"{str(folder)!r} is no database that kg load wrote to its end (it has no {NOTE}); "
            "kg load GRAPH FOLDER makes one"
        ) from None
    except (OSError, msgspec.DecodeError) as error:
        raise GraphError(f"cannot read {str(folder / NOTE)!r}: {error}") from error
    if note.layout != _LAYOUT:
        raise GraphError(
            f"this kg does not know layout {note.layout} of the database {str(folder)!r}; remove the folder and load it anew"
        )
    return note


def _reason(error: Exception) -> str:
    return "another program has it open" if "lock" in str(error).lower() else str(error)


def replace_database(
    folder: str | Path, fill: Callable[[pyoxigraph.Store], None], *, keep: bool, datasets: bool
) -> None:
    """Fill a new database beside ``folder`` and put it in its place, whole.

    Parameters:
        folder: the target; it may exist if it is empty or a database of kg.
        fill: writes the statements.
        keep: whether the new database begins with what the old one holds, in hard links, not copies.
        datasets: for the note.

    Raises:
        UsageError: if the folder is something else.
        OutputError: if it cannot be written, or another program writes it.
    """
    if sys.platform == "win32":  # no lock that a killed process loses, no moving of open files
        raise UsageError("kg load writes no database folders on Windows; load into a server")
    target = Path(folder).resolve()
    if not target.parent.is_dir():
        raise OutputError(f"cannot make the database {str(folder)!r}: its folder does not exist")
    try:
        with _workplace(target) as place:
            _check(target)
            _write(target, place / "new", fill, keep=keep and is_database(target))
            _publish(target, place, Note(datasets=datasets))
    except _TROUBLE as error:
        raise OutputError(f"cannot write the database {str(folder)!r}: {_reason(error)}") from error


@contextmanager
def _workplace(target: Path) -> Iterator[Path]:
    """Lock and clear the folder in which a load works; afterwards remove it."""
    place = target.with_name(f".{target.name}.load")
    descriptor = _locked(place)
    try:
        _settle(target, place)
        yield place
    finally:
        _settle(target, place)
        place.rmdir()
        os.close(descriptor)


def _locked(place: Path) -> int:
    """Make and lock a folder; return the descriptor that holds the lock, which a killed process loses."""
    while True:
        place.mkdir(exist_ok=True)
        descriptor = os.open(place, os.O_RDONLY)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            if place.exists() and place.stat().st_ino == os.fstat(descriptor).st_ino:
                return descriptor  # else its last owner has just removed it
        except BlockingIOError:
            os.close(descriptor)
            raise OutputError(f"another kg load is at work ({str(place)!r}); wait until it is done") from None
        except BaseException:
            os.close(descriptor)
            raise
        os.close(descriptor)


def _settle(target: Path, place: Path) -> None:
    """Bring to its end, or take back, what an ended load left."""
    for candidate in (place / "new", place / "old"):
        if is_database(candidate) and not target.exists():
            candidate.replace(target)
        shutil.rmtree(candidate, ignore_errors=True)


def _check(target: Path) -> None:
    if target.is_dir() and (is_database(target) or not any(target.iterdir())):
        return
    if target.exists():
        kind = "holds something else than a database of kg load" if target.is_dir() else "is a file"
        raise UsageError(f"{str(target)!r} {kind}; name a folder that is new or empty")


def _write(target: Path, new: Path, fill: Callable[[pyoxigraph.Store], None], *, keep: bool) -> None:
    """Fill the new database; it is closed when this ends, for Oxigraph closes what nobody holds."""
    if is_database(target):
        read_note(target)
        old = pyoxigraph.Store(str(target))  # so that nobody else writes what is going to be replaced
        if keep:
            old.backup(str(new))
        del old
    store = pyoxigraph.Store(str(new))
    try:
        fill(store)
        store.flush()
    except BaseException as error:
        traceback.clear_frames(error.__traceback__)
        del store  # nor may this frame hold it, which the error does
        raise


def _publish(target: Path, place: Path, note: Note) -> None:
    """Let the two databases change places; killed at any point, the next load finds a whole one."""
    new = place / "new"
    for file in new.iterdir():
        _sync(file)
    (new / NOTE).write_bytes(msgspec.json.encode(note))
    _sync(new / NOTE)
    _sync(new)
    if target.exists():
        target.replace(place / "old")
    new.replace(target)
    _sync(target.parent)


def _sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
