"""Offices and professions that the text gives to people, and for whom they hold them: „Russlands Außenminister X“.

The role stands right before the name, in an apposition beside it, or is all that is said of a source without a name.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from kg.lang import Language, PersonNoun, Relation
from kg.model import EntityKind, Mention, Role, Span, Token

_BEFORE = 4
_BEHIND = 7
_APPOSITION = 6
_GENITIVE = frozenset({"des", "der", "von", "vom", "im", "in", "am", "an", "beim", "bei", "für", "aus"})
_STOPS = frozenset({"$,", "$.", "$("})
_NOUNS = frozenset({"NN", "NE"})
_PREPOSITIONS = frozenset({"APPR", "APPRART"})
_MODIFIERS = frozenset({"ART", "ADJA", "PPOSAT", "ADV", "ADJD", "CARD", "NE"})

ChainOf = Callable[[EntityKind, str, bool], int]
"""Gives the chain of something by kind and name, named or only described."""


@dataclass(frozen=True, slots=True)
class Holder:
    """Somebody in a sentence: the words, and the chain."""

    tokens: Sequence[Token]
    start: int
    end: int
    chain: int


class Roles:
    """Reads the roles of one article.

    Parameters:
        mentions: those of institutions and places.
        tables: the language's.
        chain_of: gives the chain of what a role is held for.
    """

    def __init__(self, mentions: Sequence[Mention], tables: Language, chain_of: ChainOf) -> None:
        self._by_start = {
            m.span.start: m for m in mentions if m.chain is not None and m.kind is not EntityKind.PERSON
        }
        self._tables = tables
        self._chain_of = chain_of

    def beside(self, holder: Holder) -> Iterator[Role]:
        """Yield the roles that stand before a name and in an apposition."""
        tokens, start = holder.tokens, holder.start
        if start and (noun := self._role(tokens[start - 1])) is not None:
            yield self._before(holder, start - 1, noun)
        elif start > 1 and tokens[start - 1].text == ",":
            yield from self._apposition_before(holder, start - 1)
        yield from self._apposition(holder)

    def described(self, holder: Holder, head: int) -> Iterator[Role]:
        """Yield the role of a source without a name: „ein Sprecher der Polizei“."""
        noun = self._role(holder.tokens[head])
        if noun is not None:
            yield self._made(
                holder, head, noun, self._behind(holder.tokens, head, holder.end), "role-of-source", 0.9
            )

    def _role(self, token: Token) -> PersonNoun | None:
        noun = (
            self._tables.person_noun(token.text) if token.tag in _NOUNS and token.text[:1].isupper() else None
        )
        if (
            noun is None
            or noun.kind != "role"
            or noun.number == "p"
            or self._tables.is_passing_role(token.text)
        ):
            return None
        return noun

    def _before(self, holder: Holder, index: int, noun: PersonNoun) -> Role:
        """„Russlands Außenminister X“, „der russische Außenminister X“."""
        tokens = holder.tokens
        held = self._prefix(tokens[index])
        for at in range(index - 1, max(-1, index - 1 - _BEFORE), -1):
            if held is not None or tokens[at].tag not in ("ADJA", "NE", "NN"):
                break
            held = self._held(tokens, at, genitive=tokens[at].text.endswith(("s", "’")))
        return self._made(holder, index, noun, held, "role-before-name", 0.9)

    def _apposition_before(self, holder: Holder, comma: int) -> Iterator[Role]:
        """„Der Sprecher der Werft, X, …“."""
        tokens = holder.tokens
        for index in range(comma - 1, max(0, comma - 1 - _APPOSITION), -1):
            if tokens[index].tag in _STOPS or tokens[index].tag.endswith("FIN"):
                return
            noun = self._role(tokens[index])
            opened = tokens[index - 1].tag in ("ART", "ADJA", "PPOSAT")
            genitive = tokens[index - 1].text in ("des", "dem", "den") or (
                noun is not None and noun.gender == "f" and tokens[index - 1].text == "der"
            )
            if noun is not None and opened and not genitive:
                yield self._made(
                    holder, index, noun, self._behind(tokens, index, comma), "role-in-apposition", 0.85
                )
                return

    def _apposition(self, holder: Holder) -> Iterator[Role]:
        """„X, seit Mai Sprecherin der Werft, …“; not „X, Minister Y“, where the role is somebody else's."""
        tokens, end = holder.tokens, holder.end
        if end + 1 >= len(tokens) or tokens[end].text != ",":
            return
        for index in range(end + 1, min(len(tokens), end + 1 + _APPOSITION)):
            noun = self._role(tokens[index])
            if noun is not None:
                behind = tokens[index + 1] if index + 1 < len(tokens) else None
                if behind is None or behind.tag != "NE":
                    stop = next(
                        (i for i in range(index + 1, len(tokens)) if tokens[i].tag in _STOPS), len(tokens)
                    )
                    stop = min(stop, index + 1 + _BEHIND)
                    held = self._behind(tokens, index, stop)
                    yield self._made(holder, index, noun, held, "role-in-apposition", 0.85)
                return
            dated = tokens[index].tag == "NN" and tokens[index - 1].tag in _PREPOSITIONS
            if tokens[index].tag not in _MODIFIERS | _PREPOSITIONS and not dated:
                return

    def _behind(self, tokens: Sequence[Token], index: int, stop: int) -> tuple[int, Span] | None:
        """Return what a role is held for, from the words behind it: „der Werft“, „im Auswärtigen Amt“, „der CDU“."""
        held = self._prefix(tokens[index])
        if held is not None or index + 1 >= stop or tokens[index + 1].text.lower() not in _GENITIVE:
            return held
        for at in range(index + 1, stop):
            held = self._held(tokens, at, genitive=True)
            if held is not None:
                return held
            if tokens[at].tag in _NOUNS and at > index + 1:
                return None
        return None

    def _held(self, tokens: Sequence[Token], at: int, *, genitive: bool) -> tuple[int, Span] | None:
        token = tokens[at]
        mention = self._by_start.get(token.start)
        if mention is not None and mention.chain is not None and genitive:
            return mention.chain, mention.span
        place = self._tables.place(token.text)
        if (
            place is not None
            and token.tag == "ADJA"
            and place.relation in (Relation.ADJECTIVE, Relation.ADJECTIVE_OR_DEMONYM)
        ):
            return self._chain_of(EntityKind.PLACE, place.place.name, True), Span(token.start, token.end)
        noun = self._tables.institution_noun(token.text) if token.tag == "NN" and genitive else None
        if noun is not None and noun.kind != "document" and noun.number != "p":
            return self._chain_of(EntityKind.ORGANIZATION, token.text, False), Span(token.start, token.end)
        return None

    def _prefix(self, token: Token) -> tuple[int, Span] | None:
        """„US-Außenminister“, „SPD-Politikerin“, „Nato-Generalsekretär“."""
        prefix, hyphen, _ = token.text.rpartition("-")
        if not hyphen:
            return None
        span = Span(token.start, token.start + len(prefix))
        place = self._tables.place(prefix)
        if place is not None and place.relation is Relation.NAME and not place.ambiguous:
            return self._chain_of(EntityKind.PLACE, place.place.name, True), span
        organization = self._tables.organization(prefix)
        if organization is not None and not organization.ambiguous:
            return self._chain_of(EntityKind.ORGANIZATION, organization.organization.name, True), span
        return None

    def _made(
        self,
        holder: Holder,
        index: int,
        noun: PersonNoun,
        held: tuple[int, Span] | None,
        rule: str,
        confidence: float,
    ) -> Role:
        token = holder.tokens[index]
        inside = held is not None and held[1].start == token.start
        word = token.text.rpartition("-")[2] if inside else token.text
        return Role(
            holder=holder.chain, span=Span(token.start, token.end), title=title(word, noun),
            held_for=held[0] if held else None, held_words=held[1] if held else None,
            extractor="coreference", rule=rule, confidence=confidence,
        )  # fmt: skip


def title(word: str, noun: PersonNoun) -> str:
    """Return the title that a form names, in the nominative: „Präsidenten“ as „Präsident“; a woman's stays one."""
    if noun.gender == "f" or word.lower().endswith(noun.lemma.lower()):
        return word
    lemma = noun.lemma
    at = word.lower().rfind(lemma[:3].lower())
    if at < 0:
        return word
    return word[:at] + (lemma if word[at].isupper() else lemma.lower())
