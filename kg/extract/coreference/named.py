"""The names of a document for coreference: where they stand, who bears them, and what stands beside them."""

from collections.abc import Iterator
from dataclasses import dataclass

from kg.extract.coreference.beside import NameWords, is_apposition
from kg.extract.coreference.cast import Cast, Entity, fits
from kg.extract.coreference.harvest import harvest
from kg.extract.coreference.institutions import gender_of, kind_beside
from kg.extract.coreference.layout import Layout
from kg.extract.coreference.references import Reference, finite, references
from kg.lang import Language
from kg.model import Document, EntityKind, Mention, MentionForm

_ACTING = frozenset({EntityKind.PERSON, EntityKind.ORGANIZATION, EntityKind.PLACE})
_IS_CALLED = frozenset({"heißt", "hieß"})
_MOST_IN_SPEECH = 8
_CARRIED = "quote-alone"
"""The rule of quotations without a frame: they stand far from the words that name their speaker, or are somebody else's."""


@dataclass(frozen=True, slots=True)
class Name:
    """A name in a sentence: its words, the mention, and who bears it, None where several do."""

    start: int
    end: int
    mention: Mention
    entity: Entity | None


class Named:
    """The names of one document, and the entities that bear them.

    Attributes:
        by_line: the names of each sentence that has some, by its number.
    """

    def __init__(self, document: Document, layout: Layout, cast: Cast, tables: Language) -> None:
        self._document = document
        self._layout = layout
        self._cast = cast
        self._tables = tables
        self._by_chain: dict[int, Entity] = {}
        self.by_line: dict[int, list[Name]] = {}
        for mention in document.mentions:
            if mention.kind in _ACTING and (mention.chain is not None or mention.kind is EntityKind.PERSON):
                self._take(mention)

    def entity_of(self, chain: int) -> Entity:
        """Return the entity of a chain of the document."""
        if chain not in self._by_chain:
            known = self._document.chains[chain]
            person = known.kind is EntityKind.PERSON
            gender = self._tables.gender(known.name) if person and " " in known.name else ""
            organization = known.kind is EntityKind.ORGANIZATION
            entity = Entity(person, chain, known.name, known.named, gender, organization=organization)
            self._by_chain[chain] = self._cast.add(entity)
        return self._by_chain[chain]

    def asked(self) -> list[Entity]:
        """Return those who are interviewed."""
        turns = {
            q.source for q in self._document.quotations if q.rule == "interview-turn" and q.source is not None
        }
        return [self.entity_of(chain) for chain in sorted(turns)[:_MOST_IN_SPEECH]]

    def in_speech(self) -> dict[int, list[Entity]]:
        """Return who is named in direct quotations, by the first character of the words that name their speaker.

        One who speaks hardly names himself.
        """
        found: dict[int, list[Entity]] = {}
        for number, name in self._all():
            speech = self._layout.lines[number].speech[name.start]
            quotation = self._document.quotations[speech] if speech >= 0 else None
            speaker = quotation.speaker if quotation is not None and quotation.rule != _CARRIED else None
            if speaker is not None and name.entity is not None and name.entity.person:
                found.setdefault(speaker.start, []).append(name.entity)
        return {start: entities[:_MOST_IN_SPEECH] for start, entities in found.items()}

    def items(self, number: int) -> Iterator[tuple[int, int, Name | Reference]]:
        """Yield names and references of a sentence; a role that stands with a name is none of its own."""
        line = self._layout.lines[number]
        names = self.by_line.get(number, [])
        people = [name for name in names if name.mention.kind is EntityKind.PERSON]
        words = NameWords(
            people={i for name in people for i in range(name.start, name.end)}, begins={name.start for name in people},
            ends={name.end for name in people}, others={i for name in names if name not in people for i in range(name.start, name.end)},
        )  # fmt: skip
        for name in names:
            yield number, name.start, name
        for reference in references(line, number, self._tables):
            if reference.form is MentionForm.PRONOUN or not is_apposition(line, reference, words):
                yield number, reference.start, reference

    def called(self, reference: Reference) -> Entity | None:
        """Return the one whose name the clause says to be that of its subject: „Die heißt Eva Muster“."""
        line = self._layout.lines[reference.line]
        verb = finite(line, reference.start) if reference.subject and reference.gender != "n" else None
        if verb is None or not reference.start < verb or line.tokens[verb].text not in _IS_CALLED:
            return None
        for name in self.by_line.get(reference.line, ()):
            if name.start in (verb + 1, verb + 2) and name.entity is not None and name.entity.person:
                return name.entity if fits(name.entity, reference.gender) else None
        return None

    def _all(self) -> Iterator[tuple[int, Name]]:
        for number, names in self.by_line.items():
            for name in names:
                yield number, name

    def _take(self, mention: Mention) -> None:
        """Take a name with what stands beside it."""
        place = self._layout.place(mention.span.start)
        if place is None:
            return
        number, start = place
        line = self._layout.lines[number]
        end = start + 1
        while end < len(line.tokens) and line.tokens[end].start < mention.span.end:
            end += 1
        entity = self.entity_of(mention.chain) if mention.chain is not None else None
        self.by_line.setdefault(number, []).append(Name(start, end, mention, entity))
        if entity is None:
            return
        if mention.kind is EntityKind.PERSON:
            harvest(line, start, end, entity, self._cast)
        else:
            words = mention.span.of(self._document.article.text)
            entity.gender = entity.gender or gender_of(line.tokens, start, words, self._tables)
            entity.roles |= kind_beside(line.tokens, start, self._tables)
