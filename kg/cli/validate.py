"""kg validate: hold a graph against the shapes."""

import sys
from collections.abc import Callable
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    import rdflib

    from kg.validate import Violation


@click.command("validate")
@click.argument("graph")
@click.option("--report", metavar="FILE", help="Write the SHACL report as RDF (.ttl, .nt, .rdf, .jsonld).")
@click.option("--shapes", metavar="FILE", help="Shapes of your own (Turtle) instead of the bundled ones.")
@click.option(
    "--engine", type=click.Choice(["auto", "shacl", "pyshacl"]), default="auto", show_default=True,
    help="shacl is fast, pyshacl the reference; auto lets the fast one look at all, and the reference again where that finds anything.",
)  # fmt: skip
@click.option("--language", type=click.Choice(["en", "de"]), default="en", help="Of the messages.")
def command(graph: str, report: str | None, shapes: str | None, engine: str, language: str) -> None:
    """Check a graph file; exit with status 1 if it does not conform."""
    from kg.rdf.dataset import read_dataset
    from kg.validate import read_shapes, validate

    own = read_shapes(shapes) if shapes else None
    write = _writer(report) if report else None
    outcome = validate(read_dataset(graph), shapes=own, engine=engine, language=language)  # type: ignore[arg-type]
    if write is not None:
        write(outcome.graph)
    for violation in outcome.violations:
        _show(violation)
    click.echo("conforms" if outcome.conforms else f"{len(outcome.violations)} violation(s)", err=True)
    sys.exit(0 if outcome.conforms else 1)


def _show(violation: "Violation") -> None:
    """Print the message first, since it is for people, and then where it applies."""
    from kg.report import shown

    click.echo(shown(violation.message))
    for name, words in (("node", violation.focus), ("property", violation.path), ("value", violation.value)):
        if words:
            click.echo(f"    {name + ':':10}{shown(words)}")


def _writer(path: str) -> "Callable[[rdflib.Graph], None]":
    """Return what writes a report to ``path``; refuse a suffix that cannot hold one before the work begins."""
    from kg.errors import UnknownFormat
    from kg.export import open_output
    from kg.formats import for_path

    form, gzipped = for_path(path)
    names = {"turtle": "turtle", "ntriples": "nt", "rdfxml": "xml", "jsonld": "json-ld"}
    if form.name not in names:
        raise UnknownFormat(f"a report cannot be written as {form.name}; choose .ttl, .nt, .rdf or .jsonld")

    def write(report: "rdflib.Graph") -> None:
        with open_output(path, gzipped=gzipped) as file:
            report.serialize(file, format=names[form.name])

    return write
