"""kg query: ask a graph in SPARQL."""

import signal
import sys
from pathlib import Path

import click


def _read(file: str) -> str:
    return sys.stdin.read() if file == "-" else Path(file).read_text("utf-8")


@click.command("query")
@click.argument("graph")
@click.argument("sparql", required=False)
@click.option("-f", "--file", metavar="FILE", help="Read the query from a file (- for standard input).")
@click.option(
    "--format", "form", type=click.Choice(["table", "csv", "json", "ttl"]), default="table",
    help="csv or json for SELECT and ASK, ttl for CONSTRUCT and DESCRIBE.", show_default=True,
)  # fmt: skip
def command(graph: str, sparql: str | None, file: str | None, form: str) -> None:
    """Run a SPARQL query; the prefixes of the model need no declaration."""
    from kg.errors import GraphError, UsageError
    from kg.query import run

    if (sparql is None) == (file is None):
        raise UsageError("give the query either as an argument or with -f FILE")
    if file is not None:
        try:
            sparql = _read(file)
        except (OSError, UnicodeDecodeError) as error:
            raise GraphError(f"cannot read the query {file!r}: {error}") from error
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(
            number, signal.SIG_DFL
        )  # the engine answers no Python handler, and nothing is written here
    result = run(graph, sparql or "")
    if form == "table":
        from kg.cli.table import echo

        echo(result.variables, result.rows)
        return
    text = result.text(form)
    click.echo(text, nl=not text.endswith("\n"))
