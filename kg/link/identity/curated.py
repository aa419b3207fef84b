"""The user's own word on who is who: a TOML file of people who are one, and of people who are not."""

import re
import tomllib
from pathlib import Path
from typing import Any, NoReturn

import msgspec

from kg.errors import UsageError

_KINDS = ("same-as", "different-from")
_HEADER = re.compile(r"\s*\[\[\s*(?:\"(?P<quoted>[\w-]+)\"|(?P<bare>[\w-]+))\s*\]\]")
_PLACE = re.compile(r"\(at line (\d+), column \d+\)")
_EXAMPLE = '[[same-as]] with people = ["person/…", { name = "…", article = "article/…" }]'


class Ref(msgspec.Struct, frozen=True):
    """A person: by the local name of an IRI (``person/…``), or by a name in an article, one of the two."""

    local: str = ""
    name: str = ""
    article: str = ""

    def __str__(self) -> str:
        return self.local or f"„{self.name}“ in {self.article}"


class Entry(msgspec.Struct, frozen=True):
    """What the user says of two people or more.

    Attributes:
        same: whether they are one, else none of them is another.
        people: whom; of the same the first keeps its address.
        because: why, in the user's words.
        line: where it stands.
    """

    same: bool
    people: tuple[Ref, ...]
    because: str = ""
    line: int = 1


class Curated(msgspec.Struct, frozen=True):
    """All that a file says; ``path`` is the file's."""

    path: str = ""
    entries: tuple[Entry, ...] = ()


def load(path: str | Path, base: str) -> Curated:
    """Read a file of identities.

    Parameters:
        path: of the file.
        base: namespace of the IRIs in it; local names need none.

    Raises:
        UsageError: if it cannot be read, or says something that makes no sense; the message has the line.
    """
    try:
        text = Path(path).read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"cannot read the identities {str(path)!r}: {error}") from error
    return parse(text, str(path), base)


def parse(text: str, path: str, base: str) -> Curated:
    """Read the text of a file of identities; see :func:`load`."""
    try:
        found = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        place = _PLACE.search(str(error))
        line = int(place[1]) if place else text.count("\n") + 1
        _refuse(path, line, f"this is no TOML: {_PLACE.sub('', str(error)).strip()}")
    lines: dict[str, list[int]] = {kind: [] for kind in _KINDS}
    for number, row in enumerate(text.splitlines(), 1):
        header = _HEADER.match(row)
        if header:
            lines.setdefault(header["quoted"] or header["bare"], []).append(number)
    entries: list[Entry] = []
    for kind, tables in found.items():
        if kind not in _KINDS or not isinstance(tables, list):
            line = next((n for n, row in enumerate(text.splitlines(), 1) if kind in row), 1)
            _refuse(path, line, f"„{kind}“ is not known; write {_EXAMPLE}, or [[different-from]]")
        for number, table in enumerate(tables):
            line = lines[kind][number] if number < len(lines[kind]) else 1
            entries.append(_entry(kind, table, path, line, base))
    return Curated(path, tuple(sorted(entries, key=lambda entry: entry.line)))


def _entry(kind: str, table: Any, path: str, line: int, base: str) -> Entry:
    if not isinstance(table, dict) or set(table) - {"people", "because"}:
        _refuse(path, line, f"[[{kind}]] has people and, if you like, because, and nothing else")
    people, because = table.get("people"), table.get("because", "")
    if not isinstance(people, list) or len(people) < 2:
        _refuse(path, line, f"[[{kind}]] needs a list of two people or more; write {_EXAMPLE}")
    if not isinstance(because, str):
        _refuse(path, line, "because is a text")
    refs = tuple(_ref(person, path, line, base) for person in people)
    if len(set(refs)) < len(refs):
        _refuse(path, line, "the same person stands there twice")
    return Entry(kind == "same-as", refs, because, line)


def _ref(person: Any, path: str, line: int, base: str) -> Ref:
    if isinstance(person, str):
        local = person.removeprefix(base)
        if not local.startswith("person/") or len(local) == len("person/"):
            _refuse(path, line, f"{person!r} is no address of a person under {base}")
        return Ref(local=local)
    if isinstance(person, dict) and set(person) == {"name", "article"}:
        name, article = person["name"], person["article"]
        if isinstance(name, str) and isinstance(article, str) and name:
            local = article.removeprefix(base).partition("#")[0]
            if not local.startswith("article/"):
                _refuse(path, line, f"{article!r} is no address of an article under {base}")
            return Ref(name=name, article=local)
    return _refuse(path, line, 'a person is an address, or { name = "…", article = "…" }')


def _refuse(path: str, line: int, message: str) -> NoReturn:
    raise UsageError(f"{path}:{line}: {message}")
