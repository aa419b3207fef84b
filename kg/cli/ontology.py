"""kg ontology: print the bundled vocabulary."""

import click


@click.command("ontology")
def command() -> None:
    """Print the vocabulary as Turtle."""
    from kg.validate import ontology_text

    click.echo(ontology_text(), nl=False)
