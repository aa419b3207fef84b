"""Prints how well and how fast quotations are found in an annotated corpus.

    python benchmarks/quotations.py --data ../shared --part dev --errors errors.jsonl

Figures beside the published ones, by type, role and rule; what each family of rules brings; what goes wrong and why;
words per second of each stage. The corpus is not part of kg: see benchmarks/quoting/corpus.py.
"""

import argparse
import json
import sys
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))  # run as a file, its own package is not found

if TYPE_CHECKING:
    from benchmarks.quoting.corpus import Corpus, Pair

PUBLISHED = (
    ("published rule system (shared task 2023)", "48.8", "34.9", "38.9", ""),
    ("rule probe of one afternoon", "74.2", "67.0", "69.1", "56.9"),
    ("the same with a CRF stacked on it", "75.2", "69.3", "71.1", "56.2"),
    ("gold labels through a plain BIO decoder", "95.0", "88.3", "90.4", ""),
    ("goal of the default", "79", "74", "76", "66"),
)
"""F1 on dev, as issue 3 has them: quote, roles, joint, pair."""
WHOLE = 0.9
"""Token F1 from which a direct quotation counts as found, as the scorer has it."""


def main() -> None:
    """Print every table."""
    arguments = _arguments()
    from benchmarks.quoting import corpus as corpora
    from benchmarks.quoting.speed import one_core

    one_core()
    try:
        corpus = corpora.load(arguments.data, arguments.part)
    except corpora.Missing as error:
        sys.exit(f"skipped: {error}")
    predictions = corpus.predictions()
    found = list(corpora.pairs(corpus, predictions))
    report = corpus.score(predictions)
    others = {name: corpus.score(corpus.predictions(name)) for name in arguments.extractor}
    _figures(corpus, report, others)
    _lengths(corpus, found)
    _rules(found)
    _ablations(corpus, report)
    _errors(found, arguments.errors)
    _speed(corpus)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--data", type=Path, required=True, help="folder with quotes/ and tools/")
    parser.add_argument("--part", choices=("train", "dev"), default="dev")
    parser.add_argument(
        "--extractor", action="append", default=[], metavar="NAME",
        help="another extractor of quotations to compare, by the name of its entry point; may be given several times",
    )  # fmt: skip
    parser.add_argument(
        "--errors", type=Path, help="write every error with its words to this file of JSON lines"
    )
    return parser.parse_args()


def _heading(words: str) -> None:
    print(f"\n{words}\n{'-' * len(words)}")


def _row(name: str, *cells: object) -> None:
    print(f"{name:58}" + "".join(f"{cell:>10}" for cell in cells), flush=True)


def _percent(*values: float) -> list[str]:
    return [f"{100 * value:.1f}" for value in values]


def _headline(report: dict[str, Any]) -> list[float]:
    published = report["published"]
    return [
        *(published[name]["f1"] for name in ("quote", "roles", "joint")),
        report["pair"]["quote and speaker"]["f1"],
    ]


def _figures(corpus: "Corpus", report: dict[str, Any], others: dict[str, dict[str, Any]]) -> None:
    _heading(f"{corpus.part}: {len(corpus.articles)} articles, {corpus.words:,} words; F1 in percent")
    _row("", "quote", "roles", "joint", "pair")
    for name, *cells in PUBLISHED if corpus.part == "dev" else ():
        _row(name, *cells)
    _row("kg", *_percent(*_headline(report)))
    for name, other in others.items():
        _row(name, *_percent(*_headline(other)))
    columns = ("precision", "recall", "f1")
    _heading("Precision, recall and F1")
    _row("", *columns)
    for name, values in (*report["published"].items(), *report["pair"].items()):
        _row(name, *_percent(*(values[column] for column in columns)))
    _heading("By type: found and named with the right type, token F1 >= 0.5")
    _row("", "gold", *columns)
    for name, values in report["by type"].items():
        _row(name, values["gold"], *_percent(*(values[column] for column in columns)))
    direct = report["direct"]
    _heading("Direct quotations: token F1 >= 0.9, and of those with the right speaker")
    _row("", "gold", "found", "who")
    _row("kg", direct["gold"], *_percent(direct["found"], direct["who"]))
    _row("goal of the default", "", "95", "92")


def _lengths(corpus: "Corpus", found: "list[Pair]") -> None:
    """Print how many direct quotations of each length are found, and how many of those with the right speaker."""
    by_length: dict[str, list[Pair]] = {
        "1 word": [],
        "2-3 words": [],
        "4-7 words": [],
        "8 words and more": [],
    }
    for pair in found:
        if pair.gold is not None and pair.gold["type"] == "Direct":
            words = corpus.words_of(pair.article, pair.gold["quote"])
            by_length[list(by_length)[(words > 1) + (words > 3) + (words > 7)]].append(pair)
    _heading("Direct quotations by length: token F1 >= 0.9, and of those with the right speaker")
    _row("", "gold", "found", "who")
    for length, pairs in by_length.items():
        right = [pair for pair in pairs if pair.overlap >= WHOLE]
        who = sum(pair.who for pair in right) / max(1, len(right))
        _row(length, len(pairs), *_percent(len(right) / max(1, len(pairs)), who))


def _rules(found: "list[Pair]") -> None:
    from benchmarks.quoting.corpus import FOUND

    by_rule: dict[str, list[Pair]] = defaultdict(list)
    for pair in found:
        if pair.found is not None:
            by_rule[pair.found["rule"]].append(pair)
    _heading("By rule: how many, right at token F1 >= 0.5, of those with the right speaker")
    _row("", "count", "right", "who")
    for rule, pairs in sorted(by_rule.items(), key=lambda item: (-len(item[1]), item[0])):
        right = [pair for pair in pairs if pair.overlap >= FOUND]
        who = sum(pair.who for pair in right) / len(right) if right else 0.0
        _row(rule, len(pairs), *_percent(len(right) / len(pairs), who))


def _ablations(corpus: "Corpus", whole: dict[str, Any]) -> None:
    from benchmarks.quoting.ablation import ablations

    _heading("What each family of rules brings: points of F1 lost without it")
    _row("", "quote", "roles", "joint", "pair")
    for family, report in ablations(corpus):
        lost = [a - b for a, b in zip(_headline(whole), _headline(report), strict=True)]
        _row(family, *(f"{100 * value:+.1f}" for value in lost))


def _errors(found: "list[Pair]", path: Path | None) -> None:
    from benchmarks.quoting.errors import counts, describe, failures

    wrong = list(failures(found))
    titles = {
        "missed": "Missed, by type and why", "speaker": "Found, but another speaker, by type and why",
        "extent": "Found, but token F1 < 0.9, by type and rule", "spurious": "Spurious or too far off, by rule",
    }  # fmt: skip
    table = counts(wrong)
    for kind, title in titles.items():
        _heading(f"{title}: {table[kind].total() if kind in table else 0}")
        for (what, why), count in sorted(table.get(kind, {}).items(), key=lambda item: (-item[1], item[0])):
            _row(f"{what}: {why}", count)
    if path is not None:
        lines = (json.dumps(describe(failure), ensure_ascii=False) + "\n" for failure in wrong)
        path.write_text("".join(lines), "utf-8")


def _speed(corpus: "Corpus") -> None:
    from benchmarks.quoting.speed import spacy_speed, speeds

    _heading("Words per CPU second of one core, the fastest of three rounds")
    for stage, words in speeds(corpus):
        _row(stage, f"{words:,.0f}")
    peer = spacy_speed(corpus)
    if peer is None:
        print("spaCy is not installed, so there is no peer to compare with: pip install 'kg-news[benchmark]'")
    else:
        _row(peer[0], f"{peer[1]:,.0f}")


if __name__ == "__main__":
    main()
