"""kg shapes: print the bundled shapes."""

import click


@click.command("shapes")
def command() -> None:
    """Print the shapes as Turtle."""
    from kg.validate import shapes_text

    click.echo(shapes_text(), nl=False)
