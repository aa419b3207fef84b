"""What stands behind a noun for somebody: a genitive that belongs to it, and what explains who it is."""

from collections.abc import Sequence

from kg.lang import Language
from kg.model import Token
from kg.syntax.clause import FINITE

_PREPOSITIONS = frozenset({"APPR", "APPRART"})
_DETERMINERS = frozenset({"ART", "PPOSAT", "PDAT"})
_MODIFIERS = frozenset({"ADJA", "CARD", "ADV", "ADJD"})
_MOST_MODIFIERS = 4
_GENITIVES = frozenset({"der", "des", "eines", "einer", "seiner", "seines", "ihrer", "ihres"})
_INDEFINITE = frozenset({"eines", "einer"})
_SUBJECTS = frozenset({"er", "sie", "es", "ich", "wir", "man"})
_NEAR = 25
"""Words within which the next comma is looked for."""


def extended(tokens: Sequence[Token], end: int, tables: Language) -> tuple[int, bool]:
    """Return where a phrase ends with a genitive or „von“, and whether it has one.

    „sagte der Abgeordnete der taz“ has none, it says to whom; nor has „die beiden sind einer Meinung“.
    """
    if end >= len(tokens):
        return end, False
    genitive = tokens[end].tag in _DETERMINERS and tokens[end].text.lower() in _GENITIVES
    if tokens[end].text in ("zweier", "dreier"):
        genitive = True
    linked = tokens[end].text.lower() in ("von", "vom") and tokens[end].tag in _PREPOSITIONS
    if not genitive and not linked:
        return end, False
    index = end + 1
    if linked and index < len(tokens) and tokens[index].tag in _DETERMINERS:
        index += 1
    while index < len(tokens) and tokens[index].tag in _MODIFIERS and index - end <= _MOST_MODIFIERS:
        index += 1
    last = index
    while last < len(tokens) and tokens[last].tag in ("NN", "NE") and last - index < _MOST_MODIFIERS:
        last += 1
    if last == index:
        return end, False
    head = tokens[last - 1].text
    organization = tables.organization(head)
    if (
        organization is not None
        and organization.organization.kind == "media"
        and tokens[end].text.lower() == "der"
    ):
        return end, False
    if tokens[end].text.lower() in _INDEFINITE and not (
        tables.person_noun(head) or tables.institution_noun(head)
    ):
        return end, False
    return last, True


def is_explained(tokens: Sequence[Token], end: int) -> bool:
    """Say whether an apposition follows: a comma, an article and a noun, and no verb before the next comma.

    „Der Jäger, den er rief, …“ is explained, too: what somebody else does tells who it is.
    """
    if end + 2 >= len(tokens) or tokens[end].text != ",":
        return False
    if tokens[end + 1].tag == "PRELS" and tokens[end + 2].text in _SUBJECTS:
        return True
    if tokens[end + 1].tag not in _DETERMINERS:
        return False
    for token in tokens[end + 2 : end + _NEAR]:
        if token.tag in FINITE:
            return False
        if token.tag in ("$,", "$."):
            return True
    return False
