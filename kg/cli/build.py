"""kg build: articles become a validated graph."""

import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING, Any

import click

from kg.cli.quality import chosen as chosen_extractors
from kg.cli.quality import extraction

if TYPE_CHECKING:
    from kg.report import Listener, Report

_MOST_JOBS = 1024


@click.command("build")
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@click.option("-o", "--output", multiple=True, required=True, metavar="FILE",
              help="Where the graph goes (- for standard output); the suffix tells the format: .ttl .nt .nq .trig "
              ".jsonld .rdf, each also with .gz; .graphml .gexf .json. May be given several times.")  # fmt: skip
@click.option("-t", "--to", metavar="FORMAT",
              help="Format of all outputs, whatever their suffix: turtle, ntriples, nquads, trig, jsonld, rdfxml, "
              "graphml, gexf, nodelink.")  # fmt: skip
@click.option(
    "--base", metavar="IRI", help="Namespace of the IRIs of articles, people and the rest; ends in /."
)
@click.option(
    "--text", type=click.Choice(["full", "none"]), default="full", help="Whether the graph carries the texts."
)
@click.option("--licence", metavar="IRI", help="Licence of the data set, stated in it.")
@extraction
@click.option("-j", "--jobs", metavar="N", default="auto", show_default=True,
              help="How many processes work on the articles; auto for one a processor.")  # fmt: skip
@click.option("--engine", metavar="NAME", default="local", show_default=True,
              help="Where they run: local for processes on this machine, dask for a cluster.")  # fmt: skip
@click.option("--scheduler", metavar="ADDRESS",
              help="Scheduler of a Dask cluster, or the file with its address; without it one is started here.")  # fmt: skip
@click.option("--cache", metavar="DIR", help="Where is kept what was made of each article, so that the next build only "
              "does what changed; without it $XDG_CACHE_HOME/kg, or ~/.cache/kg.")  # fmt: skip
@click.option("--forgotten", metavar="FILE",
              help="List of what kg forget took out; without it $XDG_DATA_HOME/kg/forgotten.txt.")  # fmt: skip
@click.option("--identities", metavar="FILE",
              help="Your own word on who is who, in TOML: people who are one, people who are not; see docs/identity.md.")  # fmt: skip
@click.option("--fresh", is_flag=True, help="Make everything anew, whatever earlier builds kept.")
@click.option("--no-validate", is_flag=True, help="Write articles without holding them against the shapes.")
@click.option("--report", metavar="FILE", help="Write every problem to a JSON file.")
@click.option("--strict", is_flag=True, help="Exit with status 1 if there was any problem.")
@click.option("-q", "--quiet", is_flag=True, help="No progress bar, no summary.")
def command(paths: tuple[str, ...], output: tuple[str, ...], **options: Any) -> None:
    """Read the articles in files, folders, shards and addresses (- for standard input) and write their graph."""
    from kg.cache import Cache, folder
    from kg.engine import engine
    from kg.errors import UsageError
    from kg.export import open_exporter
    from kg.forgotten import file, load
    from kg.link.identity import Curated
    from kg.link.identity import load as load_identities
    from kg.pipeline import Options, build
    from kg.rdf.vocab import DEFAULT_BASE

    named = [name for name in (*output, options["report"]) if name]
    if len(set(named)) < len(named):
        raise UsageError("two outputs have the same name; give each one of its own")
    started = time.monotonic()
    chosen = Options(
        base=options["base"] or DEFAULT_BASE, text=options["text"], licence=options["licence"],
        identities=load_identities(options["identities"], options["base"] or DEFAULT_BASE) if options["identities"] else Curated(),
        validate=not options["no_validate"], forgotten=load(file(options["forgotten"])), extractors=chosen_extractors(options["quality"], options["extractors"]),
    )  # fmt: skip
    workers = engine(options["engine"], _jobs(options["jobs"]), options["scheduler"])
    with _listeners(options["report"], quiet=options["quiet"]) as listeners, ExitStack() as opened:
        exporters = [
            opened.enter_context(open_exporter(path, base=chosen.base, form=options["to"])) for path in output
        ]
        kept = opened.enter_context(Cache(folder(options["cache"]), fresh=options["fresh"]))
        report = build(paths, chosen, exporters, listeners=listeners, engine=workers, kept=kept)
    if not options["quiet"]:
        _summary(report, time.monotonic() - started)
    if options["strict"] and report.problems:
        sys.exit(1)


def _jobs(given: str) -> int | None:
    """Return a number of processes; None for as many as there are processors."""
    from kg.errors import UsageError

    if given == "auto":
        return None
    if not given.isdecimal() or not 0 < int(given) <= _MOST_JOBS:
        raise UsageError(f"--jobs {given!r} is neither auto nor a number from 1 to {_MOST_JOBS}")
    return int(given)


@contextmanager
def _listeners(path: str | None, *, quiet: bool) -> "Iterator[list[Listener]]":
    """Open what hears of a build."""
    from kg.cli.problems import problem_file
    from kg.cli.progress import Progress

    with Progress(quiet=quiet) as progress, problem_file(path) as file:
        yield [progress, file]


def _summary(report: "Report", seconds: float) -> None:
    from kg.cli.problems import echo_examples

    echo_examples(report, more="--report FILE lists all")
    click.echo(
        f"{report.articles} articles, {report.quotations} quotations, {report.people} people, "
        f"{report.triples} triples, {sum(report.problems.values())} problems "
        f"({report.quarantined} left out), {seconds:.1f} s",
        err=True,
    )
