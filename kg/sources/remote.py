"""Finds and opens what lies behind an address (``s3://…``), by fsspec; only where the user names one."""

import io
import re
from collections.abc import Iterator
from functools import partial
from pathlib import PurePosixPath
from typing import Any, BinaryIO
from urllib.parse import urlsplit, urlunsplit

from kg.errors import UsageError
from kg.report import Problem
from kg.sources.shards import EXTRA
from kg.sources.source import Source, printable, unreadable

_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]+://", re.IGNORECASE)
_LOCAL = "file://"
_BUFFER = 1 << 20


def is_address(path: str) -> bool:
    """Say whether a path is an address of another machine or store."""
    return _ADDRESS.match(path) is not None and not path.startswith(_LOCAL)


def local(path: str) -> str:
    """Return the path of a ``file://`` address, any other path as it is."""
    return path.removeprefix(_LOCAL)


def public(address: str) -> str:
    """Return an address without user, password and query, which may be secrets, as it can be printed."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return printable(address)
    host = parts.netloc.rpartition("@")[2]
    if host == parts.netloc and not parts.query:
        return printable(address)
    return printable(urlunsplit((parts.scheme, host, parts.path, "", parts.fragment)))


def _file_system(address: str) -> tuple[Any, str]:
    """Return fsspec's file system for an address, and the path in it.

    Raises:
        UsageError: if fsspec, or what it needs for this kind of address, is not installed.
    """
    try:
        import fsspec
    except ImportError as error:
        raise UsageError(f"{public(address)!r} needs the package fsspec; run: {EXTRA}") from error
    try:
        system, path = fsspec.core.url_to_fs(address)
    except (ImportError, ValueError) as error:
        raise UsageError(f"{public(address)!r} cannot be opened: {printable(str(error))}") from error
    return system, path


def find(address: str) -> Iterator[Source | Problem]:
    """Yield the files at an address: one file, all in a folder, or all that a pattern with ``*`` fits.

    Raises:
        UsageError: if there is nothing, or it cannot be reached.
    """
    system, path = _file_system(address)
    try:
        if "*" in path:
            found = sorted(system.glob(path))
            folder = False
        else:
            folder = bool(system.isdir(path))
            found = [path] if folder or system.exists(path) else []
    except Exception as error:  # every store has exceptions of its own
        raise UsageError(f"{public(address)!r} cannot be reached: {printable(str(error))}") from error
    if not found:
        raise UsageError(f"there is nothing at {public(address)!r}; check the name")
    chain = address.partition("::")[2]
    if folder:
        yield from _walk(system, path, "", chain)
        return
    for each in found:
        if not system.isdir(each):
            yield _source(system, each, "", chain)


def _walk(system: Any, folder: str, prefix: str, chain: str) -> Iterator[Source | Problem]:
    try:
        listing = sorted(system.ls(folder, detail=True), key=lambda entry: str(entry["name"]))
    except Exception as error:  # noqa: BLE001 - every store has exceptions of its own
        yield unreadable(_shown(system, folder, chain), error)
        return
    for entry in listing:
        path = str(entry["name"])
        name = PurePosixPath(path).name
        if name.startswith(".") or path.rstrip("/") == folder.rstrip("/"):
            continue
        if entry["type"] == "directory":
            yield from _walk(system, path, f"{prefix}{printable(name)}/", chain)
        else:
            yield _source(system, path, prefix, chain)


def _source(system: Any, path: str, prefix: str, chain: str) -> Source:
    name = f"{prefix}{printable(PurePosixPath(path).name)}"
    return Source(name, _shown(system, path, chain), opens=partial(_open, system, path))


def _open(system: Any, path: str) -> BinaryIO:
    """Open a file of a store; some of fsspec's files cannot read a line of limited length themselves."""
    return io.BufferedReader(system.open(path, "rb"), _BUFFER)


def _shown(system: Any, path: str, chain: str) -> str:
    """Return how a path of a store is printed; an archive's, with the archive."""
    shown = public(str(system.unstrip_protocol(path)))
    return f"{shown}::{public(chain)}" if chain else shown
