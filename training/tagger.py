"""Trains kg/models/pos-de and prints how good it is.

    python -m training.tagger --data /work/shared --silver silver.jsonl          trains on all and writes the model
    python -m training.tagger --data /work/shared --silver silver.jsonl --figures   trains without the test parts

Gold: Universal Dependencies German GSD (dev, test) and PUD, in ``ud/``. Silver: tags of HanTa 1.2.1 (``pip install
HanTa numpy``) over GSD train, GermEval train, Europarl and SmartData; where GSD train's gold coarse tags
contradict HanTa, they win. The silver file is made once (two minutes) and read again afterwards; keep it outside
the repository. Needs an installed kg, ``data`` is not part of the repository.
"""

import argparse
import json
import re
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

import pycrfsuite

from kg.tagging.forms import analyse
from kg.tagging.pos import features
from training.cards import write_model

Tagged = list[tuple[str, str]]
"""Words of a sentence with their tags."""

SOURCES = ("germeval_train", "europarl", "smartdata")
ROUNDS, GOLD_WEIGHT = 8, 2
NOUN_LIKE = frozenset({"NN", "TRUNC", "FM", "XY", "CARD", "ADJA"})
KNOWN = {
    "z.B.": "ADV",
    "u.a.": "ADV",
    "d.h.": "KON",
    "usw.": "ADV",
    "usw": "ADV",
    "etc.": "ADV",
    "bzw": "KON",
}
"""Abbreviations that HanTa takes for numbers or foreign words."""
AGED = re.compile(r"\d+-Jährige[rnsm]?")


def conllu(path: Path) -> Iterator[list[tuple[str, str, str]]]:
    """Yield sentences of (word, STTS tag, UPOS); contractions are one word, as in the text."""
    sentence: list[tuple[str, str, str]] = []
    done = 0
    for line in path.read_text("utf-8").splitlines():
        if not line:
            yield sentence
            sentence, done = [], 0
        elif not line.startswith("#"):
            number, word, _, coarse, fine = line.split("\t")[:5]
            if "-" in number:
                done = int(number.partition("-")[2])
                sentence.append((word, "APPRART", "ADP+DET"))
            elif number.isdigit() and int(number) > done:
                sentence.append((word, "XY" if fine == "_" else fine, coarse))


def coarse_train(path: Path) -> Iterator[tuple[list[str], list[str]]]:
    """Yield words and gold coarse tags of GSD train, whose contractions are followed by their two parts."""
    for line in path.read_text("utf-8").splitlines():
        pairs, words, tags, at = [item.rsplit("##", 1) for item in line.split()], [], [], 0
        while at < len(pairs):
            word, tag = pairs[at]
            words.append(word)
            tags.append("ADP+DET" if tag == "_" else tag)
            at += 3 if tag == "_" else 1
        yield words, tags


def _silver_sources(data: Path) -> Iterator[tuple[list[str], list[str] | None]]:
    yield from coarse_train(data / "ud" / "de_gsd-ud-train.upos")
    for name in SOURCES:
        for line in (data / "ner" / f"{name}.jsonl").read_text("utf-8").splitlines():
            yield json.loads(line)["tokens"], None


def make_silver(data: Path, path: Path) -> None:
    """Tag the silver texts with HanTa into a file of JSON lines, written whole or not at all."""
    from HanTa.HanoverTagger import HanoverTagger

    hanta, seen, part = HanoverTagger("morphmodel_ger.pgz"), set(), path.with_suffix(".part")
    with part.open("w", encoding="utf-8") as file:
        for words, coarse in _silver_sources(data):
            if words and tuple(words) not in seen:
                seen.add(tuple(words))
                tags = [tag for _, _, tag in hanta.tag_sent(words, taglevel=1)]
                print(
                    json.dumps({"tokens": words, "tags": tags, "upos": coarse}, ensure_ascii=False), file=file
                )
    part.rename(path)


def plain(tag: str) -> str:
    """Return the STTS tag of one of HanTa's."""
    tag = tag if tag == "$(" else tag.replace("(", "").replace(")", "")
    return {"PROAV": "PAV", "NNI": "NN", "NNA": "NN"}.get(tag, tag)


def mark(word: str, tag: str) -> str:
    """Return the tag of a word; that of a mark, an abbreviation or „71-Jähriger“ by its form."""
    if word in KNOWN or AGED.fullmatch(word):
        return KNOWN.get(word, "NN")
    if any(map(str.isalnum, word)) or word in "%‰€$£+*=<>&§°":
        return tag
    return "$," if word == "," else "$." if word in (".", "!", "?", ":", ";", "?!", "!!") else "$("


def mend(word: str, tag: str, coarse: str) -> str | None:
    """Return HanTa's tag, mended by the gold coarse tag; None where they cannot both be heeded."""
    verb = tag.startswith("V")
    match coarse:
        case "NOUN" if tag not in NOUN_LIKE and word[0].isupper():
            return "NN"
        case "PROPN" if verb or tag in ("ADV", "ADJD", "PPOSAT", "KON", "PTKVZ"):
            return "NE"
        case "ADJ" if verb and tag != "VVPP":
            return "ADJD"
        case "SCONJ" if tag not in ("KOUS", "KOUI", "PWAV"):
            return "KOUS"
        case "VERB" | "AUX" if not verb and tag != "ADJD":
            return None
        case "NOUN" | "ADP" | "DET" | "PRON" | "CCONJ" if verb:
            return None
    return tag


def silver(path: Path) -> Iterator[Tagged]:
    """Yield the silver sentences that gold coarse tags do not contradict."""
    for line in path.read_text("utf-8").splitlines():
        item = json.loads(line)
        tags: list[str | None] = [
            mark(word, plain(tag)) for word, tag in zip(item["tokens"], item["tags"], strict=True)
        ]
        if item["upos"]:
            tags = [mend(*row) for row in zip(item["tokens"], tags, item["upos"], strict=True)]  # type: ignore[arg-type]
        if None not in tags:
            yield list(zip(item["tokens"], tags, strict=True))  # type: ignore[arg-type]


def train(sentences: Iterable[Tagged]) -> bytes:
    """Return the crfsuite model of an averaged perceptron."""
    trainer = pycrfsuite.Trainer("averaged-perceptron", {"max_iterations": ROUNDS}, verbose=False)
    for sentence in sentences:
        trainer.append(features([analyse(word) for word, _ in sentence]), [tag for _, tag in sentence])
    with tempfile.NamedTemporaryFile() as file:
        trainer.train(file.name)
        return Path(file.name).read_bytes()


def gold(data: Path, *names: str) -> list[Tagged]:
    """Return the gold sentences of some parts of GSD."""
    files = [data / "ud" / f"de_gsd-ud-{name}.conllu" for name in names]
    return [[(word, tag) for word, tag, _ in sentence] for file in files for sentence in conllu(file)]


FINITE = frozenset({"VVFIN", "VAFIN", "VMFIN", "VBC"})
"""Tags of finite verbs; VBC is PUD's."""
SHOWN = (
    "VVFIN",
    "VAFIN",
    "VMFIN",
    "VVPP",
    "VVINF",
    "VVIZU",
    "PTKVZ",
    "KOUS",
    "PRELS",
    "NE",
    "NN",
    "ART",
    "APPR",
)


def figures(model: bytes, sentences: Iterable[Tagged]) -> dict[str, float]:
    """Return the share of right tags (``all``) and the F-measure of finite verbs and of some tags, in percent."""
    tagger = pycrfsuite.Tagger()
    tagger.open_inmemory(model)
    wanted: Counter[str] = Counter()
    found: Counter[str] = Counter()
    both: Counter[str] = Counter()
    for sentence in sentences:
        guess = tagger.tag(features([analyse(word) for word, _ in sentence]))
        for (_, tag), other in zip(sentence, guess, strict=True):
            one, two = ({name, "all", "finite" if name in FINITE else "other"} for name in (tag, other))
            wanted.update(one)
            found.update(two)
            both.update(one & two if tag == other else (one & two) - {"all"})
    return {name: 200 * both[name] / max(1, wanted[name] + found[name]) for name in ("all", "finite", *SHOWN)}


def main() -> None:
    """Read the options, make what silver is missing, train, print, write."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--silver", type=Path, required=True)
    parser.add_argument(
        "--figures", action="store_true", help="keep GSD test out of the training, score it, write nothing"
    )
    options = parser.parse_args()
    if not (options.data / "ud").is_dir():
        parser.error(f"{options.data} holds no folder ud/")
    if not options.silver.exists():
        make_silver(options.data, options.silver)
    sentences = list(silver(options.silver))
    if options.figures:
        pud = [
            [(word, tag) for word, tag, _ in sentence]
            for sentence in conllu(options.data / "ud" / "de_pud-ud-test.conllu")
        ]
        dev = gold(options.data, "dev")
        parts = {
            "gold alone": dev,
            "silver alone": sentences,
            "silver and gold": sentences + dev * GOLD_WEIGHT,
        }
        for title, part in parts.items():
            model = train(part)
            found = figures(model, gold(options.data, "test")) | {
                "finite in PUD": figures(model, pud)["finite"]
            }
            print(
                f"{title}: " + ", ".join(f"{name} {value:.2f}" for name, value in found.items()), flush=True
            )
    else:
        write_model("pos-de", train(sentences + gold(options.data, "dev", "test") * GOLD_WEIGHT))


if __name__ == "__main__":
    main()
