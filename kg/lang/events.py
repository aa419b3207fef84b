"""Events that have names: nouns that make such names, and events that everybody knows."""

from collections.abc import Iterator
from dataclasses import dataclass

from kg.lang.nouns import Nouns, Number, inflect
from kg.lang.tables import Lines

NO_EVENT = "no"
_WEAK = ("e", "en", "er", "em", "es")


@dataclass(frozen=True, slots=True)
class EventNoun:
    """A form of a noun for an event.

    Attributes:
        lemma: in the nominative singular.
        form: the form, in lower case; a compound ends in it.
        gender: m, f, n or p (plural only).
        number: s, p or sp where the form leaves it open.
        names: how it makes names, by letters; see ``event_nouns.tsv``.
    """

    lemma: str
    form: str
    gender: str
    number: Number
    names: str


def parse_event_nouns(rows: Lines) -> Nouns[EventNoun]:
    """Return the nouns of event_nouns.tsv; false friends are in it with ``no`` for their names."""
    words: dict[str, EventNoun] = {}
    heads: dict[str, EventNoun] = {}
    for row in rows:
        noun, gender, plural, place, names = ("" if cell == "-" else cell for cell in row.split("\t"))
        forms = {
            form.lower(): EventNoun(noun, form.lower(), gender, "p" if gender == "p" else number, names)
            for form, number in inflect(noun, gender, plural)
        }
        words.update(forms)
        if place == "h":
            heads.update(forms)
    return Nouns(words, heads)


def event_noun(nouns: Nouns[EventNoun], form: str) -> EventNoun | None:
    """Return what a capitalised form says, if it is a noun for an event that may have a name, or ends in one."""
    found = nouns.find(form)
    return found if found and found.names != NO_EVENT else None


@dataclass(frozen=True, slots=True)
class Event:
    """An event that everybody knows.

    Attributes:
        name: its usual name.
        recurs: whether it comes again, so that a year or number behind it belongs to the name.
    """

    name: str
    recurs: bool


def parse_events(rows: Lines) -> dict[str, Event]:
    """Return the events of events.tsv by each form of each name, words by one space."""
    found: dict[str, Event] = {}
    for row in rows:
        name, others, recurs = row.split("\t")
        event = Event(name, recurs == "x")
        for each in (name, *(others.split("|") if others != "-" else ())):
            found |= dict.fromkeys(_forms(each), event)
    return found


def _forms(name: str) -> Iterator[str]:
    """Yield a name in all cases: „Zweiten Weltkriegs“, „Olympischen Spielen“."""
    *before, last = name.split(" ")
    stem = (
        next((before[0].removesuffix(end) for end in ("er", "es", "e") if before[0].endswith(end)), "")
        if before
        else ""
    )
    declined = len(before) == 1 and stem[:1].isupper()
    starts = [f"{stem}{ending} " for ending in _WEAK] if declined else [" ".join([*before, ""])]
    for start in starts:
        for ending in ("", "s", "es", "n"):
            yield start + last + ending
