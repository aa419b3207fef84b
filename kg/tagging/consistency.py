"""Names in the light of the whole article: what is named once is named everywhere.

One sentence often tells too little: „Blinken lehnte ab“. The article as a whole tells more, for a name keeps its
type in an article (one sense per discourse; Gale, Church and Yarowsky 1992).
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from kg.models.words import FIRST_NAME, words
from kg.tagging.forms import Form
from kg.tagging.names import Name

SURE = 0.6
"""A name at least this probable is not doubted, and stands for others of its form."""

_NOUNS = ("NE", "NN")
_BEFORE_NOUNS = frozenset({"ART", "APPRART", "ADJA", "PPOSAT", "PDAT", "PIAT", "CARD"})

Votes = dict[str, dict[str, float]]
"""Form of a name, genitive taken off, to the sum of probabilities of each type."""


def agree(
    sentences: Sequence[Sequence[Form]], tags: Sequence[Sequence[str]], found: Sequence[Sequence[Name]]
) -> list[list[Name]]:
    """Return the names of an article's sentences, made consistent.

    A name that one sentence leaves in doubt takes the type that the article gives its form; a proper noun that was
    overlooked becomes a name if the article names it elsewhere; a first name before a known surname joins it.

    Parameters:
        sentences: the words, analysed.
        tags: their parts of speech.
        found: the names that each sentence by itself shows.
    """
    whole = [list(_joined(forms, list(names))) for forms, names in zip(sentences, found, strict=True)]
    votes = _votes(sentences, whole)
    return [
        _completed(forms, marks, [_settled(forms, name, votes) for name in names], votes)
        for forms, marks, names in zip(sentences, tags, whole, strict=True)
    ]


def key(forms: Sequence[Form], start: int, end: int) -> str:
    """Return the form of a name with the genitive's s taken off."""
    words = " ".join(form.text for form in forms[start:end])
    return (
        words[:-1]
        if len(words) > 4 and words.endswith("s") and not words.endswith("ss")
        else words.rstrip("'")
    )


def _votes(sentences: Sequence[Sequence[Form]], found: Sequence[Sequence[Name]]) -> Votes:
    votes: Votes = defaultdict(lambda: defaultdict(float))
    for forms, names in zip(sentences, found, strict=True):
        for name in names:
            votes[key(forms, name.start, name.end)][name.type] += name.probability
            sure = max(name.probability, SURE if _first_name(forms[name.start]) else 0)
            if name.type == "PER" and name.end - name.start > 1 and sure >= SURE:
                votes[key(forms, name.end - 1, name.end)]["PER"] += sure
    return votes


def _winner(types: dict[str, float]) -> tuple[str, float]:
    """Return the type with the greatest weight, the first of equals."""
    return max(types.items(), key=lambda pair: pair[1])


def _settled(forms: Sequence[Form], name: Name, votes: Votes) -> Name:
    """Return a doubtful name with the type that the article prefers for its form."""
    kind, weight = _winner(votes[key(forms, name.start, name.end)])
    doubtful = name.probability < SURE and weight > 2 * name.probability
    return name._replace(type=kind) if doubtful else name


def _completed(forms: Sequence[Form], tags: Sequence[str], names: list[Name], votes: Votes) -> list[Name]:
    """Return the names with those added that the sentence did not show, but the article does."""
    taken = {at for name in names for at in range(name.start, name.end)}
    added = []
    for at in range(len(forms)):
        if at not in taken and tags[at] in _NOUNS:
            known = votes.get(key(forms, at, at + 1))
            kind, weight = _winner(known) if known else ("", 0.0)
            if tags[at] == "NN" and (kind != "PER" or not at or tags[at - 1] in _BEFORE_NOUNS):
                continue  # „Koch“ the person, but „der Koch“
            if known and weight >= SURE:
                added.append(Name(at, at + 1, kind, weight / (0.5 + sum(known.values()))))
    return sorted(names + added)


def _joined(forms: Sequence[Form], names: list[Name]) -> Iterator[Name]:
    """Yield the names, a person's first name and surname together where they stand apart or one is unnamed."""
    at = 0
    while at < len(names):
        name, end = names[at], names[at - 1].end if at else 0
        at += 1
        if name.type != "PER":
            yield name
            continue
        if name.start > max(end, 1) and _first_name(forms[name.start - 1]):
            name = name._replace(start=name.start - 1)
        after = names[at] if at < len(names) else None
        if name.end - name.start == 1 and _first_name(forms[name.start]):
            if after and after.start == name.end and after.type == "PER":
                name, at = name._replace(end=after.end), at + 1
            elif (
                name.end < len(forms)
                and (not after or name.end < after.start)
                and forms[name.end].text != forms[name.end].lower
            ):
                name = name._replace(end=name.end + 1)
        yield name


def _first_name(form: Form) -> bool:
    """Say whether a word is a first name as it stands, not in the genitive („Heikkis Auto“)."""
    return form.text[0].isupper() and bool(words()(form.text)[1] & FIRST_NAME)
