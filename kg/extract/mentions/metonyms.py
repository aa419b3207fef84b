"""Places that act: „Moskau fordert“, „Berlin will vermitteln“, „hieß es aus Paris“. The government speaks, not the city.

A place stands for its government only where the sentence shows it: the place alone is the subject of a verb of saying,
thinking or governing. The mention keeps its place; who acts is told beside it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from kg.extract.mentions.found import FoundName
from kg.lang import Language, Place, Relation
from kg.model import EntityKind, MentionForm, Sentence, Token
from kg.syntax import Clause, clauses
from kg.syntax.predicates import Predicate, predicate
from kg.syntax.subjects import constituents, subject

_ACTS = frozenset(
    "reagieren schweigen applaudieren zögern bremsen einlenken nachgeben blockieren vermitteln verhandeln protestieren "
    "zustimmen verurteilen dementieren zurückweisen drohen verhängen entsenden sanktionieren paktieren intervenieren "
    "kapitulieren taktieren mauern lavieren beschwichtigen abwiegeln gegensteuern nachbessern".split()
)
_STRENGTH = 2
_COUNTRY_STRENGTH = 3


def with_metonyms(
    found: Sequence[FoundName], sentences: Sequence[Sentence], tables: Language
) -> list[FoundName]:
    """Return the names of an article; a place that acts tells for whom.

    Parameters:
        found: the names.
        sentences: the article's.
        tables: the language's.
    """
    candidates: dict[int, list[tuple[int, Place]]] = {}
    for index, name in enumerate(found):
        place = _can_act(name, tables)
        if place is not None:
            candidates.setdefault(name.sentence, []).append((index, place))
    mended = list(found)
    for number, some in candidates.items():
        tokens = sentences[number].tokens
        acting = set(_acting(tokens, tables, any(place.kind == "country" for _, place in some)))
        for index, place in some:
            level = "country" if place.kind == "country" else "city"
            if (found[index].span.start, found[index].span.end, level) in acting:
                mended[index] = replace(found[index], stands_for=_government(place))
    return mended


def _can_act(name: FoundName, tables: Language) -> Place | None:
    if name.kind is not EntityKind.PLACE or name.form is not MentionForm.NAME:
        return None
    form = tables.place(name.name)
    if form is None or form.relation is not Relation.NAME:
        return None
    return form.place if form.place.stands_for or form.place.kind == "country" else None


def _government(place: Place) -> str:
    """Return the name of the one who acts: an institution of the table, or the government of a country."""
    who = place.stands_for[0] if place.stands_for else place.name
    country = place.kind == "country" or who == place.capital_of
    return f"Regierung ({who})" if country else who


def _acting(tokens: Sequence[Token], tables: Language, countries: bool) -> Iterator[tuple[int, int, str]]:
    """Yield the characters of what acts, with the kind of place that can act so."""
    for clause in clauses(tokens):
        verb = predicate(tokens, clause, tables)
        if verb is None or verb.passive:
            continue
        found = constituents(tokens, clause)
        if _it_is_said(tokens, clause, verb):
            for constituent in found:
                if constituent.preposition >= 0 and tokens[constituent.preposition].text.lower() == "aus":
                    first, last = constituent.phrase.start, constituent.phrase.end - 1
                    yield tokens[first].start, tokens[last].end, "city"
        who = subject(tokens, clause, verb, found, tables)
        if who is None:
            continue
        speech, strong = _strength(tokens, verb, tables)
        for start, end in _alone(tokens, who.start, who.end):
            if speech:
                yield tokens[start].start, tokens[end - 1].end, "city"
            if countries and strong:
                yield tokens[start].start, tokens[end - 1].end, "country"


def _alone(tokens: Sequence[Token], start: int, end: int) -> list[tuple[int, int]]:
    """Return the parts of a subject that „und“ joins: „Paris und Dublin“; what stands beside a name stays with it."""
    cuts = [start - 1, *(i for i in range(start, end) if tokens[i].tag == "KON"), end]
    return [(one + 1, other) for one, other in pairwise(cuts) if one + 1 < other]


def _it_is_said(tokens: Sequence[Token], clause: Clause, verb: Predicate) -> bool:
    """„hieß es aus Washington“, „verlautete aus Paris“."""
    it = any(tokens[i].text.lower() == "es" for i in clause.indices())
    return ("heißen" in verb.lemmas and it) or "verlauten" in verb.lemmas


def _strength(tokens: Sequence[Token], verb: Predicate, tables: Language) -> tuple[bool, bool]:
    """Say whether only somebody who decides can be the subject, and whether that is as good as sure."""
    words = {tokens[i].text.lower() for i in verb.words}
    after = tokens[verb.verb + 1 : verb.verb + 4]
    otherwise = "sehen" in verb.lemmas and any(t.text == "anders" for t in after)
    lets_know = "wissen" in words and any(w.startswith(("lässt", "ließ", "lasse")) for w in words)
    cues = [cue for lemma in verb.lemmas[:1] for cue in tables.cue_verbs(lemma) if not cue.words]
    best = max((cue.strength for cue in cues if not cue.impersonal), default=0)
    acts = bool(_ACTS.intersection(verb.lemmas)) or otherwise or lets_know or verb.modal == "wollen"
    return acts or best >= _STRENGTH, best >= _COUNTRY_STRENGTH
