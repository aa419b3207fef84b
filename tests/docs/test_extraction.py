"""The page on extraction names every rule of quotations, and each example is found by the rule beside it."""

import ast
import json
import re
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from kg.records import read_text, record
from tests.articles import document
from tests.support.cli import ROOT
from tests.support.quotations import BETWEEN, found

PAGE = (ROOT / "docs" / "extraction.md").read_text("utf-8")
SECTION = PAGE.partition("### Rules")[2].partition("\n### ")[0]
RULES = dict(re.findall(r"^\| `([^`]+)` \| (.+) \|$", SECTION, re.MULTILINE))
CODE = ROOT / "kg" / "extract" / "quotations"


def words_in(node: ast.expr) -> Iterator[str]:
    """Yield the names that an expression for a rule can have; a pattern where it is put together."""
    if isinstance(node, ast.IfExp):
        yield from words_in(node.body)
        yield from words_in(node.orelse)
    elif isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield re.escape(node.value)
    elif isinstance(node, ast.JoinedStr):
        yield "".join(
            re.escape(str(part.value)) if isinstance(part, ast.Constant) else r"\w+" for part in node.values
        )


def rules_of(path: Path) -> Iterator[str]:
    """Yield what a module gives as rule: by keyword, by assignment, or as the last argument of a function that takes one."""
    tree = ast.parse(path.read_text("utf-8"))
    takes = {
        function.name: [argument.arg for argument in function.args.args].index("rule")
        for function in ast.walk(tree)
        if isinstance(function, ast.FunctionDef)
        and "rule" in [argument.arg for argument in function.args.args]
    }
    for node in ast.walk(tree):
        if (isinstance(node, ast.keyword) and node.arg == "rule") or (
            isinstance(node, ast.Assign) and "rule" in [t.id for t in node.targets if isinstance(t, ast.Name)]
        ):
            yield from words_in(node.value)
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in takes:
            yield from words_in(node.args[takes[node.func.id]])


def test_every_rule_that_the_code_can_give_is_in_the_page_and_no_other() -> None:
    patterns = {pattern for path in CODE.glob("*.py") for pattern in rules_of(path)}
    pattern_of_resolver = "last\\-fitting\\-person"  # the rule of a mention that a speaker is tied by
    patterns.discard(pattern_of_resolver)
    assert [
        pattern for pattern in sorted(patterns) if not any(re.fullmatch(pattern, rule) for rule in RULES)
    ] == []
    assert [rule for rule in RULES if not any(re.fullmatch(pattern, rule) for pattern in patterns)] == []


@pytest.mark.parametrize("rule", RULES)
def test_each_example_is_found_by_its_rule(rule: str) -> None:
    bold = RULES[rule].replace("⏎", "\n")
    text = bold.replace("**", "")
    words = BETWEEN.join(re.findall(r"\*\*(.+?)\*\*", bold))
    if rule == "interview-turn":
        doc = document(text)
        (quotation,) = doc.quotations
        assert quotation.rule == rule
        assert quotation.span.of(doc.article.text) == words
    else:
        assert (rule, words) in [(quotation.rule, quotation.words) for quotation in found(text)]


def test_the_line_of_the_page_is_what_is_written() -> None:
    (line,) = re.findall(r"```json\n(.*?)```", PAGE, re.DOTALL)
    text = "„Das Wasser steigt“, sagte Jan Claussen."
    assert json.loads(line) == json.loads(msgspec.json.encode(record(read_text(text), 1)))
