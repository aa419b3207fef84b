"""Events that have names: „Münchner Sicherheitskonferenz“, „G20-Gipfel“, „Bundestagswahl 2021“, „Zweiter Weltkrieg“.

What everybody knows stands in the language's table events.tsv; which nouns make names, and how, in event_nouns.tsv. A bare noun
names no event: „die Konferenz“, „ein Parteitag“.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from kg.extract.mentions.found import FoundName, by_sentence
from kg.lang import EventNoun, Language, Relation
from kg.lang.naming import strong
from kg.model import EntityKind, Sentence, Span, Token

RULE, KNOWN_RULE = "event-name", "known-event"
_NOUNS = frozenset({"NN", "NE", "FM", "XY", "TRUNC"})
_OPENING = frozenset({"ADJA", "NN", "NE"})
"""What may be small at the beginning of a known name: „französische Revolution“, „documenta“."""
_UNCERTAIN = frozenset({"PIAT", "PIDAT", "PPOSAT", "CARD", "PWAT"})
_INDEFINITE = re.compile(r"ein(?:e[rnms]?)?|kein(?:e[rnms]?)?", re.IGNORECASE)
_YEAR = re.compile(r"(?:1[5-9]|20)\d\d")
_EDITION = re.compile(r"\d{1,2}|(?:1[5-9]|20)\d\d")
_BARE = frozenset("cs")
"""Ways in which a noun makes a name though it is no compound: „WM 2006“, „Hurrikan Katrina“."""
_LONGEST = 6  # words of a name that the table knows
_MOST_BEFORE = 3  # adjectives
_ARTICLES = frozenset({"Der", "Die", "Das", "Ein", "Eine"})
_PREPOSITIONS = frozenset({"von", "um"})
_KNOWN, _SURE, _LIKELY = 0.95, 0.85, 0.75

_Read = tuple[int, int, str, str, float]
"""First word, the one after the last, name, rule, confidence."""


def with_events(
    found: Sequence[FoundName], sentences: Sequence[Sentence], text: str, tables: Language
) -> list[FoundName]:
    """Return the names of an article with those of events; what stands inside of these is none of its own.

    Parameters:
        found: the names.
        sentences: the article's, tagged.
        text: its text.
        tables: the language's.
    """
    kept: list[FoundName] = []
    for number, names in enumerate(by_sentence(found, len(sentences))):
        sentence = sentences[number]
        made = [
            each for each in _made(sentence.tokens, number, tables) if not any(_hides(n, each) for n in names)
        ]
        kept += [
            _as_event(name, sentence.tokens, text, tables)
            for name in names
            if not any(name.touches(each) for each in made)
        ]
        kept += made
    return sorted(kept, key=lambda name: name.span)


def _hides(name: FoundName, event: FoundName) -> bool:
    """Say whether what looks like an event is part of another name: „Komitee der Olympischen Spiele“; a work or the like is not."""
    if name.kind is EntityKind.THING or not name.span.contains(event.span):
        return False
    return name.span != event.span or name.rule in ("gazetteer", "institution-name")


def _as_event(name: FoundName, tokens: Sequence[Token], text: str, tables: Language) -> FoundName:
    """Return what the model takes for a thing as an event if its last word is a noun for one: „Rheingau Musik Festival“.

    An organisation is one if it is made of nouns alone: „Jüdischer Weltkongress“ is none.
    """
    words = name.span.of(text).split()
    if len(words) == 1 or not tables.event_noun(words[-1]):
        return name
    titled = name.kind is EntityKind.THING and words[0] not in _ARTICLES
    nouns = all(token.tag in _NOUNS for token in tokens if name.span.contains(Span(token.start, token.end)))
    made = name.kind is EntityKind.ORGANIZATION and name.rule == "name-model" and nouns
    return replace(name, kind=EntityKind.EVENT) if titled or made else name


def _made(tokens: Sequence[Token], number: int, tables: Language) -> Iterator[FoundName]:
    end = 0
    for index, token in enumerate(tokens):
        if index < end or not (token.text[:1].isupper() or token.text[:1].isdigit() or token.tag in _OPENING):
            continue
        read = _known(tokens, index, tables) or _event(tokens, index, end, tables)
        if read is not None:
            start, end, name, rule, confidence = read
            span = Span(tokens[start].start, tokens[end - 1].end)
            yield FoundName(span, EntityKind.EVENT, name, rule, confidence, number, start)


def _known(tokens: Sequence[Token], index: int, tables: Language) -> _Read | None:
    """Read the longest name that the table has, with the year or number of what recurs: „Olympia 2012“, „Documenta 14“."""
    for end in range(min(len(tokens), index + _LONGEST), index, -1):
        words = _words(tokens, index, end)
        event = tables.event(words[0].upper() + words[1:])
        if event is None or (
            tokens[index].tag == "ADJA" and words[0].islower() and not tables.event_noun(tokens[end - 1].text)
        ):
            continue  # „im deutschen Herbst“
        if (
            event.recurs
            and end < len(tokens)
            and _EDITION.fullmatch(tokens[end].text)
            and not _counts(tokens, end)
        ):
            return index, end + 1, f"{event.name} {tokens[end].text}", KNOWN_RULE, _KNOWN
        return index, end, event.name, KNOWN_RULE, _KNOWN
    return None


def _counts(tokens: Sequence[Token], index: int) -> bool:
    """Say whether a small number counts something else: „nach Olympia 20 Jahre lang“."""
    behind = tokens[index + 1] if index + 1 < len(tokens) else None
    return not _YEAR.fullmatch(tokens[index].text) and behind is not None and behind.tag in _NOUNS


def _event(tokens: Sequence[Token], index: int, least: int, tables: Language) -> _Read | None:
    """Read a name that ends in a noun for an event, or goes on behind it."""
    token = tokens[index]
    noun = tables.event_noun(token.text) if token.tag in _NOUNS else None
    if noun is None or (noun.number == "p" and noun.gender != "p"):
        return None
    start = _before(tokens, index, least, tables)
    if _is_uncertain(tokens, start):
        return None
    end, sure = _behind(tokens, index + 1, noun, tables)
    bare = start == index and not _is_name(token.text, noun, tables)
    if bare and (
        end == index + 1 or (sure and token.text.lower() == noun.form and not _BARE & set(noun.names))
    ):
        return None  # „die Wahl 2007“
    words = [
        *(strong(tokens[i].text, noun.gender) for i in range(start, index)),
        _nominative(token.text, noun),
    ]
    words += [tokens[i].text for i in range(index + 1, end)]
    return start, end, " ".join(words), RULE, _SURE if sure else _LIKELY


def _before(tokens: Sequence[Token], index: int, least: int, tables: Language) -> int:
    """Return where a name begins that large adjectives open: „Münchner“, „Deutscher Evangelischer“; not the first word of a sentence."""
    start = index
    while start > least and index - start < _MOST_BEFORE and tokens[start - 1].text[:1].isupper():
        before = tokens[start - 1]
        form = tables.place(before.text)
        of_place = form is not None and form.relation is Relation.ADJECTIVE and before.text.endswith("er")
        if not of_place and (before.tag != "ADJA" or start == 1):
            break
        start -= 1
    return start


def _is_uncertain(tokens: Sequence[Token], start: int) -> bool:
    """Say whether what stands before a name tells that it is one of many: „ein EU-Gipfel“, „zwei Berliner Messen“."""
    left = start - 1
    while left >= 0 and tokens[left].tag == "ADJA" and not tokens[left].text[:1].isdigit():
        left -= 1
    return left >= 0 and (
        tokens[left].tag in _UNCERTAIN or _INDEFINITE.fullmatch(tokens[left].text) is not None
    )


def _behind(tokens: Sequence[Token], end: int, noun: EventNoun, tables: Language) -> tuple[int, bool]:
    """Return the word after what belongs to a name behind its noun, and whether that makes it sure."""
    if end >= len(tokens):
        return end, False
    if _YEAR.fullmatch(tokens[end].text):
        return end + 1, True
    if "s" in noun.names and tokens[end].tag == "NE" and tokens[end].text[:1].isupper():
        return end + 1, True
    if "n" in noun.names and _is_place(tokens[end], tables):
        return end + 1, False
    if "o" in noun.names and tokens[end].text in _PREPOSITIONS and end + 1 < len(tokens):
        return (end + 2, False) if _is_place(tokens[end + 1], tables) else (end, False)
    return end, False


def _is_place(token: Token, tables: Language) -> bool:
    form = tables.place(token.text)
    return token.tag in _NOUNS and form is not None and form.relation is Relation.NAME


def _is_name(word: str, noun: EventNoun, tables: Language) -> bool:
    """Say whether a compound is a name by its first part: „G20-Gipfel“, „SPD-Parteitag“, „Irakkrieg“, „Fußball-WM“."""
    modifier = word[: len(word) - len(noun.form)]
    first = modifier.rstrip("-")
    if not first:
        return False
    if "c" in noun.names:
        return True
    form = tables.place(first)
    place = form is not None and form.relation is Relation.NAME
    if not modifier.endswith("-"):
        return place and "p" in noun.names
    letters = first.split("-")[0]
    shouted = letters.isupper() and len(letters) > 1
    return place or shouted or any(map(str.isdigit, letters)) or tables.organization(first) is not None


def _nominative(word: str, noun: EventNoun) -> str:
    """Return a noun or compound as a name has it: „Weltkrieges“ as „Weltkrieg“, „Festspielen“ as „Festspiele“."""
    modifier = word[: len(word) - len(noun.form)]
    return modifier + (noun.lemma if not modifier or modifier.endswith("-") else noun.lemma.lower())


def _words(tokens: Sequence[Token], start: int, end: int) -> str:
    return " ".join(token.text for token in tokens[start:end])
