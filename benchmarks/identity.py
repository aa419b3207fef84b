"""Prints how well kg knows who is who across articles: pairwise precision, recall and F1.

    python benchmarks/identity.py [--seed 7] [--articles 800] [--errors]

Two persons in two articles are a pair if they are one. Scored are an invented corpus full of namesakes, made anew from the
seed (weights were set on the seeds 1 to 6 and 11 to 16), the example articles, and the parts of tests/gold.
"""

import argparse
import sys
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))  # run as a file, its own package is not found

if TYPE_CHECKING:
    from collections.abc import Mapping

    from benchmarks.identifying.score import Item, Pairs


def main() -> None:
    """Print the table."""
    from benchmarks.identifying.corpus import corpus
    from benchmarks.identifying.score import answered, score
    from benchmarks.resolving import gold, system
    from benchmarks.resolving.matching import Match
    from benchmarks.resolving.measures import identities

    arguments = _arguments()
    print(
        f"{'corpus':34}{'items':>8}{'pairs':>8}{'found':>8}{'precision':>11}{'recall':>8}{'F1':>8}   (goal: F1 97)"
    )
    for seed in arguments.seed:
        found = answered(corpus(seed, articles=arguments.articles))
        _row(f"invented, seed {seed}", len(found), score(found))
        if arguments.errors:
            _errors(found)
    for part in gold.PARTS:
        articles = gold.articles(part)
        graph = system.build(articles)
        matches = [Match(a, graph.answers[a.name], graph.entities) for a in articles]
        said = {(article, index(who)): node for (article, who), node in identities(matches).items()}
        _row(f"tests/gold, {part}", len(said), score(said))


_INDEX: dict[str, int] = defaultdict(lambda: len(_INDEX))


def index(who: str) -> int:
    """Return a number for an identity."""
    return _INDEX[who]


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--seed", type=int, nargs="*", default=[7, 8])
    parser.add_argument("--articles", type=int, default=800)
    parser.add_argument(
        "--errors", action="store_true", help="list whom the invented corpus shows parted or joined"
    )
    return parser.parse_args()


def _row(name: str, items: int, pairs: "Pairs") -> None:
    figures = "".join(
        f"{100 * value:>{width}.1f}"
        for value, width in ((pairs.precision, 11), (pairs.recall, 8), (pairs.f1, 8))
    )
    print(f"{name:34}{items:>8}{pairs.gold:>8}{pairs.found:>8}{figures}")


def _errors(found: "Mapping[Item, str]") -> None:
    nodes: dict[int, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    people: dict[str, set[int]] = defaultdict(set)
    for (article, who), node in found.items():
        nodes[who][node].append(article)
        people[node].add(who)
    for who, parts in nodes.items():
        if len(parts) > 1 or any(len(people[node]) > 1 for node in parts):
            told = "; ".join(
                f"{node.rpartition('/')[2]} x{len(a)}{' SHARED' if len(people[node]) > 1 else ''} {a[0]}"
                for node, a in parts.items()
            )
            print(f"   {who}: {told}")


if __name__ == "__main__":
    main()
