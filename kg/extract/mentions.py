"""Finds people by first names and roles, organisations and places by name, and joins surnames to full names.

Rules after ``docs/extraction.md``; people first, then known names outside them.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from kg.lang import Language, language
from kg.model import Article, Chain, Document, EntityKind, Mention, MentionForm, Span

_WORD = r"[^\W\d_][\w’'-]*[\w]|[A-ZÄÖÜ]"
_TOKEN = re.compile(_WORD)
_PARTICLES = frozenset(
    ["von", "van", "de", "der", "den", "del", "della", "di", "da", "al", "bin", "ben", "zu"]
)
_TITLES = {"herr": "m", "herrn": "m", "frau": "f"}
_DEGREES = frozenset({"dr", "prof"})
_NAME_RULES = {"first-name": 0.95, "keyword": 0.9, "role": 0.85, "title": 0.9, "surname": 0.85}
_SKIP = frozenset(
    [
        "der",
        "die",
        "das",
        "ein",
        "eine",
        "den",
        "dem",
        "des",
        "im",
        "am",
        "in",
        "und",
        "aber",
        "wer",
        "was",
        "wir",
        "sie",
        "er",
        "es",
        "ich",
    ]
)


@dataclass(frozen=True, slots=True)
class _Token:
    text: str
    span: Span

    @property
    def capital(self) -> bool:
        return self.text[0].isupper()


@dataclass(slots=True)
class _Found:
    """A name in the text before it is tied to a chain."""

    span: Span
    name: str
    rule: str
    gender: str
    role: Span | None


def _tokens(text: str, span: Span) -> list[_Token]:
    return [_Token(m[0], Span(*m.span())) for m in _TOKEN.finditer(text, span.start, span.end)]


def _adjacent(text: str, left: Span, right: Span) -> bool:
    """Say whether one blank parts two words; a dot may stand there only after an initial or a degree."""
    between = text[left.end : right.start]
    if between == ". ":
        word = left.of(text)
        return len(word) == 1 or word.lower() in _DEGREES
    return between == " " and not text[left.start : left.end].endswith(".")


def role_gender(word: str, tables: Language) -> str | None:
    """Return ``m`` or ``f`` if ``word`` ends in a role noun („Außenminister“), else None."""
    folded = word.lower().removesuffix("s") if word.lower() not in tables.roles else word.lower()
    for length in range(min(len(folded), 16), 2, -1):
        gender = tables.roles.get(folded[-length:])
        if gender is not None and (length == len(folded) or length > 3):
            return gender
    return None


class _People:
    """Finds the people of one article."""

    def __init__(self, article: Article, tables: Language) -> None:
        self.article = article
        self.text = article.text
        self.tables = tables
        self.full: dict[str, tuple[str, str]] = {}  # surname → full name, gender

    def is_first_name(self, word: str) -> bool:
        """Say whether a word, or each half of a double name, is a first name."""
        return all(part.lower() in self.tables.first_names for part in word.split("-")) and word[0].isupper()

    def gender(self, word: str) -> str:
        """Return ``m``, ``f`` or ``""`` for a first name."""
        share = self.tables.first_names.get(word.split("-")[0].lower(), 0.5)
        return "f" if share > 0.9 else "m" if share < 0.1 else ""

    def learn(self, names: Iterable[str]) -> None:
        """Take full names that stand outside the text, such as a tag „Joe Biden“."""
        for name in names:
            words = name.split()
            if len(words) in (2, 3) and self.is_first_name(words[0]) and words[-1][0].isupper():
                self.full.setdefault(words[-1], (name, self.gender(words[0])))

    def find(self, span: Span) -> Iterator[_Found]:
        """Yield full names and names after a role or title in a passage."""
        tokens = _tokens(self.text, span)
        index = 0
        while index < len(tokens):
            end, rule, gender = self._name_at(tokens, index)
            if not end:
                index += 1
                continue
            words = Span(tokens[index].span.start, tokens[end - 1].span.end)
            name = words.of(self.text)
            if rule == "first-name":
                name = self._base(name)
                self.full.setdefault(name.split()[-1], (name, gender))
            yield _Found(words, name, rule, gender, self._role(tokens, index))
            index = end

    def _name_at(self, tokens: list[_Token], index: int) -> tuple[int, str, str]:
        """Return where a name that begins at ``index`` ends (0 if none does), its rule and gender."""
        token = tokens[index]
        if not token.capital or token.text.lower() in _SKIP:
            return 0, "", ""
        if self.is_first_name(token.text):
            end = self._surname_end(tokens, index + 1)
            if end:
                return end, "first-name", self.gender(token.text)
        if index and _adjacent(self.text, tokens[index - 1].span, token.span):
            before = tokens[index - 1].text
            title = _TITLES.get(before.lower())
            role = role_gender(before, self.tables) if before[0].isupper() else None
            known = role_gender(token.text, self.tables) or token.text in self.tables.names
            if title or before.lower() in _DEGREES:
                return index + 1, "title", title or ""
            if role and not known and not before.lower().endswith("s"):
                return index + 1, "role", role
        return 0, "", ""

    def _surname_end(self, tokens: list[_Token], index: int) -> int:
        """Return where a surname that begins at ``index`` ends: particles, initials and capital words."""
        start, last = index, 0
        while (
            index < len(tokens)
            and index - start < 5
            and _adjacent(self.text, tokens[index - 1].span, tokens[index].span)
        ):
            word = tokens[index].text
            if word in _PARTICLES and not last:
                index += 1
            elif (word[0].isupper() and (last == 0 or self.is_first_name(tokens[index - 1].text))) or (
                word[0].isupper() and tokens[index - 1].text in _PARTICLES
            ):
                index += 1
                last = index
            else:
                break
        return last

    def _base(self, name: str) -> str:
        """Strip a genitive s where the article has the name without it."""
        if name.endswith("s") and re.search(rf"\b{re.escape(name[:-1])}\b(?!s)", self.text):
            return name[:-1]
        return name.removesuffix("’")

    def _role(self, tokens: list[_Token], index: int) -> Span | None:
        """Return the role before a name with its genitive („Russlands Außenminister“)."""
        if not index or not _adjacent(self.text, tokens[index - 1].span, tokens[index].span):
            return None
        before = tokens[index - 1]
        if not before.capital or role_gender(before.text, self.tables) is None:
            return None
        start = before.span.start
        for token in reversed(tokens[max(0, index - 4) : index - 1]):
            adjective = token.text[0].islower() and token.text.endswith(
                ("ische", "ischer", "ische", "ischen")
            )
            genitive = token.capital and token.text.endswith("s") and token.text[:-1] in self.tables.names
            if not (adjective or genitive) or self.text[token.span.end : start] != " ":
                break
            start = token.span.start
        return Span(start, before.span.end)

    def surnames(self, span: Span, taken: bytearray) -> Iterator[_Found]:
        """Yield known surnames that stand alone, with or without a genitive s."""
        for token in _tokens(self.text, span):
            word = token.text
            surname = word if word in self.full else word.removesuffix("s").removesuffix("’")
            if surname not in self.full or not token.capital or 1 in taken[token.span.start : token.span.end]:
                continue
            name, gender = self.full[surname]
            yield _Found(
                Span(token.span.start, token.span.start + len(surname)), name, "surname", gender, None
            )


def _covered(text: str, found: Iterable[_Found]) -> bytearray:
    """Return a 1 for every character of the text that belongs to a name."""
    covered = bytearray(len(text))
    for item in found:
        covered[item.span.start : item.span.end] = b"\1" * (item.span.end - item.span.start)
    return covered


def _known_names(
    article: Article, tables: Language, taken: bytearray
) -> Iterator[tuple[Span, EntityKind, str]]:
    pattern = re.compile(
        r"(?<![\w-])("
        + "|".join(re.escape(n) for n in sorted(tables.names, key=len, reverse=True))
        + r")(?=s?(?![\w-]))"
    )
    for match in pattern.finditer(article.text):
        span = Span(match.start(), match.end())
        if 1 not in taken[span.start : span.end]:
            kind, name = tables.names[match[1]]
            yield span, kind, name


class Mentions:
    """Finds mentions and ties them to chains, one chain for each name of an article."""

    name = "mentions"
    requires: tuple[str, ...] = ()
    provides = ("mentions", "chains")

    def __call__(self, document: Document) -> Document:
        """Return ``document`` with mentions and chains."""
        article = document.article
        tables = language(article.language)
        people = _People(article, tables)
        people.learn(name for turn in article.turns if not turn.question for name in (turn.speaker,))
        found = [item for block in article.blocks for item in people.find(block.span)]
        people.learn(article.keywords)
        taken = _covered(article.text, found)
        for block in article.blocks:
            found += people.surnames(block.span, taken)
        self._complete(found, people)
        known = list(_known_names(article, tables, _covered(article.text, found)))
        return _chained(document, found, known)

    def _complete(self, found: list[_Found], people: _People) -> None:
        """Give a surname after a role or title its full name, where the article has one."""
        for item in found:
            if item.rule in ("role", "title"):
                base = item.name if item.name in people.full else item.name.removesuffix("s")
                if base in people.full:
                    item.name, item.gender = people.full[base][0], people.full[base][1] or item.gender


def _chained(document: Document, found: list[_Found], known: list[tuple[Span, EntityKind, str]]) -> Document:
    chains: dict[tuple[EntityKind, str], int] = {}
    made: list[Chain] = []
    mentions: list[Mention] = []

    def chain(kind: EntityKind, name: str) -> int:
        if (kind, name) not in chains:
            chains[kind, name] = len(made)
            made.append(Chain(kind=kind, name=name))
        return chains[kind, name]

    items = [(f.span, EntityKind.PERSON, f.name, f.rule, f.role) for f in found]
    items += [(span, kind, name, "gazetteer", None) for span, kind, name in known]
    for span, kind, name, rule, role in sorted(items, key=lambda item: item[0]):
        mentions.append(
            Mention(
                span=span, kind=kind, form=MentionForm.NAME, role=role, chain=chain(kind, name),
                extractor="mentions", rule=rule, confidence=_NAME_RULES.get(rule, 0.9),
            )
        )  # fmt: skip
    return replace(document, mentions=document.mentions + tuple(mentions), chains=tuple(made))


EXTRACTOR = Mentions()
