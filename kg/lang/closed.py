"""The closed classes of a language: conjunctions, pronouns, articles, prepositions, titles and the like."""

import enum
from collections import defaultdict
from dataclasses import dataclass

from kg.lang.tables import Lines


class WordClass(enum.StrEnum):
    """A closed class; closed_classes.tsv says what its features mean."""

    SUBORDINATOR = "subordinator"
    INFINITIVE_INTRODUCER = "infinitive-introducer"
    COORDINATOR = "coordinator"
    RELATIVE = "relative"
    QUESTION = "question"
    REFLEXIVE = "reflexive"
    RECIPROCAL = "reciprocal"
    PREPOSITION = "preposition"
    POSTPOSITION = "postposition"
    ARTICLE = "article"
    DETERMINER = "determiner"
    POSSESSIVE = "possessive"
    POSSESSOR = "possessor"
    SUBJECT_PRONOUN = "pronoun-subject"
    OBJECT_PRONOUN = "pronoun-object"
    DEMONSTRATIVE = "demonstrative"
    INDEFINITE = "indefinite"
    PRONOMINAL_ADVERB = "pronominal-adverb"
    DISCOURSE_ADVERB = "discourse-adverb"
    NEGATION = "negation"
    QUOTATIVE_PARTICLE = "quotative-particle"
    TITLE = "title"
    DEGREE = "degree"
    NAME_PARTICLE = "name-particle"


@dataclass(frozen=True, eq=False)
class ClosedClasses:
    """The words of the closed classes.

    Attributes:
        words: word, as it is written inside a sentence, with its classes and their features.
        members: class with its words.
    """

    words: dict[str, dict[WordClass, frozenset[str]]]
    members: dict[WordClass, frozenset[str]]


def parse_closed_classes(rows: Lines) -> ClosedClasses:
    """Return the words of closed_classes.tsv."""
    words: dict[str, dict[WordClass, frozenset[str]]] = defaultdict(dict)
    members: dict[WordClass, set[str]] = defaultdict(set)
    for row in rows:
        word, name, features = row.split("\t")
        kind = WordClass(name)
        words[word][kind] = frozenset(() if features == "-" else features.split())
        members[kind].add(word)
    return ClosedClasses(dict(words), {kind: frozenset(found) for kind, found in members.items()})
