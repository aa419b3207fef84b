"""A language is a value: the tables that rules need, loaded once when first used."""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

from kg.errors import UsageError
from kg.lang.closed import ClosedClasses, WordClass, parse_closed_classes
from kg.lang.cues import (
    CueNoun,
    CuePhrase,
    CueVerb,
    Medium,
    SourcePlace,
    Takes,
    parse_cue_nouns,
    parse_cue_phrases,
    parse_cue_verbs,
)
from kg.lang.events import Event, EventNoun, event_noun, parse_event_nouns, parse_events
from kg.lang.fields import Fields, parse_fields
from kg.lang.institutions import InstitutionNoun, institution_noun, parse_institution_nouns
from kg.lang.naming import NamingNoun, naming_noun, parse_naming_nouns
from kg.lang.nouns import Nouns
from kg.lang.persons import PersonNoun, parse_person_nouns, person_noun
from kg.lang.places import (
    Organization,
    OrganizationForm,
    Place,
    PlaceForm,
    Relation,
    parse_organizations,
    parse_places,
)
from kg.lang.roles import Wider, parse_parties, parse_wider, wider
from kg.lang.tables import lines, rows
from kg.lang.verbs import Mood, Reading, Subjunctive, VerbForm, Verbs, parse_verbs, readings, subjunctive

__all__ = [
    "CueNoun",
    "CuePhrase",
    "CueVerb",
    "Event",
    "EventNoun",
    "InstitutionNoun",
    "Language",
    "Medium",
    "Mood",
    "NamingNoun",
    "Organization",
    "OrganizationForm",
    "PersonNoun",
    "Place",
    "PlaceForm",
    "Reading",
    "Relation",
    "SourcePlace",
    "Subjunctive",
    "Takes",
    "VerbForm",
    "WordClass",
    "language",
]


_UNACCENTED = str.maketrans({"ß": "ss", "ø": "o", "ł": "l", "đ": "d", "ı": "i", "æ": "ae"})
"""Letters that no decomposition takes apart."""
_REMEMBERED = 50_000  # words whose field is remembered


@dataclass(frozen=True, slots=True)
class Language:
    """The tables of one language.

    Attributes:
        code: BCP 47.
        first_names: lower case, with the share of women among the bearers.
    """

    code: str
    first_names: dict[str, float]

    def verb(self, form: str) -> tuple[Reading, ...]:
        """Return what a lower-case form can be as a verb; ``kündigt`` of ``kündigt an`` reads as kündigen."""
        return readings(_verbs(self.code), form)

    def separable(self, prefix: str, base: str) -> str | None:
        """Return the separable verb of a prefix and a base infinitive (an, kündigen), if there is one."""
        return prefix + base if (prefix, base) in _verbs(self.code).separable else None

    def subjunctive(self, form: str, *, plural: bool = False) -> Subjunctive | None:
        """Return the Konjunktiv that a form can be in the third person, and whether it can be nothing else."""
        return subjunctive(self.verb(form), number="p" if plural else "s")

    def cue_verbs(self, lemma: str) -> tuple[CueVerb, ...]:
        """Return the cues whose verb has this infinitive, those with most fixed words first."""
        return _cue_verbs(self.code).get(lemma, ())

    def cue_noun(self, form: str) -> CueNoun | None:
        """Return the noun of content that a capitalised form is or ends in (Vorwürfe, Presseerklärung)."""
        found = _cue_nouns(self.code).find(form)
        return found if found and found.strength else None

    def gender(self, name: str) -> str:
        """Return the gender that the first name of a full name tells, ``m`` or ``f``: nine of ten bearers are of it."""
        share = self._share(name.split()[0].split("-")[0])
        return "" if share is None else "f" if share > 0.9 else "m" if share < 0.1 else ""

    def is_first_name(self, word: str) -> bool:
        """Say whether a word is a first name, or two joined by a hyphen, in any letters (Zoë, Jürgen)."""
        return all(self._share(half) is not None for half in word.split("-"))

    def _share(self, first_name: str) -> float | None:
        """Return the share of women among the bearers; the table has its names without accents."""
        return self.first_names.get(_plain_letters(first_name.lower()))

    def person_noun(self, form: str) -> PersonNoun | None:
        """Return gender and number of a capitalised form that names a person by role, kinship or origin."""
        return person_noun(_person_nouns(self.code), form)

    def wider_roles(self, role: str) -> frozenset[str]:
        """Return words that news use for somebody with a role, which is a noun in the masculine and lower case."""
        return wider(_wider_roles(self.code), role)

    def is_passing_role(self, word: str) -> bool:
        """Say whether a noun for a person names no office or profession (Täterin, Nachbar, 71-Jährige)."""
        noun = self.person_noun(word)
        return noun is None or noun.lemma.lower() in _passing_roles(self.code) or word[:1].isdigit()

    def party_names(self, role: str) -> tuple[str, ...]:
        """Return the names of the party that a noun for a politician names (sozialdemokrat: SPD), else nothing."""
        return _party_people(self.code).get(role, ())

    def institution_noun(self, form: str) -> InstitutionNoun | None:
        """Return the kind of a capitalised form that names an institution, a group or a document."""
        return institution_noun(_institution_nouns(self.code), form)

    def naming_noun(self, lemma: str) -> tuple[NamingNoun, str] | None:
        """Return how the noun that a word is or ends in names institutions, with what stands before it.

        Parameters:
            lemma: the word in the nominative singular and lower case.
        """
        return naming_noun(_naming_nouns(self.code), lemma)

    def event_noun(self, form: str) -> EventNoun | None:
        """Return how a capitalised form that is or ends in a noun for an event makes names of events."""
        return event_noun(_event_nouns(self.code), form)

    def event(self, words: str) -> Event | None:
        """Return the event that everybody knows by a name; words of a name by one space, in any case."""
        return _events(self.code).get(words)

    def place(self, form: str) -> PlaceForm | None:
        """Return the place that a form names, derives from or calls the inhabitants of; words of a name by one space."""
        return _places(self.code).get(form)

    def organization(self, form: str) -> OrganizationForm | None:
        """Return the organisation that a form names; words of a name by one space."""
        return _organizations(self.code).get(form)

    def field(self, word: str) -> str | None:
        """Return the field of life (politics, sport, …) of which a capitalised noun speaks, if it tells one."""
        return _field(self.code, word)

    def common_surname(self, surname: str) -> bool:
        """Say whether so many people bear a surname that namesakes are to be expected."""
        return surname.lower() in _surnames(self.code)

    def word_classes(self, word: str) -> Mapping[WordClass, frozenset[str]]:
        """Return the closed classes that a word belongs to, each with its features (closed_classes.tsv)."""
        return _closed_classes(self.code).words.get(word, {})

    def members(self, kind: WordClass) -> frozenset[str]:
        """Return the words of a closed class; some are several words joined by spaces."""
        return _closed_classes(self.code).members[kind]

    def cue_phrases(self) -> tuple[CuePhrase, ...]:
        """Return the phrases that name or imply a source, longest first."""
        return _cue_phrases(self.code)


def _plain_letters(word: str) -> str:
    if word.isascii():
        return word
    return unicodedata.normalize("NFKD", word.translate(_UNACCENTED)).encode("ascii", "ignore").decode()


@cache
def _verbs(code: str) -> Verbs:
    return parse_verbs(lines(code, "verbs.tsv"), lines(code, "separable_verbs.tsv"))


@cache
def _cue_verbs(code: str) -> dict[str, tuple[CueVerb, ...]]:
    return parse_cue_verbs(lines(code, "cue_verbs.tsv"))


@cache
def _cue_nouns(code: str) -> Nouns[CueNoun]:
    return parse_cue_nouns(lines(code, "cue_nouns.tsv"))


@cache
def _person_nouns(code: str) -> Nouns[PersonNoun]:
    return parse_person_nouns(lines(code, "person_nouns.tsv"))


@cache
def _wider_roles(code: str) -> Wider:
    return parse_wider(lines(code, "role_classes.tsv"))


@cache
def _passing_roles(code: str) -> frozenset[str]:
    """Return the lemmas; of a noun that is declined like an adjective (Verletzter) also with -e."""
    words = [line.strip().lower() for line in lines(code, "passing_roles.tsv")]
    return frozenset(words) | {word.removesuffix("r") for word in words if word.endswith("er")}


@cache
def _party_people(code: str) -> dict[str, tuple[str, ...]]:
    return parse_parties(lines(code, "party_people.tsv"))


@cache
def _institution_nouns(code: str) -> Nouns[InstitutionNoun]:
    return parse_institution_nouns(lines(code, "institution_nouns.tsv"))


@cache
def _naming_nouns(code: str) -> dict[str, NamingNoun]:
    return parse_naming_nouns(lines(code, "institution_names.tsv"))


@cache
def _event_nouns(code: str) -> Nouns[EventNoun]:
    return parse_event_nouns(lines(code, "event_nouns.tsv"))


@cache
def _events(code: str) -> dict[str, Event]:
    return parse_events(lines(code, "events.tsv"))


@cache
def _places(code: str) -> dict[str, PlaceForm]:
    return parse_places(lines(code, "places.tsv"))


@cache
def _organizations(code: str) -> dict[str, OrganizationForm]:
    return parse_organizations(lines(code, "organizations.tsv"))


@cache
def _fields(code: str) -> Fields:
    return parse_fields(lines(code, "fields.tsv"))


@lru_cache(maxsize=_REMEMBERED)
def _field(code: str, word: str) -> str | None:
    return _fields(code).of(word)


@cache
def _surnames(code: str) -> frozenset[str]:
    return frozenset(name for row in lines(code, "surnames.tsv") for name in row.split())


@cache
def _closed_classes(code: str) -> ClosedClasses:
    return parse_closed_classes(lines(code, "closed_classes.tsv"))


@cache
def _cue_phrases(code: str) -> tuple[CuePhrase, ...]:
    return parse_cue_phrases(lines(code, "cue_phrases.tsv"))


@cache
def language(code: str) -> Language:
    """Return the tables of a language.

    Raises:
        UsageError: if kg knows none for it.
    """
    if code != "de":
        raise UsageError(f"kg has no tables for the language {code!r}, only for 'de'")
    return Language(
        code=code,
        first_names={
            name: float(share)
            for table in ("first_names.tsv", "german_first_names.tsv")  # the second knows better
            for name, share in rows(code, table)
        },
    )
