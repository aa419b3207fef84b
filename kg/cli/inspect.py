"""kg inspect: one article as kg understands it."""

import click


@click.command("inspect")
@click.argument("path")
def command(path: str) -> None:
    """Print one article with everything parsed and extracted, as JSON."""
    import msgspec

    from kg.cli.visible import visible
    from kg.graph import read

    click.echo(visible(msgspec.json.format(msgspec.json.encode(read(path)), indent=1)))
