"""Words that point to a place without being its name: russisch, die Russin, Moskauer, „die Berliner“.

They are mentions of the place, of a kind of their own. „Der Berliner“ alone makes no person: who he is, the rest of the
article has to tell.
"""

from collections.abc import Collection, Iterator, Sequence

from kg.extract.mentions.found import FoundName
from kg.lang import Language, Relation
from kg.model import EntityKind, MentionForm, Sentence, Span, Token

_NOUNS = frozenset({"NN", "NE", "TRUNC"})
_BEFORE_PEOPLE = frozenset({"ART", "APPRART", "ADJA", "CARD", "PIAT", "PIDAT", "PDAT", "PPOSAT", "PRELAT"})
_SURE, _LIKELY = 0.95, 0.85


def origins(sentences: Sequence[Sentence], names: Collection[Span], tables: Language) -> Iterator[FoundName]:
    """Yield adjectives and inhabitants of places, outside of names.

    Parameters:
        sentences: of an article, tagged.
        names: where names stand, inside of which nothing is sought („Berliner Zeitung“).
        tables: the language's.
    """
    taken = {place for span in names for place in range(span.start, span.end)}
    for index, sentence in enumerate(sentences):
        for at, token in enumerate(sentence.tokens):
            form = None if token.start in taken else tables.place(token.text)
            if form is None or form.relation is Relation.NAME:
                continue
            read = _read(sentence.tokens, at, form.relation, tables)
            if read is not None:
                yield FoundName(
                    Span(token.start, token.end), EntityKind.PLACE, form.place.name, str(read[0]), read[1],
                    index, at, read[0],
                )  # fmt: skip


def points_to_place(tokens: Sequence[Token], at: int, tables: Language) -> bool:
    """Say whether a word that was taken for a name is an adjective or inhabitant instead, as its neighbours show."""
    form = tables.place(tokens[at].text)
    return (
        form is not None
        and form.relation is not Relation.NAME
        and _read(tokens, at, form.relation, tables) is not None
    )


def _read(
    tokens: Sequence[Token], at: int, relation: Relation, tables: Language
) -> tuple[MentionForm, float] | None:
    """Return what a form is at its place, and how sure that is."""
    token = tokens[at]
    if token.text[0].islower():
        return (MentionForm.ADJECTIVE, _SURE) if token.tag == "ADJA" else None
    if relation is Relation.ADJECTIVE:  # „Ukrainische Flaggen“ begins a sentence; „Deutsch“ is a language
        inflected = not token.text.endswith(("isch", "sch"))
        return (MentionForm.ADJECTIVE, _SURE) if inflected and _before_noun(tokens, at) else None
    if _before_noun(tokens, at) and _can_be_adjective(token.text, tables):
        return MentionForm.ADJECTIVE, _SURE
    introduced = at > 0 and tokens[at - 1].tag in _BEFORE_PEOPLE
    if relation is Relation.ADJECTIVE_OR_DEMONYM and not introduced:
        return None  # Hofer, Wiener: a surname as well
    return MentionForm.DEMONYM, _SURE if introduced else _LIKELY


def _before_noun(tokens: Sequence[Token], at: int) -> bool:
    """Say whether a noun follows, at once or after adjectives."""
    after = at + 1
    while after < len(tokens) and tokens[after].tag == "ADJA":
        after += 1
    return after < len(tokens) and tokens[after].tag in _NOUNS and tokens[after].text[0].isupper()


def _can_be_adjective(word: str, tables: Language) -> bool:
    """Say whether an inhabitant's form can stand before a noun: Berliner Senat, Schweizer Banken, Deutsche Firmen."""
    lower = tables.place(word[0].lower() + word[1:])
    return word.endswith("er") or (lower is not None and lower.relation is Relation.ADJECTIVE)
