"""Which words name the speaker of a quotation, and whether an institution could have said it."""

import re

from kg.extract.coreference.references import Reference
from kg.model import Document

_ONE = re.compile(r"\b(?:ich|mich|mir|mein(?:e[mnrs]?)?)\b", re.IGNORECASE)


class Frames:
    """The words that name speakers in one document.

    Parameters:
        document: the document.
    """

    def __init__(self, document: Document) -> None:
        self._text = document.article.text
        self._by_end = {q.speaker.end: q for q in document.quotations if q.speaker is not None}

    def name_speaker(self, end: int) -> bool:
        """Say whether words that end at a character name a speaker."""
        return end in self._by_end

    def may_be_several(self, reference: Reference) -> bool:
        """Say whether a subject speaks what an institution can say: it is „wir“, not „ich“."""
        quotation = self._by_end.get(reference.span.end) if reference.subject else None
        return quotation is not None and not any(_ONE.search(part.of(self._text)) for part in quotation.parts)
