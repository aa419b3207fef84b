"""Fields of life: whether a noun speaks of politics, sport or the church, and how common a surname is."""

from dataclasses import dataclass

from kg.lang.tables import Lines

_ENDINGS = ("", "innen", "in", "en", "er", "es", "e", "n", "s")
_NONE = "-"
_LEAST = 4  # letters of the shortest part of a compound that counts
_MODIFIER = 3  # letters before the head of a compound


@dataclass(frozen=True, slots=True)
class Fields:
    """Nouns in lower case, with their field."""

    nouns: dict[str, str]

    def of(self, word: str) -> str | None:
        """Return the field that a capitalised word tells, by its head first (Sportminister: politics)."""
        if not word[:1].isupper():
            return None
        low = word.lower()
        field = self._head(low) or self._head(_plain(low)) or self._modifier(low)
        return None if field == _NONE else field

    def _head(self, low: str) -> str | None:
        for ending in _ENDINGS:
            stem = low.removesuffix(ending) if ending else low
            if len(stem) == len(low) and ending:
                continue
            for start in (0, *range(_MODIFIER, len(stem) - _LEAST + 1)):
                field = self.nouns.get(stem[start:].lstrip("-"))
                if field is not None:
                    return field
        return None

    def _modifier(self, low: str) -> str | None:
        for end in range(len(low) - _MODIFIER, _LEAST - 1, -1):
            field = self.nouns.get(low[:end])
            if field is not None:
                return field
        return None


def _plain(low: str) -> str:
    """Return a feminine with an umlaut without it (ärztin: arzt, anwältin: anwalt)."""
    return low.translate(str.maketrans("äöü", "aou")) if low.endswith(("in", "innen")) else low


def parse_fields(rows: Lines) -> Fields:
    """Return the nouns of fields.tsv."""
    nouns: dict[str, str] = {}
    for row in rows:
        field, words = row.split("\t")
        for word in words.split():
            nouns.setdefault(word, field)
    return Fields(nouns)
