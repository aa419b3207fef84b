"""The list of what must not come back: hashes of the local names of articles and people, one a line.

The list itself names nobody. A build leaves out the articles and blacks out the people that are on it.
"""

import hashlib
import os
from collections.abc import Iterable
from pathlib import Path

from kg.errors import OutputError, UsageError

_HEAD = "# What kg must not put into a graph: SHA-256 of local names; made by kg forget\n"


def file(named: str | None = None) -> Path:
    """Return where the list lies: the file that the user named, or ``$XDG_DATA_HOME/kg/forgotten.txt``.

    Source: XDG Base Directory Specification 0.8, which has relative paths ignored.
    """
    if named:
        return Path(named)
    home = os.environ.get("XDG_DATA_HOME", "")
    return (Path(home) if home.startswith("/") else Path.home() / ".local" / "share") / "kg" / "forgotten.txt"


def digest(local: str) -> str:
    """Return how a local name (``person/olaf-scholz``) stands in the list."""
    return hashlib.sha256(local.encode()).hexdigest()


def load(path: Path) -> frozenset[str]:
    """Return the digests on a list; none if there is no list.

    Raises:
        UsageError: if it cannot be read.
    """
    try:
        lines = path.read_text("ascii").splitlines()
    except FileNotFoundError:
        return frozenset()
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"cannot read the list of what is forgotten, {str(path)!r}: {error}") from error
    return frozenset(line for line in lines if line and not line.startswith("#"))


def add(path: Path, locals_: Iterable[str]) -> None:
    """Put local names on a list.

    Raises:
        OutputError: if it cannot be written.
    """
    digests = sorted(load(path) | {digest(local) for local in locals_})
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        fresh = path.with_suffix(".part")
        fresh.write_text(_HEAD + "".join(f"{line}\n" for line in digests), "ascii")
        fresh.replace(path)
    except OSError as error:
        raise OutputError(f"cannot write {str(path)!r}: {error.strerror or error}") from error
