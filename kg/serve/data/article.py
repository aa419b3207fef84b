"""One article as its page shows it: text, quotations, mentions, links."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from kg.rdf.vocab import curie
from kg.serve.data.graph import ServedGraph
from kg.serve.data.parts import article_parts
from kg.serve.data.properties import NOTHING, Properties

COLOURS = 8
"""Of speakers; with more of them colours come again."""
_KINDS = {
    "kg:DirectQuotation": "direct",
    "kg:IndirectQuotation": "indirect",
    "kg:ReportedQuotation": "reported",
    "kg:FreeIndirectQuotation": "free indirect",
    "kg:IndirectFreeIndirectQuotation": "indirect/free indirect",
}


@dataclass(frozen=True, slots=True)
class Place:
    """Where in the text something stands: half-open code points."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Evidence:
    """Which extractor found something, by which rule, and how sure it is."""

    extractor: str | None
    rule: str | None
    confidence: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Quoted:
    """A quotation.

    Attributes:
        iri, fragment: of it.
        places: its parts in the text; none where the graph does not say.
        speaker: an IRI, if the text tells.
        name: what to call the speaker; None if nobody is known.
        colour: from 1, 0 if nobody is known.
    """

    iri: str
    places: tuple[Place, ...]
    kind: str
    words: str
    speaker: str | None
    name: str | None
    unnamed: bool
    speaker_text: str | None
    cue: str | None
    addressee: str | None
    truncated: bool
    satirical: bool
    evidence: Evidence
    colour: int = 0
    number: int = 0

    @property
    def fragment(self) -> str:
        """What stands after ``#`` in the IRI."""
        return self.iri.partition("#")[2]

    @property
    def turn(self) -> bool:
        """Whether it is an answer in an interview."""
        return self.evidence.rule == "interview-turn"


@dataclass(frozen=True, slots=True, kw_only=True)
class Pointer:
    """Words that stand for something: a mention of somebody, or a link."""

    iri: str
    place: Place
    target: str
    kind: str
    form: str | None
    role: str | None
    evidence: Evidence


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleView:
    """An article; lists are in the order of the text."""

    iri: str
    properties: Properties
    text: str | None
    caption: str | None
    quotations: tuple[Quoted, ...]
    pointers: tuple[Pointer, ...]
    identities: tuple[Properties, ...]

    @property
    def speakers(self) -> list[tuple[Quoted, int]]:
        """Who speaks, by a first quotation, and how often, in the order of the text."""
        count: dict[str | None, list[Quoted]] = {}
        for quotation in self.quotations:
            if quotation.name is not None:
                count.setdefault(quotation.speaker or quotation.name, []).append(quotation)
        return [(found[0], len(found)) for found in count.values()]


def read_article(graph: ServedGraph, iri: str) -> ArticleView:
    """Return what the graph says of an article; nothing of it is trusted to make sense."""
    parts = article_parts(graph.store, iri)
    found = parts.get(iri, NOTHING)
    text = found.one("schema:text")
    quoted = [
        _quoted(graph, parts, node) for node in parts if parts[node].has("rdf:type", "schema:Quotation")
    ]
    quoted.sort(
        key=lambda q: (q.places[0].start, -q.places[-1].end, q.iri) if q.places else (1 << 60, 0, q.iri)
    )
    pointers = [pointer for node, said in parts.items() if (pointer := _pointer(node, said)) is not None]
    image = parts.get(found.one("schema:image") or "", NOTHING)
    return ArticleView(
        iri=iri,
        properties=found,
        text=text,
        caption=image.one("schema:caption"),
        quotations=tuple(_coloured(quoted)),
        pointers=tuple(sorted(pointers, key=lambda p: (p.place.start, p.place.end, p.iri))),
        identities=tuple(said for said in parts.values() if said.has("rdf:type", "kg:Identification")),
    )


def _place(found: Properties) -> Place | None:
    start, end = found.number("oa:start"), found.number("oa:end")
    return Place(start, end) if start is not None and end is not None and 0 <= start < end else None


def _evidence(found: Properties) -> Evidence:
    return Evidence(found.one("kg:extractor"), found.one("kg:rule"), found.one("kg:confidence"))


def _quoted(graph: ServedGraph, parts: Mapping[str, Properties], iri: str) -> Quoted:
    found = parts[iri]
    places = [place for part in found.all("kg:part") if (place := _place(parts.get(part, NOTHING)))]
    if not places and (whole := _place(found)):
        places = [whole]
    speaker = next(iter(found.nodes("schema:spokenByCharacter")), None)
    known = (parts.get(speaker) or graph.properties(speaker)) if speaker else NOTHING
    kinds = (_KINDS.get(curie(kind)) for kind in found.all("rdf:type"))
    return Quoted(
        iri=iri,
        places=tuple(sorted(places, key=lambda place: place.start)),
        kind=next((kind for kind in kinds if kind), "quotation"),
        words=found.one("schema:text") or "",
        speaker=speaker,
        name=known.one("schema:name") or found.one("kg:speakerText"),
        unnamed=known.has("rdf:type", "kg:UnnamedSource"),
        speaker_text=found.one("kg:speakerText"),
        cue=found.one("kg:cue"),
        addressee=found.one("kg:addresseeText"),
        truncated=found.one("kg:truncated") == "true",
        satirical=found.one("kg:satirical") == "true",
        evidence=_evidence(found),
    )


def _coloured(quotations: list[Quoted]) -> list[Quoted]:
    colours: dict[str, int] = {}
    for quotation in quotations:
        if quotation.name is not None:
            colours.setdefault(quotation.speaker or quotation.name, len(colours) % COLOURS + 1)
    return [
        replace(q, colour=colours.get(q.speaker or q.name or "", 0), number=number)
        for number, q in enumerate(quotations, 1)
    ]


def _pointer(iri: str, found: Properties) -> Pointer | None:
    kind = (
        "mention"
        if found.has("rdf:type", "kg:Mention")
        else "link"
        if found.has("rdf:type", "kg:Link")
        else None
    )
    place = _place(found)
    target = next(iter(found.nodes("kg:refersTo")), None)
    if kind is None or place is None or target is None:
        return None
    return Pointer(
        iri=iri,
        place=place,
        target=target,
        kind=kind,
        form=found.one("kg:form"),
        role=found.one("kg:roleText"),
        evidence=_evidence(found),
    )
