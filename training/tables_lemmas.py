"""Makes training/verb_lemmas.txt: the German verbs that kg/lang/de/verbs.tsv conjugates.

    pip install ablaut==0.11.0 spacy-lookups-data==1.0.5 && python training/tables_lemmas.py

A lower-case word of the word list in spacy-lookups-data (MIT) is taken for an infinitive if the forms that
``ablaut`` (MIT OR Apache-2.0) makes of it are in the list too: third person present, preterite and participle
of a simple verb; participle and one more form of a separable one. What that lets through by mistake was read and is
struck out by training/verb_corrections.txt, which also adds verbs the word list is too small for.
A line is ``prefix|base`` for a separable verb, else the infinitive.
"""

import gzip
import json
import re
from importlib.util import find_spec
from pathlib import Path

import ablaut

HERE = Path(__file__).parent
PREFIXED_IEREN = re.compile("(ab|an|auf|aus|durch|ein|heraus|mit|nach|um|vor|zu|weiter|zusammen)(.*ieren)$")
LONG_SS = re.compile("(ie|ei|au|äu|eu)ss|gr[üö]ss|b[üu]ss|st[oö]ss|[^m]fuss|süss|bl[oö]ss|m[äa]ss|spass")
LONG_ESZETT = re.compile(
    "(ie|ei|au|äu|eu)ß|gr[üö]ß|b[üu]ß|st[oö]ß|[^m]fuß|süß|bl[oö]ß|m[äa]ß|flöß|spaß|ruß|großz"
)
ZU_VERBS = ("zucken", "zupfen", "zurren", "zuckern")


def attested_words() -> frozenset[str]:
    """Return the lower-case words of the word list."""
    package = find_spec("spacy_lookups_data")
    if package is None or package.origin is None:
        raise SystemExit("spacy-lookups-data is not installed; pip install spacy-lookups-data==1.0.5")
    data = Path(package.origin).parent / "data"
    words: set[str] = set()
    for name in ("de_lexeme_cluster", "de_lexeme_prob"):
        with gzip.open(data / f"{name}.json.gz") as packed:
            words.update(json.load(packed))
    return frozenset(word for word in words if word.isalpha() and word == word.lower())


def is_attested(verb: str, words: frozenset[str]) -> tuple[str, str] | None:
    """Return (prefix, base) if the verb's forms are in the word list, with an empty prefix for a simple verb."""
    try:
        table = ablaut.conjugate(verb)
    except ValueError:
        return None
    if not (table.present[2] and table.past_participle and table.past_participle in words):
        return None
    present, preterite = table.present[2].split(), table.preterite[2].split()
    if len(present) == 1:
        found = present[0] in words and (preterite[0] in words or table.preterite[3] in words)
        return ("", verb) if found else None
    prefix = present[1]
    others = (table.zu_infinitive, prefix + preterite[0], prefix + present[0])
    return (prefix, verb[len(prefix) :]) if any(form in words for form in others) else None


def is_misspelt(verb: str, prefix: str, base: str, known: dict[str, tuple[str, str]]) -> bool:
    """Say whether another candidate is the same verb in today's spelling, or the verb is a participle in disguise."""
    plain = verb.replace("ae", "ä").replace("oe", "ö").replace("ue", "ü")
    return (
        (plain != verb and plain in known)
        or (re.search("[lr]n$", verb) is not None and not re.search("e[lr]n$", verb))
        or (
            re.search("e[rl]en$", verb) is not None
            and not re.search("iel?en$", verb)
            and verb[:-2] + "n" in known
        )
        or ("ß" in verb and not LONG_ESZETT.search(verb))
        or ("ss" in verb and LONG_SS.search(verb) is not None and LONG_SS.sub(_eszett, verb) in known)
        or (prefix != "" and base.startswith("zu") and base not in ZU_VERBS)
        or any(
            verb[:at] + verb[at + 2 :] in known and known[verb[:at] + verb[at + 2 :]][0] == verb[:at]
            for at in range(2, len(verb) - 4)
            if verb[at : at + 2] == "zu"
        )
    )


def _eszett(match: re.Match[str]) -> str:
    return match.group().replace("ss", "ß")


def _prefixed_ieren(verb: str, known: dict[str, tuple[str, str]]) -> tuple[str, str] | None:
    """Split ein|sortieren, which ablaut does not."""
    split = PREFIXED_IEREN.match(verb)
    return (split[1], split[2]) if split and split[2] in known and verb != "annotieren" else None


def corrections() -> tuple[set[str], set[str], set[str]]:
    """Return what verb_corrections.txt strikes out, adds, and the ge- verbs that are no participles."""
    words: dict[str, set[str]] = {"-": set(), "+": set(), "ge": set()}
    for line in (HERE / "verb_corrections.txt").read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            mark, *rest = line.split()
            words[mark].update(rest)
    return words["-"], words["+"], words["ge"]


def main() -> None:
    """Write the list."""
    words = attested_words()
    wrong, added, ge_verbs = corrections()
    candidates = sorted(word for word in words if re.search("(en|ln|rn|tun)$", word) and len(word) > 3)
    known = {verb: split for verb in candidates if (split := is_attested(verb, words))}
    kept = set(added)
    for verb, split in known.items():
        prefix, base = _prefixed_ieren(verb, known) or split
        is_participle = base.startswith("ge") and base not in ge_verbs
        if verb not in wrong and not is_participle and not is_misspelt(verb, prefix, base, known):
            kept.add(f"{prefix}|{base}" if prefix else verb)
    header = "# German verbs, made by training/tables_lemmas.py (see there for sources and licences)\n"
    (HERE / "verb_lemmas.txt").write_text(header + "".join(f"{verb}\n" for verb in sorted(kept)), "utf-8")


if __name__ == "__main__":
    main()
