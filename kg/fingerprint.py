"""What the program is, as a hash: everything that decides what becomes of an article, except article and options."""

import hashlib
import sys
import zlib
from collections.abc import Iterator
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from importlib.resources.abc import Traversable
from pathlib import Path

from kg.plugins import foreign
from kg.resources import folder

INTERFACES = ("cli", "graph", "queries", "query", "records", "serve", "store", "testing", "who")
"""Rooms that only ask or show what a build made; a change in them makes no difference to it."""

_LIBRARIES = (
    "msgspec",
    "numpy",
    "onnxruntime",
    "pyoxigraph",
    "pyshacl",
    "python-crfsuite",
    "rdflib",
    "rensa",
    "shacl",
    "warcio",
)
_MODEL = "model.bin"
_GROUPS = ("kg.readers", "kg.extractors", "kg.linkers", "kg.exporters")


@cache
def fingerprint() -> str:
    """Return the hash (SHA-256) of kg's own files, and of the versions of libraries, plugins and Python.

    Of a model the hash is taken that its card has, which is compared where the model is read: it takes as long as all the rest.
    """
    digest = hashlib.sha256()
    for line in (*_versions(), *_plugins()):
        digest.update(f"{line}\n".encode())
    package = Path(__file__).parent
    for room in sorted(package.iterdir(), key=lambda path: path.name):
        if room.stem not in INTERFACES:
            _add(digest, room.name, room)
    _add(digest, "shapes", folder("shapes"))
    return digest.hexdigest()


def _versions() -> Iterator[str]:
    yield f"Python {sys.version_info[0]}.{sys.version_info[1]}, zlib {zlib.ZLIB_RUNTIME_VERSION}"
    for name in _LIBRARIES:
        try:
            yield f"{name} {version(name)}"
        except PackageNotFoundError:  # importable all the same, as in a frozen program
            yield name


def _plugins() -> Iterator[str]:
    for group in _GROUPS:
        for point in sorted(foreign(group), key=lambda point: (point.name, point.value)):
            package = f"{point.dist.name} {point.dist.version}" if point.dist else ""
            yield f"{group} {point.name} {point.value} {package}"


def _add(digest: "hashlib._Hash", name: str, found: Traversable) -> None:
    if found.is_dir():
        for child in sorted(found.iterdir(), key=lambda child: child.name):
            if child.name != "__pycache__":
                _add(digest, f"{name}/{child.name}", child)
    elif found.is_file() and found.name != _MODEL:
        digest.update(f"{name}\n".encode() + hashlib.sha256(found.read_bytes()).digest())
