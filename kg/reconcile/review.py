"""The file of candidates that a person judges: a CSV that spreadsheets open, and that comes back with decisions."""

import csv
import enum
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from pathlib import Path
from typing import BinaryIO

from kg.errors import UsageError
from kg.rdf.iris import web
from kg.report import shown

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_LONGEST = 500  # characters of a cell
_YES = frozenset({"yes", "y", "ja", "j", "x", "1", "true", "wahr"})
_NO = frozenset({"no", "n", "nein", "0", "false", "falsch"})


class Verdict(enum.StrEnum):
    """What a person says of a candidate."""

    YES = "yes"
    NO = "no"
    OPEN = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One candidate of one node, as the file has it.

    Attributes:
        decision: what a person says.
        node: IRI of the node.
        name: of the node.
        kind: person, organization, place, event or thing.
        context: what the graph knows of it.
        item: IRI of the candidate.
        label: what the service calls it.
        description: what the service says of it.
        score: as the service gave it.
        why: why it was left to a person.
    """

    decision: Verdict = Verdict.OPEN
    node: str
    name: str = ""
    kind: str = ""
    context: str = ""
    item: str
    label: str = ""
    description: str = ""
    score: str = ""
    why: str = ""


_COLUMNS = tuple(field.name for field in fields(Row))


def write_review(sink: BinaryIO, rows: Iterable[Row]) -> None:
    """Write candidates as CSV (RFC 4180, UTF-8 with a byte order mark, so that Excel reads it).

    A cell that a spreadsheet would take for a formula gets an apostrophe before it (OWASP, CSV injection).
    """
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(_COLUMNS)
    for row in rows:
        writer.writerow([_cell(str(getattr(row, name))) for name in _COLUMNS])
    sink.write(text.getvalue().encode("utf-8-sig", "replace"))


def _cell(value: str) -> str:
    plain = shown(value)[:_LONGEST]
    return f"'{plain}" if plain.lstrip().startswith(_FORMULA) else plain


def read_reviews(paths: Sequence[str | Path]) -> list[Row]:
    """Read files with decisions; what a later file says of a candidate wins.

    Parameters:
        paths: CSV with the columns ``node``, ``item`` and ``decision``, separated by commas, semicolons or tabs.

    Raises:
        UsageError: if a file cannot be read or makes no sense, with file and line.
    """
    rows: dict[tuple[str, str], Row] = {}
    for path in paths:
        rows |= {(row.node, row.item): row for row in _read(Path(path))}
    _one_item_each(rows.values())
    return list(rows.values())


def _read(path: Path) -> list[Row]:
    text = _text(path)
    head = text.partition("\n")[0]
    separator = max(",;\t", key=head.count)
    reader = csv.DictReader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    try:
        missing = {"node", "item", "decision"} - set(reader.fieldnames or ())
        if missing:
            raise UsageError(f"{shown(str(path))!r} has no column {', '.join(sorted(missing))}")
        return [_row(line, f"{path}, line {reader.line_num}") for line in reader if any(line.values())]
    except csv.Error as error:
        raise UsageError(f"{shown(str(path))!r} is no CSV: {error} in line {reader.line_num}") from error


def _text(path: Path) -> str:
    try:
        data = path.read_bytes()
    except OSError as error:
        raise UsageError(f"cannot read {shown(str(path))!r}: {error.strerror or error}") from error
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")  # what German Excel writes as CSV


def _row(line: dict[str, str | None], where: str) -> Row:
    values = {name: (line.get(name) or "").strip() for name in _COLUMNS}
    for name in ("node", "item"):
        if web(values[name]) is None:
            raise UsageError(
                f"{shown(where)}: {shown(values[name])!r} in the column {name} is no web address"
            )
    return Row(decision=_verdict(values.pop("decision"), where), **_unescaped(values))


def _unescaped(values: dict[str, str]) -> dict[str, str]:
    return {
        name: value[1:] if value.startswith("'") and value[1:].lstrip().startswith(_FORMULA) else value
        for name, value in values.items()
    }


def _verdict(word: str, where: str) -> Verdict:
    if not word:
        return Verdict.OPEN
    if word.casefold() in _YES:
        return Verdict.YES
    if word.casefold() in _NO:
        return Verdict.NO
    raise UsageError(f"{shown(where)}: the decision {shown(word)!r} is neither yes nor no nor empty")


def _one_item_each(rows: Iterable[Row]) -> None:
    """Refuse a node that is to be two items of one authority file."""
    said: dict[tuple[str, str], str] = {}
    for row in rows:
        if row.decision is not Verdict.YES:
            continue
        other = said.setdefault((row.node, space_of(row.item)), row.item)
        if other != row.item:
            raise UsageError(
                f"the reviews say that {shown(row.node)} is both {shown(other)} and {shown(row.item)}; take one of them back"
            )


def space_of(item: str) -> str:
    """Return with what the addresses of items beside this one begin."""
    return item[: max(item.rfind(mark) for mark in "/#=") + 1]
