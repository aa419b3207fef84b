"""kg stats: what is in a graph."""

import click


@click.command("stats")
@click.argument("graph")
def command(graph: str) -> None:
    """Count articles, quotations, people and the rest, and name who is quoted most."""
    from kg.cli.table import echo
    from kg.query import stats

    found = stats(graph)
    rows = [(name, str(count)) for name, count in found.counts.items()]
    echo(("what", "count"), [*rows, ("first day", found.first), ("last day", found.last)])
    if found.speakers:
        click.echo()
        echo(("quoted most", "quotations"), [(name, str(count)) for name, count in found.speakers])
