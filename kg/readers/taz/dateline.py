"""Takes the dateline (``Moskau taz |``) off the first paragraph."""

import re
from collections.abc import Sequence

from kg.model import BlockKind, Dateline
from kg.readers.taz.body import Part
from kg.readers.taz.inline import Passage

_AGENCIES = "taz|dpa|afp|ap|rtr|reuters|epd|kna|dapd|ddp|apa|ansa|sid|keystone-sda|sda|lni|lno"
_PLACE = r"[^\W\d_][\w.’'()-]*(?: [\w.’'()/-]+){0,3}"
_DATELINE = re.compile(
    rf"((?:{_PLACE})(?:(?:, ?|/)(?:{_PLACE}))*?) ((?:{_AGENCIES})(?:/(?:{_AGENCIES}))*) \| ?", re.IGNORECASE
)
_BETWEEN = re.compile(r", ?|/(?!(?:Main|M\.?|Oder|O\.?|Donau|Neckar|Saale)(?:[,/]|$))", re.IGNORECASE)
"""Between two places; „Frankfurt/Main“ is one."""


def take_dateline(body: Sequence[Part]) -> tuple[list[Part], Dateline | None]:
    """Return the body without the dateline, and the dateline if there is one."""
    for index, (kind, passage) in enumerate(body):
        if kind is BlockKind.HEADING:
            continue
        match = _DATELINE.match(passage.text)
        if match is None:
            break
        at = match.end()
        rest = Passage(
            passage.text[at:],
            passage.line,
            tuple(cut - at for cut in passage.cuts if cut > at),
            tuple(type(a)(a.number, a.start - at, a.end - at) for a in passage.anchors if a.start >= at),
            passage.unclosed,
        )
        places = tuple(place.strip() for place in _BETWEEN.split(match[1]))
        agencies = tuple(agency.lower() for agency in match[2].split("/"))
        return [*body[:index], (kind, rest), *body[index + 1 :]], Dateline(places=places, agencies=agencies)
    return list(body), None
