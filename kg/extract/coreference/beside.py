"""What a phrase does that means nobody anew: it stands beside a name, or says what somebody is."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from kg.extract.coreference.layout import Line
from kg.extract.coreference.references import Reference, finite
from kg.lang import Language
from kg.model import Token

_COPULAS = frozenset({"sein", "werden", "bleiben"})
_DETERMINING = frozenset({"ART", "PPOSAT", "PDAT", "ADJA", "APPR", "APPRART", "CARD", "PIAT"})
_NOUNS = frozenset({"NN", "NE"})
_ATTRIBUTES = frozenset({"der", "des", "von", "vom"})
_LOCATIVES = frozenset({"in", "im"})
_BEFORE_DOCUMENT = 4
_PIECE = 60
"""Words of a long stretch that are read."""


@dataclass(frozen=True, slots=True)
class NameWords:
    """Where names stand in a sentence: words of people's names, where these begin and end, words of other names."""

    people: Collection[int]
    begins: Collection[int]
    ends: Collection[int]
    others: Collection[int]


def is_apposition(line: Line, reference: Reference, names: NameWords) -> bool:
    """Say whether a phrase describes the name beside it („der Minister Jan Claussen“), or is a name („die Linke“)."""
    tokens = line.tokens
    words = range(reference.start, reference.start + 2 if reference.genitive else reference.end)
    if reference.end in names.begins or any(index in names.people for index in words):
        return True
    if reference.head_at in names.others:
        return True
    behind = tokens[reference.head_at + 1] if reference.head_at + 1 < len(tokens) else None
    if reference.noun is None and not reference.age and behind is not None and behind.tag in ("NE", "NN"):
        return True  # „die Firma Nordlicht“
    if reference.start >= 2 and tokens[reference.start - 1].text == "," and reference.start - 1 in names.ends:
        return True
    after = tokens[reference.end].text if reference.end < len(tokens) else ""
    return after in (",", "namens") and reference.end + 1 in names.begins


def is_predicate(reference: Reference, line: Line, tables: Language) -> bool:
    """Say whether a phrase tells what the subject before it is: „Er ist der Sohn eines Organisten“."""
    verb = finite(line, reference.start)
    before = verb is not None and verb < reference.start
    return before and reference.subject and is_copula(line, reference.start, tables)


def is_copula(line: Line, index: int, tables: Language) -> bool:
    """Say whether the verb around a word only ties what somebody is to him or her."""
    verb = finite(line, index)
    if verb is None:
        return False
    lemmas = {reading.lemma for reading in tables.verb(line.tokens[verb].text.lower())}
    around = line.piece(index)[-_PIECE:]
    return bool(lemmas & _COPULAS) and not any(line.tokens[i].tag in ("VVPP", "VVINF") for i in around)


def is_bare_role(line: Line, index: int, gender: str, tables: Language) -> bool:
    """Say whether a noun without an article is what the subject is: „Voss ist Ministerin“, „als Ministerin vereidigt“."""
    token, before = line.tokens[index], line.tokens[index - 1]
    if token.tag != "NN" or before.tag in _DETERMINING:
        return False
    noun = tables.person_noun(token.text)
    if noun is None or noun.number == "p" or (gender and noun.gender not in (gender, "mf")):
        return False
    return before.text == "als" or is_copula(line, index, tables)


def is_attribute(tokens: Sequence[Token], start: int) -> bool:
    """Say whether a name belongs to the noun before it: „die Abgeordnete der SPD“."""
    at = start - 1
    while at > 0 and tokens[at].tag == "ADJA":
        at -= 1
    return at > 0 and tokens[at].text in _ATTRIBUTES and tokens[at - 1].tag in _NOUNS


def is_document(tokens: Sequence[Token], index: int, tables: Language) -> bool:
    """Say whether a word is a document in which something stands: „hieß es in einer Mitteilung“."""
    noun = tables.institution_noun(tokens[index].text) if tokens[index].tag == "NN" else None
    before = tokens[max(0, index - _BEFORE_DOCUMENT) : index]
    return noun is not None and noun.kind == "document" and any(t.text in _LOCATIVES for t in before)
