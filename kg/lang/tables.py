"""Reads the tables of a language: tab-separated values, a line a row, comments begin with ``#``."""

from importlib.resources import files

Lines = list[str]


def lines(code: str, name: str) -> Lines:
    """Return the rows of a table as lines, without comments."""
    text = (files("kg.lang") / code / name).read_text("utf-8")
    return [line for line in text.splitlines() if line and not line.startswith("#")]


def rows(code: str, name: str) -> list[list[str]]:
    """Return the rows of a table, split into columns."""
    return [line.split("\t") for line in lines(code, name)]
