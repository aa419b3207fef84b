"""What a role shows of the name behind it: where it begins („Pastor Uwe Lange“), and that it is a person's („Trainerin Kaltenbrunn“)."""

from collections.abc import Sequence
from dataclasses import replace

from kg.extract.mentions.found import FoundName
from kg.lang import Language
from kg.model import EntityKind, Sentence, Span, Token
from kg.tagging.names import Name

_NOUNS = frozenset({"NN", "NE"})
_DETERMINING = frozenset({"ART", "APPRART", "ADJA", "PPOSAT", "PDAT", "PIAT", "CARD"})
_PREPOSITIONS = frozenset({"APPR", "APPRART"})
_OPENING = _PREPOSITIONS | {"ART", "KON"}
"""What no name ends in."""
PARTICLES = frozenset({"von", "zu", "zum", "zur", "van", "de", "di", "der", "den", "dem", "la", "ter", "ten"})
"""Small words inside a person's name: „Claudia von der Heide“."""


def trimmed(name: Name, tokens: Sequence[Token], tables: Language) -> Name:
    """Return a name without what is no part of it.

    That is an article or a role that was taken for a person's first name („Virologin Monika Kaltenbrunn“), and small words at
    the end that open nothing („Claudia von der“, „Akademie für Kunst und“).
    """
    start, end = name.start, name.end
    if name.type == "PER" and end - start > 1 and tokens[start].tag == "ART":
        start += 1
    elif name.type == "PER" and end - start > 2 and is_role(tokens[start], tables):
        start += _is_first_name(tokens[start + 1], tables)
    while end - start > 1 and (tokens[end - 1].text in PARTICLES or tokens[end - 1].tag in _OPENING):
        end -= 1
    return name._replace(start=start, end=end)


def is_full(name: Name, tokens: Sequence[Token], tables: Language) -> bool:
    """Say whether what may be a person is called by a first name and more, or by several proper nouns, so that it needs less to be one."""
    if name.type != "PER" or name.end - name.start < 2:
        return False
    if all(token.tag == "NE" for token in tokens[name.start : name.end]):
        return True
    return _is_first_name(tokens[name.start], tables) and all(
        _goes_on(tokens[at - 1], tokens[at], tables) for at in range(name.start + 1, name.end)
    )


def _goes_on(before: Token, token: Token, tables: Language) -> bool:
    """Say whether a word may belong to a name after another: a proper noun, a surname, a particle or what it opens."""
    if token.text in PARTICLES:
        return True
    known = token.tag == "NE" or before.text in PARTICLES or tables.common_surname(token.text)
    return bool(known) and token.text[:1].isupper()


def as_persons(
    found: Sequence[FoundName], sentences: Sequence[Sentence], text: str, tables: Language
) -> list[FoundName]:
    """Return the names of an article; those that a role before them shows to be a person's are that.

    „Trainerin Kaltenbrunn“ was named after no town that a table knows, nor was she where she speaks again; „Anwältin
    Maria Richter am Abend“ is no title of a work.

    Parameters:
        found: the names.
        sentences: the article's.
        text: its text.
        tables: the language's.
    """
    titled = [_titled(name, sentences[name.sentence].tokens, text, tables) for name in found]
    people = {one.name for one, name in zip(titled, found, strict=True) if one.kind is not name.kind}
    return [
        replace(name, kind=EntityKind.PERSON)
        if name.name in people and _is_unknown_place(name, sentences[name.sentence].tokens, tables)
        else name
        for name in titled
    ]


def _titled(name: FoundName, tokens: Sequence[Token], text: str, tables: Language) -> FoundName:
    if not name.start or not is_role(tokens[name.start - 1], tables):
        return name
    if name.kind is EntityKind.PLACE and _is_unknown_place(name, tokens, tables):
        return replace(name, kind=EntityKind.PERSON)
    if name.kind is EntityKind.THING and _is_first_name(tokens[name.start], tables):
        end = name.start + 1
        while end < len(tokens) and tokens[end].tag in _NOUNS and tokens[end].end <= name.span.end:
            end += 1
        span = Span(name.span.start, tokens[end - 1].end)
        if span.end < name.span.end:
            return replace(name, kind=EntityKind.PERSON, span=span, name=" ".join(span.of(text).split()))
    return name


def _is_unknown_place(name: FoundName, tokens: Sequence[Token], tables: Language) -> bool:
    """Say whether the model alone takes a single word for a place, and no preposition leads to it."""
    before = tokens[name.start - 1].tag if name.start else ""
    return (
        name.kind is EntityKind.PLACE
        and name.rule == "name-model"
        and " " not in name.name
        and before not in _PREPOSITIONS
        and tables.place(name.name) is None
    )


def is_role(token: Token, tables: Language) -> bool:
    """Say whether a word is the role of one person: „Pastor“, „Virologin“."""
    noun = tables.person_noun(token.text) if token.tag in _NOUNS and token.text[:1].isupper() else None
    return noun is not None and noun.kind == "role" and noun.number in ("s", "sp")


def is_surname_behind_role(tokens: Sequence[Token], index: int, tables: Language) -> bool:
    """Say whether a common noun behind a bare role is a surname: „sagte Bürgermeister Richter“.

    „Der Vorsitzende Richter“ and „Vorsitzender Richter Müller“ have no name there.
    """
    if tokens[index].tag != "NN" or not tables.common_surname(tokens[index].text):
        return False
    before = tokens[index - 2].tag if index > 1 else ""
    behind = tokens[index + 1] if index + 1 < len(tokens) else None
    return (
        is_role(tokens[index - 1], tables)
        and before not in _DETERMINING | _NOUNS
        and (behind is None or behind.tag not in _NOUNS)
    )


def _is_first_name(token: Token, tables: Language) -> bool:
    return token.tag in _NOUNS and tables.is_first_name(token.text) and tables.person_noun(token.text) is None
