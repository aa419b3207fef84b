"""Adds mentions to a document and joins those of one person, organisation or place to a chain."""

from dataclasses import replace

from kg.extract.mentions.bodies import with_bodies
from kg.extract.mentions.events import KNOWN_RULE, RULE, with_events
from kg.extract.mentions.found import FoundName
from kg.extract.mentions.known import mend, more, with_particle
from kg.extract.mentions.metonyms import with_metonyms
from kg.extract.mentions.names import Entities, find
from kg.extract.mentions.origins import origins
from kg.extract.mentions.people import People, Person, learn_all, learn_labels
from kg.lang import Language, language
from kg.model import BlockKind, Chain, Document, EntityKind, Mention, MentionForm, Sentence, Span
from kg.tagging import document_entities

_ROLE_WORDS = 5
_GENITIVES = ("s", "’", "'")
_OF_NOUNS = frozenset({"institution-name", RULE, KNOWN_RULE})
"""Rules for names that are in the nominative, whatever case their words are in."""


class Mentions:
    """Finds names and ties them to chains, one chain for each person or thing of an article.

    Parameters:
        name: under which it is registered.
        entities: finds the names in the sentences of an article.
    """

    requires = ("sentences",)
    provides = ("mentions", "chains")

    def __init__(self, name: str = "mentions", entities: Entities = document_entities) -> None:
        self.name, self._entities = name, entities

    def __call__(self, document: Document) -> Document:
        """Return ``document`` with mentions and chains."""
        article = document.article
        tables = language(article.language)
        people = People(article.text, tables)
        found = with_bodies(
            find(article.text, document.sentences, tables, self._entities),
            document.sentences,
            article.text,
            tables,
        )
        found = with_events(found, document.sentences, article.text, tables)
        found = mend(found, document.sentences, article.text, tables)
        labels = {block.span.start for block in article.blocks if block.kind is BlockKind.QUESTION}
        found = [name for name in found if not _is_label(name, labels, article.text)]
        learn_labels(people, (turn.speaker for turn in article.turns if not turn.question))
        full = [name.name for name in found if name.kind is EntityKind.PERSON and people.is_full(name.name)]
        for words in sorted(full, key=_words, reverse=True):
            people.learn(words)
        learn_all(people, article.keywords)
        found = [with_particle(name, document.sentences, people, article.text) for name in found]
        found = sorted([*found, *more(found, document.sentences, people, article.text, tables)], key=_start)
        pointers = origins(document.sentences, [_named_words(name, article.text) for name in found], tables)
        found = sorted((*found, *pointers), key=_start)
        found = with_metonyms(found, document.sentences, tables)
        chains = _Chains(people)
        mentions = tuple(
            Mention(
                span=_without_genitive(name, article.text, people), kind=name.kind, form=name.form,
                role=_role(document.sentences[name.sentence], name.start, tables) if name.kind is EntityKind.PERSON else None,
                chain=chains.of(name), extractor=self.name, rule=name.rule, confidence=name.confidence,
                stands_for=name.stands_for,
            )
            for name in found
        )  # fmt: skip
        return replace(document, mentions=document.mentions + mentions, chains=chains.made())


class _Chains:
    """The chains of one article in the order of their first mention."""

    def __init__(self, people: People) -> None:
        self._people = people
        self._index: dict[tuple[EntityKind, str], int] = {}
        self._persons: list[Person | None] = []

    def of(self, name: FoundName) -> int | None:
        """Return the index of the chain to which a name belongs, None if it may mean several people."""
        person: Person | None = None
        words = name.name
        if name.kind is EntityKind.PERSON:
            person = self._people.learn(words) if self._people.is_full(words) else self._people.named(words)
            if person is None:
                return None
            words = person.name
        elif name.rule == "name-model":
            words = self._people.plain(words)
        key = (name.kind, words)
        if key not in self._index:
            self._index[key] = len(self._index)
            self._persons.append(person)
        return self._index[key]

    def made(self) -> tuple[Chain, ...]:
        """Return the chains."""
        return tuple(
            Chain(kind=kind, name=name, aliases=tuple(sorted(person.spellings)) if person else ())
            for (kind, name), person in zip(self._index, self._persons, strict=True)
        )


def _is_label(name: FoundName, starts: set[int], text: str) -> bool:
    """Say whether a name only tells who asks the question behind it: „taz: Frau Muster, …“."""
    return name.span.start in starts and text.startswith(":", name.span.end)


def _words(name: str) -> int:
    return name.count(" ")


def _start(name: FoundName) -> Span:
    return name.span


def _named_words(name: FoundName, text: str) -> Span:
    """Return a name without the small adjective before it, which points to a place: „das russische Außenministerium“."""
    words = name.span.of(text)
    small = name.rule == "institution-name" and words[0].islower()
    return Span(name.span.start + len(words.split()[0]), name.span.end) if small else name.span


def _without_genitive(name: FoundName, text: str, people: People) -> Span:
    """Leave the „s“ of „Lawrows“ out of a mention, where the article or a table shows it to be one."""
    words = name.span.of(text)
    if name.form is not MentionForm.NAME or name.rule in _OF_NOUNS:
        return name.span
    usual = people.plain(words) if name.kind is EntityKind.PERSON else name.name
    if len(words) > 1 and words.endswith(_GENITIVES) and usual.endswith(words[:-1]):
        return Span(name.span.start, name.span.end - 1)
    return name.span


def _role(sentence: Sentence, start: int, tables: Language) -> Span | None:
    """Return the role before a name with what belongs to it: „Russlands Außenminister“, „der russische Präsident“."""
    tokens = sentence.tokens
    if (
        not start
        or tables.person_noun(tokens[start - 1].text) is None
        or not tokens[start - 1].text[0].isupper()
    ):
        return None
    first = start - 1
    while first and start - first < _ROLE_WORDS and _belongs(tokens[first - 1].text, tokens[first - 1].tag):
        first -= 1
    return Span(tokens[first].start, tokens[start - 1].end)


def _belongs(text: str, tag: str) -> bool:
    return tag == "ADJA" or (tag == "NE" and text.endswith(_GENITIVES))


EXTRACTOR = Mentions()
