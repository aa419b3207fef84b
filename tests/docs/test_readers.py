"""The page of the readers names the keys that are read, and its examples are articles."""

import json
import re

from kg.model import Article
from kg.readers import read
from kg.readers.json_article import _Item
from tests.support.cli import ROOT

PAGE = (ROOT / "docs" / "readers.md").read_text("utf-8")


def test_the_examples_in_json() -> None:
    raw, fields = re.findall(r"```json\n(.*?)```", PAGE, re.DOTALL)
    assert json.loads(raw).keys() == {"name", "content"}
    (article,) = read(fields.encode(), name="a", path="a")
    assert isinstance(article, Article)
    assert len(article.body) == 3


def test_every_key_is_on_the_page() -> None:
    table = "".join(row.split("|")[1] for row in PAGE.splitlines() if row.startswith("| `"))
    assert set(re.findall(r"`(\w+)`", table)) | {"name", "content"} == set(_Item.__struct_fields__)
