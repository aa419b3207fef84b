"""How well keywords are told that name a person, place or organisation: ``benchmarks/keywords.py [--errors]``.

Every keyword of tests/gold/keywords.tsv is read as the only one of an article that says nothing of it.
"""

import argparse
from collections import Counter
from pathlib import Path

from kg.extract import annotate
from kg.model import Article
from kg.readers import read
from kg.testing import SourceArticle, render

GOLD = Path(__file__).parents[1] / "tests" / "gold" / "keywords.tsv"


def named(keyword: str) -> str:
    """Return what kg takes a keyword for."""
    source = SourceArticle(title="Ein Tag: Es war still", body=("Es war still am Hafen.",), tags=(keyword,))
    items = read(render(source, "piped"), name="a.txt", path="a.txt")
    article = next(item for item in items if isinstance(item, Article))
    document = annotate(article)
    kinds = [str(document.chains[naming.chain].kind) for naming in document.namings]
    return kinds[0] if kinds else "topic"


def gold() -> list[tuple[str, str, str]]:
    """Return part, keyword and what it names."""
    lines = [line for line in GOLD.read_text("utf-8").splitlines() if not line.startswith("#")]
    return [(part, keyword, kind) for part, keyword, kind in (line.split("\t") for line in lines)]


def main() -> None:
    """Print precision and recall of each part."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--errors", action="store_true", help="print what is wrong, too")
    errors = parser.parse_args().errors
    counts: Counter[tuple[str, str]] = Counter()
    for part, keyword, kind in gold():
        found = named(keyword)
        counts[part, "gold"] += kind != "topic"
        counts[part, "found"] += found != "topic"
        counts[part, "right"] += found == kind != "topic"
        if errors and found != kind:
            print(f"{part}: {keyword}: {found}, not {kind}")
    for part in ("seen", "unseen"):
        right, told, whole = (counts[part, name] for name in ("right", "found", "gold"))
        print(
            f"{part}: {whole} name something, {told} found, precision {right / told:.1%}, recall {right / whole:.1%}"
        )


if __name__ == "__main__":
    main()
