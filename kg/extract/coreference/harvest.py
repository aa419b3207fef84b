"""What stands beside a name: „Außenminister X“, „X, Sprecher der Werft,“, „X (SPD)“, „X, 46,“, „X, die …“."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from kg.extract.coreference.beside import is_bare_role
from kg.extract.coreference.cast import Cast, Entity
from kg.extract.coreference.layout import Line
from kg.lang import Language, Relation
from kg.model import Token

_BEFORE = 6
_BEHIND = 14
_APPOSITION = 7
_PARTICLES = frozenset(
    {"ADJA", "ART", "PPOSAT", "ADV", "CARD", "ADJD", "TRUNC", "APPR", "APPRART", "NE", "PIAT", "PIDAT"}
)
_MEN = frozenset({"Herr", "Herrn"})
_LEAST_AGE, _MOST_AGE = 4, 110


def harvest(line: Line, start: int, end: int, entity: Entity, cast: Cast) -> None:
    """Note what a sentence says of somebody beside the name.

    Parameters:
        line: the sentence.
        start, end: the words of the name.
        entity: who bears it.
        cast: where roles are noted.
    """
    tokens, tables = line.tokens, cast.tables
    _before(tokens, start, entity, cast)
    _behind(tokens, end, entity, cast)
    if not entity.gender:
        entity.gender = _gender(entity, tables)


def bare_roles(line: Line, piece: int, subject: Entity, cast: Cast) -> None:
    """Note the roles that a stretch between commas gives to its subject: „Voss ist Ministerin“.

    Parameters:
        line: the sentence.
        piece: the number of the stretch.
        subject: whom it is about.
        cast: where roles are noted.
    """
    for index in range(max(1, bisect_left(line.pieces, piece)), bisect_right(line.pieces, piece)):
        told = line.tokens[index].tag == "NN" and line.speech[index] < 0
        if told and is_bare_role(line, index, subject.gender, cast.tables):
            cast.call(subject, line.tokens[index].text)


def _before(tokens: Sequence[Token], start: int, entity: Entity, cast: Cast) -> None:
    tables = cast.tables
    first = start - 1
    if first < 0:
        return
    word = tokens[first].text
    if word in _MEN or word == "Frau":
        entity.gender = entity.gender or ("m" if word in _MEN else "f")
        first -= 1
    noun = (
        tables.person_noun(tokens[first].text) if first >= 0 and tokens[first].tag in ("NN", "NE") else None
    )
    if noun is None:
        if first >= 1 and tokens[first].text == ",":
            _apposition_before(tokens, first, entity, cast)
        return
    _take(tokens[first].text, entity, cast)
    for index in range(first - 1, max(-1, first - _BEFORE), -1):
        token = tokens[index]
        if token.tag not in ("ADJA", "NE", "NN") or (
            token.tag == "NN" and not token.text.endswith(("s", "n"))
        ):
            if (
                token.tag == "ART"
                and token.text.lower() in ("die", "der")
                and index == first - 1
                and noun.gender == "mf"
            ):
                entity.gender = entity.gender or ("f" if token.text.lower() == "die" else "m")
            break
        _tie(token.text, entity, tables)


def _apposition_before(tokens: Sequence[Token], comma: int, entity: Entity, cast: Cast) -> None:
    """„Die Fraktionsvorsitzende der Grünen, Katharina Voss, …“: the phrase before the comma names the role."""
    for index in range(comma - 1, max(0, comma - _BEFORE), -1):
        token = tokens[index]
        if token.tag in ("$,", "$.", "$(") or token.tag.endswith("FIN"):
            return
        noun = cast.tables.person_noun(token.text) if token.tag in ("NN", "NE") else None
        before = tokens[index - 1]
        if noun is None or before.tag not in ("ART", "ADJA", "PPOSAT"):
            continue
        if noun.gender == "f" and before.text.lower() in ("der", "des", "den", "dem"):
            continue  # a genitive that belongs to the role: „der Chef der Ministerin, …“
        _take(token.text, entity, cast)
        for other in tokens[index + 1 : comma]:
            _tie(other.text, entity, cast.tables)
        return


def _behind(tokens: Sequence[Token], end: int, entity: Entity, cast: Cast) -> None:
    if end + 1 >= len(tokens):
        return
    limit = min(len(tokens), end + _BEHIND)
    first = tokens[end]
    if first.text == "(":
        _brackets(tokens[end + 1 : limit], entity, cast)
    elif first.text in ("von", "aus", "vom"):
        for token in tokens[end + 1 : min(end + 4, limit)]:
            _tie(token.text, entity, cast.tables)
    elif first.tag == "$," and end + 2 < len(tokens):
        _behind_comma(tokens, end + 1, limit, entity, cast)


def _brackets(inside: Sequence[Token], entity: Entity, cast: Cast) -> None:
    for token in inside:
        if token.text == ")":
            return
        _tie(token.text, entity, cast.tables)
        _age(token, entity)


def _behind_comma(tokens: Sequence[Token], start: int, limit: int, entity: Entity, cast: Cast) -> None:
    first, second = tokens[start], tokens[start + 1]
    relative = first.tag in ("PRELS", "PDS", "ART") and first.text in ("der", "die")
    if relative and second.tag not in ("ADJA", "NN"):
        entity.gender = entity.gender or ("m" if first.text == "der" else "f")
        _clause(tokens, start + 1, limit, entity, cast)
    elif first.tag == "CARD" and (second.text in (",", "Jahre", ")") or second.tag == "$."):
        _age(first, entity)
    else:
        _apposition(tokens, start, limit, entity, cast)


def _apposition(tokens: Sequence[Token], start: int, limit: int, entity: Entity, cast: Cast) -> None:
    """„Claussen, der neue Sprecher der Werft, …“; not „Anna Muster, Minister Jan Claussen“, which names somebody else."""
    for index in range(start, min(limit, start + _APPOSITION)):
        token = tokens[index]
        if token.tag == "NN" and cast.tables.person_noun(token.text) is not None:
            behind = tokens[index + 1] if index + 1 < len(tokens) else None
            if behind is not None and behind.tag == "NE" and not behind.text.endswith("s"):
                return
            _take(token.text, entity, cast)
            for other in tokens[index + 1 : min(limit, index + 6)]:
                if other.tag == "$,":
                    break
                _tie(other.text, entity, cast.tables)
            return
        if token.tag not in _PARTICLES:
            return
        _tie(token.text, entity, cast.tables)


def _clause(tokens: Sequence[Token], start: int, limit: int, entity: Entity, cast: Cast) -> None:
    """Take what a relative clause says: „, die für die Grünen im Kabinett sitzt“, „, die heute als Anwältin arbeitet“."""
    for index in range(start, limit):
        token = tokens[index]
        if token.tag == "$,":
            return
        _tie(token.text, entity, cast.tables)
        if token.tag == "NN" and tokens[index - 1].text in (
            "als",
            "Woche",
            "stellvertretende",
            "stellvertretender",
        ):
            _take(token.text, entity, cast)


def _take(word: str, entity: Entity, cast: Cast) -> None:
    noun = cast.tables.person_noun(word)
    if noun is None:
        return
    if noun.gender in ("m", "f") and noun.number != "p":
        entity.gender = entity.gender or noun.gender
    cast.give_role(entity, word)
    prefix, hyphen, _ = word.rpartition("-")
    if hyphen:
        entity.tied.add(prefix.lower())


def _tie(word: str, entity: Entity, tables: Language) -> None:
    """Note a party, institution or place that stands with somebody."""
    if not word[:1].isalpha():
        return
    place = tables.place(word)
    if place is not None and not (place.ambiguous and place.relation is Relation.NAME):
        entity.tied.add(place.place.name.lower())
        if place.relation is not Relation.NAME and place.place.kind == "country":
            entity.origins.add(place.place.name.lower())
    organization = tables.organization(word)
    if organization is not None:
        entity.tied.add(word.lower())
        entity.tied.add(organization.organization.name.lower())


def _age(token: Token, entity: Entity) -> None:
    if (
        token.text.isascii()
        and token.text.isdigit()
        and len(token.text) <= 3
        and _LEAST_AGE < int(token.text) < _MOST_AGE
    ):
        entity.age = int(token.text)


def _gender(entity: Entity, tables: Language) -> str:
    return tables.gender(entity.name) if entity.named and " " in entity.name else ""
