"""Reads the verb complex of a clause: which verb, with which particle, passive or not, in which mood.

German splits it: „teilte … mit“, „hatte … gesagt“, „wird … vorgeworfen“, „soll … gesagt haben“ (the sentence
bracket of the topological fields). Verb forms come from the tables of the language.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from kg.lang import Language, Mood, VerbForm
from kg.model import Token
from kg.syntax.clause import Clause

_VERBS = frozenset(
    {"VVFIN", "VAFIN", "VMFIN", "VVIMP", "VVINF", "VVPP", "VVIZU", "VAINF", "VAPP", "VMINF", "VMPP"}
)
_AUXILIARIES = frozenset({"haben", "sein", "werden"})
_MODALS = frozenset({"können", "müssen", "sollen", "wollen", "dürfen", "mögen"})


@dataclass(frozen=True, slots=True)
class Predicate:
    """The verb complex of a clause.

    Attributes:
        lemmas: what the full verb can be, with its prefix (``ankündigen``); the likeliest first.
        words: indices of its words, in order: auxiliary, full verb, particle.
        verb: index of the full verb.
        passive: „wird … vorgeworfen“.
        modal: the modal verb that governs it, ``""`` without one.
        mood: of the finite verb; None without one.
        certain: whether its form can be nothing else than that Konjunktiv.
        plural: whether the finite verb is plural.
    """

    lemmas: tuple[str, ...]
    words: tuple[int, ...]
    verb: int
    passive: bool
    modal: str
    mood: Mood | None
    certain: bool
    plural: bool


def predicate(tokens: Sequence[Token], clause: Clause, language: Language) -> Predicate | None:
    """Return the verb complex of a clause, or None if it has no verb."""
    verbs = _verbs(tokens, clause)
    if not verbs:
        return None
    mood, certain, plural = _mood(tokens, clause, language)
    full = [i for i in verbs if tokens[i].tag.startswith("VV")]
    if not full:
        return _auxiliary_alone(tokens, verbs, clause, language, (mood, certain, plural))
    finite = clause.finite
    verb = finite if finite in full and len(full) == 1 else _full_verb(full, finite)
    chosen = [i for i in verbs if i == verb or _governs(tokens, i, verb, language)]
    particle = _particle(tokens, clause, verb, language)
    lemmas = _lemmas(tokens, verb, particle, language)
    governing = [_auxiliary(tokens, i, language) for i in chosen if i != verb]
    passive = "werden" in governing and VerbForm.PARTICIPLE in {
        r.form for r in language.verb(tokens[verb].text.lower())
    }
    passive = passive and tokens[verb].tag == "VVPP"
    modal = next((lemma for lemma in governing if lemma in _MODALS), "")
    words = sorted({*chosen, *particle})
    return Predicate(lemmas, tuple(words), verb, passive, modal, mood, certain, plural)


def _verbs(tokens: Sequence[Token], clause: Clause) -> list[int]:
    found, depth = [], 0
    for index in clause.indices():
        text = tokens[index].text
        depth += (text == "(") - (text == ")")
        if depth <= 0 and (tokens[index].tag in _VERBS or index == clause.finite):
            found.append(index)
    return found


def _full_verb(full: list[int], finite: int) -> int:
    """Return the full verb: the finite one, or the last that is not."""
    return finite if finite in full else full[-1]


def _governs(tokens: Sequence[Token], index: int, verb: int, language: Language) -> bool:
    """Say whether an auxiliary or modal belongs to the complex of a full verb."""
    return tokens[index].tag[1] in "AM" or (index != verb and _auxiliary(tokens, index, language) != "")


def _auxiliary(tokens: Sequence[Token], index: int, language: Language) -> str:
    for reading in language.verb(tokens[index].text.lower()):
        if reading.lemma in _AUXILIARIES or reading.lemma in _MODALS:
            return reading.lemma
    return ""


def _auxiliary_alone(
    tokens: Sequence[Token],
    verbs: list[int],
    clause: Clause,
    language: Language,
    mood: tuple[Mood | None, bool, bool],
) -> Predicate:
    """„ist der Ansicht“, „hat Zweifel“, „wurde bekannt“: the auxiliary is the verb."""
    verb = clause.finite if clause.finite in verbs else verbs[-1]
    become = any(tokens[i].text.lower() == "geworden" for i in verbs)
    lemma = "werden" if become else _auxiliary(tokens, verb, language)
    particle = _particle(tokens, clause, verb, language)
    lemmas = tuple(
        joined for i in particle if (joined := language.separable(tokens[i].text.lower(), lemma)) is not None
    )
    modal = lemma if lemma in _MODALS and len(verbs) > 1 else ""
    return Predicate((*lemmas, lemma), tuple(sorted({*verbs, *particle})), verb, False, modal, *mood)


def _particle(tokens: Sequence[Token], clause: Clause, verb: int, language: Language) -> tuple[int, ...]:
    """Return the separated particle of a finite verb („mit“ of „teilte … mit“, „bekannt“ of „gab … bekannt“)."""
    bases = {reading.lemma for reading in language.verb(tokens[verb].text.lower())}
    indices = clause.indices()
    for index in reversed(indices):
        if index == verb:
            continue
        token = tokens[index]
        near = index in indices[-3:] or token.tag == "PTKVZ" or index + 1 == verb
        if token.tag in ("PTKVZ", "ADJD", "ADV", "APPR", "PROAV", "PAV") and near:
            last = (
                index == indices[-1]
                or tokens[index + 1].tag in ("KON", "$,", "$.", "$(")
                or index + 1 == verb
            )
            if (token.tag == "PTKVZ" or last) and any(
                language.separable(token.text.lower(), base) for base in bases
            ):
                return (index,)
    return ()


def _lemmas(
    tokens: Sequence[Token], verb: int, particle: tuple[int, ...], language: Language
) -> tuple[str, ...]:
    tag = tokens[verb].tag
    wanted = {"VVPP": VerbForm.PARTICIPLE, "VVINF": VerbForm.INFINITIVE, "VVIZU": VerbForm.ZU_INFINITIVE}.get(
        tag, VerbForm.FINITE
    )
    readings = language.verb(tokens[verb].text.lower())
    fitting = [r.lemma for r in readings if r.form is wanted] or [r.lemma for r in readings]
    bases = list(dict.fromkeys(fitting))
    if particle:
        prefix = tokens[particle[0]].text.lower()
        joined = [full for base in bases if (full := language.separable(prefix, base))]
        bases = joined + bases
    return tuple(bases) or (tokens[verb].text.lower(),)


def _mood(tokens: Sequence[Token], clause: Clause, language: Language) -> tuple[Mood | None, bool, bool]:
    """Return mood, its certainty and the number of the finite verb."""
    if clause.finite < 0:
        return None, False, False
    word = tokens[clause.finite].text.lower()
    readings = [r for r in language.verb(word) if r.form is VerbForm.FINITE and r.person == 3]
    plural = bool(readings) and all(r.number == "p" for r in readings)
    subjunctive = language.subjunctive(word, plural=plural)
    if subjunctive is None or _first_person(tokens, clause):
        return Mood.INDICATIVE, False, plural
    return subjunctive.mood, subjunctive.certain, plural


def _first_person(tokens: Sequence[Token], clause: Clause) -> bool:
    return any(tokens[i].text.lower() == "ich" for i in clause.indices())


def is_plural(form: str, tables: Language) -> bool:
    """Say whether a verb can be nothing but plural in the third person."""
    readings = [r for r in tables.verb(form.lower()) if r.form is VerbForm.FINITE and r.person == 3]
    return bool(readings) and all(r.number == "p" for r in readings)
