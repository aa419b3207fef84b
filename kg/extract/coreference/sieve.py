"""Joins what refers to one person in an article, from left to right, the surest ties first.

A deterministic sieve (Raghunathan et al. 2010; Lee et al. 2013): names and what stands beside them give each person
roles, gender and ties for the whole article; then role phrases and pronouns are tied one after another, each by the
surest rule that applies; phrases that found nobody are tried once more with all that was learned.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from kg.extract.coreference import kinship, namesakes, nominals, plurals, pronouns
from kg.extract.coreference.beside import is_attribute, is_predicate
from kg.extract.coreference.cast import Cast, Entity, Resolved
from kg.extract.coreference.frames import Frames
from kg.extract.coreference.groups import Groups
from kg.extract.coreference.harvest import bare_roles
from kg.extract.coreference.institutions import institution, may_be_taken_up
from kg.extract.coreference.later import Later
from kg.extract.coreference.layout import Layout, Line
from kg.extract.coreference.named import Name, Named
from kg.extract.coreference.references import Reference
from kg.extract.coreference.there import note_there
from kg.lang import Language
from kg.model import Document, MentionForm, Span

DESCRIBED = "described"
"""The rule by which words introduce somebody without a name."""
_SUBJECT, _OBJECT, _OBLIQUE, _IN_SPEECH = 1.0, 0.7, 0.5, 0.5
_SUBORDINATE = 0.99
"""Who is not named in a subordinate clause is hardly less in mind, but the sentence is not about him or her."""
_WITH_NAME = frozenset({"NN", "ADJA", "ART", "NE"})
_BEFORE_NAME = 6
_PREPOSITIONS = frozenset({"APPR", "APPRART"})


@dataclass(frozen=True, slots=True)
class Tie:
    """Words and whom they mean."""

    reference: Reference
    resolved: Resolved


class Sieve:
    """What refers to whom in one document.

    Attributes:
        named: who is meant by surnames that several people bear.
        there: which institution or place „dort“ or „in einer Mitteilung“ means, by the character where it begins.
        by_start: who is meant by words that begin at a character.
    """

    def __init__(self, document: Document, tables: Language) -> None:
        self._document = document
        self._tables = tables
        self.cast = Cast(tables)
        self.layout = Layout.of(document)
        self._tied: dict[int, Tie] = {}
        self.named: dict[Span, Entity] = {}
        self.there: dict[int, Entity] = {}
        self._ends: dict[int, int] = {}
        self.by_start: dict[int, Entity] = {}
        self._later = Later(self.cast)
        self._in_piece: dict[tuple[int, int, int], list[Entity]] = {}
        self._subjects: dict[tuple[int, int, int], Entity] = {}
        self._ended: dict[tuple[int, int], Entity] = {}
        self._groups = Groups(self.cast)
        self._names = Named(document, self.layout, self.cast, tables)
        self._spoken_of = self._names.in_speech()
        self._asked = self._names.asked()
        self._frames = Frames(document)
        self._read()
        self._try_again()

    @property
    def ties(self) -> list[Tie]:
        """All ties in the order in which they were found."""
        return list(self._tied.values())

    def people(self) -> Iterator[tuple[Line, int, int, Entity]]:
        """Yield the names of people: sentence, first word and the one after the last, and who it is."""
        for number, names in sorted(self._names.by_line.items()):
            for name in names:
                entity = name.entity or self.named.get(name.mention.span)
                if entity is not None and entity.person:
                    yield self.layout.lines[number], name.start, name.end, entity

    def entity_of(self, chain: int) -> Entity:
        """Return the entity of a chain of the document."""
        return self._names.entity_of(chain)

    def named_at(self, start: int) -> tuple[int, Span] | None:
        """Return chain and words of the person whose name begins at a character."""
        entity, end = self.by_start.get(start), self._ends.get(start)
        if entity is None or end is None or not entity.person or entity.chain < 0:
            return None
        return entity.chain, Span(start, end)

    def speaker(self, speaker: Span | None) -> Entity | None:
        """Return who is meant by the words that name a speaker, as far as it is read."""
        place = self.layout.place(speaker.start) if speaker is not None else None
        if speaker is None or place is None:
            return None
        tokens = self.layout.lines[place[0]].tokens
        for token in tokens[place[1] : place[1] + 12]:
            if token.start >= speaker.end:
                break
            if token.start in self.by_start:
                return self.by_start[token.start]
        return None

    def _read(self) -> None:
        """Go through the units of the article; in each, what is told comes before what is quoted."""
        unit: list[int] = []
        for number, line in enumerate(self.layout.lines):
            if unit and line.unit != self.layout.lines[unit[-1]].unit:
                self._unit(unit)
                self.cast.next_unit(paragraph=line.first)
                unit = []
            unit.append(number)
        if unit:
            self._unit(unit)

    def _unit(self, numbers: list[int]) -> None:
        told = [item for number in numbers for item in self._names.items(number)]
        self.cast.block = self.layout.lines[numbers[0]].block
        self._in_piece.clear()
        self._subjects.clear()
        for number, start, item in sorted(told, key=self._order):
            line = self.layout.lines[number]
            self.cast.line = number
            if isinstance(item, Name):
                self._name(number, line, item)
            else:
                self._reference(item, line, line.speech[start])
        for (number, piece, speech), subject in self._subjects.items():
            if speech < 0 and subject.person:
                bare_roles(self.layout.lines[number], piece, subject, self.cast)
        for number in numbers:
            note_there(self.layout.lines[number], self.cast, self.there)

    def _order(self, item: tuple[int, int, object]) -> tuple[bool, int, int]:
        number, start, _ = item
        return self.layout.lines[number].speech[start] >= 0, number, start

    def _name(self, number: int, line: Line, name: Name) -> None:
        words = name.mention.span.of(self._document.article.text)
        entity = name.entity
        if entity is None:
            entity = namesakes.which(
                words,
                namesakes.clue(line.tokens, name.start, name.end),
                self.cast,
                line.block,
                ahead=line.ahead,
            )
            if entity is None:
                return
            self.named[name.mention.span] = entity
        if entity.person and self._frames.name_speaker(name.mention.span.end):
            self._later.name(entity, number)
        entity.named_in = line.block
        entity.ahead |= line.ahead
        self._ended[number, name.end] = entity
        self._ends[name.mention.span.start] = name.mention.span.end
        self.by_start[name.mention.span.start] = entity
        first, last, speech = name.start, line.tokens[name.end - 1], line.speech[name.start]
        while first and line.tokens[first - 1].tag in _WITH_NAME and name.start - first < _BEFORE_NAME:
            first -= 1
        oblique = bool(first) and line.tokens[first - 1].tag in _PREPOSITIONS
        key = (number, line.pieces[name.start], speech)
        genitive = last.text.endswith("s") and name.mention.span.end < last.end
        attribute = not entity.person and is_attribute(line.tokens, name.start)
        weight = (
            _OBLIQUE if oblique or genitive or attribute else _OBJECT if key in self._subjects else _SUBJECT
        )
        if weight == _SUBJECT:
            self._subjects[key] = entity
        self.cast.mention(entity, weight * (_IN_SPEECH if speech >= 0 else 1.0), quoted=speech >= 0)
        if entity.person:
            self._groups.take(number, line.tokens, (name.start, name.end), entity)
        if not genitive:
            self._in_piece.setdefault(key, []).append(entity)

    def _reference(self, reference: Reference, line: Line, speech: int) -> None:
        key = (reference.line, line.pieces[reference.start], speech)
        around = self._in_piece.get(key, [])
        speaking = self._speaking(speech)
        explained = self._explained(reference, line)
        excluded = [*around[-8:], *(one for one in (speaking, explained) if one is not None)]
        if line.question:
            excluded += self._asked
        excluded += self._spoken_of.get(reference.span.start, ())
        resolved = self._meant(reference, line, excluded, speaking)
        if resolved is None:
            return
        weight = _SUBJECT if reference.subject else _OBLIQUE if reference.oblique else _OBJECT
        weight *= _IN_SPEECH if speech >= 0 else 1.0
        weight *= _SUBORDINATE if line.is_subordinate(reference.start) else 1.0
        if reference.subject:
            self._subjects.setdefault(key, resolved.entity)
        self._tie(reference, resolved)
        self._ended[reference.line, reference.end] = resolved.entity
        self.cast.mention(resolved.entity, weight, quoted=speech >= 0)
        self._in_piece.setdefault(key, []).append(resolved.entity)

    def _explained(self, reference: Reference, line: Line) -> Entity | None:
        """Return whom a relative clause explains: in „der Jäger, den er rief“, he is another."""
        relative = reference.start > 1 and line.tokens[reference.start - 1].tag == "PRELS"
        return self._ended.get((reference.line, reference.start - 2)) if relative else None

    def _meant(
        self, reference: Reference, line: Line, excluded: list[Entity], speaking: Entity | None
    ) -> Resolved | None:
        called = self._names.called(reference)
        if called is not None:
            self._later.call(pronouns.resolve(reference, self.cast, excluded), called)
            return Resolved(called, "called", 0.9)
        if reference.form is MentionForm.PRONOUN:
            speaks = reference.subject and self._frames.name_speaker(reference.span.end)
            found = pronouns.resolve(
                reference, self.cast, excluded, speaks=speaks, several=self._frames.may_be_several(reference)
            )
            if found is None and reference.gender == "p" and reference.subject:
                found = plurals.told_before(reference, self.layout, self._document.article.text, self._tables)
            if found is not None and found.entity.person and not found.entity.gender:
                found.entity.gender = reference.gender
            return found
        if reference.noun is None and not reference.age and self._tables.institution_noun(reference.head):
            found = institution(reference, self.cast, speaks=self._frames.name_speaker(reference.span.end))
            new = found is None and may_be_taken_up(reference, line, self._tables)
            return self._new(reference, person=False) if new else found
        subject = self._subjects.get(
            (reference.line, line.pieces[reference.start], line.speech[reference.start])
        )
        if subject is not None and is_predicate(reference, line, self._tables):
            self.cast.call(subject, reference.head)
            return None
        return self._nominal(reference, line, excluded, speaking)

    def _nominal(
        self, reference: Reference, line: Line, excluded: list[Entity], speaking: Entity | None
    ) -> Resolved | None:
        owner = kinship.owner(reference, self.cast, speaking)
        if owner is not None:
            excluded = [*excluded, owner]
        kin = reference.definite and kinship.is_kin(reference, self.cast.role_of(reference.head))
        found = kinship.resolve(reference, self.cast, excluded, owner) if kin else None
        if found is not None:
            return found
        if not (kin and reference.owner):
            opens = line.first and reference.start == 0 and not line.ahead
            opens = opens and self._tables.is_passing_role(reference.head)
            speaks = self._frames.name_speaker(reference.span.end)
            found = nominals.resolve(reference, self.cast, excluded, opens=opens, speaks=speaks)
        if found is not None and not (found.rule == "in-mind" and reference.owner.startswith(("1", "2"))):
            self._learn(reference, found.entity)
            return found
        self._later.wait(reference, line)
        told_of = reference.oblique != "genitive" or self._frames.name_speaker(reference.span.end)
        introduced = reference.noun is not None and not line.ahead and told_of
        introduced = introduced and not (reference.doubtful or reference.several)
        return self._new(reference) if introduced or (kin and reference.owner) else None

    def _learn(self, reference: Reference, entity: Entity) -> None:
        """Note what a phrase that means somebody says of him or her."""
        if reference.noun is not None:
            self.cast.give_role(entity, reference.head)
        entity.age = reference.age or entity.age
        entity.gender = entity.gender or reference.gender

    def _new(self, reference: Reference, *, person: bool = True) -> Resolved:
        words = reference.span.of(self._document.article.text)
        entity = self.cast.add(Entity(person, -1, words, False, reference.gender, organization=not person))
        if reference.noun is not None:
            self.cast.give_role(entity, reference.head)
        return Resolved(entity, DESCRIBED, 0.8 if person else 0.6)

    def _try_again(self) -> None:
        """Tie phrases that found nobody to people whose roles were told of later; what was tied to them goes along."""
        ties, same = self._later.found(self.by_start)
        for reference, resolved in ties:
            self._tie(reference, resolved)
        for tie in self.ties:
            self._tie(tie.reference, same.get(tie.resolved.entity))

    def _tie(self, reference: Reference, resolved: Resolved | None) -> None:
        if resolved is not None:
            self._tied[reference.span.start] = Tie(reference, resolved)
            self.by_start[reference.span.start] = resolved.entity

    def _speaking(self, speech: int) -> Entity | None:
        if speech < 0:
            return None
        quotation = self._document.quotations[speech]
        if quotation.source is not None:
            return self.entity_of(quotation.source)
        return self.speaker(quotation.speaker)
