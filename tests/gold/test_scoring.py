"""The scorer of who is who: an answer that says what the annotation says is perfect, and each slip has its class."""

from dataclasses import replace
from typing import Any

import pytest

from benchmarks.resolving import gold, system
from benchmarks.resolving.matching import Match, plain, same_description
from benchmarks.resolving.measures import (
    METRICS,
    SCOPES,
    coreference,
    identities,
    linking,
    mentions,
    same_person,
    wikidata,
)
from benchmarks.resolving.speakers import MISSED, RIGHT, outcomes
from benchmarks.resolving.system import Answer, Entity, Found, Quoted
from benchmarks.resolving.wrong import chain_errors, link_errors

KINDS = {"person": "person", "unnamed": "source", "group": "source"}
ARTICLES = gold.articles("seen")


def perfect(article: gold.GoldArticle) -> Match:
    """What a graph would say that knows everything."""
    items = wikidata()
    entities = {}
    for entity in article.entities.values():
        own = f"{article.name}#{entity.id}" if entity.id.startswith("_") else entity.id
        kind = KINDS.get(entity.kind, entity.kind)
        item = frozenset({items[entity.id][1]} if entity.id in items else ())
        entities[entity.id] = Entity(own, frozenset({kind}), (entity.name,), item)
    acting = {m.entity for m in article.mentions if m.form == "metonym"}
    governments = {place: f"government of {place}" for place in acting}
    speaks = {place: governments.get(place, entity.iri) for place, entity in entities.items()}
    found = []
    for m in article.mentions:
        meant = entities[m.entity].iri if m.entity else None
        form, acts = ("name", governments[m.entity]) if m.form == "metonym" else (m.form, None)
        found.append(Found(m.start, m.end, form, meant, acts))
    quoted = [
        Quoted(q.direct, q.parts, tuple(speaks[s] for s in q.speakers[: 1 if q.either else None]), "")
        for q in article.quotations
    ]
    answer = Answer(article.text, found, quoted)
    nodes = [Entity(iri, frozenset({"organization"}), (iri,), frozenset()) for iri in governments.values()]
    return Match(article, answer, {node.iri: node for node in (*entities.values(), *nodes)})


def test_a_graph_that_knows_everything_is_perfect() -> None:
    matches = [perfect(article) for article in ARTICLES]
    for direct in (True, False):
        assert {outcome.verdict for outcome in outcomes(matches, direct=direct)} == {RIGHT}
    for metric in METRICS.values():
        assert [coreference(matches, metric, scope).f1 for scope in SCOPES.values()] == [1] * len(SCOPES)
    assert all(count.precision == count.recall == 1 and count.gold for count in mentions(matches).values())
    rows, wrong = linking(matches)
    assert wrong == []
    assert all(count.precision == count.recall == 1 for count in rows.values())
    assert same_person(identities(matches))[0].f1 == 1
    assert list(chain_errors(matches)) == list(link_errors(matches)) == []


def test_a_graph_that_says_nothing_is_worth_nothing() -> None:
    matches = [Match(article, Answer(), {}) for article in ARTICLES]
    assert {outcome.verdict for outcome in outcomes(matches, direct=True)} == {MISSED}
    assert [coreference(matches, metric, SCOPES["persons"]).f1 for metric in METRICS.values()] == [0, 0]
    assert all(count.f1 == 0 for count in mentions(matches).values())
    assert same_person(identities(matches))[0].recall == 0


SOURCE = """licence: CC0-1.0
date: 2024-01-02
P anna: Anna Berg
P ben: Ben Stein
O rat: Rat
S _wirt: der Wirt
---
# Ort: Titel
[Anna Berg|anna] und [Ben Stein|ben] trafen sich im [Rat|rat]. {q1 anna: „Eins zwei drei vier“}, sagte [die Ärztin|anna:n].

{q2 rat: „Fünf sechs sieben“}, erklärte der [Rat|rat]. {q3 _wirt: „Acht neun zehn“}, rief [der Wirt|_wirt:n].

{q4 ?: „Elf zwölf“}, hieß es. {q5 anna+ben: „Zusammen sind wir viele“}, sagten beide.
"""
ARTICLE = gold.parse(SOURCE, "x.txt")
NODES = {
    "a": ("person", "Anna Berg"), "b": ("person", "Ben Stein"), "r": ("organization", "Rat"),
    "w": ("source", "Der Wirt im Ort"), "ä": ("source", "die Ärztin"), "j": ("source", "jemand"),
}  # fmt: skip


def verdict(quotation: str, *speakers: str, words: str = "") -> str:
    """How a quotation fares if the graph states these speakers."""
    entities = {
        iri: Entity(iri, frozenset({kind}), (name,), frozenset()) for iri, (kind, name) in NODES.items()
    }
    asked = next(q for q in ARTICLE.quotations if q.id == quotation)
    found = [
        Found(m.start, m.end, "name", {"anna": "a", "ben": "b", "rat": "r"}[m.entity])
        for m in ARTICLE.mentions
        if m.form == "name" and m.entity
    ]
    nominal = [
        Found(m.start, m.end, "nominal", "ä")
        for m in ARTICLE.mentions
        if m.entity == "anna" and m.form == "nominal"
    ]
    answer = Answer(ARTICLE.text, found + nominal, [Quoted(True, asked.parts, speakers, words)])
    outcome = next(
        o for o in outcomes([Match(ARTICLE, answer, entities)], direct=True) if o.quotation == asked
    )
    return outcome.verdict


@pytest.mark.parametrize(
    ("quotation", "speakers", "expected"),
    [
        ("q1", "a", RIGHT),
        ("q1", "b", "another person"),
        ("q1", "r", "an institution for a person"),
        ("q1", "ä", "an unnamed source, not tied to the person"),
        ("q1", "", "no speaker given"),
        ("q2", "r", RIGHT),
        ("q2", "a", "a person for an institution"),
        ("q2", "w", "another institution or source"),
        ("q3", "w", RIGHT),
        ("q3", "b", "a named person for one without a name"),
        ("q3", "ä", "another source"),
        ("q4", "", RIGHT),
        ("q4", "j", RIGHT),
        ("q4", "a", "speaker given where the text tells none"),
        ("q5", "ab", RIGHT),
        ("q5", "a", "one of several"),
        ("q5", "r", "none of several"),
    ],
)
def test_a_speaker_has_a_verdict(quotation: str, speakers: str, expected: str) -> None:
    assert verdict(quotation, *speakers) == expected


def test_one_of_two_that_fit_is_right() -> None:
    article = gold.parse(SOURCE.replace("{q2 rat:", "{q2 rat/ben:"), "x.txt")
    match = perfect(article)
    assert {o.verdict for o in outcomes([match], direct=True)} == {RIGHT}


def test_half_of_the_characters_are_enough_and_less_is_not() -> None:
    match = perfect(ARTICLE)
    asked = ARTICLE.quotations[0]
    start = asked.parts[0][0] + 1
    for length, expected in ((15, RIGHT), (5, MISSED)):
        match.answer.quotations = [Quoted(True, ((start, start + length),), ("anna",), "")]
        assert next(o for o in outcomes([match], direct=True) if o.quotation == asked).verdict == expected


def changed(match: Match, words: str, **changes: Any) -> Match:
    """Return an answer in which the mentions with these words are other ones."""
    found = [
        replace(item, **changes) if match.words(item) == words else item for item in match.answer.mentions
    ]
    return Match(match.gold, replace(match.answer, mentions=found), match.entities)


def test_joined_people_and_wrong_kinds_cost() -> None:
    joined = changed(perfect(ARTICLE), "Ben Stein", entity="anna")
    for metric in METRICS.values():
        score = coreference([joined], metric, SCOPES["persons with a name"])
        assert score.precision < 1
    assert [error.what for error in chain_errors([joined])] == ["name tied to another"]
    assert same_person(identities([joined]))[0].precision == 0
    person = changed(perfect(ARTICLE), "Rat", entity="ben")
    assert {error.what for error in chain_errors([person])} >= {"name that is no person"}
    assert mentions([person])["person: names"].precision == 0.5


def test_what_the_text_does_not_tell_is_left_out() -> None:
    source = SOURCE.replace(
        "[Ben Stein|ben] trafen", "[Ben Stein|ben] und ein [Stein|?] mit seiner Frau trafen"
    )
    match = perfect(gold.parse(source, "x.txt"))
    at = match.gold.text.index("seiner")
    extra = [Found(at, at + 6, "pronoun", "anna")]
    guessed = [replace(m, entity="ben") if match.words(m) == "Stein" else m for m in match.answer.mentions]
    answer = replace(match.answer, mentions=[*guessed, *extra])
    assert coreference([Match(match.gold, answer, match.entities)], METRICS["B³"], SCOPES["persons"]).f1 == 1


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("ein Sprecher der Polizei", "der Sprecher der Polizei", True),
        ("Ein Sprecher", "ein Sprecher der Polizei", True),
        ("der Wirt", "der Wirtschaftsminister", False),
        ("die", "der Wirt", False),
    ],
)
def test_descriptions_are_compared_by_their_words(one: str, other: str, same: bool) -> None:
    assert same_description(one, other) is same_description(other, one) is same


@pytest.mark.parametrize("end", [len("Bergs"), len("Berg")])
def test_the_ending_of_a_genitive_may_be_missing(end: int) -> None:
    source = SOURCE.replace("[Anna Berg|anna] und", "[Bergs|anna] Freund und").replace(
        "# Ort", "# [Anna Berg|anna]"
    )
    match = perfect(gold.parse(source, "x.txt"))
    genitive = next(item for item in match.answer.mentions if match.words(item) == "Bergs")
    shorter = changed(match, "Bergs", end=genitive.start + end)
    assert coreference([shorter], METRICS["LEA"], SCOPES["persons"]).f1 == 1


def test_plain_words_have_no_determiner() -> None:
    assert plain("Eine Sprecherin der Stadt") == "sprecherin der stadt"


def test_the_graph_of_a_built_article_is_read() -> None:
    source = """licence: CC0-1.0
date: 2024-01-02
P jan: Jan Claussen
---
# Hafen: Das Wasser steigt
{q1 jan: „Das Wasser steigt seit gestern“}, sagte [Jan Claussen|jan]. {q2 jan: „Wir warten“}, sagte [er|jan:p].
"""
    article = gold.parse(source, "hafen.txt")
    graph = system.build([article])
    match = Match(article, graph.answers["hafen.txt"], graph.entities)
    assert match.answer.text == article.text
    assert [outcome.verdict for outcome in outcomes([match], direct=True)] == [RIGHT, RIGHT]
    assert coreference([match], METRICS["LEA"], SCOPES["persons"]).f1 == 1
