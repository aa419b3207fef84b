"""docs/questions.md tells each bundled question with its parameters; it is made from their files (--accept)."""

from collections.abc import Iterator

import pytest

from kg.query.questions import Question, questions
from tests.support.cli import ROOT

PAGE = ROOT / "docs" / "questions.md"
HEAD = """# Questions that ship with kg

Made from the heads of `kg/queries/*.rq` (`pytest tests/docs/test_questions.py --accept`). `kg ask --list` lists them,
`kg ask NAME GRAPH --PARAMETER VALUE` asks one, `kg query GRAPH --named NAME --set PARAMETER=VALUE` does the same, and
`kg ask NAME --show` prints the SPARQL. In Python: `kg.query.questions.question(NAME).sparql({…})`. Where rows name an article
with `start` and `end`, these are the characters of its text that the answer stands on.
"""


def told(question: Question) -> Iterator[str]:
    yield f"\n## {question.name}\n\n{question.title} {question.answers}\n"
    if question.parameters:
        yield "\n| parameter | kind | default | meaning |\n|---|---|---|---|\n"
    for parameter in question.parameters:
        default = (
            "needed"
            if parameter.default is None
            else f"`{parameter.default}`"
            if parameter.default
            else "empty"
        )
        yield f"| `{parameter.name}` | {parameter.kind} | {default} | {parameter.meaning} |\n"


def test_the_page_tells_all_questions(request: pytest.FixtureRequest) -> None:
    page = HEAD + "".join(line for question in questions() for line in told(question))
    if request.config.getoption("--accept"):
        PAGE.write_text(page, "utf-8")
    assert PAGE.read_text("utf-8") == page
