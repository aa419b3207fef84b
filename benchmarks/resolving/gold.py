"""Reads annotated articles; the format and what is annotated stand in ``tests/gold/README.md``."""

import datetime
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(__file__).parents[2] / "tests" / "gold"
PARTS = ("seen", "opened", "held")
HELD = "held"
"""The part that nobody works on: its figures may be looked at, not its errors."""
KINDS = {"P": "person", "S": "unnamed", "G": "group", "O": "organization", "L": "place"}
FORMS = {"": "name", "n": "nominal", "p": "pronoun", "a": "adjective", "m": "metonym"}
UNTOLD = "?"
FITTING = {
    "name": ("person", "organization", "place"),
    "nominal": ("person", "unnamed", "group", "organization"),
    "pronoun": ("person", "unnamed"),
    "adjective": ("place",),
    "metonym": ("place",),
}
"""What each form of mention can mean."""

_MARK = re.compile(
    r"\[|\|(?P<target>[a-z0-9_-]+|\?)(?::(?P<form>[a-z]))?\]"
    r"|\{(?P<quotation>[qi]\d+)(?: (?P<speaker>[a-z0-9_+/-]+|\?))?: |\}"
)
_ENTITY = re.compile(r"([PSGOL]) (_?[a-z0-9-]+): (\S.*)")
_FIELDS = ("licence", "date", "author", "tags", "dateline")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


class GoldError(ValueError):
    """What is wrong with an annotated article, with file and line."""


@dataclass(frozen=True, slots=True)
class GoldEntity:
    """Who or what is meant; an id that begins with ``_`` is one in this article only, all others in all articles."""

    id: str
    kind: str
    name: str

    @property
    def human(self) -> bool:
        """Whether it is one person, with or without a name."""
        return self.kind in ("person", "unnamed")


@dataclass(frozen=True, slots=True)
class GoldMention:
    """Words that mean an entity; ``entity`` is None where the text does not tell which."""

    start: int
    end: int
    entity: str | None
    form: str


@dataclass(frozen=True, slots=True)
class GoldQuotation:
    """Words that somebody is quoted with, with their marks.

    Attributes:
        id: in the article.
        direct: whether these are the very words.
        parts: where they stand.
        speakers: who speaks, all of them together; nobody where the text does not tell.
        either: whether one of ``speakers`` is meant, and a careful reader may take either.
    """

    id: str
    direct: bool
    parts: tuple[tuple[int, int], ...]
    speakers: tuple[str, ...]
    either: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldArticle:
    """An annotated article; all offsets are code points of ``text``."""

    name: str
    published: datetime.date
    fields: dict[str, str]
    blocks: tuple[tuple[str, int, int], ...]
    text: str
    entities: dict[str, GoldEntity]
    mentions: tuple[GoldMention, ...]
    quotations: tuple[GoldQuotation, ...]

    def source(self) -> bytes:
        """Return the article as the text edition prints it, each paragraph on one line, so that nothing is cut."""
        words = {"lede": [], "body": []}  # type: dict[str, list[str]]
        for kind, start, end in self.blocks[2:]:
            prefix = {"lede": "> ", "heading": "## "}.get(kind, "")
            words["lede" if kind == "lede" else "body"].append(prefix + self.text[start:end])
        if "dateline" in self.fields:
            words["body"][0] = f"{self.fields['dateline']} | {words['body'][0]}"
        day = self.published
        title = ": ".join(self.text[start:end] for _, start, end in self.blocks[:2])
        rows = [f"# taz.de -- {title}", *words["lede"]]
        for paragraph in (*words["body"], f"{day.day} {_MONTHS[day.month - 1]} {day.year}"):
            rows += ["", paragraph]
        for section, key in (("AUTOREN", "author"), ("TAGS", "tags")):
            if key in self.fields:
                rows += ["", f"## {section}", *self.fields[key].split(", ")]
        head, *rest = rows
        return "\n".join([head, *(f"       {row}" if row else "" for row in rest), ""]).encode()


def articles(part: str, folder: Path = FOLDER) -> list[GoldArticle]:
    """Return the annotated articles of one of ``PARTS``, in the order of their names.

    Raises:
        GoldError: if one breaks the format.
    """
    return [read(path) for path in sorted((folder / "articles" / part).glob("*.txt"))]


def read(path: Path) -> GoldArticle:
    """Read one annotated article.

    Raises:
        GoldError: if it breaks the format.
    """
    return parse(path.read_text("utf-8"), path.name)


def parse(source: str, name: str) -> GoldArticle:
    """Parse an annotated article.

    Raises:
        GoldError: if it breaks the format.
    """
    head, rule, body = source.partition("\n---\n")
    if not rule:
        raise GoldError(f"{name}: no line '---' ends the header")
    fields, entities = _header(head, name)
    try:
        published = datetime.date.fromisoformat(fields.get("date", ""))
    except ValueError as error:
        raise GoldError(f"{name}: 'date:' needs a day like 2023-05-17") from error
    reader = _Body(name, head.count("\n") + 3)
    for number, line in enumerate(body.split("\n")):
        reader.add(line, number)
    return reader.article(fields, entities, published)


def _header(head: str, name: str) -> tuple[dict[str, str], dict[str, GoldEntity]]:
    fields: dict[str, str] = {}
    entities: dict[str, GoldEntity] = {}
    for number, line in enumerate(head.split("\n"), start=1):
        declared = _ENTITY.fullmatch(line)
        key, _, value = line.partition(": ")
        if declared and declared[2] not in entities:
            entities[declared[2]] = GoldEntity(declared[2], KINDS[declared[1]], declared[3])
        elif key in _FIELDS and value and key not in fields and not declared:
            fields[key] = value
        else:
            raise GoldError(f"{name}, line {number}: neither a field nor a new entity: {line!r}")
    return fields, entities


class _Body:
    """Takes the marks out of the lines of an article and notes what they said."""

    def __init__(self, name: str, first: int) -> None:
        self.name, self.first, self.line = name, first, 0
        self.text = ""
        self.blocks: list[tuple[str, int, int]] = []
        self.mentions: list[GoldMention] = []
        self.parts: dict[str, list[tuple[int, int]]] = {}
        self.speakers: dict[str, str] = {}
        self.open: list[tuple[str, int]] = []

    def error(self, message: str) -> GoldError:
        """Return an error at the current line."""
        return GoldError(f"{self.name}, line {self.first + self.line}: {message}")

    def add(self, line: str, number: int) -> None:
        """Add a line: title, lede, heading or paragraph."""
        self.line = number
        if not line:
            return
        if not self.blocks:
            if not line.startswith("# ") or ": " not in line:
                raise self.error("the article must begin with '# Kicker: Headline'")
            kicker, _, headline = line[2:].partition(": ")
            self.block("kicker", kicker)
            self.block("headline", headline)
            return
        kind, prefix = next(
            ((k, p) for k, p in (("lede", "> "), ("heading", "## ")) if line.startswith(p)), ("paragraph", "")
        )
        self.block(kind, line.removeprefix(prefix))

    def block(self, kind: str, marked: str) -> None:
        """Add a block."""
        self.text += "\n\n" if self.blocks else ""
        start, at = len(self.text), 0
        for mark in _MARK.finditer(marked):
            self.words(marked[at : mark.start()])
            self.mark(mark)
            at = mark.end()
        self.words(marked[at:])
        if self.open:
            raise self.error(f"{self.open[-1][0]!r} is not closed")
        self.blocks.append((kind, start, len(self.text)))

    def words(self, words: str) -> None:
        """Add words without marks."""
        if re.search(r"[][{}|]", words):
            raise self.error(f"a mark that is none: {words!r}")
        self.text += words

    def mark(self, mark: re.Match[str]) -> None:
        """Note what a mark opens or closes."""
        if mark["quotation"]:
            self.speaker(mark["quotation"], mark["speaker"])
        if mark["quotation"] or mark[0] == "[":
            self.open.append((mark["quotation"] or "[", len(self.text)))
            return
        opened, start = self.open.pop() if self.open else ("", 0)
        if (opened == "[") != (mark["target"] is not None) or not opened or start == len(self.text):
            raise self.error(f"{mark[0]!r} closes {opened or 'nothing'!r}")
        if opened != "[":
            self.parts.setdefault(opened, []).append((start, len(self.text)))
            return
        form = mark["form"] or ""
        if form not in FORMS:
            raise self.error(f"no form of mention is called {form!r}")
        entity = None if mark["target"] == UNTOLD else mark["target"]
        self.mentions.append(GoldMention(start, len(self.text), entity, FORMS[form]))

    def speaker(self, quotation: str, speaker: str | None) -> None:
        """Note who speaks: told once, at the first part."""
        if (speaker is None) != (quotation in self.speakers):
            raise self.error(f"the first part of {quotation} needs a speaker, and only the first")
        if speaker is not None:
            self.speakers[quotation] = speaker

    def quotations(self) -> Iterator[GoldQuotation]:
        """Yield the quotations in the order of the text."""
        for name, parts in self.parts.items():
            told = self.speakers[name]
            speakers = () if told == UNTOLD else tuple(re.split(r"[+/]", told))
            yield GoldQuotation(name, name[0] == "q", tuple(parts), speakers, "/" in told)

    def article(
        self, fields: dict[str, str], entities: dict[str, GoldEntity], published: datetime.date
    ) -> GoldArticle:
        """Return the article; every entity that is meant is declared, and every declared one is meant."""
        quotations = sorted(self.quotations(), key=lambda item: item.parts)
        used = {m.entity for m in self.mentions if m.entity} | {s for q in quotations for s in q.speakers}
        if used != set(entities):
            raise GoldError(f"{self.name}: declared or used, but not both: {sorted(used ^ set(entities))}")
        for mention in self.mentions:
            kind = entities[mention.entity].kind if mention.entity else "person"
            if kind not in FITTING[mention.form]:
                words = self.text[mention.start : mention.end]
                raise GoldError(f"{self.name}: {words!r} cannot be {mention.form} of a {kind}")
        return GoldArticle(
            name=self.name, published=published, fields=fields, blocks=tuple(self.blocks), text=self.text, entities=entities,
            mentions=tuple(sorted(self.mentions, key=lambda m: (m.start, -m.end))), quotations=tuple(quotations),
        )  # fmt: skip
