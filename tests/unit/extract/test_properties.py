"""What holds for any text: quotations lie inside it, in order, the same each time, found in time that grows with it."""

import itertools
import time
from collections.abc import Callable

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kg.extract.quotations.find import find
from kg.lang import language
from kg.model import Document, EntityKind, Span, Token
from kg.records import plain_article, read_text
from kg.text import with_marks

WORDS = (
    '„ “ ‚ ‘ » « " ” … , . : ; – ( ) ! ? \n\n und dass ob wie so laut nach Angaben zufolge demnach wonach der die das dem '
    "Polizei Damm Jan Claussen Eva Muster er sie es man sich sagte sagt sei habe soll haben gesagt teilte mit warnte vor "
    "Vorwurf zu gehen hieß Dies bestätigte forderte wird vorgeworfen Worten nicht alt 7 taz:"
).split(" ")
TAGS = "ART NN NE VVFIN VAFIN VMFIN VVPP VVINF VVIZU PTKZU PTKVZ KOUS KON PRELS PPER PDS APPR APPO ADJA ADJD ADV $, $. $( KOKOM PWAV PAV"  # fmt: skip
SPEAKERS = (EntityKind.PERSON, EntityKind.ORGANIZATION, EntityKind.PLACE)
BASE = 300
"""Sentences of the shorter of two texts; enough for a quadratic search to stand out, and quick where there is none."""

texts = st.lists(st.sampled_from(WORDS), max_size=60).map(" ".join)


def check(document: Document) -> None:
    length = len(document.article.text)
    for quotation in document.quotations:
        roles = [quotation.speaker, quotation.addressee, *quotation.cue, *quotation.frame, *quotation.parts]
        assert all(0 <= span.start < span.end <= length for span in roles if span is not None)
        for spans in (quotation.parts, quotation.cue, quotation.frame):
            assert all(a.end <= b.start for a, b in itertools.pairwise(spans))
        assert 0 < quotation.confidence <= 1
        assert quotation.source is None or document.chains[quotation.source].kind in SPEAKERS
        assert quotation.rule
        for part in quotation.parts:
            marked = with_marks(document.article.text, part)
            assert marked.contains(part)
            assert len(marked.of(document.article.text)) <= len(part.of(document.article.text)) + 4
    places = [quotation.span for quotation in document.quotations]
    assert places == sorted(set(places))
    assert all(0 <= m.span.start < m.span.end <= length for m in document.mentions)


@given(texts)
@example("„")
@example("„“")
@example("laut")
@example("so")
@example("Dies bestätigte er.")
@example("wie Polizei sagte")
def test_quotations_of_words_in_any_order_lie_in_the_text(text: str) -> None:
    document = read_text(text)
    check(document)
    assert read_text(text) == document


@given(st.text(max_size=80))
@example("A0*s")
def test_quotations_of_any_characters_lie_in_the_text(text: str) -> None:
    check(read_text(text))


@given(
    st.lists(
        st.tuples(st.sampled_from(WORDS[:16] + WORDS[17:]), st.sampled_from(TAGS.split())),
        min_size=1,
        max_size=40,
    )
)
def test_no_tags_whatever_break_the_rules(tagged: list[tuple[str, str]]) -> None:
    """The tagger may err in any way; whatever it says, the rules give places in the text."""
    tokens, at = [], 0
    for word, tag in tagged:
        tokens.append(Token(at, at + len(word), word, tag))
        at += len(word) + 1
    text = " ".join(word for word, _ in tagged)
    cuts = [index for index, token in enumerate(tokens) if token.tag == "$."]
    bounds = [0, *(cut + 1 for cut in cuts), len(tokens)]
    sentences = [tuple(tokens[a:b]) for a, b in itertools.pairwise(bounds) if a < b]
    findings = list(find(text, [sentences], language("de")))
    assert findings == list(find(text, [sentences], language("de")))
    for finding in findings:
        for span in (*finding.parts, *finding.cue, *finding.frame, finding.speaker, finding.addressee):
            assert span is None or Span(0, len(text)).contains(span)
        assert all(a.end <= b.start for a, b in zip(finding.parts, finding.parts[1:], strict=False))


HOSTILE: dict[str, Callable[[int], str]] = {
    "plain": lambda n: "Jan Claussen sagte, dass das Wasser weiter steige. " * n,
    "paragraphs": lambda n: "„Es regnet“, sagte Jan Claussen.\n\n" * n,
    "openers": lambda n: "„ " * n * 4,
    "opened words": lambda n: "„Es regnet " * n * 3,
    "closers": lambda n: "Es regnet“ " * n * 3,
    "straight marks": lambda n: '"a" ' * n * 4,
    "inner marks": lambda n: "„a ‚b " * n * 2,
    "angles": lambda n: "»«" * n * 6,
    "commas": lambda n: "er sagte, " * n * 3,
    "dass": lambda n: "dass er sagte, " * n * 2,
    "relative clauses": lambda n: "der Damm, der " * n * 2,
    "frames": lambda n: ", so Jan Claussen" * n * 2,
    "prepositions": lambda n: "laut nach Angaben der Polizei " * n,
    "postpositions": lambda n: "der Polizei zufolge " * n,
    "genitives": lambda n: "der Sprecher des Ministers " * n,
    "brackets": lambda n: "(" * n * 4 + "Es regnet." + ")" * n * 4,
    "colons": lambda n: "Jan Claussen: " * n * 2,
    "konjunktiv": lambda n: "Es sei gut. " * n * 3,
    "hearsay": lambda n: "Er soll gelogen haben. " * n * 2,
    "pronouns": lambda n: "„Es regnet“, sagte er. " * n,
    "names": lambda n: "Eva Muster traf Jan Claussen. " * n + "„Es regnet“, sagte sie. " * n,
    "sources": lambda n: "".join(f"Ein Sprecher der Firma {i} sagte, dass es regne. " for i in range(n)),
    "pointing back": lambda n: "Dies bestätigte die Polizei. " * n,
    "breaks": lambda n: "\n" * n * 40 + "Es regnet." + " \n" * n * 40,
}


def seconds(text: str) -> float:
    began = time.process_time()
    read_text(text)
    return time.process_time() - began


@pytest.mark.slow
@pytest.mark.parametrize("name", HOSTILE)
def test_four_times_the_text_takes_about_four_times_the_time(name: str) -> None:
    """What is quadratic takes 16 times as long each time; what is linear is let off by one quiet moment."""
    short, long = HOSTILE[name](BASE), HOSTILE[name](4 * BASE)
    pairs = []
    for _ in range(5):
        pairs.append((seconds(short), seconds(long)))
        if min(after for _, after in pairs) <= 8 * min(before for before, _ in pairs) + 0.01:
            return
    pytest.fail(f"seconds for the text and four times the text: {pairs}")


def test_the_text_of_an_article_is_never_changed() -> None:
    text = "Jan Claussen sagte:\n„Es regnet.“"
    assert len(plain_article(text).text) == len(text)
