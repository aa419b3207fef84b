"""Quotations whose frame is a noun: „der Vorwurf, dass …“, „die Forderung nach …, … zu …“, „mit den Worten …“."""

from collections.abc import Iterator, Sequence

from kg.extract.quotations import content
from kg.extract.quotations.finding import Finding
from kg.extract.quotations.sentence import Parsed
from kg.lang import CueNoun, Takes
from kg.model import QuotationKind, Span
from kg.syntax.clause import Clause, ClauseKind
from kg.syntax.phrases import Phrase
from kg.syntax.subjects import subject

_GENITIVE = frozenset({"des", "der", "eines", "einer", "von", "vom", "seitens", "ihrer", "seiner"})


def findings(sentence: Parsed, taken: Sequence[Finding]) -> Iterator[Finding]:
    """Yield the clauses of a sentence that hang on a noun of speech, unless a verb reports them.

    Parameters:
        sentence: the sentence.
        taken: what other rules found in it.
    """
    for index in range(len(sentence.clauses) - 1):
        known = _noun(sentence, index)
        if known is None:
            continue
        phrase, noun = known
        found = _content(sentence, index, noun)
        if found is None:
            continue
        parts = sentence.spans(range(*found))
        if any(part.overlaps(parts[0]) for finding in taken for part in finding.parts):
            continue
        yield Finding(
            kind=QuotationKind.INDIRECT, parts=parts, speaker=_speaker(sentence, index, phrase),
            cue=sentence.spans(range(phrase.start, phrase.core)), frame=sentence.spans(range(found[0])),
            rule="noun-clause", confidence=0.65,
        )  # fmt: skip


def _noun(sentence: Parsed, index: int) -> tuple[Phrase, CueNoun] | None:
    """Return the last noun of speech of a clause; one that is not right before the comma must be a sure one."""
    clause = sentence.clauses[index]
    ends = {end for _, end in clause.pieces}
    for constituent in reversed(sentence.phrases[index]):
        phrase = constituent.phrase
        noun = sentence.language.cue_noun(sentence.tokens[phrase.core - 1].text)
        answered = phrase.start > 0 and sentence.lower(phrase.start - 1) == "auf"  # „auf die Frage, ob …“
        if noun is not None and noun.strength + (phrase.end in ends) > 2 and not answered:
            return phrase, noun
    return None


def _content(sentence: Parsed, index: int, noun: CueNoun) -> tuple[int, int] | None:
    """Return the tokens of the clause that says what the noun announces."""
    position = index + 1
    clause: Clause = sentence.clauses[position]
    lead = sentence.lower(clause.lead) if clause.lead >= 0 else ""
    fits = (
        (clause.kind is ClauseKind.SUBORDINATE and lead in ("dass", "daß", "ob") and Takes.DASS in noun.takes)
        or (
            clause.kind is ClauseKind.INFINITIVE
            and Takes.ZU_INFINITIVE in noun.takes
            and sentence.lower(clause.start) not in ("um", "ohne", "statt")
        )
        or (
            clause.kind is ClauseKind.MAIN
            and not clause.first
            and not clause.conjunction
            and sentence.is_subjunctive(position, certain=True)
        )
    )
    if not fits:
        return None
    last = content.last_of(sentence, position)
    return sentence.trimmed(clause.start, max(c.end for c in sentence.clauses[position : last + 1]))


def _speaker(sentence: Parsed, index: int, phrase: Phrase) -> Span | None:
    """Return whose words they are: the noun's genitive („die Forderung der Union“), else the clause's subject."""
    tokens = sentence.tokens
    if phrase.end > phrase.core and sentence.lower(phrase.core) in _GENITIVE:
        start = phrase.core + (sentence.lower(phrase.core) in ("von", "vom", "seitens"))
        return Span(tokens[start].start, tokens[phrase.end - 1].end)
    verb = sentence.predicates[index]
    if verb is None:
        return None
    found = subject(
        tokens,
        sentence.clauses[index],
        verb,
        sentence.phrases[index],
        sentence.language,
        frozenset(range(phrase.start, phrase.end)),
    )
    return None if found is None else Span(tokens[found.start].start, tokens[found.end - 1].end)
