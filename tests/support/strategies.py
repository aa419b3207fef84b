"""Hypothesis strategies: articles as they are printed, whose structure all six renderings can tell.

Where a rendering loses blank lines, a break is known only if the next line's first word would have fitted;
where it loses marks and line breaks, a heading only by not ending like a sentence. So words are short, and a
paragraph whose last line happens to be full is padded. What no rendering could tell is no article here.
"""

import datetime

from hypothesis import strategies as st

from kg.testing import SourceArticle, SourceRelated, wrap

WORDS = (
    "Wasser Damm Norden steigt über den alten Deich und niemand weiß, warum es so ist – sagt man groß".split()
)
NAMES = ("Eva Muster", "Jan Claussen", "Katrin Süß", "taz", "Mehmet Yıldız")
TAGS = ("Kiel", "Deich", "Bäder", "Schwerpunkt Sturm", "Eva Muster", "Küste")
ROOM = 55
"""A last line no longer than this leaves room for any first word here."""

_words = st.lists(st.sampled_from(WORDS), min_size=3, max_size=30).map(" ".join)
_links = st.sampled_from(("[1][nassen Füßen]", "[2][Stift]s", "a[1][m 30. März]", "„[2][Werk Titel]“-Abend"))
_speech = st.sampled_from(("„Das ist der Anfang vom Ende“, sagte Eva Muster", "Sie nannte es „Möwenflug“"))


def _roomy(text: str, end: str) -> str:
    """End ``text`` so that its last line has room: a break after it can be told."""
    while len(wrap(f"{text}{end}")[-1]) > ROOM:
        text += " und so weiter"
    return text + end


@st.composite
def paragraphs(draw: st.DrawFn) -> str:
    parts = draw(st.lists(st.one_of(_words, _words, _links, _speech), min_size=1, max_size=6))
    return _roomy(f"Am Ort {' '.join(parts)}", draw(st.sampled_from((".", "?", ".“"))))


_headings = st.sampled_from(("## Wer zahlt", "## Kein Geld, kein Damm", "## Was nun"))


@st.composite
def bodies(draw: st.DrawFn) -> tuple[str, ...]:
    body = draw(st.lists(paragraphs(), min_size=1, max_size=5))
    if draw(st.booleans()):
        body[0] = f"{draw(st.sampled_from(('Kiel taz', 'BERLIN dpa', 'Husum, Kiel taz/dpa')))} | {body[0]}"
        body[0] = _roomy(body[0][:-1], ".")
    if len(body) > 2 and draw(st.booleans()):
        body.insert(draw(st.integers(1, len(body) - 1)), draw(_headings))
    return tuple(body)


@st.composite
def related(draw: st.DrawFn) -> SourceRelated:
    number = draw(st.integers(1, 99))
    kicker = draw(st.sampled_from(("Flut an der Küste", "Streit um den Damm")))
    teaser = _roomy(f"Ein Bericht {draw(_words)}", ".")
    return SourceRelated(title=f"{kicker}: Folge {number}", teaser=teaser, label=draw(st.sampled_from(TAGS)))


@st.composite
def articles(draw: st.DrawFn) -> SourceArticle:
    """Articles with every part that the edition knows."""
    return SourceArticle(
        title=f"{draw(st.sampled_from(('Sturm', 'Die Wahrheit', 'A: B')))}: {draw(st.sampled_from(('Land unter', 'Ein Tag im „Haus“', 'Warum das alles?')))}",
        lede=_roomy(f"Nun {draw(_words)}", "."),
        caption=draw(st.sampled_from(("", "Der Deich am Morgen", "„Alles gut“: Spruch am Haus"))),
        body=draw(bodies()),
        published=draw(st.dates(datetime.date(1980, 1, 1), datetime.date(2030, 1, 1))),
        links=("/Flut-an-der-Kueste/!5900001", "/Damm/!5900002"),
        authors=tuple(draw(st.lists(st.sampled_from(NAMES), max_size=2, unique=True))),
        tags=tuple(draw(st.lists(st.sampled_from(TAGS), min_size=1, max_size=5, unique=True))),
        related=tuple(draw(st.lists(related(), max_size=4))),
    )
