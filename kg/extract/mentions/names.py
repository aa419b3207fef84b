"""Names in the text: what the model finds, corrected by the tables of places and organisations."""

from collections.abc import Callable, Iterator, Sequence

from kg.extract.mentions.alone import Alone
from kg.extract.mentions.found import FoundName
from kg.extract.mentions.origins import points_to_place
from kg.extract.mentions.titled import is_full, trimmed
from kg.lang import Language, Relation
from kg.model import EntityKind, Sentence, Span, Token
from kg.tagging.names import Name

Entities = Callable[[Sequence[Sentence]], list[list[Name]]]
"""Finds the names in each sentence of an article."""
_KINDS = {
    "PER": EntityKind.PERSON,
    "LOC": EntityKind.PLACE,
    "ORG": EntityKind.ORGANIZATION,
    "OTH": EntityKind.THING,
}
_LEAST = 0.5
"""Probability below which the model's name is left out, unless a table knows it or the first name that it begins with."""
_ADDRESSES = frozenset({"Herr", "Herrn", "Frau"})
_LONGEST = 6
"""Words of the longest name in the tables."""


def find(text: str, sentences: Sequence[Sentence], tables: Language, entities: Entities) -> list[FoundName]:
    """Return the names in the sentences of an article, in order, disjoint.

    Parameters:
        text: the article's text.
        sentences: its tagged sentences.
        tables: the language's.
        entities: finds the names that are then corrected.
    """
    found: list[FoundName] = []
    named = [
        [trimmed(name, sentence.tokens, tables) for name in names]
        for sentence, names in zip(sentences, entities(sentences), strict=True)
    ]
    surnames = set(_surnames(sentences, named))
    alone = Alone(sentences, surnames, tables)
    for index, (sentence, names) in enumerate(zip(sentences, named, strict=True)):
        taken: set[int] = set()
        for name in names:
            span = Span(sentence.tokens[name.start].start, sentence.tokens[name.end - 1].end)
            plain = " ".join(text[span.start : span.end].split())
            kind, usual = _known(plain, tables)
            unsure = kind is None and alone(name, sentence.tokens)
            if kind is None and (unsure or name.type == "ORG"):
                kind, usual = _meant(plain, tables)
            if kind is None and name.probability < _LEAST and not is_full(name, sentence.tokens, tables):
                continue
            if kind is None and _is_origin(sentence, name, tables):
                continue
            if alone.is_cut(name, sentence.tokens) or (
                unsure and kind is None and alone.is_nobody(name, sentence.tokens)
            ):
                continue
            place = kind is EntityKind.PLACE and name.end - name.start == 1 and plain not in surnames
            person = name.type == "PER" and kind is not EntityKind.ORGANIZATION and not place
            person = person or (kind is None and plain in surnames and _is_surname(name, sentence.tokens))
            chosen = EntityKind.PERSON if person else kind or _KINDS[name.type]
            words = span.of(text) if chosen is EntityKind.PERSON or kind is None else usual
            taken.update(range(name.start, name.end))
            found.append(
                FoundName(
                    span,
                    chosen,
                    " ".join(words.split()),
                    "name-model",
                    round(name.probability, 2),
                    index,
                    name.start,
                )
            )
        found += _in_tables(sentence, index, taken, tables)
    return sorted(found, key=lambda name: name.span)


def _surnames(sentences: Sequence[Sentence], entities: Sequence[Sequence[Name]]) -> Iterator[str]:
    """Yield the last words of names of people, and what stands behind „Frau“: those are no places in this article (Jack London)."""
    for sentence, names in zip(sentences, entities, strict=True):
        for name in names:
            titled = name.start > 0 and sentence.tokens[name.start - 1].text in _ADDRESSES
            if name.type == "PER" and (titled or name.end - name.start > 1):
                yield sentence.tokens[name.end - 1].text


def _is_surname(name: Name, tokens: Sequence[Token]) -> bool:
    """Say whether a surname of the article that the model takes for a place is one: „Lorch lacht“, not „in Lorch“."""
    before = tokens[name.start - 1].tag if name.start else ""
    return name.type == "LOC" and name.end - name.start == 1 and before not in ("APPR", "APPRART")


def _is_origin(sentence: Sentence, name: Name, tables: Language) -> bool:
    """Say whether a single word is no name but points to a place: „der Berliner“ is nobody's name."""
    if name.end - name.start > 1:
        return False
    article = name.start > 0 and sentence.tokens[name.start - 1].tag in ("ART", "CARD", "PIAT")
    return (name.type != "PER" or article) and points_to_place(sentence.tokens, name.start, tables)


def _meant(words: str, tables: Language) -> tuple[EntityKind | None, str]:
    """Return the organisation of a form that is a common word as well, where the model takes it for one (die Linke), or for somebody
    of whom nothing else is told (Caritas)."""
    form = tables.organization(words)
    if form is None or form.relation is not Relation.NAME:
        return None, words
    return EntityKind.ORGANIZATION, form.organization.name


def _known(words: str, tables: Language) -> tuple[EntityKind | None, str]:
    """Return what the tables say of a name: an organisation or a place, and its usual form."""
    organization = tables.organization(words)
    if organization is not None and not organization.ambiguous:
        return EntityKind.ORGANIZATION, organization.organization.name
    place = tables.place(words)
    if place is not None and place.relation is Relation.NAME and not place.ambiguous:
        return EntityKind.PLACE, place.place.name
    return None, words


def _is_party(tokens: Sequence[Token], start: int, end: int, tables: Language) -> bool:
    """Say whether a common word names a party here: „die Linke fordert“, „bei den Demokraten“; not „die linke Hand“."""
    form = tables.organization(tokens[start].text) if end - start == 1 else None
    if form is None or form.organization.kind != "party" or not start:
        return False
    article = tokens[start - 1].text.lower() in ("die", "der", "den")
    behind = tokens[end] if end < len(tokens) else None
    return article and (behind is None or behind.tag not in ("NE", "NN", "ADJA"))


def _in_tables(sentence: Sentence, index: int, taken: set[int], tables: Language) -> Iterator[FoundName]:
    """Yield the names that the tables know and the model missed, longest first."""
    tokens = sentence.tokens
    start = 0
    while start < len(tokens):
        if not tokens[start].text[:1].isupper():
            start += 1
            continue
        end = next(
            (
                e
                for e in range(min(len(tokens), start + _LONGEST), start, -1)
                if _names(tokens[start:e], taken, start, tables)
            ),
            0,
        )
        if not end and start not in taken and _is_party(tokens, start, start + 1, tables):
            party = _meant(tokens[start].text, tables)[1]
            span = Span(tokens[start].start, tokens[start].end)
            yield FoundName(span, EntityKind.ORGANIZATION, party, "gazetteer", 0.8, index, start)
        if end:
            kind, usual = _known(" ".join(token.text for token in tokens[start:end]), tables)
            if kind is not None:
                span = Span(tokens[start].start, tokens[end - 1].end)
                yield FoundName(span, kind, usual, "gazetteer", 0.9, index, start)
        start = end or start + 1


def _names(tokens: Sequence[Token], taken: set[int], start: int, tables: Language) -> bool:
    if taken and any(place in taken for place in range(start, start + len(tokens))):
        return False
    return _known(" ".join([token.text for token in tokens]), tables)[0] is not None
