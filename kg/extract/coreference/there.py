"""Which institution or place „dort“ and „in einer Mitteilung“ mean: „Der Verband warnte. „…“, hieß es in der Mitteilung“."""

from kg.extract.coreference.beside import is_document
from kg.extract.coreference.cast import Cast, Entity
from kg.extract.coreference.layout import Line

_SAYS = frozenset({"heißt", "hieß"})
_PLACES = frozenset({"dort", "hier", "darin"})


def note_there(line: Line, cast: Cast, there: dict[int, Entity]) -> None:
    """Note the one spoken of last, by the character where words begin that point to it.

    Parameters:
        line: a sentence of what was just read.
        cast: who and what is known.
        there: where it is noted.
    """
    tokens = line.tokens
    for index, token in enumerate(tokens):
        says = token.text == "es" and index and tokens[index - 1].text in _SAYS
        if says or token.text in _PLACES or is_document(tokens, index, cast.tables):
            things = [e for _, e in cast.active() if not e.person and (e.chain >= 0 or e.organization)]
            if says:
                things = [e for e in things if e.organization and e is cast.topic]
            told = [e for e in things if cast.unit - e.told[0] <= 1]
            near = told or [e for e in things if cast.unit - e.last <= 1]
            if near:
                there[token.start] = max(near, key=lambda e: (e.told, e.organization))
