"""Splits titles into kicker and headline, and makes the slug that taz.de makes of a kicker."""

import re
from collections.abc import Iterator

_PAIRS = {"„": '“”"', "»": "«", "‚": "‘’", "“": "”"}
_TRANSLITERATION = str.maketrans(
    dict(pair.split("=") for pair in "ä=ae ö=oe ü=ue Ä=Ae Ö=Oe Ü=Ue ß=ss é=e è=e á=a".split())
)
_ARTICLE_ID = re.compile(r"!(\d{3,9})\b")


def colons(title: str) -> Iterator[int]:
    """Yield where a ``: `` stands outside quotation marks."""
    closers: list[str] = []
    for position, character in enumerate(title):
        if closers and character in closers[-1]:
            closers.pop()
        elif character in _PAIRS:
            closers.append(_PAIRS[character])
        elif character == ":" and not closers and title[position + 1 : position + 2] == " ":
            yield position


def split_title(title: str, slug: str | None = None) -> tuple[str | None, str]:
    """Split ``kicker: headline`` at the last colon outside quotation marks, or where the slug tells.

    Parameters:
        title: as printed.
        slug: of the article's address, if known; it is the kicker's.
    """
    places = list(colons(title))
    if slug is not None:
        places = [p for p in places if same_slug(title[:p], slug)] or places
    if not places:
        return None, title
    return title[: places[-1]].rstrip() or None, title[places[-1] + 1 :].strip()


def slug_of(kicker: str) -> str:
    """Return the slug that the publisher makes of a kicker (``EU-Aussenminister-ueber-Ukraine-Krise``)."""
    return re.sub(r"[^A-Za-z0-9]+", "-", kicker.translate(_TRANSLITERATION)).strip("-")


def same_slug(kicker: str, slug: str) -> bool:
    """Say whether ``slug`` can be that of ``kicker``."""
    return slug_of(kicker).lower() == re.sub(r"[^A-Za-z0-9]+", "-", slug).strip("-").lower()


def article_id(target: str) -> str | None:
    """Return the publisher's number in a link target or file name (``/Slug/!5832024``), if there is one."""
    match = _ARTICLE_ID.search(target)
    return match[1] if match else None


def slug_in(target: str) -> str | None:
    """Return the slug in a link target of the publisher, if there is one."""
    match = re.fullmatch(r"(?:https?://(?:www\.)?taz\.de)?/([^/!]+)/!\d+/?", target)
    return match[1] if match else None
