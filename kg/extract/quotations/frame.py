"""Reads the clause that reports: its verb of speech, its speaker, the one spoken to."""

import re
from dataclasses import dataclass

from kg.extract.mentions import role_gender
from kg.lang import Language
from kg.model import Span

_TOKEN = re.compile(r"\d+-[^\W\d_]\w*|[^\W\d_][\w’'-]*\*?(?:\w+)?|[^\w\s]|\d+")
_DETERMINERS = frozenset(
    [
        "der",
        "die",
        "das",
        "den",
        "dem",
        "des",
        "ein",
        "eine",
        "einer",
        "einem",
        "einen",
        "eines",
        "sein",
        "seine",
        "ihr",
        "ihre",
        "kein",
        "keine",
        "dieser",
        "diese",
        "mehrere",
        "viele",
        "zwei",
        "drei",
        "einige",
    ]
)
_PRONOUNS = frozenset(
    ["er", "sie", "es", "ich", "wir", "man", "dieser", "diese", "letzterer", "letztere", "jener", "jene"]
)
_GENITIVES = frozenset(["der", "des", "eines", "einer"])
_AUXILIARIES = frozenset(["hat", "hatte", "haben", "hatten", "habe"])
_PARTICLES = frozenset(["von", "van", "de", "del", "bin", "al", "zu"])
_NOT_NOUN_PHRASE = frozenset(
    [
        "am",
        "im",
        "in",
        "an",
        "auf",
        "bei",
        "mit",
        "nach",
        "vor",
        "zu",
        "zum",
        "zur",
        "über",
        "unter",
        "gegen",
        "für",
        "aus",
        "durch",
        "wegen",
        "seit",
        "bis",
        "beim",
        "vom",
        "ins",
        "und",
        "oder",
        "aber",
        "dass",
        "weil",
        "als",
        "wenn",
        "ob",
        "einmal",
        "mehr",
        "noch",
        "dann",
        "nun",
        "jetzt",
        "auch",
        "schon",
        "wieder",
        "nicht",
        "dazu",
        "daraufhin",
        "dabei",
        "später",
        "demnach",
        "danach",
        "zuvor",
        "heute",
        "gestern",
        "laut",
    ]
)


@dataclass(frozen=True, slots=True)
class Word:
    """A token of a clause."""

    text: str
    span: Span


@dataclass(frozen=True, slots=True)
class Frame:
    """What a reporting clause says.

    Attributes:
        cue: the words that signal speech.
        speaker: the words that name the speaker, or None.
        addressee: the words that name who is spoken to, or None.
        rule: which shape of clause it is.
        confidence: 0 to 1.
    """

    cue: tuple[Span, ...]
    speaker: Span | None
    addressee: Span | None
    rule: str
    confidence: float


def words(text: str, start: int, end: int) -> list[Word]:
    """Return words, numbers and marks between two offsets."""
    return [Word(m[0], Span(m.start(), m.end())) for m in _TOKEN.finditer(text, start, end)]


class FrameReader:
    """Reads reporting clauses of one article.

    Parameters:
        text: the article's text.
        tables: the language's.
        names: where people's names stand.
    """

    def __init__(self, text: str, tables: Language, names: list[Span]) -> None:
        self._text = text
        self._tables = tables
        self._name_at = {span.start: span for span in names}

    def after(self, start: int, end: int) -> Frame | None:
        """Read what follows a quotation: „…“, sagte X / hatte X … gesagt / so X."""
        clause = words(self._text, start, end)
        while clause and clause[0].text in ",–-…":
            clause = clause[1:]
        if not clause:
            return None
        first = clause[0].text.lower()
        if first == "so" and len(clause) > 1:
            speaker, _ = self.noun_phrase(clause[1:])
            return Frame((clause[0].span,), speaker, None, "quote-so-speaker", 0.9) if speaker else None
        if first in self._tables.cues and first not in _AUXILIARIES:
            speaker, rest = self.noun_phrase(clause[1:])
            addressee, _ = (
                self.noun_phrase(rest) if speaker and _is_name(speaker, self._text) else (None, rest)
            )
            return Frame(
                (clause[0].span,), speaker, addressee, "quote-verb-speaker", 0.95 if speaker else 0.6
            )
        if first in _AUXILIARIES:
            return self._perfect(clause)
        return None

    def _perfect(self, clause: list[Word]) -> Frame | None:
        speaker, rest = self.noun_phrase(clause[1:])
        for word in rest:
            if word.text in ".!?„":
                return None
            if word.text.lower() in self._tables.cues and word.text.lower().startswith(
                ("ge", "be", "er", "mit", "an", "hin")
            ):
                confidence = 0.9 if speaker else 0.5
                return Frame(
                    (clause[0].span, word.span), speaker, None, "quote-auxiliary-participle", confidence
                )
        return None

    def before(self, start: int, end: int) -> Frame | None:
        """Read what stands before a quotation: X sagte: „…“, schrieb X: „…“, X: „…“."""
        clause = words(self._text, start, end)
        if not clause or clause[-1].text != ":":
            return None
        clause = clause[:-1]
        for index in range(len(clause) - 1, -1, -1):
            if clause[index].text.lower() in self._tables.cues:
                return self._around(clause, index)
        speaker, rest = self.noun_phrase(clause)
        if speaker is not None and not rest and _is_name(speaker, self._text):
            return Frame((), speaker, None, "name-colon-quote", 0.9)
        return None

    def _around(self, clause: list[Word], index: int) -> Frame:
        cue = (clause[index].span,)
        left = self._last_noun_phrase(clause[:index])
        if left is not None:
            return Frame(cue, left, None, "speaker-verb-colon-quote", 0.9)
        speaker, rest = self.noun_phrase(clause[index + 1 :])
        addressee = self.noun_phrase(rest)[0] if speaker else None
        return Frame(cue, speaker, addressee, "verb-speaker-colon-quote", 0.85 if speaker else 0.5)

    def _last_noun_phrase(self, clause: list[Word]) -> Span | None:
        """Return the noun phrase that begins the clause, or that ends right before its verb."""
        breaks = [
            i for i, word in enumerate(clause) if word.text in ",;–(" or word.text.lower() in ("und", "aber")
        ]
        for start in (0, *(i + 1 for i in reversed(breaks))):
            speaker, _ = self.noun_phrase(clause[start:])
            if speaker is not None:
                return speaker
        return None

    def noun_phrase(self, clause: list[Word]) -> tuple[Span | None, list[Word]]:
        """Return the noun phrase that begins a clause, and what follows it.

        A phrase is a pronoun; or determiner, adjectives, nouns, a genitive („der Polizei“) and a name. After
        a name it ends, since what follows is another phrase.
        """
        if not clause or clause[0].text.lower() in _NOT_NOUN_PHRASE:
            return None, clause
        if clause[0].text.lower() in _PRONOUNS and not self._noun_follows(clause, 1):
            return clause[0].span, clause[1:]
        end = index = 0
        while index < len(clause):
            word = clause[index]
            if (name := self._name_at.get(word.span.start)) is not None:
                index = next((i for i, w in enumerate(clause) if w.span.start >= name.end), len(clause))
                end = index
                break
            lower = word.text.lower()
            if word.text[0].isupper() or (word.text[0].isdigit() and "-" in word.text):
                if lower in _NOT_NOUN_PHRASE and index > 0:
                    break
                index += 1
                end = index
            elif self._inside(clause, index, end):
                index += 1
            else:
                break
        if end == 0:
            return None, clause
        return Span(clause[0].span.start, clause[end - 1].span.end), clause[end:]

    def _inside(self, clause: list[Word], index: int, end: int) -> bool:
        """Say whether a lower-case word belongs to the noun phrase: determiner, adjective, particle."""
        lower = clause[index].text.lower()
        if (lower in _NOT_NOUN_PHRASE and lower not in _PARTICLES) or not lower[0].isalpha():
            return False
        if end and index == end:  # after a noun only a genitive goes on, or a preposition of the office
            return lower in _GENITIVES | _PARTICLES and self._noun_follows(clause, index + 1)
        if lower in _DETERMINERS:
            return self._noun_follows(clause, index + 1)
        return lower.endswith(("e", "er", "en", "es", "em")) and self._noun_follows(clause, index + 1)

    def _noun_follows(self, clause: list[Word], index: int) -> bool:
        for word in clause[index : index + 4]:
            if word.text[0].isupper() or (word.text[0].isdigit() and "-" in word.text):
                return True
            if not word.text[0].isalpha() or not word.text.endswith(("e", "er", "en", "es", "em")):
                return False
        return False

    def gender(self, speaker: Span) -> str:
        """Return ``m``, ``f`` or ``""`` of a pronoun, an age epithet or a role."""
        parts = speaker.of(self._text).split()
        first = parts[0].lower()
        if first in ("er", "der", "ein"):
            return "m"
        if first in ("sie", "die", "eine"):
            return "f"
        return role_gender(parts[-1], self._tables) or ""


def _is_name(speaker: Span, text: str) -> bool:
    last = speaker.of(text).split()
    return len(last) >= 1 and last[-1][0].isupper() and last[-1].lower() not in _PRONOUNS
