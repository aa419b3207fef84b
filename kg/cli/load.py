"""kg load: a graph goes into a triple store."""

from typing import Any

import click


@click.command("load")
@click.argument("graph")
@click.argument("target")
@click.option("--bulk", type=click.Choice(["virtuoso", "fuseki", "graphdb", "qlever"]),
              help="Write the files of a bulk loader into the folder TARGET and print the commands that load them.")  # fmt: skip
@click.option("--protocol", type=click.Choice(["auto", "graph-store", "update"]), default="auto", show_default=True,
              help="What a server speaks; auto takes an address that ends in /update, /statements or /sparql-auth for "
              "SPARQL Update, any other for the Graph Store protocol.")  # fmt: skip
@click.option("--update-url", metavar="URL",
              help="SPARQL Update address of a server whose Graph Store is TARGET; known for Oxigraph, Fuseki, GraphDB, "
              "RDF4J and Virtuoso.")  # fmt: skip
@click.option("--default-graph", "home", metavar="IRI",
              help="Named graph of a server for what stands in none; without it, that of the data set.")  # fmt: skip
@click.option("--prune", is_flag=True, help="Remove what an earlier load brought and GRAPH does not have.")
@click.option(
    "--batch",
    type=click.IntRange(min=1),
    metavar="N",
    help="Statements in a request of SPARQL Update, 2000 if not given.",
)
@click.option("--attempts", type=click.IntRange(min=1), metavar="N",
              help="How often a request is sent before kg gives up; 6 if not given, within 16 seconds.")  # fmt: skip
@click.option("--dry-run", is_flag=True, help="Read GRAPH and say what is in it; load nothing.")
@click.option("-q", "--quiet", is_flag=True, help="No progress bar, no summary.")
def command(graph: str, target: str, *, bulk: str | None, dry_run: bool, quiet: bool, **options: Any) -> None:
    """Load a graph into a triple store; loading again replaces, never doubles.

    TARGET is the address of a server (http://localhost:7878/store) or a folder for an Oxigraph database.
    Credentials come from KG_STORE_USER and KG_STORE_PASSWORD, from KG_STORE_TOKEN, or from ~/.netrc.
    """
    from kg.cli.watching import LoadProgress
    from kg.loading import Options, inspect, load

    if bulk is not None:
        _bulk(graph, target, bulk, options)
        return
    chosen = Options(**{name: value for name, value in options.items() if value is not None})
    if dry_run:
        found = inspect(graph)
        click.echo(
            f"{found.statements:,} statements in {found.graphs:,} named graphs; nothing was loaded", err=True
        )
        return
    with LoadProgress(quiet=quiet) as progress:
        loaded = load(graph, target, chosen, progress)
    if not quiet:
        click.echo(f"{loaded.statements:,} statements, {loaded.graphs:,} named graphs", err=True)
        if loaded.home:
            click.echo(f"what stood in no named graph is in <{loaded.home}>", err=True)


def _bulk(graph: str, folder: str, tool: str, options: dict[str, Any]) -> None:
    from kg.errors import UsageError
    from kg.loading import home_term, write_bulk

    if options["protocol"] != "auto" or any(
        options[name] for name in ("update_url", "prune", "batch", "attempts")
    ):
        raise UsageError("--bulk goes with --default-graph only; the other options are for loading")
    named = options["home"]
    for line in write_bulk(graph, folder, tool, name=named and home_term(named)):
        click.echo(line)
