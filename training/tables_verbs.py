"""Makes kg/lang/de/verbs.tsv and kg/lang/de/separable_verbs.tsv from training/verb_lemmas.txt.

    pip install ablaut==0.11.0 && python training/tables_verbs.py

The forms are made by ablaut (MIT OR Apache-2.0; its output carries no licence of its own). The modal and auxiliary
verbs and the doublets of training/verb_variants.txt are by hand. verbs.tsv holds simple verbs only: every form of
a separable verb is a prefix, a form of its base and perhaps ``zu``, so its loader finds them by taking them apart.
"""

from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import ablaut

HERE = Path(__file__).parent
TARGET = HERE.parent / "kg" / "lang" / "de"
PERSONS = ("1s", "2s", "3s", "1p", "2p", "3p")
BY_HAND = {  # present, past, konj1, konj2 in the order of PERSONS; participle
    "dürfen": ("darf darfst darf dürfen dürft dürfen", "durfte", "dürfe", "dürfte", "gedurft dürfen"),
    "haben": ("habe hast hat haben habt haben", "hatte", "habe", "hätte", "gehabt"),
    "können": ("kann kannst kann können könnt können", "konnte", "könne", "könnte", "gekonnt können"),
    "mögen": ("mag magst mag mögen mögt mögen", "mochte", "möge", "möchte", "gemocht mögen"),
    "müssen": ("muss musst muss müssen müsst müssen", "musste", "müsse", "müsste", "gemusst müssen"),
    "sein": ("bin bist ist sind seid sind", "war", "sei", "wäre", "gewesen"),
    "sollen": ("soll sollst soll sollen sollt sollen", "sollte", "solle", "sollte", "gesollt sollen"),
    "werden": ("werde wirst wird werden werdet werden", "wurde", "werde", "würde", "geworden worden"),
    "wollen": ("will willst will wollen wollt wollen", "wollte", "wolle", "wollte", "gewollt wollen"),
}
KONJ1_SEIN = ("sei", "seist", "sei", "seien", "seiet", "seien")
SPOKEN = {
    "haben": (("hab", "p1s"), ("hab", "i2s")),
    "sein": (("wärst", "c2s"), ("wärt", "c2p")),
    "werden": (("werd", "p1s"), ("werd", "i2s")),
}
Forms = Iterator[tuple[str, str]]


def weak(third: str) -> tuple[str, ...]:
    """Return the six persons of a form in -e (weak past, Konjunktiv): sagte, sagtest, …."""
    return (third, third + "st", third, third + "n", third + "t", third + "n")


def past(third: str) -> tuple[str, ...]:
    """Return the six persons of a past tense: sagte … or gab, gabst, …."""
    if third.endswith("e"):
        return weak(third)
    hiss = third.endswith(("s", "ß", "z", "d", "t", "st", "sch"))
    second = third + ("est" if hiss else "st")
    return (
        third,
        second,
        third,
        third + "en",
        third + ("et" if third.endswith(("d", "t")) else "t"),
        third + "en",
    )


def coded(code: str, forms: tuple[str, ...] | list[str]) -> Forms:
    """Yield form and code for the six persons."""
    for person, form in zip(PERSONS, forms, strict=True):
        yield form, code + person


def by_hand(verb: str) -> Forms:
    """Yield the forms of a modal or auxiliary verb."""
    present, preterite, konj1, konj2, participles = BY_HAND[verb]
    yield from coded("p", present.split())
    yield from coded("t", past(preterite))
    yield from coded("k", KONJ1_SEIN if verb == "sein" else weak(konj1))
    yield from coded("c", weak(konj2))
    for participle in participles.split():
        yield participle, "pp"
    yield verb, "inf"
    if verb in ("sein", "haben", "werden"):
        yield from ((konj1, "i2s"), (present.split()[4], "i2p"))
    yield from SPOKEN.get(verb, ())


def conjugated(verb: str) -> Forms:
    """Yield the forms of any other simple verb; ablaut splits some that are both (umgehen), they are joined again."""
    table = ablaut.conjugate(verb)
    prefix = table.present[0].partition(" ")[2]
    for code, forms in (
        ("p", table.present),
        ("t", table.preterite),
        ("k", table.konjunktiv1),
        ("c", table.konjunktiv2),
    ):
        yield from coded(code, [prefix + form.split()[0] for form in forms])
    for form, code in zip(table.imperative, ("i2s", "i2p"), strict=True):
        if form:
            yield prefix + form.split()[0], code
    participle = table.past_participle
    yield participle.replace(f"{prefix}ge", prefix, 1) if prefix else participle, "pp"
    yield verb, "inf"
    if verb.endswith("eln"):  # handle, handele
        full = verb[:-1] + "e"
        yield from ((full, "p1s"), (full, "k1s"), (full, "k3s"), (full, "i2s"))
    elif (table.imperative[0] or "") + "e" == table.present[0]:
        yield table.present[0], "i2s"


def variants() -> dict[str, list[tuple[str, str]]]:
    """Return the forms of training/verb_variants.txt, coded, by verb."""
    found: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for line in (HERE / "verb_variants.txt").read_text("utf-8").splitlines():
        if line.startswith("#"):
            continue
        verb, slot, *forms = line.split()
        for form in forms:
            if slot == "participle":
                found[verb].append((form, "pp"))
            else:
                found[verb] += coded(
                    "t" if slot == "past" else "c", past(form) if slot == "past" else weak(form)
                )
                if slot == "past" and form in (verb[:-2] + "te", verb[:-2] + "ete"):
                    found[verb] += coded("c", weak(form))  # a weak past is its own Konjunktiv II
    return found


def lemmas() -> tuple[set[str], list[tuple[str, str]]]:
    """Return simple verbs and (prefix, base) pairs; the base of a pair is in the first set, too."""
    lines = (HERE / "verb_lemmas.txt").read_text("utf-8").splitlines()
    verbs = [line for line in lines if not line.startswith("#")]
    pairs = sorted((verb.split("|")[0], verb.split("|")[1]) for verb in verbs if "|" in verb)
    return {verb for verb in verbs if "|" not in verb} | {base for _, base in pairs}, pairs


VERBS_HEADER = """\
# German verb forms: form, then each verb that has it with its readings ("verb reading…; verb reading…").
# A reading is p (present), t (past), k (Konjunktiv I), c (Konjunktiv II) or i (imperative), person, s or p; pp; inf.
# Source: forms by ablaut 0.11.0 (MIT OR Apache-2.0) of verbs listed in training/verb_lemmas.txt (from spacy-lookups-data,
# MIT), modal and auxiliary verbs and doublets by hand. Made by training/tables_verbs.py. Licence as the project's.
"""
SEPARABLE_HEADER = """\
# Separable German verbs: prefix, then the base verbs that it combines with. Source and licence as verbs.tsv.
"""


def main() -> None:
    """Write both tables."""
    simple, pairs = lemmas()
    extra = variants()
    table: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for verb in sorted(simple):
        forms = by_hand(verb) if verb in BY_HAND else conjugated(verb)
        for form, code in [*forms, *extra.get(verb, ())]:
            if code not in table[form][verb]:
                table[form][verb].append(code)
    rows = (
        f"{form}\t" + "; ".join(f"{verb} {' '.join(codes)}" for verb, codes in sorted(readings.items()))
        for form, readings in sorted(table.items())
    )
    (TARGET / "verbs.tsv").write_text(VERBS_HEADER + "".join(f"{row}\n" for row in rows), "utf-8")
    bases: dict[str, list[str]] = defaultdict(list)
    for prefix, base in pairs:
        bases[prefix].append(base)
    lines = "".join(f"{prefix}\t{' '.join(sorted(found))}\n" for prefix, found in sorted(bases.items()))
    (TARGET / "separable_verbs.tsv").write_text(SEPARABLE_HEADER + lines, "utf-8")


if __name__ == "__main__":
    main()
