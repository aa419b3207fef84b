"""kg ask: the questions that ship with kg."""

from pathlib import Path
from typing import Any

import click

from kg.cli.query import FORMS, show, tell

_USUAL = ("graph.nq", "graph.trig", "graph.ttl", "graph.nt", "graph.jsonld", "store")
"""Where a graph is looked for if none is named: files and the folder of README.md."""


@click.command("ask", context_settings={"ignore_unknown_options": True, "allow_extra_args": True})
@click.argument("question", required=False)
@click.argument("graph", required=False)
@click.argument("values", nargs=-1, type=click.UNPROCESSED, metavar="[--PARAMETER VALUE]...")
@click.option("--list", "listed", is_flag=True, help="List all questions.")
@click.option("--show", "printed", is_flag=True, help="Print the question as SPARQL, do not ask it.")
@click.option(
    "--format", "form", type=click.Choice(FORMS), default="table", show_default=True, help="Of the answer."
)
@click.option("--timeout", type=click.FloatRange(min=0, min_open=True), metavar="SECONDS",
              help="Stop the query after this time, which does not count the loading of GRAPH.")  # fmt: skip
@click.option("--limit", type=click.IntRange(min=0), metavar="ROWS", help="Print at most this many rows.")
@click.option("--explain", "explained", is_flag=True,
              help="Print no answer, but what the question means, how much each part of it matches, and what takes time.")  # fmt: skip
def command(
    question: str | None,
    graph: str | None,
    values: tuple[str, ...],
    *,
    listed: bool,
    printed: bool,
    **options: Any,
) -> None:
    """Ask a graph one of the questions that ship with kg, such as: kg ask quoted-most --since 2022-01-01

    GRAPH is a graph file, a database folder or the address of a SPARQL endpoint; without it graph.nq, graph.trig,
    graph.ttl, graph.nt, graph.jsonld or store in this folder. docs/questions.md tells what each question takes.
    """
    from kg.errors import UsageError
    from kg.query import run
    from kg.query.questions import question as find
    from kg.query.questions import questions

    if listed:
        from kg.cli.table import echo

        echo(
            ("name", "question", "takes"),
            [(q.name, q.title, " ".join(f"--{p.name}" for p in q.parameters)) for q in questions()],
        )
        return
    if question is None:
        raise UsageError("name a question; kg ask --list shows all")
    if graph is not None and graph.startswith("--"):
        values = (graph, *values)
        graph = None
    sparql = find(question).sparql(_options(values))
    if printed:
        click.echo(sparql, nl=False)
        return
    if options["explained"]:
        form, timeout, limit = options["form"], options["timeout"], options["limit"]
        tell(graph or _usual(), sparql, timeout=timeout, limit=limit, form=form)
        return
    show(run(graph or _usual(), sparql, timeout=options["timeout"], limit=options["limit"]), options["form"])


def _options(words: tuple[str, ...]) -> dict[str, str]:
    """Return what --NAME VALUE or --NAME=VALUE say."""
    from kg.errors import UsageError

    found: dict[str, str] = {}
    rest = list(words)
    while rest:
        name, equals, value = rest.pop(0).partition("=")
        if not name.startswith("--") or not (equals or rest):
            raise UsageError(f"{name!r} makes no sense here; parameters are given as --NAME VALUE")
        found[name[2:]] = value if equals else rest.pop(0)
    return found


def _usual() -> str:
    from kg.errors import UsageError

    for name in _USUAL:
        if Path(name).exists():
            return name
    raise UsageError(f"there is none of {', '.join(_USUAL)} in this folder; name the graph")
