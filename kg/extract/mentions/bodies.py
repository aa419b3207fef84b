"""Institutions whose names are made of common nouns: „das Umweltministerium“, „Landgericht Kiel“, „Deutscher Ruderverband“.

The trained tagger knows names by their looks; these look like any noun. Which nouns make names, and how, the language's
table institution_names.tsv tells.
"""

from collections.abc import Iterator, Sequence

from kg.extract.mentions.found import FoundName, by_sentence
from kg.lang import InstitutionNoun, Language, NamingNoun, Relation
from kg.lang.naming import DESCRIBING, DESCRIBING_ASSOCIATIONS, TERRITORIES, strong
from kg.model import EntityKind, Sentence, Span, Token
from kg.syntax.clause import FINITE
from kg.syntax.predicates import is_plural

_CERTAIN = frozenset({"der", "die", "das", "den", "dem", "des", "dieser", "diese", "dieses"})
_UNCERTAIN = frozenset({"PIAT", "PIDAT", "PPOSAT", "CARD", "PWAT"})
_CLUBS = frozenset({"FC", "SC", "SV", "TSV", "TuS", "VfL", "VfB", "FSV", "SSV", "BSG", "TSG", "HC", "EHC", "ESV", "SpVgg"})  # fmt: skip
_LEGAL = frozenset({"AG", "SE", "GmbH", "KG", "KGaA", "eG", "Inc", "Ltd"})
_NOUNS = frozenset({"NN", "NE"})
_NAMES = frozenset({"NE", "FM", "XY"})
_MOST_BEHIND, _MOST_BEFORE = 4, 3
_SMALL = frozenset({"der", "des", "die", "für", "und", "von", "vom", "am", "an", "im", "in"})
"""Words of a name that are written small."""
_BRANCHES = ("industrie", "wirtschaft", "branche")
_SURE, _LIKELY = 0.9, 0.75


def with_bodies(
    found: Sequence[FoundName], sentences: Sequence[Sentence], text: str, tables: Language
) -> list[FoundName]:
    """Return the names of an article with those that common nouns make; what stands inside of these is none of its own.

    Parameters:
        found: the names.
        sentences: the article's, tagged.
        text: its text.
        tables: the language's.
    """
    kept: list[FoundName] = []
    for number, names in enumerate(by_sentence(found, len(sentences))):
        sentence = sentences[number]
        made = list(_made(sentence.tokens, number, names, tables))
        made = [body for body in made if not any(_covers(name, body, text) for name in names)]
        kept += [name for name in names if not any(name.touches(body) for body in made)]
        kept += made
    return sorted(kept, key=lambda name: name.span)


def _covers(name: FoundName, body: FoundName, text: str) -> bool:
    """Say whether what the model found is the longer name; not „das Haus der Zeitung Glas Juga“."""
    if not name.span.contains(body.span) or name.kind not in (EntityKind.ORGANIZATION, EntityKind.PERSON):
        return False
    if name.span == body.span and name.kind is EntityKind.ORGANIZATION:
        return False  # the one of common nouns is in the nominative
    small = {word for word in name.span.of(text).split() if word[0].islower()}
    outside = text[name.span.start : body.span.start].split()
    return small <= _SMALL and not any(word in _SMALL for word in outside)


def _made(
    tokens: Sequence[Token], number: int, names: Sequence[FoundName], tables: Language
) -> Iterator[FoundName]:
    people = {n.start for n in names if n.kind is EntityKind.PERSON and " " in n.name}
    end = 0
    for index, token in enumerate(tokens):
        if index < end or not token.text[:1].isupper():
            continue
        read = _club(tokens, index) or _company(tokens, index) or _body(tokens, index, people, tables)
        if read is None:
            continue
        start, end, name, confidence = read
        if start == end:
            end = 0
            continue
        span = Span(tokens[start].start, tokens[end - 1].end)
        yield FoundName(span, EntityKind.ORGANIZATION, name, "institution-name", confidence, number, start)


def _club(tokens: Sequence[Token], index: int) -> tuple[int, int, str, float] | None:
    """„FC Nordlicht Kiel“."""
    if tokens[index].text not in _CLUBS:
        return None
    end = index + 1
    while end < min(len(tokens), index + 3) and tokens[end].text[:1].isupper() and tokens[end].tag in _NOUNS:
        end += 1
    return None if end == index + 1 else (index, end, _words(tokens, index, end), _SURE)


def _company(tokens: Sequence[Token], index: int) -> tuple[int, int, str, float] | None:
    """„Nordlicht AG“."""
    end = index + 1
    while end < min(len(tokens), index + _MOST_BEHIND) and tokens[end].text not in _LEGAL:
        if tokens[end].tag not in _NOUNS and tokens[end].text != "&":
            return None
        end += 1
    if end >= len(tokens) or tokens[end].text not in _LEGAL or tokens[index].tag not in _NOUNS:
        return None
    return index, end + 1, _words(tokens, index, end + 1), _SURE


def _body(
    tokens: Sequence[Token], index: int, people: set[int], tables: Language
) -> tuple[int, int, str, float] | None:
    """Return first word, the one after the last, name and confidence of an institution whose noun stands at a word."""
    token = tokens[index]
    noun = tables.institution_noun(token.text) if token.tag in _NOUNS else None
    if noun is None or noun.kind == "document":
        return None
    lemma = nominative(token.text, noun)
    read = tables.naming_noun(lemma.lower())
    if read is None:
        return None
    naming, before = read
    if noun.number == "p" and noun.gender != "p" and naming.noun not in ("stadtwerk", "verkehrsbetrieb"):
        return None
    if naming.joins == "s":
        return _town(tokens, index, tables)
    behind = _behind(tokens, index + 1, naming, before, people, tables)
    alone = behind == index + 2 and tokens[index + 1].text.isupper()  # „die Gewerkschaft EVG“
    known = behind > index + 1 and tables.organization(_words(tokens, index + 1, behind)) is not None
    if known or (
        (naming.joins == "d" or alone) and behind > index + 1
    ):  # „die Gewerkschaft Verdi“ is found by its name
        return None if known else (index + 1, behind, _words(tokens, index + 1, behind), _LIKELY)
    start = _before(tokens, index, tables)
    if noun.kind == "association" and before in DESCRIBING_ASSOCIATIONS and behind == index + 1:
        return None
    if not _stands_alone(tokens, start, index, naming, before, bare=behind == index + 1 and start == index):
        return None
    words = [*(strong(tokens[i].text, noun.gender) for i in range(start, index)), lemma]
    words += [t.text for t in tokens[index + 1 : behind]]
    return start, behind, " ".join(words), _SURE if behind > index + 1 else _LIKELY


def _town(tokens: Sequence[Token], index: int, tables: Language) -> tuple[int, int, str, float] | None:
    """„Die Stadt Kiel teilte mit“, „eine Sprecherin der Stadt Kiel“, „bei der Stadt Kiel“: its administration."""
    if index + 1 >= len(tokens) or tokens[index + 1].tag not in _NOUNS or not index:
        return None
    form = tables.place(tokens[index + 1].text)
    if tokens[index + 1].tag != "NE" and (form is None or form.relation is not Relation.NAME):
        return None
    article, left = tokens[index - 1].text, tokens[index - 2] if index > 1 else None
    subject = article in ("Die", "die", "Der", "der") and (
        left is None or left.tag in FINITE or left.tag == "$."
    )
    speaks = article == "der" and left is not None and (left.text.lower() == "bei" or _speaks(left, tables))
    if not (subject or speaks):
        return None
    return index, index + 2, _words(tokens, index, index + 2), _LIKELY


def _speaks(token: Token, tables: Language) -> bool:
    """Say whether a word is a noun for somebody who may speak for an institution: „eine Sprecherin der …“."""
    noun = tables.person_noun(token.text)
    return noun is not None and noun.kind == "role"


def nominative(word: str, noun: InstitutionNoun) -> str:
    """Return a noun or compound in the nominative singular: „Landgerichts“ as „Landgericht“; a plural as it is."""
    low, lemma = word.lower(), noun.lemma.lower()
    if low.endswith(lemma) or noun.gender not in ("m", "n"):
        return word
    for ending in ("es", "s", "e"):
        if low.removesuffix(ending).endswith(lemma):
            return word.removesuffix(ending)
    return word


def _stands_alone(
    tokens: Sequence[Token], start: int, index: int, naming: NamingNoun, before: str, *, bare: bool
) -> bool:
    """Say whether a noun with what belongs to it is a name where it stands, and not „ein Ministerium“, „die Behörde“."""
    left = start - 1
    while left >= 0 and tokens[left].tag == "ADJA" and tokens[left].text[:1].islower():
        left -= 1
    word = tokens[left].text.lower() if left >= 0 else ""
    if left >= 0 and (tokens[left].tag in _UNCERTAIN or (tokens[left].tag == "ART" and word not in _CERTAIN)):
        return False
    if not bare:
        return not before or bool(naming.compounds) or start == index
    certain = word in _CERTAIN or (left >= 0 and tokens[left].tag == "APPRART")
    if not before:
        if naming.alone == "t":
            return word in ("im", "ins")
        return naming.alone == "x"
    if not certain or before in DESCRIBING:
        return False
    public = before.startswith(TERRITORIES)
    return naming.compounds == "c" or (naming.compounds == "p" and public)


def _before(tokens: Sequence[Token], index: int, tables: Language) -> int:
    """Return where a name begins that adjectives open: „Deutscher Ruderverband“, „russische Außenministerium“."""
    start = index
    while start and index - start < _MOST_BEFORE and tokens[start - 1].tag == "ADJA":
        word = tokens[start - 1].text
        form = tables.place(word)
        of_place = form is not None and form.relation is Relation.ADJECTIVE
        if word[0].isupper() and (start > 1 or of_place):
            start -= 1
        elif of_place and word[0].islower() and start == index:
            return start - 1
        else:
            break
    return start


def _behind(
    tokens: Sequence[Token], start: int, naming: NamingNoun, before: str, people: set[int], tables: Language
) -> int:
    """Return the word after a name that goes on behind its noun: a place, a name, a genitive, „für …“."""
    if not naming.joins or start >= len(tokens):
        return start
    end = _of(tokens, start, tables) if naming.of and naming.joins == "n" else start
    if end > start:
        return end
    if naming.joins == "n" and not before and start in people:
        return start
    end = start
    while end < min(len(tokens), start + _MOST_BEHIND) and _may_go_on(tokens, end, tables):
        end += 1
    while end > start and tokens[end - 1].tag == "ADJA":
        end -= 1
    if (
        tokens[start].tag in _NAMES
        and end > start + 1
        and _opens_clause(tokens, start)
        and _is_verb(tokens, end)
    ):
        return end
    if end == start or tokens[start].tag in _NAMES or (tokens[start].tag == "ADJA" and end > start + 1):
        return _up_to_place(tokens, start, end, tables)
    if naming.joins == "d":
        closed = end == len(tokens) or tokens[end].tag in FINITE or tokens[end].tag.startswith("$")
        return end if tokens[start].text.isupper() or closed else start
    # „im Bezirksamt Lichtenberg“, „Die Stiftung Nordlicht fordert“: no second noun of the clause can stand there
    contracted = start > 1 and tokens[start - 2].tag == "APPRART"
    first = start == 2 and tokens[0].tag == "ART" and end < len(tokens) and tokens[end].tag in FINITE
    return start + 1 if (contracted or first) and end == start + 1 else start


def _opens_clause(tokens: Sequence[Token], start: int) -> bool:
    """Say whether a noun before a word begins its sentence: then all up to the verb is one phrase (verb second)."""
    return start == 1 or (start == 2 and tokens[0].tag == "ART")


def _is_verb(tokens: Sequence[Token], index: int) -> bool:
    return index < len(tokens) and tokens[index].tag in FINITE


def _up_to_place(tokens: Sequence[Token], start: int, end: int, tables: Language) -> int:
    """Return where a name ends: a place closes it, „die Oper Kiel Premieren“, and so does the first noun that is no name."""
    for at in range(start, end):
        form = tables.place(tokens[at].text)
        if tokens[at].tag in _NAMES and form is not None and form.relation is Relation.NAME:
            return at + 1
        if tokens[at].tag == "NN" and at > start and tokens[at - 1].tag in _NAMES:
            inhabitants = tables.place(tokens[at - 1].text)  # „Stiftung Thüringer Schlösser“
            if inhabitants is None or inhabitants.relation is Relation.NAME:
                return at
    return end


def _may_go_on(tokens: Sequence[Token], at: int, tables: Language) -> bool:
    token = tokens[at]
    if not token.text[:1].isupper():
        return False
    if token.tag == "ADJA":
        return at + 1 < len(tokens) and tokens[at + 1].tag in _NOUNS
    if token.tag not in _NOUNS | _NAMES:
        return False
    noun = tables.person_noun(token.text)
    return noun is None or noun.kind == "demonym"


def _of(tokens: Sequence[Token], start: int, tables: Language) -> int:
    """Return the word after „für Seuchenforschung“, „der Steuerzahler“; the same word where nothing of that kind follows."""
    word = tokens[start].text
    if word not in ("für", "der", "des"):
        return start
    end = start + 1
    while end < len(tokens) and tokens[end].tag == "ADJA":
        end += 1
    if end >= len(tokens) or tokens[end].tag != "NN":
        return start
    person = tables.person_noun(tokens[end].text)
    branch = tokens[end].text.lower().endswith(_BRANCHES)
    if word == "des" or (word == "der" and not branch and (person is None or person.number == "s")):
        return start
    end += 1
    if (
        word == "für"
        and end + 1 < len(tokens)
        and tokens[end].tag == "KON"
        and tokens[end + 1].tag == "NN"
        and not (end + 2 < len(tokens) and _is_plural(tokens[end + 2], tables))
    ):
        end += 2
    return end


def _is_plural(token: Token, tables: Language) -> bool:
    """Say whether a word is a verb in the plural, whose subjects „und“ joins: „das Amt für Wasser und Bürger klagen“."""
    return token.tag in FINITE and is_plural(token.text, tables)


def _words(tokens: Sequence[Token], start: int, end: int) -> str:
    return " ".join(token.text for token in tokens[start:end])
