"""Ties the words that name a speaker to a person, an organisation or a source without a name."""

import re
from bisect import bisect_right

from kg.lang import language
from kg.model import Chain, Document, EntityKind, Mention, MentionForm, Span

_EPITHET = re.compile(r"(?:der|die) \d+-[Jj]ährigen?", re.IGNORECASE)
_PRONOUN = re.compile(r"er|sie|dieser|diese|letzterer|letztere", re.IGNORECASE)
_SPEAKING = frozenset({EntityKind.ORGANIZATION, EntityKind.PLACE})
"""What speaks beside people: „Moskau fordert“ means the government; works, events and other things do not speak."""
_RECENT = 4
"""Mentions back within which the last speaker is still who „er“ or „sie“ means."""
_GENITIVE_ENDING = 2
_LOOK_BACK = 50
"""Fitting mentions that are weighed before a pronoun."""
_LEAD = 10
"""Characters before a mention that begins its sentence: an article, „auch die“."""
_NOBODY = frozenset(
    {
        "es",
        "man",
        "ich",
        "wir",
        "das",
        "dies",
        "demnach",
        "demzufolge",
        "danach",
        "wonach",
        "der",
        "die",
        "denen",
        "welche",
        "welcher",
    }
)
_INSIDE = re.compile(r"\b(?:von|vom|der|des|für|aus|beim?|zum|zur|einer|eines|im|in|an|am|über|gegen)\b")
_ACCOUNT = re.compile(
    r"(?:(?:den|ersten|eigenen|neuen|weiteren|unbestätigten|offiziellen) )*"
    r"(?:\w*(?:[Aa]ngaben?|[Aa]ussagen?|[Aa]nsicht|[Mm]einung|[Aa]uffassung|[Ee]inschätzung|[Dd]arstellung|[Aa]uskunft|"
    r"[Ii]nformationen|[Ww]orten|[Bb]ekunden|[Ss]icht|[Üü]berzeugung|[Ee]rkenntnissen)) (?:von |vom |der |des |eines |einer )?"
)
_WORD = re.compile(r"[A-ZÄÖÜ][\w-]+")
_POSSESSIVE = {"seiner": "m", "seinen": "m", "seinem": "m", "ihrer": "f", "ihren": "f", "ihrem": "f"}


class Speakers:
    """Resolves the speakers of one document; new chains and the pronouns it resolved can be read from it.

    Attributes:
        chains: those of the document and the ones that speakers without a mention made.
        mentions: pronouns and epithets that were tied to a person.
    """

    def __init__(self, document: Document) -> None:
        self._document = document
        self._text = document.article.text
        self._tables = language(document.article.language)
        self._people = [m for m in document.mentions if m.kind is EntityKind.PERSON and m.chain is not None]
        self._ends = [m.span.end for m in self._people]
        self._starts = [sentence.span.start for sentence in document.sentences]
        self._resolved: dict[Span, int | None] = {}
        self._last: tuple[int | None, int] = (None, 0)
        self.chains = list(document.chains)
        self.mentions: list[Mention] = []

    def resolve(self, speaker: Span) -> int | None:
        """Return the index of the chain that speaks, None if the words do not tell."""
        if speaker not in self._resolved:
            self._resolved[speaker] = self._source(speaker)
        return self._resolved[speaker]

    def labelled(self, label: str) -> int:
        """Return the chain of the one whom an interview's label names."""
        names = [c.name for c in self.chains if c.kind is EntityKind.PERSON and label in c.name.split()]
        return self._chain(EntityKind.PERSON, names[0] if len(names) == 1 else label)

    def _source(self, speaker: Span) -> int | None:
        words = speaker.of(self._text)
        owner, _, account_words = words.partition(" ")
        if owner.lower() in _POSSESSIVE and _ACCOUNT.fullmatch(account_words + " "):
            return self._spoke(
                self._antecedent(speaker, _POSSESSIVE[owner.lower()], MentionForm.PRONOUN), speaker
            )
        account = _ACCOUNT.match(words)
        if account is not None and account.end() < len(words):
            speaker = Span(speaker.start + account.end(), speaker.end)
            words = speaker.of(self._text)
        if _PRONOUN.fullmatch(words) or _EPITHET.fullmatch(words):
            form = MentionForm.PRONOUN if _PRONOUN.fullmatch(words) else MentionForm.NOMINAL
            return self._spoke(self._antecedent(speaker, self._gender_of(words), form), speaker)
        if words.lower() in _NOBODY:
            return None
        head = self._head(speaker, words)
        if head is not None:
            return self._spoke(head.chain, speaker) if head.kind is EntityKind.PERSON else head.chain
        kind = self._kind(words)
        return None if kind is None else self._chain(kind, words, named=False)

    def _kind(self, words: str) -> EntityKind | None:
        """Return what an unnamed source is, None for a document, which is nobody.

        The first noun that the tables know, the phrase's head, tells it.
        """
        for word in _WORD.findall(words):
            if self._tables.person_noun(word) is not None:
                return EntityKind.PERSON
            if (noun := self._tables.institution_noun(word)) is not None:
                return None if noun.kind == "document" else EntityKind.ORGANIZATION
        return EntityKind.PERSON

    def _head(self, speaker: Span, words: str) -> Mention | None:
        """Return the mention that the words name, not one that only belongs to it („Sprecher der Polizei“)."""
        inside = [m for m in self._document.mentions if speaker.contains(m.span) and m.chain is not None]
        people = [m for m in inside if m.kind is EntityKind.PERSON]
        for mention in people:
            before = self._text[speaker.start : mention.span.start]
            if not self._owns(mention, speaker) and not _INSIDE.search(_after_first_word(before)):
                return None if self._is_institution(before) else mention
        if people and "," in words:
            return people[-1]
        for mention in inside:
            if mention.kind not in _SPEAKING or mention.span.end != speaker.end:
                continue
            if len(words.split()) <= 1 + len(mention.span.of(self._text).split()):
                return mention
        return None

    def _owns(self, mention: Mention, speaker: Span) -> bool:
        """Say whether a name is a genitive before the one who speaks: „Lawrows Amtskollege Antony Blinken“."""
        behind = self._text[mention.span.end : speaker.end]
        if behind.startswith(("s ", "’ ")):
            return len(behind) > _GENITIVE_ENDING
        following = _WORD.match(behind.lstrip())
        genitive = mention.span.of(self._text).endswith(("s", "’"))
        return genitive and following is not None and self._tables.person_noun(following[0]) is not None

    def _is_institution(self, before: str) -> bool:
        """Say whether the noun before a name is what bears it: „die Reederei Hansen“."""
        nouns = _WORD.findall(before)
        return bool(nouns) and self._kind(nouns[-1]) is EntityKind.ORGANIZATION

    def _spoke(self, chain: int | None, speaker: Span) -> int | None:
        if chain is not None:
            self._last = (chain, speaker.end)
        return chain

    def _antecedent(self, speaker: Span, gender: str, form: MentionForm) -> int | None:
        """Return the last fitting person before a pronoun or age epithet.

        The speaker before it comes first, unless a sentence since begins with somebody fitting. Somebody whose first
        name tells the gender goes before somebody whose name does not.
        """
        fitting = self._fitting(speaker, gender)
        if not fitting:
            return None
        last, at = self._last
        since = next((m for m in fitting if m.span.start >= at and self._leads(m)), None)
        spoke = last in {m.chain for m in fitting[:_RECENT]}
        sure = next((m for m in fitting[:_RECENT] if self._gender(m) == gender), fitting[0])
        chain = since.chain if since is not None else last if spoke else sure.chain
        self.mentions.append(
            Mention(
                span=speaker, kind=EntityKind.PERSON, form=form, chain=chain, extractor="quotations",
                rule="last-fitting-person", confidence=0.75,
            )
        )  # fmt: skip
        return chain

    def _fitting(self, speaker: Span, gender: str) -> list[Mention]:
        """Return the last mentions before a place of people whose gender may fit, the nearest first."""
        found: list[Mention] = []
        for index in range(bisect_right(self._ends, speaker.start) - 1, -1, -1):
            mention = self._people[index]
            if gender in ("", self._gender(mention)) or not self._gender(mention):
                found.append(mention)
            if len(found) == _LOOK_BACK:
                break
        return found

    def _leads(self, mention: Mention) -> bool:
        """Say whether a mention is what its sentence begins with, so that the sentence is about it."""
        start = mention.role.start if mention.role is not None else mention.span.start
        place = bisect_right(self._starts, start)
        return place > 0 and start - self._starts[place - 1] <= _LEAD

    def _gender_of(self, words: str) -> str:
        first = words.split()[0].lower()
        if first in ("er", "der", "ein", "dieser", "letzterer"):
            return "m"
        if first in ("sie", "die", "eine", "diese", "letztere"):
            return "f"
        person = self._tables.person_noun(words.split()[-1])
        return person.gender if person is not None and person.gender in ("m", "f") else ""

    def _gender(self, mention: Mention) -> str:
        return "" if mention.chain is None else self._tables.gender(self.chains[mention.chain].name)

    def _chain(self, kind: EntityKind, name: str, *, named: bool = True) -> int:
        chain = Chain(kind=kind, name=name, named=named)
        for index, known in enumerate(self.chains):
            if (known.kind, known.name, known.named) == (kind, name, named):
                return index
        self.chains.append(chain)
        return len(self.chains) - 1


def _after_first_word(words: str) -> str:
    """Leave a leading article out: „der russische Ex-Präsident Dmitri Medwedew“ begins with none of a genitive."""
    return words.split(" ", 1)[1] if " " in words else ""
