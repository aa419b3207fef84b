"""kg build: articles become a validated graph."""

import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from kg.report import Problem, Report


@click.command("build")
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@click.option("-o", "--output", multiple=True, required=True, metavar="FILE",
              help="Where the graph goes; the suffix tells the format: .ttl .nt .nq .trig .jsonld .rdf, each also "
              "with .gz; .graphml .gexf .json. May be given several times.")  # fmt: skip
@click.option("--base", metavar="IRI", help="Namespace of the IRIs of articles, people and the rest.")
@click.option(
    "--text", type=click.Choice(["full", "none"]), default="full", help="Whether the graph carries the texts."
)
@click.option("--licence", metavar="IRI", help="Licence of the data set, stated in it.")
@click.option("--no-validate", is_flag=True, help="Write articles without holding them against the shapes.")
@click.option("--report", metavar="FILE", help="Write every problem to a JSON file.")
@click.option("--strict", is_flag=True, help="Exit with status 1 if there was any problem.")
@click.option("-q", "--quiet", is_flag=True, help="No progress bar, no summary.")
def command(paths: tuple[str, ...], output: tuple[str, ...], **options: Any) -> None:
    """Read the articles in files and folders (- for standard input) and write their graph."""
    from contextlib import ExitStack

    from kg.cli.progress import Progress
    from kg.export import open_exporter
    from kg.pipeline import Options, build
    from kg.rdf.vocab import DEFAULT_BASE

    started = time.monotonic()
    chosen = Options(
        base=options["base"] or DEFAULT_BASE, text=options["text"], licence=options["licence"],
        validate=not options["no_validate"],
    )  # fmt: skip
    with ExitStack() as stack:
        progress = stack.enter_context(Progress(quiet=options["quiet"], keep=bool(options["report"])))
        exporters = [stack.enter_context(open_exporter(Path(path), base=chosen.base)) for path in output]
        report = build(paths, chosen, exporters, counted=lambda: exporters[0].triples, listener=progress)
    if options["report"]:
        _write_report(options["report"], report, progress.problems)
    if not options["quiet"]:
        _summary(report, time.monotonic() - started)
    if options["strict"] and report.problems:
        sys.exit(1)


def _write_report(path: str, report: "Report", problems: "list[Problem]") -> None:
    import msgspec

    from kg.export import open_output

    content = {
        "files": report.files, "articles": report.articles, "quarantined": report.quarantined,
        "quotations": report.quotations, "people": report.people, "triples": report.triples,
        "problems": problems,
    }  # fmt: skip
    with open_output(Path(path)) as file:
        file.write(msgspec.json.format(msgspec.json.encode(content), indent=1) + b"\n")


def _summary(report: "Report", seconds: float) -> None:
    for code, count in sorted(report.problems.items()):
        click.echo(f"{code}: {count}", err=True)
        for problem in report.examples[code]:
            click.echo(f"  {problem}", err=True)
        if count > len(report.examples[code]):
            click.echo(
                f"  … and {count - len(report.examples[code])} more (--report FILE lists all)", err=True
            )
    click.echo(
        f"{report.articles} articles, {report.quotations} quotations, {report.people} people, "
        f"{report.triples} triples, {sum(report.problems.values())} problems "
        f"({report.quarantined} left out), {seconds:.1f} s",
        err=True,
    )
