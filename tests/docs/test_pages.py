"""The pages say what the program does: options, problems, terms and examples are held to the code."""

import re
from itertools import chain
from pathlib import Path

import click
import pytest
from click.testing import CliRunner
from rdflib import RDF

from kg.cli import main
from kg.graph import Graph
from kg.rdf.vocab import PREFIXES, curie
from tests.support.cli import ROOT

DOCS = ROOT / "docs"
HEAD = """# The command line

Written by `python -m pytest tests/docs --accept` from `--help`; a test compares the two. Data goes to standard output,
everything else to standard error; the exit statuses stand in the README.

"""


def commands() -> dict[str, click.Command]:
    context = click.Context(main)
    found = {name: main.get_command(context, name) for name in main.list_commands(context)}
    return {name: command for name, command in found.items() if command is not None}


def help_of(*arguments: str) -> str:
    return CliRunner().invoke(main, [*arguments, "--help"], prog_name="kg", terminal_width=100).output


def test_the_page_of_the_command_line_is_what_help_prints(request: pytest.FixtureRequest) -> None:
    sections = [f"## kg\n\n```text\n{help_of()}```\n"]
    sections += [f"## kg {name}\n\n```text\n{help_of(name)}```\n" for name in commands()]
    page = HEAD + "\n".join(sections)
    if request.config.getoption("--accept"):
        (DOCS / "cli.md").write_text(page, "utf-8")
    assert (DOCS / "cli.md").read_text("utf-8") == page


@pytest.mark.parametrize("name", commands())
def test_every_command_and_option_has_help(name: str) -> None:
    command = commands()[name]
    assert command.help
    for parameter in command.params:
        if isinstance(parameter, click.Option):
            assert parameter.help, parameter.name


def test_the_readme_names_every_command() -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    assert [name for name in commands() if f"kg {name}" not in readme] == []


def test_the_page_of_problems_lists_every_code_that_there_is() -> None:
    page = (DOCS / "problems.md").read_text("utf-8")
    rows = [
        re.findall(r"`([\w-]+)`", row.split("|")[1]) for row in page.splitlines() if row.startswith("| `")
    ]
    sources = "".join(path.read_text("utf-8") for path in (ROOT / "kg").rglob("*.py"))
    calls = r"(?:code=|\bwarn\(\s*|_refuse\(\s*|_warning\(\s*)\"([a-z-]+)\""
    assert sorted(chain(*rows)) == sorted(set(re.findall(calls, sources)))


def test_the_page_of_the_model_names_all_that_is_written(examples: Graph) -> None:
    page = (DOCS / "model.md").read_text("utf-8")
    dataset = examples.rdf
    terms = {*dataset.predicates(), *dataset.objects(None, RDF.type)} - {RDF.type}
    assert sorted(curie(str(term)) for term in terms if curie(str(term)) not in page) == []


def test_the_page_of_the_model_names_no_term_that_is_nowhere() -> None:
    page = (DOCS / "model.md").read_text("utf-8")
    named = set(re.findall(r"\b((?:schema|kg|oa|prov|skos|void|dcterms):\w+)", page))
    sources = "".join(path.read_text("utf-8") for path in (ROOT / "kg").rglob("*.py"))
    assert {term for term in named if f'"{term}"' not in sources and not term.endswith(":quotation")} == set()


@pytest.mark.parametrize("page", sorted(DOCS.rglob("*.md")), ids=lambda page: page.name)
def test_pages_are_short_and_their_links_lead_somewhere(page: Path) -> None:
    text = page.read_text("utf-8")
    assert len(text.splitlines()) <= 500
    for target in re.findall(r"\]\((?!https?://)([^)#]+)\)", text):
        assert (page.parent / target).exists(), target


@pytest.mark.parametrize("page", sorted((DOCS / "decisions").glob("*.md")), ids=lambda page: page.name)
def test_decisions_are_short_and_say_context_decision_and_consequence(page: Path) -> None:
    lines = page.read_text("utf-8").splitlines()
    assert len(lines) <= 40
    assert re.match(r"# \d{4} ", lines[0])
    assert lines[0][2:6] == page.name[:4]
    assert [line for line in lines if line.startswith("## ")] == [
        "## Context",
        "## Decision",
        "## Consequence",
    ]


def test_prefixes_in_the_docs_are_those_of_the_code() -> None:
    for page in DOCS.rglob("*.md"):
        for prefix, namespace in re.findall(r"@prefix (\w+): <([^>]+)>", page.read_text("utf-8")):
            assert PREFIXES[prefix] == namespace
