"""Nouns that institutions are named by: „das Landgericht Kiel“, „die Stiftung Nordlicht“, „der Mieterbund“."""

from dataclasses import dataclass

from kg.lang.tables import Lines

TERRITORIES = ("bundes", "landes", "kreis", "bezirks", "staats", "stadt")
"""What makes a compound of any noun for an institution the name of a public one."""
DESCRIBING = frozenset(
    "alt anklage aufsichts berufs dach ehren ermittlungs fach fachhoch fraktions gegen genehmigungs groß haupt heimat "
    "hilfs interessens klein lehr lokal mutter neben ober orts partei partner privat regional schwester sicherheits spezial spitzen "
    "staaten strafverfolgungs tochter traditions vergabe ver welt wohltätigkeits zivil straf zweck geheim ehe".split()
)
"""First parts of compounds that tell of what kind an institution is, not which it is: Dachverband, Aufsichtsbehörde."""
DESCRIBING_ASSOCIATIONS = frozenset("umwelt sport familien jugend frauen musik".split())
"""Such first parts of associations only: der Umweltverband is one of many, das Umweltministerium is not."""

_ENDINGS = {"m": "er", "f": "e", "n": "es", "p": "e"}


def strong(adjective: str, gender: str) -> str:
    """Return an adjective as it stands without an article: „Deutschen“ Verband as „Deutscher“.

    Parameters:
        adjective: in any case.
        gender: of its noun: m, f, n, or p for the plural.
    """
    for ending in ("en", "em", "es", "e"):
        if adjective.endswith(ending):
            return adjective.removesuffix(ending) + _ENDINGS[gender]
    return adjective


@dataclass(frozen=True, slots=True)
class NamingNoun:
    """How a noun makes the name of an institution.

    Attributes:
        noun: in the nominative singular, in lower case.
        alone: ``x`` a name on its own, ``t`` only behind „im“, else nothing.
        compounds: ``c`` its compounds are names, ``p`` those with a territory (Landesamt), else nothing.
        joins: ``n`` a name behind it belongs to it, ``d`` is a name without it, ``s`` names a town that
            acts, else nothing.
        of: whether a genitive or „für“ behind it belongs to the name.
    """

    noun: str
    alone: str
    compounds: str
    joins: str
    of: bool


def parse_naming_nouns(rows: Lines) -> dict[str, NamingNoun]:
    """Return the rows of institution_names.tsv by noun in lower case."""
    table = [["" if cell == "-" else cell for cell in row.split("\t")] for row in rows]
    return {
        noun.lower(): NamingNoun(noun.lower(), alone, compounds, joins, of == "x")
        for noun, alone, compounds, joins, of in table
    }


def naming_noun(table: dict[str, NamingNoun], lemma: str) -> tuple[NamingNoun, str] | None:
    """Return the longest noun of the table that a word is or ends in, with what stands before it.

    Parameters:
        table: the nouns.
        lemma: the word in the nominative singular and lower case.
    """
    for start in range(len(lemma)):
        found = table.get(lemma[start:])
        if found is not None:
            return found, lemma[:start].rstrip("-")
    return None
