"""Tables for people, on standard output."""

import sys
from collections.abc import Iterable, Sequence

from rich.console import Console
from rich.table import Table
from rich.text import Text

from kg.report import shown

_WIDTH = 160


def echo(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Print a table; what stands in it is never read as markup or as control characters."""
    table = Table(box=None, header_style="bold", pad_edge=False)
    for column in columns:
        table.add_column(Text(column), overflow="fold")
    for row in rows:
        table.add_row(*(Text(shown(value)) for value in row))
    Console(file=sys.stdout, width=None if sys.stdout.isatty() else _WIDTH).print(table)
