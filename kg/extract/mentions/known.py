"""Names that only the article as a whole shows: surnames of those it names in full, and names behind a role or title."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from kg.extract.mentions.alone import is_cut
from kg.extract.mentions.found import FoundName
from kg.extract.mentions.people import People
from kg.extract.mentions.titled import PARTICLES, as_persons, is_surname_behind_role
from kg.lang import Language, Relation, WordClass
from kg.model import EntityKind, Sentence, Span, Token
from kg.syntax.clause import FINITE

_DETERMINING = frozenset({"ART", "APPRART", "ADJA", "PPOSAT", "PDAT", "PIAT", "CARD"})
_NOUNS = frozenset({"NN", "NE"})
_MOST_WORDS = 4
_LEAST_LETTERS = 3
_ADDRESSES = frozenset({"Herr", "Herrn", "Frau"})
_GENERATIONS = frozenset({"senior", "junior", "Senior", "Junior"})
_CONTRACTED = frozenset({"zur", "zum"})
_LEAST_PARTICLES = 2
"""Behind a role a single one tells for whom it is held: „Sprecher von Nordlicht“."""
_NOBLE = frozenset({"von", "zu", "van", "de", "di", "zur", "zum"})
"""What can be the first particle of a surname: „von der Heide“, „zu Ahrenstein“."""


def mend(
    found: Sequence[FoundName], sentences: Sequence[Sentence], text: str, tables: Language
) -> list[FoundName]:
    """Return the names of an article with kinds and ends that what stands beside them shows.

    „Frau Paris“ is a person, „der Konzern Hanlong“ is none; „von“ and „senior“ belong to the name.

    Parameters:
        found: the names.
        sentences: the article's.
        text: its text.
        tables: the language's.
    """
    found = as_persons(found, sentences, text, tables)
    firms = {name.name for name in found if _is_firm(name, sentences[name.sentence].tokens, tables)}
    mended: list[FoundName] = []
    for name in found:
        if mended and name.span.start < mended[-1].span.end:
            continue  # part of the name before: the place in „Claudia von der Heide“
        tokens = sentences[name.sentence].tokens
        one = _with_first_name(_mended(name, tokens, text, firms), tokens, text, tables)
        mended.append(_with_noble_surname(one, tokens, text, tables))
    return mended


def _with_first_name(name: FoundName, tokens: Sequence[Token], text: str, tables: Language) -> FoundName:
    """Return a surname with the first name right before it that was overlooked: „Zoë Claussen lacht“."""
    before = tokens[name.start - 1] if name.start else None
    if name.kind is not EntityKind.PERSON or " " in name.name or before is None:
        return name
    if before.tag not in _NOUNS or not before.text[:1].isupper() or not tables.is_first_name(before.text):
        return name
    if before.text in _ADDRESSES or tables.person_noun(before.text) or tables.institution_noun(before.text):
        return name
    span = Span(before.start, name.span.end)
    return replace(name, span=span, name=" ".join(span.of(text).split()), start=name.start - 1)


def _with_noble_surname(name: FoundName, tokens: Sequence[Token], text: str, tables: Language) -> FoundName:
    """Return a first name with the surname that particles open: „Claudia von der Heide“, „Georg Fürst zu Ahrenstein“."""
    if name.kind is not EntityKind.PERSON:
        return name
    words = name.name.split()
    at = next((i for i in range(name.start, len(tokens)) if tokens[i].start >= name.span.end), len(tokens))
    if not tables.is_first_name(words[0]) or at + 1 >= len(tokens) or tokens[at].text not in _NOBLE:
        return name
    if len(words) > 1 and tables.person_noun(words[-1]) is None:
        return name  # „Anna Lang von der Feuerwehr“ has her surname
    first = at
    while at < len(tokens) and tokens[at].text in PARTICLES:
        at += 1
    if at == len(tokens):
        return name
    span = Span(name.span.start, tokens[at].end)
    surname = Span(tokens[first].start, tokens[at].end).of(text)
    again = text.lower().count(surname.lower()) > 1
    if not _may_be_noble(tokens, name.start, (first, at), tables, again=again):
        return name
    return replace(name, span=span, name=" ".join(span.of(text).split()))


def _may_be_noble(
    tokens: Sequence[Token], start: int, particles: tuple[int, int], tables: Language, *, again: bool
) -> bool:
    """Say whether the word behind particles is a surname; a common noun is one where more shows it.

    „Ministerin Claudia von der Heide“, „Georg Fürst zu Wald“, or the same words come again; but „Claudia von der Feuerwehr“.
    """
    first, last = particles
    word = tokens[last]
    if tables.organization(word.text) is not None or tables.institution_noun(word.text) is not None:
        return False
    if word.tag == "NE":
        return True
    if tokens[first].text in _CONTRACTED:
        again = False  # „machte Anna zur Ministerin“
    role = start > 0 and tokens[start - 1].tag == "NN" and tables.person_noun(tokens[start - 1].text)
    behind = tokens[last + 1] if last + 1 < len(tokens) else None
    acts = last - first > 1 and behind is not None and (behind.tag in FINITE or behind.text == ",")
    return word.tag == "NN" and (bool(role) or first - start > 1 or again or acts)


def _is_firm(name: FoundName, tokens: Sequence[Token], tables: Language) -> bool:
    """Say whether the noun for a company or the like stands right before what looks like a person: „der Konzern Hanlong“."""
    before = tokens[name.start - 1] if name.start else None
    if name.kind is not EntityKind.PERSON or " " in name.name or before is None or before.tag != "NN":
        return False
    noun = tables.institution_noun(before.text)
    return (
        noun is not None
        and noun.kind not in ("document", "circle")
        and tables.person_noun(before.text) is None
    )


def _mended(name: FoundName, tokens: Sequence[Token], text: str, firms: set[str]) -> FoundName:
    before = tokens[name.start - 1].text if name.start else ""
    if name.kind is EntityKind.PERSON and name.name in firms:
        return replace(name, kind=EntityKind.ORGANIZATION)
    if name.kind is EntityKind.PLACE and before in _ADDRESSES:
        words = " ".join(name.span.of(text).split())
        return replace(name, kind=EntityKind.PERSON, name=words)
    if name.kind is not EntityKind.PERSON:
        return name
    end = next((i for i in range(name.start, len(tokens)) if tokens[i].end >= name.span.end), name.start)
    if end + 1 < len(tokens) and tokens[end + 1].text in _GENERATIONS and " " in name.name:
        span = Span(name.span.start, tokens[end + 1].end)
        return replace(name, span=span, name=" ".join(span.of(text).split()))
    return name


def with_particle(name: FoundName, sentences: Sequence[Sentence], people: People, text: str) -> FoundName:
    """Return a surname with the particle before it, of somebody who is known: „von Wolfenhagen“; a first name with the surname."""
    tokens = sentences[name.sentence].tokens
    start = name.start
    if " " in name.name:
        return name
    full = people.full_name(name.name) if name.kind is EntityKind.PERSON else ""
    if full and text.startswith(full, name.span.start):
        return replace(name, span=Span(name.span.start, name.span.start + len(full)), name=full)
    while start and tokens[start - 1].text.lower() in PARTICLES:
        start -= 1
    words = " ".join([*(token.text.lower() for token in tokens[start : name.start]), name.span.of(text)])
    if start == name.start or not people.is_surname(words):
        return name
    span = Span(tokens[start].start, name.span.end)
    return replace(name, span=span, name=words, start=start, kind=EntityKind.PERSON, rule="known-surname")


def more(
    found: Sequence[FoundName], sentences: Sequence[Sentence], people: People, text: str, tables: Language
) -> Iterator[FoundName]:
    """Yield names that were overlooked: of people who are named in full elsewhere, and behind a role or title.

    Parameters:
        found: the names that are known.
        sentences: the article's.
        people: those whom it names in full.
        text: its text.
        tables: the language's.
    """
    taken: list[set[int]] = [set() for _ in sentences]
    for name in found:
        tokens = sentences[name.sentence].tokens
        index = name.start
        while index < len(tokens) and tokens[index].start < name.span.end:
            taken[name.sentence].add(index)
            index += 1
    for number, sentence in enumerate(sentences):
        tokens = sentence.tokens
        index = 0
        while index < len(tokens):
            end = 0
            if index not in taken[number] and tokens[index].text[:1].isalpha():
                rule = "known-surname"
                end = (
                    _surname(tokens, index, taken[number], people)
                    if people.may_name(tokens[index].text)
                    else 0
                )
                if not end:
                    rule = "name-behind-role"
                    end = _behind_role(tokens, index, taken[number], tables)
            if end:
                if rule == "known-surname" and _is_first_of_another(
                    tokens, index, taken[number], people, tables
                ):
                    index -= 1
                span = Span(tokens[index].start, tokens[end - 1].end)
                words = " ".join(span.of(text).split())
                yield FoundName(
                    span,
                    EntityKind.PERSON,
                    words,
                    rule,
                    0.8 if rule == "known-surname" else 0.65,
                    number,
                    index,
                )
            index = end or index + 1


def _is_first_of_another(
    tokens: Sequence[Token], surname: int, taken: set[int], people: People, tables: Language
) -> bool:
    """Say whether an unknown proper noun stands right before a surname: the first name of a namesake („Zsófia Kovács“)."""
    before = tokens[surname - 1] if surname else None
    if before is None or before.tag != "NE" or surname - 1 in taken or not before.text[:1].isupper():
        return False
    word = before.text
    known = (
        tables.place(word) or tables.organization(word) or tables.person_noun(word) or people.may_name(word)
    )
    return not known and tables.institution_noun(word) is None and word.isalpha()


def _surname(tokens: Sequence[Token], index: int, taken: set[int], people: People) -> int:
    """Return the word after a surname, or first name, of somebody known that begins at a word, 0 if none does."""
    for end in range(min(index + _MOST_WORDS, len(tokens)), index + 1, -1):
        words = " ".join(token.text for token in tokens[index:end])
        if people.knows(words) and taken.isdisjoint(range(index, end)):
            return end
    free = not index or tokens[index - 1].tag not in _DETERMINING
    if people.is_first_name(tokens[index].text) and (
        tokens[index].tag == "NE" or (free and tokens[index].tag == "NN")
    ):
        return index + 1
    for end in range(index + _MOST_WORDS, index, -1):
        if (
            end <= len(tokens)
            and end - 1 not in taken
            and people.is_surname(" ".join(token.text for token in tokens[index:end]))
        ):
            before = tokens[index - 1] if index else None
            after = tokens[end] if end < len(tokens) else None
            sure = tokens[index].tag == "NE" or end - index > 1
            verb = after is not None and (after.tag in FINITE or after.text in (",", "selbst"))
            free = before is None or before.tag not in _DETERMINING
            return end if sure or (free and verb) or (free and tokens[index].tag not in ("NN", "ADJA")) else 0
    return 0


def _may_be_name(token: Token, tables: Language) -> bool:
    """Say whether a word can be a surname: a proper noun, or two capital words with a hyphen that are no noun."""
    if token.tag == "NE":
        return len(token.text) >= _LEAST_LETTERS
    joined = (
        token.tag == "NN" and all(part[:1].isupper() for part in token.text.split("-")) and "-" in token.text
    )
    return joined and tables.person_noun(token.text) is None and tables.institution_noun(token.text) is None


def _is_double(tokens: Sequence[Token], at: int, tables: Language) -> bool:
    """Say whether a word is a double surname, whatever nouns are in it: „Annegret Kamp-Neubauer“."""
    parts = tokens[at].text.split("-")
    return (
        tables.is_first_name(tokens[at - 1].text) and len(parts) > 1 and all(p[:1].isupper() for p in parts)
    )


def _behind_role(tokens: Sequence[Token], index: int, taken: set[int], tables: Language) -> int:
    """Return the word after an unknown name behind „Senatorin“ or „Dr.“, 0 if there is none."""
    if not index:
        return 0
    if tokens[index].text in _NOBLE:
        return _noble_behind_role(tokens, index, taken, tables)
    if is_surname_behind_role(tokens, index, tables):
        return index + 1
    if not _may_be_name(tokens[index], tables):
        return 0
    before = tokens[index - 1].text
    noun = tables.person_noun(before) if tokens[index - 1].tag == "NN" else None
    role = noun is not None and noun.number in ("s", "sp") and noun.kind == "role"
    if not role and before not in tables.members(WordClass.DEGREE):
        return 0
    end = index
    last = min(len(tokens), index + _MOST_WORDS)
    while (
        end < last
        and end not in taken
        and (_may_be_name(tokens[end], tables) or _is_double(tokens, end, tables))
    ):
        end += 1
    words = " ".join(token.text for token in tokens[index:end])
    place, organization = tables.place(words), tables.organization(words)
    known = (place is not None and place.relation is Relation.NAME) or organization is not None
    return 0 if known or not tokens[index].text[0].isupper() or is_cut(tokens, end - 1) else end


def _noble_behind_role(tokens: Sequence[Token], index: int, taken: set[int], tables: Language) -> int:
    """Return the word after „von der Heide“ behind a role without an article: „Ministerin von der Heide“, 0 for „die Ministerin von der SPD“."""
    noun = tables.person_noun(tokens[index - 1].text) if tokens[index - 1].tag == "NN" else None
    free = index < 2 or tokens[index - 2].tag not in _DETERMINING | _NOUNS
    if noun is None or noun.kind != "role" or noun.number == "p" or not free:
        return 0
    at = index
    while at < len(tokens) and tokens[at].text in PARTICLES:
        at += 1
    if at - index < _LEAST_PARTICLES or at == len(tokens) or tokens[at].tag not in _NOUNS or at in taken:
        return 0
    word = tokens[at].text
    known = tables.place(word) or tables.organization(word) or tables.institution_noun(word)
    return 0 if known or tables.field(word) else at + 1
