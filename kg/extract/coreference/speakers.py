"""Ties the words that name a speaker to a person, an organisation or a source without a name."""

import re
from bisect import bisect_left

from kg.extract.coreference.chains import Chains
from kg.extract.coreference.references import Reference
from kg.extract.coreference.sieve import Sieve
from kg.lang import language
from kg.model import Document, EntityKind, Mention, MentionForm, Span

_SPEAKING = frozenset({EntityKind.ORGANIZATION, EntityKind.PLACE})
"""What speaks beside people: „Moskau fordert“ means the government; works, events and other things do not speak."""
_PERSONS = frozenset({EntityKind.PERSON})
_GENITIVE_ENDING = 2
_PRONOUN = re.compile(r"er|sie|es|dieser|diese|letzterer|letztere|der|die|ihm|ihr|ihn", re.IGNORECASE)
_NOBODY = frozenset(
    "man ich wir du das dies demnach demzufolge danach wonach denen welche welcher dort hier jemand niemand einer".split()
)
_INSIDE = re.compile(r"\b(?:von|vom|der|des|für|aus|beim?|zum|zur|einer|eines|im|in|an|am|über|gegen)\b")
_ACCOUNT = re.compile(
    r"(?:(?:den|ersten|eigenen|neuen|weiteren|unbestätigten|offiziellen) )*"
    r"(?:\w*(?:[Aa]ngaben?|[Aa]ussagen?|[Aa]nsicht|[Mm]einung|[Aa]uffassung|[Ee]inschätzung|[Dd]arstellung|[Aa]uskunft|"
    r"[Ii]nformationen|[Ww]orten|[Bb]ekunden|[Ss]icht|[Üü]berzeugung|[Ee]rkenntnissen)) (?P<article>(?:von |vom |der |des |eines |einer )?)"
)
_PLACED = re.compile(r" (?:aus|in|im|auf|vor|an|am|bei|beim|nach|unter|neben) ")
"""Where those who speak are: „riefen Voss und Beck aus der Kabine“."""
_WORD = re.compile(r"[A-ZÄÖÜ][\w-]+")
_POSSESSIVE = {"seiner": "m", "seinen": "m", "seinem": "m", "ihrer": "f", "ihren": "f", "ihrem": "f"}
_OF_INSTITUTION = re.compile(r"\b(?:der|des|von) ([A-ZÄÖÜ][\w-]+)$")
_JOINT = re.compile(r" (?:und|sowie) |, (?!der |die |das )")
_MOST_TOGETHER = 4


class Speakers:
    """Resolves the speakers of one document.

    Parameters:
        document: the document.
        sieve: what refers to whom in it.
        chains: the chains, to which sources without a name are added.
    """

    def __init__(self, document: Document, sieve: Sieve, chains: Chains) -> None:
        self._mentions = [mention for mention in document.mentions if mention.chain is not None]
        self._starts = [mention.span.start for mention in self._mentions]
        self._text = document.article.text
        self._tables = language(document.article.language)
        self._sieve = sieve
        self._chain_of = chains.of
        self._ties = {tie.reference.span.start: tie for tie in sieve.ties}
        self._resolved: dict[Span, int | None] = {}
        self._chains = chains

    def resolve(self, speaker: Span) -> int | None:
        """Return the index of the chain that speaks, None if the words do not tell."""
        if speaker not in self._resolved:
            self._resolved[speaker] = self._source(speaker)
        return self._resolved[speaker]

    def together(self, speaker: Span) -> tuple[int, ...]:
        """Return the chains of those who speak together, nothing where the words name one or not all of them are known."""
        tie = self._ties.get(speaker.start)
        if tie is not None and tie.resolved.entity.members:
            return tuple(map(self._chain_of, tie.resolved.entity.members))
        words = speaker.of(self._text)
        parts: list[Span] = []
        at = 0
        for joint in _JOINT.finditer(words):
            parts.append(Span(speaker.start + at, speaker.start + joint.start()))
            at = joint.end()
        if not parts or len(parts) > _MOST_TOGETHER or at >= len(words):
            return ()
        parts.append(Span(speaker.start + at, speaker.end))
        if self._of_both(parts):
            return ()
        chains = [self._one_of_several(part) for part in parts]
        known = tuple(dict.fromkeys(chain for chain in chains if chain is not None))
        return known if len(known) == len(parts) else ()

    def _of_both(self, parts: list[Span]) -> bool:
        """Say whether one speaks for several: „der Sprecher von Polizei und Feuerwehr“; these stand without an article."""
        first = _INSIDE.search(_after_first_word(parts[0].of(self._text)))
        last = self._head(parts[-1], parts[-1].of(self._text))
        return first is not None and last is not None and last.span == parts[-1] and last.kind in _SPEAKING

    def _one_of_several(self, part: Span) -> int | None:
        """Return the chain of a part of „Voss und die Abgeordnete Beck“: a name, or a role phrase that is tied."""
        head = self._head(part, part.of(self._text))
        behind = self._text[head.span.end : part.end] if head is not None else ""
        if head is not None and (not behind or _PLACED.match(behind)):
            return head.chain
        tie = self._ties.get(part.start)
        if tie is not None and tie.reference.span == part:
            return self._chain_of(tie.resolved.entity)
        return None

    def _source(self, speaker: Span) -> int | None:
        words = speaker.of(self._text)
        owner, _, account_words = words.partition(" ")
        if owner.lower() in _POSSESSIVE and _ACCOUNT.fullmatch(account_words + " "):
            return self._owner(speaker, _POSSESSIVE[owner.lower()])
        account = _ACCOUNT.match(words)
        if account is not None and account.end() < len(words):
            described = self._ties.get(speaker.start + account.start("article"))
            if described is not None and _is_one(described.reference):
                return self._chain_of(described.resolved.entity)
            speaker = Span(speaker.start + account.end(), speaker.end)
            words = speaker.of(self._text)
        if words.lower() in _NOBODY:
            return None
        tie = self._ties.get(speaker.start)
        if _PRONOUN.fullmatch(words):
            return self._chain_of(tie.resolved.entity) if tie is not None else None
        head = self._head(speaker, words)
        if head is not None:
            return head.chain
        if tie is not None and tie.reference.form is MentionForm.NOMINAL:
            return self._chain_of(tie.resolved.entity)
        kind = self._kind(words)
        if kind is None:
            return self._of_document(speaker, words)
        return None if self._is_circumstance(speaker) else self._chains.by_name(kind, words, False)

    def _is_circumstance(self, speaker: Span) -> bool:
        """Say whether words only tell when or how something is said: „…“, heißt es gern in solchen Fällen."""
        words = _WORD.findall(speaker.of(self._text))
        known = (self._tables.person_noun(word) or self._tables.institution_noun(word) for word in words)
        return self._text.endswith((" in ", " im "), 0, speaker.start) and not any(known)

    def _of_document(self, speaker: Span, words: str) -> int | None:
        """„Aufruf der Polizei“, „ihrem Brief“: an institution's document is its word; other documents are nobody's."""
        at = bisect_left(self._starts, speaker.start)
        for mention in self._mentions[at : at + 4]:
            if mention.span.end == speaker.end and mention.kind is EntityKind.ORGANIZATION:
                return mention.chain
        behind = _OF_INSTITUTION.search(words)
        noun = self._tables.institution_noun(behind[1]) if behind else None
        if behind and noun is not None and noun.kind != "document":
            return self._chains.by_name(EntityKind.ORGANIZATION, behind[1], False)
        possessive = _POSSESSIVE.get(words.partition(" ")[0].lower())
        if possessive is None:
            return None
        kinds = frozenset({EntityKind.ORGANIZATION})
        return self._owner(speaker, possessive, kinds) or (
            self._owner(speaker, "n", kinds) if possessive == "m" else None
        )

    def _owner(self, speaker: Span, gender: str, kinds: frozenset[EntityKind] = _PERSONS) -> int | None:
        """Return whose account it is: „nach seinen Angaben“ means who was told of last before it."""
        at = bisect_left(self._starts, speaker.start)
        for mention in reversed(self._mentions[max(0, at - 6) : at]):
            if mention.kind in kinds and mention.chain is not None:
                entity = self._sieve.entity_of(mention.chain)
                if entity.gender == gender:
                    return mention.chain
        return None

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
        at = bisect_left(self._starts, speaker.start)
        inside = []
        for mention in self._mentions[at:]:
            if mention.span.start >= speaker.end:
                break
            if speaker.contains(mention.span):
                inside.append(mention)
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


def _after_first_word(words: str) -> str:
    """Leave a leading article out: „der russische Ex-Präsident Dmitri Medwedew“ begins with none of a genitive."""
    return words.split(" ", 1)[1] if " " in words else ""


def _is_one(reference: Reference) -> bool:
    """Say whether a description in the genitive is of one: „eines Sprechers“, „der Sprecherin“, not „der Veranstalter“."""
    genitive = reference.oblique == "genitive" or reference.gender == "f"
    return reference.form is MentionForm.NOMINAL and genitive
