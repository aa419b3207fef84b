"""Words that refer to somebody without a name: „der Minister“, „die 53-Jährige“, „meine Tante“, „er“, „ihr“, „dieser“."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg.extract.coreference.agreement import GENDERS, can_be_nominative, gender_of, owner_of
from kg.extract.coreference.behind import extended, is_explained
from kg.extract.coreference.layout import Line
from kg.lang import Language, PersonNoun, PlaceForm, Relation
from kg.model import MentionForm, Span, Token
from kg.syntax.clause import FINITE
from kg.syntax.predicates import is_plural

_PREPOSITIONS = frozenset({"APPR", "APPRART"})
_DETERMINERS = frozenset({"ART", "PPOSAT", "PDAT"})
_MODIFIERS = frozenset({"ADJA", "CARD", "ADV", "ADJD"})
_MOST_MODIFIERS = 4
_PRONOUNS = {"er": "m", "ihn": "m", "ihm": "m", "sie": "f", "ihr": "f", "es": "n"}
_DEMONSTRATIVES = {
    "der": "m", "den": "m", "dem": "m", "die": "f", "dieser": "m", "diesen": "m", "diesem": "m", "diese": "f", "letzterer": "m", "letztere": "f",
}  # fmt: skip
_OBJECTS = frozenset({"ihn", "ihm", "ihr", "den", "dem", "diesen", "diesem"})

_NOMINATIVE = frozenset({"der", "die", "das", "ein", "eine", "dieser", "diese"})
_NEAR = 25
"""Words around one within which its verb is looked for."""
_OBLIQUE = frozenset({"einer", "eines", "des"})
_IMPERSONAL = frozenset(
    {"heißt", "hieß", "heiße", "gibt", "gab", "gebe", "gäbe", "geht", "ging", "gehe", "kommt", "kam"}
)
"""Verbs of which „es“ is a subject that means nothing."""
BOTH = "beide"
_CHANGED = (
    "Ex-",
    "früher",
    "ehemalig",
    "einstig",
    "neue",
    "künftig",
    "designiert",
    "scheidend",
    "langjährig",
)
_AGE = ("-Jährige", "-Jähriger", "-Jährigen", "-jährige", "-jähriger", "-jährigen")


@dataclass(frozen=True, slots=True)
class Reference:
    """Words that refer to a person, or to an institution by its kind.

    Attributes:
        span: the words.
        line, start, end: its sentence and the words of it.
        form: nominal or pronoun.
        gender: m, f, n, p of a pronoun in the plural, or nothing where it shows none.
        head, head_at: the noun, and which word it is.
        noun: what the table says of it; None of a pronoun, an epithet that only an adjective makes, or an institution.
        definite: „der“, „dieser“ or a possessive, not „ein“.
        owner: whose somebody is: 1 (mein), 1p, 2, 3m (sein), 3f (ihr), or nothing.
        subject: whether it can be the subject of its clause.
        genitive: whether somebody's or something's: „der Besitzer des Kiosks“.
        age: of „der 71-Jährige“, else 0.
        several: whether it may as well be several whose somebody is („Ihren Bauern“).
        oblique: ``preposition`` behind one, ``genitive`` in the genitive, else nothing.
        begins: whether it begins its sentence.
        fronted: whether it begins its sentence or follows the finite verb, as what a sentence is about does.
        introduced: whether another phrase explains it, as one does who is new: „die Nebenklägerin, die Witwe des Opfers, …“.
        changed: whether an adjective says that somebody has been something else: „der frühere Minister“.
        pointing: of a pronoun, whether it is a demonstrative („der“, „dieser“).
        doubtful: whether it may be several („den Bauern“).
    """

    span: Span
    line: int
    start: int
    end: int
    form: MentionForm
    gender: str
    head: str = ""
    noun: PersonNoun | None = None
    definite: bool = True
    owner: str = ""
    subject: bool = False
    genitive: bool = False
    age: int = 0
    oblique: str = ""
    doubtful: bool = False
    several: bool = False
    head_at: int = -1
    begins: bool = False
    fronted: bool = False
    introduced: bool = False
    pointing: bool = False
    changed: bool = False


def references(line: Line, number: int, tables: Language) -> Iterator[Reference]:
    """Yield what refers to somebody in a sentence, in order; plurals and neuters are left out.

    Parameters:
        line: the sentence.
        number: its number.
        tables: the language's.
    """
    tokens = line.tokens
    index = 0
    while index < len(tokens):
        tag = tokens[index].tag
        found = None
        if tag in ("PPER", "PDS"):
            found = _pronoun(line, number, index, tables)
        elif tokens[index].text.lower() == BOTH or (
            tokens[index].text == "beiden" and index and tokens[index - 1].text.lower() == "die"
        ):
            found = _both(line, number, index)
        elif tag in _DETERMINERS:
            found = _nominal(tokens, number, index, tables)
        if found is not None:
            yield found
        index += 1 if found is None or found.form is MentionForm.PRONOUN else max(1, found.end - found.start)


def _both(line: Line, number: int, index: int) -> Reference | None:
    """„Beide“, „die beiden“: two who are told of together, where no noun follows."""
    tokens = line.tokens
    if index + 1 < len(tokens) and tokens[index + 1].tag in ("NN", "NE", "ADJA", "CARD", "ART", "PPOSAT"):
        return None
    span = Span(tokens[index].start, tokens[index].end)
    return Reference(span, number, index, index + 1, MentionForm.PRONOUN, "p", BOTH, subject=True)


def _pronoun(line: Line, number: int, index: int, tables: Language) -> Reference | None:
    tokens = line.tokens
    word = tokens[index].text
    low = word.lower()
    table = _PRONOUNS if tokens[index].tag == "PPER" else _DEMONSTRATIVES
    gender = table.get(low)
    if gender is None or (low == "sie" and word == "Sie" and not _begins(tokens, index)):
        return None
    if table is _DEMONSTRATIVES and not _stands_alone(tokens, index):
        return None
    if low == "es" and (verb := finite(line, index)) is not None and tokens[verb].text in _IMPERSONAL:
        return None
    subject = low not in _OBJECTS and not (index and tokens[index - 1].tag in _PREPOSITIONS)
    if gender == "f" and low in ("sie", "die", "diese", "letztere"):
        verb = finite(line, index)
        if verb is not None and is_plural(tokens[verb].text, tables):
            gender = "p"
    span = Span(tokens[index].start, tokens[index].end)
    points = table is _DEMONSTRATIVES
    return Reference(
        span, number, index, index + 1, MentionForm.PRONOUN, gender, subject=subject, pointing=points
    )


def _begins(tokens: Sequence[Token], index: int) -> bool:
    """Say whether a word begins a sentence, also one in quotation marks or after a colon."""
    return index == 0 or tokens[index - 1].text in "„“‚‘»«\"':–-…" or tokens[index - 1].tag == "$."


def _stands_alone(tokens: Sequence[Token], index: int) -> bool:
    """Say whether a demonstrative begins its sentence before the verb, as one for a person does."""
    return _begins(tokens, index) and index + 1 < len(tokens) and tokens[index + 1].tag in FINITE


def finite(line: Line, index: int) -> int | None:
    """Return the finite verb that is nearest to a word in the same stretch between punctuation marks."""
    piece = line.piece(index)
    around = range(max(piece.start, index - _NEAR), min(piece.stop, index + _NEAR))
    near = [i for i in around if line.tokens[i].tag in FINITE]
    return min(near, key=lambda i: abs(i - index), default=None)


def _nominal(tokens: Sequence[Token], number: int, start: int, tables: Language) -> Reference | None:
    head = start + 1
    while (
        head < len(tokens)
        and head - start <= _MOST_MODIFIERS
        and tokens[head].tag in _MODIFIERS
        and not _is_noun(tokens, head)
    ):
        head += 1
    if head >= len(tokens) or not _is_noun(tokens, head):
        return None
    first = tables.person_noun(tokens[head].text)
    if first is not None and first.gender == "mf" and head + 1 < len(tokens) and tokens[head + 1].tag == "NN":
        head += tables.person_noun(tokens[head + 1].text) is not None  # „die Vorsitzende Richterin“
    word, determiner = tokens[head].text, tokens[start].text.lower()
    age = _age(word)
    noun = tables.person_noun(word)
    owner = owner_of(determiner) if tokens[start].tag == "PPOSAT" else ""
    place = tables.place(word) if noun is None else None
    if noun is None and not age and not _is_inhabitant(tokens, start, place):
        institution = tables.institution_noun(word)
        plain_adjective = (
            tokens[head].tag == "ADJA" and head + 1 < len(tokens) and tokens[head + 1].tag not in ("NN", "NE")
        )
        if institution is None and not (plain_adjective and word.lower() in ("neue", "neuen", "neuer")):
            return None
        if institution is not None and (institution.kind == "document" or institution.number == "p"):
            return None
        gender = institution.gender if institution is not None else GENDERS.get(determiner, "")
    else:
        known = noun.gender if noun is not None else "mf"
        gender = gender_of(determiner, word, known, noun, owner)
        if gender == "" or (noun is not None and noun.number == "p"):
            return None
    end, genitive = extended(tokens, head + 1, tables)
    after_preposition = start > 0 and tokens[start - 1].tag in _PREPOSITIONS
    return Reference(
        Span(tokens[start].start, tokens[end - 1].end), number, start, end, MentionForm.NOMINAL, gender, word, noun,
        definite=not determiner.startswith(("ein", "kein")), owner=owner,
        subject=not after_preposition and (determiner in _NOMINATIVE or bool(owner)) and can_be_nominative(determiner, gender),
        genitive=genitive, age=age, head_at=head,
        introduced=is_explained(tokens, end),
        several=owner != "" and determiner.endswith("en") and noun is not None and noun.number == "sp" and word.endswith("n"),
        changed=any(token.text.startswith(_CHANGED) for token in tokens[start + 1 : head + 1]),
        begins=_begins(tokens, start),
        fronted=_begins(tokens, start) or tokens[start - 1].tag in FINITE or tokens[start - 1].text == "so", oblique="preposition" if after_preposition else "genitive" if determiner in _OBLIQUE else "",
        doubtful=determiner in ("den", "diesen") and noun is not None and noun.number == "sp" and word.endswith("n"),
    )  # fmt: skip


def _is_inhabitant(tokens: Sequence[Token], start: int, place: PlaceForm | None) -> bool:
    """Say whether a form calls one inhabitant: „die Kielerin“; „der Kieler“ only where it is the subject, elsewhere it is of several."""
    if place is None or place.relation is not Relation.ADJECTIVE_OR_DEMONYM:
        return place is not None and place.relation is Relation.DEMONYM
    subject = _begins(tokens, start) or tokens[start - 1].tag in FINITE
    return subject and tokens[start].text.lower() in ("der", "ein")


def _is_noun(tokens: Sequence[Token], index: int) -> bool:
    """Say whether a word can be a head: a noun, or an adjective or number with a capital that no noun follows."""
    token = tokens[index]
    if token.tag in ("NN", "NE"):
        return True
    capital = token.text[:1].isupper() or token.text.endswith(_AGE)
    return (
        capital
        and token.tag in ("ADJA", "CARD")
        and not (index + 1 < len(tokens) and tokens[index + 1].tag in ("NN", "ADJA"))
    )


def _age(word: str) -> int:
    digits = word.partition("-")[0]
    return (
        int(digits)
        if word.endswith(_AGE) and digits.isascii() and digits.isdigit() and len(digits) <= 3
        else 0
    )
