"""Prints how well kg tells who is who, on the annotated articles of tests/gold.

    python benchmarks/entities.py [--part seen|opened|held|all] [--quality best] [--errors] [--reveal] [--ablation] [--data ../shared]

Speakers of quotations, coreference of persons, mentions, links to Wikidata, identity across articles, words per second.
Everything is read from the graph that ``kg.build`` returns, as a user gets it. Nobody works on rules against
the part ``held``, so its errors are counted and never listed, unless --reveal asks for it.
"""

import argparse
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))  # run as a file, its own package is not found

if TYPE_CHECKING:
    from benchmarks.resolving.gold import GoldArticle
    from benchmarks.resolving.matching import Match
    from benchmarks.resolving.speakers import Outcome

KINDS = ("person", "unnamed", "group", "organization", "place", "several", "untold")
_ROUNDS = 3


def main() -> None:
    """Print every table."""
    arguments = _arguments()
    from benchmarks.resolving import gold

    parts = gold.PARTS if arguments.part == "all" else (arguments.part,)
    for part in parts:
        articles = gold.articles(part)
        matches = _matches(articles, arguments.quality)
        words = sum(len(article.text.split()) for article in articles)
        print(f"\n# {part}: {len(articles)} articles, {words:,} words; figures in percent")
        _speakers(matches)
        _coreference(matches)
        _mentions(matches)
        _linking(matches)
        _identity(matches)
        if arguments.ablation:
            _ablation(articles)
        if arguments.errors:
            _errors(matches, listed=part != gold.HELD or arguments.reveal)
    if arguments.data:
        _seed(arguments.data)
    _speed([article for part in parts for article in gold.articles(part)])


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--part", choices=("seen", "opened", "held", "all"), default="all")
    parser.add_argument(
        "--quality", choices=("default", "best"), default="default", help="of the names that are scored"
    )
    parser.add_argument("--errors", action="store_true", help="count and list what went wrong")
    parser.add_argument("--reveal", action="store_true", help="list the errors of the part 'held', too")
    parser.add_argument("--ablation", action="store_true", help="print what each rule of coreference brings")
    parser.add_argument("--data", type=Path, help="folder with seed/, the real article and what it says")
    return parser.parse_args()


def _matches(articles: "Sequence[GoldArticle]", quality: str = "default") -> "list[Match]":
    from benchmarks.resolving import system
    from benchmarks.resolving.matching import Match

    graph = system.build(articles, quality)
    missing = [a.name for a in articles if a.name not in graph.answers]
    if missing:
        print(f"not in the graph, scored as empty: {', '.join(missing)}")
    empty = system.Answer()
    return [Match(a, graph.answers.get(a.name, empty), graph.entities) for a in articles]


def _heading(title: str, *columns: str) -> None:
    print(f"\n{title}\n{'':42}" + "".join(f"{column:>11}" for column in columns))


def _row(name: str, *cells: object) -> None:
    print(f"{name:42}" + "".join(f"{cell:>11}" for cell in cells))


def _percent(*values: float) -> list[str]:
    return [f"{100 * value:.1f}" for value in values]


def _speakers(matches: "Sequence[Match]") -> None:
    from benchmarks.resolving.speakers import outcomes

    direct = list(outcomes(matches, direct=True))
    columns = ("gold", "found", "right", "of gold", "of found")
    _heading("Speakers: a quotation is found, and the right one speaks (goal: 92)", *columns)
    _speaker_row("direct quotations", direct)
    for kind in KINDS:
        _speaker_row(f"  spoken by: {kind}", [outcome for outcome in direct if outcome.kind == kind])
    _speaker_row("indirect quotations", list(outcomes(matches, direct=False)))


def _speaker_row(name: str, some: "Sequence[Outcome]") -> None:
    from benchmarks.resolving.speakers import MISSED, RIGHT

    found = sum(outcome.verdict != MISSED for outcome in some)
    right = sum(outcome.verdict == RIGHT for outcome in some)
    if some:
        _row(name, len(some), found, right, *_percent(right / len(some), right / max(1, found)))


def _coreference(matches: "Sequence[Match]") -> None:
    from benchmarks.resolving.measures import METRICS, SCOPES, coreference

    columns = [f"{name} {letter}" for name in METRICS for letter in ("P", "R", "F1")]
    _heading("Coreference of persons (goal: 85)", *columns)
    for name, scope in SCOPES.items():
        scores = [coreference(matches, metric, scope) for metric in METRICS.values()]
        _row(name, *(cell for s in scores for cell in _percent(s.precision, s.recall, s.f1)))


def _mentions(matches: "Sequence[Match]") -> None:
    from benchmarks.resolving.measures import mentions

    _heading("Mentions: exactly the words, and the right kind", "gold", "found", "precision", "recall", "F1")
    for name, count in mentions(matches).items():
        _row(name, count.gold, count.found, *_percent(count.precision, count.recall, count.f1))


def _linking(matches: "Sequence[Match]") -> None:
    from benchmarks.resolving.measures import Count, linking

    rows, _ = linking(matches)
    _heading("Links to Wikidata (goal: precision 99, recall 95)", "gold", "found", "precision", "recall")
    total = Count(*(sum(getattr(c, name) for c in rows.values()) for name in ("right", "found", "gold")))
    for name, count in (("all", total), *sorted(rows.items())):
        _row(name, count.gold, count.found, *_percent(count.precision, count.recall))


def _identity(matches: "Sequence[Match]") -> None:
    from benchmarks.resolving.measures import identities, same_person

    found = identities(matches)
    count, _ = same_person(found)
    columns = ("pairs", "found", "precision", "recall", "F1")
    _heading(f"Identity: which of {len(found)} persons in articles are one (goal: F1 97)", *columns)
    _row("pairs", count.gold, count.found, *_percent(count.precision, count.recall, count.f1))


def _ablation(articles: "Sequence[GoldArticle]") -> None:
    from benchmarks.resolving.ablation import ablations

    _heading("What each rule of coreference brings: points lost without it", "speakers", "B³")
    for rule, speakers, joined in ablations(articles):
        _row(rule, *_percent(speakers, joined))


def _errors(matches: "Sequence[Match]", *, listed: bool) -> None:
    from benchmarks.resolving.speakers import RIGHT, outcomes

    for direct in (True, False):
        wrong = [outcome for outcome in outcomes(matches, direct=direct) if outcome.verdict != RIGHT]
        _counted(f"Speakers of {'direct' if direct else 'indirect'} quotations", (o.verdict for o in wrong))
        for outcome in wrong if listed else ():
            start, end = outcome.quotation.parts[0]
            words, told = outcome.match.gold.text[start:end], "+".join(outcome.quotation.speakers) or "nobody"
            print(
                f"  {outcome.match.gold.name} {outcome.verdict}: {told}, not {outcome.said!r}: {words[:70]}"
            )
    _mention_errors(matches, listed=listed)
    _identity_errors(matches, listed=listed)


def _counted(title: str, classes: Iterable[str]) -> None:
    counts = Counter(classes)
    _heading(f"Errors. {title}: {counts.total()}")
    for name, count in sorted(counts.items(), key=lambda item: (-item[1], item[0])):
        _row(f"  {name}", count)


def _mention_errors(matches: "Sequence[Match]", *, listed: bool) -> None:
    from benchmarks.resolving.wrong import chain_errors, link_errors

    for title, find in (("Mentions and chains of persons", chain_errors), ("Links", link_errors)):
        errors = list(find(matches))
        _counted(title, (error.what for error in errors))
        for error in errors if listed else ():
            print(f"  {error.article} {error.what}: {error.words}")


def _identity_errors(matches: "Sequence[Match]", *, listed: bool) -> None:
    from benchmarks.resolving.measures import identities, same_person

    _, wrong = same_person(identities(matches))
    _counted("Identity across articles", ("parted" if a[1] == b[1] else "joined" for a, b in wrong))
    for one, other in wrong if listed else ():
        print(f"  {one[1]} of {one[0]}, {other[1]} of {other[0]}")


def _seed(data: Path) -> None:
    from benchmarks.resolving.seed import direct_speakers

    right, found, gold = direct_speakers(data)
    _heading("The seed: speakers of direct quotations", "gold", "found", "right")
    _row("seed", gold, found, right)


def _speed(articles: "Sequence[GoldArticle]") -> None:
    import kg
    from benchmarks.resolving import system

    words = sum(len(article.text.split()) for article in articles)
    kg.read_text("Jan Claussen sagte, das Wasser steige.")  # the models are loaded once, before the clock
    _heading("Words per CPU second of one process, the fastest of three rounds (goal: 12,000)")
    stages: dict[str, Callable[[], object]] = {
        "extraction": lambda: [kg.read_text(article.text) for article in articles],
        "the whole build, read back": lambda: system.build(articles),
    }
    for name, work in stages.items():
        seconds = []
        for _ in range(_ROUNDS):
            start = time.process_time()
            work()
            seconds.append(time.process_time() - start)
        _row(name, f"{words / min(seconds):,.0f}")


if __name__ == "__main__":
    main()
