"""Keeps the catalogue of a database folder in that folder, so that only the first start has to make it.

``kg load`` puts a new folder in place of the old one, so a catalogue never outlives what it was made of. It says
for which database and by which program it was made; one that is not for these is made anew. Where nothing can be written,
and for graph files, which are read into memory anyway, it is made at each start.
"""

import contextlib
import hashlib
import shutil
import sqlite3
from collections.abc import Callable
from functools import cache
from pathlib import Path

from kg.store.database import NOTE
from kg.version import VERSION

NAME = "kg-catalogue.sqlite"


def kept(folder: Path, path: Path, make: Callable[[Path], None]) -> None:
    """Put the catalogue of a database at a path: the one that its folder keeps, or a new one, which it will keep.

    Parameters:
        folder: the database; or a graph file, which keeps nothing.
        path: of a file that is not there yet.
        make: writes a new catalogue to it.
    """
    if not folder.is_dir():
        make(path)
        return
    stamp = _stamp(folder)
    if _taken(folder / NAME, path, stamp):
        return
    make(path)
    with contextlib.closing(sqlite3.connect(path)) as database, database:
        database.execute("CREATE TABLE made_of (stamp TEXT)")
        database.execute("INSERT INTO made_of VALUES (?)", (stamp,))
    beside = folder / f"{NAME}.new"
    with contextlib.suppress(
        OSError
    ):  # a folder that is not ours, or a full disk: then it is made again next time
        shutil.copyfile(path, beside)
        beside.replace(folder / NAME)


def _taken(source: Path, path: Path, stamp: str) -> bool:
    """Say whether a kept catalogue is the right one; then it is at the path."""
    if not source.is_file():
        return False
    try:
        path.hardlink_to(source)  # so that it is ours until we end, whatever becomes of the folder
    except OSError:  # another disk
        shutil.copyfile(source, path)
    try:
        with contextlib.closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)) as database:
            if database.execute("SELECT stamp FROM made_of").fetchall() == [(stamp,)]:
                return True
    except sqlite3.DatabaseError:  # damaged, or no catalogue at all
        pass
    path.unlink()
    return False


def _stamp(folder: Path) -> str:
    """Return what tells a database and a program from others: the note that each load writes anew, and our own files."""
    note = (folder / NOTE).stat()
    return f"{note.st_ino} {note.st_mtime_ns} {_program()}"


@cache
def _program() -> str:
    digest = hashlib.sha256(VERSION.encode())
    for file in sorted(Path(__file__).parent.glob("*.py")):
        digest.update(file.read_bytes())
    return digest.hexdigest()
