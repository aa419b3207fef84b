"""Which wider words news use for somebody with a role, and which party a word for a politician names."""

from functools import lru_cache

from kg.lang.tables import Lines

Wider = tuple[tuple[str, frozenset[str]], ...]
"""Ends of nouns in lower case with the wider words."""


def parse_wider(rows: Lines) -> Wider:
    """Return the rows of role_classes.tsv, one for each narrower noun."""
    found: dict[str, set[str]] = {}
    for row in rows:
        narrow, _, wide = row.partition("\t")
        for noun in narrow.split():
            found.setdefault(noun.lower(), set()).update(word.lower() for word in wide.split())
    return tuple((noun, frozenset(words)) for noun, words in found.items())


@lru_cache(maxsize=1 << 12)
def wider(table: Wider, role: str) -> frozenset[str]:
    """Return the wider words for a noun in lower case, by what it is or ends in."""
    return frozenset().union(*(words for noun, words in table if role.endswith(noun)))


def parse_parties(rows: Lines) -> dict[str, tuple[str, ...]]:
    """Return the words of party_people.tsv with the names of their parties."""
    return {word.lower(): tuple(names.split("|")) for word, _, names in (row.partition("\t") for row in rows)}
