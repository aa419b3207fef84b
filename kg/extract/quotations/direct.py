"""Words between quotation marks: which are speech, which are titles, names and irony; and who speaks them."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence

from kg.extract.quotations.finding import Finding
from kg.extract.quotations.reports import Report
from kg.extract.quotations.sentence import Parsed
from kg.lang import Language, Takes
from kg.model import QuotationKind, Span, Token
from kg.syntax.clause import FINITE, ClauseKind
from kg.syntax.subjects import can_speak, subject
from kg.text import Quoted

_CLAUSE_WORDS = 8
_STRONG = 3
_NEIGHBOURHOOD = 40
_DETACHING = frozenset(("", ":", ",", ".", "!", "?", "–", "-", "“", "”", '"', ")"))
_NOUNS_BEFORE = frozenset({"worten", "satz", "hinweis"})
_ANNOUNCING = ("mit den worten", "mit dem satz", "mit dem hinweis", "folgt", "wörtlich")
"""Words before quotation marks that do without a colon."""
_PHRASE_WORDS = 4
_PHRASE = 3
_TITLED = (
    "titel", "titels", "motto", "überschrift", "namen", "namens", "name", "roman", "film", "buch", "song", "lied", "stück",
    "projekt", "programm", "kampagne", "reihe", "serie", "sendung", "aktion", "album", "magazin", "zeitung", "zeitschrift",
)  # fmt: skip
_NAMING = frozenset({"NN", "NE", "FM", "XY", "CARD", "ART"})


def is_speech(mark: Quoted, tokens: Sequence[Token], text: str, language: Language) -> bool:
    """Say whether words in quotation marks stand for themselves, not as a part of the clause around them.

    Parameters:
        mark: the stretch.
        tokens: the tagged tokens of its block.
        text: the article's text.
        language: tables.
    """
    before = text[max(0, mark.outer.start - _NEIGHBOURHOOD) : mark.outer.start]
    gap = before[len(before.rstrip()) :]
    inside = inner(tokens, mark.inner)
    clause = mark.ended or any(t.tag in FINITE for t in inside)
    if before.rstrip().lower().endswith(_ANNOUNCING):
        return clause and len(inside) > 2
    before = before.rstrip()[-1:]
    if before not in _DETACHING and "\n" not in gap:
        return len(inside) > _CLAUSE_WORDS and any(token.tag == "$." for token in inside[:-2])
    behind = text[mark.outer.end : mark.outer.end + _NEIGHBOURHOOD].lstrip()
    if before == ":":
        return clause or len(inside) > 2
    if behind.startswith(","):
        return clause or _speech_verb(behind[1:].lstrip(), language)
    return clause and len(inside) > 2


def inner(tokens: Sequence[Token], span: Span) -> Sequence[Token]:
    """Return the tokens of a sorted sequence that begin inside a span."""
    start = bisect_left(tokens, span.start, key=_start)
    return tokens[start : bisect_left(tokens, span.end, start, key=_start)]


def _start(token: Token) -> int:
    return token.start


def _speech_verb(behind: str, language: Language) -> bool:
    first = behind.split(" ", 1)[0]
    if first == "so" or (first.islower() and first.endswith(("te", "t", "ief", "rach", "rieb", "ieß", "ab"))):
        return True
    lemmas = {reading.lemma for reading in language.verb(first)} if first.islower() else set()
    return any(Takes.QUOTE in cue.takes for lemma in lemmas for cue in language.cue_verbs(lemma))


def unframed(sentence: Parsed, taken: Sequence[Finding], reports: Sequence[Report]) -> Iterator[Finding]:
    """Yield quoted speech that no reporting clause frames: „Name: …“, a sentence that stands alone."""
    claimed = {
        part.start for finding in taken if finding.kind is QuotationKind.DIRECT for part in finding.parts
    }
    for index, mark in sentence.stretches.items():
        if mark.outer.start in claimed:
            continue
        announced = _announced(sentence, index, mark)
        if announced is not None:
            yield announced
            continue
        speaker, frame = _label(sentence, index, reports)
        yield Finding(
            kind=QuotationKind.DIRECT, parts=(mark.outer,), speaker=speaker, frame=frame,
            rule="name-colon-quote" if speaker else "quote-alone", confidence=0.8 if speaker else 0.6,
        )  # fmt: skip


def _announced(sentence: Parsed, index: int, mark: Quoted) -> Finding | None:
    """Return words that „mit den Worten“ announces as those of the subject, whatever the verb is."""
    if sentence.lower(index - 1) not in _NOUNS_BEFORE or sentence.lower(index - 3) != "mit":
        return None
    position = next((i for i, c in enumerate(sentence.clauses) if c.kind is ClauseKind.MAIN), None)
    speaker = speaking_subject(sentence, position) if position is not None else None
    if position is None or speaker is None:
        return None
    frame = sorted({*sentence.clauses[position].indices(), *range(index - 3, index)})
    return Finding(
        kind=QuotationKind.DIRECT, parts=(mark.outer,), speaker=speaker, cue=sentence.spans(range(index - 3, index)),
        frame=sentence.spans(frame), rule="noun-before-quote", confidence=0.85,
    )  # fmt: skip


def _label(sentence: Parsed, index: int, reports: Sequence[Report]) -> tuple[Span | None, tuple[Span, ...]]:
    """Return who is named before a colon („Der Minister zeigte sich zufrieden: „…““), and the words of that clause.

    Of a clause with a verb of speech it is that one's speaker: „Das stimmt, was der Minister erwidert hat: „…““.
    """
    if sentence.lower(index - 1) != ":":
        return None, ()
    position = next((i for i, c in enumerate(sentence.clauses) if c.end == index - 1), None)
    if position is None:
        return None, ()
    said = next((r for r in reports if r.index == position and r.speaks and r.cue.strength == _STRONG), None)
    if said is not None:
        return said.speaker, sentence.spans([*said.clause.indices(), index - 1])
    while position and sentence.clauses[position].kind not in (ClauseKind.MAIN, ClauseKind.FRAGMENT):
        position -= 1
    clause = sentence.clauses[position]
    frame = sentence.spans([*clause.indices(), index - 1])
    return speaking_subject(sentence, position), frame


def speaking_subject(sentence: Parsed, position: int) -> Span | None:
    """Return the subject of a clause, or the first phrase of one without a verb, if it names somebody who can speak."""
    verb, phrases = sentence.predicates[position], sentence.phrases[position]
    if verb is not None:
        phrase = subject(sentence.tokens, sentence.clauses[position], verb, phrases, sentence.language)
    else:
        phrase = next((c.phrase for c in phrases if c.preposition < 0), None)
    if phrase is None or not can_speak(sentence.tokens, phrase, sentence.language):
        return None
    return Span(sentence.tokens[phrase.start].start, sentence.tokens[phrase.end - 1].end)


def fragments(sentence: Parsed, taken: Sequence[Finding], reports: Sequence[Report]) -> Iterator[Finding]:
    """Yield words in marks within a clause that are somebody's own: inside what is reported, or named by a verb."""
    for mark in sentence.marks:
        around = [
            finding
            for finding in taken
            if finding.kind is not QuotationKind.REPORTED
            and any(part.contains(mark.outer) for part in finding.parts)
        ]
        holder = min(around, key=lambda finding: finding.end - finding.start, default=None)
        if holder is not None:
            if _own_words(sentence, mark):
                yield Finding(
                    kind=QuotationKind.DIRECT, parts=(mark.outer,), speaker=holder.speaker, cue=holder.cue, frame=holder.frame,
                    addressee=holder.addressee, rule="fragment-in-report", confidence=holder.confidence * 0.8,
                )  # fmt: skip
            continue
        report = _report_at(sentence, mark, reports)
        if report is not None and _is_object(sentence, mark, report):
            end = max((c.start for c in sentence.clauses if c.kind is ClauseKind.MAIN), default=0)
            end = end if end > report.clause.start else len(sentence.tokens)
            start = 0 if not report.clause.conjunction else report.clause.start
            frame = [i for i in _outside(sentence, mark, range(start, end)) if sentence.tokens[i].text != "."]
            yield Finding(
                kind=QuotationKind.DIRECT, parts=(mark.outer,), speaker=report.speaker,
                cue=sentence.spans((*report.words, *_predicative(sentence, mark, report))),
                frame=sentence.spans(frame), addressee=report.addressee, rule="fragment-of-verb", confidence=0.7,
            )  # fmt: skip
        elif report is not None and report.speaker is not None and _nobody(sentence, report.speaker):
            continue
        elif not _is_title(sentence, mark) and (
            _words(sentence, mark) >= _CLAUSE_WORDS or _is_phrase(sentence, mark)
        ):
            yield _fragment(sentence, mark, report, reports)


def _fragment(sentence: Parsed, mark: Quoted, report: Report | None, reports: Sequence[Report]) -> Finding:
    """Return words in marks as somebody's: of the clause around them, else of the sentence's verb of speech."""
    near = next((r for r in (report, *reports) if r is not None and r.speaks), None)
    if near is None:
        return Finding(kind=QuotationKind.DIRECT, parts=(mark.outer,), rule="fragment", confidence=0.6)
    return Finding(
        kind=QuotationKind.DIRECT,
        parts=(mark.outer,),
        speaker=near.speaker,
        cue=sentence.spans(near.words),
        frame=sentence.spans(_outside(sentence, mark, near.clause.indices())) if near is report else (),
        rule="fragment",
        confidence=0.6,
    )


def _is_phrase(sentence: Parsed, mark: Quoted) -> bool:
    """Say whether words in marks go on in the sentence: they begin with a small letter, as no title does."""
    inside = inner(sentence.tokens, mark.inner)
    if len(inside) < 2 or not _begins_small(sentence, mark):
        return False
    return any(token.tag not in _NAMING for token in inside)


def _is_title(sentence: Parsed, mark: Quoted) -> bool:
    """Say whether words in marks stand beside „Titel“, „Motto“, „Roman“: they name a thing."""
    before = inner(sentence.tokens, Span(max(0, mark.outer.start - _NEIGHBOURHOOD), max(1, mark.outer.start)))
    return bool(before) and before[-1].text.lower().endswith(_TITLED)


def _begins_small(sentence: Parsed, mark: Quoted) -> bool:
    """Say whether words in marks begin with a small letter, as no name or title does."""
    inside = inner(sentence.tokens, mark.inner)
    return bool(inside) and inside[0].text[:1].islower()


def _is_object(sentence: Parsed, mark: Quoted, report: Report) -> bool:
    """Say whether words in marks are what a verb of speech says or calls something, not a name beside it."""
    if _is_title(sentence, mark):
        return False
    if mark.ended and report.speaks and Takes.QUOTE in report.cue.takes:
        return True
    if report.speaker is not None and (
        report.speaker.contains(mark.outer) or _nobody(sentence, report.speaker)
    ):
        return False
    if report.cue.strength < 3 and not (
        report.speaks and report.cue.strength + _words(sentence, mark) > _PHRASE_WORDS
    ):
        return False
    if (
        mark.outer.start < sentence.tokens[report.clause.finite].start
        and report.clause.kind is ClauseKind.MAIN
    ):
        return _own_words(sentence, mark)
    if report.cue.reports_object and (Takes.PREDICATIVE in report.cue.takes or _is_governed(sentence, mark)):
        return True
    return _begins_small(sentence, mark) and _own_words(sentence, mark)


def _is_governed(sentence: Parsed, mark: Quoted) -> bool:
    """Say whether a few words in marks are what a verb's preposition leads to: „warnte vor einer „Schande für das Land““."""
    tokens = sentence.tokens
    at = bisect_left(tokens, mark.outer.start, key=_start) - 1
    at -= at > 0 and tokens[at].tag == "ART"
    if at < 1 or tokens[at].tag not in ("APPR", "APPRART") or tokens[at - 1].tag in ("NN", "NE"):
        return False  # „ein Entwurf für ein „Gesetz gegen Lärm““
    return _words(sentence, mark) >= _PHRASE and _own_words(sentence, mark)


def _predicative(sentence: Parsed, mark: Quoted, report: Report) -> list[int]:
    """Return „als“ before the words: „bezeichnete den Plan als „Fehler““."""
    found = [
        i
        for i in report.clause.indices()
        if sentence.lower(i) == "als" and sentence.tokens[i].end <= mark.outer.start
    ]
    return [i for i in found[-1:] if mark.outer.start - sentence.tokens[i].end < _NEIGHBOURHOOD // 4]


def _nobody(sentence: Parsed, speaker: Span) -> bool:
    """„Man nennt es hier „Möwenflug““ tells a name, not somebody's words."""
    return any(
        token.start == speaker.start and token.text.lower() in ("man", "es") for token in sentence.tokens
    )


def _outside(sentence: Parsed, mark: Quoted, indices: Iterable[int]) -> list[int]:
    """Return the tokens that are not in marks."""
    return [
        i for i in indices if not mark.outer.contains(Span(sentence.tokens[i].start, sentence.tokens[i].end))
    ]


def _words(sentence: Parsed, mark: Quoted) -> int:
    return sum(token.tag[0] != "$" for token in inner(sentence.tokens, mark.inner))


def _own_words(sentence: Parsed, mark: Quoted) -> bool:
    """A name or title in marks is nobody's words: „die Zeitung „Spiegel““, one capital word after a noun."""
    inside = inner(sentence.tokens, mark.inner)
    before = (
        inner(sentence.tokens, Span(max(0, mark.outer.start - _NEIGHBOURHOOD), mark.outer.start))
        if mark.outer.start
        else ()
    )
    if not inside:
        return False
    names = all(t.tag in ("NN", "NE", "FM", "XY", "CARD", "$.") or t.text[:1].isupper() for t in inside)
    after_noun = bool(before) and before[-1].tag in ("NN", "NE")
    return not (names and (after_noun or len(inside) <= 2))


def _report_at(sentence: Parsed, mark: Quoted, reports: Sequence[Report]) -> Report | None:
    for report in reports:
        for start, end in report.clause.pieces:
            if (
                sentence.tokens[start].start <= mark.outer.start
                and mark.outer.end <= sentence.tokens[end - 1].end
            ):
                return report
    return None
