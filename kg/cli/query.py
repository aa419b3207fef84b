"""kg query: ask a graph in SPARQL."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from kg.query import Answer

FORMS = ("table", "csv", "tsv", "json", "xml", "markdown", "ttl")


def _read(file: str) -> str:
    from kg.errors import GraphError

    try:
        return sys.stdin.read() if file == "-" else Path(file).read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise GraphError(f"cannot read the query {file!r}: {error}") from error


def _pair(value: str) -> tuple[str, str]:
    from kg.errors import UsageError

    name, equals, rest = value.partition("=")
    if not equals:
        raise UsageError(f"--set {value!r} is not NAME=VALUE")
    return name, rest


def show(answer: "Answer", form: str) -> None:
    """Print an answer, and say if rows were left out."""
    from kg.query import write

    if form == "table":
        from kg.cli.table import echo

        echo(answer.variables, answer.rows)
    else:
        text = write(answer, form)
        click.echo(text, nl=not text.endswith("\n"))
    if answer.truncated:
        click.echo(f"kg: only the first {len(answer.terms):,} rows; --limit sets how many", err=True)


def tell(graph: str, sparql: str, *, timeout: float | None, limit: int | None, form: str) -> None:
    """Print what a query means and where its time goes, instead of its answer."""
    from kg.errors import QueryStopped, UsageError
    from kg.query import explain

    if form != "table":
        raise UsageError("--explain prints no answer; leave out --format")
    told = explain(graph, sparql, timeout=timeout, limit=limit)
    click.echo(str(told), nl=False)
    if told.stopped:
        raise QueryStopped(told.stopped)


@click.command("query")
@click.argument("graph")
@click.argument("sparql", required=False)
@click.option("-f", "--file", metavar="FILE", help="Read the query from a file (- for standard input).")
@click.option("--named", metavar="NAME", help="Ask the question of that name that ships with kg; see kg ask.")
@click.option("--set", "values", multiple=True, metavar="NAME=VALUE", help="Set a parameter of --named.")
@click.option(
    "--format", "form", type=click.Choice(FORMS), default="table", show_default=True,
    help="csv, tsv, json or xml for SELECT and ASK, ttl for CONSTRUCT and DESCRIBE, markdown for all.",
)  # fmt: skip
@click.option("--timeout", type=click.FloatRange(min=0, min_open=True), metavar="SECONDS",
              help="Stop the query after this time, which does not count the loading of GRAPH.")  # fmt: skip
@click.option("--limit", type=click.IntRange(min=0), metavar="ROWS", help="Print at most this many rows.")
@click.option("--explain", "explained", is_flag=True,
              help="Print no answer, but what the query means, how much each part of it matches, and what takes time.")  # fmt: skip
def command(graph: str, sparql: str | None, *, file: str | None, named: str | None, **options: Any) -> None:
    """Run a SPARQL query; the prefixes of the model need no declaration.

    GRAPH is a graph file, a database folder of kg load, or the address of a SPARQL endpoint.
    """
    from kg.errors import UsageError
    from kg.query import run

    if [sparql, file, named].count(None) != 2:
        raise UsageError("give the query either as an argument, or with -f FILE, or with --named NAME")
    if options["values"] and named is None:
        raise UsageError("--set goes with --named only")
    text = _read(file) if file is not None else sparql or ""
    if named is not None:
        from kg.query.questions import question

        text = question(named).sparql(dict(_pair(value) for value in options["values"]))
    if options["explained"]:
        tell(graph, text, timeout=options["timeout"], limit=options["limit"], form=options["form"])
        return
    show(run(graph, text, timeout=options["timeout"], limit=options["limit"]), options["form"])
