"""The languages of the interface: which one a reader gets, and the words in it.

The pages are written in English; ``words/de.toml`` has the German of each sentence.
"""

import datetime
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from starlette.requests import Request

LANGUAGES = {"de": "Deutsch", "en": "English"}
COOKIE = "kg-lang"
_WORDS = Path(__file__).parent / "words"


def language_of(request: Request, chosen: str | None) -> str:
    """Return the language in which to answer.

    What the address says (``?lang=``) comes first, then what the reader said before (a cookie), then what the owner of
    the server chose, then what the browser prefers (RFC 9110, 12.5.4), then English.
    """
    for asked in (request.query_params.get("lang"), request.cookies.get(COOKIE), chosen):
        if asked in LANGUAGES:
            return asked
    return preferred(request.headers.get("accept-language", ""))


def preferred(header: str) -> str:
    """Return the language of ours that an Accept-Language header prefers."""
    weights: dict[str, float] = {}
    for item in header.split(","):
        tag, _, parameter = item.partition(";")
        language = tag.strip().lower().split("-")[0]
        if language in LANGUAGES:
            weights[language] = max(weights.get(language, 0.0), _weight(parameter))
    best = max(weights, key=lambda language: weights[language], default="en")
    return best if weights.get(best) else "en"


def _weight(parameter: str) -> float:
    name, _, value = parameter.partition("=")
    if name.strip() != "q":
        return 1.0
    try:
        return min(max(float(value), 0.0), 1.0)
    except ValueError:
        return 0.0


@dataclass(frozen=True, slots=True)
class Words:
    """The words of the interface.

    Attributes:
        german: the German of each English sentence.
    """

    german: Mapping[str, str]

    @classmethod
    def load(cls) -> "Words":
        """Read the words that ship with kg."""
        return cls(tomllib.loads((_WORDS / "de.toml").read_text("utf-8")))

    def speak(self, language: str) -> "Speech":
        """Return the words in a language."""
        return Speech(language, self.german if language == "de" else {})


@dataclass(frozen=True, slots=True)
class Speech:
    """Sentences, numbers and dates in one language.

    Attributes:
        language: ``de`` or ``en``.
        words: the sentences in it, by the English ones; what is missing stays English.
    """

    language: str
    words: Mapping[str, str]

    def __call__(self, sentence: str, /, **values: object) -> str:
        """Return a sentence, with ``{name}`` filled in; numbers are written as the language does."""
        shown = {
            name: self.number(value) if isinstance(value, int) else value for name, value in values.items()
        }
        if values.get("n") == 1:
            sentence = _ONE.get(sentence, sentence)
        return self.words.get(sentence, sentence).format(**shown)

    def number(self, value: int) -> str:
        """Write a number with marks between thousands."""
        return f"{value:,}".replace(",", "." if self.language == "de" else ",")

    def date(self, day: str | None) -> str:
        """Write a day (``2022-01-27``) as people do; what is no day stays as it is."""
        try:
            found = datetime.date.fromisoformat(day or "")
        except ValueError:
            return day or ""
        if self.language == "de":
            return f"{found.day}. {_MONTHS_DE[found.month - 1]} {found.year}"
        return f"{found.day} {_MONTHS_EN[found.month - 1]} {found.year}"


_ONE = {
    "{n} articles": "{n} article",
    "{n} quotations": "{n} quotation",
    "{n} people": "{n} person",
    "author of {n} articles": "author of {n} article",
    "named in {n} quotations of others": "named in {n} quotation of others",
}
"""What is said of one."""
_MONTHS_DE = "Januar Februar März April Mai Juni Juli August September Oktober November Dezember".split()
_MONTHS_EN = "January February March April May June July August September October November December".split()
