"""Reads the text (gopher) edition of taz.de in all its renderings; ``docs/readers.md`` describes it."""

import re

from kg.readers.taz.article import read

_HEADLINE = re.compile(rb"(?:^|[\n\r| \tia-zA-Z0-9])(?:# )?taz\.de -- ")

name = "taz"


def sniff(head: bytes) -> bool:
    """Say whether the first bytes of a file look like this format."""
    return _HEADLINE.search(head) is not None


__all__ = ["name", "read", "sniff"]
