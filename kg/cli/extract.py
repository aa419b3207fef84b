"""kg extract: who says what in texts, as JSON lines."""

import sys
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, BinaryIO, cast

import click

from kg.cli.quality import chosen, extraction

if TYPE_CHECKING:
    from kg.records import Record
    from kg.report import Listener, Problem, Report


@click.command("extract")
@click.argument("paths", nargs=-1, metavar="[PATH...]")
@click.option("--jsonl", is_flag=True,
              help='PATH (standard input, if none) holds JSON lines {"id": …, "text": …} instead of articles; the text is taken as '
              "it is, its paragraphs parted by blank lines.")  # fmt: skip
@click.option(
    "-o",
    "--output",
    default="-",
    metavar="FILE",
    help="Where the JSON lines go; standard output, if not given.",
)
@extraction
@click.option("--report", "problems", metavar="FILE", help="Write every problem to a JSON file.")
@click.option("--strict", is_flag=True, help="Exit with status 1 if there was any problem.")
@click.option("-q", "--quiet", is_flag=True, help="Say nothing of the problems.")
def command(paths: tuple[str, ...], *, jsonl: bool, output: str, **options: Any) -> None:
    """Write the quotations and mentions of articles (- for standard input) as JSON lines.

    Each line has id, quotations and mentions, and for articles the text; offsets are half-open ranges of code points in the
    text. The quote of a direct quotation includes its quotation marks.
    """
    from kg.cli.problems import EXTRACT, echo_examples, problem_file
    from kg.errors import NothingToRead, UsageError
    from kg.export import open_output
    from kg.records import extract_articles
    from kg.report import Report

    if not (paths or jsonl):
        raise UsageError("name the articles to read, or give JSON lines with --jsonl")
    if output == options["problems"]:
        raise UsageError("the problems and the quotations cannot go to the same file; name another")
    names = chosen(options["quality"], options["extractors"])
    report = Report()
    found = _lines(paths or ("-",), names) if jsonl else extract_articles(paths, extractors=names)
    with problem_file(options["problems"], counts=EXTRACT) as problems, open_output(output) as file:
        for line in _noted(found, report, problems):
            file.write(line)
            file.flush()  # whoever reads the other end need not wait for the next text
        problems.end(report)
        if not options["quiet"]:
            echo_examples(report, more="--report FILE lists all")
        if not report.articles:
            raise NothingToRead(f"no text could be read, {report.problems.total()} problem(s)")
    if options["strict"] and report.problems:
        sys.exit(1)


def _noted(found: "Iterable[Record | Problem]", report: "Report", problems: "Listener") -> Iterator[bytes]:
    """Yield the records as JSON lines; count them, and what could not be read, on the way."""
    import msgspec

    from kg.cli.visible import visible
    from kg.report import Problem, Severity

    encoder = msgspec.json.Encoder()
    for item in found:
        if isinstance(item, Problem):
            report.add(item)
            report.quarantined += item.severity is Severity.ERROR
            problems.problem(item)
        else:
            report.articles += 1
            report.quotations += len(item.quotations)
            yield visible(encoder.encode(item)) + b"\n"


def _lines(paths: Sequence[str], names: tuple[str, ...]) -> "Iterator[Record | Problem]":
    from kg.errors import UsageError
    from kg.records import extract_lines
    from kg.sources import STDIN, printable

    for path in paths:
        try:
            with click.open_file(path, "rb") as file:
                yield from extract_lines(
                    cast("BinaryIO", file),
                    path="stdin" if path == STDIN else printable(path),
                    extractors=names,
                )
        except OSError as error:
            raise UsageError(f"cannot read {printable(path)!r}: {error.strerror or error}") from error
