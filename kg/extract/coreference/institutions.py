"""Institutions that pronouns and nouns take up: „die Nato … sie“, „der Deutsche Skiverband … der Verband“."""

from collections.abc import Sequence

from kg.extract.coreference.cast import Cast, Resolved
from kg.extract.coreference.layout import Line
from kg.extract.coreference.references import Reference, finite
from kg.lang import Language
from kg.model import Token

_ARTICLES = {"der": "m", "ein": "m", "den": "m", "die": "f", "eine": "f", "das": "n"}
_OBLIQUE = frozenset({"APPR", "NN", "NE"})
_BEFORE = 3
_GENERIC = frozenset({"organisation", "unternehmen", "konzern", "firma", "verein", "klub", "club", "verband", "partei", "behörde", "ministerium", "betrieb", "stiftung", "gewerkschaft", "bund", "sender", "zeitung", "bank", "hersteller", "institut", "hochschule", "universität", "schule", "museum", "bündnis", "initiative", "gruppe", "fraktion", "theater", "klinik", "amt", "kammer", "agentur", "kommission", "krankenkasse", "vereinigung", "gericht"})  # fmt: skip
_IN_PARLIAMENT = "fraktion"
"""What a party is in a parliament."""
_COMPANY = "company"
_COMPANY_NAMES = ("gesellschaft", "stadtwerke", "verkehrsbetriebe", "werk", "betriebe")
"""Nouns that name companies beside other institutions: „die Wohnungsgesellschaft Kiel … das Unternehmen“."""
_LOOSE = frozenset({"company", "association"})
"""Kinds of institutions that the tables cannot know all."""
_RECENT_UNITS = 1
_FAR_UNITS = 8
_PUBLIC = {
    "ministry": "authority",
    "agency": "authority",
    "court": "authority",
    "government": "authority",
    "intelligence": "authority",
    "ngo": "association",
}
"""Kinds of the table of organisations, and the kind of noun that takes them up."""


def gender_of(tokens: Sequence[Token], start: int, words: str, tables: Language) -> str:
    """Return the grammatical gender of an institution's name, p for plural, nothing where it does not show."""
    noun = tables.institution_noun(words.rsplit(" ", 1)[-1])
    for index in range(start - 1, max(-1, start - 1 - _BEFORE), -1):
        token = tokens[index]
        if token.tag in ("ART", "PPOSAT", "PDAT"):
            gender = _ARTICLES.get(token.text.lower(), "")
            if token.text.lower() == "der" and index and tokens[index - 1].tag in _OBLIQUE:
                gender = "f"  # „mit der Nato“, „der Sprecher der Nato“
            if (
                gender == "f"
                and words.endswith(("en", "ner", "nern"))
                and (noun is None or noun.number == "p")
            ):
                return "p"
            return gender
        if token.tag not in ("ADJA", "NN"):
            break
    return noun.gender if noun is not None and noun.number != "p" else ""


def kind_beside(tokens: Sequence[Token], start: int, tables: Language) -> set[str]:
    """Return the noun before a name that says what bears it: „der Konzern Nordlicht“."""
    before = tokens[start - 1] if start else None
    noun = tables.institution_noun(before.text) if before is not None and before.tag == "NN" else None
    return {noun.lemma.lower()} if noun is not None and noun.kind != "document" else set()


def institution(reference: Reference, cast: Cast, *, speaks: bool) -> Resolved | None:
    """Return the named institution that a noun takes up: one whose name ends in it, else the last one spoken of.

    Parameters:
        reference: the noun.
        cast: what is known.
        speaks: whether it names the speaker of a quotation: that may be the one whom the sentence before is about, whatever its kind is.
    """
    if not reference.definite:
        return None
    noun = cast.tables.institution_noun(reference.head)
    lemma = noun.lemma.lower() if noun is not None else reference.head.lower()
    word = reference.head.lower()
    known = [e for e in cast.things() if e.named]
    ending = [
        e
        for e in known
        if lemma in e.roles
        or any(part.lower().rstrip("s").endswith((word, lemma)) for part in e.name.split())
    ]
    if ending:
        best = max(ending, key=lambda e: (e.last, cast.salience(e)))
        return Resolved(best, "same-kind", 0.8)
    if lemma not in _GENERIC or not word.startswith(lemma) or reference.genitive:
        return None
    kind = noun.kind if noun is not None else ""
    fitting = [e for e in known if e.organization and _may_be(e.name, kind, lemma, cast.tables)]
    recent = [e for e in fitting if cast.unit - e.last <= _RECENT_UNITS]
    if recent:
        ranks = {entity: rank for rank, (_, entity) in enumerate(cast.active())}
        best = min(recent, key=lambda e: (ranks.get(e, len(ranks)), -e.at))
        return Resolved(best, "institution-in-mind", 0.65)
    near = [e for e in fitting if 0 <= cast.unit - e.last <= _FAR_UNITS]
    topic = cast.topic
    if not near and speaks and topic is not None and topic.organization and topic.named:
        return Resolved(topic, "institution-in-mind", 0.6)
    return Resolved(near[0], "institution-in-mind", 0.6) if len(near) == 1 else None


def may_be_taken_up(reference: Reference, line: Line, tables: Language) -> bool:
    """Say whether a pronoun may mean an institution without a name: „Der Verlag schließt das Haus. … teilte er mit“.

    It is the subject of what the article itself tells, not of what is only reported.
    """
    verb = finite(line, reference.start)
    told = verb is not None and tables.subjunctive(line.tokens[verb].text.lower()) is None
    return told and reference.definite and reference.subject and reference.fronted


def _may_be(name: str, kind: str, lemma: str, tables: Language) -> bool:
    """Say whether an institution may be called by a noun of a kind: no newspaper is a ministry."""
    known = tables.organization(name)
    if lemma == "organisation":
        return True
    if known is not None:
        own = known.organization.kind
        return kind in (own, _PUBLIC.get(own)) or (own == "party" and lemma == _IN_PARLIAMENT)
    if kind == _COMPANY and any(word.lower().endswith(_COMPANY_NAMES) for word in name.split()):
        return True
    nouns = [n for word in name.split() if (n := tables.institution_noun(word)) is not None]
    return any(kind in (n.kind, _PUBLIC.get(n.kind)) for n in nouns) if nouns else kind in _LOOSE
