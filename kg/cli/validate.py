"""kg validate: hold a graph against the shapes."""

import sys
from pathlib import Path

import click


@click.command("validate")
@click.argument("graph")
@click.option("--report", metavar="FILE", help="Write the SHACL report as RDF (.ttl, .nt, .rdf, .jsonld).")
@click.option("--shapes", metavar="FILE", help="Shapes of your own (Turtle) instead of the bundled ones.")
@click.option(
    "--engine", type=click.Choice(["reference", "fast"]), default="reference", help="pySHACL, or shacl."
)
@click.option("--language", type=click.Choice(["en", "de"]), default="en", help="Of the messages.")
def command(graph: str, report: str | None, shapes: str | None, engine: str, language: str) -> None:
    """Check a graph file; exit with status 1 if it does not conform."""
    from kg.errors import GraphError
    from kg.export import open_output
    from kg.formats import for_path
    from kg.query import read_dataset, to_dataset
    from kg.validate import validate

    own = None
    if shapes:
        try:
            own = Path(shapes).read_text("utf-8")
        except OSError as error:
            raise GraphError(f"cannot read the shapes {shapes!r}: {error.strerror}") from error
    dataset = to_dataset(read_dataset(graph))
    outcome = validate(dataset, shapes=own, engine=engine, language=language)  # type: ignore[arg-type]
    if report:
        names = {"turtle": "turtle", "ntriples": "nt", "rdfxml": "xml", "jsonld": "json-ld"}
        form, gzipped = for_path(report)
        if form.name not in names:
            raise GraphError(f"a report cannot be written as {form.name}; choose .ttl, .nt, .rdf or .jsonld")
        with open_output(Path(report), gzipped=gzipped) as file:
            outcome.graph.serialize(file, format=names[form.name])
    for violation in outcome.violations:
        click.echo(str(violation))
    click.echo("conforms" if outcome.conforms else f"{len(outcome.violations)} violation(s)", err=True)
    sys.exit(0 if outcome.conforms else 1)
