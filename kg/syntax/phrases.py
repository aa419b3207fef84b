"""Finds noun phrases in a tagged sentence: determiner, adjectives, head, and what belongs to the head.

A phrase takes its genitives („ein Sprecher der Polizei“), names beside a noun („Präsident Kennedy“), brackets
(„Wulff (CDU)“) and, where asked, prepositional phrases. Tags: STTS.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from kg.model import Token

_OPENERS = frozenset({"ART", "PDAT", "PPOSAT", "PIAT", "PIDAT", "PWAT", "CARD", "PRELAT"})
_MODIFIERS = frozenset({"ADJA", "CARD", "TRUNC"})
_HEADS = frozenset({"NN", "NE", "NNA", "NNI", "FM", "XY"})
_PRONOUNS = frozenset({"PPER", "PDS", "PIS", "PRELS", "PWS"})
_MARKS = frozenset("„“\"»«”'‚‘’")
_GENITIVE = frozenset(
    {
        "der",
        "des",
        "eines",
        "einer",
        "dieser",
        "dieses",
        "seiner",
        "seines",
        "ihrer",
        "ihres",
        "deren",
        "aller",
        "mehrerer",
    }
)
_ATTRIBUTE_WORDS = 9
_PARTICIPLES = (
    "te",
    "ten",
    "ter",
    "tes",
    "tem",
    "ene",
    "enen",
    "ener",
    "enes",
    "enem",
    "nde",
    "nden",
    "nder",
    "ndes",
    "ndem",
)
_LINKS = frozenset({"von", "vom", "für", "aus", "beim", "bei"})
_WIDE_LINKS = _LINKS | frozenset("in im an am gegen über auf unter mit um vor zu nach ins".split())


@dataclass(frozen=True, slots=True)
class Phrase:
    """A noun phrase.

    Attributes:
        start: its first token.
        end: the token after its last.
        head: its noun, name or pronoun; of several nouns side by side the first („Präsident Kennedy“).
        core: the token after its last noun or name before genitives, prepositions and brackets.
    """

    start: int
    end: int
    head: int
    core: int


def noun_phrase(tokens: Sequence[Token], start: int, end: int, *, wide: bool = False) -> Phrase | None:
    """Return the noun phrase that begins at ``start``, or None.

    Parameters:
        tokens: the sentence.
        start: where it must begin.
        end: the token before which it must end.
        wide: whether prepositional phrases of any kind belong to it.
    """
    if start >= end:
        return None
    if tokens[start].tag in _PRONOUNS and not _possessive(tokens, start, end):
        return Phrase(start, start + 1, start, start + 1)
    index = _before_head(tokens, _after_genitive(tokens, start, end), end)
    head = index
    index = _names(tokens, index, end)
    if index == head:
        return _nominalised(tokens, start, head, end)
    while head < index and tokens[head].text in _MARKS:
        head += 1
    if head == index:
        return None
    core = index
    return Phrase(start, _extended(tokens, index, end, wide=wide), head, core)


def _possessive(tokens: Sequence[Token], start: int, end: int) -> bool:
    """Say whether „dessen“ or „deren“ goes with a noun: „dessen Angaben“."""
    return (
        tokens[start].text.lower() in ("dessen", "deren")
        and start + 1 < end
        and tokens[start + 1].tag in ("NN", "ADJA")
    )


def _after_genitive(tokens: Sequence[Token], start: int, end: int) -> int:
    """Pass a genitive before the rest: „Lawrows amerikanischer Kollege“, „dessen Angaben“."""
    if _possessive(tokens, start, end):
        return start + 1
    ahead = start + 1 < end and tokens[start].tag == "NE" and tokens[start].text.endswith(("s", "’", "'"))
    return start + 1 if ahead and tokens[start + 1].tag == "ADJA" else start


def _before_head(tokens: Sequence[Token], start: int, end: int) -> int:
    """Pass determiners, numbers, adjectives and what modifies them."""
    index = start
    while index < end:
        tag = tokens[index].tag
        adverb = tag in ("ADV", "ADJD", "PTKA", "KON") and _adjective_follows(tokens, index + 1, end)
        quoted = tokens[index].text in _MARKS and _adjective_follows(tokens, index + 1, end) and index > start
        if (
            index == start + 1
            and tokens[start].tag in _OPENERS
            and (inside := _attribute(tokens, index, end))
        ):
            index = inside
            continue
        if tag in _MODIFIERS or (tag in _OPENERS and index < start + 2) or adverb or quoted:
            if tag == "CARD" and index > start and _is_head(tokens, index - 1):
                break
            index += 1
        else:
            break
    return index


def _attribute(tokens: Sequence[Token], index: int, end: int) -> int:
    """Pass what a participle takes along: „eine am Dienstag veröffentlichte Mitteilung“; 0 if nothing such begins."""
    if tokens[index].tag not in ("APPR", "APPRART", "PRF", "ADV", "ADJD", "NN", "NE", "PAV"):
        return 0
    for position in range(index + 1, min(end, index + _ATTRIBUTE_WORDS)):
        tag = tokens[position].tag
        if tag[0] == "$" or tag.endswith("FIN"):
            return 0
        if tag == "ADJA" and position + 1 < end and tokens[position + 1].tag in ("NN", "NE", "ADJA"):
            participle = tokens[position].text.lower().endswith(_PARTICIPLES)
            return (
                position
                if participle and tokens[position - 1].tag not in _OPENERS | {"APPR", "APPRART"}
                else 0
            )
    return 0


def _adjective_follows(tokens: Sequence[Token], index: int, end: int) -> bool:
    return index < end and (
        tokens[index].tag in _MODIFIERS
        or (tokens[index].tag in ("ADV", "ADJD") and index + 1 < end and tokens[index + 1].tag == "ADJA")
    )


def _noun_follows(tokens: Sequence[Token], index: int, end: int) -> bool:
    return index < end and tokens[index].tag in ("NN", "ADJA")


def _is_head(tokens: Sequence[Token], index: int) -> bool:
    return tokens[index].tag in _HEADS


def _names(tokens: Sequence[Token], index: int, end: int) -> int:
    """Pass nouns and names side by side, quoted ones too, and return the token after the last."""
    start = last = index
    while index < end:
        token = tokens[index]
        if token.tag in _HEADS or (
            token.tag == "CARD" and index == last > 0 and not _noun_follows(tokens, index + 1, end)
        ):
            index += 1
            last = index
        elif token.text in _MARKS and token.tag.startswith("$"):
            closing = next(
                (i for i in range(index + 1, min(end, index + 9)) if tokens[i].text in _MARKS), None
            )
            if closing is None or any(tokens[i].tag in ("VVFIN", "$,", "$.") for i in range(index, closing)):
                break
            if index > start and tokens[index + 1].text[:1].islower():
                break  # words that somebody says, not a name
            index = last = closing + 1
        elif token.text.lower() in ("von", "van", "de", "der", "zu", "al", "bin", "ben", "di", "del") and (
            index and tokens[index - 1].tag == "NE" and index + 1 < end and tokens[index + 1].tag == "NE"
        ):
            index += 1
        else:
            break
    return last


def _nominalised(tokens: Sequence[Token], start: int, index: int, end: int) -> Phrase | None:
    """„der 71-Jährige“, „die Grünen“, „der Angeklagte“: an adjective or number with a capital is the head."""
    last = index - 1
    if last > start and tokens[last].text[0].isupper() and tokens[last].tag in ("ADJA", "CARD"):
        return Phrase(start, _extended(tokens, index, end, wide=False), last, index)
    if (
        last >= start
        and tokens[last].text[:1].isdigit()
        and tokens[last].text.endswith(("Jährige", "Jähriger", "Jährigen", "jährige", "jähriger"))
    ):
        return Phrase(start, index, last, index)
    return None


def _extended(tokens: Sequence[Token], index: int, end: int, *, wide: bool) -> int:
    """Pass genitives, prepositional phrases, brackets and coordinated phrases after a head."""
    links = _WIDE_LINKS if wide else _LINKS
    named = index > 1 and tokens[index - 1].tag == tokens[index - 2].tag == "NE"
    while index < end:
        token = tokens[index]
        if token.text == "(":
            closing = next((i for i in range(index + 1, min(end, index + 12)) if tokens[i].text == ")"), None)
            if closing is None:
                return index
            index = closing + 1
            continue
        following: Phrase | None = None
        if token.tag in ("ART", "PDAT", "PPOSAT", "PIAT") and token.text.lower() in _GENITIVE and not named:
            following = noun_phrase(tokens, index, end, wide=wide)
        elif (token.tag in ("APPR", "APPRART") and token.text.lower() in links) or (
            token.tag == "KON" and token.text in ("und", "oder", "sowie")
        ):
            following = noun_phrase(tokens, index + 1, end, wide=wide)
        if following is None or tokens[following.head].tag in _PRONOUNS:
            return index
        index = following.end
    return index
