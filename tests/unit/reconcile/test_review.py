"""The CSV of candidates goes to a spreadsheet and comes back with decisions, and no cell becomes a formula."""

import csv
import io
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kg.errors import UsageError
from kg.reconcile import Row, Verdict, read_reviews, write_review

NODE, ITEM = "https://example.org/person/a", "http://www.wikidata.org/entity/Q1"


def written(*rows: Row) -> bytes:
    sink = io.BytesIO()
    write_review(sink, rows)
    return sink.getvalue()


def test_a_file_comes_back_as_it_was(tmp_path: Path) -> None:
    rows = [
        Row(
            node=NODE,
            item=ITEM,
            name="Änne; „Voß“, x",
            context='2022 "a"',
            label="=1+1",
            score="-3",
            why="several",
        ),
        Row(node=NODE, item=f"{ITEM}2", decision=Verdict.NO),
    ]
    (tmp_path / "r.csv").write_bytes(written(*rows))
    assert read_reviews([tmp_path / "r.csv"]) == rows


@given(st.text())
@example("=cmd|' /C calc'!A0")
@example(" =1+1")
@example("\t=1+1")
@example("\n@SUM(1)")
@example("+1")
@example("\u202e=1")
def test_no_cell_is_a_formula_and_no_line_is_broken(text: str) -> None:
    data = written(Row(node=NODE, item=ITEM, name=text, label=text, description=text, context=text))
    lines = list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))
    assert len(lines) == 2
    assert len(data.decode("utf-8-sig").splitlines()) == 2
    assert not [cell for cell in lines[1] if cell.lstrip()[:1] in tuple("=+-@")]


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
def test_spreadsheets_save_it_in_many_ways(tmp_path: Path, separator: str, encoding: str) -> None:
    lines = [
        ["node", "decision", "item", "label", "mine"],
        [NODE, "Ja", ITEM, "Köln", "?"],
        ["", "", "", "", ""],
    ]
    text = "\r\n".join(separator.join(line) for line in lines)
    (tmp_path / "r.csv").write_bytes(text.encode(encoding))
    assert read_reviews([tmp_path / "r.csv"]) == [
        Row(node=NODE, item=ITEM, decision=Verdict.YES, label="Köln")
    ]


def test_a_later_file_wins(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes(written(Row(node=NODE, item=ITEM, decision=Verdict.NO)))
    (tmp_path / "b.csv").write_bytes(written(Row(node=NODE, item=ITEM, decision=Verdict.YES)))
    assert [row.decision for row in read_reviews([tmp_path / "a.csv", tmp_path / "b.csv"])] == [Verdict.YES]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (f"node,item\n{NODE},{ITEM}\n", "has no column decision"),
        (f"node,item,decision\n{NODE},{ITEM},maybe\n", "line 2: the decision 'maybe' is neither"),
        (f"node,item,decision\nanna,{ITEM},yes\n", "line 2: 'anna' in the column node is no web address"),
        (f"node,item,decision\n{NODE},Q1,yes\n", "line 2: 'Q1' in the column item is no web address"),
        (f"node,item,decision\n{NODE},{ITEM},yes\n{NODE},{ITEM}2,yes\n", "is both .*Q1 and .*Q12"),
        ('node,item,decision\n"a', "is no CSV"),
        ("", "has no column"),
    ],
)
def test_what_makes_no_sense_is_refused_with_its_line(tmp_path: Path, text: str, words: str) -> None:
    (tmp_path / "r.csv").write_text(text, "utf-8")
    with pytest.raises(UsageError, match=words):
        read_reviews([tmp_path / "r.csv"])


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="cannot read"):
        read_reviews([tmp_path / "r.csv"])
