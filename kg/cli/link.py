"""kg link: what a graph names is tied to the items of an authority file."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from kg.reconcile import Linked, Options

_KINDS = ("person", "organization", "place", "event", "thing")


@click.command("link")
@click.argument("graph")
@click.option("-e", "--endpoint", metavar="URL",
              help="Address of a service of the W3C Reconciliation API; nothing else is talked to.")  # fmt: skip
@click.option("-o", "--output", metavar="FILE",
              help="Where the graph with the links goes (- for standard output); without it, GRAPH is replaced.")  # fmt: skip
@click.option("-t", "--to", metavar="FORMAT", help="Format of the output, whatever its suffix, as for build.")
@click.option("--threshold", type=float, metavar="SCORE",
              help="Score that a candidate needs; without it nine tenths of --best.")  # fmt: skip
@click.option("--best", type=click.FloatRange(min=0, min_open=True), default=100.0, show_default=True, metavar="SCORE",
              help="The highest score that the service gives.")  # fmt: skip
@click.option("--review", metavar="FILE",
              help="Write the candidates of all that was left open to a CSV. Decisions that the file has already are "
              "applied and kept.")  # fmt: skip
@click.option("--reviewed", multiple=True, metavar="FILE",
              help="Apply the decisions in such a file; they win. May be given several times.")  # fmt: skip
@click.option(
    "--kinds", metavar="KINDS", default=",".join(_KINDS), show_default=True, help="What is linked, by comma."
)
@click.option("--type", "types", multiple=True, metavar="KIND=TYPE",
              help="The service's type for a kind, such as person=Q5; known for Wikidata and the GND.")  # fmt: skip
@click.option("--property", "properties", multiple=True, metavar="FACT=ID",
              help="The service's property for what the graph knows of people: role, organization, party or place; such as "
              "party=P102.")  # fmt: skip
@click.option(
    "--limit", type=click.IntRange(min=1), default=5, show_default=True, help="Candidates of each node."
)
@click.option("--batch", type=click.IntRange(min=1), default=20, show_default=True,
              help="Queries in a request; fewer if the service says so.")  # fmt: skip
@click.option("--attempts", type=click.IntRange(min=1), metavar="N",
              help="How often a request is sent before kg gives up; 6 if not given, within 16 seconds.")  # fmt: skip
@click.option("--cache", metavar="DIR", help="Where answers are kept, as for build.")
@click.option("--fresh", is_flag=True, help="Ask again what is kept.")
@click.option("-q", "--quiet", is_flag=True, help="No progress bar, no summary.")
def command(graph: str, output: str | None, to: str | None, quiet: bool, **options: Any) -> None:
    """Tie people, organisations, places and events to the items of an authority file such as Wikidata.

    Credentials come from KG_STORE_USER and KG_STORE_PASSWORD, from KG_STORE_TOKEN, or from ~/.netrc.
    """
    from pathlib import Path

    from kg.cli.watching import LinkProgress
    from kg.errors import UsageError
    from kg.formats import for_output
    from kg.rdf.dataset import read_dataset
    from kg.reconcile import link, read_reviews

    if not options["endpoint"] and not options["reviewed"]:
        raise UsageError("kg link needs --endpoint URL, or --reviewed FILE with decisions to apply")
    target = output or graph
    for_output(target, to)
    review = options["review"]
    files = [*([review] if review and Path(review).exists() else []), *options["reviewed"]]
    rows = read_reviews(files)
    chosen = _options(options)
    with LinkProgress(quiet=quiet) as progress:
        linked = link(read_dataset(graph), chosen, rows, progress)
    _write(linked, target, to, review)
    if not quiet:
        _say(linked, review)


def _options(given: dict[str, Any]) -> "Options":
    from kg.cache import folder
    from kg.model import EntityKind
    from kg.reconcile import FACTS, Asking, Options

    kinds = frozenset(EntityKind(_one_of(kind, _KINDS)) for kind in given["kinds"].split(","))
    asking = Asking(
        kinds=kinds,
        types={EntityKind(_one_of(kind, _KINDS)): type_ for kind, type_ in _pairs(given["types"], "--type")},
        properties={_one_of(fact, FACTS): pid for fact, pid in _pairs(given["properties"], "--property")},
        limit=given["limit"],
        batch=given["batch"],
    )
    more = {} if given["attempts"] is None else {"attempts": given["attempts"]}
    return Options(
        endpoint=given["endpoint"] or "", cache=folder(given["cache"]), threshold=given["threshold"],
        best=given["best"], fresh=given["fresh"], asking=asking, **more,
    )  # fmt: skip


def _pairs(values: Iterable[str], option: str) -> Iterable[tuple[str, str]]:
    from kg.errors import UsageError

    for value in values:
        name, equals, rest = value.partition("=")
        if not equals or not rest:
            raise UsageError(f"{option} {value!r} is not NAME=ID")
        yield name, rest


def _one_of(word: str, known: Sequence[str]) -> str:
    from kg.errors import UsageError

    if word not in known:
        raise UsageError(f"{word!r} is none of {', '.join(known)}")
    return word


def _write(linked: "Linked", target: str, to: str | None, review: str | None) -> None:
    from kg.export import open_exporter, open_output
    from kg.rdf.vocab import DEFAULT_BASE
    from kg.reconcile import write_review

    with open_exporter(target, base=linked.base or DEFAULT_BASE, form=to) as exporter:
        for each in linked.graphs:
            exporter.write(each)
    if review:
        with open_output(review) as sink:
            write_review(sink, linked.rows)


def _say(linked: "Linked", review: str | None) -> None:
    from kg.report import shown

    rules = ", ".join(f"{count:,} by {rule}" for rule, count in sorted(linked.links.items()))
    click.echo(f"{sum(linked.links.values()):,} nodes linked{f' ({rules})' if rules else ''}", err=True)
    if linked.service:
        click.echo(
            f"asked {shown(linked.service)}: {linked.requests:,} requests; {linked.kept:,} answers were kept",
            err=True,
        )
    if linked.left:
        where = (
            f"their candidates are in {shown(review)}"
            if review
            else "--review FILE writes their candidates down"
        )
        click.echo(f"{linked.left:,} left open; {where}", err=True)
    if linked.unusable:
        click.echo(f"{linked.unusable:,} candidates have no address and were left out", err=True)
    if linked.unknown:
        click.echo(f"{linked.unknown:,} decisions are of nodes that the graph does not have", err=True)
