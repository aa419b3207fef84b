"""The bundled shapes and vocabulary, and shapes as the fast engine wants them."""

from functools import cache

import shacl

from kg.resources import folder


def _bundle(name: str) -> str:
    files = sorted((f for f in folder(name).iterdir() if f.name.endswith(".ttl")), key=lambda f: f.name)
    return "\n".join(file.read_text("utf-8") for file in files)


def shapes_text() -> str:
    """Return the bundled shapes as Turtle."""
    return _bundle("shapes")


def ontology_text() -> str:
    """Return the bundled vocabulary as Turtle."""
    return _bundle("ontology")


@cache
def compiled(text: str) -> shacl.Shapes:
    """Return shapes in Turtle as the engine holds them.

    Raises:
        ValueError: if they are no valid shapes.
    """
    return shacl.Shapes.from_text(text, format="turtle")
