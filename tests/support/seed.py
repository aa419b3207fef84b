"""The seed as a source article: which of its lines belong together, so that no word of it is copied here."""

import datetime
from pathlib import Path

from kg.testing import SourceArticle, SourceRelated

PATH = Path(__file__).parents[2] / "examples" / "taz" / "000_523f7856abcfb505.txt"

_PARAGRAPHS = ((4, 11), (11, 18), (18, 26), (26, 33), (33, 34), (34, 39), (39, 47))
"""Half-open ranges of lines. The fifth paragraph of the article is two here: its first line is shorter than
greedy wrapping makes it, presumably because of a soft hyphen that counted (TAZ_FORMAT, finding 2)."""
_RELATED = ((67, 70), (70, 73), (73, 77), (77, 80), (80, 83))
_OWN_TAGS = (55, 61)
_LABELS = (61, 66)


def lines() -> list[str]:
    """Return the seed's display lines without the rendering's bars."""
    raw = PATH.read_text("utf-8").split("\n")
    return [line.removeprefix("| ").removesuffix(" |").removesuffix(" |") for line in raw]


def seed() -> SourceArticle:
    """Return what was printed, with its lines joined to running text."""
    text = lines()
    labels = text[slice(*_LABELS)]
    return SourceArticle(
        title=text[0].removeprefix("# taz.de -- "),
        lede=" ".join(line.removeprefix("> ") for line in text[1:3]),
        caption=text[3].removeprefix("Bild: "),
        body=tuple(" ".join(text[start:end]) for start, end in _PARAGRAPHS),
        published=datetime.date(2022, 1, 27),
        links=tuple(line.split(" ", 1)[1] for line in text[49:52]),
        authors=(text[53],),
        tags=tuple(text[slice(*_OWN_TAGS)]),
        related=tuple(
            SourceRelated(title=text[start], teaser=" ".join(text[start + 1 : end]), label=label)
            for (start, end), label in zip(_RELATED, labels, strict=True)
        ),
    )
