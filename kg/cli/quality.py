"""The options that say what looks for quotations and names, the same for all commands that do."""

from collections.abc import Callable
from typing import Any

import click

_QUALITY = click.option(
    "--quality", type=click.Choice(["default", "best"]), default="default", show_default=True,
    help="best finds more names and takes several times as long; it needs pip install 'kg-news[best]'.",
)  # fmt: skip
_EXTRACTORS = click.option(
    "--extractors", metavar="NAMES",
    help="What looks for quotations and names, in order, by comma; plugins have names, too.",
)  # fmt: skip


def extraction(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command both options."""
    return _EXTRACTORS(_QUALITY(command))


def chosen(quality: str, extractors: str | None) -> tuple[str, ...]:
    """Return the names of the extractors.

    Raises:
        UsageError: if both options were given.
    """
    from kg.errors import UsageError
    from kg.extract import QUALITIES

    if extractors and quality != "default":
        raise UsageError("--quality chooses the extractors, and --extractors names them; give one of the two")
    return tuple(extractors.split(",")) if extractors else QUALITIES[quality]
